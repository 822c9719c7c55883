"""How often one address may ask: a bucket of tokens each, the least recently seen forgotten first.

Each process counts for itself: this protects the process, and no promise is made of it.
"""

from collections import OrderedDict
from threading import Lock

from fleet.accounts.attempts import address_key
from fleet.clock import Clock

BURST = 60.0
PER_S = 5.0
MOST_ADDRESSES = 10_000


class Buckets:
    """Counts requests by address."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, address: str) -> bool:
        """Take a token of an address (an IPv6 network counts as one); False where none is left."""
        key, now_s = address_key(address), self._clock.monotonic_s()
        with self._lock:
            left, at_s = self._left.pop(key, (BURST, now_s))
            left = min(BURST, left + (now_s - at_s) * PER_S)
            self._left[key] = (max(left - 1, 0.0), now_s)
            if len(self._left) > MOST_ADDRESSES:
                self._left.popitem(last=False)
        return left >= 1
