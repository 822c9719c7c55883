"""What is new in the database since the last look, as frames for browsers.

One look serves every browser of a process: each frame is encoded once. The database is asked, not
the ingest of this process, so that what any other process stored is seen too. A transaction that
began earlier may commit later, so each look reaches some way back and remembers what it has shown.
"""

from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from fleet.api import console_views as views
from fleet.api.console_schemas import Presence, PresenceEvent
from fleet.commands.models import Command
from fleet.content.models import DesiredState
from fleet.db.engine import Database
from fleet.scans import queries

M = TypeVar("M", DesiredState, Command)

OVERLAP = timedelta(seconds=10)
"""Longer than any transaction takes."""
PRESENCE_EVERY = timedelta(seconds=2)
COUNTERS_EVERY = timedelta(seconds=15)
SCANS_A_LOOK = 100
"""More than that nobody reads; the counters tell of all."""
RESUMED_SCANS = 200


class Look:
    """Remembers what was shown; one at a time, on any thread."""

    def __init__(self, database: Database, now: datetime) -> None:
        self._database = database
        self._began = now
        self._marks: deque[tuple[datetime, int]] = deque()
        self._scans: set[int] = set()
        self._changes: dict[tuple[Any, ...], datetime] = {}
        self._presence: dict[str, Presence] | None = None
        self._presence_at: datetime | None = None
        self._counters_at: datetime | None = None
        with database.read() as session:
            self._floor = queries.newest_id(session)

    def frames(self, now: datetime) -> list[bytes]:
        """Look once more; blocks for the database.

        What a look that fails would have shown is shown by the next one.

        Raises:
            Unavailable: `database.unavailable`.
        """
        with self._database.read() as session:
            ids = set(queries.ids_after(session, self._floor)) - self._scans
            rows = queries.by_ids(session, sorted(ids)[-SCANS_A_LOOK:])
            presence = self._look_at_presence(session, now)
            states = self._changed(session, DesiredState, now)
            commands = self._changed(session, Command, now)
            found = [frame("scan", views.scan(row), row.id) for row in rows]
            found += self._presence_frames(presence)
            found += [frame("desired", views.desired_event(row)) for row in states]
            found += [frame("command", views.command(row, now)) for row in commands]
            counted = found or self._is_due(self._counters_at, COUNTERS_EVERY, now)
            if counted:
                found.append(frame("counters", views.summary(session, now)))
        self._remember(now, ids, presence, [*states, *commands])
        self._counters_at = now if counted else self._counters_at
        return found

    def _look_at_presence(self, session: Session, now: datetime) -> dict[str, Presence] | None:
        if not self._is_due(self._presence_at, PRESENCE_EVERY, now):
            return None
        return dict(views.all_presence(session, now))

    def _presence_frames(self, presence: dict[str, Presence] | None) -> list[bytes]:
        before = self._presence
        if before is None or presence is None:
            return []
        return [
            frame("presence", PresenceEvent(station_id=station, presence=new))
            for station, new in presence.items()
            if station not in before or before[station].status != new.status
        ]

    def _changed(self, session: Session, model: type[M], now: datetime) -> list[M]:
        since = max(self._began, now) - OVERLAP
        rows = session.scalars(
            select(model).where(model.changed_at > since).order_by(model.changed_at)
        )
        return [
            row
            for row in rows
            if row.changed_at >= self._began and self._changes.get(_key(row)) != row.changed_at
        ]

    def _remember(
        self,
        now: datetime,
        ids: set[int],
        presence: dict[str, Presence] | None,
        changed: Sequence[DesiredState | Command],
    ) -> None:
        if ids:
            self._marks.append((now, max(ids)))
            self._scans.update(ids)
        while self._marks and self._marks[0][0] <= now - OVERLAP:
            self._floor = max(self._floor, self._marks.popleft()[1])
        self._scans = {one for one in self._scans if one > self._floor}
        if presence is not None:
            self._presence, self._presence_at = presence, now
        self._changes.update({_key(row): row.changed_at for row in changed})
        self._changes = {key: at for key, at in self._changes.items() if at > now - 2 * OVERLAP}

    @staticmethod
    def _is_due(last: datetime | None, every: timedelta, now: datetime) -> bool:
        return last is None or now - last >= every


def _key(row: DesiredState | Command) -> tuple[Any, ...]:
    match row:
        case DesiredState():
            return row.station_id, row.number
        case Command():
            return (row.id,)


def resume(database: Database, scan_id: int | None, now: datetime) -> list[bytes]:
    """Make the first frames of a stream: the scans after one that the browser has, the counters.

    Where too many came meanwhile, `event: reset` asks the browser to read everything again.

    Raises:
        Unavailable: `database.unavailable`.
    """
    found: list[bytes] = []
    with database.read() as session:
        if scan_id is not None:
            rows = queries.after(session, scan_id, RESUMED_SCANS + 1)
            if len(rows) > RESUMED_SCANS:
                found.append(_frame("reset", "{}", queries.newest_id(session)))
            else:
                found += [frame("scan", views.scan(row), row.id) for row in rows]
        found.append(frame("counters", views.summary(session, now)))
    return found


def frame(name: str, body: BaseModel, event_id: int | None = None) -> bytes:
    """Write one server-sent event."""
    return _frame(name, body.model_dump_json(), event_id)


def _frame(name: str, data: str, event_id: int | None = None) -> bytes:
    numbered = f"id: {event_id}\n" if event_id is not None else ""
    return f"{numbered}event: {name}\ndata: {data}\n\n".encode()
