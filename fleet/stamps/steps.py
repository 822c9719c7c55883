"""Stores the stamps of a batch in steps, between which others may write.

100,000 stamps in one transaction hold SQLite's write lock for many seconds, and whoever else writes
gives up after five. So a batch is stored first, with the serials that it wants, and nobody sees it
or its stamps before the last of them is there. Whatever dies meanwhile, the worker goes on, or
whoever asks with the same request again. A serial that an import took meanwhile is replaced by
another, or, where somebody chose it, all of the batch is taken back.
"""

import time
import zlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from fleet.accounts import audit
from fleet.db.bulk import BulkInsert
from fleet.db.engine import Database
from fleet.db.upsert import table_of
from fleet.errors import Conflict
from fleet.registry.models import StampRow
from fleet.stamps.models import BatchState, IssuedStamp, StampBatch
from fleet.stamps.selection import chunks, named
from provenance.keys import Gtin
from provenance.records import StampState

OF_STEP = 1000
PAUSE_S = 0.05
"""Between steps: SQLite lets those who wait for the lock look for it every now and then only."""
FORSAKEN = timedelta(minutes=1)
"""So old a batch must be before the worker goes on with it."""
_STAMP = ("gtin", "serial", "state", "issuer", "lot", "fetched_at")
_PLACE = ("gtin", "serial", "batch_id", "position")


def packed(serials: Sequence[str]) -> bytes:
    """Write serials down until they are stored."""
    return zlib.compress("\n".join(serials).encode())


def unpacked(wanted: bytes) -> list[str]:
    """Read what `packed` wrote."""
    return zlib.decompress(wanted).decode().split("\n")


def finish(
    database: Database,
    number: int,
    renewed: Callable[[int], list[str]],
    wait: Callable[[float], object] = time.sleep,
) -> None:
    """Store what is missing of a batch; blocks for seconds.

    Args:
        renewed: makes up so many serials.

    Raises:
        Conflict: `stamps.taken` with the serials; the batch is gone then.
    """
    while step(database, number, renewed):
        wait(PAUSE_S)


def take_up(database: Database, now: datetime, renewed: Callable[[int], list[str]]) -> bool:
    """Go one step on with a batch that nobody goes on with; tell whether there was one."""
    with database.read() as session:
        old = StampBatch.created_at < now - FORSAKEN
        number = session.scalar(select(StampBatch.id).where(is_unfinished(), old).limit(1))
    if number is None:
        return False
    step(database, number, renewed)
    return True


def is_unfinished() -> ColumnElement[bool]:
    """Give the condition of batches that nobody may see."""
    return StampBatch.state != BatchState.ISSUED.value


def step(database: Database, number: int, renewed: Callable[[int], list[str]]) -> bool:
    """Store some stamps of a batch, or take some of them back; tell whether there is more to do.

    Raises:
        Conflict: `stamps.taken`, once the batch is gone.
    """
    with database.write() as session:
        batch = session.get(StampBatch, number, with_for_update=True)
        if batch is None or batch.state == BatchState.ISSUED.value:
            return False
        if batch.state == BatchState.ISSUING.value:
            return _store(session, batch, renewed)
        gtin, wanted = Gtin(batch.gtin), _wanted(batch)
        if not _take_back(session, batch):
            return True
        taken = _taken(session, gtin, wanted)
    raise Conflict("stamps.taken", count=len(taken), serials=named(taken), gtin=gtin)


def _store(session: Session, batch: StampBatch, renewed: Callable[[int], list[str]]) -> bool:
    wanted = _wanted(batch)
    done = session.scalar(
        select(func.max(IssuedStamp.position)).where(IssuedStamp.batch_id == batch.id)
    )
    start = done or 0
    part = wanted[start : start + OF_STEP]
    while taken := _taken(session, Gtin(batch.gtin), part):
        if batch.made != "random":
            batch.state = BatchState.WITHDRAWN.value
            return True
        fresh = iter(renewed(len(taken)))
        part = [next(fresh) if serial in taken else serial for serial in part]
        batch.wanted = packed([*wanted[:start], *part, *wanted[start + OF_STEP :]])
    stamps = [
        (batch.gtin, serial, StampState.ISSUED.value, batch.issuer, batch.lot, batch.created_at)
        for serial in part
    ]
    places = [
        (batch.gtin, serial, batch.id, position)
        for position, serial in enumerate(part, start=start + 1)
    ]
    if BulkInsert(table_of(StampRow), _STAMP).run(session, stamps) != len(stamps):
        raise Conflict("stamps.meanwhile", gtin=batch.gtin)
    BulkInsert(table_of(IssuedStamp), _PLACE).run(session, places)
    if start + len(part) < batch.count:
        return True
    batch.state, batch.wanted = BatchState.ISSUED.value, None
    _record(session, batch)
    return False


def _record(session: Session, batch: StampBatch) -> None:
    detail = {"count": batch.count, "lot": batch.lot, "issuer": batch.issuer, "made": batch.made}
    subject = f"{batch.gtin} batch {batch.id}"
    at, who = batch.created_at, batch.created_by
    audit.record(session, at=at, who=who, what="stamps.issue", subject=subject, **detail)


def _take_back(session: Session, batch: StampBatch) -> bool:
    """Delete some stamps of a batch; tell whether it is gone."""
    those = select(IssuedStamp.serial).where(IssuedStamp.batch_id == batch.id).limit(OF_STEP)
    for part in chunks(session.scalars(those).all()):
        for model in (IssuedStamp, StampRow):
            session.execute(
                delete(model)
                .where(model.gtin == batch.gtin, model.serial.in_(part))
                .execution_options(synchronize_session=False)
            )
    if session.scalar(those.limit(1)) is not None:
        return False
    session.delete(batch)
    return True


def _wanted(batch: StampBatch) -> list[str]:
    return unpacked(batch.wanted) if batch.wanted else []


def _taken(session: Session, gtin: Gtin, wanted: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for part in chunks(wanted):
        those = (StampRow.gtin == gtin, StampRow.serial.in_(part))
        found.update(session.scalars(select(StampRow.serial).where(*those)))
    return found
