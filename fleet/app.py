"""Builds a process of the fleet manager: all roles, or one; started in order, ended in reverse.

Threads: the event loop (main) with both listeners; the ingest's worker and its MQTT client; the
broker's supervisor; a pool for requests that block. They share the `Database` and nothing else.
"""

import asyncio
import logging
import signal
import socket
import ssl
from collections.abc import Collection, Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack, closing, suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import partial

from contract.gateway import BrokerAddress
from daemon.boundary import Boundaries
from daemon.watchdog import Supervisor, unsupervised
from fleet.accounts.service import Accounts
from fleet.alone import only_bearer, only_owner
from fleet.api.console_app import build_console
from fleet.api.console_parts import ConsoleParts
from fleet.api.events import Hub
from fleet.api.kept import Kept
from fleet.api.security import is_https
from fleet.api.serving import STATION_CONNECTIONS, Listener, bind, tls_context
from fleet.api.station_app import StationParts, build_station_app
from fleet.broker.child import BrokerChild
from fleet.broker.config import BrokerFiles
from fleet.broker.upkeep import OwnCertificate, Upkeep
from fleet.clock import Clock, SystemClock
from fleet.commands import screenshots
from fleet.commands.uploads import uploads_in
from fleet.errors import Unavailable
from fleet.ingest.app import Ingest
from fleet.ingest.mqtt import Login, MqttPort
from fleet.parts import Parts
from fleet.registry.lookup import Lookup
from fleet.settings import Settings
from fleet.stations.enrolment import Enrolment, Told
from fleet.stations.service import Stations
from fleet.stations.tokens import Tokens
from fleet.worker.app import Worker
from fleet.worker.election import election_of
from fleet.worker.jobs import Jobs

UPKEEP_EVERY_S = 2.0
BEAT_EVERY_S = 1.0
LOOP_LIMIT_S = 30.0
INGEST_LIMIT_S = 120.0
"""A batch may wait for locks of the database; one that is away is an error within seconds."""
WORKER_LIMIT_S = 900.0
"""A turn has several short jobs, each of which may wait for locks of the database."""
MQTT_LIMIT_S = 300.0
"""A wait between two attempts, then name, connection, handshake and answer, each at its slowest."""

_log = logging.getLogger(__name__)


class Role(StrEnum):
    """What a process may do."""

    API = "api"
    INGEST = "ingest"
    BROKER = "broker"
    WORKER = "worker"


ALL_ROLES = frozenset(Role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """What a process is made of; which pieces are there depends on its roles.

    Attributes:
        hub: of the console; its open streams would hold up the end.
    """

    broker: BrokerChild | None = None
    ingest: Ingest | None = None
    worker: Worker | None = None
    listeners: Sequence[Listener] = ()
    hub: Hub | None = None
    upkeep: Upkeep | OwnCertificate | None = None


class Fleet:
    """A process of the fleet manager, built and not yet running.

    Args:
        opened: closes what `build` opened.
        where: what it does and where, for the log.
        supervisor: hears that every loop turns.
    """

    def __init__(
        self, pieces: Pieces, *, opened: ExitStack, where: str, supervisor: Supervisor
    ) -> None:
        self._broker = pieces.broker
        self._ingest = pieces.ingest
        self._worker = pieces.worker
        self._listeners = pieces.listeners
        self._hub = pieces.hub
        self._upkeep = pieces.upkeep
        self._opened = opened
        self._where = where
        self._supervisor = supervisor
        self._pulse = supervisor.pulse("event loop", limit_s=LOOP_LIMIT_S)
        self._boundaries = Boundaries(_log)

    async def run(self) -> None:
        """Run until SIGTERM or SIGINT, then end everything in reverse, within seconds.

        Raises:
            Unavailable: what couldn't be started, or a `.died` of ingest, worker or broker; the
                rest is ended.
        """
        told_to_stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, told_to_stop.set)
        async with AsyncExitStack() as stack:
            stack.enter_context(self._opened)
            stack.enter_context(self._supervisor)
            if self._broker:
                stack.push_async_callback(asyncio.to_thread, self._broker.stop)
                await asyncio.to_thread(self._broker.start)
            if self._ingest:
                stack.push_async_callback(asyncio.to_thread, self._ingest.stop)
                self._ingest.start()
            if self._worker:
                stack.push_async_callback(asyncio.to_thread, self._worker.stop)
                self._worker.start()
            serving = [asyncio.create_task(one.run_until_stopped()) for one in self._listeners]
            stack.push_async_callback(self._stop_serving, serving)
            stack.callback(self._supervisor.stopping)
            caring = asyncio.create_task(self._care(told_to_stop))
            beating = asyncio.create_task(self._beat(told_to_stop))
            _log.info("running: %s", self._where)
            await asyncio.wait([caring, beating, *serving], return_when=asyncio.FIRST_COMPLETED)
            told_to_stop.set()
            _log.info("ending")
            await asyncio.gather(caring, beating)

    async def _beat(self, told_to_stop: asyncio.Event) -> None:
        """Apart from `_care`, which may wait for a database."""
        while not told_to_stop.is_set():
            self._pulse.beat()
            status = self._status()
            self._supervisor.ready(status)
            self._supervisor.status(status)
            with suppress(TimeoutError):
                await asyncio.wait_for(told_to_stop.wait(), BEAT_EVERY_S)

    def _status(self) -> str:
        if self._ingest is None:
            return self._where
        return f"{self._where}; broker {'connected' if self._ingest.connected else 'away'}"

    async def _care(self, told_to_stop: asyncio.Event) -> None:
        while not told_to_stop.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(told_to_stop.wait(), UPKEEP_EVERY_S)
            if self._ingest and not self._ingest.alive:
                # Whoever restarts this process brings it back; going on would only look well.
                raise Unavailable("ingest.died")
            if self._worker and not self._worker.alive:
                raise Unavailable("worker.died")
            if self._broker and not self._broker.alive:
                raise Unavailable("broker.died")
            if self._upkeep and not told_to_stop.is_set():
                with self._boundaries.guard("fleet.upkeep"):
                    await asyncio.to_thread(self._upkeep.turn)

    async def _stop_serving(self, serving: list[asyncio.Task[None]]) -> None:
        if self._hub:
            self._hub.close()
        for listener in self._listeners:
            listener.stop()
        await asyncio.gather(*serving)


