"""A source of answers that lives in memory: the simulator of `Lookup`, with faults to order."""

from collections.abc import Mapping

from kiosk.clock import Clock
from provenance.answer import (
    AnyAnswer,
    Found,
    FoundEstablishment,
    NotFound,
    Unavailable,
    Via,
)
from provenance.keys import LookupKey
from provenance.records import Dossier, Establishment


class MemoryLookup:
    """Answers from a mapping.

    Args:
        name: of the system that it stands for, as `NotFound.asked` says it.
        via: how its answers come to the station.
    """

    def __init__(
        self,
        known: Mapping[LookupKey, Dossier | Establishment],
        clock: Clock,
        *,
        name: str = "memory",
        via: Via = Via.GATEWAY,
    ) -> None:
        self._known = dict(known)
        self._clock = clock
        self._name = name
        self._via = via
        self._fault: Unavailable | None = None
        self.asked: list[LookupKey] = []
        """Every key that was asked for."""

    def break_with(self, reason: str) -> None:
        """Answer `Unavailable` with this reason from now on."""
        self._fault = Unavailable(reason=reason)

    def mend(self) -> None:
        """Answer again."""
        self._fault = None

    def learn(self, key: LookupKey, record: Dossier | Establishment) -> None:
        """Know this from now on."""
        self._known[key] = record

    def forget(self, key: LookupKey) -> None:
        """Don't know this from now on."""
        self._known.pop(key, None)

    def ask(self, key: LookupKey, deadline_s: float) -> AnyAnswer:  # noqa: ARG002 - the port has it
        """Say what is known; never blocks."""
        self.asked.append(key)
        if self._fault is not None:
            return self._fault
        at = self._clock.now()
        match self._known.get(key):
            case Dossier() as dossier:
                return Found(dossier=dossier, via=self._via, fetched_at=at)
            case Establishment() as place:
                return FoundEstablishment(establishment=place, via=self._via, fetched_at=at)
            case None:
                return NotFound(asked=(self._name,), via=self._via)

    def close(self) -> None:
        """Nothing to let go of."""
