"""The worker's look at who is gone: the only writer of "offline" for a station that was there.

One statement finds and writes them all, so that ten thousand at once cost no more than a moment,
and a second worker finds nothing left.
"""

from datetime import datetime

from sqlalchemy import Select, or_, select, update
from sqlalchemy.orm import Session

from fleet.stations import timeline
from fleet.stations.models import StationLatest
from fleet.stations.presence import PresenceStatus, cutoffs
from fleet.stations.timeline import Event, EventKind


def is_anybody_gone(session: Session, now: datetime, listening_since: datetime | None) -> bool:
    """Tell whether `note_gone` would find anybody."""
    return session.scalar(_gone(now, listening_since).limit(1)) is not None


def note_gone(session: Session, now: datetime, listening_since: datetime | None) -> int:
    """Write down which stations are gone, and give their number.

    Args:
        listening_since: since when the fleet has heard its stations; None while nobody does.
    """
    # In the order in which the ingest locks them; one that it has locked has just said something.
    gone = _gone(now, listening_since).with_for_update(skip_locked=True)
    if not session.scalars(gone).all():
        return 0
    rows = session.execute(
        update(StationLatest)
        .where(StationLatest.station_id.in_(gone), StationLatest.status == PresenceStatus.ONLINE)
        .values(status=PresenceStatus.OFFLINE, status_at=now, gone_at=None)
        .returning(StationLatest.station_id, StationLatest.online)
        .execution_options(synchronize_session=False)
    ).all()
    timeline.note(
        session,
        [
            Event(
                station_id=station,
                at=now,
                kind=EventKind.TIMED_OUT if online else EventKind.DISCONNECTED,
            )
            for station, online in rows
        ],
    )
    return len(rows)


def _gone(now: datetime, listening_since: datetime | None) -> Select[str]:
    who = cutoffs(now, listening_since)
    there = StationLatest.status == PresenceStatus.ONLINE
    # Two questions, each with an index of its own: together they would read everybody's row.
    station = StationLatest.station_id
    parts = [select(station).where(there, StationLatest.gone_at <= who.gone_before)]
    if who.silent_since is not None:
        parts.append(select(station).where(there, StationLatest.last_seen <= who.silent_since))
    return select(station).where(or_(*(station.in_(part) for part in parts))).order_by(station)
