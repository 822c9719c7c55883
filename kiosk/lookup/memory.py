"""A source of dossiers that lives in memory: the simulator of `Lookup`, with faults to order."""

from collections.abc import Mapping

from kiosk.clock import Clock
from provenance.answer import Answer, Found, NotFound, Unavailable, Via
from provenance.keys import ItemKey
from provenance.records import Dossier


class MemoryLookup:
    """Answers from a mapping.

    Args:
        name: of the system that it stands for, as `NotFound.asked` says it.
        via: how its answers come to the station.
    """

    def __init__(
        self,
        dossiers: Mapping[ItemKey, Dossier],
        clock: Clock,
        *,
        name: str = "memory",
        via: Via = Via.GATEWAY,
    ) -> None:
        self._dossiers = dict(dossiers)
        self._clock = clock
        self._name = name
        self._via = via
        self._fault: Unavailable | None = None
        self.asked: list[ItemKey] = []
        """Every key that was asked for."""

    def break_with(self, reason: str) -> None:
        """Answer `Unavailable` with this reason from now on."""
        self._fault = Unavailable(reason=reason)

    def mend(self) -> None:
        """Answer again."""
        self._fault = None

    def learn(self, key: ItemKey, dossier: Dossier) -> None:
        """Know these goods from now on."""
        self._dossiers[key] = dossier

    def forget(self, key: ItemKey) -> None:
        """Don't know these goods from now on."""
        self._dossiers.pop(key, None)

    def ask(self, key: ItemKey, deadline_s: float) -> Answer:  # noqa: ARG002 - the port has it
        """Say what is known about goods; never blocks."""
        self.asked.append(key)
        if self._fault is not None:
            return self._fault
        dossier = self._dossiers.get(key)
        if dossier is None:
            return NotFound(asked=(self._name,), via=self._via)
        return Found(dossier=dossier, via=self._via, fetched_at=self._clock.now())

    def close(self) -> None:
        """Nothing to let go of."""
