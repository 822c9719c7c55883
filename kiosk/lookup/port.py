"""The ports of this room: asking what is known about goods, and about establishments."""

from typing import Protocol

from provenance.answer import Answer, EstablishmentAnswer
from provenance.keys import EstablishmentKey, ItemKey


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


class EstablishmentLookup(Protocol):
    """Something that can be asked about establishments; one thread at a time."""

    def ask_establishment(self, key: EstablishmentKey, deadline_s: float) -> EstablishmentAnswer:
        """Say who stands behind a code; as `Lookup.ask`."""
        ...
