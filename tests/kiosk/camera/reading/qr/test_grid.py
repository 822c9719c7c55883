"""The module grid on paper that is flat, bent, wrinkled or seen from the side."""

import numpy as np
import pytest

from kiosk.camera.port import Luma
from kiosk.camera.reading.qr import finder, grid
from kiosk.camera.reading.qr.finder import Finder, Trio
from tests.support.bent_pictures import (
    Dark,
    Place,
    bottle,
    corners_shown,
    flat,
    from_the_side,
    lamp,
    matrix,
    modules,
    shown,
    wrinkles,
)

SIDE_PX = 340
TEXT = "https://example.com/lot/7?q=2026"


def sampled(laid: grid.Level, dimension: int) -> grid.Modules:
    seen = grid.sample(laid, dimension)
    assert seen is not None
    return seen


def trio(picture: Luma) -> Trio:
    return finder.arrange(finder.find(picture, round(min(picture.shape) / 8)))[0]


def level(picture: Luma, dimension: int) -> grid.Level:
    plane = grid.plane(trio(picture), dimension)
    assert plane is not None
    return grid.flatten(picture, plane, dimension)


def wrong(seen: grid.Modules, dark: Dark) -> float:
    """Give the share of modules that are taken for the other."""
    return float(((seen < 0) != dark).mean())


def best(picture: Luma, dark: Dark) -> float:
    """Give what is wrong of the better of both samples."""
    laid = level(picture, len(dark))
    straight = grid.straighten(laid, len(dark))
    return min(wrong(sampled(each, len(dark)), dark) for each in (laid, straight))


@pytest.mark.parametrize("version", [1, 2, 4, 7, 12])
@pytest.mark.parametrize("turn", [0.0, 0.5, 2.5])
def test_flat(version: int, turn: float) -> None:
    dark = matrix("LOT 7", version=version)
    laid = level(shown(flat(dark), SIDE_PX, from_the_side(0, turn)), len(dark))
    assert grid.likeness(grid.glance(laid, len(dark))) > 0.95
    assert wrong(sampled(laid, len(dark)), dark) < 0.002
    straight = grid.straighten(laid, len(dark))
    assert wrong(sampled(straight, len(dark)), dark) < 0.002


@pytest.mark.parametrize("far", [0.2, 0.4, 0.5])
@pytest.mark.parametrize("version", [3, 6])
def test_strong_perspective(version: int, far: float) -> None:
    dark = matrix(TEXT, version=version)
    assert best(shown(flat(dark), 420, from_the_side(far, 0.3)), dark) < 0.03


@pytest.mark.parametrize(
    ("version", "place"),
    [
        (3, bottle(0.6)),
        (3, bottle(0.8)),
        (3, bottle(0.6, 0.2)),
        (6, bottle(0.6)),
        (3, wrinkles(0.01, 1.5)),
        (3, wrinkles(0.015, 2.5)),
        (6, wrinkles(0.01, 1.5)),
    ],
    ids=[
        "bottle",
        "slim bottle",
        "bottle from above",
        "bottle, small modules",
        "wrinkles",
        "more wrinkles",
        "wrinkles, small modules",
    ],
)
def test_bent(version: int, place: Place) -> None:
    dark = matrix(TEXT, version=version)
    picture = shown(flat(dark), SIDE_PX, place)
    laid = level(picture, len(dark))
    plain = wrong(grid.glance(laid, len(dark)), dark)
    assert best(picture, dark) <= min(0.02, plain)


def test_bending_is_what_helps() -> None:
    """On a plane a fifth of the modules of this bottle would be taken for others."""
    dark = matrix(TEXT, version=6)
    picture = shown(flat(dark), SIDE_PX, bottle(0.65))
    assert wrong(grid.glance(level(picture, len(dark)), len(dark)), dark) > 0.05
    assert best(picture, dark) < 0.01


