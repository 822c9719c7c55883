"""Recalls entered and lifted by hand; whoever looks goods up sees them from the commit on."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, insert, or_, select
from sqlalchemy.orm import Session

from contract.bundle import MAX_RECALLS_BYTES, RecallList
from fleet.accounts import audit
from fleet.errors import BadInput, Conflict, NotThere
from fleet.registry import checks, mapping, models, tables
from provenance.errors import BadKey
from provenance.keys import Gtin
from provenance.records import Recall


def enter(session: Session, recall: Recall, *, by: str, now: datetime) -> models.RecallRow:
    """Store a new recall.

    Raises:
        BadInput: `recall.invalid` with the field and what is wrong with it.
        NotThere: `party.unknown`: goods are found to be a party's only by what the registry says,
            so that nothing would ever show the order. A product is read from the code itself, and
            needn't be registered.
        Conflict: `recall.exists`, `recall.full`.
    """
    try:
        checked = checks.finished(replace(recall, lifted_at=None))
    except BadKey as error:
        raise BadInput("recall.invalid", field="gtin", problem=error.code) from error
    for problem in checks.problems(checked):
        raise BadInput("recall.invalid", field=problem.field, problem=problem.code)
    if checked.party is not None and session.get(models.PartyRow, checked.party) is None:
        raise NotThere("party.unknown", party=checked.party)
    if session.get(models.RecallRow, checked.recall_id) is not None:
        raise Conflict("recall.exists", recall=checked.recall_id)
    row = mapping.recall_row(checked)
    row |= {"folded": tables.RECALLS.folded(row), "source_time": now, "fetched_at": now}
    session.execute(insert(models.RecallRow).values(row))
    require_room(session)
    audit.record(
        session,
        at=now,
        who=by,
        what="recall.enter",
        subject=checked.recall_id,
        gtin=checked.gtin,
        lot=checked.lot,
        party=checked.party,
    )
    return session.get_one(models.RecallRow, checked.recall_id)


def require_room(session: Session) -> None:
    """Make sure that stations take the list of all recalls in force; they refuse one too long.

    Raises:
        Conflict: `recall.full`.
    """
    lengths = (func.coalesce(func.sum(func.length(column)), 0) for column in _WORDS)
    those = models.RecallRow.lifted_at.is_(None)
    count, *sums = session.execute(select(func.count(), *lengths).where(those)).one()
    if count * _FRAME_BYTES + sum(sums) * _WIDEST_BYTES <= MAX_RECALLS_BYTES:
        return
    rows = session.scalars(select(models.RecallRow).where(those))
    written = RecallList(recalls=tuple(map(mapping.to_recall, rows))).model_dump_json()
    if len(written.encode()) > MAX_RECALLS_BYTES:
        raise Conflict("recall.full", count=count, most_mb=MAX_RECALLS_BYTES // 2**20)


_WORDS = (
    models.RecallRow.reason_vi,
    models.RecallRow.reason_en,
    models.RecallRow.authority,
    models.RecallRow.hotline,
    models.RecallRow.action_vi,
    models.RecallRow.action_en,
)
_FRAME_BYTES = 2000
"""Of a recall without these words, at most."""
_WIDEST_BYTES = 6
"""Of a character, as JSON writes one that nobody prints."""


def naming(session: Session, gtin: Gtin) -> tuple[Recall, ...]:
    """Read the recalls in force that may concern a product, whether or not it is registered."""
    query = select(models.RecallRow).where(
        or_(models.RecallRow.gtin == gtin, models.RecallRow.gtin.is_(None)),
        models.RecallRow.lifted_at.is_(None),
    )
    rows = session.scalars(
        query.order_by(models.RecallRow.since.desc(), models.RecallRow.recall_id)
    )
    return tuple(map(mapping.to_recall, rows))


def lift(session: Session, recall_id: str, *, by: str, now: datetime) -> models.RecallRow:
    """End a recall; it stays in the list.

    Raises:
        NotThere: `recall.unknown`.
        Conflict: `recall.lifted` where it had ended before.
    """
    row = session.get(models.RecallRow, recall_id, with_for_update=True)
    if row is None:
        raise NotThere("recall.unknown", recall=recall_id)
    if row.lifted_at is not None:
        raise Conflict("recall.lifted", recall=recall_id)
    row.lifted_at = row.fetched_at = now
    audit.record(session, at=now, who=by, what="recall.lift", subject=recall_id)
    return row
