"""Bodies about the registry: products, lots, parties, places, certificates, recalls, imports."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from contract.window import Housing
from fleet.api.schemas.base import PlainText, Request, Response
from fleet.imports.models import ImportState
from fleet.imports.templates import ImportKind
from provenance.records import (
    CertificateKind,
    CertificateScope,
    CertificateState,
    LocationKind,
    LotState,
    PartyRole,
)
from provenance.verdict.verdict import Colour, VerdictKind

Number = Annotated[str, StringConstraints(max_length=20, pattern="^[^\x00]*$")]
LongText = Annotated[str, StringConstraints(max_length=4000, pattern="^[^\x00]*$")]
Document = dict[str, Any]


class Sourced(Response):
    """Where a row comes from; without a source it was made here."""

    source: str | None
    source_time: datetime | None
    fetched_at: datetime | None


class ProductRow(Sourced):
    """One product."""

    gtin: str
    name_vi: str
    name_en: str
    brand: str
    category: str
    net_content: str
    origin_vi: str
    producer: str | None


class LotRow(Sourced):
    """One lot, with the name of its product."""

    gtin: str
    lot: str
    name_vi: str
    state: LotState
    harvested: date | None
    produced: date | None
    packed: date | None
    best_before: date | None
    use_by: date | None
    place: str


class PartyRow(Sourced):
    """One party."""

    party_id: str
    name: str
    role: PartyRole
    address: str
    phone: str
    gln: str
    tax_code: str
    establishment_code: str
    chain: str


class LocationRow(Sourced):
    """One place."""

    location_id: str
    kind: LocationKind
    name: str
    address: str
    gln: str
    party: str | None
    latitude: float | None
    longitude: float | None


class CertificateRow(Sourced):
    """One certificate; `in_force` as of today in Vietnam."""

    id: int
    kind: CertificateKind
    number: str
    issuer: str
    valid_from: date | None
    valid_until: date | None
    stars: int | None
    scope: CertificateScope
    state: CertificateState
    gtin: str | None
    lot: str
    party: str | None
    location: str | None
    in_force: bool


class RecallRow(Sourced):
    """One recall."""

    recall_id: str
    gtin: str | None
    lot: str | None
    serial_from: str | None
    serial_to: str | None
    party: str | None
    recall_class: str
    reason_vi: str
    reason_en: str
    authority: str
    since: date
    hotline: str
    action_vi: str | None
    action_en: str | None
    lifted_at: datetime | None


class IssuerKeyRow(Sourced):
    """One key of an issuer; its public key in hexadecimal."""

    kid: str
    party: str
    algorithm: str
    public_key: str
    not_before: date
    not_after: date
    prefixes: tuple[str, ...]
    revoked_at: date | None
    reason: str


class Page(Response):
    """What every page of a list has; counting ends at 10,000, then `capped` is true."""

    total: int
    capped: bool
    next_after: str | None


class ProductPage(Page):
    """Products by GTIN."""

    rows: tuple[ProductRow, ...]


class LotPage(Page):
    """Lots by GTIN and number."""

    rows: tuple[LotRow, ...]


class PartyPage(Page):
    """Parties by id."""

    rows: tuple[PartyRow, ...]


class LocationPage(Page):
    """Places by id."""

    rows: tuple[LocationRow, ...]


class CertificatePage(Page):
    """Certificates, newest entry first."""

    rows: tuple[CertificateRow, ...]


class RecallPage(Page):
    """Recalls, newest first."""

    rows: tuple[RecallRow, ...]


class IssuerKeyPage(Page):
    """Keys by id."""

    rows: tuple[IssuerKeyRow, ...]


class GoodsView(Response):
    """All that the registry knows of a product or a lot: `provenance.records.Dossier`."""

    dossier: Document


class PartyView(Response):
    """A party with its places and certificates: `provenance.records.Establishment`."""

    establishment: Document


class NewRecall(Request):
    """A recall to enter: of a product, of a lot or serials of it, or of all goods of a party."""

    recall_id: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    reason_vi: Annotated[str, StringConstraints(min_length=1, max_length=4000)]
    authority: Annotated[str, StringConstraints(min_length=1, max_length=4000)]
    since: date
    gtin: Number | None = None
    lot: Number | None = None
    serial_from: Number | None = None
    serial_to: Number | None = None
    party: PlainText | None = None
    recall_class: Number = ""
    reason_en: LongText = ""
    hotline: PlainText = ""
    action_vi: LongText = ""
    action_en: LongText = ""


class RecallReach(Response):
    """How many registered goods a recall names; `capped`: there are more than counted.

    Attributes:
        lots: none of a recall of serials.
    """

    products: int
    lots: int | None
    stamps: int
    capped: bool


class FindingView(Response):
    """What is wrong, or doubtful, in a row of a file; row 0 is the file as a whole."""

    row: int
    column: str
    code: str
    value: str
    message: str


class ImportRow(Response):
    """One import.

    Attributes:
        done: of the rows, how many have been read.
        message: what ended it, in Vietnamese; empty where nothing did.
    """

    id: UUID
    kind: ImportKind
    file_name: str
    size: int
    source: str
    state: ImportState
    code: str
    message: str
    created_at: datetime
    created_by: str
    changed_at: datetime
    rows: int
    done: int
    added: int
    changed: int
    unchanged: int
    error_count: int
    warning_count: int


class ImportView(ImportRow):
    """One import with its first findings."""

    errors: tuple[FindingView, ...]
    warnings: tuple[FindingView, ...]


class ImportPage(Response):
    """Imports, newest first."""

    rows: tuple[ImportRow, ...]
    next_after: str | None


class LookOrder(Request):
    """A code as a station would read it."""

    code: Annotated[str, Field(max_length=20_000)]
    symbology: Annotated[str, Field(max_length=10)] = ""


class LookWindowOrder(LookOrder):
    """A code, and which station's window is to be drawn for it."""

    housing: Housing = Housing.STATION
    language: Literal["vi", "en"] = "vi"


class ReasonView(Response):
    """Why a verdict was reached."""

    code: str
    params: dict[str, str]


class LookView(Response):
    """What a shopper would see, without the words.

    Attributes:
        code: what the code says about goods; never the content of a personal code.
        unavailable: why nobody could be asked; None where everybody answered.
    """

    kind: VerdictKind
    colour: Colour
    reasons: tuple[ReasonView, ...]
    reading: str
    what: str
    valid: bool
    warnings: tuple[str, ...]
    error: str | None
    code: str | None
    host: str | None
    rescan: bool
    dates_withheld: bool
    info_present: int | None
    unavailable: str | None
    dossier: Document | None
    establishment: Document | None
