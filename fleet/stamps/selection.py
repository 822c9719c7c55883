"""Which stamps are meant: some serials, a range of them, a lot, a batch or places in it.

A choice is always of one product, and always of all that it names: a serial that isn't there is an
error, never left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import Session, aliased

from fleet.db.rows import in_key_order
from fleet.errors import BadInput, NotThere
from fleet.registry.models import StampRow
from fleet.stamps.models import BatchState, IssuedStamp, StampBatch
from provenance.keys import Gtin
from provenance.records import StampState

CHUNK = 1000
"""Serials of one statement; SQLite takes 32,766 parameters."""
MOST = 100_000
NAMED = 10
MAX_BATCH = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Stamps, by exactly one of `serials`, `lot` (both with `gtin`) and `batch`.

    Attributes:
        first: with `batch`, the first position meant; `last` the last one, included.
    """

    gtin: Gtin | None = None
    serials: tuple[str, ...] = ()
    lot: str | None = None
    batch: int | None = None
    first: int | None = None
    last: int | None = None


class Found(NamedTuple):
    """One stamp, and where it stands."""

    serial: str
    state: StampState


def find(session: Session, chosen: Chosen, *, lock: bool = False) -> tuple[Gtin, list[Found]]:
    """Read the stamps that are meant, in the order of their keys.

    Args:
        lock: keep others from changing them until the transaction ends.

    Raises:
        BadInput: `stamps.choice`, `stamps.many`.
        NotThere: `stamps.batch_unknown`, `stamps.unknown` with the serials, `stamps.none`.
    """
    gtin, statements = _statements(session, chosen)
    in_order = in_key_order(session, StampRow.serial)
    found: list[Found] = []
    for statement in statements:
        limited = statement.order_by(*in_order).limit(MOST + 1)
        locked = limited.with_for_update(of=StampRow) if lock else limited
        found += [Found(row.serial, StampState(row.state)) for row in session.execute(locked)]
    if len(found) > MOST:
        raise BadInput("stamps.many", most=MOST)
    if chosen.serials:
        _require_all(gtin, chosen.serials, {one.serial for one in found})
    if not found:
        raise NotThere("stamps.none", gtin=gtin)
    return gtin, found


def named(serials: Iterable[str]) -> str:
    """Write serials for an error: the first ones, and how many more."""
    every = sorted(serials)
    more = f" and {len(every) - NAMED} more" if len(every) > NAMED else ""
    return ", ".join(every[:NAMED]) + more


def chunks(serials: Sequence[str]) -> Iterable[Sequence[str]]:
    """Cut serials into pieces that fit one statement."""
    for start in range(0, len(serials), CHUNK):
        yield serials[start : start + CHUNK]


def _statements(session: Session, chosen: Chosen) -> tuple[Gtin, list[Select[str, str]]]:
    ways = [bool(chosen.serials), chosen.lot is not None, chosen.batch is not None]
    if sum(ways) != 1 or (chosen.batch is None and chosen.gtin is None):
        raise BadInput("stamps.choice")
    begin = select(StampRow.serial, StampRow.state)
    if chosen.batch is not None:
        return _of_batch(session, chosen, chosen.batch, begin)
    gtin = chosen.gtin or Gtin("")
    begin = begin.where(StampRow.gtin == gtin, *is_visible(session))
    if chosen.lot is not None:
        return gtin, [begin.where(StampRow.lot == chosen.lot)]
    every = sorted(set(chosen.serials))
    if len(every) > MOST:
        raise BadInput("stamps.many", most=MOST)
    # What no database takes as a text isn't there either.
    sane = [one for one in every if one.isascii() and one.isprintable()]
    return gtin, [begin.where(StampRow.serial.in_(part)) for part in chunks(sane)]


def _of_batch(
    session: Session, chosen: Chosen, number: int, begin: Select[str, str]
) -> tuple[Gtin, list[Select[str, str]]]:
    batch = get_batch(session, number)
    if chosen.gtin is not None and chosen.gtin != batch.gtin:
        raise BadInput("stamps.batch_gtin", batch=number, gtin=batch.gtin)
    first, last = positions(batch, chosen.first, chosen.last)
    same = (IssuedStamp.gtin == StampRow.gtin) & (IssuedStamp.serial == StampRow.serial)
    statement = begin.join(IssuedStamp, same).where(
        IssuedStamp.batch_id == number, IssuedStamp.position.between(first, last)
    )
    return Gtin(batch.gtin), [statement]


def is_visible(session: Session) -> tuple[ColumnElement[bool], ...]:
    """Give the condition that leaves out the stamps of batches that aren't stored whole."""
    half = select(StampBatch.id).where(StampBatch.state != BatchState.ISSUED.value)
    hidden = session.scalars(half).all()
    if not hidden:
        return ()
    issued = aliased(IssuedStamp)
    same = (issued.gtin == StampRow.gtin) & (issued.serial == StampRow.serial)
    return (~exists().where(same, issued.batch_id.in_(hidden)),)


def get_batch(session: Session, number: int) -> StampBatch:
    """Read a batch.

    Raises:
        NotThere: `stamps.batch_unknown`.
    """
    batch = session.get(StampBatch, number) if 0 < number <= MAX_BATCH else None
    if batch is None or batch.state != BatchState.ISSUED.value:
        raise NotThere("stamps.batch_unknown", batch=number)
    return batch


def positions(batch: StampBatch, first: int | None, last: int | None) -> tuple[int, int]:
    """Give the places in a batch that are meant.

    Raises:
        BadInput: `stamps.positions`.
    """
    begin = 1 if first is None else first
    end = batch.count if last is None else last
    if not 1 <= begin <= end <= batch.count:
        raise BadInput("stamps.positions", first=begin, last=end, count=batch.count)
    return begin, end


def _require_all(gtin: Gtin, asked: Sequence[str], found: set[str]) -> None:
    missing = set(asked) - found
    if missing:
        raise NotThere("stamps.unknown", gtin=gtin, count=len(missing), serials=named(missing))
