"""The broker as the ingest sees it, in plain terms.

Adapters: `fleet.ingest.mqtt` (MQTT 5, paho) and `fleet.ingest.memory` (no network, with faults).
Whatever comes is an event of one bounded queue, which one thread reads. Each connection has a
number, its generation, since an acknowledgement that belongs to an older connection could pass for
that of another message on the new one.
"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """The broker took us in, and what stations say is subscribed to."""

    generation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Disconnected:
    """The connection is over; what was not acknowledged will not be asked for again."""

    generation: int
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A message from a station; the broker waits for `acknowledge`.

    Attributes:
        mid: MQTT packet identifier within its connection.
        retained: it was said before we subscribed.
    """

    generation: int
    mid: int
    topic: str
    payload: bytes
    retained: bool = False


@dataclass(frozen=True, slots=True)
class Ticket:
    """Names a message that was handed over, until the broker has confirmed it."""

    generation: int
    mid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """The broker confirmed a message; `refused` says that it doesn't let us publish there."""

    ticket: Ticket
    refused: bool = False


WireEvent = Connected | Disconnected | Received | Delivered


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message to a station, QoS 1.

    Attributes:
        expiry_s: the broker forgets it after so long; None keeps it.
    """

    topic: str
    payload: bytes
    retained: bool = False
    expiry_s: int | None = None


class BrokerPort(Protocol):
    """A connection to the broker that comes back by itself."""

    def start(self) -> None:
        """Begin to connect; returns at once."""
        ...

    def poll(self, most: int, timeout_s: float, window_s: float = 0.0) -> list[WireEvent]:
        """Wait for events at most `timeout_s`, and give up to `most`, oldest first.

        Args:
            window_s: how much longer to wait for `most` once there is one.
        """
        ...

    def wake(self) -> None:
        """Let a `poll` that waits return at once; may be called from any thread."""
        ...

    def acknowledge(self, received: Received) -> None:
        """Tell the broker that a message is safe; nothing happens if its connection is over."""
        ...

    def cut(self) -> None:
        """End the connection, so that a new one begins with nothing unacknowledged."""
        ...

    def publish(self, outgoing: Outgoing) -> Ticket | None:
        """Hand a message over without waiting; None while disconnected or too much is under way."""
        ...

    def stop(self) -> None:
        """Say goodbye and end; blocks for seconds at most."""
        ...
