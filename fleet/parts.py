"""What every process and every command of the fleet manager needs: keys, database, desk.

The first start makes the data directory, the CAs and, on SQLite, the tables.
"""

import importlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from fleet.clock import Clock
from fleet.content.assets import assets_in
from fleet.content.desired import Desk
from fleet.db import revisions
from fleet.db.engine import Database, database_url
from fleet.errors import Unavailable
from fleet.pki.layout import Pki
from fleet.settings import Settings

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The common parts of a process."""

    settings: Settings
    clock: Clock
    pki: Pki
    database: Database
    desk: Desk

    @classmethod
    def open(cls, settings: Settings, clock: Clock) -> "Parts":
        """Make what is missing and open the rest; the caller closes the database.

        Raises:
            BadSettings: `database.url`, `settings.public_host`, `pki.*`.
            Unavailable: `data_dir.unusable`, `database.*`.
        """
        pki = prepare(settings, clock)
        desk = Desk(assets=assets_in(settings.data_dir), publisher=pki.publisher())
        database = open_database(settings)
        return cls(settings=settings, clock=clock, pki=pki, database=database, desk=desk)


def prepare(settings: Settings, clock: Clock) -> Pki:
    """Make the data directory and its keys where they are missing.

    Raises:
        Unavailable: `data_dir.unusable`.
        BadSettings: `settings.public_host`, `pki.*`.
    """
    pki = Pki(settings.data_dir / "pki")
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        if pki.create(clock.now()):
            _log.info("made root, issuing CA and publisher's key in %s", pki.folder)
        pki.ensure_server(settings.server_names, clock.now())
        pki.ensure_worker(settings.worker, clock.now())
    except OSError as error:
        path, detail = str(settings.data_dir), str(error)
        raise Unavailable("data_dir.unusable", path=path, detail=detail) from error
    return pki


def open_database(settings: Settings) -> Database:
    """Open the database; SQLite is migrated at once, PostgreSQL by `fleet migrate` only.

    Raises:
        BadSettings: `database.url`.
        Unavailable: `database.unavailable`, `database.not_migrated`, `database.newer`.
    """
    with _closed_on_error(settings) as database:
        if database.dialect == "sqlite":
            if not revisions.is_current(database):
                _upgrade(database)
        else:
            revisions.require_current(database)
    return database


def _upgrade(database: Database) -> None:
    # Alembic is a third of the time that most commands take, and almost none needs it.
    migrate = importlib.import_module("fleet.db.migrate")
    before, after = migrate.upgrade(database)
    if before != after:
        _log.info("the database is now at revision %s", after)


@contextmanager
def _closed_on_error(settings: Settings) -> Iterator[Database]:
    database = Database(database_url(settings))
    try:
        yield database
    except BaseException:
        database.close()
        raise