def build(
    settings: Settings,
    roles: Collection[Role] = ALL_ROLES,
    clock: Clock | None = None,
    supervisor: Supervisor | None = None,
) -> Fleet:
    """Put a process together: keys made, database opened, ports taken, nothing running yet.

    Args:
        supervisor: hears that every loop turns; None where nobody listens.

    Raises:
        BadSettings: what the settings name can't be used.
        Unavailable: data directory, database or a port can't be used, or another process holds
            what only one may.
    """
    clock = clock or SystemClock()
    supervisor = supervisor or unsupervised(clock.monotonic_s)
    with ExitStack() as stack:
        _be_alone(settings, roles, stack)
        parts = Parts.open(settings, clock)
        stack.callback(parts.database.close)
        pieces = _pieces(parts, roles, supervisor, stack)
        return Fleet(
            pieces,
            opened=stack.pop_all(),
            where=_where(settings, roles),
            supervisor=supervisor,
        )


def _be_alone(settings: Settings, roles: Collection[Role], opened: ExitStack) -> None:
    if Role.BROKER in roles:
        opened.enter_context(only_owner(settings))
    for role in (Role.INGEST, Role.WORKER):
        if role in roles:
            opened.enter_context(only_bearer(settings, role))


def _pieces(
    parts: Parts, roles: Collection[Role], supervisor: Supervisor, opened: ExitStack
) -> Pieces:
    settings, clock = parts.settings, parts.clock
    has_broker = Role.BROKER in roles and settings.broker.embedded
    broker = _broker(parts) if has_broker else None
    ingest = _ingest(parts, supervisor) if Role.INGEST in roles else None
    worker = _worker(parts, supervisor) if Role.WORKER in roles else None
    listeners: list[Listener] = []
    hub = tls = None
    if Role.API in roles:
        tls = tls_context(parts.pki.server)
        kept = Kept(clock.monotonic_s)
        hub = Hub(parts.database, clock, kept)
        stations, console = (opened.enter_context(closing(one)) for one in _take_ports(settings))
        listeners.append(_station_listener(parts, stations, tls))
        listeners.append(_console_listener(parts, console, hub, kept, ingest))
    upkeep = _upkeep(parts, roles, broker, tls)
    return Pieces(
        broker=broker,
        ingest=ingest,
        worker=worker,
        listeners=listeners,
        hub=hub,
        upkeep=upkeep,
    )


