"""What this run of the station has measured."""

from collections import deque
from math import ceil

MAX_SAMPLES = 2000
"""The newest that count; at one scan a second about half an hour."""


class Samples:
    """The newest measurements of one thing."""

    def __init__(self) -> None:
        self._values: deque[float] = deque(maxlen=MAX_SAMPLES)

    def add(self, value: float) -> None:
        """Take one more."""
        self._values.append(value)

    def quantile(self, share: float) -> float | None:
        """Give the smallest value that `share` of all values don't exceed, None without values."""
        if not self._values:
            return None
        ordered = sorted(self._values)
        return round(ordered[max(ceil(share * len(ordered)), 1) - 1], 3)
