"""The screen that says which station this is: its id whole and large on every housing."""

import itertools
from collections.abc import Callable

import pytest

from kiosk.ui.housings import SCREENS
from kiosk.ui.layout import Kit
from kiosk.ui.scene import Box, Face, Line
from kiosk.ui.screens import identify
from kiosk.ui.view import Identify

LONGEST = "a-" * 19 + "zz"
NAMES = ("", "Chợ Hôm – Đức Viên, cửa số 2", "Chợ đầu mối nông sản " * 9)


@pytest.mark.parametrize("housing", sorted(SCREENS))
def test_the_id_is_whole_and_large(kit_of: Callable[[str, str], Kit], housing: str) -> None:
    kit = kit_of(housing, "vi")
    area = Box(0, 0, kit.sizes.screen.w, kit.sizes.screen.h - kit.sizes.target)
    for station, name in itertools.product(("a", "cho-hom-01", "m" * 40, LONGEST), NAMES):
        nodes = identify.build(kit, Identify(station=station, name=name), area)

        lines = [node for node in nodes if isinstance(node, Line)]
        large = [line for line in lines if line.type.face is Face.HEADLINE]
        assert "".join(line.text for line in large) == station
        assert all(area.holds(line.box) for line in lines), (station, name)
        factor = large[0].type.cap_px / kit.sizes.task_cap
        assert factor >= (1.5 if len(station) <= 10 else 1), (station, name)


def test_its_two_colours_take_turns(kit_of: Callable[[str, str], Kit]) -> None:
    kit = kit_of("station", "en")
    area = Box(0, 0, 1920, 900)
    lit, dark = (
        {
            node.on
            for node in identify.build(kit, Identify(station="a", lit=on), area)
            if isinstance(node, Line)
        }
        for on in (True, False)
    )
    assert lit.isdisjoint(dark)
