"""Which schema a database has, read without Alembic: it costs a command a third of a second."""

from sqlalchemy import Connection, inspect, text

from fleet.db.engine import Database
from fleet.errors import Unavailable

REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
    "0015",
)
"""Of the scripts in `fleet.db.migrations`, oldest first."""
NEWEST = REVISIONS[-1]
"""What this release works with."""


def revision_of(connection: Connection) -> str | None:
    """Give the revision of a database; None before the first.

    Raises:
        Unavailable: `database.newer` when a newer release made it.
    """
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if revision is not None and revision not in REVISIONS:
        raise Unavailable("database.newer", found=revision, known=NEWEST)
    return revision


def is_current(database: Database) -> bool:
    """Say whether the database has the schema of this release.

    Raises:
        Unavailable: `database.newer`, `database.unavailable`.
    """
    with database.read() as session:
        return revision_of(session.connection()) == NEWEST


def require_current(database: Database) -> None:
    """Make sure that the database has the schema of this release.

    Raises:
        Unavailable: `database.not_migrated`, `database.newer`, `database.unavailable`.
    """
    with database.read() as session:
        revision = revision_of(session.connection())
    if revision != NEWEST:
        raise Unavailable("database.not_migrated", found=revision or "none", needed=NEWEST)
