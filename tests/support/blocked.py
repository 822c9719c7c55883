"""Runs something while somebody else's transaction holds what it needs."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.orm import Session

from fleet.db.engine import Database
from tests.support.waiting import wait_until

_WAITING = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


@contextmanager
def first_deed(database: Database) -> Iterator[tuple[Session, Callable[..., Future[object]]]]:
    """Give a writing transaction, and what starts a second one that comes to wait for it.

    On SQLite the second one waits for its beginning, on PostgreSQL for a row; there it is waited
    for, so that the first one ends while the second is under way.
    """
    with ThreadPoolExecutor(1) as pool, database.write() as session:

        def start(second: Callable[[], object]) -> Future[object]:
            future = pool.submit(second)
            if database.dialect == "postgresql":
                wait_until(lambda: _is_waiting(database), "the second one waits", 8)
            return future

        yield session, start


def _is_waiting(database: Database) -> bool:
    with database.read() as session:
        return bool(session.scalar(_WAITING))
