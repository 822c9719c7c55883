"""Motion: a hand wakes it, noise, flicker and the day's light don't."""

from itertools import pairwise

import cv2
import numpy as np
import pytest

from kiosk.camera.port import Luma
from kiosk.camera.sighting import Motion
from kiosk.camera.watching.cells import Means, cells_of
from kiosk.camera.watching.wake import STILL_AFTER_S, MotionWatch, has_moved
from tests.support.code_pictures import qr

STEP_S = 0.2
ROWS = np.arange(480)[:, None]


def scene(seed: int = 1, *, noise: float = 3.0, light: float = 1.0, hand_px: int = 0) -> Luma:
    """Draw a wall with a shade, and perhaps a label held before it."""
    random = np.random.default_rng(seed)
    shade = np.linspace(80, 170, 640)[None, :] * np.ones((480, 1))
    if hand_px:
        label = np.asarray(cv2.resize(qr("x"), (160, 160)), np.float64)
        shade[160:320, hand_px : hand_px + 160] = label
    return np.clip(shade * light + random.normal(0, noise, shade.shape), 0, 255).astype(np.uint8)


def means(luma: Luma) -> Means:
    cells = cells_of(luma)
    assert cells is not None
    return cells.means


def moves(frames: list[Luma]) -> int:
    """Count the frames that have moved since the one before."""
    seen = [means(frame) for frame in frames]
    return sum(has_moved(one, two) for one, two in pairwise(seen))


@pytest.mark.parametrize("noise", [0, 3, 10, 20, 30])
def test_noise_is_no_motion(noise: float) -> None:
    assert moves([scene(seed, noise=noise) for seed in range(30)]) == 0


def test_bars_of_flickering_lamps_are_no_motion() -> None:
    frames = [scene(seed) for seed in range(30)]
    bars = [1 + 0.12 * np.sin(2 * np.pi * ROWS / 150 + at * 1.3) for at in range(30)]
    lit = [
        np.clip(frame * bar, 0, 255).astype(np.uint8)
        for frame, bar in zip(frames, bars, strict=True)
    ]
    assert moves(lit) == 0


def test_dusk_is_no_motion() -> None:
    assert moves([scene(seed, light=1 - seed * 0.01) for seed in range(60)]) == 0


def test_lamps_that_are_switched_on_move_it_once() -> None:
    dark, lit = [scene(seed, light=0.4) for seed in range(5)], [scene(seed) for seed in range(9)]
    assert moves(dark + lit) <= 1


@pytest.mark.parametrize("shift_px", [2, 8, 60])
def test_a_label_that_moves_is_motion(shift_px: int) -> None:
    frames = [scene(seed, hand_px=200 + shift_px * (seed % 2)) for seed in range(10)]
    assert moves(frames) == 9


def test_something_new_is_motion_at_once() -> None:
    assert moves([scene(1), scene(2, hand_px=300)]) == 1


class TestWatch:
    def told(
        self, watch: MotionWatch, frames: list[Luma], from_s: float
    ) -> list[tuple[float, bool]]:
        told = []
        for number, frame in enumerate(frames):
            at_s = from_s + number * STEP_S
            event = watch.see(means(frame), at_s)
            if event is not None:
                assert isinstance(event, Motion)
                told.append((at_s, event.moving))
        return told

    def test_it_moves_until_it_was_still_for_long_enough(self) -> None:
        watch = MotionWatch()
        assert watch.moving
        still = [scene(seed) for seed in range(40)]
        ((at_s, moving),) = self.told(watch, still, 10.0)
        assert at_s == pytest.approx(10 + STILL_AFTER_S)
        assert not moving
        assert not watch.moving

    def test_it_wakes_at_the_first_picture_and_stays_awake_while_something_moves(self) -> None:
        watch = MotionWatch()
        self.told(watch, [scene(seed) for seed in range(40)], 0.0)
        hand = [scene(seed, hand_px=100 + 20 * seed) for seed in range(20)]
        assert self.told(watch, hand, 8.0) == [(8.0, True)]
        gone = [scene(seed) for seed in range(60)]
        ((at_s, moving),) = self.told(watch, gone, 12.0)
        assert at_s == pytest.approx(12 + STILL_AFTER_S)
        assert not moving