def test_what_is_washed_out_is_unknown() -> None:
    dark = matrix(TEXT, version=3)
    clear = shown(flat(dark), SIDE_PX, from_the_side(0))
    laid = level(lamp(clear, 0.5, 0.5, 0.12, 0.12), len(dark))
    seen = sampled(laid, len(dark))
    assert np.abs(seen[14, 14]) < 0.05
    known = np.abs(seen) > 0.3
    # At the lamp's soft edge dark modules are light, but not washed out.
    assert wrong(np.where(known, seen, modules(dark)), dark) < 0.06
    assert 0.75 < known.mean() < 0.99


def test_views_with_strides_give_the_same() -> None:
    dark = matrix(TEXT, version=3)
    picture = shown(flat(dark), SIDE_PX, bottle(0.5))
    wide = np.zeros((picture.shape[0], picture.shape[1] + 37), np.uint8)
    wide[:, 13 : 13 + picture.shape[1]] = picture
    colour = np.dstack([255 - picture, picture, picture // 2])
    expected = sampled(level(picture, len(dark)), len(dark))
    for view in (wide[:, 13 : 13 + picture.shape[1]], colour[:, :, 1]):
        assert not view.flags.c_contiguous
        assert np.array_equal(sampled(level(view, len(dark)), len(dark)), expected)


@pytest.mark.parametrize("version", [1, 2, 3, 5, 8, 13, 20])
def test_the_size_of_the_symbol_is_among_the_likeliest(version: int) -> None:
    dark = matrix("LOT 7", version=version)
    sizes = grid.dimensions(trio(shown(flat(dark), 420, from_the_side(0.1, 0.2))))
    assert len(dark) in sizes[:3]
    assert all(21 <= size <= 97 and size % 4 == 1 for size in sizes)


def test_corners_of_the_plane_are_those_of_the_symbol() -> None:
    dark = matrix(TEXT, version=3)
    place = from_the_side(0.3, 0.4)
    plane = grid.plane(trio(shown(flat(dark), SIDE_PX, place)), len(dark))
    assert plane is not None
    square = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float64) * len(dark)
    found = grid.project(plane, square)
    assert np.abs(found - corners_shown(place, dark, SIDE_PX)).max() < 5


def test_patterns_that_lie_in_no_plane() -> None:
    def pattern(x: float, y: float, turn: float) -> Finder:
        cosine, sine = np.cos(turn), np.sin(turn)
        square = np.array([(-14, -14), (14, -14), (14, 14), (-14, 14)])
        turned = square @ np.array([[cosine, sine], [-sine, cosine]])
        return Finder(centre=np.array([x, y]), module_px=4.0, corners=turned + np.array([x, y]))

    lying = [pattern(100, 100, 0), pattern(190, 100, 0), pattern(100, 190, 0)]
    across = [pattern(100, 100, 0), pattern(190, 100, 0.75), pattern(100, 190, -0.7)]
    for three, fits in ((lying, True), (across, False)):
        first, second, third = three
        laid = Trio(top_left=first, top_right=second, bottom_left=third, modules=22.5)
        assert (grid.plane(laid, 29) is not None) == fits
    spot = pattern(100, 100, 0)
    gone = Trio(top_left=spot, top_right=spot, bottom_left=spot, modules=22.5)
    assert grid.plane(gone, 29) is None


def test_likeness() -> None:
    for version in (1, 5, 20):
        seen = modules(matrix("LOT 7", version=version))
        assert grid.likeness(seen) == pytest.approx(1)
        assert grid.likeness(-seen) == pytest.approx(-1)
        assert grid.likeness(np.zeros_like(seen)) == 0
        assert abs(grid.likeness(np.ones_like(seen))) < 0.5
    noise = np.random.default_rng(0).normal(0, 1, (500, 29, 29)).astype(np.float32)
    assert max(grid.likeness(each) for each in noise) < 0.5


def test_a_level_without_contrast_is_no_symbol() -> None:
    plane = np.array([[4.0, 0, 30], [0, 4.0, 30], [0, 0, 1]])
    for value in (0, 128, 255):
        laid = grid.flatten(np.full((200, 200), value, np.uint8), plane, 29)
        for each in (laid, grid.straighten(laid, 29)):
            assert grid.sample(each, 29) is None
