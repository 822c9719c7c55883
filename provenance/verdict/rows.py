"""The rows of the verdict table, first row first.

Each row is a function that gives a finding where it holds, None where it doesn't. The rows, with
what their reasons mean, stand in docs/verdicts.md. Those about recalls, signatures and
establishments have modules of their own.
"""

from collections.abc import Callable
from datetime import date
from typing import assert_never

from provenance.answer import Found, FoundEstablishment, NotFound, Unavailable
from provenance.records import LotState, StampState
from provenance.verdict.case import Case, Finding
from provenance.verdict.establishments import establishment
from provenance.verdict.reasons import ReasonCode, because
from provenance.verdict.recalls import other_lots, recalled
from provenance.verdict.signatures import (
    bad_signature,
    signed_but_unknown,
    signed_state_unknown,
)
from provenance.verdict.verdict import Reason, VerdictKind

Row = Callable[[Case], Finding | None]


def void(case: Case) -> Finding | None:
    """Row 2: the stamp was cancelled, or replaced by another."""
    return _stamp_finding(
        case,
        {
            StampState.VOID: ReasonCode.STAMP_VOID,
            StampState.REPLACED: ReasonCode.STAMP_REPLACED,
        },
    )


def sold(case: Case) -> Finding | None:
    """Row 3: the stamp was confirmed as sold."""
    return _stamp_finding(case, {StampState.SOLD: ReasonCode.STAMP_SOLD})


def mismatch(case: Case) -> Finding | None:
    """Row 5: code and registry disagree.

    Most such alarms are faults of reading (a lost separator), so the first one asks for a re-scan.
    """
    reasons = tuple(_differences(case))
    return Finding(reasons=reasons, rescan=not case.circumstances.rescanned) if reasons else None


def suspected_copy(case: Case) -> Finding | None:
    """Row 6: the registry suspects that the stamp was copied."""
    return _stamp_finding(case, {StampState.SUSPECT: ReasonCode.STAMP_SUSPECT})


def expired(case: Case) -> Finding | None:
    """Row 7: a date has passed; it also holds where nobody knows the goods."""
    today = case.circumstances.today
    dates = (
        (ReasonCode.EXPIRED_LOT, case.lot_expires),
        (ReasonCode.EXPIRED_CODE, case.reading.expires),
    )
    if today is None:
        return None
    return _finding(
        tuple(
            because(code, date=str(day)) for code, day in dates if day is not None and day < today
        )
    )


def not_activated(case: Case) -> Finding | None:
    """Row 8: the stamp was made, but never put into use."""
    return _stamp_finding(
        case,
        {
            StampState.ISSUED: ReasonCode.STAMP_ISSUED,
            StampState.AT_PRINTER: ReasonCode.STAMP_AT_PRINTER,
            StampState.INACTIVE: ReasonCode.STAMP_INACTIVE,
        },
    )


def valid_date_unchecked(case: Case) -> Finding | None:
    """Row 8a: as row 9, but there is a date and no clock to check it with."""
    return valid(case) if case.circumstances.today is None and case.has_expiry else None


def valid(case: Case) -> Finding | None:
    """Row 9: the registry knows this unit, and its stamp is active."""
    finding = _stamp_finding(case, {StampState.ACTIVE: ReasonCode.STAMP_ACTIVE})
    if finding is None or _is_held(case) or other_lots(case):
        return None
    return Finding(reasons=(*finding.reasons, *_notes(case)))


def known(case: Case) -> Finding | None:
    """Row 10: the registry knows the product or the lot, and nothing was claimed of the unit."""
    if case.dossier is None or case.serial_is_unknown:
        return None
    held = (because(ReasonCode.LOT_HELD),) if _is_held(case) else ()
    code = ReasonCode.LOT_KNOWN if case.lot else ReasonCode.PRODUCT_KNOWN
    return Finding(reasons=(*held, because(code), *_notes(case)))


def unknown(case: Case) -> Finding | None:
    """Row 12: all who were asked answered, and none knows the goods, or this unit of them."""
    match case.answer:
        case NotFound(asked=asked):
            item_unknown = because(ReasonCode.ITEM_UNKNOWN, asked=", ".join(asked))
            return _finding((item_unknown, *other_lots(case)))
        case Found(dossier=dossier) if case.serial_is_unknown:
            serial_unknown = because(ReasonCode.SERIAL_UNKNOWN, asked=dossier.source)
            return _finding((serial_unknown, *_notes(case)))
        case Found() | FoundEstablishment() | Unavailable() | None:
            return None
        case other:
            assert_never(other)


