"""Answers what is known about an item key: one snapshot, a handful of queries by key."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from contract.zone import vietnam_day
from fleet.clock import Clock
from fleet.db.engine import Database
from fleet.registry import mapping
from fleet.registry.models import (
    CertificateRow,
    LotRow,
    PartyRow,
    PromotionRow,
    RecallRow,
    SourceRow,
    StampRow,
    StepRow,
    TradeItemRow,
)
from provenance.keys import Gtin, ItemKey
from provenance.records import (
    Certificate,
    Dossier,
    Lot,
    Party,
    Promotion,
    Recall,
    Stamp,
    Step,
    TradeItem,
)


class Lookup:
    """Reads dossiers; may be shared by threads and processes."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def dossier(self, key: ItemKey) -> Dossier | None:
        """Gather all that is known about a product, one lot or one unit.

        The lot is the one that the code names, else the one of its stamp. Recalls of either are
        given: an order counts, whichever of the two is the goods' true lot.

        Returns:
            None where the product itself isn't known.
        """
        today = vietnam_day(self._clock.now())
        with self._database.read() as session:
            found = session.execute(
                select(TradeItemRow, SourceRow)
                .join(SourceRow, SourceRow.source == TradeItemRow.source)
                .where(TradeItemRow.gtin == key.gtin)
            ).one_or_none()
            return None if found is None else _gather(session, key, *found, today)

    def sources(self) -> tuple[str, ...]:
        """Name the systems that a look-up asks."""
        with self._database.read() as session:
            return tuple(session.scalars(select(SourceRow.source).order_by(SourceRow.source)))


def _gather(
    session: Session, key: ItemKey, row: TradeItemRow, source: SourceRow, today: date
) -> Dossier:
    item = mapping.to_trade_item(row)
    stamp = _stamp(session, key)
    of_stamp = stamp.lot if stamp else None
    number = key.lot or of_stamp
    scopes = ("", number) if number else ("",)
    steps = _steps(session, key.gtin, scopes)
    return Dossier(
        item=item,
        source=source.source,
        source_time=source.source_time,
        lot=_lot(session, key.gtin, number),
        stamp=stamp,
        parties=_parties(session, item, stamp, steps),
        steps=steps,
        certificates=_certificates(session, key.gtin, scopes),
        recalls=_recalls(session, key.gtin, {key.lot, of_stamp} - {None}),
        promotions=_promotions(session, key.gtin, scopes, today),
    )


def _stamp(session: Session, key: ItemKey) -> Stamp | None:
    row = session.get(StampRow, (key.gtin, key.serial)) if key.serial else None
    return mapping.to_stamp(row) if row else None


def _lot(session: Session, gtin: Gtin, number: str | None) -> Lot | None:
    row = session.get(LotRow, (gtin, number)) if number else None
    return mapping.to_lot(row) if row else None


def _steps(session: Session, gtin: Gtin, scopes: tuple[str, ...]) -> tuple[Step, ...]:
    query = select(StepRow).where(StepRow.gtin == gtin, StepRow.lot.in_(scopes))
    rows = session.scalars(query.order_by(StepRow.at, StepRow.id))
    return tuple(mapping.to_step(row) for row in rows)


def _certificates(session: Session, gtin: Gtin, scopes: tuple[str, ...]) -> tuple[Certificate, ...]:
    query = select(CertificateRow).where(
        CertificateRow.gtin == gtin, CertificateRow.lot.in_(scopes)
    )
    rows = session.scalars(query.order_by(CertificateRow.id))
    return tuple(mapping.to_certificate(row) for row in rows)


def _recalls(session: Session, gtin: Gtin, lots: set[str | None]) -> tuple[Recall, ...]:
    concerned = or_(RecallRow.lot.is_(None), RecallRow.lot.in_(lots))
    query = select(RecallRow).where(RecallRow.gtin == gtin, concerned)
    rows = session.scalars(query.order_by(RecallRow.since.desc(), RecallRow.recall_id))
    return tuple(mapping.to_recall(row) for row in rows)


def _promotions(
    session: Session, gtin: Gtin, scopes: tuple[str, ...], today: date
) -> tuple[Promotion, ...]:
    query = select(PromotionRow).where(
        PromotionRow.gtin == gtin,
        PromotionRow.lot.in_(scopes),
        PromotionRow.valid_from <= today,
        PromotionRow.valid_until >= today,
    )
    return tuple(mapping.to_promotion(row) for row in session.scalars(query))


def _parties(
    session: Session, item: TradeItem, stamp: Stamp | None, steps: tuple[Step, ...]
) -> tuple[Party, ...]:
    named = {item.producer, stamp.issuer if stamp else None, *(step.party for step in steps)}
    query = select(PartyRow).where(PartyRow.party_id.in_(named - {None}))
    rows = session.scalars(query.order_by(PartyRow.party_id))
    return tuple(mapping.to_party(row) for row in rows)
