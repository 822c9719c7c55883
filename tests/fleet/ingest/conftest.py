"""Fixtures of the ingest's tests."""

from pathlib import Path

import pytest

from fleet.content.desired import Desk
from fleet.db.engine import Database
from fleet.ingest.memory import MemoryBroker
from tests.support.fleet_rooms import CHO_HOM, DONG_XUAN, add_stations, make_desk


@pytest.fixture
def desk(data_dir: Path) -> Desk:
    """Return a desk that writes to the test's own folder."""
    return make_desk(data_dir)


@pytest.fixture
def memory_broker() -> MemoryBroker:
    """Return a broker without network."""
    return MemoryBroker()


@pytest.fixture
def stations(database: Database) -> Database:
    """Return the database with two stations."""
    add_stations(database, CHO_HOM, DONG_XUAN)
    return database