def _upkeep(
    parts: Parts, roles: Collection[Role], broker: BrokerChild | None, tls: ssl.SSLContext | None
) -> Upkeep | OwnCertificate | None:
    settings, clock = parts.settings, parts.clock
    if Role.API in roles or broker:
        sweep = partial(screenshots.sweep, parts.database, uploads_in(settings.data_dir))
        upkeep = Upkeep(
            settings,
            parts.pki,
            Stations(parts.database, clock),
            clock,
            broker=broker,
            tls=tls,
            daily=[sweep] if Role.API in roles else (),
        )
        upkeep.begin()
        return upkeep
    return OwnCertificate(settings, parts.pki, clock) if Role.INGEST in roles else None


def _take_ports(settings: Settings) -> Iterator[socket.socket]:
    yield bind("stations", settings.stations.host, settings.stations.port)
    yield bind("console", settings.console.host, settings.console.port)


def _where(settings: Settings, roles: Collection[Role]) -> str:
    if Role.API not in roles:
        return settings.worker
    stations = settings.stations
    return (
        f"console at {settings.console.public_url},"
        f" stations at https://{stations.names[0]}:{stations.port}"
    )


def _broker(parts: Parts) -> BrokerChild:
    settings = parts.settings
    files = BrokerFiles(
        server=parts.pki.server,
        trusted=parts.pki.chain,
        revoked=parts.pki.revoked,
        folder=settings.data_dir / "broker",
    )
    return BrokerChild(
        executable=settings.broker.executable,
        host=settings.broker.host,
        port=settings.broker.port,
        files=files,
        workers=(settings.worker, *settings.broker.workers),
        clock=parts.clock,
    )


def _ingest(parts: Parts, supervisor: Supervisor) -> Ingest:
    bundle = parts.pki.worker(parts.settings.worker)
    login = Login(
        host=parts.settings.broker_for_workers,
        port=parts.settings.broker.port,
        name=parts.settings.worker,
        root_path=parts.pki.root,
        certificate_path=bundle,
        key_path=bundle,
    )
    mqtt = supervisor.pulse("ingest-mqtt", limit_s=MQTT_LIMIT_S)
    return Ingest(
        parts.database,
        MqttPort(login, parts.clock, pulse=mqtt),
        parts.desk,
        parts.clock,
        name=parts.settings.worker,
        pulse=supervisor.pulse("ingest", limit_s=INGEST_LIMIT_S),
    )


def _worker(parts: Parts, supervisor: Supervisor) -> Worker:
    settings = parts.settings
    offline_after = timedelta(seconds=settings.alerts.offline_after_s)
    jobs = Jobs(parts.database, parts.clock, settings.worker, offline_after=offline_after)
    return Worker(
        election_of(parts.database, settings.data_dir),
        jobs,
        parts.clock,
        beat=supervisor.pulse("worker", limit_s=WORKER_LIMIT_S).beat,
    )


def _station_listener(parts: Parts, bound: socket.socket, tls: ssl.SSLContext) -> Listener:
    settings = parts.settings
    told = Told(
        root_pem=parts.pki.root.read_text(encoding="ascii"),
        broker=BrokerAddress(host=settings.broker_for_stations, port=settings.broker.port),
        publisher_keys=(parts.desk.publisher.public_key,),
    )
    app = build_station_app(
        StationParts(
            database=parts.database,
            clock=parts.clock,
            tokens=Tokens(parts.database, parts.clock),
            enrolment=Enrolment(parts.database, parts.clock, parts.pki.authority(), told),
            lookup=Lookup(parts.database, parts.clock),
            assets=parts.desk.assets,
            uploads=uploads_in(settings.data_dir),
        )
    )
    return Listener(app, bound, tls=tls, most_connections=STATION_CONNECTIONS)


def _console_listener(
    parts: Parts, bound: socket.socket, hub: Hub, kept: Kept, ingest: Ingest | None
) -> Listener:
    public_url = parts.settings.console.public_url
    app = build_console(
        ConsoleParts(
            database=parts.database,
            accounts=Accounts(parts.database, parts.clock),
            clock=parts.clock,
            desk=parts.desk,
            uploads=uploads_in(parts.settings.data_dir),
            events=hub,
            kept=kept,
            public_url=public_url,
            wake=ingest.wake if ingest else _nobody_to_wake,
        )
    )
    # The console speaks TLS only through a proxy in front of it.
    return Listener(app, bound, behind_proxy=is_https(public_url))


def _nobody_to_wake() -> None:
    """Leave it to the ingest processes, which look by themselves."""
