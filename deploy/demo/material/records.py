"""The registry file of the demo: the catalogue as dated records of `provenance.records`, in JSON.

`registry.json` is one object: `source` and `source_time` (a text for people, and the moment at
which the newest record was changed) and the lists `trade_items`, `parties`, `lots`, `stamps`,
`recalls` (each row the fields of its dataclass) and `certificates`, `steps`, `promotions`, whose
rows are `{"gtin": ..., "lot": ... or null, "record": {the fields}}`, since those records don't say
themselves what they belong to. Dates and moments are ISO 8601, moments with their offset.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Generic, TypeVar

from contract.zone import VIETNAM
from deploy.demo.material.catalogue import Catalogue, LotEntry, ProductEntry, StepEntry, Words
from provenance.keys import Gtin
from provenance.records import (
    Certificate,
    Lot,
    Party,
    PartyId,
    Promotion,
    Recall,
    RecallId,
    Stamp,
    Step,
    Text,
    TradeItem,
)

SOURCE = "Dữ liệu minh họa"

RecordT = TypeVar("RecordT", Certificate, Step, Promotion)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoped(Generic[RecordT]):
    """A record with the goods that it belongs to: a product, or one lot of it."""

    gtin: Gtin
    lot: str | None
    record: RecordT


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All that the demo's registry knows, in the order of the file."""

    source: str
    source_time: datetime
    trade_items: tuple[TradeItem, ...]
    parties: tuple[Party, ...]
    lots: tuple[Lot, ...]
    stamps: tuple[Stamp, ...]
    certificates: tuple[Scoped[Certificate], ...]
    steps: tuple[Scoped[Step], ...]
    recalls: tuple[Recall, ...]
    promotions: tuple[Scoped[Promotion], ...]


def records_of(catalogue: Catalogue, today: date) -> Records:
    """Date the catalogue's entries as they stand on one day in Vietnam."""
    dated = _Dated(catalogue=catalogue, today=today)
    products = catalogue.product
    return Records(
        source=SOURCE,
        source_time=datetime.combine(today, time(0), VIETNAM),
        trade_items=tuple(_trade_item(product) for product in products),
        parties=tuple(
            Party(
                party_id=PartyId(entry.id),
                name=entry.name,
                role=entry.role,
                address=entry.address,
                phone=entry.phone,
            )
            for entry in catalogue.party
        ),
        lots=tuple(dated.lot(product, lot) for product in products for lot in product.lot),
        stamps=tuple(stamp for product in products for stamp in dated.stamps(product)),
        certificates=tuple(row for product in products for row in dated.certificates(product)),
        steps=tuple(row for product in products for row in dated.steps(product)),
        recalls=tuple(recall for product in products for recall in dated.recalls(product)),
        promotions=tuple(row for product in products for row in dated.promotions(product)),
    )


def to_json(records: Records) -> str:
    """Write the records in the form that the module's docstring describes."""
    return json.dumps(asdict(records), ensure_ascii=False, indent=1, default=_plain) + "\n"


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in the registry's file")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dated:
    """Turns days into dates; the one place that knows the day of reference."""

    catalogue: Catalogue
    today: date

    def day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def maybe_day(self, days: int | None) -> date | None:
        return None if days is None else self.day(days)

    def moment(self, days: int | None, clock: time) -> datetime | None:
        return None if days is None else datetime.combine(self.day(days), clock, VIETNAM)

    def lot(self, product: ProductEntry, entry: LotEntry) -> Lot:
        return Lot(
            gtin=product.gtin,
            lot=entry.lot,
            state=entry.state,
            harvested=self.maybe_day(entry.harvested),
            produced=self.maybe_day(entry.produced),
            packed=self.day(entry.packed),
            best_before=self.maybe_day(entry.best_before),
            use_by=self.maybe_day(entry.use_by),
            place=entry.place,
        )

    def stamps(self, product: ProductEntry) -> list[Stamp]:
        return [
            Stamp(
                gtin=product.gtin,
                serial=entry.serial,
                state=entry.state,
                issuer=PartyId(product.producer),
                lot=entry.lot,
                activated_at=self.moment(entry.activated, time(9)),
                ended_at=self.moment(entry.ended, time(17, 30)),
                note=_text(entry.note),
            )
            for entry in product.stamp
        ]

    def certificates(self, product: ProductEntry) -> list[Scoped[Certificate]]:
        return [
            Scoped(
                gtin=product.gtin,
                lot=entry.lot,
                record=Certificate(
                    kind=entry.kind,
                    number=entry.number,
                    issuer=entry.issuer,
                    valid_from=self.day(entry.valid_from),
                    valid_until=self.maybe_day(entry.valid_until),
                    stars=entry.stars,
                ),
            )
            for entry in product.certificate
        ]

    def steps(self, product: ProductEntry) -> list[Scoped[Step]]:
        route = next(route for route in self.catalogue.route if route.id == product.route)
        return [
            Scoped(gtin=product.gtin, lot=lot.lot, record=self._step(product, lot, entry))
            for lot in product.lot
            for entry in route.step
        ]

    def _step(self, product: ProductEntry, lot: LotEntry, entry: StepEntry) -> Step:
        party = product.producer if entry.party == "producer" else entry.party
        address = next(row.address for row in self.catalogue.party if row.id == party)
        day = self.day(lot.packed + entry.days)
        return Step(
            at=datetime.combine(day, time.fromisoformat(entry.time), VIETNAM),
            biz_step=entry.biz_step,
            place=entry.place or address,
            party=PartyId(party),
            note=_text(entry.note),
        )

    def recalls(self, product: ProductEntry) -> list[Recall]:
        return [
            Recall(
                recall_id=RecallId(entry.recall_id),
                gtin=product.gtin,
                reason=Text(vi=entry.reason.vi, en=entry.reason.en),
                authority=entry.authority,
                since=self.day(entry.since),
                lot=entry.lot,
                hotline=entry.hotline,
                action=_text(entry.action),
            )
            for entry in product.recall
        ]

    def promotions(self, product: ProductEntry) -> list[Scoped[Promotion]]:
        return [
            Scoped(
                gtin=product.gtin,
                lot=None,
                record=Promotion(
                    text=Text(vi=entry.text.vi, en=entry.text.en),
                    sponsor=entry.sponsor,
                    valid_from=self.day(entry.valid_from),
                    valid_until=self.day(entry.valid_until),
                ),
            )
            for entry in product.promotion
        ]


def _text(words: Words | None) -> Text | None:
    return None if words is None else Text(vi=words.vi, en=words.en)


def _trade_item(product: ProductEntry) -> TradeItem:
    return TradeItem(
        gtin=product.gtin,
        name=Text(vi=product.name.vi, en=product.name.en),
        brand=product.brand,
        category=product.category,
        net_content=product.net_content,
        origin=Text(vi=product.origin.vi, en=product.origin.en),
        producer=PartyId(product.producer),
        shelf_life=product.shelf_life,
        standards=product.standards,
        safety_warnings=tuple(Text(vi=entry.vi, en=entry.en) for entry in product.safety_warnings),
    )
