"""A migrated database is what the models say, on both kinds; an installed one can be told apart."""

import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from fleet.db import migrate
from fleet.db.engine import Database
from fleet.errors import Unavailable
from fleet.schema import METADATA


def test_from_empty_to_the_newest(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    assert migrate.upgrade(database) == (None, migrate.newest())
    assert migrate.upgrade(database) == (migrate.newest(), migrate.newest())
    migrate.require_current(database)

    assert set(METADATA.tables) < set(inspect(database.engine).get_table_names())
    database.close()


def test_models_and_migrations_agree(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    migrate.upgrade(database)
    with database.connection() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        difference = compare_metadata(context, METADATA)
    database.close()

    assert difference == []


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

    assert sorted(before, key=str) == [migrate.newest(), migrate.newest(), None]


def test_an_empty_database_is_not_current(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    with pytest.raises(Unavailable, match=r"database\.not_migrated"):
        migrate.require_current(database)
    database.close()


def test_a_newer_releases_database_is_left_alone(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    migrate.upgrade(database)
    with database.connection() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(Unavailable, match=r"database\.newer"):
        migrate.upgrade(database)
    with pytest.raises(Unavailable, match=r"database\.newer"):
        migrate.require_current(database)
    database.close()
