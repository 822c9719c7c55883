"""One code with all that is known about it, as the rows of the verdict table look at it."""

from dataclasses import dataclass
from datetime import date

from provenance.answer import Answer, EstablishmentAnswer, Found, FoundEstablishment
from provenance.codes.reading import Reading
from provenance.keys import ItemKey
from provenance.records import Dossier, Establishment, Lot, PartyId, Recall, Stamp
from provenance.signatures.check import SignatureState
from provenance.verdict.verdict import Circumstances, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a row has to say, apart from its kind.

    Attributes:
        rescan: the code should be read once more before the row is claimed.
    """

    reasons: tuple[Reason, ...]
    rescan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A valid code that names goods or an establishment, with the answer about them.

    Attributes:
        item: the goods that the code names, None of an establishment.
    """

    reading: Reading
    item: ItemKey | None
    answer: Answer | EstablishmentAnswer | None
    circumstances: Circumstances

    @property
    def dossier(self) -> Dossier | None:
        """The records, None where nobody knows the goods or could be asked."""
        return self.answer.dossier if self.item and isinstance(self.answer, Found) else None

    @property
    def establishment(self) -> Establishment | None:
        """The establishment, None where the code names goods or nobody knows it."""
        if self.item is None and isinstance(self.answer, FoundEstablishment):
            return self.answer.establishment
        return None

    @property
    def stamp(self) -> Stamp | None:
        """The record of the serial that the code names, None where there is none."""
        stamp = self.dossier.stamp if self.dossier else None
        serial = self.item.serial if self.item else None
        return stamp if stamp and serial is not None and stamp.serial == serial else None

    @property
    def serial_is_unknown(self) -> bool:
        """Whether the product is known, but not this unit of it."""
        serial = self.item.serial if self.item else None
        return self.dossier is not None and serial is not None and self.stamp is None

    @property
    def lots(self) -> frozenset[str]:
        """The lots that the code and its stamp name; more than one where they disagree."""
        named = (self.item.lot if self.item else None, self.stamp.lot if self.stamp else None)
        return frozenset(lot for lot in named if lot is not None)

    @property
    def parties(self) -> frozenset[PartyId]:
        """Who answers for the goods: their producer, the issuer of their stamp, its signer."""
        signature = self.circumstances.signature
        named = (
            self.dossier.item.producer if self.dossier else None,
            self.stamp.issuer if self.stamp else None,
            signature.party if signature and signature.state is SignatureState.GOOD else None,
        )
        return frozenset(party for party in named if party is not None)

    @property
    def recalls(self) -> tuple[Recall, ...]:
        """Every order that may concern the goods, each once, whoever told of it.

        Two with one id are both kept where they differ: two authorities may number alike, and of an
        order that was changed nobody here knows which is the newer.
        """
        told = (*(self.dossier.recalls if self.dossier else ()), *self.circumstances.recalls)
        return tuple(dict.fromkeys(told))

    @property
    def lot(self) -> Lot | None:
        """The record of a lot that the code or its stamp names."""
        lot = self.dossier.lot if self.dossier else None
        return lot if lot and lot.lot in self.lots else None

    @property
    def has_dates(self) -> bool:
        """Whether the code, the registry, a certificate of a place or a key gives a last day."""
        place, signature = self.establishment, self.circumstances.signature
        papers = place.certificates if place else ()
        return (
            self.has_expiry
            or any(paper.valid_from or paper.valid_until for paper in papers)
            or (signature is not None and signature.validity_unchecked)
        )

    @property
    def has_expiry(self) -> bool:
        """Whether an expiry date of the goods is known, on the code or in the registry."""
        return self.reading.expires is not None or self.lot_expires is not None

    @property
    def lot_expires(self) -> date | None:
        """The expiry date that the registry gives for the lot."""
        return self.lot.expires if self.lot else None
