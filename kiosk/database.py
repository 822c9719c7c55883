"""A SQLite file of the station, as several processes and threads of it may share it.

Facts relied on: in WAL mode readers and one writer don't block each other; `synchronous=FULL` syncs
the log at each commit, NORMAL may lose the last commits in a power cut but stays whole
(sqlite.org/pragma.html#pragma_synchronous); `max_page_count` belongs to a connection; a connection
whose file was renamed keeps writing to the renamed one (sqlite.org/howtocorrupt.html).

So every transaction holds a shared lock on a file beside the database and checks that the path
still names the file that it has open; who moves a broken file aside holds that lock alone. A broken
file is kept under a new name, and a new one begins. What is stored is left to the callers.
"""

import errno
import fcntl
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from kiosk.clock import Clock
from kiosk.errors import StorageError

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]

PAGE_BYTES = 4096
JOURNAL_BYTES = 1024 * 1024
BUSY_S = 2.0
LOCK_SUFFIX = ".lock"
SIDE_FILES = ("-wal", "-shm")

_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_REASONS = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_CANTOPEN: "cannot_open",
    sqlite3.SQLITE_IOERR: "io",
    sqlite3.SQLITE_PERM: "cannot_open",
}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """What a file holds.

    Attributes:
        name: first part of the codes of its errors, such as `outbox`.
        version: kept in `user_version`; a file of a newer one is refused and left as it is.
        create: makes tables and first rows in an empty file.
    """

    name: str
    version: int
    create: Callable[[sqlite3.Connection], None]


class Database:
    """One SQLite file, opened when it is first needed and again when it was replaced.

    A connection may move between threads, but only one at a time may use it.

    Args:
        max_mb: cap of the file; beyond it `StorageError` `<name>.full`.
    """

    def __init__(
        self,
        path: Path,
        schema: Schema,
        *,
        clock: Clock,
        max_mb: float,
        synchronous: Literal["FULL", "NORMAL"],
    ) -> None:
        self._path = path
        self._schema = schema
        self._clock = clock
        self._max_pages = max(int(max_mb * 1024 * 1024) // PAGE_BYTES, 16)
        self._synchronous = synchronous
        self._connection: sqlite3.Connection | None = None
        self._identity: tuple[int, int] | None = None
        self.moved_aside: tuple[Path, ...] = ()
        """Broken files that this object found, under the names that keep them."""

    def write(self, work: Work[T]) -> T:
        """Run `work` in one transaction, committed when it returns.

        `work` runs again with a new file where the old one turns out to be broken.

        Raises:
            StorageError: `<name>.` and one of `full`, `busy`, `read_only`, `cannot_open`, `io`,
                `newer_schema`, `sqlite`.
        """
        return self._run(work, "BEGIN IMMEDIATE")

    def read(self, work: Work[T]) -> T:
        """Run `work` on one snapshot.

        Raises:
            StorageError: see `write`.
        """
        return self._run(work, "BEGIN")

    def close(self) -> None:
        """Close the connection; the next use opens it again."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()

    def _run(self, work: Work[T], begin: str) -> T:
        try:
            return self._attempt(work, begin)
        except sqlite3.DatabaseError as error:
            if _primary(error) not in _BROKEN:
                raise self._storage_error(error) from error
            self._replace(str(error))
        try:
            return self._attempt(work, begin)
        except sqlite3.DatabaseError as error:
            raise self._storage_error(error) from error

    def _attempt(self, work: Work[T], begin: str) -> T:
        if not self._is_current():
            with self._locked(fcntl.LOCK_EX):
                self._open()
        with self._locked(fcntl.LOCK_SH):
            connection = self._connection
            if connection is None or not self._is_current():
                raise StorageError(f"{self._schema.name}.busy", detail="replaced just now")
            connection.execute(begin)
            try:
                result = work(connection)
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise
            return result

    @contextmanager
    def _locked(self, how: int) -> Iterator[None]:
        lock = self._path.with_name(self._path.name + LOCK_SUFFIX)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise self._storage_error(error) from error
        try:
            fcntl.flock(descriptor, how)
            yield
        finally:
            os.close(descriptor)

    def _is_current(self) -> bool:
        return self._connection is not None and self._identity == _identity_of(self._path)

    def _open(self) -> None:
        self.close()
        connection = sqlite3.connect(
            self._path, timeout=BUSY_S, isolation_level=None, check_same_thread=False
        )
        try:
            self._configure(connection)
            _require_whole(connection)
            self._create(connection)
            self._sync_folder()
        except BaseException:
            connection.close()
            raise
        self._connection, self._identity = connection, _identity_of(self._path)

    def _configure(self, connection: sqlite3.Connection) -> None:
        connection.execute(f"PRAGMA page_size={PAGE_BYTES}")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA synchronous={self._synchronous}")
        connection.execute(f"PRAGMA journal_size_limit={JOURNAL_BYTES}")
        connection.execute(f"PRAGMA max_page_count={self._max_pages}")
        connection.execute("PRAGMA trusted_schema=OFF")

    def _create(self, connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN IMMEDIATE")
        try:
            if self._version(connection) == 0:
                self._schema.create(connection)
                connection.execute(f"PRAGMA user_version={self._schema.version}")
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise

    def _version(self, connection: sqlite3.Connection) -> int:
        (found,) = connection.execute("PRAGMA user_version").fetchone()
        known = self._schema.version
        if found > known:
            code = f"{self._schema.name}.newer_schema"
            raise StorageError(code, path=str(self._path), found=found, known=known)
        return int(found)

    def _replace(self, detail: str) -> None:
        broken = self._identity if self._connection else _identity_of(self._path)
        self.close()
        with self._locked(fcntl.LOCK_EX):
            if _identity_of(self._path) == broken:
                kept = self._free_name()
                self._move_to(kept)
                self.moved_aside += (kept,)
                _log.error("%s was broken (%s) and is kept as %s", self._path, detail, kept)

    def _move_to(self, kept: Path) -> None:
        try:
            for suffix in SIDE_FILES:
                side = self._path.with_name(self._path.name + suffix)
                if side.exists():
                    side.rename(kept.with_name(kept.name + suffix))
            self._path.rename(kept)
        except OSError as error:
            raise self._storage_error(error) from error
        self._sync_folder()

    def _sync_folder(self) -> None:
        try:
            descriptor = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise self._storage_error(error) from error

    def _free_name(self) -> Path:
        stem = f"{self._path.name}.bad-{self._clock.now():%Y%m%dT%H%M%SZ}"
        names = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
        return next(path for path in map(self._path.with_name, names) if not path.exists())

    def _storage_error(self, error: sqlite3.Error | OSError) -> StorageError:
        if isinstance(error, sqlite3.Error):
            reason = _REASONS.get(_primary(error), "sqlite")
        else:
            reason = "full" if error.errno == errno.ENOSPC else "io"
        return StorageError(
            f"{self._schema.name}.{reason}", path=str(self._path), detail=str(error)
        )


def _require_whole(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        error = sqlite3.DatabaseError("quick_check found damage")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _primary(error: sqlite3.Error) -> int:
    # The low byte of an extended result code is the primary one (sqlite.org/rescode.html).
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def _identity_of(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
