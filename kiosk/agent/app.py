"""The agent process: which adapters it is built of, and how it is started and ended.

Threads: the agent's loop is the main thread; the uplink has one, with paho's beside it
(`kiosk.uplink.mqtt`); slow work has one (`kiosk.agent.jobs`).
"""

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import FrameType, MappingProxyType

from contract import topics, wire
from contract.messages import Presence
from contract.topics import Up
from daemon.watchdog import Supervisor, unsupervised
from kiosk.agent.agent import Agent, Rooms
from kiosk.agent.alone import only_agent
from kiosk.agent.commands import Commands, Means, Station
from kiosk.agent.jobs import Jobs
from kiosk.agent.measure import Gauges, measurer
from kiosk.agent.monitor import Monitor
from kiosk.agent.picture_child import decode_in_child
from kiosk.agent.renewal import Renewal
from kiosk.agent.sayings import Sayings, Told, about
from kiosk.agent.sender import Sender
from kiosk.agent.speaker import Speaker
from kiosk.agent.store import AgentStore
from kiosk.agent.watch import StationWatch
from kiosk.clock import Clock, SystemClock, boot_id
from kiosk.health import starts
from kiosk.health.probes import MachineProbes
from kiosk.health.starts import Starts
from kiosk.identity import store as identity_store
from kiosk.identity.gateway import Gateway
from kiosk.identity.store import StationIdentity
from kiosk.identity.token import Tokens
from kiosk.local.client import LocalClient
from kiosk.outbox.store import Outbox
from kiosk.paths import DataPaths
from kiosk.rollout.bundles import BundleKeeper
from kiosk.rollout.service import Rollout, Surroundings
from kiosk.settings import Settings
from kiosk.uplink.mqtt import MqttUplink
from kiosk.uplink.port import Uplink, UplinkOptions, Will

