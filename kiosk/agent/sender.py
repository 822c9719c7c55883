"""Sends the outbox to the fleet, batch by batch, and lets rows go when the fleet has them.

When the outbox can't be read the sender says so once, and looks again after a while. It never holds
scans in memory: what is to be sent is read from the disk each time. A single scan that this release
can't read goes up as it lies there: the fleet reads it or keeps it as refused, and acknowledges it
in either case, so that it holds up none of those behind it.
"""

import logging
from collections.abc import Callable, Sequence
from typing import Any, Protocol
from uuid import UUID

from contract.messages import Ack, RawScans, Scans
from contract.scans import MAX_BYTES_PER_MESSAGE, MAX_EVENTS_PER_MESSAGE, ScanEvent
from kiosk.agent import rules
from kiosk.agent.rules import Window
from kiosk.clock import Clock
from kiosk.errors import StorageError

PAUSE_S = 5.0
BAD_ROW = "outbox.bad_row"
FRAME_BYTES = 256
"""The message around its events: kind, version, outbox id, commas."""

_log = logging.getLogger(__name__)


class Waiting(Protocol):
    """The scans that wait; `kiosk.outbox.store.Outbox` is one."""

    @property
    def outbox_id(self) -> UUID:
        """Random id of the file."""
        ...

    @property
    def stored(self) -> int:
        """Highest number that was ever given."""
        ...

    def pending(self, after: int, max_events: int, max_bytes: int) -> Sequence[ScanEvent]:
        """Give scans with numbers above `after`, in order; `outbox.bad_row` for a first bad one."""
        ...

    def as_stored(self, seq: int) -> dict[str, Any]:
        """Give a scan that can't be read, as it lies there."""
        ...

    def acknowledge(self, outbox_id: UUID, through: int) -> int:
        """Delete scans up to a number; gives how many."""
        ...

    def begin_anew(self, outbox_id: UUID, through: int) -> bool:
        """Take another id and count from 1 again where `through` was never given."""
        ...


class Sender:
    """The agent's end of the promise about scans.

    Args:
        publish: hands a batch to the connection; gives False where it was not taken.
    """

    def __init__(
        self, outbox: Waiting, publish: Callable[[Scans | RawScans], bool], clock: Clock
    ) -> None:
        self._outbox = outbox
        self._publish = publish
        self._clock = clock
        self._window: Window | None = None
        self._connected = False
        self._again_at_s = 0.0
        self._complaint = ""

    @property
    def complaint(self) -> str:
        """Code of what keeps the outbox from being read, empty where nothing does."""
        return self._complaint

    def connected(self) -> None:
        """Begin anew on a new connection."""
        self._connected = True
        if self._window is not None:
            self._window = rules.reconnected(self._window)

    def disconnected(self) -> None:
        """Send nothing until the next connection."""
        self._connected = False

    def acknowledged(self, ack: Ack) -> None:
        """Let go what the fleet has; raises nothing, the outbox is tried again with the next."""
        try:
            stored = self._outbox.stored
            if self._outbox.begin_anew(ack.outbox_id, ack.through):
                _log.error("scan %d is acknowledged, only %d were made", ack.through, stored)
            self._outbox.acknowledge(ack.outbox_id, ack.through)
        except StorageError as error:
            self._complain(error)
            return
        window = self._window
        if window is None or window.outbox_id != ack.outbox_id:
            return
        if ack.through <= stored:
            self._window = rules.acknowledged(window, ack.through, self._clock.monotonic_s())

    def turn(self) -> None:
        """Send what may be sent now; call often."""
        now_s = self._clock.monotonic_s()
        if not self._connected or now_s < self._again_at_s:
            return
        try:
            self._send(now_s)
        except StorageError as error:
            self._complain(error)
        else:
            self._complaint = ""

    def _send(self, now_s: float) -> None:
        window = self._current_window()
        checked = rules.checked(window, now_s)
        if checked.silences > window.silences:
            _log.warning(
                "no acknowledgement for %.0f s: sending again from scan %d on",
                window.timeout_s,
                checked.acknowledged + 1,
            )
        self._window = checked
        for _ in range(rules.room(checked)):
            if not self._send_one(now_s):
                return

    def _send_one(self, now_s: float) -> bool:
        window = self._window
        if window is None:
            return False
        last, message = self._batch(window)
        # The file may have been replaced between the two readings.
        if not message.events or self._outbox.outbox_id != window.outbox_id:
            return False
        if not self._publish(message):
            return False
        self._window = rules.sent(window, last, now_s)
        return True

    def _batch(self, window: Window) -> tuple[int, Scans | RawScans]:
        """Give the next batch, empty where nothing waits, with its highest number."""
        try:
            events = self._outbox.pending(
                window.cursor, MAX_EVENTS_PER_MESSAGE, MAX_BYTES_PER_MESSAGE - FRAME_BYTES
            )
        except StorageError as error:
            if error.code != BAD_ROW:
                raise
            seq = int(error.params["seq"])
            _log.error("a scan can't be read and is sent as it is: %s", error)
            raw = self._outbox.as_stored(seq)
            return seq, RawScans(outbox_id=window.outbox_id, events=(raw,))
        last = events[-1].seq if events else window.cursor
        return last, Scans(outbox_id=window.outbox_id, events=tuple(events))

    def _current_window(self) -> Window:
        outbox_id = self._outbox.outbox_id
        if self._window is None or self._window.outbox_id != outbox_id:
            self._window = Window(outbox_id=outbox_id)
        return self._window

    def _complain(self, error: StorageError) -> None:
        self._again_at_s = self._clock.monotonic_s() + PAUSE_S
        if error.code != self._complaint:
            _log.error("the outbox can't be used: %s", error)
        self._complaint = error.code
