"""Elects the one process that does the worker's jobs.

On PostgreSQL by an advisory lock, which the server takes back when the connection that holds it
ends, however that comes about; on SQLite, where all processes are on one machine, by a lock on a
file, which the kernel takes back. So no time-out decides, and two at once are never elected.
"""

import fcntl
import os
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from fleet.db.engine import Database


class Office(Enum):
    """What a process is elected for: the number of PostgreSQL's lock, and the name of the file's.

    Any numbers of our own do; these are the next after the one of `fleet.db.migrate`.
    """

    WORKER = (7_162_021_054, "worker.lock")
    BUNDLER = (7_162_021_055, "bundler.lock")


class Election(Protocol):
    """One process's part in the election; belongs to one thread."""

    def holds(self) -> bool:
        """Take the office if it is free, and tell whether this process has it."""
        ...

    def resign(self) -> None:
        """Give the office up."""
        ...


def election_of(database: Database, data_dir: Path, office: Office = Office.WORKER) -> Election:
    """Make the election that fits a database."""
    lock, file = office.value
    if database.dialect == "postgresql":
        return AdvisoryLock(database, lock)
    return FileLock(data_dir / file)


class AdvisoryLock:
    """PostgreSQL's lock, held by a connection of its own."""

    def __init__(self, database: Database, lock: int = Office.WORKER.value[0]) -> None:
        self._database = database
        self._lock = lock
        self._connection: Connection | None = None

    def holds(self) -> bool:
        """Take the office if it is free, and tell whether this process has it.

        A database that is away elects nobody.
        """
        try:
            if self._connection is not None:
                self._connection.execute(text("SELECT 1"))
                return True
            return self._take()
        except SQLAlchemyError:
            self._drop()
            return False

    def resign(self) -> None:
        """Give the office up."""
        if self._connection is not None:
            with suppress(SQLAlchemyError):
                # The end of the connection does it too, a moment later.
                self._connection.execute(text("SELECT pg_advisory_unlock_all()"))
        self._drop()

    def _take(self) -> bool:
        connection = self._database.engine.connect()
        try:
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            got = connection.scalar(
                text("SELECT pg_try_advisory_lock(:lock)"), {"lock": self._lock}
            )
        except SQLAlchemyError:
            connection.invalidate()
            connection.close()
            raise
        if not got:
            connection.close()
            return False
        self._connection = connection
        return True

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            # Back in the pool, the connection would go on to hold the lock.
            connection.invalidate()
            connection.close()


class FileLock:
    """A lock on a file in the data directory."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def holds(self) -> bool:
        """Take the office if it is free, and tell whether this process has it.

        Raises:
            OSError: the file can't be opened.
        """
        if self._descriptor is not None:
            return True
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        descriptor = os.open(self._path, flags, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def resign(self) -> None:
        """Give the office up."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
