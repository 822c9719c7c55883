"""The use cases of stamps, each one transaction: issue, act upon, check a secret."""

from fleet.clock import Clock
from fleet.db.engine import Database
from fleet.errors import Conflict, NotThere
from fleet.stamps import actions, issuing, secrets
from fleet.stamps.actions import Deed, Done
from fleet.stamps.issuing import Order
from fleet.stamps.models import IssuedStamp, StampBatch
from fleet.stamps.selection import Chosen
from provenance.keys import Gtin


class Stamps:
    """Stamps of a fleet; may be shared by all threads."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def issue(self, order: Order, *, by: str) -> tuple[StampBatch, bool]:
        """Issue a batch, or find the one that the same request made before.

        Raises:
            BadInput, BadKey, NotThere, Conflict: see `fleet.stamps.issuing.issue`.
        """
        with self._database.write() as session:
            return issuing.issue(session, order, at=self._clock.now(), by=by)

    def act(self, chosen: Chosen, deed: Deed, *, by: str) -> Done:
        """Do something to stamps.

        Raises:
            BadInput, NotThere, Conflict: see `fleet.stamps.actions.act`.
        """
        with self._database.write() as session:
            return actions.act(session, chosen, deed, at=self._clock.now(), by=by)

    def secret_matches(self, gtin: Gtin, serial: str, typed: str) -> bool:
        """Tell whether a scratched secret belongs to a stamp; changes nothing.

        Raises:
            NotThere: `stamps.unknown`.
            Conflict: `stamps.one_layer` where it has no secret.
        """
        with self._database.read() as session:
            issued = session.get(IssuedStamp, (gtin, serial))
        if issued is None:
            raise NotThere("stamps.unknown", gtin=gtin, count=1, serials=serial)
        if issued.secret_salt is None or issued.secret_hash is None:
            raise Conflict("stamps.one_layer", gtin=gtin, serial=serial)
        sealed = secrets.Sealed(salt=issued.secret_salt, digest=issued.secret_hash)
        return secrets.matches(sealed, typed, gtin, serial)
