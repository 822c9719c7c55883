"""Reads the registry for a bundle, page by page, each in a transaction of its own.

A transaction that is open for minutes keeps PostgreSQL from vacuuming and lets SQLite's WAL grow
without end. So a bundle isn't one state of the registry: each product with its lots is, as of some
moment since `BundleIndex.made_at`, and so is each page of stamps. A stamp of a lot that came
meanwhile, or for which there was no room, isn't found, and that says nothing about it.

The stamps of a product are taken in the order of their activation, the last first. No index has
that order; the serials are put in order outside of memory, in a SQLite file that is gone with its
connection.
"""

import sqlite3
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime

from fleet.bundles.gather import (
    AT_ONCE,
    STAMPS_AT_ONCE,
    Line,
    lines_of,
    pages,
    serials_of,
    stamps_of,
)
from fleet.db.engine import Database

SERIALS_AT_ONCE = 5000


def goods(database: Database, gtins: Sequence[str], today: date) -> Iterator[dict[str, list[Line]]]:
    """Give products with their lots, by GTIN, some at a time; no transaction is open between."""
    for start in range(0, len(gtins), AT_ONCE):
        some = gtins[start : start + AT_ONCE]
        with database.read() as session:
            cut = list(pages(session, some))
        for page in cut:
            by_gtin: dict[str, list[Line]] = {gtin: [] for gtin in page}
            with database.read() as session:
                for line in lines_of(session, page, today):
                    by_gtin[line.key[:14]].append(line)
            yield by_gtin


def stamps(database: Database, gtin: str, stopped: Callable[[], bool]) -> Generator[list[Line]]:
    """Give the stamps of a product, those that were put into use last first; as `goods`."""
    with closing(sqlite3.connect("")) as turns:
        turns.execute("CREATE TABLE turn (activated_at TEXT, serial TEXT)")
        for page in _serials(database, gtin):
            rows = ((at.isoformat() if at else "", serial) for serial, at in page)
            turns.executemany("INSERT INTO turn VALUES (?, ?)", rows)
            if stopped():
                return
        ordered = turns.execute("SELECT serial FROM turn ORDER BY activated_at DESC, serial")
        while some := [serial for (serial,) in ordered.fetchmany(STAMPS_AT_ONCE)]:
            with database.read() as session:
                lines = list(stamps_of(session, gtin, some))
            yield lines


def _serials(database: Database, gtin: str) -> Iterator[Sequence[tuple[str, datetime | None]]]:
    after = ""
    while True:
        with database.read() as session:
            page = serials_of(session, gtin, after, SERIALS_AT_ONCE)
        if page:
            yield page
            after = page[-1][0]
        if len(page) < SERIALS_AT_ONCE:
            return
