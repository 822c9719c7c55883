"""The bounded queue between an uplink's thread and its user's."""

import threading
from collections import deque

from kiosk.uplink.port import Connected, Disconnected, Incoming, UplinkEvent

MAX_MESSAGES = 256


class Inbox:
    """Holds what came of the newest connection.

    When a new connection begins, what is left of older ones is dropped: retained messages come
    again, acknowledgements are sent again after a birth, and nothing of a dead connection may be
    answered on a living one. So it never holds more than `MAX_MESSAGES` and two changes.
    """

    def __init__(self) -> None:
        self._events: deque[UplinkEvent] = deque()
        self._messages = 0
        self._ready = threading.Condition()

    def put(self, event: UplinkEvent) -> bool:
        """Add an event; never waits.

        Returns:
            False where a message found no room: the connection should begin anew.
        """
        with self._ready:
            match event:
                case Connected():
                    self._events.clear()
                    self._messages = 0
                case Incoming() if self._messages >= MAX_MESSAGES:
                    return False
                case Incoming():
                    self._messages += 1
                case Disconnected():
                    pass
            self._events.append(event)
            self._ready.notify()
            return True

    def take(self, timeout_s: float) -> list[UplinkEvent]:
        """Wait for events, and give all that are there."""
        with self._ready:
            self._ready.wait_for(lambda: bool(self._events), timeout_s)
            events = list(self._events)
            self._events.clear()
            self._messages = 0
            return events
