"""Finder patterns in made pictures: turned, from the side, blurred, many, and none."""

import time

import cv2
import numpy as np
import pytest

from kiosk.camera.reading.qr import finder
from kiosk.camera.reading.qr.finder import Finder, Trio
from tests.support.bent_pictures import Place, Points, flat, from_the_side, matrix, noisy, shown
from tests.support.code_pictures import Picture, beside, texture

SIDE_PX = 300
AROUND_PX = 40
DARK = matrix("https://example.com/7", version=3)


def flat_place(turn: float) -> Place:
    return from_the_side(0.0, turn)


def block(picture: Picture) -> int:
    return int(min(picture.shape) / 8)


def centres(place: Place) -> Points:
    """Give where the finder patterns' middles are: top left, top right, bottom left."""
    line = np.linspace(-1, 1, SIDE_PX)
    x, y = place(*np.meshgrid(line, line))
    dimension = len(DARK)
    near = (2 * (4 + 3.5) / (dimension + 8)) - 1
    expected = []
    for across, down in ((near, near), (-near, near), (near, -near)):
        row, column = divmod(int(np.hypot(x - across, y - down).argmin()), SIDE_PX)
        expected.append((column + AROUND_PX, row + AROUND_PX))
    return np.array(expected, np.float64)


def found(trio: Trio) -> Points:
    return np.array([one.centre for one in (trio.top_left, trio.top_right, trio.bottom_left)])


@pytest.mark.parametrize("degrees", range(0, 360, 15))
def test_turned_by_any_angle(degrees: int) -> None:
    place = flat_place(np.radians(degrees))
    picture = shown(flat(DARK), SIDE_PX, place)
    best = finder.arrange(finder.find(picture, block(picture)))[0]
    assert np.abs(found(best) - centres(place)).max() < 2.5
    # Middles of 29 modules are 22 apart, in modules.
    assert best.modules == pytest.approx(22, rel=0.04)


@pytest.mark.parametrize("turn", [0.0, 0.7, 2.0, 4.0])
@pytest.mark.parametrize("far", [0.1, 0.25, 0.4])
def test_from_the_side(far: float, turn: float) -> None:
    place = from_the_side(far, turn)
    picture = shown(flat(DARK), SIDE_PX, place)
    best = finder.arrange(finder.find(picture, block(picture)))[0]
    assert np.abs(found(best) - centres(place)).max() < 3


@pytest.mark.parametrize("radius_px", [1.0, 2.0, 3.0])
def test_blurred(radius_px: float) -> None:
    clear = shown(flat(DARK), SIDE_PX, flat_place(0.2))
    picture = noisy(np.asarray(cv2.GaussianBlur(clear, (0, 0), radius_px), np.uint8))
    best = finder.arrange(finder.find(picture, block(picture)))[0]
    assert np.abs(found(best) - centres(flat_place(0.2))).max() < 2.5


@pytest.mark.parametrize("scale", [2, 3, 5, 8])
def test_the_size_of_a_module_is_that_of_the_picture(scale: int) -> None:
    """An outline runs through the middles of its pixels: it must not count as the edge."""
    picture = flat(DARK, scale=scale)
    patterns = finder.find(picture, block(picture))
    assert len(patterns) == 3
    for one in patterns:
        assert one.module_px == pytest.approx(scale, rel=0.03)
        assert np.ptp(one.corners, axis=0) == pytest.approx([7 * scale, 7 * scale], rel=0.03)


def test_several_codes() -> None:
    pictures = [np.pad(flat(DARK, scale=scale), 20, constant_values=215) for scale in (4, 5, 6)]
    picture = beside(*pictures)
    assert len(finder.find(picture, 40)) == 9
    true = {(25.0, 4), (25.0, 5), (25.0, 6)}
    best = finder.arrange(finder.find(picture, 40))[:3]
    sizes = {round(trio.top_left.module_px) for trio in best}
    assert sizes == {scale for _, scale in true}


def test_more_patterns_than_anyone_needs() -> None:
    rows = [beside(*[flat(DARK, scale=2, quiet=3)] * 6)] * 5
    picture = np.vstack(rows)
    patterns = finder.find(picture, 40)
    assert len(patterns) == finder.MOST_FINDERS
    assert finder.arrange(patterns)


@pytest.mark.parametrize("seed", range(12))
def test_textures_hold_no_arrangement_worth_much(seed: int) -> None:
    assert len(finder.find(texture(seed, (240, 320)), 30)) <= 4


@pytest.mark.parametrize("value", [0, 119, 255])
@pytest.mark.parametrize("shape", [(1, 1), (1, 700), (700, 1), (3, 3), (240, 320)])
def test_nothing_to_see(value: int, shape: tuple[int, int]) -> None:
    assert finder.find(np.full(shape, value, np.uint8), block(np.zeros(shape, np.uint8))) == []


def test_what_is_light_is_no_core() -> None:
    """A light square amid a dark ring is the background, not a pattern."""
    picture = np.full((120, 120), 200, np.uint8)
    picture[30:90, 30:90] = 30
    picture[48:72, 48:72] = 200
    assert finder.find(picture, 61) == []


def test_a_large_texture_takes_little_time() -> None:
    picture = noisy(texture(3, (960, 1280)), 40.0)
    finder.find(picture, 120)
    begun_s = time.process_time()
    for block_px in (120, 48):
        finder.arrange(finder.find(picture, block_px))
    # 60 ms on a desktop core for both; the limit is for busy machines.
    assert time.process_time() - begun_s < 1.5


def pattern(x: float, y: float, module_px: float = 4.0) -> Finder:
    half = 3.5 * module_px
    square = np.array([(-half, -half), (half, -half), (half, half), (-half, half)])
    centre = np.array([x, y])
    return Finder(centre=centre, module_px=module_px, corners=square + centre)


def test_the_most_square_arrangement_comes_first() -> None:
    three = [pattern(100, 100), pattern(200, 100), pattern(100, 200)]
    stray = pattern(260, 230, 5.0)
    best = finder.arrange([stray, *three])[0]
    assert (best.top_left, best.top_right, best.bottom_left) == tuple(three)
    assert best.modules == pytest.approx(25)


@pytest.mark.parametrize(
    "three",
    [
        [pattern(100, 100), pattern(200, 100), pattern(300, 100)],
        [pattern(100, 100), pattern(110, 100), pattern(100, 110)],
        [pattern(100, 100), pattern(100, 100), pattern(100, 100)],
        [pattern(0, 0), pattern(2000, 0), pattern(0, 2000)],
        [pattern(100, 100), pattern(200, 100, 10.0), pattern(100, 200)],
        [pattern(100, 100), pattern(200, 100)],
    ],
    ids=["in line", "too near", "in one place", "too far", "unlike sizes", "only two"],
)
def test_what_is_no_arrangement(three: list[Finder]) -> None:
    assert finder.arrange(three) == []
