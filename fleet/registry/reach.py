"""How many registered goods a recall names, before somebody enters it.

Serials are compared as `provenance.recalls` does, which a database only comes near: it narrows the
rows down by their bytes, and each serial is then judged by that one rule.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, collate, func, or_, select
from sqlalchemy.orm import Session

from fleet.registry.models import LotRow, StampRow, TradeItemRow
from provenance.recalls import in_range
from provenance.records import Recall

CAP = 100_000
_BYTEWISE = {"postgresql": "C", "sqlite": "BINARY"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Counts, each up to `CAP`.

    Attributes:
        lots: registered ones; None of a recall of serials, which asks for no whole lot.
    """

    products: int
    lots: int | None
    stamps: int
    capped: bool


def reach(session: Session, recall: Recall) -> Reach:
    """Count what a recall names; nothing where it names neither a product nor a party."""
    if recall.gtin is None and recall.party is None:
        return Reach(products=0, lots=0, stamps=0, capped=False)
    by_serial = recall.serial_from is not None or recall.serial_to is not None
    products = _count(session, select(TradeItemRow.gtin).where(_product(recall)))
    lots = None if by_serial else _count(session, _lots(recall))
    stamps = _serials(session, recall) if by_serial else _count(session, _stamps(recall))
    counts = (products, lots or 0, stamps)
    return Reach(
        products=min(products, CAP),
        lots=lots if lots is None else min(lots, CAP),
        stamps=min(stamps, CAP),
        capped=max(counts) > CAP,
    )


def _product(recall: Recall) -> ColumnElement[bool]:
    if recall.gtin is not None:
        return TradeItemRow.gtin == recall.gtin
    return TradeItemRow.producer == recall.party


def _lots(recall: Recall) -> Select[str]:
    if recall.gtin is None:
        query = select(LotRow.lot).join(TradeItemRow, TradeItemRow.gtin == LotRow.gtin)
        return query.where(TradeItemRow.producer == recall.party)
    query = select(LotRow.lot).where(LotRow.gtin == recall.gtin)
    return query if recall.lot is None else query.where(LotRow.lot == recall.lot)


def _stamps(recall: Recall) -> Select[str]:
    query = select(StampRow.serial)
    if recall.gtin is None:
        made = select(TradeItemRow.gtin).where(TradeItemRow.producer == recall.party)
        return query.where(or_(StampRow.issuer == recall.party, StampRow.gtin.in_(made)))
    query = query.where(StampRow.gtin == recall.gtin)
    return query if recall.lot is None else query.where(StampRow.lot == recall.lot)


def _serials(session: Session, recall: Recall) -> int:
    first, last = recall.serial_from, recall.serial_to
    serial = collate(StampRow.serial, _BYTEWISE[session.get_bind().dialect.name])
    query = _stamps(recall)
    query = query if first is None else query.where(serial >= first)
    query = query if last is None else query.where(serial <= last)
    return sum(in_range(one, first, last) for one in session.scalars(query.limit(CAP + 1)))


def _count(session: Session, query: Select[str]) -> int:
    some = query.limit(CAP + 1).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0
