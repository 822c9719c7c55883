"""The list of stations, which joins what several rooms know of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, not_, select
from sqlalchemy.orm import Session

from fleet.content.models import DesiredState
from fleet.stations.models import Station, StationLatest
from fleet.stations.presence import TIMEOUT, PresenceStatus
from fleet.stations.rules import fold

Found = tuple[Station, StationLatest | None, DesiredState | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class StationFilter:
    """Which stations to list.

    Attributes:
        text: each of its words must occur in id, name, market or ward, accents and case aside.
        status: None lists all but revoked ones.
    """

    text: str = ""
    status: PresenceStatus | None = None


def find_stations(
    session: Session, wanted: StationFilter, *, after: str, limit: int, now: datetime
) -> tuple[Sequence[Found], int]:
    """Read a page of stations by id, and count all that the filter lets through."""
    latest = (
        select(DesiredState.station_id, func.max(DesiredState.number).label("number"))
        .group_by(DesiredState.station_id)
        .subquery()
    )
    conditions = [*_words(wanted.text), _status(wanted.status, now)]
    statement = (
        select(Station, StationLatest, DesiredState)
        .outerjoin(StationLatest, StationLatest.station_id == Station.id)
        .outerjoin(latest, latest.c.station_id == Station.id)
        .outerjoin(
            DesiredState,
            and_(DesiredState.station_id == Station.id, DesiredState.number == latest.c.number),
        )
        .where(*conditions, Station.id > after)
        .order_by(Station.id)
        .limit(limit)
    )
    count = (
        select(func.count())
        .select_from(Station)
        .outerjoin(StationLatest, StationLatest.station_id == Station.id)
        .where(*conditions)
    )
    rows = session.execute(statement).all()
    return [(row[0], row[1], row[2]) for row in rows], session.scalar(count) or 0


def _words(text: str) -> list[ColumnElement[bool]]:
    return [Station.folded.contains(word, autoescape=True) for word in fold(text).split()]


def _status(status: PresenceStatus | None, now: datetime) -> ColumnElement[bool]:
    seen = func.coalesce(StationLatest.last_seen > now - TIMEOUT, False)
    online = and_(func.coalesce(StationLatest.online, False), seen)
    here = Station.revoked_at.is_(None)
    match status:
        case None:
            return here
        case PresenceStatus.REVOKED:
            return Station.revoked_at.is_not(None)
        case PresenceStatus.NEVER:
            return and_(here, StationLatest.last_seen.is_(None))
        case PresenceStatus.ONLINE:
            return and_(here, online)
        case PresenceStatus.OFFLINE:
            return and_(here, StationLatest.last_seen.is_not(None), not_(online))
