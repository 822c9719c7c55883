"""One connection to the broker as a station makes it: its identity, its will, its inbox.

What is true of any MQTT connection of ours is in `daemon.mqtt`.
"""

from enum import StrEnum

from daemon import mqtt
from daemon.mqtt import Address, Fault, Options
from daemon.watchdog import Pulse
from kiosk.identity.store import StationIdentity
from kiosk.uplink.inbox import Inbox
from kiosk.uplink.port import Connected, Incoming, UplinkOptions, Will

CONFIRM_S = 2.0
MAX_QUEUED = 64
"""Messages above the twenty in flight that paho may hold."""


class Ending(StrEnum):
    """Why there is no connection, see `daemon.mqtt.Fault`."""

    STOPPED = "uplink.stopped"
    LOST = "uplink.lost"
    UNREACHABLE = "uplink.unreachable"
    SERVER_CERTIFICATE = "uplink.server_certificate"
    OWN_CERTIFICATE = "uplink.own_certificate"
    CLOSED_EARLY = "uplink.closed_early"
    REFUSED = "uplink.refused"
    OVERFLOW = "uplink.overflow"
    CUT = "uplink.cut"


class Connection:
    """One attempt, and the connection if it succeeds.

    Args:
        generation: number of the attempt within this process.
        connack_timeout_s: how long the broker may take to answer.
    """

    def __init__(
        self,
        identity: StationIdentity,
        options: UplinkOptions,
        will: Will,
        inbox: Inbox,
        generation: int,
        connack_timeout_s: float = mqtt.CONNACK_TIMEOUT_S,
    ) -> None:
        self._identity = identity
        self._will = will
        self._inbox = inbox
        self._generation = generation
        self._mqtt = mqtt.Connection(
            Options(
                name=identity.station,
                subscribe=options.subscribe,
                max_queued=MAX_QUEUED,
                will=(will.topic, will.payload),
                connack_timeout_s=connack_timeout_s,
            ),
            self,
        )

    @property
    def accepted(self) -> bool:
        """Whether the broker took us in."""
        return self._mqtt.accepted

    @property
    def ending(self) -> Ending:
        """Why there is no connection."""
        return Ending(f"uplink.{self._mqtt.fault}")

    @property
    def detail(self) -> str:
        """What was said about it."""
        return self._mqtt.detail

    def open(self, keepalive_s: int) -> bool:
        """Connect, and wait until the broker has answered; blocks.

        Returns:
            Whether the broker took us in; `ending` and `detail` say why it didn't.
        """
        identity = self._identity
        # One folder for all three: a renewal may put another one in its place meanwhile.
        issue = identity.key_path.parent.resolve()
        address = Address(
            host=identity.broker.host,
            port=identity.broker.port,
            root=issue / identity.root_path.name,
            certificate=issue / identity.certificate_path.name,
            key=issue / identity.key_path.name,
        )
        return self._mqtt.open(address, keepalive_s)

    def wait(self, pulse: Pulse) -> None:
        """Wait for the end of the connection."""
        self._mqtt.wait(pulse)

    def publish(
        self, topic: str, payload: bytes, *, qos: int, retain: bool, expiry_s: int | None
    ) -> bool:
        """Queue a message; False where too much is under way, or there is no connection."""
        mid = self._mqtt.publish(topic, payload, qos=qos, retain=retain, expiry_s=expiry_s)
        return mid is not None

    def close(self, ending: Ending) -> None:
        """Say goodbye after what was published before; blocks for a moment."""
        self._mqtt.close(Fault(ending.partition(".")[2]), CONFIRM_S)

    def release(self) -> None:
        """End its thread; blocks until it has ended."""
        self._mqtt.release()

    def connected(self) -> None:
        """Take note that the broker took us in."""
        self._inbox.put(Connected(generation=self._generation, session=self._will.session))

    def received(self, mid: int, topic: str, payload: bytes, *, retained: bool) -> bool:
        """Take a message; False where there is no room for it."""
        del mid, retained
        event = Incoming(generation=self._generation, topic=topic, payload=payload)
        return self._inbox.put(event)

    def delivered(self, mid: int, *, refused: bool) -> None:
        """Ignore what the broker confirms: the fleet's own answers are what counts."""
