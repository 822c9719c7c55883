"""Look-ups in which events have their say: the registry's dossier with the steps that they tell."""

from fleet.clock import Clock
from fleet.db.engine import Database
from fleet.epcis.steps import with_steps
from fleet.registry.lookup import Lookup
from provenance.keys import ItemKey
from provenance.records import Dossier


class TracedLookup(Lookup):
    """Reads dossiers with steps from events; may be shared by threads and processes."""

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__(database, clock)
        self._events = database

    def dossier(self, key: ItemKey) -> Dossier | None:
        """Gather all that is known about a product, one lot or one unit.

        Returns:
            None where the product itself isn't known.
        """
        found = super().dossier(key)
        if found is None:
            return None
        with self._events.read() as session:
            return with_steps(session, key, found)
