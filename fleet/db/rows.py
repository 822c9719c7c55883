"""Rows of queries whose columns are put together at run time, and the order of locking rows."""

from typing import Any

from sqlalchemy import ColumnElement, Row, Select, collate
from sqlalchemy.orm import InstrumentedAttribute, Session

AnyRow = Row[*tuple[Any, ...]]
AnySelect = Select[*tuple[Any, ...]]
TextColumn = ColumnElement[str] | InstrumentedAttribute[str]


def in_key_order(session: Session, *columns: TextColumn) -> tuple[TextColumn, ...]:
    """Give the order in which rows are locked, so that no two transactions wait for each other.

    It is Python's order of texts, in which keys are cut into portions, whatever the language of a
    PostgreSQL database makes of them; SQLite knows no other.
    """
    if session.get_bind().dialect.name == "postgresql":
        return tuple(collate(column, "C") for column in columns)
    return columns
