"""Which goods a recall names."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.answer import Answer, NotFound, Unavailable
from provenance.codes.read import read
from provenance.keys import Gtin, ItemKey
from provenance.recalls import Hit, hit, in_range
from provenance.records import PartyId, Recall, StampState
from provenance.signatures.check import SignatureCheck, SignatureState
from provenance.verdict import Circumstances, VerdictKind, assess
from provenance.verdict.reasons import ReasonCode
from tests.provenance.goods import (
    GROWER,
    GTIN,
    LOT,
    SERIAL,
    TODAY,
    found,
    of_lot,
    product,
    recall,
    unit,
)

OTHER = Gtin("08930000000019")
WHOLE = recall()
OF_LOT = recall(LOT)
OF_PARTY = replace(WHOLE, gtin=None, party=GROWER.party_id)
OF_SERIALS = replace(WHOLE, serial_from="S0", serial_to="S5")
LIFTED = replace(WHOLE, lifted_at=datetime(2026, 11, 2, tzinfo=UTC))
UNIT = ItemKey(gtin=GTIN, lot=LOT, serial=SERIAL)
BARE = ItemKey(gtin=GTIN)
GOOD = SignatureCheck(state=SignatureState.GOOD, kid="0a1b")


@pytest.mark.parametrize(
    ("order", "item", "lots", "parties", "expected"),
    [
        (WHOLE, BARE, (), (), Hit.PRODUCT),
        (WHOLE, UNIT, (LOT,), (), Hit.PRODUCT),
        (WHOLE, ItemKey(gtin=OTHER), (), (), None),
        (OF_LOT, UNIT, (LOT,), (), Hit.LOT),
        (OF_LOT, UNIT, ("L2", LOT), (), Hit.LOT),
        (OF_LOT, UNIT, ("L2",), (), None),
        (OF_LOT, BARE, (), (), Hit.PERHAPS),
        (OF_PARTY, BARE, (), (GROWER.party_id,), Hit.PARTY),
        (OF_PARTY, BARE, (), (PartyId("other"),), None),
        (OF_PARTY, BARE, (), (), None),
        (OF_SERIALS, UNIT, (LOT,), (), Hit.SERIAL),
        (OF_SERIALS, replace(UNIT, serial="S6"), (LOT,), (), None),
        (OF_SERIALS, BARE, (), (), Hit.PERHAPS),
        (replace(OF_SERIALS, lot="L2"), UNIT, (LOT,), (), None),
        (LIFTED, UNIT, (LOT,), (), None),
        (replace(WHOLE, gtin=None), UNIT, (LOT,), (GROWER.party_id,), None),
    ],
)
def test_how_a_recall_concerns_goods(
    order: Recall,
    item: ItemKey,
    lots: tuple[str, ...],
    parties: tuple[PartyId, ...],
    expected: Hit | None,
) -> None:
    assert hit(order, item, lots, parties) is expected


@pytest.mark.parametrize(
    ("serial", "first", "last", "expected"),
    [
        ("150", "100", "199", True),
        ("100", "100", "199", True),
        ("199", "100", "199", True),
        ("200", "100", "199", False),
        ("15", "100", "199", False),
        ("1500", "100", "199", False),
        ("15A", "100", "199", False),
        ("15", "9", "100", False),
        ("AB15", "AB1", "AB2", True),
        ("ab15", "AB1", "AB2", False),
        ("zz", "a", None, True),
        ("zz", None, "a", False),
        ("١٥٠", "100", "199", False),
    ],
)
def test_ranges_of_serials(
    serial: str, first: str | None, last: str | None, *, expected: bool
) -> None:
    assert in_range(serial, first, last) is expected


@given(st.integers(0, 9999), st.integers(0, 9999), st.integers(0, 9999))
def test_digits_of_one_length_are_numbers(serial: int, first: int, last: int) -> None:
    expected = first <= serial <= last
    assert in_range(f"{serial:04}", f"{first:04}", f"{last:04}") is expected


@pytest.mark.parametrize(
    ("order", "reason"),
    [(OF_PARTY, ReasonCode.RECALL_PARTY), (OF_SERIALS, ReasonCode.RECALL_SERIAL)],
)
def test_the_verdict_says_why(order: Recall, reason: ReasonCode) -> None:
    verdict = assess(unit(), found(recalls=(order,)), Circumstances(today=TODAY))
    assert verdict.kind is VerdictKind.RECALLED
    assert [one.code for one in verdict.reasons] == [reason]


def test_a_recall_of_serials_keeps_a_bare_code_from_green_only() -> None:
    verdict = assess(
        product(), found(recalls=(OF_SERIALS,), stamp=None), Circumstances(today=TODAY)
    )
    assert verdict.kind is VerdictKind.KNOWN
    assert ReasonCode.RECALL_OTHER_LOTS in {one.code for one in verdict.reasons}


def test_a_lifted_recall_says_nothing() -> None:
    verdict = assess(unit(), found(recalls=(LIFTED,)), Circumstances(today=TODAY))
    assert verdict.dossier is not None
    assert verdict.dossier.stamp is not None
    assert verdict.dossier.stamp.state is StampState.ACTIVE
    assert verdict.kind is VerdictKind.VALID


@pytest.mark.parametrize("order", [OF_SERIALS, OF_LOT], ids=["serials", "lot"])
@pytest.mark.parametrize(
    ("answer", "signature", "kind"),
    [
        (NotFound(asked=("Sổ thử",)), GOOD, VerdictKind.SIGNED_BUT_UNKNOWN),
        (Unavailable(reason="gateway.timeout"), GOOD, VerdictKind.SIGNED_STATE_UNKNOWN),
        (None, GOOD, VerdictKind.SIGNED_STATE_UNKNOWN),
        (NotFound(asked=("Sổ thử",)), None, VerdictKind.UNKNOWN),
        (Unavailable(reason="gateway.timeout"), None, VerdictKind.UNAVAILABLE),
        (None, None, VerdictKind.UNAVAILABLE),
    ],
)
def test_other_lots_are_told_of_goods_that_nobody_knows(
    order: Recall, answer: Answer | None, signature: SignatureCheck | None, kind: VerdictKind
) -> None:
    circumstances = Circumstances(today=TODAY, recalls=(order,), signature=signature)
    verdict = assess(product(), answer, circumstances)
    assert verdict.kind is kind
    assert ReasonCode.RECALL_OTHER_LOTS in {one.code for one in verdict.reasons}
    assert verdict.recalls == (order,)

    concerned = of_lot() if order is OF_LOT else unit(lot_name=None)
    assert assess(concerned, answer, circumstances).kind is VerdictKind.RECALLED
    spared = read(f"(01){GTIN}(10)L8(21)S6")
    elsewhere = assess(spared, answer, circumstances)
    assert elsewhere.kind is kind
    assert ReasonCode.RECALL_OTHER_LOTS not in {one.code for one in elsewhere.reasons}
