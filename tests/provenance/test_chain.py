"""One step back and one step forward."""

from datetime import timedelta

import pytest

from provenance.chain import Neighbours, holders, in_order, neighbours
from provenance.records import PartyId, Step
from tests.provenance.goods import MOMENT, dossier

FARM, HOUSE, SHOP = (PartyId(name) for name in ("farm", "house", "shop"))


def step(day: int, party: PartyId | None, biz_step: str = "shipping") -> Step:
    return Step(at=MOMENT + timedelta(days=day), biz_step=biz_step, place="Hà Nội", party=party)


STEPS = (step(3, SHOP), step(0, FARM), step(1, FARM, "packing"), step(2, HOUSE), step(2, None))
WHOLE = dossier(steps=STEPS)


def test_steps_in_order() -> None:
    assert [s.at.day for s in in_order(WHOLE)] == [1, 2, 3, 3, 4]
    assert in_order(WHOLE)[2:4] == (STEPS[3], STEPS[4])


def test_holders() -> None:
    assert holders(WHOLE) == (FARM, HOUSE, SHOP)
    assert holders(dossier(steps=())) == ()


@pytest.mark.parametrize(
    ("party", "back", "forward"),
    [
        (FARM, None, HOUSE),
        (HOUSE, FARM, SHOP),
        (SHOP, HOUSE, None),
        (PartyId("stranger"), None, None),
    ],
)
def test_neighbours(party: PartyId, back: PartyId | None, forward: PartyId | None) -> None:
    assert neighbours(WHOLE, party) == Neighbours(back=back, forward=forward)


def test_goods_that_came_back() -> None:
    returned = dossier(steps=(*STEPS, step(4, HOUSE)))
    assert neighbours(returned, HOUSE) == Neighbours(back=SHOP, forward=None)
