"""Fixtures of the fleet manager's tests: both databases, and a clock that stands still.

A test that asks for `database` runs twice, on SQLite and on PostgreSQL, each time with an empty
schema of its own.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from fleet.connectors.ask import Connectors
from fleet.connectors.fetch import Fetcher
from fleet.connectors.secret_store import Secrets
from fleet.db.engine import Database
from fleet.schema import METADATA
from tests.support import postgres as server
from tests.support.fleet_clock import SetClock
from tests.support.postgres import Postgres

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Run one PostgreSQL server for the whole run."""
    bin_dir = server.programs()
    if bin_dir is None:
        pytest.skip("PostgreSQL's server programs are not installed: run make system")
    with server.running(bin_dir) as running:
        yield running


@pytest.fixture(scope="session")
def postgres_with_tables(postgres: Postgres) -> str:
    """Make one database with all tables, emptied for each test."""
    name = postgres.create()
    database = Database(postgres.url(name))
    METADATA.create_all(database.engine)
    database.close()
    return name


@pytest.fixture(scope="session")
def sqlite_with_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one file with all tables, copied for each test."""
    path = tmp_path_factory.mktemp("tables") / "fleet.sqlite3"
    database = Database(f"sqlite:///{path}")
    METADATA.create_all(database.engine)
    database.close()
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    return path


@pytest.fixture(params=BOTH)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the URL of a database without tables, of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    running: Postgres = request.getfixturevalue("postgres")
    name = running.create()
    yield running.url(name)
    running.drop(name)


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Return a database with all tables and no rows, of each kind."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_with_tables")
        copy = shutil.copyfile(template, tmp_path / "fleet.sqlite3")
        database = Database(f"sqlite:///{copy}")
        yield database
        database.close()
        return
    running: Postgres = request.getfixturevalue("postgres")
    name: str = request.getfixturevalue("postgres_with_tables")
    running.empty(name)
    database = Database(running.url(name))
    yield database
    database.close()


@pytest.fixture
def clock() -> SetClock:
    """Return a clock that only the test moves."""
    return SetClock()


@pytest.fixture
def connectors(database: Database, clock: SetClock, tmp_path: Path) -> Iterator[Connectors]:
    """Return the way to other systems, of which none is known."""
    secrets = Secrets(folder=tmp_path / "secrets", environ={})
    opened = Connectors(database, clock, Fetcher(clock, secrets), chance=lambda: 0.5)
    yield opened
    opened.close()
