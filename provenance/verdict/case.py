"""One code with all that is known about it, as the rows of the verdict table look at it."""

from dataclasses import dataclass
from datetime import date

from provenance.answer import Answer, Found
from provenance.codes.reading import Reading
from provenance.keys import ItemKey
from provenance.records import Dossier, Lot, PartyId, Stamp
from provenance.verdict.verdict import Circumstances


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A valid code that names goods, with the answer about them.

    Attributes:
        item: what the code names.
    """

    reading: Reading
    item: ItemKey
    answer: Answer | None
    circumstances: Circumstances

    @property
    def dossier(self) -> Dossier | None:
        """The records, None where nobody knows the goods or could be asked."""
        return self.answer.dossier if isinstance(self.answer, Found) else None

    @property
    def stamp(self) -> Stamp | None:
        """The record of the serial that the code names, None where there is none."""
        stamp = self.dossier.stamp if self.dossier else None
        serial = self.item.serial
        return stamp if stamp and serial is not None and stamp.serial == serial else None

    @property
    def lots(self) -> frozenset[str]:
        """The lots that the code and its stamp name; more than one where they disagree."""
        named = (self.item.lot, self.stamp.lot if self.stamp else None)
        return frozenset(lot for lot in named if lot is not None)

    @property
    def parties(self) -> frozenset[PartyId]:
        """Who answers for the goods: their producer, and the issuer of their stamp."""
        if self.dossier is None:
            return frozenset()
        named = (self.dossier.item.producer, self.stamp.issuer if self.stamp else None)
        return frozenset(party for party in named if party is not None)

    @property
    def lot(self) -> Lot | None:
        """The record of a lot that the code or its stamp names."""
        lot = self.dossier.lot if self.dossier else None
        return lot if lot and lot.lot in self.lots else None

    @property
    def has_dates(self) -> bool:
        """Whether an expiry date is known, on the code or in the registry."""
        return self.reading.expires is not None or self.lot_expires is not None

    @property
    def lot_expires(self) -> date | None:
        """The expiry date that the registry gives for the lot."""
        return self.lot.expires if self.lot else None
