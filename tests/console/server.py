"""The console's listener in this process, as `fleet api` runs it: real routes, real events.

It can be stopped and started again on the same port and data, which is how a browser loses its
connection. Its clock is the machine's, since the browser's is too.
"""

import asyncio
import socket
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from argon2 import PasswordHasher
from fastapi import FastAPI

from fleet.accounts.models import Role
from fleet.accounts.service import Accounts
from fleet.api.console_app import build_console
from fleet.api.console_parts import STATIC_DIR, ConsoleParts
from fleet.api.events import Hub
from fleet.api.kept import Kept
from fleet.api.serving import Listener
from fleet.clock import SystemClock
from fleet.commands.uploads import uploads_in
from fleet.connectors.ask import Connectors
from fleet.connectors.fetch import Fetcher
from fleet.connectors.secret_store import FOLDER, Secrets
from fleet.db.engine import Database
from fleet.epcis.runner import CaptureRunner
from fleet.schema import METADATA
from tests.support.fleet_rooms import make_desk, make_stamps

OPERATOR, VIEWER = "lan.anh", "thu.ha"
PASSWORD = "chợ Hôm lúc năm giờ"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
END_WITHIN_S = 30.0
HEARTBEAT_S = 1.0
"""Sessions are looked at with each heartbeat; production waits 15 s."""


class ConsoleServer:
    """Serves the console from a thread of its own; `start` and `stop` may follow each other.

    Args:
        data_dir: an empty folder.
        described: the routes, which all consoles may share.
    """

    def __init__(self, data_dir: Path, port: int, described: FastAPI) -> None:
        clock = SystemClock()
        database = Database(f"sqlite:///{data_dir / 'fleet.sqlite3'}")
        METADATA.create_all(database.engine)
        self.url = f"http://127.0.0.1:{port}"
        kept = Kept(clock.monotonic_s, kept_s=0)
        secrets = Secrets(folder=data_dir / FOLDER, environ={})
        fetcher = Fetcher(clock, secrets)
        self._connectors = Connectors(database, clock, fetcher, chance=lambda: 0.5)
        self.parts = ConsoleParts(
            database=database,
            accounts=Accounts(database, clock, QUICK),
            clock=clock,
            desk=make_desk(data_dir),
            uploads=uploads_in(data_dir),
            events=Hub(database, clock, kept),
            kept=kept,
            connectors=self._connectors,
            public_url=self.url,
            static_dir=STATIC_DIR,
            captures=CaptureRunner(database, clock, data_dir / "captures"),
            stamps=make_stamps(database, clock, data_dir),
            wake=_nobody,
        )
        self._port = port
        self._described = described
        self._stop: Callable[[], None] | None = None
        for name, role in ((OPERATOR, Role.OPERATOR), (VIEWER, Role.VIEWER)):
            self.parts.accounts.create_user(name, PASSWORD, role, by="test")

    @property
    def database(self) -> Database:
        """What the console shows."""
        return self.parts.database

    def start(self) -> None:
        """Serve; returns when browsers can connect."""
        hub = Hub(self.database, self.parts.clock, self.parts.kept, heartbeat_s=HEARTBEAT_S)
        app = build_console(replace(self.parts, events=hub), self._described)
        bound = socket.create_server(("127.0.0.1", self._port))
        listener = Listener(app, bound)
        thread = threading.Thread(
            target=asyncio.run, args=(listener.run_until_stopped(),), name="console"
        )
        thread.start()

        def stop() -> None:
            hub.close()
            listener.stop()
            thread.join(END_WITHIN_S)
            if thread.is_alive():
                raise TimeoutError("the console's listener did not end")

        self._stop = stop

    def stop(self) -> None:
        """End every connection and stop listening; nothing happens if it doesn't run."""
        stop, self._stop = self._stop, None
        if stop:
            stop()

    def close(self) -> None:
        """Stop, and let go of the database."""
        self.stop()
        self._connectors.close()
        self.database.close()


def _nobody() -> None:
    """Wake no ingest: none runs beside this console."""