RESTARTS: Mapping[str, str] = MappingProxyType(
    {
        "restarts_station": starts.STATION,
        "restarts_agent": starts.AGENT,
        "restarts_camera": starts.CAMERA,
    }
)
"""Names of probes, and of the files in `DataPaths.starts` that they count in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapters:
    """What touches the world outside, replaced by simulators in tests.

    Attributes:
        decode: raises `BadPicture` for a file that can't be decoded.
        managed: whether somebody starts the agent again when it ends.
    """

    identity: StationIdentity
    uplink: Uplink
    gateway: Gateway
    tokens: Tokens
    station: Station
    outbox: Outbox
    store: AgentStore
    probes: MachineProbes
    decode: Callable[[Path], None]
    managed: bool


UPLINK_LIMIT_S = 300.0
"""A wait between two attempts, then name, connection, handshake and answer, each with its own."""
JOBS_LIMIT_S = 30.0
"""Between two jobs; a job has the limit of `kiosk.agent.jobs`."""


def build(
    settings: Settings, supervisor: Supervisor | None = None, *, managed: bool = False
) -> Agent:
    """Build the agent of an enrolled station; nothing is connected yet.

    Args:
        supervisor: hears that every loop turns; None where nobody listens.
        managed: whether somebody starts the agent again when it ends.

    Raises:
        EnrolmentError: `identity.missing`, `identity.unreadable`.
    """
    paths = DataPaths(settings.data_dir)
    clock = SystemClock(trust=settings.trust_clock)
    supervisor = supervisor or unsupervised(clock.monotonic_s)
    identity = identity_store.load(paths.identity)
    tokens = Tokens(identity, clock)
    store = AgentStore(paths.agent, clock)
    adapters = Adapters(
        identity=identity,
        uplink=MqttUplink(
            identity,
            uplink_options(identity, store),
            clock,
            keepalive_s=settings.agent.keepalive_s,
            pulse=supervisor.pulse("uplink", limit_s=UPLINK_LIMIT_S),
        ),
        gateway=Gateway(identity, tokens, clock),
        tokens=tokens,
        station=LocalClient(paths.socket, clock),
        outbox=Outbox(paths.outbox, clock=clock, max_mb=settings.outbox.max_mb),
        store=store,
        probes=MachineProbes(paths.root),
        decode=decode_in_child,
        managed=managed,
    )
    return assemble(settings, adapters, clock, supervisor)


def run(settings: Settings, supervisor: Supervisor, *, managed: bool = False) -> None:
    """Run the agent until SIGTERM or SIGINT; call from the main thread.

    Raises:
        EnrolmentError: `identity.missing` where the station must be enrolled first.
        LocalError: `local.agent_runs` where this station has an agent already.
    """
    agent = build(settings, supervisor, managed=managed)
    with supervisor, only_agent(settings.data_dir), _ended_by_signals(agent):
        note = DataPaths(settings.data_dir).starts / starts.AGENT
        Starts(note, SystemClock(trust=settings.trust_clock), boot_id()).started()
        agent.run()


def uplink_options(identity: StationIdentity, store: AgentStore) -> UplinkOptions:
    """Say what the uplink listens to, and what the broker says when we vanish."""

    def will() -> Will:
        session = store.next_session()
        return Will(
            session=session,
            topic=topics.up(identity.station, Up.PRESENCE),
            payload=wire.encode(Presence(online=False, session=session)),
        )

    return UplinkOptions(subscribe=(topics.all_down(identity.station),), will=will)


def assemble(
    settings: Settings,
    adapters: Adapters,
    clock: Clock,
    supervisor: Supervisor | None = None,
) -> Agent:
    """Put the rooms together around their adapters."""
    paths = DataPaths(settings.data_dir)
    speaker = Speaker(adapters.identity.station, adapters.uplink)
    supervisor = supervisor or unsupervised(clock.monotonic_s)
    jobs = Jobs(supervisor.pulse("jobs", limit_s=JOBS_LIMIT_S))
    tokens = adapters.tokens
    renewal = Renewal(adapters.identity, paths.identity, adapters.gateway, tokens, jobs, clock)
    around = _surroundings(adapters, renewal, jobs)
    rollout = Rollout(paths.desired, clock, around)
    bundles = BundleKeeper(paths.bundle, clock, around)
    watch = StationWatch(adapters.station, clock, lambda: rollout.in_force.number)
    gauges = _gauges(adapters, watch, rollout, renewal, _restarts(paths, clock), clock)
    told = Told(outbox=adapters.outbox, rollout=rollout, bundles=bundles)
    rooms = Rooms(
        station=adapters.identity.station,
        uplink=adapters.uplink,
        speaker=speaker,
        sayings=Sayings(about(boot_id()), told, speaker.report, clock),
        sender=Sender(adapters.outbox, speaker.scans, clock),
        rollout=rollout,
        bundles=bundles,
        commands=Commands(_means(adapters, speaker, renewal, jobs, clock)),
        watch=watch,
        monitor=_monitor(settings, gauges, speaker),
        renewal=renewal,
        jobs=jobs,
        closing=(adapters.gateway.close, adapters.outbox.close, adapters.store.close),
    )
    return Agent(rooms, supervisor)


def _gauges(
    adapters: Adapters,
    watch: StationWatch,
    rollout: Rollout,
    renewal: Renewal,
    restarts: Mapping[str, Starts],
    clock: Clock,
) -> Gauges:
    return Gauges(
        probes=adapters.probes,
        outbox=adapters.outbox,
        watch=watch,
        rollout=rollout,
        renewal=renewal,
        tokens=adapters.tokens,
        restarts=restarts,
        clock=clock,
    )


def _restarts(paths: DataPaths, clock: Clock) -> dict[str, Starts]:
    return {name: Starts(paths.starts / file, clock, boot_id()) for name, file in RESTARTS.items()}


def _monitor(settings: Settings, gauges: Gauges, speaker: Speaker) -> Monitor:
    every_s = settings.agent.health_every_s
    return Monitor(measurer(gauges), speaker.health, gauges.clock, every_s)


def _surroundings(adapters: Adapters, renewal: Renewal, jobs: Jobs) -> Surroundings:
    return Surroundings(
        station=adapters.identity.station,
        keys=lambda: renewal.identity.publisher_keys,
        source=adapters.gateway,
        runner=jobs,
        decode=adapters.decode,
    )


def _means(
    adapters: Adapters, speaker: Speaker, renewal: Renewal, jobs: Jobs, clock: Clock
) -> Means:
    tokens = adapters.tokens

    def now() -> datetime | None:
        return tokens.now() if tokens.heard or clock.trusted() else None

    return Means(
        name=adapters.identity.station,
        title=lambda: renewal.identity.name,
        store=adapters.store,
        station=adapters.station,
        uploads=adapters.gateway,
        jobs=jobs,
        publish=speaker.reply,
        now=now,
        clock=clock,
        managed=adapters.managed,
    )


@contextmanager
def _ended_by_signals(agent: Agent) -> Iterator[None]:
    def end(_number: int, _frame: FrameType | None) -> None:
        agent.stop()

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
