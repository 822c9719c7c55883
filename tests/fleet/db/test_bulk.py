"""What goes past SQLAlchemy's types is stored as they would store it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table, Uuid, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import Boolean, Date, Float

from fleet.db.base import UtcDateTime
from fleet.db.bulk import BulkInsert
from fleet.db.columns import Document
from fleet.db.engine import Database
from fleet.errors import BadInput

NAMES = ("key", "text", "at", "day", "yes", "number", "count", "document", "perhaps", "moment")
HANOI = timezone(timedelta(hours=7))
THING = Table(
    "bulk_thing",
    MetaData(),
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True),
    Column("key", Uuid, nullable=False, unique=True),
    Column("text", String(20), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("day", Date, nullable=False),
    Column("yes", Boolean, nullable=False),
    Column("number", Float, nullable=False),
    Column("count", BigInteger, nullable=False),
    Column("document", Document, nullable=False),
    Column("perhaps", String(20)),
    Column("moment", UtcDateTime),
)


@pytest.fixture(autouse=True)
def table(database: Database) -> Iterator[None]:
    THING.create(database.engine)
    yield
    database.engine.dispose()
    THING.drop(database.engine)


def row(key: UUID, **changes: object) -> tuple[Any, ...]:
    values: dict[str, object] = {
        "key": key,
        "text": "Đồng\tXuân \\N {1,2}",
        "at": datetime(2026, 11, 20, 3, 0, 0, 7, tzinfo=HANOI),
        "day": date(2026, 11, 20),
        "yes": True,
        "number": 2.5,
        "count": 2**40,
        "document": ("a", 'b"', "Hồng"),
        "perhaps": None,
        "moment": datetime(2026, 11, 20, tzinfo=UTC),
    }
    return tuple((values | changes).values())


def test_it_stores_what_sqlalchemy_stores(database: Database) -> None:
    quick, slow = uuid4(), uuid4()
    rows = [row(quick), row(uuid4(), text="NULL", yes=False, moment=None, perhaps="")]
    with database.write() as session:
        BulkInsert(THING, NAMES).run(session, rows)
        values = dict(zip(NAMES, row(slow), strict=True))
        session.execute(THING.insert(), [values | {"document": list(values["document"])}])
    with database.connection() as connection:
        columns = ", ".join(NAMES[1:])
        raw = connection.exec_driver_sql(f"SELECT {columns} FROM bulk_thing").all()  # noqa: S608
        typed = connection.execute(select(THING).order_by(THING.c.id)).all()
    assert raw[0] == raw[2]
    assert raw[1] != raw[0]
    assert typed[0].at == datetime(2026, 11, 19, 20, 0, 0, 7, tzinfo=UTC)
    assert (typed[0].key, typed[0].document) == (quick, ["a", 'b"', "Hồng"])
    assert (typed[1].text, typed[1].yes, typed[1].moment, typed[1].perhaps) == (
        "NULL",
        False,
        None,
        "",
    )


def test_it_says_which_rows_were_new(database: Database) -> None:
    insert = BulkInsert(THING, NAMES)
    keys = [uuid4() for _ in range(4)]
    with database.write() as session:
        first = insert.insert_new(session, [row(key) for key in keys[:2]], ["key"], "id")
        second = insert.insert_new(
            session, [row(keys[at]) for at in (0, 2, 2, 3, 1)], ["key"], "id"
        )
        none = insert.insert_new(session, [row(keys[0])], ["key"], "id")
    assert (list(first), list(second), list(none)) == ([0, 1], [1, 3], [])


def test_nothing_is_done_for_no_rows(database: Database) -> None:
    with database.write() as session:
        BulkInsert(THING, NAMES).run(session, [])
        assert list(BulkInsert(THING, NAMES).insert_new(session, [], ["key"], "id")) == []


def test_a_row_that_is_there_can_be_changed(database: Database) -> None:
    key = uuid4()
    insert = BulkInsert(THING, NAMES, conflict="(key) DO UPDATE SET count = excluded.count")
    for count in (1, 2):
        with database.write() as session:
            insert.run(session, [row(key, count=count)])
    with database.read() as session:
        assert session.scalars(select(THING.c.count)).all() == [2]


def test_a_text_that_is_too_long_is_never_cut(database: Database) -> None:
    if database.dialect == "sqlite":
        pytest.skip("SQLite knows no lengths")
    with pytest.raises(BadInput, match=r"database\.refused"), database.write() as session:
        BulkInsert(THING, NAMES).run(session, [row(uuid4(), text="x" * 21)])


def test_what_may_not_be_missing_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as session:
        BulkInsert(THING, NAMES).run(session, [row(uuid4(), text=None)])
