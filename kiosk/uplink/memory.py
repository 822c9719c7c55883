"""The simulator: a broker in memory that does what MQTT 5 promises, and fails on demand.

It holds retained messages, knows single-level wildcards, publishes the will of a client that
vanishes, and can refuse connections, cut them, lose or double messages, or hold them back. Its
other side (`say`, `heard`) is the fleet. For tests and for a station on a laptop without a fleet.
"""

import threading
from collections import deque
from dataclasses import dataclass

from kiosk.uplink.inbox import Inbox
from kiosk.uplink.port import Connected, Disconnected, Incoming, UplinkEvent, UplinkOptions, Will


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A message that reached the broker from a client."""

    topic: str
    payload: bytes
    retained: bool = False
    expiry_s: int | None = None


@dataclass(slots=True, kw_only=True)
class Faults:
    """What goes wrong; change it at any time.

    Attributes:
        refuse: whether connections are refused.
        lose: how many of the next publications vanish after they were taken.
        double: how many of the next publications arrive twice.
        hold: whether publications wait until `MemoryBroker.release`.
        full: whether clients are told that too much is under way.
    """

    refuse: bool = False
    lose: int = 0
    double: int = 0
    hold: bool = False
    full: bool = False


class MemoryBroker:
    """The broker and the fleet's side of it; may be used from several threads."""

    def __init__(self) -> None:
        self.faults = Faults()
        self._lock = threading.RLock()
        self._clients: list[MemoryUplink] = []
        self._retained: dict[str, bytes] = {}
        self._heard: list[Heard] = []
        self._held: deque[Heard] = deque()

    @property
    def heard(self) -> list[Heard]:
        """Everything that arrived from clients, wills included, oldest first."""
        with self._lock:
            return list(self._heard)

    def retained(self, topic: str) -> bytes | None:
        """Give the retained message of a topic."""
        with self._lock:
            return self._retained.get(topic)

    def say(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Publish as the fleet."""
        with self._lock:
            if retain:
                self._retained[topic] = payload
            for client in list(self._clients):
                client.deliver(topic, payload)

    def accept(self, client: "MemoryUplink") -> bool:
        """Take a client in; False while connections are refused."""
        with self._lock:
            if self.faults.refuse:
                return False
            self._clients.append(client)
            return True

    def give_retained(self, client: "MemoryUplink") -> None:
        """Deliver what is retained for the client's subscriptions."""
        with self._lock:
            for topic, payload in self._retained.items():
                client.deliver(topic, payload)

    def take(self, message: Heard) -> None:
        """Receive a publication of a client, as far as the faults let it through."""
        with self._lock:
            if self.faults.lose:
                self.faults.lose -= 1
                return
            copies = 1
            if self.faults.double:
                self.faults.double -= 1
                copies = 2
            for _ in range(copies):
                if self.faults.hold:
                    self._held.append(message)
                else:
                    self._store(message)

    def release(self) -> None:
        """Let through what was held back."""
        with self._lock:
            self.faults.hold = False
            while self._held:
                self._store(self._held.popleft())

    def cut(self) -> None:
        """Let every connection die without goodbye; the wills are published."""
        with self._lock:
            for client in list(self._clients):
                self._clients.remove(client)
                will = client.vanish()
                self._store(Heard(topic=will.topic, payload=will.payload, retained=True))

    def forget(self, client: "MemoryUplink") -> None:
        """Let a client go that said goodbye."""
        with self._lock:
            if client in self._clients:
                self._clients.remove(client)

    def _store(self, message: Heard) -> None:
        self._heard.append(message)
        if message.retained:
            self._retained[message.topic] = message.payload


class MemoryUplink:
    """A client of a `MemoryBroker`: it tries to connect at each `poll`."""

    def __init__(self, broker: MemoryBroker, options: UplinkOptions) -> None:
        self._broker = broker
        self._options = options
        self._inbox = Inbox()
        self._generation = 0
        self._started = False
        self._will: Will | None = None

    def start(self) -> None:
        """Begin to connect."""
        self._started = True
        self._connect()

    def publish(
        self,
        topic: str,
        payload: bytes,
        *,
        qos: int = 1,
        retain: bool = False,
        expiry_s: int | None = None,
    ) -> bool:
        """Hand a message to the broker.

        Returns:
            False where it was not taken: there is no connection, or too much is under way.
        """
        del qos
        if self._will is None or self._broker.faults.full:
            return False
        self._broker.take(Heard(topic=topic, payload=payload, retained=retain, expiry_s=expiry_s))
        return True

    def poll(self, timeout_s: float) -> list[UplinkEvent]:
        """Give the events that are there, wait for none longer than `timeout_s`."""
        self._connect()
        return self._inbox.take(timeout_s)

    def stop(self) -> None:
        """Say goodbye; the will isn't published."""
        self._started = False
        self._broker.forget(self)
        if self._will is not None:
            self._will = None
            self._inbox.put(Disconnected(generation=self._generation, code="uplink.stopped"))

    def deliver(self, topic: str, payload: bytes) -> None:
        """Receive a message from the broker, if it was subscribed to."""
        if any(matches(pattern, topic) for pattern in self._options.subscribe):
            event = Incoming(generation=self._generation, topic=topic, payload=payload)
            if not self._inbox.put(event):
                # As the real one does: it begins anew, and what is retained comes again.
                self._broker.forget(self)
                self._will = None
                self._inbox.put(Disconnected(generation=self._generation, code="uplink.overflow"))

    def vanish(self) -> Will:
        """Lose the connection; the broker publishes the will that this gives."""
        will = self._will or self._options.will()
        self._will = None
        self._inbox.put(Disconnected(generation=self._generation, code="uplink.lost"))
        return will

    def _connect(self) -> None:
        if not self._started or self._will is not None:
            return
        will = self._options.will()
        if self._broker.accept(self):
            self._will = will
            self._generation += 1
            self._inbox.put(Connected(generation=self._generation, session=will.session))
            self._broker.give_retained(self)


def matches(pattern: str, topic: str) -> bool:
    """Say whether a topic fits a filter with single-level wildcards (MQTT 5, 4.7.1.3)."""
    wanted = pattern.split("/")
    found = topic.split("/")
    return len(wanted) == len(found) and all(
        want in {"+", have} for want, have in zip(wanted, found, strict=True)
    )
