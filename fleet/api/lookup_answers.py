"""One answer about goods for who asks over HTTP: the registry's, completed by other systems.

"Not known" is said only when everybody who was asked answered. Where the registry knows a product
but not the unit that a code names, and a system that may know it couldn't be asked, nobody can say
that the unit isn't known; then the answer is "could not be asked", unless the goods are recalled.
"""

from dataclasses import dataclass
from datetime import datetime

from fleet.connectors.ask import Connectors
from fleet.connectors.combine import Combined, combine, says_all
from fleet.connectors.port import Question
from fleet.errors import Unavailable
from fleet.registry.lookup import Lookup
from provenance.keys import ItemKey
from provenance.recalls import Hit, hit
from provenance.records import Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is known about goods; `dossier` is None where all who were asked don't know them."""

    dossier: Dossier | None
    asked: tuple[str, ...]
    fetched_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Asks the registry, then the systems that may know more.

    Attributes:
        deadline_s: how long these have all together.
    """

    lookup: Lookup
    connectors: Connectors
    deadline_s: float

    def about(self, key: ItemKey) -> Answer:
        """Tell what is known about goods; blocks.

        Raises:
            Unavailable: `lookup.unavailable` with the systems that couldn't be asked.
        """
        own = self.lookup.dossier(key)
        asked = (
            () if says_all(key, own) else self.connectors.ask(Question(key=key), self.deadline_s)
        )
        found = combine(key, own, self.lookup.sources(), asked)
        if found.missing and _is_undecided(key, found):
            raise _unavailable(found)
        return Answer(dossier=found.dossier, asked=found.asked, fetched_at=found.fetched_at)

    def about_code(self, system: str, code: str) -> Answer | None:
        """Ask the system that a code is of, then the registry about what it names; blocks.

        Returns:
            None where no connector is of that system.

        Raises:
            Unavailable: `lookup.unavailable`.
        """
        asked = self.connectors.ask(Question(system=system, code=code), self.deadline_s)
        if not asked:
            return None
        found = combine(None, None, (), asked)
        if found.dossier is not None:
            # The registry may know of a recall, or more of the same goods.
            own = self.lookup.dossier(found.dossier.key)
            found = combine(None, own, (), asked)
        elif found.missing:
            raise _unavailable(found)
        return Answer(dossier=found.dossier, asked=found.asked, fetched_at=found.fetched_at)


def _unavailable(found: Combined) -> Unavailable:
    systems = ", ".join(f"{name}: {why}" for name, why in found.missing.items())
    return Unavailable("lookup.unavailable", systems=systems)


def _is_undecided(key: ItemKey, found: Combined) -> bool:
    dossier = found.dossier
    if dossier is None:
        return True
    if key.serial is None or dossier.stamp is not None:
        return False
    lots = {lot for lot in (key.lot, dossier.lot and dossier.lot.lot) if lot}
    parties = {party for party in (dossier.item.producer,) if party}
    hits = {hit(recall, key, lots, parties) for recall in dossier.recalls}
    return not hits - {None, Hit.PERHAPS}
