"""What is done to stamps that were issued: to all of those that are named, or to none.

What was done before is left as it is, so that an answer that got lost may be asked for again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from fleet.accounts import audit
from fleet.db.bulk import BulkInsert
from fleet.db.upsert import table_of
from fleet.errors import BadInput, Conflict, NotThere
from fleet.registry.models import StampRow
from fleet.stamps.models import IssuedStamp, StampChange, StampHint
from fleet.stamps.selection import Chosen, Found, chunks, find, named
from provenance.keys import Gtin
from provenance.records import StampState
from provenance.stamps.states import ENDED, Action, BadTransition, after

LONGEST_NOTE = 300
_CHANGE = ("gtin", "serial", "at", "action", "before", "after", "who", "note")
NEEDS_REASON = frozenset({Action.VOID, Action.REPLACE, Action.SUSPECT, Action.CLEAR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What is to be done, and why.

    Attributes:
        note: the reason, or where the goods were sold; people read it with the verdict.
        note_en: the same in English, where somebody wrote it.
        leave_ended: pass over stamps that are sold, void or replaced, which else are an error.
        replacement: serial of the stamp that takes the place of the one chosen.
    """

    action: Action
    note: str = ""
    note_en: str = ""
    leave_ended: bool = False
    replacement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of the stamps: changed, in that state already, or passed over."""

    changed: int
    unchanged: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    changed: list[Found]
    unchanged: int
    left: int


def act(session: Session, chosen: Chosen, deed: Deed, *, at: datetime, by: str) -> Done:
    """Do something to stamps inside a writing transaction.

    Raises:
        BadInput: `stamps.reason`, `stamps.note`, `stamps.action`, `stamps.replacement`, and those
            of `find`.
        NotThere: those of `find`.
        Conflict: `stamps.state` with the serials that are in another state,
            `stamps.replaced_otherwise`, `stamps.not_issued_here`.
    """
    check(deed)
    gtin, found = find(session, chosen, lock=True)
    plan = _planned(gtin, found, deed)
    if deed.replacement is not None:
        _replace(session, gtin, found, deed.replacement)
    if plan.changed:
        change(session, gtin, plan.changed, deed, at=at, by=by)
        audit.record(
            session,
            at=at,
            who=by,
            what=f"stamps.{deed.action}",
            subject=gtin if chosen.batch is None else f"{gtin} batch {chosen.batch}",
            count=len(plan.changed),
            serials=named(one.serial for one in plan.changed),
            lot=chosen.lot,
            note=deed.note,
            replacement=deed.replacement,
        )
    return Done(changed=len(plan.changed), unchanged=plan.unchanged, left=plan.left)


def change(
    session: Session, gtin: Gtin, stamps: Sequence[Found], deed: Deed, *, at: datetime, by: str
) -> None:
    """Give stamps their next state, and add to the history of each.

    Args:
        stamps: locked, each in a state from which the action leads on.
    """
    note = deed.note if deed.replacement is None else f"{deed.replacement}: {deed.note}"
    target = after(stamps[0].state, deed.action)
    action, after_it = deed.action.value, target.value
    rows = [(gtin, one.serial, at, action, one.state.value, after_it, by, note) for one in stamps]
    for part in chunks([one.serial for one in stamps]):
        those = (StampRow.gtin == gtin, StampRow.serial.in_(part))
        session.execute(update(StampRow).where(*those).values(_values(deed, target, at)))
        if deed.action is Action.CLEAR:
            _clear_hints(session, gtin, part, at)
    changes = BulkInsert(table_of(StampChange), _CHANGE)
    for start in range(0, len(rows), 10_000):
        changes.run(session, rows[start : start + 10_000])


def check(deed: Deed) -> None:
    """Make sure that what is asked for is whole.

    Raises:
        BadInput: `stamps.reason`, `stamps.note`, `stamps.replacement`, `stamps.action`.
    """
    if deed.action is Action.PRINT:
        raise BadInput("stamps.action", action=deed.action)
    if deed.action in NEEDS_REASON and not deed.note.strip():
        raise BadInput("stamps.reason", action=deed.action)
    if len(deed.note) > LONGEST_NOTE or not deed.note.isprintable():
        raise BadInput("stamps.note", longest=LONGEST_NOTE)
    if (deed.action is Action.REPLACE) != (deed.replacement is not None):
        raise BadInput("stamps.replacement")


def _planned(gtin: Gtin, found: list[Found], deed: Deed) -> _Plan:
    changed: list[Found] = []
    left = 0
    wrong: dict[StampState, list[str]] = {}
    for one in found:
        try:
            target = after(one.state, deed.action)
        except BadTransition:
            if deed.leave_ended and one.state in ENDED:
                left += 1
            else:
                wrong.setdefault(one.state, []).append(one.serial)
            continue
        if target is not one.state:
            changed.append(one)
    if wrong:
        shown = "; ".join(f"{state}: {named(serials)}" for state, serials in wrong.items())
        count = sum(map(len, wrong.values()))
        raise Conflict("stamps.state", action=deed.action, gtin=gtin, count=count, serials=shown)
    return _Plan(changed=changed, unchanged=len(found) - len(changed) - left, left=left)


def _replace(session: Session, gtin: Gtin, found: list[Found], replacement: str) -> None:
    if len(found) != 1 or found[0].serial == replacement:
        raise BadInput("stamps.replacement")
    (old,) = found
    new = session.get(StampRow, (gtin, replacement), with_for_update=True)
    if new is None:
        raise NotThere("stamps.unknown", gtin=gtin, count=1, serials=replacement)
    if StampState(new.state) in ENDED:
        serials = f"{new.state}: {replacement}"
        raise Conflict("stamps.state", action="replace", gtin=gtin, count=1, serials=serials)
    issued = session.get(IssuedStamp, (gtin, old.serial))
    if issued is None:
        raise Conflict("stamps.not_issued_here", gtin=gtin, serial=old.serial)
    if old.state is StampState.REPLACED and issued.replaced_by != replacement:
        raise Conflict("stamps.replaced_otherwise", serial=old.serial, by=issued.replaced_by or "?")
    issued.replaced_by = replacement


def _values(deed: Deed, target: StampState, at: datetime) -> dict[str, object]:
    values: dict[str, object] = {"state": target.value, "fetched_at": at}
    match deed.action:
        case Action.ACTIVATE:
            values["activated_at"] = at
        case Action.CLEAR:
            values |= {"ended_at": None, "note_vi": None, "note_en": None}
        case Action.SELL | Action.VOID | Action.REPLACE | Action.SUSPECT:
            values |= {"ended_at": at, **_notes(deed)}
        case Action.PRINT | Action.DELIVER:
            pass
    return values


def _notes(deed: Deed) -> dict[str, object]:
    return {"note_vi": deed.note.strip() or None, "note_en": deed.note_en.strip() or None}


def _clear_hints(session: Session, gtin: Gtin, serials: Sequence[str], at: datetime) -> None:
    those = (
        StampHint.gtin == gtin,
        StampHint.serial.in_(serials),
        StampHint.suspect,
        StampHint.cleared_at.is_(None),
    )
    session.execute(update(StampHint).where(*those).values(cleared_at=at))
