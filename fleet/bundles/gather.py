"""Reads products from the registry as the lines of a bundle, many at a time.

What a station composes of them (`contract.bundle.compose`) is what the gateway would answer
(`fleet.registry.lookup`), but for recalls, which travel by themselves, and for offers that end
meanwhile, which the window leaves out.
"""

from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
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
"""Products that are read together."""
STAMPS_AT_ONCE = 500

Scope = tuple[str, str]
"""GTIN and lot; no lot for the product itself."""


@dataclass(frozen=True, slots=True)
class Line:
    """One record of a bundle."""

    family: Family
    key: str
    body: bytes


def lines_of(session: Session, gtins: Sequence[str], today: date) -> Iterator[Line]:
    """Give the products and lots of some GTINs; at most `AT_ONCE` of them."""
    steps = _steps(session, gtins)
    promotions = _promotions(session, gtins, today)
    certificates = _certificates(session, gtins)
    lots = session.scalars(select(LotRow).where(LotRow.gtin.in_(gtins))).all()
    items = session.execute(
        select(TradeItemRow, SourceRow)
        .join(SourceRow, SourceRow.source == TradeItemRow.source)
        .where(TradeItemRow.gtin.in_(gtins))
    ).all()
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


def stamps_of(session: Session, gtin: str) -> Generator[Line]:
    """Give the stamps of a product, those that were put into use last first; close it."""
    query = (
        select(StampRow)
        .where(StampRow.gtin == gtin)
        .order_by(StampRow.activated_at.desc().nulls_last(), StampRow.serial)
        .execution_options(yield_per=STAMPS_AT_ONCE)
    )
    issuers: dict[str, Party] = {}
    with session.scalars(query) as rows:
        for row in rows:
            stamp = mapping.to_stamp(row)
            if stamp.issuer not in issuers:
                issuers |= _parties(session, {stamp.issuer})
            yield Line(Family.STAMPS, *_stamp(stamp, issuers.get(stamp.issuer)))


def _stamp(stamp: Stamp, issuer: Party | None) -> tuple[str, bytes]:
    key = record_key(ItemKey(gtin=stamp.gtin, serial=stamp.serial), Family.STAMPS)
    part = StampPart(stamp=stamp, issuer=issuer)
    return key, bundle.STAMP.dump_json(part, exclude_defaults=True)


def _steps(session: Session, gtins: Sequence[str]) -> defaultdict[Scope, list[Step]]:
    found: defaultdict[Scope, list[Step]] = defaultdict(list)
    query = select(StepRow).where(StepRow.gtin.in_(gtins)).order_by(StepRow.at, StepRow.id)
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
