"""How long to wait before the next attempt.

Full jitter: a random time up to a bound that doubles. When a broker comes back, ten thousand
stations would else cost it ten seconds of handshakes at once (about 1 ms of CPU each).
"""

import random
from dataclasses import dataclass, replace

STEPS = 16
"""Beyond this many doublings any bound in use has long been reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backoff:
    """A growing bound.

    Attributes:
        first_s: bound after the first failure.
        most_s: bound that it never exceeds.
        failures: attempts that failed in a row.
    """

    first_s: float = 1.0
    most_s: float = 60.0
    failures: int = 0

    @property
    def bound_s(self) -> float:
        """The longest wait before the next attempt."""
        if self.failures == 0:
            return 0.0
        return min(self.most_s, self.first_s * 2.0 ** min(self.failures - 1, STEPS))

    def failed(self) -> "Backoff":
        """Give the state after one more failure."""
        return replace(self, failures=self.failures + 1)

    def succeeded(self) -> "Backoff":
        """Give the state after a success."""
        return replace(self, failures=0)


def delay_s(backoff: Backoff, chance: random.Random) -> float:
    """Draw the wait before the next attempt."""
    return chance.uniform(0.0, backoff.bound_s)
