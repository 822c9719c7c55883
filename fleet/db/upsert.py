"""`INSERT ... ON CONFLICT`, which SQLite and PostgreSQL write alike and SQLAlchemy twice."""

from sqlalchemy import Table, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from fleet.db.base import Base


def dialect_insert(
    session: Session, table: type[Base] | Table
) -> postgresql.Insert | sqlite.Insert:
    """Begin an insert that may go on with `on_conflict_do_nothing` or `on_conflict_do_update`.

    Args:
        table: a `Table`, from `table_of`, where many rows are inserted at once.
    """
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def table_of(model: type[Base]) -> Table:
    """Give the table of a model, for statements below the ORM."""
    table = inspect(model).local_table
    if not isinstance(table, Table):
        message = f"{model.__name__} is mapped to no table"
        raise TypeError(message)
    return table
