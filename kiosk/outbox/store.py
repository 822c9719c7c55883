"""The scans that wait for the fleet, numbered without gaps.

A scan is stored here, on disk, before anything is shown or announced, and leaves only when the
fleet says that it has everything up to a number (`contract.messages.Ack`). The station appends
while the agent reads and deletes. The numbers belong to the outbox's random id, made with the file:
AUTOINCREMENT never gives a number again, also not after its row is gone
(sqlite.org/autoinc.html). When the file has reached its cap, or the disk is full, nothing is
dropped from it, since a gap would stop the acknowledgement for ever: new scans are refused, the
caller counts them (`count_refused`), and deleting makes room again.
"""

import json
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from pydantic import ValidationError

from contract.scans import MAX_BYTES_PER_MESSAGE, MAX_EVENTS_PER_MESSAGE, ScanEvent
from kiosk.clock import Clock
from kiosk.database import Database, Schema
from kiosk.errors import StorageError

ROWS_PER_DELETE = 500
"""50,000 rows took 121 ms to delete; a scan must never wait that long."""


def _create(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TABLE scan (seq INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL) STRICT"
    )
    connection.execute(
        "CREATE TABLE outbox (id TEXT NOT NULL, refused INTEGER NOT NULL DEFAULT 0) STRICT"
    )
    connection.execute("INSERT INTO outbox (id) VALUES (?)", (str(uuid4()),))


SCHEMA = Schema(name="outbox", version=1, create=_create)


class Outbox:
    """The file of waiting scans; nothing is opened before it is used.

    Every method may raise `StorageError` with `outbox.` and one of `full`, `busy`, `read_only`,
    `cannot_open`, `io`, `newer_schema`, `sqlite`. A broken file is kept under another name and an
    empty one with a new id begins.

    Args:
        max_mb: cap of the file, to be kept well below its partition.
    """

    def __init__(self, path: Path, *, clock: Clock, max_mb: float) -> None:
        self._database = Database(path, SCHEMA, clock=clock, max_mb=max_mb, synchronous="FULL")

    @property
    def outbox_id(self) -> UUID:
        """Random id of the file that is in use."""
        return UUID(self._database.read(_id))

    @property
    def stored(self) -> int:
        """Highest sequence number that was ever stored in this file."""
        return self._database.read(_stored)

    @property
    def depth(self) -> int:
        """How many scans wait."""
        return self._database.read(_depth)

    @property
    def refused(self) -> int:
        """How many scans `count_refused` has noted in this file."""
        return self._database.read(_refused)

    @property
    def moved_aside(self) -> tuple[Path, ...]:
        """Broken files that this object found, under the names that keep them."""
        return self._database.moved_aside

    def append(self, build: Callable[[int], ScanEvent]) -> ScanEvent:
        """Store one scan; it is on disk when this returns.

        Args:
            build: makes the scan for the sequence number that it is given; may be called again.
        """

        def insert(connection: sqlite3.Connection) -> ScanEvent:
            event = build(_stored(connection) + 1)
            body = event.model_dump_json(exclude_none=True)
            connection.execute("INSERT INTO scan (seq, body) VALUES (?, ?)", (event.seq, body))
            return event

        return self._database.write(insert)

    def pending(
        self,
        after: int,
        max_events: int = MAX_EVENTS_PER_MESSAGE,
        max_bytes: int = MAX_BYTES_PER_MESSAGE,
    ) -> list[ScanEvent]:
        """Give the waiting scans with numbers above `after`, in order.

        Args:
            max_bytes: most bytes of JSON together; a first scan above it comes alone.

        Raises:
            StorageError: `outbox.bad_row` with its `seq` where the first of them can't be read by
                this release.
        """
        rows = self._database.read(lambda connection: _rows(connection, after, max_events))
        events: list[ScanEvent] = []
        size = 0
        for seq, body in rows:
            size += len(body) + 1
            if events and size > max_bytes:
                break
            try:
                events.append(ScanEvent.model_validate_json(body))
            except ValidationError as error:
                if events:
                    break
                detail = str(error.errors(include_url=False, include_input=False)[0]["loc"])
                raise StorageError("outbox.bad_row", seq=seq, detail=detail) from error
        return events

    def as_stored(self, seq: int) -> dict[str, Any]:
        """Give a scan that this release can't read as it lies there.

        Returns:
            Its JSON object, with nothing but the number where the card has spoilt it.
        """
        rows = self._database.read(lambda connection: _rows(connection, seq - 1, 1))
        for found, body in rows:
            with suppress(ValueError, RecursionError):
                document = json.loads(body.decode())
                # What couldn't be written again couldn't be sent either.
                json.dumps(document, ensure_ascii=False, allow_nan=False).encode()
                if found == seq and isinstance(document, dict):
                    return document | {"seq": seq}
        return {"seq": seq}

    def acknowledge(self, outbox_id: UUID, through: int) -> int:
        """Delete the scans up to a number that the fleet has stored.

        Another outbox's acknowledgement, and a number that was never given, are ignored.

        Returns:
            How many were deleted.
        """
        deleted = 0
        while True:
            some = self._database.write(
                lambda connection: _delete_some(connection, outbox_id, through)
            )
            deleted += some
            if some < ROWS_PER_DELETE:
                return deleted

    def begin_anew(self, outbox_id: UUID, through: int) -> bool:
        """Take another id, and number what waits from 1 on, where this one has been used before.

        The fleet has stored a number that this file hasn't given yet: a card has lost commits that
        it had confirmed, and the numbers from here on would be given to the fleet a second time.
        What waits keeps its event ids, so that nothing is counted twice.

        Args:
            through: the highest number that the fleet has of this id.

        Returns:
            Whether it did; False for another outbox's id and for numbers that were given.
        """
        return self._database.write(lambda connection: _begin_anew(connection, outbox_id, through))

    def count_refused(self, number: int) -> None:
        """Note that scans were shown but not stored; works in a file at its cap."""
        self._database.write(
            lambda connection: connection.execute(
                "UPDATE outbox SET refused = refused + ?", (number,)
            )
        )

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        self._database.close()


