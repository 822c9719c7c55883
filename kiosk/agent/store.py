"""What the agent must not forget across restarts: its session number and the commands it took.

The first session of a new file is the number of seconds since 1970, so that it is above those of a
file that was lost: no station connects more than once a second for long.
"""

import sqlite3
import threading
from pathlib import Path
from uuid import UUID

from kiosk.clock import Clock
from kiosk.database import Database, Schema

MAX_MB = 4
KEEP_COMMANDS = 500


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE session (number INTEGER NOT NULL) STRICT")
    connection.execute(
        "CREATE TABLE command (nr INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT"
    )


SCHEMA = Schema(name="agent", version=1, create=_create)


class AgentStore:
    """The agent's own file; may be used from several threads.

    Every method may raise `StorageError` with a code that begins with `agent.`.

    Args:
        path: `DataPaths.agent`.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self._clock = clock
        self._database = Database(path, SCHEMA, clock=clock, max_mb=MAX_MB, synchronous="FULL")
        self._lock = threading.Lock()

    def next_session(self) -> int:
        """Give the number of the next connection, higher than any before; it is on disk."""
        with self._lock:
            return self._database.write(self._next)

    def take_command(self, command_id: UUID) -> bool:
        """Note a command before it is carried out.

        Returns:
            False for one that was noted before.
        """
        with self._lock:
            return self._database.write(lambda connection: _take(connection, command_id))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._database.close()

    def _next(self, connection: sqlite3.Connection) -> int:
        row = connection.execute("SELECT number FROM session").fetchone()
        if row is None:
            number = max(1, int(self._clock.now().timestamp()))
            connection.execute("INSERT INTO session (number) VALUES (?)", (number,))
            return number
        number = int(row[0]) + 1
        connection.execute("UPDATE session SET number = ?", (number,))
        return number


def _take(connection: sqlite3.Connection, command_id: UUID) -> bool:
    taken = connection.execute(
        "INSERT INTO command (id) VALUES (?) ON CONFLICT DO NOTHING", (str(command_id),)
    ).rowcount
    connection.execute(
        "DELETE FROM command WHERE nr <= (SELECT max(nr) FROM command) - ?", (KEEP_COMMANDS,)
    )
    return taken == 1
