"""The port of this room: a connection to the fleet's broker, in plain terms.

An uplink keeps itself connected. What comes in, and each change of the connection, waits in one
bounded queue that its user empties with `poll`; nothing is ever kept for sending while there is no
connection, since whoever publishes knows better what to say after the next one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Will:
    """What the broker says for us when we vanish: retained, QoS 1.

    Attributes:
        session: number of this connection; grows with each attempt, also across restarts.
    """

    session: int
    topic: str
    payload: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class UplinkOptions:
    """What an uplink needs from its user.

    Attributes:
        subscribe: topic filters, subscribed on each connect with QoS 1.
        will: called before each attempt to connect, on the uplink's thread.
    """

    subscribe: tuple[str, ...]
    will: Callable[[], Will]


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """The broker took us in, and what we subscribed to holds.

    So an answer to anything that is published after this event is always heard.

    Attributes:
        generation: number of this connection within this process.
        session: the number that its will carries.
    """

    generation: int
    session: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Disconnected:
    """The connection is gone.

    Attributes:
        code: stable name of why, such as `uplink.lost` or `uplink.refused`.
    """

    generation: int
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A message for us."""

    generation: int
    topic: str
    payload: bytes


UplinkEvent = Connected | Disconnected | Incoming


class Uplink(Protocol):
    """A connection that comes back by itself; used from one thread."""

    def start(self) -> None:
        """Begin to connect; returns at once."""
        ...

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
        ...

    def poll(self, timeout_s: float) -> list[UplinkEvent]:
        """Wait for events at most `timeout_s`, and give them, oldest first."""
        ...

    def stop(self) -> None:
        """Say goodbye, so that the will isn't published, and end; blocks for seconds at most."""
        ...
