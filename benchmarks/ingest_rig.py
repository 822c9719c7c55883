"""A broker, a database, one consumer process and a flood: what an ingest is measured with.

The broker is the product's own Mosquitto child with its own configuration (TLS, client
certificates, access rules). Whoever consumes is a process of its own, begun anew for each turn with
an empty database; the clock stops when the last event can be read from the database.
"""

import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from benchmarks import ingest_bare, ingest_flood
from benchmarks.ingest_bare import Order, Store
from benchmarks.ingest_events import EVERY_STATION, Load, warm_up
from benchmarks.ingest_flood import Flood
from fleet.broker.child import BrokerChild
from fleet.broker.config import BrokerFiles
from fleet.clock import SystemClock
from fleet.db import migrate
from fleet.db.engine import Database
from fleet.parts import prepare
from fleet.settings import BrokerSettings, Settings
from fleet.stations.models import Station
from tests.support.postgres import Postgres

OURS, BARE, FLOOD = "fleet-bench-ours", "fleet-bench-bare", "fleet-bench-flood"
WITHIN_S = 120.0
LOOK_EVERY_S = 0.004
KNOCK_EVERY_S = 0.1
WARM_UPS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An empty database of one turn.

    Attributes:
        url: for SQLAlchemy; `native` for the driver.
        stored: tells how many events are stored and committed.
    """

    url: str
    native: str
    stored: Callable[[], int]


class Rig:
    """Broker and publisher, for any number of turns.

    Args:
        folder: takes keys, configuration and the files of SQLite.
    """

    def __init__(self, folder: Path, postgres: Postgres | None) -> None:
        self._folder = folder
        self._postgres = postgres
        self._turns = 0
        self._port = _free_port()
        clock = SystemClock()
        broker = BrokerSettings(embedded=False, port=self._port)
        self._settings = Settings(data_dir=folder / "data", worker=OURS, broker=broker)
        self._pki = prepare(self._settings, clock)
        for name in (BARE, FLOOD):
            self._pki.ensure_worker(name, clock.now())
        files = BrokerFiles(
            server=self._pki.server,
            trusted=self._pki.chain,
            revoked=self._pki.revoked,
            folder=folder / "broker",
        )
        self._broker = BrokerChild(
            executable="mosquitto",
            host="127.0.0.1",
            port=self._port,
            files=files,
            workers=(OURS, BARE, FLOOD),
            clock=clock,
        )

    def start(self) -> None:
        """Start the broker."""
        self._broker.start()

    def stop(self) -> None:
        """End the broker."""
        self._broker.stop()

    def ours(self, load: Load, *, postgres: bool) -> float:
        """Let `fleet ingest` take in a load; give events made durable a second."""
        with self._target(postgres=postgres) as target:
            database = Database(target.url)
            migrate.upgrade(database)
            _add_stations(database)
            database.close()
            config = self._folder / f"ours-{self._turns}.toml"
            config.write_text(self._toml(target))
            command = [sys.executable, "-m", "fleet", "ingest", "--config", str(config)]
            return self._measure(command, target, load)

    def bare(self, load: Load, store: Store) -> float:
        """Let the bare stack take in a load; give events made durable a second."""
        with self._target(postgres=store != "sqlite") as target:
            if store == "sqlite":
                with closing(sqlite3.connect(target.native)) as file:
                    file.execute(ingest_bare.SQLITE_TABLE)
            else:
                with psycopg.connect(target.native) as server:
                    server.execute(ingest_bare.POSTGRES_TABLE)
            order = Order(
                port=self._port,
                name=BARE,
                root=self._pki.root,
                bundle=self._pki.worker(BARE),
                store=store,
                target=target.native,
            )
            command = [sys.executable, "-m", "benchmarks.ingest_bare", order.model_dump_json()]
            return self._measure(command, target, load)

    def _measure(self, command: Sequence[str], target: Target, load: Load) -> float:
        log = self._folder / f"consumer-{self._turns}.log"
        with (
            _running(command, log) as consumer,
            Flood(self._port, self._pki.root, self._pki.worker(FLOOD), FLOOD) as flood,
        ):
            check = _checker(consumer, log)
            _knock(flood, target, check)
            before = self._pour_and_wait(flood, target, check, warm_up(WARM_UPS, load.size))
            packets = ingest_flood.packets(load.messages)
            began_s = time.monotonic()
            flood.pour(packets, len(load.messages))
            _until(lambda: target.stored() >= before + load.events, check)
            return load.events / (time.monotonic() - began_s)

    @staticmethod
    def _pour_and_wait(flood: Flood, target: Target, check: Callable[[], None], load: Load) -> int:
        wanted = target.stored() + load.events
        flood.pour(ingest_flood.packets(load.messages), len(load.messages))
        _until(lambda: target.stored() >= wanted, check)
        return wanted

    def _toml(self, target: Target) -> str:
        return (
            f'data_dir = "{self._settings.data_dir}"\nworker = "{OURS}"\nlog_level = "warning"\n'
            f'[broker]\nembedded = false\nport = {self._port}\n[database]\nurl = "{target.url}"\n'
        )

    @contextmanager
    def _target(self, *, postgres: bool) -> Iterator[Target]:
        self._turns += 1
        if postgres:
            if self._postgres is None:
                raise RuntimeError("PostgreSQL's server programs are not installed")
            yield from _on_postgres(self._postgres)
        else:
            file = self._folder / f"turn-{self._turns}.sqlite3"
            yield from _on_sqlite(file)


def _on_sqlite(file: Path) -> Iterator[Target]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        # Before any consumer comes, so that looking never meets the change of the journal.
        connection.execute("PRAGMA journal_mode=WAL")

        def stored() -> int:
            found = connection.execute("select coalesce(max(id), 0) from scan").fetchone()
            return int(found[0])

        yield Target(url=f"sqlite:///{file}", native=str(file), stored=stored)
    for one in file.parent.glob(f"{file.name}*"):
        one.unlink()


def _on_postgres(server: Postgres) -> Iterator[Target]:
    name = server.create()
    native = f"host={server.socket_dir} user=postgres dbname={name}"
    with psycopg.connect(native, autocommit=True) as connection:

        def stored() -> int:
            found = connection.execute("select coalesce(max(id), 0) from scan").fetchone()
            return int(found[0]) if found else 0

        yield Target(url=server.url(name), native=native, stored=stored)
    server.drop(name)


def _add_stations(database: Database) -> None:
    now = SystemClock().now()
    with database.write() as session:
        session.add_all(
            Station(id=one, name=one, market="x", ward="x", folded=one, created_at=now)
            for one in EVERY_STATION
        )


def _knock(flood: Flood, target: Target, check: Callable[[], None]) -> None:
    """Say something until the consumer, which has just been started, hears it."""

    def heard() -> bool:
        one = warm_up(1, 1)
        flood.pour(ingest_flood.packets(one.messages), 1)
        _pause(KNOCK_EVERY_S)
        return target.stored() > 0

    _until(heard, check)
    # What was said last may still be on its way.
    settled = -1
    while settled != target.stored():
        settled = target.stored()
        _pause(KNOCK_EVERY_S)


def _until(done: Callable[[], bool], check: Callable[[], None]) -> None:
    deadline_s = time.monotonic() + WITHIN_S
    while not done():
        check()
        if time.monotonic() > deadline_s:
            raise TimeoutError(f"a turn took longer than {WITHIN_S:g} s")
        _pause(LOOK_EVERY_S)


def _pause(seconds: float) -> None:
    time.sleep(seconds)


def _checker(consumer: subprocess.Popen[bytes], log: Path) -> Callable[[], None]:
    def check() -> None:
        if consumer.poll() is not None:
            raise RuntimeError(f"the consumer ended:\n{log.read_text()}")

    return check


@contextmanager
def _running(command: Sequence[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as out:
        process = subprocess.Popen(
            ["setpriv", "--pdeathsig=TERM", "--", *command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
