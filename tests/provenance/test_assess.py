"""Each live row of the verdict table, and which of two rows that hold comes first."""

from datetime import date, timedelta

import pytest

from provenance.answer import Answer, NotFound, Unavailable
from provenance.codes.read import read
from provenance.codes.reading import Reading
from provenance.records import Lot, LotState, StampState
from provenance.verdict import Circumstances, Colour, Verdict, VerdictKind, assess
from provenance.verdict.reasons import ReasonCode
from tests.provenance.goods import (
    GTIN,
    LOT,
    SERIAL,
    STAMP,
    TODAY,
    Changes,
    dossier,
    found,
    lot,
    of_lot,
    product,
    recall,
    stamp,
    unit,
)

YESTERDAY = TODAY - timedelta(days=1)
NOT_FOUND = NotFound(asked=("Sổ thử",))
UNAVAILABLE = Unavailable(reason="gateway.timeout")
K = VerdictKind
R = ReasonCode


def judge(
    reading: Reading, answer: Answer | None, today: date | None = TODAY, *, rescanned: bool = False
) -> Verdict:
    return assess(reading, answer, Circumstances(today=today, rescanned=rescanned))


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


@pytest.mark.parametrize(
    ("reading", "answer", "kind", "colour", "reasons"),
    [
        # row 1
        (unit(), found(recalls=(recall(),)), K.RECALLED, Colour.RED, [R.RECALL_PRODUCT]),
        (of_lot(), found(recalls=(recall(LOT),)), K.RECALLED, Colour.RED, [R.RECALL_LOT]),
        (
            unit(lot_name=None),
            found(recalls=(recall(LOT),)),
            K.RECALLED,
            Colour.RED,
            [R.RECALL_LOT],
        ),
        (product(), found(recalls=(recall(),)), K.RECALLED, Colour.RED, [R.RECALL_PRODUCT]),
        # rows 2 and 3
        (unit(), found(stamp=stamp(StampState.VOID)), K.VOID, Colour.RED, [R.STAMP_VOID]),
        (unit(), found(stamp=stamp(StampState.REPLACED)), K.VOID, Colour.RED, [R.STAMP_REPLACED]),
        (unit(), found(stamp=stamp(StampState.SOLD)), K.SOLD, Colour.RED, [R.STAMP_SOLD]),
        # row 6
        (
            unit(),
            found(stamp=stamp(StampState.SUSPECT)),
            K.SUSPECTED_COPY,
            Colour.ORANGE,
            [R.STAMP_SUSPECT],
        ),
        # row 7
        (of_lot(), found(lot=lot(use_by=YESTERDAY)), K.EXPIRED, Colour.ORANGE, [R.EXPIRED_LOT]),
        (of_lot("(17)261121"), found(), K.EXPIRED, Colour.ORANGE, [R.EXPIRED_CODE]),
        (of_lot("(15)261121"), NOT_FOUND, K.EXPIRED, Colour.ORANGE, [R.EXPIRED_CODE]),
        (of_lot("(17)261121"), UNAVAILABLE, K.EXPIRED, Colour.ORANGE, [R.EXPIRED_CODE]),
        (
            of_lot("(17)261121"),
            found(lot=lot(use_by=YESTERDAY)),
            K.EXPIRED,
            Colour.ORANGE,
            [R.EXPIRED_LOT, R.EXPIRED_CODE],
        ),
        # row 8
        *(
            (unit(), found(stamp=stamp(state)), K.NOT_ACTIVATED, Colour.ORANGE, [reason])
            for state, reason in (
                (StampState.ISSUED, R.STAMP_ISSUED),
                (StampState.AT_PRINTER, R.STAMP_AT_PRINTER),
                (StampState.INACTIVE, R.STAMP_INACTIVE),
            )
        ),
        # row 9
        (unit(), found(), K.VALID, Colour.GREEN, [R.STAMP_ACTIVE]),
        (unit("(17)261122"), found(), K.VALID, Colour.GREEN, [R.STAMP_ACTIVE]),
        (unit(), found(lot=lot(use_by=TODAY)), K.VALID, Colour.GREEN, [R.STAMP_ACTIVE]),
        (unit(), found(lot=lot(state=LotState.CLOSED)), K.VALID, Colour.GREEN, [R.STAMP_ACTIVE]),
        (unit(), found(lot=None), K.VALID, Colour.GREEN, [R.STAMP_ACTIVE, R.LOT_UNKNOWN]),
        (unit(), found(recalls=(recall("L2"),)), K.VALID, Colour.GREEN, [R.STAMP_ACTIVE]),
        # row 10
        (product(), found(lot=None, stamp=None), K.KNOWN, Colour.BLUE, [R.PRODUCT_KNOWN]),
        (product(), found(), K.KNOWN, Colour.BLUE, [R.PRODUCT_KNOWN]),
        (of_lot(), found(stamp=None), K.KNOWN, Colour.BLUE, [R.LOT_KNOWN]),
        (of_lot(), found(), K.KNOWN, Colour.BLUE, [R.LOT_KNOWN]),
        (of_lot(), found(lot=None), K.KNOWN, Colour.BLUE, [R.PRODUCT_KNOWN, R.LOT_UNKNOWN]),
        (
            of_lot(lot_name="L9"),
            found(stamp=None),
            K.KNOWN,
            Colour.BLUE,
            [R.PRODUCT_KNOWN, R.LOT_UNKNOWN],
        ),
        (
            product(),
            found(recalls=(recall("L2"),)),
            K.KNOWN,
            Colour.BLUE,
            [R.PRODUCT_KNOWN, R.RECALL_OTHER_LOTS],
        ),
        (
            unit(lot_name=None),
            found(stamp=stamp(StampState.ACTIVE, lot=None), recalls=(recall("L2"),)),
            K.KNOWN,
            Colour.BLUE,
            [R.PRODUCT_KNOWN, R.RECALL_OTHER_LOTS],
        ),
        (
            unit(),
            found(lot=lot(state=LotState.HELD)),
            K.KNOWN,
            Colour.BLUE,
            [R.LOT_HELD, R.LOT_KNOWN],
        ),
        # row 12
        (product(), NOT_FOUND, K.UNKNOWN, Colour.GREY, [R.ITEM_UNKNOWN]),
        (unit(), NOT_FOUND, K.UNKNOWN, Colour.GREY, [R.ITEM_UNKNOWN]),
        (unit(), found(stamp=None), K.UNKNOWN, Colour.GREY, [R.SERIAL_UNKNOWN]),
        (
            unit(),
            found(stamp=stamp(StampState.ACTIVE, serial="S2")),
            K.UNKNOWN,
            Colour.GREY,
            [R.SERIAL_UNKNOWN],
        ),
        # row 13
        (product(), UNAVAILABLE, K.UNAVAILABLE, Colour.GREY, [R.SOURCE_UNAVAILABLE]),
        (unit(), None, K.UNAVAILABLE, Colour.GREY, [R.SOURCE_UNAVAILABLE]),
    ],
)
def test_rows(
    reading: Reading, answer: Answer | None, kind: VerdictKind, colour: Colour, reasons: list[str]
) -> None:
    verdict = judge(reading, answer)
    assert (verdict.kind, verdict.colour, codes(verdict)) == (kind, colour, reasons)
    assert verdict.reading is reading
    assert verdict.answer is answer
    assert (verdict.rescan, verdict.dates_withheld) == (False, False)


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (f"(01){GTIN[:-1]}0", R.CODE_INVALID),
        ("8938505974190", R.CODE_INVALID),
        ("]E02012345678903", R.CODE_IN_STORE),
        ("(01)02012345678903", R.CODE_IN_STORE),
        ("(00)006141411234567890", R.CODE_NO_PRODUCT),
        ("000201", R.CODE_PAYMENT),
        ("WIFI:S:a;;", R.CODE_PERSONAL),
        ("https://example.vn", R.CODE_LINK),
        ("http:///", R.CODE_LINK),
        ("xin chào", R.CODE_TEXT),
        ("", R.CODE_UNREADABLE),
    ],
)
@pytest.mark.parametrize("answer", [None, found(), NOT_FOUND])
def test_row_14_whatever_was_answered(payload: str, reason: str, answer: Answer | None) -> None:
    verdict = judge(read(payload), answer)
    assert (verdict.kind, verdict.colour) == (K.NOT_A_TRACE_CODE, Colour.GREY)
    assert codes(verdict) == [reason]
    assert verdict.dossier is None


