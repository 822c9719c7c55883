"""What is measured of something held up, what follows from it, and when it is told."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from kiosk.camera.port import Luma
from kiosk.camera.sighting import Guidance, Hint
from kiosk.camera.watching.cells import RestingScene, cells_of
from kiosk.camera.watching.guidance import LOOKS, TOLD_FROM, Guide
from kiosk.camera.watching.judgement import Measured, hint_of
from kiosk.camera.watching.measure import first_look, second_look
from tests.support.code_pictures import qr

GOOD = Measured(
    cover=0.3,
    dark=40,
    light=180,
    saturated=0.0,
    scene=150,
    speed_px_s=80,
    softness=0.4,
    module_px=4.0,
)
RANDOM = np.random.default_rng(5)
WALL = np.clip(
    np.linspace(90, 150, 1280)[None, :] + RANDOM.normal(0, 4, (960, 1280)), 0, 255
).astype(np.uint8)
LABEL = qr("https://example.vn/ma-so", scale=6)


def held(label: Luma = LABEL, *, top: int = 300, left: int = 450, wall: Luma = WALL) -> Luma:
    shown = wall.copy()
    shown[top : top + label.shape[0], left : left + label.shape[1]] = label
    return shown


def measure(first: Luma, second: Luma | None = None, *, wall: Luma = WALL) -> Measured | None:
    rest = RestingScene()
    still, one, two = cells_of(wall), cells_of(first), cells_of(first if second is None else second)
    assert still is not None
    assert one is not None
    assert two is not None
    rest.see(still)
    begun = first_look(first, one, rest.see(one), 5.0)
    if begun is None:
        return None
    return second_look(begun, first if second is None else second, two, 5.066)


def measured(first: Luma, second: Luma | None = None, *, wall: Luma = WALL) -> Measured:
    seen = measure(first, second, wall=wall)
    assert seen is not None
    return seen


def dimmed(luma: Luma, share: float) -> Luma:
    noise = np.random.default_rng(8).normal(0, 3, luma.shape)
    return np.clip(luma * share + noise, 0, 255).astype(np.uint8)


class TestMeasure:
    def test_a_good_picture(self) -> None:
        seen = measured(held())
        assert 0.03 < seen.cover < 0.12
        assert seen.dark < 20
        assert seen.light > 120
        assert seen.module_px == pytest.approx(6, rel=0.15)
        assert seen.softness is not None
        assert seen.softness > 0.4
        assert seen.speed_px_s == pytest.approx(0, abs=20)

    def test_where_nothing_is_held_up_there_is_nothing_to_measure(self) -> None:
        assert measure(WALL) is None

    @pytest.mark.parametrize("shift_px", [2, 8, 20])
    def test_speed(self, shift_px: int) -> None:
        soft = np.asarray(cv2.GaussianBlur(held(), (0, 0), 4), np.uint8)
        moved = np.asarray(cv2.GaussianBlur(held(left=450 + shift_px), (0, 0), 4), np.uint8)
        seen = measured(soft, moved)
        assert seen.speed_px_s is not None
        assert seen.speed_px_s == pytest.approx(shift_px / 0.066, rel=0.6, abs=30)

    def test_frames_far_apart_say_nothing_of_speed(self) -> None:
        rest, cells = RestingScene(), cells_of(held())
        still = cells_of(WALL)
        assert cells is not None
        assert still is not None
        rest.see(still)
        first = first_look(held(), cells, rest.see(cells), 5.0)
        assert first is not None
        assert second_look(first, held(), cells, 5.5).speed_px_s is None


class TestPictures:
    """Pictures of the same label, and what is said of each."""

    def hint(self, first: Luma, second: Luma | None = None, *, wall: Luma = WALL) -> Hint | None:
        seen = measure(first, second, wall=wall)
        assert seen is not None
        return hint_of(seen)

    def test_a_good_one_gets_none(self) -> None:
        paper = np.clip(LABEL, 20, 200)
        assert self.hint(held(paper)) is None

    def test_dark(self) -> None:
        assert self.hint(dimmed(held(), 0.1), wall=dimmed(WALL, 0.1)) is Hint.TOO_DARK

    def test_a_black_jacket_in_the_light_is_not_dark(self) -> None:
        jacket = dimmed(np.full((400, 500), 200, np.uint8), 0.1)
        assert self.hint(held(jacket)) is not Hint.TOO_DARK

    def test_washed_out(self) -> None:
        pale = np.where(LABEL > 128, 255, 170).astype(np.uint8)
        assert self.hint(held(pale)) is Hint.TOO_BRIGHT

    def test_glare(self) -> None:
        shiny = np.asarray(np.clip(LABEL, 20, 170), np.uint8)
        cv2.circle(shiny, (60, 60), 22, 255, -1)
        assert self.hint(held(shiny)) is Hint.GLARE

    def test_moving(self) -> None:
        paper = np.clip(LABEL, 20, 200)
        blurred = np.asarray(cv2.blur(paper, (25, 1)), np.uint8)
        assert self.hint(held(blurred), held(blurred, left=480)) is Hint.MOVING

    def test_far(self) -> None:
        paper = np.asarray(np.clip(LABEL, 20, 200), np.uint8)
        small = cv2.resize(paper, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
        card = np.full((240, 240), 200, np.uint8)
        card[80 : 80 + small.shape[0], 80 : 80 + small.shape[1]] = small
        assert self.hint(held(card)) is Hint.TOO_FAR

    def test_near_and_out_of_focus(self) -> None:
        large = np.kron(np.clip(qr("near", scale=1), 20, 200), np.ones((20, 20), np.uint8))
        shown = held(np.asarray(large[:700, :900], np.uint8), top=100, left=150)
        soft = np.asarray(cv2.GaussianBlur(shown, (0, 0), 16), np.uint8)
        assert self.hint(soft) is Hint.TOO_NEAR


class TestJudgement:
    def test_a_good_one_gets_none(self) -> None:
        assert hint_of(GOOD) is None
        assert hint_of(replace(GOOD, speed_px_s=None, softness=None, module_px=None)) is None

    def test_what_hides_the_rest_comes_first(self) -> None:
        bad = replace(GOOD, light=10, scene=10, speed_px_s=900, module_px=1.0)
        assert hint_of(bad) is Hint.TOO_DARK
        assert hint_of(replace(bad, light=180)) is Hint.MOVING
        assert hint_of(replace(bad, light=180, speed_px_s=0)) is Hint.TOO_FAR

    def test_small_things_without_a_code_are_far(self) -> None:
        assert hint_of(replace(GOOD, cover=0.02, module_px=None)) is Hint.TOO_FAR
        assert hint_of(replace(GOOD, cover=0.02, module_px=3.0)) is None

    def test_a_code_that_hangs_out_of_the_frame_is_near(self) -> None:
        assert hint_of(replace(GOOD, module_px=30.0)) is Hint.TOO_NEAR


FAR = replace(GOOD, module_px=1.2)
FAST = replace(GOOD, speed_px_s=800)


class TestGuide:
    def test_a_hint_must_hold_to_be_told(self) -> None:
        guide = Guide()
        told = [guide.see(FAR) for _ in range(TOLD_FROM + 3)]
        assert told == [None] * (TOLD_FROM - 1) + [Guidance(Hint.TOO_FAR)] + [None] * 3

    def test_one_look_that_differs_is_no_matter(self) -> None:
        guide = Guide()
        told = [guide.see(look) for look in (FAR, FAR, GOOD, FAR, FAR)]
        assert told[-1] == Guidance(Hint.TOO_FAR)
        assert [guide.see(look) for look in (GOOD, FAR, GOOD, FAR)] == [None] * 4

    def test_hints_that_come_and_go_are_not_told(self) -> None:
        guide = Guide()
        assert {guide.see(look) for look in (FAR, FAST, GOOD) * 10} == {None}

    def test_it_is_taken_back_when_it_is_over(self) -> None:
        guide = Guide()
        for _ in range(LOOKS):
            guide.see(FAR)
        told = [guide.see(None) for _ in range(LOOKS)]
        assert [event for event in told if event] == [Guidance(None)]

    def test_it_is_taken_back_at_once_when_a_code_is_read(self) -> None:
        guide = Guide()
        for _ in range(LOOKS):
            guide.see(FAR)
        assert guide.read() == Guidance(None)
        assert guide.read() is None
        assert guide.see(FAR) is None

    def test_another_hint_takes_its_place(self) -> None:
        guide = Guide()
        told = [guide.see(look) for look in [FAR] * LOOKS + [FAST] * LOOKS]
        assert [event for event in told if event] == [
            Guidance(Hint.TOO_FAR),
            Guidance(Hint.MOVING),
        ]
