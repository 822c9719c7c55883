"""Fixtures of the EPCIS room's tests."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from fleet.db.engine import Database
from fleet.epcis.runner import CaptureRunner
from fleet.epcis.store import store
from provenance.epcis import parse
from tests.provenance.epcis.documents import document
from tests.support.fleet_clock import SetClock

Stored = Callable[[Sequence[object]], int]
Sent = Callable[[str, object], int]


@pytest.fixture
def stored(database: Database, clock: SetClock) -> Stored:
    """Return a function that stores events and gives how many were new."""

    def put(events: Sequence[object]) -> int:
        parsed = parse(document(*events))
        assert parsed.faults == ()
        with database.write() as session:
            return store(session, parsed.events, now=clock.now(), job=None)

    return put


@pytest.fixture
def sent(runner: CaptureRunner) -> Sent:
    """Return a function that stores an event of somebody and gives how many were new."""

    def put(who: str, event: object) -> int:
        (parsed,) = parse(document(event)).events
        return int(runner.captures.take_one(parsed, who=who))

    return put


@pytest.fixture
def runner(database: Database, clock: SetClock, tmp_path: Path) -> CaptureRunner:
    """Return a runner whose thread isn't started: the test takes its turns."""
    return CaptureRunner(database, clock, tmp_path / "captures")
