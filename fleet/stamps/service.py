"""The use cases of stamps: issue, print, act upon, check a secret; and the keys that sign them.

Each is one transaction, but for printing, see `fleet.stamps.exporting`, and for issuing, see
`fleet.stamps.steps`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from contract.zone import vietnam_day
from fleet.bundles import notices
from fleet.clock import Clock
from fleet.db.engine import Database
from fleet.errors import Conflict, NotThere
from fleet.registry.models import IssuerKeyRow
from fleet.settings import Settings
from fleet.stamps import actions, exporting, files, issuing, keys, payloads, secrets, steps
from fleet.stamps.actions import Deed, Done
from fleet.stamps.exporting import Wanted
from fleet.stamps.files import PrintFile, PrintKind
from fleet.stamps.issuing import Order
from fleet.stamps.keys import NewKey, PrivateKeys
from fleet.stamps.models import IssuedStamp, StampBatch
from fleet.stamps.payloads import Signer, StampForm
from fleet.stamps.selection import Chosen, get_batch
from fleet.stamps.sheets import Layout
from provenance.keys import Gtin
from provenance.signatures.keylist import KeyListDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file for the printer that is wanted."""

    wanted: Wanted
    form: StampForm = StampForm.LINK
    kind: PrintKind = PrintKind.CSV
    layout: Layout = field(default_factory=Layout)


class Stamps:
    """Stamps of a fleet; may be shared by all threads.

    Args:
        link_base: under which phones open the links of plain and signed stamps.
    """

    def __init__(
        self, database: Database, clock: Clock, private: PrivateKeys, *, link_base: str
    ) -> None:
        self._database = database
        self._clock = clock
        self._private = private
        self._link_base = link_base

    @classmethod
    def of(cls, database: Database, clock: Clock, settings: Settings) -> "Stamps":
        """Make the use cases as the settings say."""
        private = PrivateKeys(settings.data_dir)
        return cls(database, clock, private, link_base=settings.stamps.link_base)

    def issue(self, order: Order, *, by: str) -> tuple[StampBatch, bool]:
        """Issue a batch, or find the one that the same request made before.

        Raises:
            BadInput, BadKey, NotThere, Conflict: see `fleet.stamps.issuing.begin`,
                `fleet.stamps.steps.finish`.
        """
        fresh = issuing.make_up(order.count or 0)
        with self._database.write() as session:
            batch, new = issuing.begin(session, order, fresh, at=self._clock.now(), by=by)
        # Also one that another process began and didn't end.
        steps.finish(self._database, batch.id, issuing.make_up)
        with self._database.read() as session:
            return get_batch(session, batch.id), new

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

    @contextmanager
    def printed(self, export: Export, *, by: str) -> Iterator[tuple[PrintFile, ...]]:
        """Make files for the printer; they count once the block ends without an error.

        The block stores the files, or has them ready to be sent. Drawing blocks for seconds to
        minutes.

        Raises:
            BadInput, NotThere, Conflict: see `exporting`, `files.write`, `keys.signer_for`.
        """
        today = self.today()
        with self._database.read() as session:
            prepared = exporting.prepare(session, export.wanted)
            signer = None
            if export.form is not StampForm.LINK:
                found = (prepared.gtin, prepared.issuer, today)
                signer = keys.signer_for(session, self._private, *found)
        name = f"tem-lo-{export.wanted.batch}-{prepared.stamps[0].position}"
        payload = self._payload(export.form, signer, today)
        yield tuple(files.write(export.kind, name, prepared.stamps, payload, export.layout))
        kid = signer.kid.hex() if signer else None
        with self._database.write() as session:
            at = self._clock.now()
            exporting.confirm(session, prepared, export.form, kid=kid, at=at, by=by)

    def today(self) -> date:
        """Give the date in Vietnam."""
        return vietnam_day(self._clock.now())

    def create_key(self, wanted: NewKey, *, by: str) -> IssuerKeyRow:
        """Make a key for an issuer.

        Raises:
            BadInput, NotThere, Conflict, Unavailable: see `fleet.stamps.keys.create`.
        """
        with self._database.write() as session:
            return keys.create(session, self._private, wanted, at=self._clock.now(), by=by)

    def rotate_key(self, kid: str, last_day: date, *, by: str) -> IssuerKeyRow:
        """Make the key that follows another.

        Raises:
            BadInput, NotThere, Conflict, Unavailable: see `fleet.stamps.keys.rotate`.
        """
        with self._database.write() as session:
            at = self._clock.now()
            return keys.rotate(session, self._private, kid, last_day, at=at, by=by)

    def revoke_key(self, kid: str, reason: str, *, by: str) -> IssuerKeyRow:
        """End a key for all that it ever signed.

        Raises:
            BadInput, NotThere: see `fleet.stamps.keys.revoke`.
        """
        with self._database.write() as session:
            return keys.revoke(session, kid, reason, at=self._clock.now(), by=by)

    def key_list(self) -> KeyListDocument:
        """Read the list of keys as stations get it."""
        with self._database.read() as session:
            return notices.key_list(session)

    def _payload(self, form: StampForm, signer: Signer | None, today: date) -> files.Payload:
        if signer is None or form is StampForm.LINK:
            return lambda stamp: payloads.plain_link(stamp, self._link_base)
        if form is StampForm.SIGNED_LINK:
            return lambda stamp: payloads.signed_link(stamp, self._link_base, signer)
        return lambda stamp: payloads.vt1(stamp, signer, today)
