"""Builds a process of the fleet manager: all roles, or one; started in order, ended in reverse.

Threads: the event loop (main) with both listeners; the ingest's worker and its MQTT client; the
broker's supervisor; a pool for requests that block. They share the `Database` and nothing else.
"""

import asyncio
import logging
import signal
import socket
import ssl
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack, closing, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from daemon.boundary import Boundaries
from daemon.watchdog import Supervisor, unsupervised
from fleet.alone import only_bearer, only_owner
from fleet.api.events import Hub
from fleet.api.kept import Kept
from fleet.api.serving import Listener, bind, tls_context
from fleet.broker.child import BrokerChild
from fleet.broker.upkeep import OwnCertificate, Upkeep
from fleet.bundles.app import Bundler
from fleet.clock import Clock, SystemClock
from fleet.commands import screenshots
from fleet.commands.uploads import uploads_in
from fleet.connectors.opening import opened_connectors
from fleet.epcis.runner import CaptureRunner
from fleet.errors import Unavailable
from fleet.ingest.app import Ingest
from fleet.listeners import console_listener, resolver_listener, station_listener
from fleet.parts import Parts
from fleet.settings import Settings
from fleet.stations.service import Stations
from fleet.threads import make_broker, make_bundler, make_captures, make_ingest, make_worker
from fleet.worker.app import Worker

UPKEEP_EVERY_S = 2.0
BEAT_EVERY_S = 1.0
LOOP_LIMIT_S = 30.0

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
    bundler: Bundler | None = None
    captures: CaptureRunner | None = None
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
        self._bundler = pieces.bundler
        self._captures = pieces.captures
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
            if self._bundler:
                stack.push_async_callback(asyncio.to_thread, self._bundler.stop)
                self._bundler.start()
            if self._captures:
                stack.push_async_callback(asyncio.to_thread, self._captures.stop)
                self._captures.start()
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
            if self._bundler and not self._bundler.alive:
                raise Unavailable("bundler.died")
            if self._captures and not self._captures.alive:
                raise Unavailable("captures.died")
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
    broker = make_broker(parts) if has_broker else None
    ingest = make_ingest(parts, supervisor) if Role.INGEST in roles else None
    worker = make_worker(parts, supervisor) if Role.WORKER in roles else None
    bundler = make_bundler(parts, supervisor) if Role.WORKER in roles else None
    listeners: list[Listener] = []
    hub = tls = captures = None
    if Role.API in roles:
        captures = make_captures(parts, supervisor)
        tls = tls_context(parts.pki.server)
        kept = Kept(clock.monotonic_s)
        hub = Hub(parts.database, clock, kept)
        console = partial(
            console_listener, parts, hub=hub, kept=kept, captures=captures, ingest=ingest
        )
        listeners.extend(_listeners(parts, opened, tls, console))
    upkeep = _upkeep(parts, roles, broker, tls)
    return Pieces(
        broker=broker,
        ingest=ingest,
        worker=worker,
        bundler=bundler,
        captures=captures,
        listeners=listeners,
        hub=hub,
        upkeep=upkeep,
    )


def _listeners(
    parts: Parts,
    opened: ExitStack,
    tls: ssl.SSLContext,
    make_console: Callable[..., Listener],
) -> Iterator[Listener]:
    ports = [opened.enter_context(closing(one)) for one in _take_ports(parts.settings)]
    connectors = opened.enter_context(
        opened_connectors(parts.settings, parts.database, parts.clock)
    )
    stations, console, *public = ports
    yield station_listener(parts, stations, tls, connectors)
    yield make_console(bound=console, connectors=connectors)
    for one in public:
        yield resolver_listener(parts, one)


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
    if settings.resolver.enabled:
        yield bind("resolver", settings.resolver.host, settings.resolver.port)


def _where(settings: Settings, roles: Collection[Role]) -> str:
    if Role.API not in roles:
        return settings.worker
    stations = settings.stations
    return (
        f"console at {settings.console.public_url},"
        f" stations at https://{stations.names[0]}:{stations.port}"
    )
