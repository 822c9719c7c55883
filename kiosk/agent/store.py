"""What the agent must not forget across restarts: its session number and the commands it took.

A session's number is the number of seconds since 1970, or one more than the last where the clock
gives less: so numbers grow when the file is lost or the disk is full, as long as the clock is about
right, and when the clock goes back, as long as the file is there.
"""

import logging
import sqlite3
import threading
from pathlib import Path
from uuid import UUID

from kiosk.clock import Clock
from kiosk.database import Database, Schema
from kiosk.errors import StorageError

MAX_MB = 4
KEEP_COMMANDS = 500

_log = logging.getLogger(__name__)


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE session (number INTEGER NOT NULL) STRICT")
    connection.execute(
        "CREATE TABLE command (nr INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT"
    )


SCHEMA = Schema(name="agent", version=1, create=_create)


class AgentStore:
    """The agent's own file; may be used from several threads.

    Args:
        path: `DataPaths.agent`.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self._clock = clock
        self._database = Database(path, SCHEMA, clock=clock, max_mb=MAX_MB, synchronous="FULL")
        self._lock = threading.Lock()
        self._newest = 0
        self._complaint = ""

    def next_session(self) -> int:
        """Give the number of the next connection, higher than any before.

        It is on disk, unless the disk can't be written: a station must be able to say so.
        """
        with self._lock:
            try:
                self._newest = self._database.write(self._next)
            except StorageError as error:
                if error.code != self._complaint:
                    _log.error("the session's number can't be kept: %s", error)
                self._complaint = error.code
                self._newest = self._after(self._newest)
            else:
                self._complaint = ""
            return self._newest

    def take_command(self, command_id: UUID) -> bool:
        """Note a command before it is carried out.

        Returns:
            False for one that was noted before.

        Raises:
            StorageError: it can't be noted; the code begins with `agent.`.
        """
        with self._lock:
            return self._database.write(lambda connection: _take(connection, command_id))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._database.close()

    def _next(self, connection: sqlite3.Connection) -> int:
        row = connection.execute("SELECT max(number) FROM session").fetchone()
        number = self._after(max(self._newest, row[0] or 0))
        connection.execute("DELETE FROM session")
        connection.execute("INSERT INTO session (number) VALUES (?)", (number,))
        return number

    def _after(self, number: int) -> int:
        return max(number + 1, int(self._clock.now().timestamp()))


def _take(connection: sqlite3.Connection, command_id: UUID) -> bool:
    taken = connection.execute(
        "INSERT INTO command (id) VALUES (?) ON CONFLICT DO NOTHING", (str(command_id),)
    ).rowcount
    connection.execute(
        "DELETE FROM command WHERE nr <= (SELECT max(nr) FROM command) - ?", (KEEP_COMMANDS,)
    )
    return taken == 1
