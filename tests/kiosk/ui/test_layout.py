"""Columns that are too low: what goes, what is shortened, what always stays."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ui.layout import MUST, WHOLE, Kit, Look, Part, Piece, height_of, row, stack, text
from kiosk.ui.scene import Box, Drawing, Face, Fill, Line, Scene, changed

INK, PAPER = (0, 0, 0), (255, 255, 255)
PITCH = 10


def block(name: int, lines: int, least: int, priority: int, gap: int) -> Part:
    def build(most: int) -> Piece:
        node = Fill(box=Box(0, 0, 50, most * PITCH), colour=(name, 0, 0))
        return Piece(nodes=(node,), height=most * PITCH)

    return Part(build=build, lines=lines, least=min(least, lines), priority=priority, gap=gap)


blocks = st.lists(
    st.tuples(st.integers(1, 6), st.integers(1, 6), st.integers(0, 4), st.integers(0, 15)),
    max_size=8,
).map(lambda found: [block(i, *one) for i, one in enumerate(found)])


@given(parts=blocks, high=st.integers(0, 300))
def test_nothing_leaves_the_column_and_the_order_stays(parts: list[Part], high: int) -> None:
    box = Box(7, 11, 50, high)
    nodes = stack(parts, box)
    assert all(box.holds(node.box) for node in nodes)
    shown = [node.colour[0] for node in nodes if isinstance(node, Fill)]
    assert shown == sorted(shown)
    tops = [node.box.y for node in nodes]
    assert tops == sorted(tops)


@given(parts=blocks)
def test_with_room_for_all_all_is_shown_whole(parts: list[Part]) -> None:
    nodes = stack(parts, Box(0, 0, 50, height_of(parts)))
    assert [node.box.h // PITCH for node in nodes] == [part.lines for part in parts]


@given(parts=blocks, high=st.integers(0, 300))
def test_what_must_stay_goes_last(parts: list[Part], high: int) -> None:
    shown = {node.colour[0] for node in stack(parts, Box(0, 0, 50, high)) if isinstance(node, Fill)}
    musts = {i for i, part in enumerate(parts) if part.priority == MUST}
    assert musts <= shown or shown <= musts


def test_a_part_left_out_gives_its_room_back() -> None:
    parts = [block(0, 4, 1, 1, 0), block(1, 4, 4, 2, 0)]
    nodes = stack(parts, Box(0, 0, 50, 4 * PITCH))
    assert [node.box.h for node in nodes] == [4 * PITCH]


KitOf = Callable[[str, str], Kit]
WORDS = "Hợp tác xã Dịch vụ nông nghiệp Văn Đức, xã Bát Tràng, thành phố Hà Nội"


@pytest.mark.parametrize("least", [1, WHOLE])
def test_a_text_is_shortened_or_left_out(kit_of: KitOf, least: int) -> None:
    kit = kit_of("station", "vi")
    look = Look(type=kit.sizes.task(), colour=INK, on=PAPER, least=least)
    part = text(kit, WORDS, look, 500, priority=1)
    assert part.lines > 2
    low = Box(0, 0, 500, kit.fonts.pitch(look.type) * 2)
    nodes = [node for node in stack([part], low) if isinstance(node, Line)]
    assert len(nodes) == (0 if least == WHOLE else 2)
    assert not nodes or (nodes[-1].shortened and nodes[-1].text.endswith("…"))


def test_a_row_drops_its_last_texts_whole(kit_of: KitOf) -> None:
    kit = kit_of("station", "vi")
    look = Look(type=kit.sizes.task(), colour=INK, on=PAPER, least=WHOLE)
    body = [text(kit, "Một", look, 500), text(kit, WORDS, look, 500), text(kit, "Ba", look, 500)]
    part = row(kit, "pin", body, icon_px=40, colours=(INK, PAPER))
    assert len(part.build(part.lines).nodes) == 1 + part.lines
    fewer = part.build(part.lines - 1).nodes
    assert [node.text for node in fewer if isinstance(node, Line)][-1] != "Ba"
    least = part.build(part.least).nodes
    assert [node.text for node in least if isinstance(node, Line)] == ["Một"]
    assert isinstance(least[0], Drawing)


def test_the_difference_of_two_scenes() -> None:
    size = Box(0, 0, 100, 100)
    one = Fill(box=Box(10, 10, 5, 5), colour=INK)
    two = Fill(box=Box(40, 60, 5, 5), colour=INK)
    first = Scene(size=size, paper=PAPER, accent=INK, nodes=(one, two))
    assert changed(None, first) == size
    assert changed(first, first) is None
    moved = Scene(size=size, paper=PAPER, accent=INK, nodes=(one,))
    assert changed(first, moved) == two.box
    other = Scene(size=size, paper=INK, accent=INK, nodes=(one, two))
    assert changed(first, other) == size


def test_a_change_of_text_includes_its_accents(kit_of: KitOf) -> None:
    kit = kit_of("station", "vi")
    line = Line(
        box=Box(50, 50, 30, 40), text="Ẫ", type=kit.sizes.task(Face.HEADLINE), colour=INK, on=PAPER
    )
    size = Box(0, 0, 400, 400)
    empty = Scene(size=size, paper=PAPER, accent=INK, nodes=())
    full = Scene(size=size, paper=PAPER, accent=INK, nodes=(line,))
    area = changed(empty, full)
    assert area is not None
    assert area.holds(line.box.grown(5, 10))
