"""Brings a database to the schema of this release.

The scripts lie inside the package, so that an installed fleet manager can migrate itself. All of an
upgrade is one transaction; of several processes that begin one at once, the others wait, and find
nothing left to do.
"""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from fleet.db.engine import Database
from fleet.errors import Unavailable

LOCATION = "fleet.db:migrations"
LOCK = 7_162_021_053
"""Any number of our own: names the advisory lock on PostgreSQL."""


def upgrade(database: Database) -> tuple[str | None, str]:
    """Bring the database to the newest schema.

    Returns:
        The revisions before and after; None before the first.

    Raises:
        Unavailable: `database.unavailable`, `database.newer` when a newer release made it, or
            `database.references` when rows would refer to nothing afterwards.
    """
    with database.migrating() as connection:
        if database.dialect == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        before = _revision(connection)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        return before, newest()


def newest() -> str:
    """Give the revision that this release works with."""
    return ScriptDirectory.from_config(_config()).get_heads()[0]


def require_current(database: Database) -> None:
    """Make sure that the database has the schema of this release.

    Raises:
        Unavailable: `database.not_migrated`, `database.newer`, `database.unavailable`.
    """
    with database.connection() as connection:
        found = _revision(connection)
    if found != newest():
        raise Unavailable("database.not_migrated", found=found or "none", needed=newest())


def _revision(connection: Connection) -> str | None:
    found = MigrationContext.configure(connection).get_current_revision()
    if found is not None and found not in _known():
        raise Unavailable("database.newer", found=found, known=newest())
    return found


def _known() -> set[str]:
    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", LOCATION)
    return config
