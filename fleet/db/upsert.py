"""`INSERT ... ON CONFLICT`, which SQLite and PostgreSQL write alike and SQLAlchemy twice."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from fleet.db.base import Base


def dialect_insert(session: Session, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """Begin an insert that may go on with `on_conflict_do_nothing` or `on_conflict_do_update`."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
