"""Transactions on both databases: whole or nothing, readers can't write, errors have our names."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from fleet.db.engine import Database, database_url
from fleet.errors import BadInput, BadSettings, Unavailable
from fleet.settings import DatabaseSettings, Settings
from fleet.stations.models import Station, StationLatest
from tests.support.postgres import Postgres

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def station(name: str) -> Station:
    return Station(
        id=name, name=name, market="Chợ Hôm", ward="Hai Bà Trưng", folded=name, created_at=NOON
    )


def count(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Station)) or 0


def test_a_block_that_ends_is_stored(database: Database) -> None:
    with database.write() as session:
        session.add(station("hom-1"))

    with database.read() as session:
        assert session.get_one(Station, "hom-1").created_at == NOON


def test_a_block_that_raises_leaves_nothing(database: Database) -> None:
    def fail() -> None:
        with database.write() as session:
            session.add(station("hom-1"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert count(database) == 0


def test_a_reader_refuses_to_write(database: Database) -> None:
    with database.read() as session:
        session.add(station("hom-1"))
        with pytest.raises(DBAPIError):
            session.flush()

    assert count(database) == 0


def test_a_writer_after_a_reader_on_the_same_connection_writes(database: Database) -> None:
    assert count(database) == 0
    with database.write() as session:
        session.add(station("hom-1"))
    assert count(database) == 1


def test_foreign_keys_are_enforced(database: Database) -> None:
    with pytest.raises(DBAPIError), database.write() as session:
        session.add(StationLatest(station_id="nobody"))


def test_a_reader_sees_one_state_while_a_writer_commits(database: Database) -> None:
    with database.read() as reader:
        before = reader.scalar(select(func.count()).select_from(Station))
        with database.write() as session:
            session.add(station("hom-1"))
        after = reader.scalar(select(func.count()).select_from(Station))

    assert (before, after) == (0, 0)


def test_writers_wait_for_each_other(database: Database) -> None:
    with database.write() as session:
        session.add(station("hom-1"))

    def add(times: int) -> None:
        for _ in range(times):
            with database.write() as session:
                row = session.get_one(Station, "hom-1", with_for_update=True)
                row.latitude = (row.latitude or 0) + 1

    threads = [threading.Thread(target=add, args=(10,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with database.read() as session:
        assert session.get_one(Station, "hom-1").latitude == 40


def test_sqlite_is_durable(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a.sqlite3'}")
    with database.read() as session:
        found = [
            session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    database.close()

    assert found == ["wal", 2, 1, 5000]


def test_a_database_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'no folder' / 'a.sqlite3'}")

    with pytest.raises(Unavailable) as raised, database.read() as session:
        session.execute(text("SELECT 1"))
    assert raised.value.code == "database.unavailable"


def test_a_server_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    database = Database(f"postgresql+psycopg://nobody@/none?host={tmp_path}")

    with pytest.raises(Unavailable), database.read() as session:
        session.execute(text("SELECT 1"))
    database.close()


@pytest.mark.parametrize("url", ["fleet.sqlite3", "oracle9://x", ""])
def test_a_bad_url_is_named(url: str) -> None:
    with pytest.raises(BadSettings) as raised:
        Database(url)
    assert raised.value.code == "database.url"


def test_the_default_is_sqlite_in_the_data_directory(tmp_path: Path) -> None:
    assert database_url(Settings(data_dir=tmp_path)) == f"sqlite:///{tmp_path}/fleet.sqlite3"


def test_a_given_url_is_used(tmp_path: Path) -> None:
    given = DatabaseSettings.model_validate({"url": "postgresql+psycopg://u:p@h/d"})
    settings = Settings(data_dir=tmp_path, database=given)

    assert database_url(settings) == "postgresql+psycopg://u:p@h/d"


def test_a_value_that_the_database_cant_hold_is_no_trouble_of_the_server(
    database: Database,
) -> None:
    if database.dialect == "sqlite":
        pytest.skip("SQLite holds whatever it is given")
    with pytest.raises(BadInput) as raised, database.write() as session:
        session.add(station("a\x00"))
    assert raised.value.code == "database.refused"


def test_a_statement_that_takes_too_long_ends(database: Database) -> None:
    if database.dialect == "sqlite":
        pytest.skip("SQLite knows no such limit")
    with pytest.raises(Unavailable) as raised, database.read(statement_ms=50) as session:
        session.execute(text("SELECT pg_sleep(20)"))
    assert raised.value.code == "database.too_slow"
    with database.read() as session:
        assert session.scalar(text("SHOW statement_timeout")) == "0"


def test_who_waits_for_a_lock_hears_soon(database: Database) -> None:
    if database.dialect == "sqlite":
        pytest.skip("SQLite has its busy timeout")
    with database.read() as session:
        assert session.scalar(text("SHOW lock_timeout")) == "10s"


@pytest.mark.postgres
def test_what_a_url_says_to_the_server_is_kept(postgres: Postgres) -> None:
    name = postgres.create()
    url = postgres.url(name)
    joint = "&" if "?" in url else "?"
    database = Database(f"{url}{joint}options=-c%20statement_timeout%3D7s")
    with database.read() as session:
        shown = [session.scalar(text(f"SHOW {one}_timeout")) for one in ("lock", "statement")]
    database.close()
    postgres.drop(name)
    assert shown == ["10s", "7s"]
