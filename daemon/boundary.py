"""The one place where an error of any class is caught, so that a loop goes on with its next turn.

A boundary has a name (`ingest.turn`); what it catches is logged with traceback and counted. A fault
that comes back on each turn is logged at its 1st, 2nd, 4th, 8th ... time only.
"""

import logging
from collections import Counter
from collections.abc import Mapping
from types import TracebackType


class Boundaries:
    """The named boundaries of one loop.

    Args:
        log: the logger of the loop that they stand around.
    """

    def __init__(self, log: logging.Logger) -> None:
        self._log = log
        self._counts: Counter[str] = Counter()

    @property
    def counts(self) -> Mapping[str, int]:
        """How many errors each boundary has met."""
        return dict(self._counts)

    def guard(
        self, name: str, *, passing: type[Exception] | tuple[type[Exception], ...] = ()
    ) -> "Guard":
        """Run a block; log and count what it raises instead of letting it through.

        Args:
            passing: errors that whoever stands around the boundary knows how to meet.
        """
        return Guard(self, name, passing)

    def note(self, name: str, error: Exception) -> None:
        """Log and count an error."""
        self._counts[name] += 1
        count = self._counts[name]
        if count & (count - 1) == 0:
            self._log.error("%s failed, time %d: %s", name, count, error, exc_info=error)


class Guard:
    """One boundary, for a `with` statement; its type tells checkers that it swallows errors."""

    def __init__(
        self,
        boundaries: Boundaries,
        name: str,
        passing: type[Exception] | tuple[type[Exception], ...],
    ) -> None:
        self._boundaries = boundaries
        self._name = name
        self._passing = passing

    def __enter__(self) -> None:
        """Enter the block."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        """Leave the block."""
        if not isinstance(error, Exception) or isinstance(error, self._passing):
            return False
        self._boundaries.note(self._name, error)
        return True
