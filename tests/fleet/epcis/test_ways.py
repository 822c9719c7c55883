"""The way of goods from stored events, on both databases, and the steps that a dossier gets."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import func, select, update

from fleet.api.epcis_lookup import TracedLookup
from fleet.db.engine import Database
from fleet.epcis.models import EventThing
from fleet.epcis.steps import MOST_STEPS, lot_steps
from fleet.epcis.ways import asking, names_of
from fleet.registry.models import PartyRow
from fleet.registry.service import import_file
from provenance.keys import Gtin, ItemKey
from provenance.lineage import Chain, ChainLimits, one_step, trace
from provenance.records import Step
from tests.fleet.epcis.conftest import Sent, Stored
from tests.provenance.epcis.documents import event
from tests.provenance.test_lineage import BOX, at, boxed, lot, made, moved, party
from tests.support.fleet_clock import SetClock
from tests.support.registry import GTIN, as_bytes, document


def chain_of(database: Database, name: str, limits: ChainLimits | None = None) -> Chain:
    with database.read() as session:
        return trace([lot(name)], asking(session), limits)


def names_in(chain: Chain) -> dict[str, int]:
    return {node.name.rpartition("/")[2]: node.depth for node in chain.nodes}


def test_goods_are_followed_both_ways(database: Database, stored: Stored) -> None:
    stored([made(1, ["seed"], ["rice"]), made(2, ["rice", "water"], ["noodles"])])
    chain = chain_of(database, "rice")
    assert names_in(chain) == {"seed": -1, "rice": 0, "noodles": 1}
    assert one_step(chain).made == (lot("noodles"),)


def test_parts_of_one_process_belong_together(database: Database, stored: Stored) -> None:
    process = "urn:own:batch:1"
    stored(
        [
            made(1, ["milk"], [], transformationID=process),
            made(2, [], ["cheese"], transformationID=process),
        ]
    )
    assert names_in(chain_of(database, "cheese")) == {"milk": -1, "cheese": 0}


def test_a_box_tells_only_of_what_lies_in_it(database: Database, stored: Stored) -> None:
    stored(
        [
            boxed(2, [lot("a"), lot("b")]),
            moved(3, [BOX], 1, 2),
            boxed(4, [lot("a")], action="DELETE"),
            moved(5, [BOX], 2, 3),
        ]
    )
    for name, holder in (("a", party(2)), ("b", party(3))):
        chain = chain_of(database, name)
        assert one_step(chain, holder).givers == ((party(1),) if name == "a" else (party(2),))
        assert names_in(chain) == {name: 0}


def test_what_was_declared_wrong_doesnt_count(database: Database, stored: Stored) -> None:
    wrong = made(1, ["sand"], ["rice"])
    stored([wrong, made(1, ["seed"], ["rice"])])
    stored([{**wrong, "errorDeclaration": {"declarationTime": at(3)}}])
    assert names_in(chain_of(database, "rice")) == {"seed": -1, "rice": 0}


@pytest.mark.parametrize(
    ("who", "counts"),
    [("partner:an", True), ("partner:binh", False), ("chi", True)],
    ids=["the sender", "another partner", "our own people"],
)
def test_only_the_sender_or_our_own_people_take_an_event_back(
    database: Database, sent: Sent, who: str, *, counts: bool
) -> None:
    wrong = made(1, ["sand"], ["rice"])
    sent("partner:an", wrong)
    sent(who, {**wrong, "errorDeclaration": {"declarationTime": at(3)}})
    assert (names_in(chain_of(database, "rice")) == {"rice": 0}) is counts


def test_what_others_declare_doesnt_stand_in_the_senders_way(
    database: Database, sent: Sent
) -> None:
    wrong = made(1, ["sand"], ["rice"])
    declared = {**wrong, "errorDeclaration": {"declarationTime": at(3)}}
    assert [sent("partner:an", wrong), sent("partner:binh", declared)] == [1, 1]
    assert names_in(chain_of(database, "rice")) == {"sand": -1, "rice": 0}
    assert [sent("partner:an", declared), sent("chi", declared), sent("du", declared)] == [1, 1, 0]
    assert names_in(chain_of(database, "rice")) == {"rice": 0}
    with database.read() as session:
        things = select(EventThing.event_id, func.count()).group_by(EventThing.event_id)
        assert [count for _, count in session.execute(things)] == [2, 2, 2, 2]


def test_a_wide_process_is_cut_not_followed_whole(database: Database, stored: Stored) -> None:
    stored([made(1, [str(number) for number in range(3000)], ["mix"])])
    chain = chain_of(database, "mix", ChainLimits(nodes=50))
    assert (len(chain.nodes), chain.cut) == (50, True)


def test_units_and_lots_have_the_names_that_events_use() -> None:
    key = ItemKey(gtin=Gtin("08935001200017"), lot="L/1", serial="9")
    assert names_of(key) == (
        "https://id.gs1.org/01/08935001200017/21/9",
        "https://id.gs1.org/01/08935001200017/10/L%2F1",
    )
    assert names_of(replace(key, lot=None, serial=None)) == ()


@pytest.fixture
def lookup(database: Database, clock: SetClock) -> TracedLookup:
    import_file(database, clock, as_bytes(document()), by="test")
    with database.write() as session:
        session.execute(
            update(PartyRow).where(PartyRow.party_id == "cho-b").values(gln="8935001200000")
        )
    return TracedLookup(database, clock)


def test_a_dossier_gets_steps_from_events(lookup: TracedLookup, stored: Stored) -> None:
    key = ItemKey(gtin=Gtin(GTIN), lot="L1")
    before = lookup.dossier(key)
    assert before is not None
    stored(
        [
            event(
                epcList=None,
                quantityList=[{"epcClass": f"https://id.gs1.org/01/{GTIN}/10/L1"}],
                bizStep="receiving",
                eventTime="2026-11-19T00:00:00Z",
                readPoint={"id": "https://id.gs1.org/414/8935001200000"},
            )
        ]
    )
    after = lookup.dossier(key)
    assert after is not None
    (new,) = set(after.steps) - set(before.steps)
    assert new == Step(
        at=datetime.fromisoformat("2026-11-19T00:00:00+00:00"),
        biz_step="receiving",
        place=next(one.name for one in after.parties if one.party_id == "cho-b"),
        party=new.party,
    )
    assert new.party == "cho-b"
    assert lookup.dossier(ItemKey(gtin=Gtin(GTIN))) is not None
    assert lookup.dossier(ItemKey(gtin=Gtin("08935001200017"))) is None


def test_the_steps_of_many_lots_are_told_at_once(database: Database, stored: Stored) -> None:
    stored(
        [
            moved(1, [lot("a"), lot("b")], 1, 2),
            made(2, ["a", "c"], ["a", "d"]),
            *(moved(hour, [lot("e")], 1, 2) for hour in range(3, 3 + MOST_STEPS + 5)),
        ]
    )
    wrong = moved(1, [lot("z")], 1, 2)
    stored([wrong, {**wrong, "errorDeclaration": {"declarationTime": at(3)}}])
    with database.read() as session:
        found = lot_steps(session, ["08935001200017", "08930000000019"])
    assert {name: len(steps) for (_, name), steps in found.items()} == {
        "a": 2,
        "b": 1,
        "c": 1,
        "d": 1,
        "e": MOST_STEPS,
    }
    newest = found["08935001200017", "e"][-1]
    assert (newest.at.isoformat(), newest.biz_step) == ("2026-11-03T09:00:00+00:00", "shipping")
