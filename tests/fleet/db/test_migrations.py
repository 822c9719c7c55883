"""A migrated database is what the models say, on both kinds; an installed one can be told apart."""

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import ColumnClause, Connection, func, inspect, select, table, text
from sqlalchemy import column as named
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import NullType, TypeEngine

from fleet.db import migrate, revisions
from fleet.db.base import UtcDateTime
from fleet.db.columns import Document
from fleet.db.engine import Database
from fleet.epcis.models import EventRow, EventThing
from fleet.errors import Unavailable
from fleet.schema import METADATA
from fleet.stations.models import Claim, Station, StationLatest


def test_from_empty_to_the_newest(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    assert migrate.upgrade(database) == (None, revisions.NEWEST)
    assert migrate.upgrade(database) == (revisions.NEWEST, revisions.NEWEST)
    revisions.require_current(database)

    assert set(METADATA.tables) < set(inspect(database.engine).get_table_names())
    database.close()


def test_every_migration_is_in_the_list_that_is_read_without_alembic() -> None:
    config = Config()
    config.set_main_option("script_location", migrate.LOCATION)
    scripts = ScriptDirectory.from_config(config).walk_revisions()
    assert tuple(script.revision for script in scripts)[::-1] == revisions.REVISIONS


def test_models_and_migrations_agree(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    migrate.upgrade(database)
    with database.connection() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        difference = compare_metadata(context, METADATA)
    database.close()

    assert difference == []


def test_what_an_older_release_stored_is_kept(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    _migrate_to(database, "0003")
    moment = datetime(2026, 11, 1, 5, tzinfo=UTC)
    _fill_0003(database, moment)

    assert migrate.upgrade(database) == ("0003", revisions.NEWEST)

    with database.read() as session:
        station = session.get_one(Station, "hbt-01")
        assert (station.name, station.ward_key) == ("Chợ Hôm", "hai ba trung")
        latest = session.get_one(StationLatest, "hbt-01")
        assert (latest.status, latest.status_at) == ("online", moment)
        assert (latest.software, latest.session) == ("0.1.0", 3)
        assert session.scalar(select(func.count()).select_from(Claim)) == 1
    with pytest.raises(IntegrityError), database.connection() as connection:
        connection.execute(text("DELETE FROM station"))
    database.close()


def test_rows_that_refer_to_nothing_are_found_before_the_commit(tmp_path: Path) -> None:
    path = tmp_path / "fleet.sqlite3"
    database = Database(f"sqlite:///{path}")
    _migrate_to(database, "0003")
    with closing(sqlite3.connect(path)) as loose, loose:
        loose.execute(
            "INSERT INTO claim (station_id, secret_hash, created_at, expires_at)"
            " VALUES ('nobody', x'00', '2026-11-01 05:00:00', '2026-11-01 05:00:00')"
        )

    with pytest.raises(Unavailable, match=r"database\.references"):
        migrate.upgrade(database)

    with pytest.raises(Unavailable, match=r"database\.not_migrated"):
        revisions.require_current(database)
    database.close()


def test_several_at_once_migrate_once(empty_database_url: str) -> None:
    databases = [Database(empty_database_url) for _ in range(3)]
    before: list[str | None] = []
    threads = [
        threading.Thread(target=lambda one=one: before.append(migrate.upgrade(one)[0]))
        for one in databases
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for database in databases:
        database.close()

    assert sorted(before, key=str) == [revisions.NEWEST, revisions.NEWEST, None]


def test_an_empty_database_is_not_current(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    with pytest.raises(Unavailable, match=r"database\.not_migrated"):
        revisions.require_current(database)
    database.close()


def test_a_newer_releases_database_is_left_alone(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    migrate.upgrade(database)
    with database.connection() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(Unavailable, match=r"database\.newer"):
        migrate.upgrade(database)
    with pytest.raises(Unavailable, match=r"database\.newer"):
        revisions.require_current(database)
    database.close()


def test_declarations_keep_their_partners(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    _migrate_to(database, "0011")
    moment = datetime(2026, 11, 1, 5, tzinfo=UTC)
    with database.connection() as connection:
        for number, who in enumerate(("partner:an", "chi")):
            _insert_declaration(connection, str(number), who, moment)

    migrate.upgrade(database)

    with database.read() as session:
        rows = session.execute(select(EventRow.hash, EventRow.declares_error, EventRow.declared_by))
        assert {tuple(row) for row in rows} == {
            ("0", False, ""),
            ("0", True, "partner:an"),
            ("1", False, ""),
            ("1", True, ""),
        }
        assert session.scalar(select(func.count()).select_from(EventThing)) == 1
    database.close()


def _insert_declaration(connection: Connection, name: str, who: str, moment: datetime) -> None:
    counts = {"events": 2, "stored": 2, "rejected": 0, "errors": "[]"}
    job = {"id": name, "who": who, "created_at": moment, "behaviour": "rollback"}
    _insert(connection, "capture_job", **job, **counts)
    for declares in (False, True):
        words = {"hash": name, "event_id": name, "type": "ObjectEvent", "text": "{}", "job": name}
        times = {"at": moment, "recorded_at": moment}
        _insert(connection, "epcis_event", declares_error=declares, **words, **times)
    if name == "0":
        thing = {"role": "epc", "name": "urn:x:1", "is_class": False, "uom": ""}
        _insert(connection, "epcis_event_thing", event_id=1, **thing)


def _migrate_to(database: Database, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", migrate.LOCATION)
    with database.migrating() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def _insert(connection: Connection, into: str, **values: object) -> None:
    """Insert a row into a table as an older release knew it, not as the models do."""
    known: dict[type, TypeEngine[Any]] = {datetime: UtcDateTime(), dict: Document}
    columns: list[ColumnClause[Any]] = [
        named(key, known.get(type(value), NullType())) for key, value in values.items()
    ]
    connection.execute(table(into, *columns).insert().values(values))


def _fill_0003(database: Database, moment: datetime) -> None:
    with database.connection() as connection:
        _insert(
            connection,
            "station",
            id="hbt-01",
            name="Chợ Hôm",
            market="Chợ Hôm – Đức Viên",
            ward="Phường Hai Bà Trưng",
            folded="hbt-01 cho hom",
            created_at=moment,
        )
        _insert(
            connection,
            "claim",
            station_id="hbt-01",
            secret_hash=b"0" * 32,
            created_at=moment,
            expires_at=moment,
        )
        _insert(
            connection,
            "station_latest",
            station_id="hbt-01",
            online=True,
            session=3,
            last_seen=moment,
            birth={"software": "0.1.0"},
            reported_number=2,
        )
