"""Reads products from the registry as the lines of a bundle, many at a time.

What a station composes of them (`contract.bundle.compose`) is what the gateway would answer
(`fleet.registry.lookup`), but for recalls, which travel by themselves, and for offers that end
meanwhile, which the window leaves out.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contract import bundle
from contract.bundle import Family, LotPart, StampPart, record_key
from fleet.epcis.steps import lot_steps, merged
from fleet.registry import mapping
from fleet.registry.models import (
    CertificateRow,
    LotRow,
    PartyRow,
    PromotionRow,
    SourceRow,
    StampRow,
    StepRow,
    TradeItemRow,
)
from fleet.registry.subjects import Subject
from provenance.keys import Gtin, ItemKey
from provenance.records import Certificate, Dossier, Party, PartyId, Promotion, Stamp, Step

AT_ONCE = 100
"""Products that are read together, unless they have too many lots."""
MOST_LOTS = 5000
"""Read together; of a product with more the newest ones are given."""
STAMPS_AT_ONCE = 500

Scope = tuple[str, str]
"""GTIN and lot; no lot for the product itself."""


@dataclass(frozen=True, slots=True)
class Line:
    """One record of a bundle."""

    family: Family
    key: str
    body: bytes


def pages(session: Session, gtins: Sequence[str]) -> Iterator[list[str]]:
    """Cut at most `AT_ONCE` GTINs into pieces of which no more than `MOST_LOTS` lots are read."""
    query = select(LotRow.gtin, func.count()).where(LotRow.gtin.in_(gtins)).group_by(LotRow.gtin)
    counts = {str(gtin): int(count) for gtin, count in session.execute(query)}
    page: list[str] = []
    lots = 0
    for gtin in gtins:
        if page and lots + counts.get(gtin, 0) > MOST_LOTS:
            yield page
            page, lots = [], 0
        page.append(gtin)
        lots += counts.get(gtin, 0)
    if page:
        yield page


_ITEMS = select(TradeItemRow, SourceRow).join(SourceRow, SourceRow.source == TradeItemRow.source)


def lines_of(session: Session, gtins: Sequence[str], today: date) -> Iterator[Line]:
    """Give the products and lots of some GTINs, which are one of `pages`."""
    newest = (LotRow.fetched_at.desc().nulls_last(), LotRow.gtin, LotRow.lot)
    lots = session.scalars(
        select(LotRow).where(LotRow.gtin.in_(gtins)).order_by(*newest).limit(MOST_LOTS)
    ).all()
    steps = _steps(session, gtins, {lot.lot for lot in lots})
    promotions = _promotions(session, gtins, today)
    certificates = _certificates(session, gtins)
    items = session.execute(_ITEMS.where(TradeItemRow.gtin.in_(gtins))).all()
    producers = {row.producer for row, _ in items if row.producer}
    actors = {step.party for scope in steps.values() for step in scope if step.party}
    parties = _parties(session, producers | actors)
    papers = _of_parties(session, producers)
    for row, source in items:
        scope = (row.gtin, "")
        product = Dossier(
            item=mapping.to_trade_item(row),
            source=source.source,
            source_time=source.source_time,
            parties=_named(parties, row.producer, steps[scope]),
            steps=tuple(steps[scope]),
            certificates=(*certificates[scope], *papers[row.producer or ""]),
            promotions=tuple(promotions[scope]),
        )
        body = bundle.PRODUCT.dump_json(product, exclude_defaults=True)
        yield Line(Family.PRODUCTS, row.gtin, body)
    for lot in lots:
        scope = (lot.gtin, lot.lot)
        part = LotPart(
            lot=mapping.to_lot(lot),
            parties=_named(parties, None, steps[scope]),
            steps=tuple(steps[scope]),
            certificates=tuple(certificates[scope]),
            promotions=tuple(promotions[scope]),
        )
        key = record_key(ItemKey(gtin=Gtin(lot.gtin), lot=lot.lot), Family.LOTS)
        yield Line(Family.LOTS, key, bundle.LOT.dump_json(part, exclude_defaults=True))


def serials_of(
    session: Session, gtin: str, after: str, most: int
) -> Sequence[tuple[str, datetime | None]]:
    """Give serials of a product after one, with when each stamp was put into use."""
    query = (
        select(StampRow.serial, StampRow.activated_at)
        .where(StampRow.gtin == gtin, StampRow.serial > after)
        .order_by(StampRow.serial)
        .limit(most)
    )
    return [(serial, activated_at) for serial, activated_at in session.execute(query)]


def stamps_of(session: Session, gtin: str, serials: Sequence[str]) -> Iterator[Line]:
    """Give some stamps of a product in this order, at most `STAMPS_AT_ONCE`."""
    query = select(StampRow).where(StampRow.gtin == gtin, StampRow.serial.in_(serials))
    stamps = {row.serial: mapping.to_stamp(row) for row in session.scalars(query)}
    issuers = _parties(session, {stamp.issuer for stamp in stamps.values()})
    for stamp in filter(None, map(stamps.get, serials)):
        yield Line(Family.STAMPS, *_stamp(stamp, issuers.get(stamp.issuer)))


def _stamp(stamp: Stamp, issuer: Party | None) -> tuple[str, bytes]:
    key = record_key(ItemKey(gtin=stamp.gtin, serial=stamp.serial), Family.STAMPS)
    part = StampPart(stamp=stamp, issuer=issuer)
    return key, bundle.STAMP.dump_json(part, exclude_defaults=True)


def _steps(
    session: Session, gtins: Sequence[str], lots: Collection[str]
) -> defaultdict[Scope, list[Step]]:
    found: defaultdict[Scope, list[Step]] = defaultdict(list)
    those = (StepRow.gtin.in_(gtins), StepRow.lot.in_(["", *lots]))
    query = select(StepRow).where(*those).order_by(StepRow.at, StepRow.id)
    for row in session.scalars(query):
        found[row.gtin, row.lot].append(mapping.to_step(row))
    for scope, told in lot_steps(session, gtins).items():
        found[scope] = merged(found[scope], told)
    return found


def _promotions(
    session: Session, gtins: Sequence[str], today: date
) -> defaultdict[Scope, list[Promotion]]:
    found: defaultdict[Scope, list[Promotion]] = defaultdict(list)
    query = select(PromotionRow).where(
        PromotionRow.gtin.in_(gtins), PromotionRow.valid_until >= today
    )
    for row in session.scalars(query.order_by(PromotionRow.id)):
        found[row.gtin, row.lot].append(mapping.to_promotion(row))
    return found


def _certificates(session: Session, gtins: Sequence[str]) -> defaultdict[Scope, list[Certificate]]:
    found: defaultdict[Scope, list[Certificate]] = defaultdict(list)
    query = select(CertificateRow).where(CertificateRow.gtin.in_(gtins))
    for row in session.scalars(query.order_by(CertificateRow.id)):
        found[row.gtin or "", row.lot].append(mapping.to_certificate(row))
    return found


def _of_parties(session: Session, parties: set[str]) -> defaultdict[str, list[Certificate]]:
    found: defaultdict[str, list[Certificate]] = defaultdict(list)
    subjects = [Subject(party=PartyId(party)).key for party in sorted(parties)]
    query = select(CertificateRow).where(CertificateRow.subject.in_(subjects))
    for row in session.scalars(query.order_by(CertificateRow.id)):
        found[row.party or ""].append(mapping.to_certificate(row))
    return found


def _parties(session: Session, names: set[str]) -> dict[str, Party]:
    query = select(PartyRow).where(PartyRow.party_id.in_(names))
    return {row.party_id: mapping.to_party(row) for row in session.scalars(query)}


def _named(
    parties: dict[str, Party], producer: str | None, steps: Sequence[Step]
) -> tuple[Party, ...]:
    names = {producer, *(step.party for step in steps)}
    return tuple(parties[name] for name in sorted(parties) if name in names)