def _id(connection: sqlite3.Connection) -> str:
    (text,) = connection.execute("SELECT id FROM outbox").fetchone()
    return str(text)


def _refused(connection: sqlite3.Connection) -> int:
    (number,) = connection.execute("SELECT refused FROM outbox").fetchone()
    return int(number)


def _stored(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'scan'").fetchone()
    return int(row[0]) if row else 0


def _depth(connection: sqlite3.Connection) -> int:
    # Rows leave from the front only, so the lowest number says how many there are.
    (lowest,) = connection.execute("SELECT min(seq) FROM scan").fetchone()
    return 0 if lowest is None else _stored(connection) - int(lowest) + 1


def _rows(connection: sqlite3.Connection, after: int, limit: int) -> list[tuple[int, bytes]]:
    # As bytes: the driver can't give a text that has lost bits as text.
    return connection.execute(
        "SELECT seq, CAST(body AS BLOB) FROM scan WHERE seq > ? ORDER BY seq LIMIT ?",
        (after, limit),
    ).fetchall()


def _begin_anew(connection: sqlite3.Connection, outbox_id: UUID, through: int) -> bool:
    if str(outbox_id) != _id(connection) or through <= _stored(connection):
        return False
    waiting = connection.execute("SELECT seq FROM scan ORDER BY seq").fetchall()
    # In this order no row meets a number that is still taken.
    connection.executemany(
        "UPDATE scan SET seq = ?1, body ="
        " CASE WHEN json_valid(body) THEN json_set(body, '$.seq', ?1) ELSE body END"
        " WHERE seq = ?2",
        [(number, seq) for number, (seq,) in enumerate(waiting, start=1)],
    )
    connection.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'scan'", (len(waiting),))
    connection.execute("UPDATE outbox SET id = ?", (str(uuid4()),))
    return True


def _delete_some(connection: sqlite3.Connection, outbox_id: UUID, through: int) -> int:
    if str(outbox_id) != _id(connection) or through > _stored(connection):
        return 0
    (lowest,) = connection.execute("SELECT min(seq) FROM scan").fetchone()
    if lowest is None:
        return 0
    last = min(through, int(lowest) + ROWS_PER_DELETE - 1)
    return connection.execute("DELETE FROM scan WHERE seq <= ?", (last,)).rowcount
