"""Imports records, all or nothing.

An import adds and changes; it never removes what a file doesn't name. The same file twice changes
nothing, and one older than what its source gave before is refused.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from fleet.accounts import audit
from fleet.clock import Clock
from fleet.db.bulk import BulkInsert
from fleet.db.engine import Database
from fleet.db.upsert import dialect_insert, table_of
from fleet.errors import BadInput, Conflict
from fleet.registry import models, recalls, tables
from fleet.registry.document import parse
from fleet.registry.files import BadRegistryFile, RegistryFile, RowError
from fleet.registry.mapping import Row
from fleet.registry.references import bad_references
from fleet.registry.tables import Key, Rows, Table
from provenance.records import StampState

AT_ONCE = 5000
"""Rows a statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What an import did with the rows of one list, or would do."""

    added: int
    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The rows of one list that are to be written, and how many need not be.

    Attributes:
        rows: those that are new, then those that change.
        refused: changes that an import may not make.
    """

    table: Table
    rows: list[Row]
    counts: Counts
    refused: list[RowError]


def import_file(database: Database, clock: Clock, content: bytes, *, by: str) -> dict[str, Counts]:
    """Store the records of a JSON file.

    Returns:
        What was done, by the name of each list.

    Raises:
        BadInput: `registry.not_json` or `registry.older`.
        BadRegistryFile: `registry.invalid`, with every row that is wrong.
    """
    file = parse(content)
    rows = tables.rows_of(file)
    with database.write() as session:
        return store(session, file, rows, by=by, now=clock.now())


def store(
    session: Session, file: RegistryFile, rows: Rows, *, by: str, now: datetime
) -> dict[str, Counts]:
    """Store the records of a file inside a writing transaction.

    Args:
        rows: of the file, made before the transaction began: on SQLite nobody else writes then.

    Raises:
        BadInput: `registry.older`.
        BadRegistryFile: `registry.invalid`, with every row that refers to nothing.
        Conflict: `recall.full`; `registry.meanwhile` where somebody else added one of the stamps
            or recalls after they were looked up.
    """
    _take_source(session, file)
    if errors := list(bad_references(session, rows)):
        raise BadRegistryFile(errors)
    for table, some in rows:
        if table in _BY_HAND_TOO:
            tables.lock(session, table, [table.key_of(row) for row in some])
    found = differences(session, file, rows)
    if refused := [error for one in found for error in one.refused]:
        raise BadRegistryFile(refused)
    for one in found:
        _write(session, one, file.source_time, now)
        if one.table is tables.RECALLS and one.rows:
            recalls.require_room(session)
    counts = {one.table.name: one.counts for one in found}
    audit.record(
        session,
        at=now,
        who=by,
        what="registry.import",
        subject=file.source,
        added=sum(count.added for count in counts.values()),
        changed=sum(count.changed for count in counts.values()),
    )
    return counts


def differences(session: Session, file: RegistryFile, rows: Rows) -> list[Difference]:
    """Compare a file with what is stored; when something was said or fetched isn't compared."""
    return [_difference(session, table, some, file) for table, some in rows]


def _difference(session: Session, table: Table, rows: list[Row], file: RegistryFile) -> Difference:
    for row in rows:
        row["source"] = file.source
    names = list(rows[0]) if rows else []
    before = tables.stored(session, table, [table.key_of(row) for row in rows], names)
    by_hand = _entered_by_hand(session) if table is tables.RECALLS else frozenset()
    new: list[Row] = []
    changed: list[Row] = []
    refused = []
    for number, row in enumerate(rows, start=1):
        known = before.get(table.key_of(row))
        if known is not None:
            stored = dict(zip(names, known, strict=True))
            if file.given is not None:
                row |= {name: stored[name] for name in names if name not in file.given}
                row["source"] = file.source
            row |= {name: stored[name] for name in _kept(table, stored, row, file.source_time)}
            if row == stored:
                continue
            if table is tables.RECALLS and (
                stored["source"] not in {None, file.source} or table.key_of(row) in by_hand
            ):
                refused.append(_other_order_error(number, row["recall_id"]))
            if table is tables.STAMPS and _comes_back(stored["state"], row["state"]):
                refused.append(_comes_back_error(number, stored["state"]))
        (new if known is None else changed).append(row)
    unchanged = len(rows) - len(new) - len(changed)
    counts = Counts(added=len(new), changed=len(changed), unchanged=unchanged)
    return Difference(table=table, rows=new + changed, counts=counts, refused=refused)


