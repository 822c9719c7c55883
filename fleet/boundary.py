"""The one place where an error of any class is caught, so that a loop goes on with its next turn.

A boundary has a name (`ingest.turn`); what it catches is logged with traceback and counted. A fault
that comes back on each turn is logged at its 1st, 2nd, 4th, 8th ... time only.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


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

    @contextmanager
    def guard(
        self, name: str, *, passing: type[Exception] | tuple[type[Exception], ...] = ()
    ) -> Iterator[None]:
        """Run a block; log and count what it raises instead of letting it through.

        Args:
            passing: errors that whoever stands around the boundary knows how to meet.
        """
        try:
            yield
        except passing:
            raise
        except Exception as error:  # noqa: BLE001 - this is the boundary
            self._counts[name] += 1
            count = self._counts[name]
            if count & (count - 1) == 0:
                self._log.exception("%s failed, time %d: %s", name, count, error)
