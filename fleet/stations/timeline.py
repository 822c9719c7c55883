"""What happened to a station, newest first: written with each happening, read in pages.

Only changes are written: a message that says what was known already leaves no row.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from fleet.db.upsert import table_of
from fleet.stations.models import StationEvent

KEPT = timedelta(days=396)
FORGOTTEN_AT_ONCE = 5000


class EventKind(StrEnum):
    """What happened."""

    CONNECTED = "connected"
    DISCONNECTED = "disconnected"
    TIMED_OUT = "timed_out"
    RESTARTED = "restarted"
    SOFTWARE = "software"
    OUTBOX = "outbox"
    CAMERA_FAILED = "camera_failed"
    CAMERA_BACK = "camera_back"
    PROBE_BAD = "probe_bad"
    PROBE_GOOD = "probe_good"
    DESIRED = "desired"
    IN_FORCE = "in_force"
    REFUSED = "refused"
    COMMAND = "command"
    REPLY = "reply"
    ALERT_OPENED = "alert_opened"
    ALERT_CLOSED = "alert_closed"
    ENROLLED = "enrolled"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening.

    Attributes:
        by: who did it, where somebody did.
        code: what exactly: a probe, a cause, a reason.
        number: of the desired state that it is about.
    """

    station_id: str
    at: datetime
    kind: EventKind
    by: str | None = None
    code: str = ""
    detail: str = ""
    number: int | None = None
    command_id: UUID | None = None


def note(session: Session, events: Iterable[Event]) -> None:
    """Write what happened; stored if and only if the transaction is."""
    rows: list[dict[str, Any]] = [asdict(event) for event in events]
    if rows:
        session.execute(table_of(StationEvent).insert(), rows)


def forget(session: Session, now: datetime) -> None:
    """Delete what happened too long ago, some of it at a time."""
    old = select(StationEvent.id).where(StationEvent.at < now - KEPT).limit(FORGOTTEN_AT_ONCE)
    session.execute(delete(StationEvent).where(StationEvent.id.in_(old)))


def page(
    session: Session,
    station_id: str,
    *,
    kinds: Collection[EventKind] = (),
    before: int | None,
    limit: int,
) -> Sequence[StationEvent]:
    """Read what happened to a station, newest first, below an event's id.

    Args:
        kinds: none means all.
    """
    statement = select(StationEvent).where(StationEvent.station_id == station_id)
    if kinds:
        statement = statement.where(StationEvent.kind.in_(kinds))
    if before is not None:
        statement = statement.where(StationEvent.id < before)
    return session.scalars(statement.order_by(StationEvent.id.desc()).limit(limit)).all()