def _kept(table: Table, stored: Row, row: Row, source_time: datetime) -> tuple[str, ...]:
    """Name what stays as it is stored, whatever the file says.

    Who looked into a suspicion clears it, no file does. And a file from before a recall was lifted
    didn't know of that.
    """
    if table is tables.STAMPS:
        suspected = stored["state"] == StampState.SUSPECT.value and row["state"] not in _ENDED
        return _OF_STATE if suspected else ()
    if table is tables.RECALLS:
        lifted = stored["lifted_at"]
        missed = lifted is not None and row["lifted_at"] is None and source_time <= lifted
        return ("lifted_at",) if missed else ()
    return ()


def _entered_by_hand(session: Session) -> frozenset[Key]:
    by_hand = select(models.RecallRow.recall_id).where(
        models.RecallRow.source.is_(None), models.RecallRow.source_time.is_not(None)
    )
    return frozenset((recall,) for recall in session.scalars(by_hand))


def _other_order_error(number: int, recall: str) -> RowError:
    message = "another source's order, or one entered by hand, has this id"
    return RowError(
        list="recalls",
        row=number,
        field="recall_id",
        message=message,
        code="recall.other_source",
        value=recall,
    )


def _comes_back(before: str, after: str) -> bool:
    return before in _ENDED and after not in _ENDED


def _comes_back_error(number: int, state: str) -> RowError:
    message = f"the stamp is {state}, and no import brings it back"
    return RowError(
        list="stamps", row=number, field="state", message=message, code="stamp.ended", value=state
    )


_BY_HAND_TOO = (tables.STAMPS, tables.RECALLS)
"""What people and rules change as well, while a file is being stored."""
_OF_STATE = ("state", "ended_at", "note_vi", "note_en")
_ENDED = frozenset({StampState.SOLD.value, StampState.VOID.value, StampState.REPLACED.value})


def _write(session: Session, difference: Difference, source_time: datetime, now: datetime) -> None:
    if not difference.rows:
        return
    table = difference.table
    names = [*difference.rows[0], "source_time", "fetched_at"]
    if table.searched:
        names.append("folded")
    rows = [
        (*row.values(), source_time, now, *((table.folded(row),) if table.searched else ()))
        for row in difference.rows
    ]
    key = table.key
    taken = ", ".join(f"{name} = excluded.{name}" for name in names if name not in key)
    conflict = f"({', '.join(key)}) DO UPDATE SET {taken}"
    upsert = BulkInsert(table_of(table.model), names, conflict=conflict)
    new = 0
    if table in _BY_HAND_TOO:
        new = difference.counts.added
        _add(session, table, names, rows[:new])
    for start in range(new, len(rows), AT_ONCE):
        upsert.run(session, rows[start : start + AT_ONCE])


def _add(session: Session, table: Table, names: list[str], rows: list[tuple[Any, ...]]) -> None:
    """Insert rows that weren't there to be locked; what came meanwhile isn't written over."""
    insert = BulkInsert(table_of(table.model), names)
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        if insert.run(session, part) != len(part):
            raise Conflict("registry.meanwhile", list=table.name)


def _take_source(session: Session, file: RegistryFile) -> None:
    known = session.get(models.SourceRow, file.source, with_for_update=True)
    if known is not None and file.source_time < known.source_time:
        raise BadInput(
            "registry.older",
            source=file.source,
            file_time=file.source_time.isoformat(),
            stored_time=known.source_time.isoformat(),
        )
    values = {"source": file.source, "source_time": file.source_time}
    statement = dialect_insert(session, models.SourceRow).values(values)
    session.execute(statement.on_conflict_do_update(index_elements=["source"], set_=values))
