"""What is known about goods: the records of the registry as both sides use them.

The shapes follow GS1 EPCIS 2.0 where that has a word for it; the kinds of certificate are those
that Hanoi's plans name. `Dossier` is all that is known about one item key, from one source.
Dates are calendar dates in Vietnam; moments are time-zone-aware.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from provenance.keys import Gtin, ItemKey

LocationId = NewType("LocationId", str)
PartyId = NewType("PartyId", str)
RecallId = NewType("RecallId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text in Vietnamese, with a translation where one exists."""

    vi: str
    en: str = ""

    def in_language(self, language: str) -> str:
        """Give the text in a language, in Vietnamese where there is no translation."""
        return self.en if language != "vi" and self.en else self.vi


class PartyRole(StrEnum):
    """What somebody does to the goods."""

    PRODUCER = "producer"
    PROCESSOR = "processor"
    PACKER = "packer"
    IMPORTER = "importer"
    WHOLESALER = "wholesaler"
    RETAILER = "retailer"
    CARRIER = "carrier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who answers for goods; an issuer of stamps is a party with keys.

    Attributes:
        gln: 13 digits; empty where it has none.
        tax_code: mã số thuế, 10 or 13 digits, of a household 12; empty where it isn't known.
        establishment_code: mã số định danh cơ sở, which the city gives.
        chain: name of the chain that it belongs to, e.g. of shops or of safe food.
    """

    party_id: PartyId
    name: str
    role: PartyRole
    address: str = ""
    phone: str = ""
    gln: str = ""
    tax_code: str = ""
    establishment_code: str = ""
    chain: str = ""


class LocationKind(StrEnum):
    """What happens at a place."""

    FARM = "farm"
    PLOT = "plot"
    ABATTOIR = "abattoir"
    PACKHOUSE = "packhouse"
    WAREHOUSE = "warehouse"
    WHOLESALE = "wholesale"
    MARKET = "market"
    SHOP = "shop"
    STALL = "stall"
    KIOSK = "kiosk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place where goods are made, kept or sold.

    Attributes:
        location_id: its GLN, or a code of its own such as the one of a planting area.
        party: who works there.
        latitude: degrees north (WGS 84), given together with `longitude`, degrees east.
    """

    location_id: LocationId
    kind: LocationKind
    name: str
    address: str = ""
    gln: str = ""
    party: PartyId | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeItem:
    """A product, as its GTIN names it."""

    gtin: Gtin
    name: Text
    brand: str = ""
    category: str = ""
    net_content: str = ""
    origin: Text = field(default_factory=lambda: Text(vi=""))
    producer: PartyId | None = None
    picture_sha256: str | None = None
    shelf_life: str = ""
    standards: tuple[str, ...] = ()
    safety_warnings: tuple[Text, ...] = ()


class LotState(StrEnum):
    """Whether a lot may be sold."""

    ACTIVE = "active"
    HELD = "held"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """Goods made or packed together."""

    gtin: Gtin
    lot: str
    state: LotState = LotState.ACTIVE
    harvested: date | None = None
    produced: date | None = None
    packed: date | None = None
    best_before: date | None = None
    use_by: date | None = None
    place: str = ""

    @property
    def expires(self) -> date | None:
        """The date that decides whether it has expired: use-by before best-before."""
        return self.use_by or self.best_before


