"""A filled-in template into the registry, against the bare way of the database with the same rows.

Ours is the whole of it: the file is read and checked row by row, compared with what is stored, then
stored with its audit entry. Bare are COPY into a table of the same columns, and `executemany`
inside one transaction; they are given the rows ready-made, and check nothing.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any

import psycopg

from benchmarks.plan import Plan
from benchmarks.registry_seed import Size, gtin, seed
from benchmarks.report import Goal, Row, Section
from fleet.clock import SystemClock
from fleet.db import migrate
from fleet.db.engine import Database
from fleet.imports import service
from fleet.imports.models import ImportState
from fleet.imports.service import Imports, Upload
from fleet.imports.templates import ImportKind
from tests.support import postgres as server

ROWS = 100_000
TURNS = 2
COLUMNS = ("gtin", "lot", "state", "harvested", "use_by", "place")
POSTGRES = ("shared_buffers=256MB",)

Values = tuple[str, str, str, date, date, str]


def measure(plan: Plan) -> Section:
    """Measure looking at and storing the lots of a file, each time other ones."""
    rows: list[Row] = []
    goals: list[Goal] = []
    numbers = count(1)
    size = plan.size(ROWS, 200)
    with ExitStack() as stack:
        for name, url, bare in _databases(stack, plan.folder):
            database = stack.enter_context(closing(Database(url)))
            migrate.upgrade(database)
            seed(database, Size(products=10), datetime.now(UTC))
            ours: list[tuple[float, float]] = []
            theirs: list[float] = []
            for _ in range(plan.size(TURNS, 1)):
                lots = list(_lots(size, next(numbers)))
                theirs.append(bare(lots))
                ours.append(_ours(database, lots))
            looked, stored = (size / min(times) for times in zip(*ours, strict=True))
            whole = size / min(sum(times) for times in ours)
            fastest = size / min(theirs)
            rows += (
                _row("looked at", looked, name, len(ours)),
                _row("read again, compared, stored", stored, name, len(ours)),
                _row("both", whole, name, len(ours)),
                _row("bare", fastest, name, len(theirs)),
            )
            goals.append(Goal(name=f"bare / ours, {name}", value=fastest / whole, unit="times"))
    return Section(
        title="Imports of templates",
        rows=tuple(rows),
        goals=tuple(goals),
        notes=(
            f"A CSV file of {size:,} new lots with {len(COLUMNS)} columns; the fastest turn.",
            "Bare are COPY on PostgreSQL and executemany on SQLite, of rows that need no check.",
        ),
    )


def _row(name: str, value: float, group: str, samples: int) -> Row:
    return Row(name=name, value=value, unit="rows/s", group=group, samples=samples)


def _lots(size: int, turn: int) -> Iterator[Values]:
    made = date(2026, 11, 1)
    for number in range(size):
        day = made + timedelta(days=number % 20)
        lot = f"T{turn}-{number:06}"
        yield gtin(number % 10), lot, "active", day, day + timedelta(days=5), "Xã Ví Dụ"


def _ours(database: Database, lots: Sequence[Values]) -> tuple[float, float]:
    lines = [";".join(COLUMNS)]
    lines += (";".join(str(value) for value in lot) for lot in lots)
    content = "\n".join(lines).encode()
    imports = Imports(database, SystemClock())
    upload = Upload(kind=ImportKind.LOTS, file_name="l.csv", source="Sổ", content=content)
    number = imports.add(upload, by="bench")
    began_s = perf_counter()
    imports.check(number)
    looked_s = perf_counter()
    imports.begin_apply(number, by="bench")
    imports.apply(number, by="bench")
    ended_s = perf_counter()
    with database.read() as session:
        row = service.get(session, number)
        if (row.state, row.added) != (ImportState.APPLIED, len(lots)):
            raise RuntimeError(f"the import is {row.state}: {row.code} {row.errors[:1]}")
    return looked_s - began_s, ended_s - looked_s


def _databases(
    stack: ExitStack, folder: Path
) -> Iterator[tuple[str, str, Callable[[Sequence[Values]], float]]]:
    path = folder / "imports.sqlite3"
    yield "SQLite", f"sqlite:///{path}", lambda lots: _executemany(folder / "bare.sqlite3", lots)
    bin_dir = server.programs()
    if bin_dir is not None:
        running = stack.enter_context(server.running(bin_dir, POSTGRES))
        native = running.url(running.create()).replace("+psycopg", "")
        yield "PostgreSQL", running.url(running.create()), lambda lots: _copy(native, lots)


_TABLE = (
    "CREATE TABLE IF NOT EXISTS bare (gtin VARCHAR(14), lot VARCHAR(20), state TEXT,"
    " harvested DATE, use_by DATE, place TEXT, PRIMARY KEY (gtin, lot))"
)


def _executemany(path: Path, lots: Sequence[Values]) -> float:
    rows: list[tuple[Any, ...]] = [
        (*lot[:3], lot[3].isoformat(), lot[4].isoformat(), lot[5]) for lot in lots
    ]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(_TABLE)
        began_s = perf_counter()
        with connection:
            connection.executemany("INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?)", rows)
        return perf_counter() - began_s


def _copy(url: str, lots: Sequence[Values]) -> float:
    with psycopg.connect(url) as connection:
        connection.execute(_TABLE)
        connection.commit()
        began_s = perf_counter()
        with connection.cursor() as cursor, cursor.copy("COPY bare FROM STDIN") as copy:
            for lot in lots:
                copy.write_row(lot)
        connection.commit()
        return perf_counter() - began_s
