"""The way of goods, from events: circles, boxes, limits, and who gave to whom."""

from collections.abc import Collection, Sequence
from typing import Any

from provenance.epcis import Event, parse
from provenance.lineage import (
    Chain,
    ChainLimits,
    Happening,
    OneStep,
    Transfer,
    happening,
    one_step,
    trace,
    transfers,
)
from tests.provenance.epcis.documents import document, event

BOX = "https://id.gs1.org/00/089350010000000013"


def lot(name: str) -> str:
    return f"https://id.gs1.org/01/08935001200017/10/{name}"


def party(number: int) -> str:
    return f"https://id.gs1.org/417/89350012000{number:02d}"


def at(hour: int) -> str:
    return f"2026-11-{1 + hour // 24:02d}T{hour % 24:02d}:00:00Z"


def made(
    hour: int, inputs: Sequence[str], outputs: Sequence[str], **more: object
) -> dict[str, Any]:
    return event(
        type="TransformationEvent",
        action=None,
        epcList=None,
        eventTime=at(hour),
        inputQuantityList=[{"epcClass": lot(name)} for name in inputs] or None,
        outputQuantityList=[{"epcClass": lot(name)} for name in outputs] or None,
        **more,
    )


def moved(hour: int, names: Sequence[str], giver: int, taker: int) -> dict[str, Any]:
    return event(
        epcList=list(names),
        eventTime=at(hour),
        sourceList=[{"type": "owning_party", "source": party(giver)}],
        destinationList=[{"type": "owning_party", "destination": party(taker)}],
    )


def boxed(hour: int, names: Sequence[str], *, action: str = "ADD") -> dict[str, Any]:
    return event(
        type="AggregationEvent",
        action=action,
        epcList=None,
        eventTime=at(hour),
        parentID=BOX,
        childEPCs=list(names),
    )


class Kept:
    """Keeps events, and counts how often it was asked."""

    def __init__(self, *events: object) -> None:
        parsed = parse(document(*events))
        assert parsed.faults == ()
        self._events: tuple[Event, ...] = parsed.events
        self.rounds = 0

    def __call__(self, names: Collection[str], limit: int) -> Sequence[Happening]:
        self.rounds += 1
        found = (happening(one) for one in self._events)
        return [
            one
            for one in found
            if {*(t.name for t in one.things), one.transformation_id} & set(names)
        ][:limit]


def shape(chain: Chain) -> dict[str, int]:
    return {node.name.rpartition("/")[2]: node.depth for node in chain.nodes}


def test_goods_are_followed_both_ways_and_not_sideways() -> None:
    kept = Kept(
        made(1, ["seed"], ["rice", "bran"]),
        made(2, ["rice", "water"], ["noodles"]),
        made(3, ["noodles"], ["soup"]),
    )
    chain = trace([lot("rice")], kept)
    assert shape(chain) == {"seed": -1, "rice": 0, "noodles": 1, "soup": 2}
    assert [(one.made_of, one.made) for one in chain.links] == [
        (lot("seed"), lot("rice")),
        (lot("rice"), lot("noodles")),
        (lot("noodles"), lot("soup")),
    ]
    assert not chain.cut
    step = one_step(chain)
    assert (step.made_of, step.made) == ((lot("seed"),), (lot("noodles"),))


def test_circles_come_to_an_end() -> None:
    kept = Kept(made(1, ["a"], ["b"]), made(2, ["b"], ["a"]), made(3, ["a"], ["a", "c"]))
    chain = trace([lot("a")], kept)
    assert set(shape(chain)) == {"a", "b", "c"}
    assert kept.rounds < 10


def test_a_long_chain_is_cut_and_says_so() -> None:
    kept = Kept(*(made(hour, [str(hour)], [str(hour + 1)]) for hour in range(50)))
    chain = trace([lot("25")], kept, ChainLimits(depth=3))
    assert sorted(shape(chain).values()) == [-3, -2, -1, 0, 1, 2, 3]
    assert chain.cut
    wide = Kept(made(1, [str(number) for number in range(100)], ["mix"]))
    chain = trace([lot("mix")], wide, ChainLimits(nodes=10))
    assert (len(chain.nodes), chain.cut) == (10, True)


def test_only_so_many_events_are_looked_at() -> None:
    kept = Kept(*(moved(hour, [lot("a")], 1, 2) for hour in range(100)))
    chain = trace([lot("a")], kept, ChainLimits(happenings=30))
    assert (len(chain.nodes[0].happenings), chain.cut) == (30, True)


def test_a_whole_round_is_asked_for_at_once() -> None:
    kept = Kept(made(1, [str(number) for number in range(100)], ["mix"]))
    trace([lot("mix")], kept)
    assert kept.rounds <= 3


def test_a_transformation_may_be_told_in_parts() -> None:
    parts = "urn:own:batch:1"
    kept = Kept(
        made(1, ["milk"], [], transformationID=parts),
        made(2, [], ["cheese"], transformationID=parts),
    )
    assert shape(trace([lot("cheese")], kept)) == {"milk": -1, "cheese": 0}
    assert shape(trace([lot("milk")], kept)) == {"milk": 0, "cheese": 1}


def test_what_happens_to_a_box_happens_to_what_is_in_it() -> None:
    kept = Kept(
        moved(1, [BOX], 8, 9),
        boxed(2, [lot("a"), lot("b")]),
        moved(3, [BOX], 1, 2),
        boxed(4, [lot("a")], action="DELETE"),
        moved(5, [BOX], 2, 3),
        moved(6, [lot("a")], 2, 4),
    )
    chain = trace([lot("a")], kept)
    assert shape(chain) == {"a": 0}
    hands = [(one.giver, one.taker) for one in transfers(chain.of_start())]
    assert hands == [(party(1), party(2)), (party(2), party(4))]
    hands = [(one.giver, one.taker) for one in transfers(trace([lot("b")], kept).of_start())]
    assert hands == [(party(1), party(2)), (party(2), party(3))]


def test_one_step_back_and_forward_of_a_holder() -> None:
    kept = Kept(
        moved(1, [lot("a")], 1, 2),
        moved(2, [lot("a")], 1, 2),
        moved(3, [lot("a")], 2, 3),
        moved(4, [lot("a")], 2, 4),
    )
    chain = trace([lot("a")], kept)
    assert transfers(chain.of_start())[0] == Transfer(
        at=chain.of_start()[0].at, giver=party(1), taker=party(2)
    )
    assert one_step(chain, party(2)) == OneStep(
        givers=(party(1),), takers=(party(3), party(4)), made_of=(), made=()
    )
    assert one_step(chain) == OneStep(givers=(party(2),), takers=(), made_of=(), made=())
    assert one_step(chain, "urn:nobody").givers == ()


def test_goods_of_which_nothing_is_known() -> None:
    chain = trace([lot("a")], Kept())
    assert (shape(chain), chain.links, chain.cut) == ({"a": 0}, (), False)
    assert one_step(chain) == OneStep(givers=(), takers=(), made_of=(), made=())
