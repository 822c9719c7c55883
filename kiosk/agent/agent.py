"""The agent's loop: what comes from the fleet goes to its room, what the rooms say goes up.

One thread. Each turn waits a moment for events of the uplink, then lets every room do what is due.
An error in one of them is logged and counted, and the others go on.
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from contract import topics, wire
from contract.errors import BadMessage, BadTopic
from contract.messages import Ack, Bundle, Command, Desired, Presence
from contract.names import StationId
from contract.topics import Down
from daemon.boundary import Boundaries
from daemon.watchdog import Supervisor, unsupervised
from kiosk.agent.commands import Commands
from kiosk.agent.jobs import Jobs
from kiosk.agent.monitor import Monitor
from kiosk.agent.renewal import Renewal
from kiosk.agent.sayings import Sayings
from kiosk.agent.sender import Sender
from kiosk.agent.speaker import Speaker
from kiosk.agent.watch import StationWatch
from kiosk.rollout.bundles import BundleKeeper
from kiosk.rollout.service import Rollout
from kiosk.rollout.table import Phase, Reload, Report
from kiosk.uplink.port import Connected, Disconnected, Incoming, Uplink, UplinkEvent

TURN_S = 0.2
JOBS_STOP_S = 3.0
LIMIT_S = 30.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """What the agent is made of.

    Attributes:
        closing: called at the very end, in this order.
    """

    station: StationId
    uplink: Uplink
    speaker: Speaker
    sayings: Sayings
    sender: Sender
    rollout: Rollout
    bundles: BundleKeeper
    commands: Commands
    watch: StationWatch
    monitor: Monitor
    renewal: Renewal
    jobs: Jobs
    closing: tuple[Callable[[], None], ...] = ()


class Agent:
    """The loop; `run` belongs to one thread, `stop` may be called from anywhere.

    Args:
        supervisor: hears of each turn of `run`; None where nobody listens.
    """

    def __init__(self, rooms: Rooms, supervisor: Supervisor | None = None) -> None:
        self._rooms = rooms
        self._supervisor = supervisor or unsupervised(time.monotonic)
        self._pulse = self._supervisor.pulse("agent", limit_s=LIMIT_S)
        self._boundaries = Boundaries(_log)
        self._refused: Counter[str] = Counter()
        self._stopping = threading.Event()
        self._session: int | None = None
        self._birth_due = False
        self._presence_due = False

    @property
    def refused(self) -> dict[str, int]:
        """How many messages of the fleet couldn't be used, by code."""
        return dict(self._refused)

    @property
    def stopping(self) -> bool:
        """Whether `stop` was called."""
        return self._stopping.is_set()

    @property
    def rollout_phase(self) -> Phase:
        """How far the newest desired state is."""
        return self._rooms.rollout.phase

    def run(self) -> None:
        """Turn until `stop`, then say goodbye."""
        self.start()
        try:
            while not self._stopping.is_set():
                self.turn(TURN_S)
                self._tell()
        finally:
            self._supervisor.stopping()
            self.end()

    def start(self) -> None:
        """Begin to connect."""
        self._rooms.uplink.start()

    def turn(self, timeout_s: float) -> None:
        """Do everything that is due; waits for the fleet at most `timeout_s`."""
        rooms = self._rooms
        for event in rooms.uplink.poll(timeout_s):
            with self._boundaries.guard("agent.event"):
                self._handle(event)
        rooms.jobs.deliver()
        with self._boundaries.guard("agent.birth"):
            self._be_born()
        with self._boundaries.guard("agent.sender"):
            rooms.sender.turn()
        with self._boundaries.guard("agent.rollout"):
            rooms.rollout.turn()
            self._grant_wishes()
        with self._boundaries.guard("agent.bundles"):
            rooms.bundles.turn()
            if rooms.bundles.wants_report():
                rooms.sayings.report()
        with self._boundaries.guard("agent.commands"):
            rooms.commands.turn()
            if rooms.commands.ends_agent:
                self.stop()
        with self._boundaries.guard("agent.renewal"):
            rooms.renewal.turn()
        with self._boundaries.guard("agent.watch"):
            news = rooms.watch.turn()
            if self._session is not None:
                rooms.sayings.turn()
                rooms.monitor.turn(news=news)

    def stop(self) -> None:
        """Let `run` end; may be called from a signal handler."""
        self._stopping.set()

    def end(self) -> None:
        """Tell fleet and station that the agent ends, and disconnect."""
        rooms = self._rooms
        with self._boundaries.guard("agent.goodbye"):
            if self._session is not None:
                gone = Presence(online=False, session=self._session)
                rooms.speaker.presence(gone)
        with self._boundaries.guard("agent.uplink"):
            rooms.uplink.stop()
        with self._boundaries.guard("agent.offline"):
            rooms.watch.network(online=False)
            rooms.watch.turn()
        rooms.jobs.stop(JOBS_STOP_S)
        for close in rooms.closing:
            with self._boundaries.guard("agent.close"):
                close()

    def _tell(self) -> None:
        self._pulse.beat()
        away = "no connection to the fleet, scans wait here"
        status = away if self._session is None else "connected to the fleet"
        self._supervisor.ready(status)
        self._supervisor.status(status)

    def _handle(self, event: UplinkEvent) -> None:
        match event:
            case Connected(session=session):
                self._connected(session)
            case Disconnected():
                self._session = None
                self._rooms.sender.disconnected()
                self._rooms.watch.network(online=False)
            case Incoming(topic=topic, payload=payload):
                self._receive(topic, payload)

    def _grant_wishes(self) -> None:
        for wish in self._rooms.rollout.wishes():
            match wish:
                case Reload():
                    self._rooms.watch.reload()
                case Report():
                    self._rooms.sayings.report()

    def _connected(self, session: int) -> None:
        rooms = self._rooms
        self._session = session
        self._birth_due = self._presence_due = True
        with self._boundaries.guard("agent.birth"):
            self._be_born()
        rooms.sayings.report()
        rooms.sender.connected()
        rooms.monitor.connected()
        rooms.watch.network(online=True)

    def _be_born(self) -> None:
        """Say that this is there, and who it is.

        Tried again each turn where the connection takes no more, or the outbox can't be read.
        """
        rooms, session = self._rooms, self._session
        if session is None:
            return
        if self._birth_due:
            # What can't be said of the outbox must not keep the fleet from hearing that we live.
            with self._boundaries.guard("agent.birth"):
                self._birth_due = not rooms.speaker.birth(rooms.sayings.birth(session))
        if self._presence_due:
            here = Presence(online=True, session=session)
            self._presence_due = not rooms.speaker.presence(here)

    def _receive(self, topic: str, payload: bytes) -> None:
        try:
            station, leaf = topics.parse_down(topic)
            if station == self._rooms.station:
                self._take(leaf, payload)
            else:
                self._refuse(topic, BadTopic("topic.other_station", station=station))
        except (BadMessage, BadTopic) as error:
            self._refuse(topic, error)

    def _take(self, leaf: Down, payload: bytes) -> None:
        match leaf:
            case Down.DESIRED:
                self._rooms.rollout.announce(wire.decode_as(Desired, payload))
            case Down.BUNDLE:
                self._rooms.bundles.announce(wire.decode_as(Bundle, payload))
            case Down.ACK:
                self._rooms.sender.acknowledged(wire.decode_as(Ack, payload))
            case Down.COMMAND:
                self._rooms.commands.take(wire.decode_as(Command, payload))

    def _refuse(self, topic: str, error: BadMessage | BadTopic) -> None:
        self._refused[error.code] += 1
        count = self._refused[error.code]
        # A flood is logged at its 1st, 2nd, 4th, 8th ... message.
        if count & (count - 1) == 0:
            _log.warning("a message on %s is refused, time %d: %s", topic[:100], count, error)