@pytest.mark.parametrize(
    ("reading", "answer", "reason", "values"),
    [
        (unit(lot_name="L2"), found(), R.LOT_DIFFERS, ("L2", LOT)),
        (
            unit("(17)261231"),
            found(lot=lot(use_by=date(2026, 12, 30))),
            R.EXPIRY_DIFFERS,
            ("2026-12-31", "2026-12-30"),
        ),
        (
            of_lot("(15)261231"),
            found(lot=lot(best_before=date(2027, 1, 1), use_by=date(2026, 12, 31))),
            R.EXPIRY_DIFFERS,
            ("2026-12-31", "2027-01-01"),
        ),
        (
            of_lot("(17)261231"),
            found(lot=lot(best_before=date(2026, 12, 30))),
            R.EXPIRY_DIFFERS,
            ("2026-12-31", "2026-12-30"),
        ),
        (
            of_lot("(17)261200"),
            found(lot=lot(use_by=date(2027, 1, 5))),
            R.EXPIRY_DIFFERS,
            ("2026-12-31", "2027-01-05"),
        ),
        (
            read("(01)08934563138165"),
            found(),
            R.GTIN_DIFFERS,
            ("08934563138165", GTIN),
        ),
    ],
)
def test_row_5_asks_for_a_second_reading(
    reading: Reading, answer: Answer, reason: str, values: tuple[str, str]
) -> None:
    first = judge(reading, answer)
    assert (first.kind, first.colour, first.rescan) == (K.MISMATCH, Colour.GREY, True)
    second = judge(reading, answer, rescanned=True)
    assert (second.kind, second.colour, second.rescan) == (K.MISMATCH, Colour.RED, False)
    assert codes(second) == [reason]
    assert second.reasons[0].params == (("on_code", values[0]), ("in_registry", values[1]))


