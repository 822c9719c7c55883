"""Reads stamps for people: lists with a search, one stamp with all that happened to it, batches."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_
from sqlalchemy.orm import Session

from fleet.db.rows import AnyRow, AnySelect
from fleet.errors import NotThere
from fleet.registry.models import PartyRow, StampRow, TradeItemRow
from fleet.stamps.models import (
    BatchState,
    IssuedStamp,
    StampBatch,
    StampChange,
    StampHint,
    StampSeen,
    StampSighting,
)
from fleet.stamps.selection import is_visible
from fleet.stations.rules import fold
from provenance.keys import Gtin
from provenance.records import StampState

COUNT_CAP = 100_000
SIGHTINGS = 500
CHANGES = 200
_COLUMNS = (
    StampRow.gtin,
    StampRow.serial,
    StampRow.state,
    StampRow.issuer,
    StampRow.lot,
    StampRow.activated_at,
    StampRow.ended_at,
    StampRow.note_vi,
    StampRow.note_en,
    TradeItemRow.name_vi,
    PartyRow.name.label("issuer_name"),
    IssuedStamp.batch_id,
    IssuedStamp.position,
    IssuedStamp.replaced_by,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StampFilter:
    """Which stamps are meant; what is None or empty doesn't count.

    Attributes:
        text: the beginning of a serial, a lot, or words of the product's name without accents.
        hints: only those of which the rules found something that nobody cleared.
    """

    gtin: str = ""
    lot: str = ""
    state: StampState | None = None
    issuer: str = ""
    batch: int | None = None
    text: str = ""
    hints: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One stamp with its history, the newest first; `earlier` is left of forgotten sightings."""

    stamp: AnyRow
    batch: StampBatch | None
    two_layer: bool
    changes: Sequence[StampChange]
    hints: Sequence[StampHint]
    sightings: Sequence[StampSighting]
    earlier: StampSeen | None


def page(
    session: Session, wanted: StampFilter, *, after: tuple[str, str] | None, limit: int
) -> Sequence[AnyRow]:
    """Read stamps by GTIN and serial, after a key."""
    statement = _joined(select(*_COLUMNS)).where(*_conditions(wanted), *is_visible(session))
    if after is not None:
        statement = statement.where(tuple_(StampRow.gtin, StampRow.serial) > after)
    return session.execute(statement.order_by(StampRow.gtin, StampRow.serial).limit(limit)).all()


def count(session: Session, wanted: StampFilter) -> tuple[int, bool]:
    """Count stamps, up to `COUNT_CAP`; tell whether there are more."""
    some = _joined(select(StampRow.serial)).where(*_conditions(wanted), *is_visible(session))
    some = some.limit(COUNT_CAP + 1)
    total = session.scalar(select(func.count()).select_from(some.subquery())) or 0
    return min(total, COUNT_CAP), total > COUNT_CAP


def detail(session: Session, gtin: Gtin, serial: str) -> Detail:
    """Read one stamp.

    Raises:
        NotThere: `stamps.unknown`.
    """
    this = (StampRow.gtin == gtin, StampRow.serial == serial)
    query = _joined(select(*_COLUMNS, IssuedStamp.secret_hash))
    row = session.execute(query.where(*this, *is_visible(session))).first()
    if row is None:
        raise NotThere("stamps.unknown", gtin=gtin, count=1, serials=serial)
    key = (gtin, serial)
    return Detail(
        stamp=row,
        batch=session.get(StampBatch, row.batch_id) if row.batch_id is not None else None,
        two_layer=row.secret_hash is not None,
        changes=_newest(session, StampChange, StampChange.id, key, CHANGES),
        hints=_newest(session, StampHint, StampHint.last_at, key, CHANGES),
        sightings=_newest(session, StampSighting, StampSighting.last_at, key, SIGHTINGS),
        earlier=session.get(StampSeen, key),
    )


def batches(
    session: Session, *, gtin: str = "", text: str = "", before: int | None = None, limit: int
) -> Sequence[AnyRow]:
    """Read batches, newest first, with the names of product and issuer."""
    statement = (
        select(StampBatch, TradeItemRow.name_vi, PartyRow.name.label("issuer_name"))
        .join(TradeItemRow, TradeItemRow.gtin == StampBatch.gtin)
        .join(PartyRow, PartyRow.party_id == StampBatch.issuer)
        .where(StampBatch.state == BatchState.ISSUED.value)
    )
    if gtin:
        statement = statement.where(StampBatch.gtin == gtin)
    if text:
        statement = statement.where(or_(StampBatch.lot == text, _named(text)))
    if before is not None:
        statement = statement.where(StampBatch.id < before)
    return session.execute(statement.order_by(StampBatch.id.desc()).limit(limit)).all()


def states_of(session: Session, batch: int) -> dict[StampState, int]:
    """Count the stamps of a batch by state."""
    same = and_(IssuedStamp.gtin == StampRow.gtin, IssuedStamp.serial == StampRow.serial)
    rows = session.execute(
        select(StampRow.state, func.count())
        .join(IssuedStamp, same)
        .where(IssuedStamp.batch_id == batch)
        .group_by(StampRow.state)
    )
    return {StampState(state): number for state, number in rows}


def _joined(statement: AnySelect) -> AnySelect:
    same = and_(IssuedStamp.gtin == StampRow.gtin, IssuedStamp.serial == StampRow.serial)
    return (
        statement.select_from(StampRow)
        .join(TradeItemRow, TradeItemRow.gtin == StampRow.gtin)
        .join(PartyRow, PartyRow.party_id == StampRow.issuer)
        .outerjoin(IssuedStamp, same)
    )


def _conditions(wanted: StampFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.gtin:
        found.append(StampRow.gtin == wanted.gtin)
    if wanted.lot:
        found.append(StampRow.lot == wanted.lot)
    if wanted.state is not None:
        found.append(StampRow.state == wanted.state.value)
    if wanted.issuer:
        found.append(StampRow.issuer == wanted.issuer)
    if wanted.batch is not None:
        found.append(IssuedStamp.batch_id == wanted.batch)
    if wanted.text:
        serial = StampRow.serial.startswith(wanted.text, autoescape=True)
        found.append(or_(serial, StampRow.lot == wanted.text, _named(wanted.text)))
    if wanted.hints:
        of_it = (StampHint.gtin == StampRow.gtin, StampHint.serial == StampRow.serial)
        found.append(select(StampHint.code).where(*of_it, StampHint.cleared_at.is_(None)).exists())
    return found


def _named(text: str) -> ColumnElement[bool]:
    words = [TradeItemRow.folded.contains(word, autoescape=True) for word in fold(text).split()]
    return and_(*words) if words else TradeItemRow.gtin.is_(None)


def _newest(
    session: Session,
    model: type[Any],
    order: Any,  # noqa: ANN401 - a column
    key: tuple[str, str],
    limit: int,
) -> Sequence[Any]:
    gtin, serial = key
    those = select(model).where(model.gtin == gtin, model.serial == serial)
    return session.scalars(those.order_by(order.desc()).limit(limit)).all()
