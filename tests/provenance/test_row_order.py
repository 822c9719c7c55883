"""Which row wins where several hold: every pair of neighbours, and the table as a whole.

All cases of a grid are judged: stamps, lots, recalls, dates, signatures and answers in every
combination. A pair of neighbours either meets in some case of it, and then the first one wins, or
is listed here with the reason why it never can.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import pairwise, product

import pytest

from provenance.answer import (
    Answer,
    EstablishmentAnswer,
    FoundEstablishment,
    NotFound,
    Unavailable,
    Via,
)
from provenance.codes.read import read
from provenance.codes.reading import Kind, Reading
from provenance.records import Establishment, LotState, StampState
from provenance.signatures.check import SignatureCheck, SignatureState
from provenance.verdict import Circumstances, Colour, VerdictKind, assess
from provenance.verdict.case import Case
from provenance.verdict.rows import ROWS
from tests.provenance import goods
from tests.provenance.goods import GROWER, MOMENT, TODAY, found, of_lot, recall, stamp, unit

K = VerdictKind

NEVER_BOTH = {
    (K.VOID, K.SOLD): "a stamp has one state",
    (K.SIGNED_BUT_UNKNOWN, K.SUSPECTED_COPY): "a stamp that isn't known has no state",
    (K.NOT_ACTIVATED, K.VALID_DATE_UNCHECKED): "a stamp has one state",
    (K.KNOWN, K.SIGNED_STATE_UNKNOWN): "somebody answered, or nobody could be asked",
    (K.SIGNED_STATE_UNKNOWN, K.ESTABLISHMENT): "goods are no establishment",
    (K.ESTABLISHMENT, K.UNKNOWN): "somebody knows it, or nobody does",
    (K.UNKNOWN, K.UNAVAILABLE): "somebody answered, or nobody could be asked",
    (K.UNAVAILABLE, K.NOT_A_TRACE_CODE): "what is no trace code is never looked up",
}
YESTERDAY = TODAY - timedelta(days=1)
SHOP = Reading(kind=Kind.ESTABLISHMENT, what="gln")


@dataclass(frozen=True, slots=True)
class Met:
    """What was seen in the grid."""

    winners: set[VerdictKind] = field(default_factory=set)
    together: set[tuple[VerdictKind, VerdictKind]] = field(default_factory=set)


def answers() -> Iterator[Answer | EstablishmentAnswer | None]:
    yield from (None, NotFound(asked=("Sổ thử",)), Unavailable(reason="gateway.timeout"))
    place = Establishment(party=GROWER, source="Sổ thử", source_time=MOMENT)
    yield FoundEstablishment(establishment=place, via=Via.GATEWAY, fetched_at=MOMENT)
    stamps = [None, *(stamp(state) for state in StampState), stamp(StampState.SUSPECT, lot="L2")]
    lots = [
        None,
        goods.lot(),
        goods.lot(use_by=YESTERDAY),
        goods.lot(use_by=TODAY),
        goods.lot(state=LotState.HELD),
    ]
    recalls = [(), (recall(),), (recall("L9"),)]
    for one, batch, orders in product(stamps, lots, recalls):
        yield found(stamp=one, lot=batch, recalls=orders)


def signatures() -> Iterator[SignatureCheck | None]:
    yield None
    for state in SignatureState:
        yield SignatureCheck(state=state, kid="0a1b")


def cases() -> Iterator[tuple[Reading, Answer | EstablishmentAnswer | None, Circumstances]]:
    readings = [unit(), unit("(17)261121"), unit(lot_name=None), of_lot("(17)261122"), SHOP]
    days: list[date | None] = [TODAY, None]
    for reading, answer, signature, today in product(readings, answers(), signatures(), days):
        if reading is SHOP and signature is not None:
            continue
        for orders in ((), (recall("L9"),)):
            yield (
                reading,
                answer,
                Circumstances(today=today, rescanned=True, signature=signature, recalls=orders),
            )


@cache
def met() -> Met:
    """Judge the whole grid, each row by itself and the table as one."""
    seen = Met()
    for reading, answer, circumstances in cases():
        case = Case(reading=reading, item=reading.item, answer=answer, circumstances=circumstances)
        holding = [kind for kind, row in ROWS if row(case) is not None]
        verdict = assess(reading, answer, circumstances)
        assert verdict.kind is holding[0]
        assert verdict.reasons
        assert (verdict.colour is Colour.GREEN) == (verdict.kind is K.VALID)
        seen.winners.add(verdict.kind)
        seen.together.update(pairwise([kind for kind in K if kind in holding]))
        seen.together.update((holding[0], other) for other in holding[1:])
    return seen


def test_every_row_wins_somewhere() -> None:
    assert met().winners == set(VerdictKind) - {K.NOT_A_TRACE_CODE}


@pytest.mark.parametrize(
    "pair", [pytest.param(pair, id=f"{pair[0]}-{pair[1]}") for pair in pairwise(VerdictKind)]
)
def test_neighbours(pair: tuple[VerdictKind, VerdictKind]) -> None:
    assert (pair in met().together) != (pair in NEVER_BOTH)


@pytest.mark.parametrize(
    ("first", "second", "reading", "answer", "signature"),
    [
        (K.RECALLED, K.VOID, unit(),
         found(recalls=(recall(),), stamp=stamp(StampState.VOID)), None),
        (K.SOLD, K.BAD_SIGNATURE, unit(), found(stamp=stamp(StampState.SOLD)), "bad"),
        (K.BAD_SIGNATURE, K.MISMATCH, unit(lot_name="L2"), found(), "bad"),
        (K.MISMATCH, K.SIGNED_BUT_UNKNOWN, unit("(17)261231"),
         found(stamp=None, lot=goods.lot(use_by=TODAY)), "good"),
        (K.SUSPECTED_COPY, K.EXPIRED, unit("(17)261121"),
         found(stamp=stamp(StampState.SUSPECT)), None),
        (K.EXPIRED, K.NOT_ACTIVATED, unit("(17)261121"),
         found(stamp=stamp(StampState.INACTIVE)), None),
        (K.VALID, K.KNOWN, unit(), found(), None),
    ],
)  # fmt: skip
def test_the_first_of_two_neighbours_wins(
    first: VerdictKind,
    second: VerdictKind,
    reading: Reading,
    answer: Answer,
    signature: str | None,
) -> None:
    found_ = SignatureCheck(state=SignatureState(signature), kid="0a1b") if signature else None
    circumstances = Circumstances(today=TODAY, rescanned=True, signature=found_)
    case = Case(reading=reading, item=reading.item, answer=answer, circumstances=circumstances)
    rows = dict(ROWS)
    assert rows[first](case) is not None
    assert rows[second](case) is not None
    assert assess(reading, answer, circumstances).kind is first


def test_8a_goes_before_9() -> None:
    reading = unit("(17)261231")
    circumstances = Circumstances(today=None, rescanned=True)
    case = Case(reading=reading, item=reading.item, answer=found(), circumstances=circumstances)
    rows = dict(ROWS)
    assert rows[K.VALID](case) is not None
    assert assess(reading, found(), circumstances).kind is K.VALID_DATE_UNCHECKED


@pytest.mark.parametrize("payload", ["000201", "https://example.vn", f"(01){goods.GTIN[:-1]}0"])
def test_what_is_no_trace_code_is_judged_before_all(payload: str) -> None:
    for answer in answers():
        for signature in signatures():
            verdict = assess(read(payload), answer, Circumstances(today=TODAY, signature=signature))
            assert verdict.kind is K.NOT_A_TRACE_CODE
