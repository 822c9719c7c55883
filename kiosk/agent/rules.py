"""Which scans may be sent now: a window over the outbox, as pure functions.

Batches are sent in order, at most `WINDOW` before the fleet has acknowledged the first of them.
After each connect, and where the fleet is silent for too long, everything from the first
unacknowledged scan on is sent again, after waits that grow; the fleet knows what it has by the
event ids. Only an acknowledgement moves the beginning of the window.
"""

from dataclasses import dataclass, replace
from uuid import UUID

WINDOW = 8
ACK_TIMEOUT_S = 15.0
MAX_TIMEOUT_S = 300.0
DOUBLINGS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch on its way.

    Attributes:
        last: highest sequence number in it.
    """

    last: int
    sent_at_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What was sent of one outbox.

    Attributes:
        acknowledged: everything up to here is in the fleet's database.
        silences: time-outs in a row since the last acknowledgement.
    """

    outbox_id: UUID
    acknowledged: int = 0
    flight: tuple[Batch, ...] = ()
    silences: int = 0

    @property
    def cursor(self) -> int:
        """Highest sequence number that was sent, or is acknowledged."""
        return self.flight[-1].last if self.flight else self.acknowledged

    @property
    def timeout_s(self) -> float:
        """How long the first batch on its way may wait for its acknowledgement."""
        return min(MAX_TIMEOUT_S, ACK_TIMEOUT_S * 2.0 ** min(self.silences, DOUBLINGS))


def room(window: Window) -> int:
    """Say how many batches may be sent now.

    After a silence only one goes, to find out whether anybody listens.
    """
    allowed = 1 if window.silences else WINDOW
    return max(0, allowed - len(window.flight))


def sent(window: Window, last: int, now_s: float) -> Window:
    """Note a batch that was handed to the connection."""
    return replace(window, flight=(*window.flight, Batch(last=last, sent_at_s=now_s)))


def acknowledged(window: Window, through: int, now_s: float) -> Window:
    """Take in an acknowledgement; what is older than the newest changes nothing."""
    if through <= window.acknowledged:
        return window
    # Those behind the acknowledged ones begin their wait now: the fleet works in order.
    flight = tuple(
        replace(batch, sent_at_s=now_s) for batch in window.flight if batch.last > through
    )
    return replace(window, acknowledged=through, flight=flight, silences=0)


def reconnected(window: Window) -> Window:
    """Begin anew from the first unacknowledged scan: what was on its way may be lost."""
    return replace(window, flight=(), silences=0)


def checked(window: Window, now_s: float) -> Window:
    """Begin anew where the first batch on its way has waited too long."""
    if not window.flight or now_s - window.flight[0].sent_at_s < window.timeout_s:
        return window
    return replace(window, flight=(), silences=window.silences + 1)
