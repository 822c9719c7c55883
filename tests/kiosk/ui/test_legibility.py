"""Every screen on every housing in every language: sizes, gaps, contrast, nothing covered."""

import itertools
import math
import re

import pytest

from kiosk.camera.sighting import Hint
from kiosk.ui.fonts import Fonts
from kiosk.ui.housings import SCREENS
from kiosk.ui.scene import Box, Drawing, Face, Fill, Line, Preview, Scene, Type
from kiosk.ui.theme import BODY_CONTRAST, LARGE_CONTRAST, contrast, sizes
from kiosk.ui.view import Action, Attract, Fault, Result, Scanning
from tests.kiosk.ui.conftest import SPOKEN, Compose

pytestmark = [
    pytest.mark.parametrize("language", SPOKEN),
    pytest.mark.parametrize("housing", sorted(SCREENS)),
]


def lines(scene: Scene) -> list[Line]:
    return [node for node in scene.nodes if isinstance(node, Line)]


def test_capitals_are_high_enough(
    scenes: Compose, fonts: Fonts, housing: str, language: str
) -> None:
    settings = SCREENS[housing]
    seen_at = settings.distance_mm * math.tan(math.radians(0.7))
    heights: dict[Type, float] = {}
    for name, (_, scene) in scenes(housing, language).items():
        for line in lines(scene):
            if line.type not in heights:
                surface, _ = fonts.render("H", line.type, (255, 255, 255))
                heights[line.type] = surface.get_bounding_rect().height * settings.mm_per_px
            high_mm = heights[line.type]
            assert high_mm >= 4.8, (name, line.text)
            assert not line.type.task or high_mm >= seen_at, (name, line.text)


def test_texts_fit_their_boxes(scenes: Compose, fonts: Fonts, housing: str, language: str) -> None:
    for name, (_, scene) in scenes(housing, language).items():
        for line in lines(scene):
            assert fonts.width(line.text, line.type) <= line.box.w, (name, line.text)
            assert scene.size.holds(line.box), (name, line.text)


def test_nothing_covers_a_text(scenes: Compose, housing: str, language: str) -> None:
    for name, (_, scene) in scenes(housing, language).items():
        solid = [_core(node) for node in scene.nodes if isinstance(node, Line | Drawing)]
        for one, other in itertools.combinations(solid, 2):
            assert not one.overlaps(other), (name, one, other)


def _core(node: Line | Drawing) -> Box:
    """Give a text's capitals, since the room for accents of two lines may meet."""
    if isinstance(node, Drawing):
        return node.box
    spare = (node.box.h - node.type.cap_px) // 2
    return node.box.grown(0, -spare)


def test_contrast(scenes: Compose, housing: str, language: str) -> None:
    for name, (_, scene) in scenes(housing, language).items():
        for node in scene.nodes:
            if isinstance(node, Line):
                assert contrast(node.colour, node.on) >= BODY_CONTRAST, (name, node.text)
            elif isinstance(node, Drawing):
                assert contrast(node.ink, node.paper) >= LARGE_CONTRAST, (name, node.name)


def test_a_text_says_rightly_what_it_stands_on(
    scenes: Compose, housing: str, language: str
) -> None:
    for name, (_, scene) in scenes(housing, language).items():
        for i, node in enumerate(scene.nodes):
            if not isinstance(node, Line):
                continue
            below = [
                fill.colour
                for fill in scene.nodes[:i]
                if isinstance(fill, Fill) and fill.box.overlaps(node.box)
            ]
            assert node.on == (below[-1] if below else scene.paper), (name, node.text)


def test_targets(scenes: Compose, housing: str, language: str) -> None:
    mm = SCREENS[housing].mm_per_px
    for name, (_, scene) in scenes(housing, language).items():
        for target in scene.targets:
            assert min(target.box.w, target.box.h) * mm >= 20, (name, target.action)
            assert scene.size.holds(target.box), (name, target.action)
        ordered = sorted(scene.targets, key=lambda target: target.box.x)
        for left, right in itertools.pairwise(ordered):
            assert (right.box.x - left.box.right) * mm >= 5, (name, left.action)


def test_buttons_keep_their_places(scenes: Compose, housing: str, language: str) -> None:
    places: dict[Action, set[Box]] = {Action.LANGUAGE: set(), Action.DONE: set()}
    for name, (view, scene) in scenes(housing, language).items():
        offered = {target.action: target.box for target in scene.targets}
        assert Action.LANGUAGE in offered, name
        if isinstance(view.screen, Result):
            assert Action.DONE in offered, name
            assert (Action.MORE_TIME in offered) == (view.screen.countdown_s is not None), name
        for action, boxes in places.items():
            boxes.update([offered[action]] if action in offered else [])
    assert all(len(boxes) == 1 for boxes in places.values()), places


def test_what_must_be_said_is_said(scenes: Compose, housing: str, language: str) -> None:
    small = sizes(SCREENS[housing]).compact
    for name, (view, scene) in scenes(housing, language).items():
        task = [line for line in lines(scene) if line.type.task]
        assert task, name
        signs = {node.name for node in scene.nodes if isinstance(node, Drawing)}
        match view.screen:
            case Attract():
                assert "no_recording" in signs, name
                assert small or {"step_find", "step_hold", "step_read"} <= signs, name
            case Scanning():
                assert "no_recording" in signs, name
                assert any(isinstance(node, Preview) for node in scene.nodes), name
            case Fault(code=code):
                assert any(code in line.text for line in lines(scene)), name
            case _:
                pass
        if not view.online:
            assert "offline" in signs or Action.MORE_TIME in {t.action for t in scene.targets}, name


def test_a_foreign_link_names_its_host_in_full(
    scenes: Compose, housing: str, language: str
) -> None:
    for name in ("result_link", "result_link_countdown"):
        view, scene = scenes(housing, language)[name]
        assert isinstance(view.screen, Result)
        told = "".join(line.text for line in lines(scene)).replace(" ", "")
        assert str(view.screen.verdict.reading.host) in told, name


def test_no_word_of_a_headline_is_broken(scenes: Compose, housing: str, language: str) -> None:
    for name, (_, scene) in scenes(housing, language).items():
        whole = [line.text for line in lines(scene) if line.type.face is Face.HEADLINE]
        text = " ".join(whole)
        for date in re.findall(r"[0-9]{1,2}[/\xa0][0-9A-Za-z]+[/\xa0][0-9]*", text):
            assert re.search(r"[/\xa0][0-9]{4}$", date), (name, text)


def test_a_hint_is_said_whole_and_leaves_the_picture_where_it_was(
    scenes: Compose, housing: str, language: str
) -> None:
    usual = scenes(housing, language)["scanning"][1]
    for hint in Hint:
        _, scene = scenes(housing, language)[f"scanning_{hint.value}"]
        assert scene.preview == usual.preview, hint
        said = [line for line in lines(scene) if line.type.task]
        assert said, hint
        assert not any(line.shortened for line in said), (hint, [line.text for line in said])