@pytest.mark.parametrize(
    ("expiry", "record"),
    [
        ("(17)261231", lot(use_by=date(2026, 12, 31), best_before=date(2026, 12, 1))),
        ("(15)261201", lot(use_by=date(2026, 12, 31), best_before=date(2026, 12, 1))),
        ("(17)261200", lot(use_by=date(2026, 12, 5))),
        ("(17)261231", lot(best_before=date(2026, 12, 31))),
        ("(17)261231", lot()),
        ("(17)261231", None),
    ],
)
def test_dates_that_agree(expiry: str, record: Lot | None) -> None:
    assert judge(unit(expiry), found(lot=record)).kind is K.VALID


EXPIRED_LOT = lot(use_by=YESTERDAY)
OTHER_LOT = unit(lot_name="L2")


@pytest.mark.parametrize(
    ("reading", "changes", "kind"),
    [
        (unit(), {"recalls": (recall(),), "stamp": stamp(StampState.VOID)}, K.RECALLED),
        (OTHER_LOT, {"recalls": (recall("L2"),)}, K.RECALLED),
        (OTHER_LOT, {"recalls": (recall(LOT),)}, K.RECALLED),
        (OTHER_LOT, {"stamp": stamp(StampState.VOID)}, K.VOID),
        (OTHER_LOT, {"stamp": stamp(StampState.SOLD)}, K.SOLD),
        (OTHER_LOT, {"stamp": stamp(StampState.SUSPECT)}, K.MISMATCH),
        (unit(), {"stamp": stamp(StampState.SUSPECT), "lot": EXPIRED_LOT}, K.SUSPECTED_COPY),
        (unit(), {"stamp": stamp(StampState.INACTIVE), "lot": EXPIRED_LOT}, K.EXPIRED),
        (unit(), {"stamp": None, "lot": EXPIRED_LOT}, K.EXPIRED),
        (unit(), {"lot": lot(state=LotState.HELD, use_by=YESTERDAY)}, K.EXPIRED),
    ],
)
def test_the_first_row_that_holds(reading: Reading, changes: Changes, kind: VerdictKind) -> None:
    assert judge(reading, found(**changes)).kind is kind


@pytest.mark.parametrize(
    ("reading", "changes", "kind", "colour", "withheld"),
    [
        (unit(), {"lot": EXPIRED_LOT}, K.VALID_DATE_UNCHECKED, Colour.BLUE, True),
        (unit("(17)200101"), {}, K.VALID_DATE_UNCHECKED, Colour.BLUE, True),
        (unit(), {}, K.VALID, Colour.GREEN, False),
        (of_lot(), {"lot": EXPIRED_LOT}, K.KNOWN, Colour.BLUE, True),
        (unit(), {"lot": EXPIRED_LOT, "recalls": (recall(),)}, K.RECALLED, Colour.RED, True),
    ],
)
def test_without_a_trusted_clock(
    reading: Reading, changes: Changes, kind: VerdictKind, colour: Colour, *, withheld: bool
) -> None:
    verdict = judge(reading, found(**changes), None)
    assert (verdict.kind, verdict.colour, verdict.dates_withheld) == (kind, colour, withheld)


def test_unavailable_is_never_not_found() -> None:
    for reading in (product(), of_lot(), unit()):
        assert judge(reading, UNAVAILABLE).kind is K.UNAVAILABLE
        assert judge(reading, NOT_FOUND).kind is K.UNKNOWN


def test_product_known_and_serial_not_keeps_the_dossier() -> None:
    verdict = judge(unit(), found(stamp=None))
    assert verdict.dossier == dossier(stamp=None)
    assert verdict.info_present is not None
    assert verdict.reasons[0].params == (("asked", "Sổ thử"),)


def test_only_a_stamp_turns_green() -> None:
    """The stamp's record says nothing about a code that doesn't name its serial."""
    for reading in (product(), of_lot(), read(f"(01){GTIN}(21){SERIAL}X")):
        assert judge(reading, found()).colour is not Colour.GREEN


def test_since_when() -> None:
    ended = stamp(StampState.SOLD, ended_at=dossier().source_time)
    assert judge(unit(), found(stamp=ended)).reasons[0].params == (
        ("since", "2026-11-01T08:00:00+00:00"),
    )
    assert judge(unit(), found(stamp=STAMP)).reasons[0].params == ()
