"""INSERT ... ON CONFLICT, which SQLite and PostgreSQL spell alike but SQLAlchemy keeps apart."""

from sqlalchemy import Table, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from fleet.db.base import Base


def table_of(model: type[Base]) -> Table:
    """Give the table of a model, for statements below the ORM."""
    table = inspect(model).local_table
    if not isinstance(table, Table):
        message = f"{model.__name__} is mapped to no table"
        raise TypeError(message)
    return table


def insert(session: Session, model: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """Begin an INSERT into a model's table that knows ON CONFLICT on this session's database."""
    table = table_of(model)
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