class StampState(StrEnum):
    """Where an anti-counterfeit stamp stands in its life."""

    ISSUED = "issued"
    AT_PRINTER = "at_printer"
    INACTIVE = "inactive"
    ACTIVE = "active"
    SOLD = "sold"
    VOID = "void"
    REPLACED = "replaced"
    SUSPECT = "suspect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """One serialised stamp: GTIN and serial name one unit."""

    gtin: Gtin
    serial: str
    state: StampState
    issuer: PartyId
    lot: str | None = None
    activated_at: datetime | None = None
    ended_at: datetime | None = None
    """When it was sold, voided, replaced or put under suspicion."""
    note: Text | None = None
    """Why it was voided or suspected, or where it was sold."""


class CertificateKind(StrEnum):
    """What a certificate attests (names as in the city's plans)."""

    FOOD_SAFETY = "food_safety"
    """Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm."""
    COMMITMENT = "commitment"
    """Bản cam kết an toàn thực phẩm."""
    SELF_DECLARATION = "self_declaration"
    """Bản tự công bố sản phẩm."""
    VIETGAP = "vietgap"
    GLOBALGAP = "globalgap"
    ORGANIC = "organic"
    OCOP = "ocop"
    HACCP = "haccp"
    LAB_RESULT = "lab_result"
    QUARANTINE = "quarantine"


class CertificateScope(StrEnum):
    """Of what a certificate speaks."""

    PARTY = "party"
    PRODUCT = "product"
    LOT = "lot"
    LOCATION = "location"


class CertificateState(StrEnum):
    """What its issuer did with it; whether its dates have passed is another question."""

    ISSUED = "issued"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A paper that somebody vouches with.

    Attributes:
        stars: OCOP stars 3 to 5, None for every other kind.
    """

    kind: CertificateKind
    number: str
    issuer: str
    valid_from: date | None = None
    valid_until: date | None = None
    stars: int | None = None
    scope: CertificateScope = CertificateScope.PRODUCT
    state: CertificateState = CertificateState.ISSUED

    def holds_on(self, day: date) -> bool:
        """Tell whether it is in force on a day; its last day is one of them."""
        begun = self.valid_from is None or self.valid_from <= day
        ended = self.valid_until is not None and self.valid_until < day
        return self.state is CertificateState.ISSUED and begun and not ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that happened to the goods, told from an EPCIS event.

    Attributes:
        biz_step: CBV 2.0 business step, e.g. `harvesting`, `packing`, `shipping`, `retail_selling`.
    """

    at: datetime
    biz_step: str
    place: str
    party: PartyId | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """An order not to use goods; `provenance.recalls` says which goods it names.

    Attributes:
        gtin: the product, of which `lot`, `serial_from` and `serial_to` name a part; None where
            everything of a party is recalled.
        serial_from: the first and, as `serial_to`, the last serial, both of them recalled.
        party: who answers for the goods; of all of them where there is no `gtin`.
        recall_class: how grave it is, as the authority says it: I, II or III.
        lifted_at: when the order ended; from then on it names nothing.
    """

    recall_id: RecallId
    reason: Text
    authority: str
    since: date
    gtin: Gtin | None = None
    lot: str | None = None
    serial_from: str | None = None
    serial_to: str | None = None
    party: PartyId | None = None
    recall_class: str = ""
    hotline: str = ""
    action: Text | None = None
    lifted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promotion:
    """An offer that a seller shows with the goods, never above the verdict."""

    text: Text
    sponsor: str
    valid_from: date
    valid_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that one source knows about one item key.

    Attributes:
        lot: the record of the lot that the code, or its stamp, names; None where it isn't known.
        stamp: the record of the serial that the code names; None where it isn't known.
        source: name of the system that vouches, for people to read.
        source_time: when that system last changed the newest of these records.
    """

    item: TradeItem
    source: str
    source_time: datetime
    lot: Lot | None = None
    stamp: Stamp | None = None
    parties: tuple[Party, ...] = ()
    steps: tuple[Step, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    recalls: tuple[Recall, ...] = ()
    promotions: tuple[Promotion, ...] = ()

    @property
    def key(self) -> ItemKey:
        """The goods that it speaks of: the unit or the lot that it has a record of."""
        return ItemKey(
            gtin=self.item.gtin,
            lot=self.lot.lot if self.lot else None,
            serial=self.stamp.serial if self.stamp else None,
        )

    def party(self, party_id: PartyId | None) -> Party | None:
        """Find one of the parties, None where the dossier doesn't hold it."""
        return next((party for party in self.parties if party.party_id == party_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Establishment:
    """Who stands behind the code of a shop, a stall or a co-operative.

    Attributes:
        certificates: of the party and of its places, also those that aren't in force.
    """

    party: Party
    source: str
    source_time: datetime
    locations: tuple[Location, ...] = ()
    certificates: tuple[Certificate, ...] = ()
