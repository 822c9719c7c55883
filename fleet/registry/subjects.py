"""What a certificate speaks of, as one text that one index finds."""

from dataclasses import dataclass

from provenance.keys import Gtin
from provenance.records import CertificateScope, LocationId, PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A product, one lot of it, a party or a place; exactly one of them."""

    gtin: Gtin | None = None
    lot: str | None = None
    party: PartyId | None = None
    location: LocationId | None = None

    @property
    def scope(self) -> CertificateScope:
        """Which of the four it is."""
        if self.gtin is not None:
            return CertificateScope.LOT if self.lot else CertificateScope.PRODUCT
        return CertificateScope.LOCATION if self.location is not None else CertificateScope.PARTY

    @property
    def key(self) -> str:
        """The text, e.g. `lot:08930000000019/L1`."""
        named = {
            CertificateScope.PRODUCT: self.gtin,
            CertificateScope.LOT: f"{self.gtin}/{self.lot}",
            CertificateScope.PARTY: self.party,
            CertificateScope.LOCATION: self.location,
        }
        return f"{self.scope}:{named[self.scope]}"
