"""The adapter `mqtt`: MQTT 5 over TLS with the station's own certificate, on paho-mqtt.

One thread opens connections one after another, each with paho's own thread beside it; between two
it waits with full jitter. Sessions are clean and end with the connection: what goes down is
retained (`desired`) or repeated (`ack`), so the broker keeps no queue for a station that is away.
What is wrong is logged when it changes, not at each attempt.
"""

import logging
import random
import threading

from daemon.boundary import Boundaries
from daemon.watchdog import Pulse
from kiosk.clock import Clock
from kiosk.identity.store import StationIdentity
from kiosk.uplink.backoff import Backoff, delay_s
from kiosk.uplink.connection import Connection, Ending
from kiosk.uplink.inbox import Inbox
from kiosk.uplink.port import Disconnected, UplinkEvent, UplinkOptions

STEADY_S = 10.0
"""A connection that lived this long counts as a success; a shorter one lets the waits grow, so that
two stations with one certificate don't throw each other out without pause."""
STOP_TIMEOUT_S = 5.0

_log = logging.getLogger(__name__)


class MqttUplink:
    """A connection to Mosquitto or another MQTT 5 broker.

    Args:
        keepalive_s: MQTT keep-alive; a dead network is noticed after at most one and a half.
        backoff: bounds of the waits between attempts.
        pulse: of the thread that connects.
    """

    def __init__(
        self,
        identity: StationIdentity,
        options: UplinkOptions,
        clock: Clock,
        *,
        keepalive_s: int = 30,
        backoff: Backoff | None = None,
        pulse: Pulse | None = None,
    ) -> None:
        self._identity = identity
        self._options = options
        self._clock = clock
        self._keepalive_s = keepalive_s
        self._backoff = backoff or Backoff()
        self._pulse = pulse or Pulse("uplink")
        self._chance = random.SystemRandom()
        self._inbox = Inbox()
        self._boundaries = Boundaries(_log)
        self._stopping = threading.Event()
        self._connection: Connection | None = None
        self._problem: tuple[Ending, str] | None = None
        self._thread = threading.Thread(target=self._run, name="uplink", daemon=True)

    def start(self) -> None:
        """Begin to connect; returns at once."""
        self._thread.start()

    def publish(
        self,
        topic: str,
        payload: bytes,
        *,
        qos: int = 1,
        retain: bool = False,
        expiry_s: int | None = None,
    ) -> bool:
        """Hand a message to the connection; never waits for the network.

        Returns:
            False where it was not taken: there is no connection, or too much is under way.
        """
        connection = self._connection
        if connection is None:
            return False
        return connection.publish(topic, payload, qos=qos, retain=retain, expiry_s=expiry_s)

    def poll(self, timeout_s: float) -> list[UplinkEvent]:
        """Wait for events at most `timeout_s`, and give them, oldest first."""
        return self._inbox.take(timeout_s)

    def stop(self) -> None:
        """Say goodbye, so that the will isn't published, and end; blocks for seconds at most."""
        self._stopping.set()
        connection = self._connection
        if connection is not None:
            connection.close(Ending.STOPPED)
        if self._thread.is_alive():
            self._thread.join(STOP_TIMEOUT_S)

    def _run(self) -> None:
        generation = 0
        while not self._stopping.wait(delay_s(self._backoff, self._chance)):
            generation += 1
            self._pulse.beat()
            with self._boundaries.guard("uplink.attempt"):
                if self._connect_once(generation):
                    self._backoff = self._backoff.succeeded()
            self._backoff = self._backoff.failed()

    def _connect_once(self, generation: int) -> bool:
        """Connect and stay until the end; say whether the connection was a lasting one."""
        began_s = self._clock.monotonic_s()
        will = self._options.will()
        connection = Connection(self._identity, self._options, will, self._inbox, generation)
        # Before it opens: whoever hears that it is connected wants to publish at once.
        self._connection = connection
        accepted = connection.open(self._keepalive_s)
        if accepted:
            self._settled()
            # Told to stop while connecting, `stop` had no connection to close.
            if self._stopping.is_set():
                connection.close(Ending.STOPPED)
            connection.wait(self._pulse)
        self._connection = None
        connection.release()
        if connection.ending is not Ending.STOPPED:
            self._complain(connection)
        # The broker may have taken us in after we had given up waiting.
        if connection.accepted:
            self._inbox.put(Disconnected(generation=generation, code=connection.ending))
        return accepted and self._clock.monotonic_s() - began_s > STEADY_S

    def _settled(self) -> None:
        address = self._identity.broker
        _log.info("connected to %s:%d as %s", address.host, address.port, self._identity.station)
        self._problem = None

    def _complain(self, connection: Connection) -> None:
        problem = (connection.ending, connection.detail)
        if problem == self._problem:
            return
        self._problem = problem
        address = self._identity.broker
        _log.warning(
            "no connection to %s:%d: %s (%s); trying again and again",
            address.host,
            address.port,
            connection.ending,
            connection.detail,
        )
