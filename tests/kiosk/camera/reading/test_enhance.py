"""What is done to pictures before they are decoded, and the way back to their pixels."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.camera.port import Luma
from kiosk.camera.reading.enhance import (
    Enhance,
    Enhanced,
    as_it_is,
    blurred,
    busiest,
    equalised,
    evenly_lit,
    gamma,
    one_after_other,
    resized,
    sharpened,
    thresholded,
    within,
)
from tests.support.code_pictures import qr, texture

SAME_SIZE: dict[str, Enhance] = {
    "as it is": as_it_is,
    "blurred": blurred(1.5),
    "dark tones": gamma(0.5),
    "light tones": gamma(3.5),
    "equalised": equalised(4, 8),
    "evenly lit": evenly_lit(20),
    "sharpened": sharpened(2, 3),
    "thresholded": thresholded(51, 7),
}
MOVING: dict[str, Enhance] = {
    "half": resized(0.5),
    "twice": resized(2),
    "unequal": resized(1.2, 0.7),
    "busiest": busiest(900),
    "busiest, twice": one_after_other(busiest(900), resized(2)),
    "within": within(900),
    "half, busiest": one_after_other(resized(0.5), busiest(300), equalised(3, 8)),
}
SHAPES = [
    (1, 1),
    (1, 2),
    (2, 1),
    (1, 997),
    (997, 1),
    (3, 5),
    (15, 17),
    (2, 5000),
    (5000, 3),
    (97, 131),
]


def noise(shape: tuple[int, int], seed: int = 0) -> Luma:
    return np.random.default_rng(seed).integers(0, 256, shape, dtype=np.uint8)


def spot(luma: Luma) -> tuple[float, float]:
    """Give x and y of the middle of what is bright."""
    rows, columns = np.nonzero(luma > 128)
    return float(columns.mean()), float(rows.mean())


def back(enhanced: Enhanced, x: float, y: float) -> tuple[float, float]:
    return (
        x / enhanced.scale[0] + enhanced.origin[0],
        y / enhanced.scale[1] + enhanced.origin[1],
    )


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", SAME_SIZE)
def test_pixels_stay_where_they_are(name: str, shape: tuple[int, int]) -> None:
    luma = noise(shape)
    before = luma.copy()
    enhanced = SAME_SIZE[name](luma)
    assert enhanced.luma.shape == shape
    assert enhanced.luma.dtype == np.uint8
    assert (enhanced.scale, enhanced.origin) == ((1.0, 1.0), (0.0, 0.0))
    assert np.array_equal(luma, before)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", MOVING)
def test_what_moves_pixels_leaves_some(name: str, shape: tuple[int, int]) -> None:
    luma = noise(shape)
    before = luma.copy()
    enhanced = MOVING[name](luma)
    assert enhanced.luma.size
    assert enhanced.luma.dtype == np.uint8
    assert enhanced.luma.flags.c_contiguous
    assert np.array_equal(luma, before)
    height, width = enhanced.luma.shape
    left, top = back(enhanced, 0, 0)
    right, bottom = back(enhanced, width, height)
    assert 0 <= left < right <= shape[1] + 1e-6
    assert 0 <= top < bottom <= shape[0] + 1e-6


@given(
    st.integers(1, 300),
    st.integers(1, 300),
    st.floats(0.1, 4),
    st.floats(0.1, 4),
)
def test_the_way_back_from_another_size(
    width: int, height: int, across: float, down: float
) -> None:
    enhanced = resized(across, down)(np.zeros((height, width), np.uint8))
    rows, columns = enhanced.luma.shape
    assert back(enhanced, columns, rows) == pytest.approx((width, height))
    assert columns == max(1, round(width * across))
    assert rows == max(1, round(height * down))


@given(
    st.integers(60, 300),
    st.integers(60, 300),
    st.lists(st.sampled_from(["half", "twice", "unequal", "part", "whole"]), max_size=3),
    st.data(),
)
def test_the_way_back_from_a_chain(
    width: int, height: int, names: list[str], data: st.DataObject
) -> None:
    """A bright spot is found where it was, wherever steps have moved it."""
    x, y = data.draw(st.integers(20, width - 21)), data.draw(st.integers(20, height - 21))
    luma = np.zeros((height, width), np.uint8)
    luma[y - 8 : y + 9, x - 8 : x + 9] = 255
    # Edges of both directions, so that the busiest part is around the spot.
    luma[y - 8 : y + 9 : 4] //= 3
    luma[y - 8 : y + 9, x - 8 : x + 9] = np.maximum(luma[y - 8 : y + 9, x - 8 : x + 9], 140)
    steps = {
        "half": resized(0.5),
        "twice": resized(2),
        "unequal": resized(1.2, 0.7),
        "part": busiest(3 * width * height // 4),
        "whole": busiest(10**7),
    }
    enhanced = one_after_other(*[steps[name] for name in names])(luma)
    if not (enhanced.luma > 128).any():
        return
    rows, columns = np.nonzero(enhanced.luma > 128)
    cut = (
        rows.min() == 0
        or columns.min() == 0
        or rows.max() == enhanced.luma.shape[0] - 1
        or columns.max() == enhanced.luma.shape[1] - 1
    )
    if cut:
        return
    scale = min(enhanced.scale)
    assert back(enhanced, *spot(enhanced.luma)) == pytest.approx((x, y), abs=1 + 1 / scale)


@given(
    length=st.integers(1, 3000),
    breadth=st.integers(1, 40),
    most=st.integers(1, 5000),
    upright=st.booleans(),
)
def test_a_part_is_no_larger_than_it_may_be(
    length: int, breadth: int, most: int, *, upright: bool
) -> None:
    shape = (length, breadth) if upright else (breadth, length)
    luma = noise(shape)
    enhanced = busiest(most)(luma)
    height, width = enhanced.luma.shape
    assert 1 <= height <= shape[0]
    assert 1 <= width <= shape[1]
    left, top = (int(value) for value in enhanced.origin)
    assert np.array_equal(enhanced.luma, luma[top : top + height, left : left + width])
    # Each side is rounded, and none vanishes.
    assert height * width <= most + (height + width) / 2 + max(height, width) + 1
    assert enhanced.scale == (1.0, 1.0)


@pytest.mark.parametrize("at", [(0, 0), (400, 30), (30, 260), (420, 290), (200, 150)])
def test_the_busiest_part_holds_the_code(at: tuple[int, int]) -> None:
    code = qr("busy", scale=5)
    picture = np.full((480, 640), 128, np.uint8)
    # A shelf's stripes have edges, but in one direction only.
    picture[:, ::9] = 40
    left, top = at
    picture[top : top + code.shape[0], left : left + code.shape[1]] = code
    enhanced = busiest(100_000)(picture)
    height, width = enhanced.luma.shape
    x, y = enhanced.origin
    assert height * width <= 101_000
    assert x <= left + 30
    assert y <= top + 30
    assert left + code.shape[1] - 30 <= x + width
    assert top + code.shape[0] - 30 <= y + height


def test_a_picture_that_is_small_enough_stays_whole() -> None:
    luma = texture(1, (100, 200))
    assert busiest(20_000)(luma).luma is luma
    assert busiest(15_000)(luma).luma.size == pytest.approx(15_000, rel=0.02)


def test_gamma_spreads_tones() -> None:
    ramp = np.arange(256, dtype=np.uint8)[None]
    for exponent in (0.5, 3.5):
        spread = gamma(exponent)(ramp).luma[0].astype(int)
        assert (spread[0], spread[255]) == (0, 255)
        assert (np.diff(spread) >= 0).all()
    assert gamma(0.5)(ramp).luma[0, 64] > 120
    assert gamma(3.5)(ramp).luma[0, 192] < 110


def test_a_shadow_goes() -> None:
    lit = np.full((200, 200), 200, np.uint8)
    lit[:, 100:] = 60
    smooth = np.asarray(cv2.GaussianBlur(lit, (0, 0), 12), np.uint8)
    even = evenly_lit(20)(smooth).luma
    assert np.ptp(smooth) > 130
    assert np.ptp(even[20:-20, 20:-20]) < 90


def test_two_tones() -> None:
    assert set(np.unique(thresholded(25, 5)(texture(2)).luma)) == {0, 255}


def test_contrast_is_raised() -> None:
    faint = np.asarray(texture(4) // 8 + 100, np.uint8)
    for name in ("equalised", "sharpened"):
        assert SAME_SIZE[name](faint).luma.std() > 1.1 * faint.std()
    assert blurred(1.5)(faint).luma.std() < faint.std()


def test_a_chain_of_nothing_changes_nothing() -> None:
    luma = texture(5)
    enhanced = one_after_other()(luma)
    assert enhanced.luma is luma
    assert (enhanced.scale, enhanced.origin) == ((1.0, 1.0), (0.0, 0.0))
