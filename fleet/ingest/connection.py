"""One connection of the ingest to the broker: what it subscribes to, and how much may be under way.

What is true of any MQTT connection of ours is in `daemon.mqtt`. Mosquitto 2.0.11 sends more than
the Receive Maximum once acknowledgements flow (eclipse-mosquitto 2301), so the inbox has bounds of
its own. What stations retain is asked for besides: a shared subscription never gets it (MQTT 5,
4.8.2).
"""

from enum import StrEnum

from contract.topics import DELIVERY, ROOT, Up, all_up
from daemon import mqtt
from daemon.mqtt import Address, Fault, Options
from daemon.watchdog import Pulse
from fleet.ingest.inbox import Inbox
from fleet.ingest.port import Connected, Delivered, Outgoing, Received, Ticket

GROUP = "ingest"
RECEIVE_MAXIMUM = 1024
MAX_IN_FLIGHT = 256
MAX_QUEUED = 4096
"""Messages above those in flight that paho may hold."""
SUBSCRIPTIONS = (
    all_up(GROUP),
    *(f"{ROOT}/+/up/{leaf}" for leaf in Up if DELIVERY[leaf].retained),
)


class Ending(StrEnum):
    """Why there is no connection, see `daemon.mqtt.Fault`."""

    STOPPED = "broker.stopped"
    LOST = "broker.lost"
    UNREACHABLE = "broker.unreachable"
    SERVER_CERTIFICATE = "broker.server_certificate"
    OWN_CERTIFICATE = "broker.own_certificate"
    CLOSED_EARLY = "broker.closed_early"
    REFUSED = "broker.refused"
    OVERFLOW = "broker.overflow"
    CUT = "broker.cut"
    """We ended it: too much of it could not be stored."""


class Connection:
    """One attempt, and the connection if it succeeds.

    Args:
        generation: number of the attempt within this process.
        connack_timeout_s: how long the broker may take to answer.
    """

    def __init__(
        self,
        name: str,
        inbox: Inbox,
        generation: int,
        connack_timeout_s: float = mqtt.CONNACK_TIMEOUT_S,
    ) -> None:
        self.generation = generation
        self._inbox = inbox
        self._mqtt = mqtt.Connection(
            Options(
                name=name,
                subscribe=SUBSCRIPTIONS,
                max_queued=MAX_QUEUED,
                manual_ack=True,
                receive_maximum=RECEIVE_MAXIMUM,
                max_in_flight=MAX_IN_FLIGHT,
                connack_timeout_s=connack_timeout_s,
            ),
            self,
        )

    @property
    def ending(self) -> Ending:
        """Why there is no connection."""
        return Ending(f"broker.{self._mqtt.fault}")

    @property
    def detail(self) -> str:
        """What was said about it."""
        return self._mqtt.detail

    def open(self, address: Address, keepalive_s: int) -> bool:
        """Connect, and wait until the broker has answered; blocks.

        Returns:
            Whether the broker took us in; `ending` and `detail` say why it didn't.
        """
        return self._mqtt.open(address, keepalive_s)

    def wait(self, pulse: Pulse) -> None:
        """Wait for the end of the connection."""
        self._mqtt.wait(pulse)

    def acknowledge(self, mid: int) -> None:
        """Send the PUBACK of a message of this connection."""
        self._mqtt.acknowledge(mid)

    def publish(self, outgoing: Outgoing) -> Ticket | None:
        """Queue a message; None where too much is under way, or the connection is over."""
        mid = self._mqtt.publish(
            outgoing.topic, outgoing.payload, retain=outgoing.retained, expiry_s=outgoing.expiry_s
        )
        return None if mid is None else Ticket(self.generation, mid)

    def close(self, ending: Ending) -> None:
        """Say goodbye after what was already queued; `wait` tells when it has left."""
        self._mqtt.close(Fault(ending.partition(".")[2]))

    def release(self) -> None:
        """End its thread; blocks until it has ended."""
        self._mqtt.release()

    def connected(self) -> None:
        """Take note that the broker took us in."""
        self._inbox.put(Connected(generation=self.generation))

    def received(self, mid: int, topic: str, payload: bytes, *, retained: bool) -> bool:
        """Take a message; False where there is no room for it."""
        return self._inbox.put(
            Received(
                generation=self.generation,
                mid=mid,
                topic=topic,
                payload=payload,
                retained=retained,
            )
        )

    def delivered(self, mid: int, *, refused: bool) -> None:
        """Take note of what the broker confirmed."""
        self._inbox.put(Delivered(ticket=Ticket(self.generation, mid), refused=refused))
