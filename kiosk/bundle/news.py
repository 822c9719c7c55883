"""Stamps whose state changed since the cache and the bundle heard of them.

The fleet tells each change for some days only. The station keeps what it was told, so that a stamp
that was voided long ago doesn't turn green again from an old answer. Where it missed something (it
was off for longer, or had no more room) it knows since when it has heard all: `complete_since`.
The agent writes the file, the station process reads it.
"""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from contract import bundle
from contract.bundle import NEWS_REACH, BundleState, Family, StampPart
from contract.desired import Artifact
from contract.errors import BadDocument
from kiosk.bundle import store
from kiosk.clock import Clock
from kiosk.database import Database, Schema
from kiosk.errors import StorageError
from provenance.keys import ItemKey

MAX_MB = 128
MAX_STAMPS = 200_000
"""Beyond them a tenth is forgotten, those that changed longest ago."""
OLD_SHARE = 10


def _create(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TABLE told (stamp TEXT PRIMARY KEY, changed_at REAL NOT NULL, body BLOB NOT NULL)"
        " STRICT, WITHOUT ROWID"
    )
    connection.execute("CREATE INDEX told_by_age ON told (changed_at)")
    connection.execute("CREATE TABLE taken (sha256 TEXT PRIMARY KEY) STRICT")
    connection.execute(
        "CREATE TABLE heard (one INTEGER PRIMARY KEY CHECK (one = 1), since REAL NOT NULL,"
        " until REAL NOT NULL) STRICT"
    )


SCHEMA = Schema(name="news", version=1, create=_create)


class StampNews:
    """What was told; belongs to one thread.

    Args:
        folder: `DataPaths.bundle`.
        most: stamps that are kept.
    """

    def __init__(self, folder: Path, *, clock: Clock, most: int = MAX_STAMPS) -> None:
        path = folder / store.NEWS
        self._database = Database(path, SCHEMA, clock=clock, max_mb=MAX_MB, synchronous="NORMAL")
        self._most = most

    def find(self, key: ItemKey) -> StampPart | None:
        """Give what was told last of a stamp, None where nothing was.

        Raises:
            StorageError: `bundle.unreadable`, or see `kiosk.database.Database.read`, with `news.`.
        """
        if key.serial is None:
            return None
        name = bundle.record_key(key, Family.STAMPS)
        row = self._database.read(
            lambda connection: connection.execute(
                "SELECT body FROM told WHERE stamp = ?", (name,)
            ).fetchone()
        )
        try:
            return None if row is None else bundle.parse(bundle.STAMP, row[0])
        except BadDocument as error:
            raise StorageError("bundle.unreadable", path=name, detail=str(error)[:300]) from error

    def complete_since(self) -> datetime | None:
        """Tell since when every change was told to this station; None where nothing ever was.

        Raises:
            StorageError: see `find`.
        """
        row = self._database.read(
            lambda connection: connection.execute("SELECT since FROM heard").fetchone()
        )
        return None if row is None else datetime.fromtimestamp(row[0], UTC)

    def has(self, artifact: Artifact) -> bool:
        """Tell whether a chunk was taken in.

        Raises:
            StorageError: see `find`.
        """
        return self._database.read(
            lambda connection: bool(
                connection.execute(
                    "SELECT 1 FROM taken WHERE sha256 = ?", (artifact.sha256,)
                ).fetchone()
            )
        )

    def take(self, artifact: Artifact, chunk: bytes) -> None:
        """Keep what a chunk says, each stamp's last word.

        Raises:
            BadDocument: it is no chunk of stamps; nothing of it is kept.
            StorageError: see `kiosk.database.Database.write`, with `news.`.
        """
        rows = []
        for name, body in bundle.records(chunk):
            at = bundle.parse(bundle.STAMP, body).changed_at
            rows.append((name, at.timestamp() if at else 0.0, body))

        def keep(connection: sqlite3.Connection) -> None:
            connection.executemany(
                "INSERT INTO told VALUES (?, ?, ?) ON CONFLICT (stamp) DO UPDATE"
                " SET changed_at = excluded.changed_at, body = excluded.body"
                " WHERE excluded.changed_at >= told.changed_at",
                rows,
            )
            connection.execute("INSERT OR IGNORE INTO taken VALUES (?)", (artifact.sha256,))

        self._database.write(keep)

    def heard_all(self, state: BundleState) -> None:
        """Note that every chunk of a state was taken in.

        Raises:
            StorageError: see `take`.
        """
        self._database.write(lambda connection: self._note(connection, state))

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _note(self, connection: sqlite3.Connection, state: BundleState) -> None:
        until = state.issued_at.timestamp()
        since = (state.issued_at - NEWS_REACH).timestamp()
        before = connection.execute("SELECT since, until FROM heard").fetchone()
        if before is not None and before[1] >= since:
            since, until = min(before[0], since), max(before[1], until)
        named = {artifact.sha256 for artifact in state.news}
        for (sha256,) in connection.execute("SELECT sha256 FROM taken").fetchall():
            if sha256 not in named:
                connection.execute("DELETE FROM taken WHERE sha256 = ?", (sha256,))
        since = max(since, self._forget(connection) or since)
        connection.execute("INSERT OR REPLACE INTO heard VALUES (1, ?, ?)", (since, until))

    def _forget(self, connection: sqlite3.Connection) -> float | None:
        """Drop the oldest where there are too many; give when the newest of them changed."""
        (count,) = connection.execute("SELECT count(*) FROM told").fetchone()
        if count <= self._most:
            return None
        surplus = count - self._most + self._most // OLD_SHARE
        (newest,) = connection.execute(
            "SELECT changed_at FROM told ORDER BY changed_at LIMIT 1 OFFSET ?", (surplus - 1,)
        ).fetchone()
        connection.execute("DELETE FROM told WHERE changed_at <= ?", (newest,))
        return float(newest)
