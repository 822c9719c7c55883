"""The bounded queue between the broker's thread and the ingest's.

The broker's window (Receive Maximum) should bound what can be under way. Mosquitto 2.0.11 keeps to
it while nothing is acknowledged, but goes beyond it while acknowledgements come slowly: 5,382
messages were seen with a window of 1,024. So a message waits for room, and TCP holds the broker
meanwhile; where none comes soon it is turned away, and the connection with it. What was turned away
is sent again by the stations, which wait for the fleet's own acknowledgement.
"""

import threading
from collections import deque

from fleet.ingest.port import Received, WireEvent

MOST_EVENTS = 8192
MOST_BYTES = 64 * 1024 * 1024
ROOM_WAIT_S = 2.0
"""Much less than the keep-alive: paho's thread can do nothing else meanwhile."""
TAKEN_BYTES = 512 * 1024
"""A `take` ends with the message that reaches this, so that a backlog of full messages is no
transaction of seconds that keeps every other writer of SQLite waiting (150 us an event)."""


class Inbox:
    """Events in the order in which they came; safe for any threads."""

    def __init__(
        self,
        *,
        most_events: int = MOST_EVENTS,
        most_bytes: int = MOST_BYTES,
        room_wait_s: float = ROOM_WAIT_S,
    ) -> None:
        self._most_events = most_events
        self._most_bytes = most_bytes
        self._room_wait_s = room_wait_s
        self._events: deque[WireEvent] = deque()
        self._bytes = 0
        self._wanted = 1
        self._woken = False
        self._ready = threading.Condition()

    def put(self, event: WireEvent) -> bool:
        """Add an event; a message waits for room, and gives False where there is none in time."""
        size = size_of(event)
        with self._ready:
            if isinstance(event, Received) and not self._ready.wait_for(
                lambda: self._has_room(size), self._room_wait_s
            ):
                return False
            self._events.append(event)
            self._bytes += size
            # A wake-up for each message would cost the two threads a change of hands each time.
            if len(self._events) in {1, self._wanted} or self._bytes >= TAKEN_BYTES:
                self._ready.notify_all()
        return True

    def wake(self) -> None:
        """Let the next or present `take` return at once."""
        with self._ready:
            self._woken = True
            self._ready.notify_all()

    def take(self, most: int, timeout_s: float, window_s: float = 0.0) -> list[WireEvent]:
        """Wait for events at most `timeout_s`, and give up to `most` of them; for one thread.

        Args:
            window_s: how much longer to wait for `most` once there is one.
        """
        with self._ready:
            self._ready.wait_for(lambda: bool(self._events) or self._woken, timeout_s)
            if window_s > 0 and self._events:
                self._wanted = most
                self._ready.wait_for(lambda: self._full(most) or self._woken, window_s)
                self._wanted = 1
            self._woken = False
            taken: list[WireEvent] = []
            size = 0
            while self._events and len(taken) < most and size < TAKEN_BYTES:
                taken.append(self._events.popleft())
                size += size_of(taken[-1])
            self._bytes -= size
            self._ready.notify_all()
        return taken

    def _has_room(self, size: int) -> bool:
        return len(self._events) < self._most_events and self._bytes + size <= self._most_bytes

    def _full(self, most: int) -> bool:
        return len(self._events) >= most or self._bytes >= TAKEN_BYTES


def size_of(event: WireEvent) -> int:
    """Give the bytes of a message, 0 for anything else."""
    return len(event.payload) if isinstance(event, Received) else 0