def unavailable(case: Case) -> Finding | None:
    """Row 13: nobody could be asked, which says nothing about the goods.

    It holds too where the answer is about something of another sort than the code: whoever gave it
    wasn't asked the right question.
    """
    match case.answer:
        case Unavailable(reason=why):
            pass
        case None:
            why = "not_asked"
        case Found() | FoundEstablishment() if not case.dossier and not case.establishment:
            why = "answer.other"
        case Found() | FoundEstablishment() | NotFound():
            return None
        case other:
            assert_never(other)
    unasked = because(ReasonCode.SOURCE_UNAVAILABLE, reason=why)
    return _finding((unasked, *other_lots(case)))


ROWS: tuple[tuple[VerdictKind, Row], ...] = (
    (VerdictKind.RECALLED, recalled),
    (VerdictKind.VOID, void),
    (VerdictKind.SOLD, sold),
    (VerdictKind.BAD_SIGNATURE, bad_signature),
    (VerdictKind.MISMATCH, mismatch),
    (VerdictKind.SIGNED_BUT_UNKNOWN, signed_but_unknown),
    (VerdictKind.SUSPECTED_COPY, suspected_copy),
    (VerdictKind.EXPIRED, expired),
    (VerdictKind.NOT_ACTIVATED, not_activated),
    (VerdictKind.VALID_DATE_UNCHECKED, valid_date_unchecked),
    (VerdictKind.VALID, valid),
    (VerdictKind.KNOWN, known),
    (VerdictKind.SIGNED_STATE_UNKNOWN, signed_state_unknown),
    (VerdictKind.ESTABLISHMENT, establishment),
    (VerdictKind.UNKNOWN, unknown),
    (VerdictKind.UNAVAILABLE, unavailable),
)


def _finding(reasons: tuple[Reason, ...]) -> Finding | None:
    return Finding(reasons=reasons) if reasons else None


def _stamp_finding(case: Case, codes: dict[StampState, ReasonCode]) -> Finding | None:
    stamp = case.stamp
    if stamp is None or stamp.state not in codes:
        return None
    moment = stamp.activated_at if stamp.state is StampState.ACTIVE else stamp.ended_at
    since = {"since": moment.isoformat()} if moment else {}
    return _finding((because(codes[stamp.state], **since),))


def _is_held(case: Case) -> bool:
    return case.lot is not None and case.lot.state is LotState.HELD


def _notes(case: Case) -> tuple[Reason, ...]:
    """Tell what else the screen should say of goods that somebody knows."""
    notes = []
    if case.lots and case.lot is None:
        notes.append(because(ReasonCode.LOT_UNKNOWN))
    return (*notes, *other_lots(case))


def _differences(case: Case) -> list[Reason]:
    if case.dossier is None or case.item is None:
        return []
    reasons = []
    if case.dossier.item.gtin != case.item.gtin:
        reasons.append(
            because(
                ReasonCode.GTIN_DIFFERS, on_code=case.item.gtin, in_registry=case.dossier.item.gtin
            )
        )
    stamped = case.stamp.lot if case.stamp else None
    if case.item.lot is not None and stamped is not None and case.item.lot != stamped:
        reasons.append(because(ReasonCode.LOT_DIFFERS, on_code=case.item.lot, in_registry=stamped))
    printed, recorded = _comparable_dates(case)
    if printed is not None and recorded is not None and printed != recorded:
        reasons.append(
            because(ReasonCode.EXPIRY_DIFFERS, on_code=str(printed), in_registry=str(recorded))
        )
    return reasons


def _comparable_dates(case: Case) -> tuple[date | None, date | None]:
    """Give the expiry date of the code, and the one of the lot to compare it with.

    Like is compared with like (AI 17 with use-by, AI 15 with best-before). A record that holds only
    the other kind is compared too: labels in Vietnam carry one date, which either AI may repeat. A
    code without a day (DD = 00) is compared by its month.
    """
    printed = case.reading.expires
    if printed is None or case.lot is None or case.lot.expires is None:
        return printed, None
    values = dict(case.reading.ais)
    same_kind = case.lot.use_by if "17" in values else case.lot.best_before
    recorded = same_kind or case.lot.expires
    raw = values.get("17", values.get("15", ""))
    same_month = (printed.year, printed.month) == (recorded.year, recorded.month)
    return printed, printed if raw.endswith("00") and same_month else recorded
