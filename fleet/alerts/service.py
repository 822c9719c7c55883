"""Opens and closes alerts by the rules, and lets people say that they know of one.

Only stations about which there is something to decide are read. The database holds that a station
has one open alert of a cause, so two workers that look at the same time open one between them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Row,
    and_,
    exists,
    or_,
    select,
    union,
    update,
)
from sqlalchemy.orm import Session

from fleet.accounts import audit
from fleet.alerts.models import Alert, Cause
from fleet.alerts.rules import CAMERA_SETTLED, Facts, changes
from fleet.db.upsert import dialect_insert, table_of
from fleet.errors import BadInput, Conflict, NotThere
from fleet.stations import timeline
from fleet.stations.models import Station, StationLatest
from fleet.stations.presence import PresenceStatus
from fleet.stations.timeline import Event, EventKind

AT_ONCE = 500
"""How many alerts one look opens or closes at most; the next look, seconds later, goes on."""
LONGEST_COMMENT = 500
_Found = Row[str, datetime | None, str, datetime | None, bool | None, datetime | None, str, int]


@dataclass(slots=True)
class Decided:
    """The alerts that should begin, and those that should end; empty is false."""

    opened: list[tuple[str, Cause]] = field(default_factory=list)
    closed: list[tuple[int, str, Cause]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.opened or self.closed)


def decide(session: Session, now: datetime, offline_after: timedelta) -> Decided:
    """Tell which alerts begin and end by the rules; writes nothing."""
    found = Decided()
    for station, facts, ids in _facts(session, now):
        needed = changes(facts, now, offline_after)
        found.opened += [(station, cause) for cause in sorted(needed.opened)]
        found.closed += [(ids[cause], station, cause) for cause in sorted(needed.closed)]
    return found


def look(session: Session, now: datetime, offline_after: timedelta) -> tuple[int, int]:
    """Open and close alerts; give how many of each."""
    found = decide(session, now, offline_after)
    opened = _open(session, found.opened[:AT_ONCE], now)
    return opened, _close(session, found.closed, now)


def acknowledge(session: Session, alert_id: int, comment: str, *, by: str, now: datetime) -> Alert:
    """Note that somebody knows of an alert; saying it again changes the comment.

    Raises:
        NotThere: `alert.unknown`.
        Conflict: `alert.closed`.
        BadInput: `alert.comment`.
    """
    comment = comment.strip()
    if len(comment) > LONGEST_COMMENT or not comment.replace("\n", "").isprintable():
        raise BadInput("alert.comment", longest=LONGEST_COMMENT)
    alert = session.get(Alert, alert_id, with_for_update=True)
    if alert is None:
        raise NotThere("alert.unknown", id=alert_id)
    if alert.closed_at is not None:
        raise Conflict("alert.closed", closed_at=alert.closed_at.isoformat())
    alert.acknowledged_at, alert.acknowledged_by, alert.comment = now, by, comment
    alert.changed_at = now
    audit.record(
        session,
        at=now,
        who=by,
        what="alert.acknowledge",
        subject=alert.station_id,
        alert=alert.id,
        cause=alert.cause,
        comment=comment,
    )
    return alert


def withdraw(session: Session, alert_id: int, *, by: str, now: datetime) -> Alert:
    """Take back that somebody knows of an alert.

    Raises:
        NotThere: `alert.unknown`.
        Conflict: `alert.closed`.
    """
    alert = session.get(Alert, alert_id, with_for_update=True)
    if alert is None:
        raise NotThere("alert.unknown", id=alert_id)
    if alert.closed_at is not None:
        raise Conflict("alert.closed", closed_at=alert.closed_at.isoformat())
    alert.acknowledged_at = alert.acknowledged_by = alert.comment = None
    alert.changed_at = now
    audit.record(
        session, at=now, who=by, what="alert.withdraw", subject=alert.station_id, alert=alert.id
    )
    return alert


def _undecided(now: datetime) -> CompoundSelect[str]:
    """Choose the stations for which an alert may begin or end; all others are as they should be."""

    def has_open(cause: Cause) -> ColumnElement[bool]:
        return exists().where(
            Alert.station_id == StationLatest.station_id,
            Alert.cause == cause,
            Alert.closed_at.is_(None),
        )

    offline = StationLatest.status == PresenceStatus.OFFLINE
    blind = and_(StationLatest.status == PresenceStatus.ONLINE, StationLatest.camera.is_(False))
    seeing = and_(
        StationLatest.camera.is_(True),
        or_(StationLatest.camera_at.is_(None), StationLatest.camera_at <= now - CAMERA_SETTLED),
    )
    latest = select(StationLatest.station_id)
    doubtful = or_(
        and_(Alert.cause == Cause.OFFLINE, ~offline),
        and_(Alert.cause == Cause.CAMERA, ~offline, seeing),
        Station.revoked_at.is_not(None),
    )
    return union(
        latest.where(offline, ~has_open(Cause.OFFLINE)),
        latest.where(blind, ~has_open(Cause.CAMERA)),
        select(Alert.station_id)
        .join(Station, Station.id == Alert.station_id)
        .outerjoin(StationLatest, StationLatest.station_id == Alert.station_id)
        .where(Alert.closed_at.is_(None), doubtful),
    )


def _facts(session: Session, now: datetime) -> Iterator[tuple[str, Facts, dict[Cause, int]]]:
    open_one = and_(Alert.station_id == Station.id, Alert.closed_at.is_(None))
    rows = session.execute(
        select(
            Station.id,
            Station.revoked_at,
            StationLatest.status,
            StationLatest.status_at,
            StationLatest.camera,
            StationLatest.camera_at,
            Alert.cause,
            Alert.id.label("alert_id"),
        )
        .join(StationLatest, StationLatest.station_id == Station.id)
        .outerjoin(Alert, open_one)
        .where(Station.id.in_(_undecided(now)))
        .order_by(Station.id)
    )
    for station, group in groupby(rows, key=lambda row: row[0]):
        yield (station, *_gather(list(group)))


def _gather(rows: list[_Found]) -> tuple[Facts, dict[Cause, int]]:
    _, revoked_at, status, status_at, camera, camera_at, _, _ = rows[0]
    ids = {
        Cause(row.cause): row.alert_id
        for row in rows
        # An outer join: a station may have no alert.
        if row.cause is not None
    }
    facts = Facts(
        revoked=revoked_at is not None,
        status=PresenceStatus(status),
        status_at=status_at,
        camera=camera,
        camera_at=camera_at,
        open=frozenset(ids),
    )
    return facts, ids


def _open(session: Session, opened: list[tuple[str, Cause]], now: datetime) -> int:
    if not opened:
        return 0
    insert = dialect_insert(session, table_of(Alert)).on_conflict_do_nothing()
    rows = [
        {
            "station_id": station,
            "cause": cause,
            "code": f"station.{cause}",
            "opened_at": now,
            "changed_at": now,
        }
        for station, cause in opened
    ]
    table = table_of(Alert)
    made = session.execute(insert.returning(table.c.station_id, table.c.cause), rows).all()
    timeline.note(
        session,
        [
            Event(station_id=station, at=now, kind=EventKind.ALERT_OPENED, code=cause)
            for station, cause in made
        ],
    )
    return len(made)


def _close(session: Session, closed: list[tuple[int, str, Cause]], now: datetime) -> int:
    if not closed:
        return 0
    rows = session.execute(
        update(Alert)
        .where(Alert.id.in_([number for number, _, _ in closed[:AT_ONCE]]))
        .where(Alert.closed_at.is_(None))
        .values(closed_at=now, changed_at=now)
        .returning(Alert.station_id, Alert.cause)
        .execution_options(synchronize_session=False)
    ).all()
    timeline.note(
        session,
        [
            Event(station_id=station, at=now, kind=EventKind.ALERT_CLOSED, code=cause)
            for station, cause in rows
        ],
    )
    return len(rows)
