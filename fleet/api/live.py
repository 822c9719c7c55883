"""What is new in the database since the last look, as frames for browsers.

One look serves every browser of a process: each frame is encoded once. The database is asked, not
the ingest of this process, so that what any other process stored is seen too. A transaction that
began earlier may commit later, so each look reaches some way back and remembers what it has shown.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from pydantic import BaseModel
from sqlalchemy import select, union
from sqlalchemy.orm import Session

from fleet.alerts import queries as alerts
from fleet.alerts.models import Alert
from fleet.api import console_views as views
from fleet.api import overview
from fleet.api.kept import Kept
from fleet.api.schemas import PresenceEvent
from fleet.commands.models import Command
from fleet.content.models import DesiredState
from fleet.db.engine import Database
from fleet.db.rows import AnyRow
from fleet.scans import queries
from fleet.stations.models import Station, StationLatest

M = TypeVar("M", DesiredState, Command)

OVERLAP = timedelta(seconds=10)
"""Longer than any transaction takes."""
COUNTERS_EVERY = timedelta(seconds=15)
COUNTERS_APART = timedelta(seconds=1)
"""Counting ten thousand stations takes a while, so not each look counts."""
SCANS_A_LOOK = 100
"""More than that nobody reads; the counters tell of all."""
RESUMED_SCANS = 200
MOST_CHANGES = 200
"""Where more changed at once, a browser reads everything again: told one by one, the stations that
come back after an outage would overflow its queue."""
RESETS_APART = timedelta(seconds=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """Something that changed, as it is told; shown once for each `at` of its key."""

    key: tuple[Any, ...]
    at: datetime
    write: Callable[[], bytes]


class Look:
    """Remembers what was shown; one at a time, on any thread."""

    def __init__(self, database: Database, now: datetime) -> None:
        self._database = database
        self._began = now
        self._marks: deque[tuple[datetime, int]] = deque()
        self._scans: set[int] = set()
        self._changes: dict[tuple[Any, ...], datetime] = {}
        self._counters_at: datetime | None = None
        self._uncounted = False
        self._reset_at: datetime | None = None
        self._reset_due = False
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
            changed = self._new_changes(self._all_changes(session, now))
            found = [frame("scan", views.scan(row), row.id) for row in rows]
            many = len(changed) > MOST_CHANGES
            reset_due = many or self._reset_due
            is_reset = reset_due and self._may_reset(now)
            if is_reset:
                found.append(_frame("reset", "{}"))
            elif not many:
                found += [one.write() for one in changed]
            counted = self._is_to_count(now, something=bool(found) or self._uncounted)
            self._uncounted = not counted and (bool(found) or self._uncounted)
            if counted:
                found.append(frame("counters", overview.summary(session, now)))
        self._remember(now, ids, changed)
        self._counters_at = now if counted else self._counters_at
        self._reset_at = now if is_reset else self._reset_at
        self._reset_due = reset_due and not is_reset
        return found

    def _all_changes(self, session: Session, now: datetime) -> Iterator[_Change]:
        since = max(self._began, now) - OVERLAP
        for row in _presence_since(session, since):
            at = row.revoked_at or row.status_at or row.created_at
            yield _Change(key=("presence", row.id), at=at, write=partial(_presence, row))
        for state in _changed_since(session, DesiredState, since):
            yield _Change(
                key=("desired", state.station_id, state.number),
                at=state.changed_at,
                write=partial(_desired, state),
            )
        for command in _changed_since(session, Command, since):
            yield _Change(
                key=("command", command.id),
                at=command.changed_at,
                write=partial(_command, command, now),
            )
        for alert, station in alerts.changed_after(session, since):
            yield _Change(
                key=("alert", alert.id), at=alert.changed_at, write=partial(_alert, alert, station)
            )

    def _new_changes(self, changes: Iterable[_Change]) -> list[_Change]:
        return [
            one for one in changes if one.at >= self._began and self._changes.get(one.key) != one.at
        ]

    def _remember(self, now: datetime, ids: set[int], changed: Sequence[_Change]) -> None:
        if ids:
            self._marks.append((now, max(ids)))
            self._scans.update(ids)
        while self._marks and self._marks[0][0] <= now - OVERLAP:
            self._floor = max(self._floor, self._marks.popleft()[1])
        self._scans = {one for one in self._scans if one > self._floor}
        self._changes.update({one.key: one.at for one in changed})
        self._changes = {key: at for key, at in self._changes.items() if at > now - 2 * OVERLAP}

    def _may_reset(self, now: datetime) -> bool:
        return self._reset_at is None or now - self._reset_at >= RESETS_APART

    def _is_to_count(self, now: datetime, *, something: bool) -> bool:
        if self._counters_at is None:
            return True
        apart = now - self._counters_at
        return apart >= COUNTERS_EVERY or (something and apart >= COUNTERS_APART)


def _presence(row: AnyRow) -> bytes:
    shown = views.presence(row.revoked_at, row.status, row.online_since, row.last_seen)
    return frame("presence", PresenceEvent(station_id=row.id, presence=shown))


def _desired(state: DesiredState) -> bytes:
    return frame("desired", views.desired_event(state))


def _command(command: Command, now: datetime) -> bytes:
    return frame("command", views.command(command, now))


def _alert(alert: Alert, station: Station) -> bytes:
    return frame("alert", views.alert(alert, station))


def _presence_since(session: Session, since: datetime) -> Sequence[AnyRow]:
    """Read the stations that came, went, were made or revoked, oldest change first."""
    latest = select(StationLatest.station_id).where(StationLatest.status_at > since)
    made = select(Station.id).where(Station.created_at > since)
    revoked = select(Station.id).where(Station.revoked_at > since)
    return session.execute(
        select(
            Station.id,
            Station.created_at,
            Station.revoked_at,
            StationLatest.status,
            StationLatest.status_at,
            StationLatest.online_since,
            StationLatest.last_seen,
        )
        .outerjoin(StationLatest, StationLatest.station_id == Station.id)
        .where(Station.id.in_(union(latest, made, revoked)))
        .order_by(StationLatest.status_at, Station.id)
    ).all()


def _changed_since(session: Session, model: type[M], since: datetime) -> Sequence[M]:
    return session.scalars(
        select(model).where(model.changed_at > since).order_by(model.changed_at)
    ).all()


def resume(database: Database, kept: Kept, scan_id: int | None, now: datetime) -> list[bytes]:
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
    found.append(frame("counters", overview.shared_summary(database, kept, now)))
    return found


def frame(name: str, body: BaseModel, event_id: int | None = None) -> bytes:
    """Write one server-sent event."""
    return _frame(name, body.model_dump_json(), event_id)


def _frame(name: str, data: str, event_id: int | None = None) -> bytes:
    numbered = f"id: {event_id}\n" if event_id is not None else ""
    return f"{numbered}event: {name}\ndata: {data}\n\n".encode()
