"""The port of this room: asking what is known about goods, establishments, codes of systems."""

from typing import Protocol

from provenance.answer import AnyAnswer
from provenance.keys import LookupKey


class Lookup(Protocol):
    """Something that can be asked; one thread at a time."""

    def ask(self, key: LookupKey, deadline_s: float) -> AnyAnswer:
        """Say what is known; blocks for about `deadline_s` seconds at most.

        An `EstablishmentKey` finds an establishment, every other key goods. A fault on the way is
        an `Unavailable` with its reason, never a `NotFound` and never raised.
        """
        ...

    def close(self) -> None:
        """Let go of files and connections; the next question opens them again."""
        ...
