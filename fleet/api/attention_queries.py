"""What needs attention, worst first: open alerts, refused desired states, complaining probes.

Alerts of which somebody knows come last. A station with an open alert isn't listed once more for
its probes: it is the alert that tells.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial

from sqlalchemy import (
    ColumnElement,
    Integer,
    String,
    Subquery,
    and_,
    cast,
    exists,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    union,
)
from sqlalchemy.orm import Session, aliased

from fleet.alerts.models import Alert, Cause
from fleet.api import cursors
from fleet.api.schemas import AttentionCause
from fleet.content.models import DesiredState
from fleet.db.base import UtcDateTime
from fleet.db.rows import AnyRow, AnySelect
from fleet.stations.models import Station, StationLatest

FIRST, REFUSED, UNHEALTHY, KNOWN = range(4)
Place = tuple[datetime, str, str]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def find(session: Session, after: str, limit: int) -> tuple[Sequence[AnyRow], str | None]:
    """Read a page of what needs attention, and the cursor of the next one.

    Raises:
        BadInput: `cursor.invalid`.
    """
    cursor = _read_cursor(after) if after else None
    found: list[AnyRow] = []
    # One rank after the other, so that an index gives the order and no more is read than shown.
    for rank, part in _PARTS.items():
        missing = limit + 1 - len(found)
        if missing and (cursor is None or rank >= cursor[0]):
            place = cursor[1:] if cursor is not None and rank == cursor[0] else None
            found += _of_rank(session, part(), place, missing)
    if len(found) <= limit:
        return found, None
    last = found[limit - 1]
    next_one = cursors.write(last.rank, last.since.isoformat(), last.station_id, last.cause)
    return found[:limit], next_one


def count(session: Session) -> int:
    """Count what needs attention."""
    # An index counts the open alerts; those of the few revoked stations are taken off.
    open_alerts = select(func.count()).where(*_OPEN)
    found = session.scalar(open_alerts) or 0
    found -= session.scalar(open_alerts.where(Alert.station_id.in_(REVOKED))) or 0
    for part in (refused(), _unhealthy()):
        found += session.scalar(select(func.count()).select_from(part.subquery())) or 0
    return found


def count_by_ward(session: Session) -> Iterable[tuple[str, int]]:
    """Count the stations that need attention, by the key of their ward."""
    alerts = select(Alert.station_id).where(*_OPEN)
    others = (select(part.subquery().c.station_id) for part in (refused(), _unhealthy()))
    rows = session.execute(
        select(Station.ward_key, func.count())
        .where(Station.id.in_(union(alerts, *others)), Station.revoked_at.is_(None))
        .group_by(Station.ward_key)
    )
    return [(key, number) for key, number in rows]


REVOKED = select(Station.id).where(Station.revoked_at.is_not(None))
_CAUSES = [cause.value for cause in Cause]
_OPEN = (Alert.closed_at.is_(None), Alert.cause.in_(_CAUSES))


def _of_rank(
    session: Session, part: AnySelect, place: Place | None, limit: int
) -> Sequence[AnyRow]:
    every = part.subquery()
    order = (every.c.since, every.c.station_id, every.c.cause)
    chosen = select(*every.c).order_by(*order).limit(limit)
    if place is not None:
        chosen = chosen.where(*_beyond(every, *place))
    # Names and messages are read of those alone that are shown.
    few = chosen.subquery()
    return session.execute(
        select(*few.c, Station.name, Station.market, Station.ward, StationLatest.health)
        .select_from(
            few.join(Station, Station.id == few.c.station_id).outerjoin(
                StationLatest, StationLatest.station_id == few.c.station_id
            )
        )
        .order_by(few.c.since, few.c.station_id, few.c.cause)
    ).all()


def _alerts(rank: int) -> AnySelect:
    known = Alert.acknowledged_at.is_not(None)
    return select(
        literal(rank).label("rank"),
        Alert.opened_at.label("since"),
        Alert.station_id.label("station_id"),
        Alert.cause.label("cause"),
        Alert.code.label("code"),
        literal("").label("detail"),
        Alert.id.label("alert_id"),
    ).where(*_OPEN, Alert.station_id.not_in(REVOKED), known if rank == KNOWN else ~known)


def refused() -> AnySelect:
    """Select the newest desired states that were refused."""
    newer = aliased(DesiredState)
    newer_exists = exists().where(
        newer.station_id == DesiredState.station_id, newer.number > DesiredState.number
    )
    return select(
        literal(REFUSED).label("rank"),
        DesiredState.changed_at.label("since"),
        DesiredState.station_id.label("station_id"),
        literal(AttentionCause.REFUSED.value).label("cause"),
        DesiredState.code.label("code"),
        DesiredState.detail.label("detail"),
        cast(null(), Integer).label("alert_id"),
    ).where(
        # A constant of the statement: only so SQLite sees that its partial index fits.
        DesiredState.status == literal_column("'refused'"),
        DesiredState.station_id.not_in(REVOKED),
        ~newer_exists,
    )


def _unhealthy() -> AnySelect:
    alert = exists().where(Alert.station_id == StationLatest.station_id, Alert.closed_at.is_(None))
    return select(
        literal(UNHEALTHY).label("rank"),
        func.coalesce(StationLatest.healthy_at, literal(EPOCH, UtcDateTime())).label("since"),
        StationLatest.station_id.label("station_id"),
        literal(AttentionCause.UNHEALTHY.value).label("cause"),
        cast(literal("probe.unhealthy"), String).label("code"),
        literal("").label("detail"),
        cast(null(), Integer).label("alert_id"),
    ).where(StationLatest.healthy.is_(False), StationLatest.station_id.not_in(REVOKED), ~alert)


_PARTS: dict[int, Callable[[], AnySelect]] = {
    FIRST: partial(_alerts, FIRST),
    REFUSED: refused,
    UNHEALTHY: _unhealthy,
    KNOWN: partial(_alerts, KNOWN),
}


def _beyond(
    every: Subquery, since: datetime, station: str, cause: str
) -> tuple[ColumnElement[bool], ...]:
    moment = literal(since, UtcDateTime())
    later = or_(
        every.c.since > moment,
        every.c.station_id > station,
        and_(every.c.station_id == station, every.c.cause > cause),
    )
    return every.c.since >= moment, later


def _read_cursor(cursor: str) -> tuple[int, datetime, str, str]:
    rank, since, station, cause = cursors.read(cursor, 4)
    if cursors.number(rank, cursor) not in _PARTS:
        raise cursors.invalid(cursor)
    moment = cursors.moment(since, cursor)
    return rank, moment, cursors.text(station, cursor), cursors.text(cause, cursor)
