"""Stamps over the small registry, on both databases."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fleet.db.engine import Database
from fleet.registry.models import StampRow
from fleet.registry.service import import_file
from fleet.stamps.keys import PrivateKeys
from fleet.stamps.service import Stamps
from provenance.records import StampState
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import make_stamps
from tests.support.registry import GTIN, as_bytes, document

StateOf = Callable[[str], StampState]


@pytest.fixture
def private(tmp_path: Path) -> PrivateKeys:
    return PrivateKeys(tmp_path)


@pytest.fixture
def stamps(database: Database, clock: SetClock, tmp_path: Path) -> Stamps:
    import_file(database, clock, as_bytes(document()), by="test")
    return make_stamps(database, clock, tmp_path)


@pytest.fixture
def state_of(database: Database) -> StateOf:
    def read(serial: str) -> StampState:
        with database.read() as session:
            return StampState(session.get_one(StampRow, (GTIN, serial)).state)

    return read
