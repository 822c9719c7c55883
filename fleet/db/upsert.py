"""`INSERT ... ON CONFLICT`, which SQLite and PostgreSQL write alike and SQLAlchemy twice."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, Column, Row, Table, Text, bindparam, cast, func, inspect, select
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


def insert_new(
    session: Session,
    model: type[Base],
    rows: Sequence[Mapping[str, Any]],
    returning: Sequence[Column[Any]],
) -> Sequence[Row[Any]]:
    """Insert the rows that are new, in one statement, and give some columns of these.

    PostgreSQL gets one array a column: with a parameter for each value of 1,000 scans, psycopg
    spent half of the whole ingest's time on taking the statement apart.

    Args:
        rows: each with the same columns.
    """
    if not rows:
        return []
    table = table_of(model)
    if session.get_bind().dialect.name != "postgresql":
        one = sqlite.insert(table).on_conflict_do_nothing().returning(*returning)
        return session.execute(one, [dict(row) for row in rows]).all()
    columns = [table.c[name] for name in rows[0]]
    arrays = func.unnest(*(_array(column, rows) for column in columns))
    values = arrays.table_valued(*(column.name for column in columns)).render_derived(name="new")
    chosen = select(*(cast(values.c[column.name], column.type) for column in columns))
    many = postgresql.insert(table).from_select(columns, chosen)
    return session.execute(many.on_conflict_do_nothing().returning(*returning)).all()


def _array(column: Column[Any], rows: Sequence[Mapping[str, Any]]) -> Any:  # noqa: ANN401 - SQL
    values = [row[column.name] for row in rows]
    if isinstance(column.type, JSON):
        values = [None if value is None else json.dumps(value) for value in values]
        return bindparam(None, values, postgresql.ARRAY(Text()))
    return bindparam(None, values, postgresql.ARRAY(column.type))
