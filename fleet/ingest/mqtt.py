"""The adapter `mqtt`: MQTT 5 over TLS with the worker's own certificate, on paho-mqtt.

One thread opens connections one after another; between two it waits with full jitter. The session
is clean and ends with the connection, since a broker keeps half of a shared subscription's messages
for a member that is away; the stations' own resending covers what is under way.
What is wrong is logged when it changes, not at each attempt.
"""

import logging
import random
import threading
from dataclasses import dataclass
from pathlib import Path

from daemon.boundary import Boundaries
from daemon.mqtt import Address
from daemon.watchdog import Pulse
from fleet.clock import Clock
from fleet.ingest.connection import Connection, Ending
from fleet.ingest.inbox import Inbox
from fleet.ingest.port import Disconnected, Outgoing, Received, Ticket, WireEvent

FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 15.0
STEADY_S = 10.0
"""A connection that lived this long counts as a success; a shorter one lets the waits grow, so that
two processes with one name don't throw each other out without pause."""
STOP_TIMEOUT_S = 5.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Where the broker is, and who we are.

    Attributes:
        name: of this process, unique among all; the common name of its certificate.
        root_path: certificates to trust; `certificate_path` and `key_path` are our own (PEM).
    """

    host: str
    port: int
    name: str
    root_path: Path
    certificate_path: Path
    key_path: Path


class MqttPort:
    """A connection to Mosquitto or another MQTT 5 broker with shared subscriptions.

    Args:
        keepalive_s: MQTT keep-alive; a dead network is noticed after at most one and a half.
        pulse: of the thread that connects.
    """

    def __init__(
        self,
        login: Login,
        clock: Clock,
        *,
        keepalive_s: int = 30,
        longest_wait_s: float = LONGEST_WAIT_S,
        pulse: Pulse | None = None,
    ) -> None:
        self._login = login
        self._clock = clock
        self._keepalive_s = keepalive_s
        self._longest_wait_s = longest_wait_s
        self._pulse = pulse or Pulse("ingest-mqtt")
        self._chance = random.SystemRandom()
        self._inbox = Inbox()
        self._boundaries = Boundaries(_log)
        self._stopping = threading.Event()
        self._connection: Connection | None = None
        self._problem: tuple[Ending, str] | None = None
        self._thread = threading.Thread(target=self._run, name="ingest-mqtt", daemon=True)

    def start(self) -> None:
        """Begin to connect; returns at once."""
        self._thread.start()

    def poll(self, most: int, timeout_s: float, window_s: float = 0.0) -> list[WireEvent]:
        """Wait for events at most `timeout_s`, and give up to `most`, oldest first.

        Args:
            window_s: how much longer to wait for `most` once there is one.
        """
        return self._inbox.take(most, timeout_s, window_s)

    def wake(self) -> None:
        """Let a `poll` that waits return at once; may be called from any thread."""
        self._inbox.wake()

    def acknowledge(self, received: Received) -> None:
        """Tell the broker that a message is safe; nothing happens if its connection is over."""
        connection = self._connection
        if connection is not None and connection.generation == received.generation:
            connection.acknowledge(received.mid)

    def cut(self) -> None:
        """End the connection, so that a new one begins with nothing unacknowledged."""
        connection = self._connection
        if connection is not None:
            connection.close(Ending.CUT)

    def publish(self, outgoing: Outgoing) -> Ticket | None:
        """Hand a message over without waiting; None while disconnected or too much is under way."""
        connection = self._connection
        return connection.publish(outgoing) if connection is not None else None

    def stop(self) -> None:
        """Say goodbye and end; blocks for seconds at most."""
        self._stopping.set()
        connection = self._connection
        if connection is not None:
            connection.close(Ending.STOPPED)
        if self._thread.is_alive():
            self._thread.join(STOP_TIMEOUT_S)

    def _run(self) -> None:
        generation = failures = 0
        bound_s = 0.0
        while not self._stopping.wait(self._chance.uniform(0.0, bound_s)):
            generation += 1
            self._pulse.beat()
            lasted = False
            with self._boundaries.guard("ingest.connection"):
                lasted = self._connect_once(generation)
            failures = 0 if lasted else failures + 1
            bound_s = min(self._longest_wait_s, FIRST_WAIT_S * 2.0 ** min(failures, 16))

    def _connect_once(self, generation: int) -> bool:
        """Connect and stay until the end; say whether the connection was a lasting one."""
        began_s = self._clock.monotonic_s()
        connection = Connection(self._login.name, self._inbox, generation)
        # Before it opens: whoever reads that it is connected wants to publish at once.
        self._connection = connection
        login = self._login
        address = Address(
            host=login.host,
            port=login.port,
            root=login.root_path,
            certificate=login.certificate_path,
            key=login.key_path,
        )
        accepted = connection.open(address, self._keepalive_s)
        if accepted:
            _log.info("connected to %s:%d as %s", login.host, login.port, login.name)
            self._problem = None
            # Told to stop while connecting, `stop` had no connection to close.
            if self._stopping.is_set():
                connection.close(Ending.STOPPED)
            connection.wait(self._pulse)
        self._connection = None
        connection.release()
        if connection.ending is not Ending.STOPPED:
            self._complain(connection)
        self._inbox.put(Disconnected(generation=generation, code=connection.ending))
        return accepted and self._clock.monotonic_s() - began_s > STEADY_S

    def _complain(self, connection: Connection) -> None:
        problem = (connection.ending, connection.detail)
        if problem == self._problem:
            return
        self._problem = problem
        _log.warning(
            "no connection to %s:%d: %s (%s); trying again and again",
            self._login.host,
            self._login.port,
            connection.ending,
            connection.detail,
        )
