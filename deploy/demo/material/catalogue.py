"""The goods of the demo as they are written down in `catalogue/*.toml`.

Everything there is invented and says so; dates are whole days counted from the day for which the
material is made, so that an expired lot stays expired. This module only reads and checks the files;
`records` turns them into the registry's own records.
"""

import tomllib
from importlib.resources import files
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from provenance.keys import Gtin, check_digit
from provenance.records import CertificateKind, LotState, PartyRole, StampState

COMPANY_PREFIX = "8939999"
"""Vietnam's prefix 893 and a company number of nines only, which nobody takes for a real one."""

_PRODUCT_FILES = ("rau_qua.toml", "thit_ca.toml", "dac_san.toml", "kho_uong.toml")

Days = Annotated[int, Field(ge=-2000, le=2000)]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Hex = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class _Entry(BaseModel):
    """A table of a catalogue file: no unknown keys, no change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Entry):
    """A text in both languages of the demo."""

    vi: str
    en: str


class PartyEntry(_Entry):
    """Somebody who answers for goods."""

    id: str
    name: str
    role: PartyRole
    address: str
    phone: str


class StepEntry(_Entry):
    """One step of a route; `days` counts from the lot's first date."""

    days: Days
    time: Clock
    biz_step: str
    party: str
    place: str = ""
    note: Words | None = None


class RouteEntry(_Entry):
    """The way of a kind of goods from its producer to a stall."""

    id: str
    step: tuple[StepEntry, ...]


class LotEntry(_Entry):
    """Goods made or packed together."""

    lot: str
    place: str
    state: LotState = LotState.ACTIVE
    harvested: Days | None = None
    produced: Days | None = None
    packed: Days
    best_before: Days | None = None
    use_by: Days | None = None


class StampEntry(_Entry):
    """One stamp of the product that it stands under."""

    serial: str
    lot: str
    state: StampState
    activated: Days | None = None
    ended: Days | None = None
    note: Words | None = None


class CertificateEntry(_Entry):
    """A paper for the product, or for one lot of it."""

    kind: CertificateKind
    number: str
    issuer: str
    lot: str | None = None
    valid_from: Days
    valid_until: Days | None = None
    stars: int | None = Field(default=None, ge=3, le=5)


class RecallEntry(_Entry):
    """An order not to use the product, or one lot of it."""

    recall_id: str
    reason: Words
    action: Words
    authority: str
    hotline: str
    since: Days
    lot: str | None = None


class PromotionEntry(_Entry):
    """An offer of a seller."""

    text: Words
    sponsor: str
    valid_from: Days
    valid_until: Days


class Look(_Entry):
    """How the pictures draw the product."""

    pack: Literal["bag", "tray", "carton", "jar", "fruit"]
    filling: str
    colour: Hex


class ProductEntry(_Entry):
    """A product with all that belongs to it."""

    slug: str
    number: int = Field(ge=1, le=99999)
    name: Words
    brand: str
    category: str
    net_content: str
    origin: Words
    producer: str
    route: str
    shelf_life: str
    look: Look
    standards: tuple[str, ...] = ()
    safety_warnings: tuple[Words, ...] = ()
    lot: tuple[LotEntry, ...]
    stamp: tuple[StampEntry, ...] = ()
    certificate: tuple[CertificateEntry, ...] = ()
    promotion: tuple[PromotionEntry, ...] = ()
    recall: tuple[RecallEntry, ...] = ()

    @model_validator(mode="after")
    def _joins(self) -> Self:
        lots = {entry.lot for entry in self.lot}
        named = (
            *(row.lot for row in self.stamp),
            *(row.lot for row in self.certificate),
            *(row.lot for row in self.recall),
        )
        for lot in named:
            if lot is not None and lot not in lots:
                raise ValueError(f"{self.slug}: unknown lot {lot!r}")
        return self

    @property
    def gtin(self) -> Gtin:
        """The product's number in its 14-digit form."""
        return gtin_of(self.number)


class Catalogue(_Entry):
    """All of it."""

    party: tuple[PartyEntry, ...]
    route: tuple[RouteEntry, ...]
    product: tuple[ProductEntry, ...]

    @model_validator(mode="after")
    def _joins(self) -> Self:
        parties = {entry.id for entry in self.party}
        routes = {entry.id for entry in self.route}
        for step in (step for route in self.route for step in route.step):
            if step.party not in {*parties, "producer"}:
                raise ValueError(f"unknown party {step.party!r} in a route")
        for product in self.product:
            if product.producer not in parties or product.route not in routes:
                raise ValueError(f"{product.slug}: unknown producer or route")
        return self

    def find(self, slug: str) -> ProductEntry:
        """Find a product by its short name.

        Raises:
            KeyError: there is none of that name.
        """
        for product in self.product:
            if product.slug == slug:
                return product
        raise KeyError(slug)

    def party_name(self, party_id: str) -> str:
        """Give the name of a party that the catalogue holds."""
        return next(entry.name for entry in self.party if entry.id == party_id)


def gtin_of(number: int) -> Gtin:
    """Make the GTIN of an item number in the demo's own company range."""
    digits = f"{COMPANY_PREFIX}{number:05d}"
    return Gtin(f"0{digits}{check_digit(digits)}")


def read_catalogue() -> Catalogue:
    """Read and check the catalogue that lies beside this module.

    Raises:
        ValueError: a file doesn't fit the form above, or names something that isn't there.
    """
    folder = files(__package__) / "catalogue"
    tables = {
        name: tomllib.loads((folder / name).read_text(encoding="utf-8"))
        for name in ("parties.toml", "routes.toml", *_PRODUCT_FILES)
    }
    return Catalogue.model_validate(
        {
            "party": tables["parties.toml"]["party"],
            "route": tables["routes.toml"]["route"],
            "product": [row for name in _PRODUCT_FILES for row in tables[name]["product"]],
        }
    )
