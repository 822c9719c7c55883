"""Brings a database to the schema of this release.

The scripts lie inside the package, so that an installed fleet manager can migrate itself. All of an
upgrade is one transaction; of several processes that begin one at once, the others wait, and find
nothing left to do.
"""

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from fleet.db import revisions
from fleet.db.engine import Database

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
        before = revisions.revision_of(connection)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        return before, revisions.NEWEST


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", LOCATION)
    return config
