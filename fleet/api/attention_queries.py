"""What needs attention, worst first: open alerts, refused desired states, complaining probes.

Alerts of which somebody knows come last. A station with an open alert isn't listed once more for
its probes: it is the alert that tells.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    String,
    Subquery,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from fleet.alerts.models import Alert, Cause
from fleet.api.schemas import AttentionCause
from fleet.content.models import DesiredState
from fleet.db.base import UtcDateTime
from fleet.db.rows import AnyRow, AnySelect
from fleet.errors import BadInput
from fleet.stations.models import Station, StationLatest

FIRST, REFUSED, UNHEALTHY, KNOWN = range(4)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def find(session: Session, after: str, limit: int) -> tuple[Sequence[AnyRow], str | None]:
    """Read a page of what needs attention, and the cursor of the next one.

    Raises:
        BadInput: `cursor.invalid`.
    """
    every = _every().subquery()
    chosen = select(*every.c)
    if after:
        chosen = chosen.where(_beyond(every, *_read_cursor(after)))
    # Names and messages are read of those alone that are shown.
    few = chosen.order_by(*_order(every)).limit(limit + 1).subquery()
    shown = select(
        *few.c, Station.name, Station.market, Station.ward, StationLatest.health
    ).select_from(
        few.join(Station, Station.id == few.c.station_id).outerjoin(
            StationLatest, StationLatest.station_id == few.c.station_id
        )
    )
    rows = session.execute(shown.order_by(*_order(few))).all()
    if len(rows) <= limit:
        return rows, None
    last = rows[limit - 1]
    place = [last.rank, last.since.isoformat(), last.station_id, last.cause]
    text = json.dumps(place)
    return rows[:limit], base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def count(session: Session) -> int:
    """Count what needs attention."""
    parts = (_alerts(), _refused(), _unhealthy())
    counts = (select(func.count()).select_from(part.subquery()) for part in parts)
    return sum(session.scalar(one) or 0 for one in counts)


def count_by_ward(session: Session) -> dict[str, int]:
    """Count the stations that need attention, by the text of their ward."""
    every = _every().subquery()
    rows = session.execute(
        select(Station.ward, func.count(every.c.station_id.distinct()))
        .join(every, every.c.station_id == Station.id)
        .group_by(Station.ward)
    )
    return {key: int(number) for key, number in rows}


def _order(every: Subquery) -> tuple[ColumnElement[Any], ...]:
    return every.c.rank, every.c.since, every.c.station_id, every.c.cause


def _every() -> CompoundSelect[Any]:
    return union_all(_alerts(), _refused(), _unhealthy())


def _alerts() -> AnySelect:
    return (
        select(
            case((Alert.acknowledged_at.is_(None), FIRST), else_=KNOWN).label("rank"),
            Alert.opened_at.label("since"),
            Alert.station_id.label("station_id"),
            Alert.cause.label("cause"),
            Alert.code.label("code"),
            literal("").label("detail"),
            Alert.id.label("alert_id"),
        )
        .join(Station, Station.id == Alert.station_id)
        .where(
            Alert.closed_at.is_(None),
            Alert.cause.in_([cause.value for cause in Cause]),
            Station.revoked_at.is_(None),
        )
    )


def _refused() -> AnySelect:
    newer = aliased(DesiredState)
    newer_exists = exists().where(
        newer.station_id == DesiredState.station_id, newer.number > DesiredState.number
    )
    return (
        select(
            literal(REFUSED),
            DesiredState.changed_at,
            DesiredState.station_id,
            literal(AttentionCause.REFUSED.value),
            DesiredState.code,
            DesiredState.detail,
            cast(null(), Integer),
        )
        .join(Station, Station.id == DesiredState.station_id)
        .where(
            # A constant of the statement: only so SQLite sees that its partial index fits.
            DesiredState.status == literal_column("'refused'"),
            Station.revoked_at.is_(None),
            ~newer_exists,
        )
    )


def _unhealthy() -> AnySelect:
    alert = exists().where(Alert.station_id == StationLatest.station_id, Alert.closed_at.is_(None))
    return (
        select(
            literal(UNHEALTHY),
            func.coalesce(StationLatest.healthy_at, literal(EPOCH, UtcDateTime())),
            StationLatest.station_id,
            literal(AttentionCause.UNHEALTHY.value),
            cast(literal("probe.unhealthy"), String),
            literal(""),
            cast(null(), Integer),
        )
        .join(Station, Station.id == StationLatest.station_id)
        .where(StationLatest.healthy.is_(False), Station.revoked_at.is_(None), ~alert)
    )


def _beyond(every: Subquery, rank: int, since: datetime, station: str, cause: str) -> Any:  # noqa: ANN401 - a condition of SQL
    moment = literal(since, UtcDateTime())
    later = or_(
        every.c.since > moment,
        and_(
            every.c.since == moment,
            or_(
                every.c.station_id > station,
                and_(every.c.station_id == station, every.c.cause > cause),
            ),
        ),
    )
    return or_(every.c.rank > rank, and_(every.c.rank == rank, later))


def _read_cursor(text: str) -> tuple[int, datetime, str, str]:
    try:
        found = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        rank, since, station, cause = found
        moment = datetime.fromisoformat(since)
    except (ValueError, TypeError, binascii.Error) as error:
        raise BadInput("cursor.invalid", cursor=text[:100]) from error
    words = isinstance(station, str) and isinstance(cause, str)
    if not words or rank not in range(4) or moment.tzinfo is None or "\x00" in station + cause:
        raise BadInput("cursor.invalid", cursor=text[:100])
    return int(rank), moment, station, cause
