"""The adapter `memory`: a broker without network, with the faults of a real one.

For the whole fleet manager without Mosquitto, and for tests that need a broker to fail at a given
moment. It keeps what real ones keep: retained messages; nothing for a member that is away.
"""

import threading
from collections import deque
from dataclasses import dataclass, field

from fleet.ingest.inbox import Inbox
from fleet.ingest.port import (
    Connected,
    Delivered,
    Disconnected,
    Outgoing,
    Received,
    Ticket,
    WireEvent,
)


@dataclass(slots=True)
class MemoryBroker:
    """A broker that any number of ports share; what stations say goes to one member each.

    Attributes:
        published: what the fleet said, oldest first.
        confirms: whether it confirms what is published; a broker that hangs doesn't.
    """

    published: list[Outgoing] = field(default_factory=list)
    confirms: bool = True
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _members: deque["MemoryPort"] = field(default_factory=deque)
    _retained: dict[str, bytes] = field(default_factory=dict)

    def say(self, topic: str, payload: bytes, *, retain: bool = False) -> bool:
        """Say something as a station; False where nobody is there to hear it."""
        with self._lock:
            if retain:
                self._retained[topic] = payload
            if not self._members:
                return False
            self._members.rotate(-1)
            return self._members[-1].deliver(topic, payload)

    def drop_all(self) -> None:
        """Cut every connection, as a broker that dies."""
        with self._lock:
            for member in list(self._members):
                member.cut()

    def join(self, port: "MemoryPort") -> list[tuple[str, bytes]]:
        """Take a member in; what was retained is for it."""
        with self._lock:
            self._members.append(port)
            return list(self._retained.items())

    def leave(self, port: "MemoryPort") -> None:
        """Forget a member."""
        with self._lock:
            if port in self._members:
                self._members.remove(port)

    def take(self, outgoing: Outgoing) -> bool:
        """Take what the fleet says; tell whether it is confirmed."""
        with self._lock:
            self.published.append(outgoing)
            return self.confirms


class MemoryPort:
    """One process's connection to a `MemoryBroker`.

    Args:
        window: how many messages may wait for `acknowledge`; more are turned away.
    """

    def __init__(self, broker: MemoryBroker, *, window: int = 1024) -> None:
        self.acknowledged: list[Received] = []
        self._broker = broker
        self._window = window
        self._inbox = Inbox()
        self._lock = threading.RLock()
        self._generation = 0
        self._mid = 0
        self._connected = False
        self._waiting: set[int] = set()

    @property
    def waiting(self) -> int:
        """How many messages wait for `acknowledge`."""
        return len(self._waiting)

    def start(self) -> None:
        """Connect."""
        self.reconnect()

    def reconnect(self) -> None:
        """Begin a new connection, after `cut` too."""
        with self._lock:
            self._generation += 1
            self._connected = True
            self._waiting.clear()
            self._inbox.put(Connected(generation=self._generation))
        for topic, payload in self._broker.join(self):
            self.deliver(topic, payload, retained=True)

    def cut(self) -> None:
        """Lose the connection."""
        self._broker.leave(self)
        with self._lock:
            if self._connected:
                self._connected = False
                self._inbox.put(Disconnected(generation=self._generation, code="broker.lost"))

    def deliver(self, topic: str, payload: bytes, *, retained: bool = False) -> bool:
        """Receive a message; False where the window is full."""
        with self._lock:
            if not self._connected or len(self._waiting) >= self._window:
                return False
            self._mid += 1
            self._waiting.add(self._mid)
            return self._inbox.put(
                Received(
                    generation=self._generation,
                    mid=self._mid,
                    topic=topic,
                    payload=payload,
                    retained=retained,
                )
            )

    def poll(self, most: int, timeout_s: float, window_s: float = 0.0) -> list[WireEvent]:
        """Wait for events at most `timeout_s`, and give up to `most`, oldest first.

        Args:
            window_s: how much longer to wait for `most` once there is one.
        """
        return self._inbox.take(most, timeout_s, window_s)

    def wake(self) -> None:
        """Let a `poll` that waits return at once."""
        self._inbox.wake()

    def acknowledge(self, received: Received) -> None:
        """Note that a message is safe; nothing happens if its connection is over."""
        with self._lock:
            if self._connected and received.generation == self._generation:
                self._waiting.discard(received.mid)
                self.acknowledged.append(received)

    def publish(self, outgoing: Outgoing) -> Ticket | None:
        """Hand a message over; None while disconnected."""
        with self._lock:
            if not self._connected:
                return None
            self._mid += 1
            ticket = Ticket(self._generation, self._mid)
            if self._broker.take(outgoing):
                self._inbox.put(Delivered(ticket=ticket))
            return ticket

    def stop(self) -> None:
        """Say goodbye."""
        self.cut()
