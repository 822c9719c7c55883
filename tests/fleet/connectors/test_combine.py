"""How one answer is made of many: every row of the table."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from fleet.connectors.ask import Asked
from fleet.connectors.combine import Combined, combine, says_all
from fleet.connectors.port import Known, NotKnown, Outcome
from provenance.answer import Unavailable
from provenance.keys import Gtin, ItemKey
from provenance.records import (
    Certificate,
    CertificateKind,
    Dossier,
    Lot,
    LotState,
    PartyId,
    Recall,
    RecallId,
    Stamp,
    StampState,
    Step,
    Text,
    TradeItem,
)

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
GTIN = Gtin("08930000000019")
PRODUCT = ItemKey(gtin=GTIN)
LOT = ItemKey(gtin=GTIN, lot="L1")
UNIT = ItemKey(gtin=GTIN, serial="S1")

ITEM = Dossier(
    item=TradeItem(gtin=GTIN, name=Text(vi="Rau muống")), source="Sổ thành phố", source_time=NOW
)
WITH_LOT = replace(ITEM, lot=Lot(gtin=GTIN, lot="L1"))
STAMP = Stamp(gtin=GTIN, serial="S1", state=StampState.ACTIVE, issuer=PartyId("htx"))
WITH_STAMP = replace(WITH_LOT, stamp=STAMP)
DOWN = Unavailable(reason="connector.timeout")
NO = NotKnown(fetched_at=NOW)


def known(dossier: Dossier, source: str) -> Known:
    return Known(dossier=replace(dossier, source=source), fetched_at=NOW)


def together(key: ItemKey, own: Dossier | None, **outcomes: Outcome) -> Combined:
    asked = [Asked(name=name, title=name, outcome=one) for name, one in outcomes.items()]
    return combine(key, own, ["Sổ thành phố"], asked)


@pytest.mark.parametrize(
    ("key", "own", "outcomes", "source"),
    [
        (PRODUCT, ITEM, {}, "Sổ thành phố"),
        (PRODUCT, ITEM, {"a": known(ITEM, "a")}, "Sổ thành phố"),
        (PRODUCT, ITEM, {"a": NO, "b": DOWN}, "Sổ thành phố"),
        (PRODUCT, None, {"a": known(ITEM, "a"), "b": known(ITEM, "b")}, "a"),
        (PRODUCT, None, {"a": DOWN, "b": known(ITEM, "b")}, "b"),
        (PRODUCT, None, {"a": NO, "b": known(ITEM, "b")}, "b"),
        (PRODUCT, None, {"a": known(ITEM, "a"), "b": known(WITH_LOT, "b")}, "a"),
        (LOT, ITEM, {"a": known(WITH_LOT, "a")}, "a"),
        (LOT, WITH_LOT, {"a": known(WITH_STAMP, "a")}, "Sổ thành phố"),
        (UNIT, WITH_LOT, {"a": known(WITH_STAMP, "a")}, "a"),
        (UNIT, WITH_STAMP, {"a": known(WITH_STAMP, "a")}, "Sổ thành phố"),
        (UNIT, ITEM, {"a": known(ITEM, "a"), "b": DOWN}, "Sổ thành phố"),
        (UNIT, None, {"a": known(ITEM, "a"), "b": known(WITH_STAMP, "b")}, "b"),
    ],
    ids=range(13),
)
def test_who_says_most_about_these_goods_is_believed(
    key: ItemKey, own: Dossier | None, outcomes: dict[str, Outcome], source: str
) -> None:
    found = together(key, own, **outcomes)
    assert found.dossier is not None
    assert found.dossier.source == source
    assert not found.not_found
    assert (found.fetched_at is None) is (source == "Sổ thành phố")


@pytest.mark.parametrize(
    ("outcomes", "not_found", "missing"),
    [
        ({}, True, {}),
        ({"a": NO}, True, {}),
        ({"a": NO, "b": NO}, True, {}),
        ({"a": DOWN}, False, {"a": "connector.timeout"}),
        ({"a": NO, "b": DOWN}, False, {"b": "connector.timeout"}),
        ({"a": DOWN, "b": DOWN}, False, {"a": "connector.timeout", "b": "connector.timeout"}),
    ],
    ids=range(6),
)
def test_not_found_needs_everybodys_word(
    outcomes: dict[str, Outcome], *, not_found: bool, missing: dict[str, str]
) -> None:
    found = together(PRODUCT, None, **outcomes)
    assert found.dossier is None
    assert found.not_found is not_found
    assert found.missing == missing
    answered = [name for name, one in outcomes.items() if one is not DOWN]
    assert found.asked == ("Sổ thành phố", *answered)


def test_recalls_count_from_whoever_has_them() -> None:
    order = Recall(
        recall_id=RecallId("R1"),
        gtin=GTIN,
        reason=Text(vi="Tồn dư"),
        authority="Chi cục",
        since=date(2026, 11, 1),
    )
    recalled = replace(ITEM, recalls=(order,))
    found = together(UNIT, WITH_STAMP, a=known(recalled, "a"), b=known(recalled, "b"))
    assert found.dossier is not None
    assert found.dossier.stamp == STAMP
    assert found.dossier.recalls == (order,)


def test_steps_and_papers_are_added_where_there_are_none() -> None:
    step = Step(at=NOW, biz_step="packing", place="Nhà sơ chế")
    paper = Certificate(kind=CertificateKind.VIETGAP, number="1", issuer="Sở")
    found = together(
        PRODUCT,
        ITEM,
        a=known(replace(ITEM, steps=(step,)), "a"),
        b=known(replace(ITEM, certificates=(paper,)), "b"),
    )
    assert found.dossier is not None
    assert found.dossier.source == "Sổ thành phố"
    assert found.dossier.steps == (step,)
    assert found.dossier.certificates == (paper,)


@pytest.mark.parametrize(
    ("key", "dossier", "all_said"),
    [
        (PRODUCT, None, False),
        (PRODUCT, ITEM, True),
        (LOT, ITEM, False),
        (LOT, WITH_LOT, True),
        (UNIT, WITH_LOT, False),
        (UNIT, WITH_STAMP, True),
    ],
    ids=range(6),
)
def test_others_are_asked_only_for_what_is_missing(
    key: ItemKey, dossier: Dossier | None, *, all_said: bool
) -> None:
    assert says_all(key, dossier) is all_said


def test_what_speaks_against_a_lot_is_kept_whoever_knows_the_stamp() -> None:
    held = Lot(gtin=GTIN, lot="L1", state=LotState.HELD)
    short = Lot(gtin=GTIN, lot="L1", use_by=date(2026, 1, 31))
    stamp = replace(STAMP, lot="L1")
    for own, theirs in ((held, None), (short, None), (held, short), (short, WITH_LOT.lot)):
        portal = replace(ITEM, stamp=stamp, lot=theirs)
        made = together(UNIT, replace(ITEM, lot=own), a=known(portal, "a"))
        assert made.dossier is not None
        assert (made.dossier.source, made.dossier.lot) == ("a", own)


def with_state(state: StampState, *, lot: bool) -> Dossier:
    whole = WITH_STAMP if lot else replace(ITEM, stamp=STAMP)
    return replace(whole, stamp=replace(STAMP, state=state))


@pytest.mark.parametrize(
    ("own", "a", "b", "found"),
    [
        (StampState.VOID, StampState.ACTIVE, None, StampState.VOID),
        (StampState.SUSPECT, StampState.ACTIVE, StampState.SOLD, StampState.SOLD),
        (None, StampState.ACTIVE, StampState.REPLACED, StampState.REPLACED),
        (StampState.ACTIVE, StampState.INACTIVE, None, StampState.INACTIVE),
        (StampState.INACTIVE, StampState.VOID, None, StampState.VOID),
    ],
)
def test_the_end_of_a_stamp_counts_from_whoever_knows_it(
    own: StampState | None, a: StampState, b: StampState | None, found: StampState
) -> None:
    outcomes = {"a": known(with_state(a, lot=True), "a")}
    if b is not None:
        outcomes["b"] = known(with_state(b, lot=False), "b")
    mine = None if own is None else with_state(own, lot=False)
    answer = together(UNIT, mine, **outcomes)
    assert answer.dossier is not None
    assert answer.dossier.stamp is not None
    assert answer.dossier.stamp.state is found
    assert answer.dossier.source == "a"


def test_the_stamp_of_another_unit_says_nothing() -> None:
    other = replace(ITEM, stamp=replace(STAMP, serial="S2", state=StampState.VOID))
    answer = together(UNIT, WITH_STAMP, a=known(other, "a"))
    assert answer.dossier is not None
    assert answer.dossier.stamp == STAMP


def test_another_lot_says_nothing_of_the_stamps_own() -> None:
    portal = replace(ITEM, stamp=replace(STAMP, lot="L2"))
    own = replace(ITEM, lot=Lot(gtin=GTIN, lot="L1", state=LotState.HELD))
    made = together(UNIT, own, a=known(portal, "a"))
    assert made.dossier is not None
    assert made.dossier.lot is None
