"""The port of this room: asking what is known about goods."""

from typing import Protocol

from provenance.answer import Answer
from provenance.keys import ItemKey


class Lookup(Protocol):
    """Something that can be asked about goods; one thread at a time."""

    def ask(self, key: ItemKey, deadline_s: float) -> Answer:
        """Say what is known about goods; blocks for about `deadline_s` seconds at most.

        A fault on the way is an `Unavailable` with its reason, never a `NotFound` and never raised.
        """
        ...

    def close(self) -> None:
        """Let go of files and connections; the next question opens them again."""
        ...
