"""The signs: every one is drawn, and verdicts can be told apart without colour."""

import itertools

import numpy as np
import numpy.typing as npt
import pygame
import pytest

from kiosk.camera.sighting import Hint
from kiosk.ui.fonts import Fonts
from kiosk.ui.icons.draw import draw
from kiosk.ui.icons.hints import sign_of
from kiosk.ui.icons.names import Icon, icon_of
from kiosk.ui.icons.pen import Pen
from kiosk.ui.icons.sketch import sketch
from kiosk.ui.painter import Painter
from kiosk.ui.samples import verdicts
from kiosk.ui.theme import Palette, contrast
from kiosk.ui.view import Result
from provenance.verdict import Colour
from tests.kiosk.ui.conftest import Compose

SIDE = 96
WHITE, BLACK = (255, 255, 255), (0, 0, 0)


def shape(name: str) -> npt.NDArray[np.bool_]:
    """Draw a sign in black and white, as a screen without colours would show it."""
    return pygame.surfarray.array3d(draw(name, SIDE, WHITE, BLACK))[:, :, 0] > 127


def outline(name: str) -> npt.NDArray[np.bool_]:
    """Fill a sign's holes: from the left and the right, whichever comes first."""
    drawn = shape(name)
    before = np.logical_or.accumulate(drawn, axis=0)
    after = np.logical_or.accumulate(drawn[::-1], axis=0)[::-1]
    return np.logical_and(before, after)


def difference(one: npt.NDArray[np.bool_], other: npt.NDArray[np.bool_]) -> float:
    """Give the share of pixels in which two shapes differ, of those that either has."""
    return float((one != other).sum() / (one | other).sum())


@pytest.mark.parametrize("icon", Icon)
def test_every_sign_is_drawn(icon: Icon) -> None:
    drawn = shape(icon)
    assert drawn.shape == (SIDE, SIDE)
    assert 0.02 < drawn.mean() < 0.95


def test_verdicts_differ_without_colour() -> None:
    signs = {icon_of(verdict) for verdict in verdicts().values()}
    for one, other in itertools.combinations(sorted(signs), 2):
        assert difference(shape(one), shape(other)) > 0.1, (one, other)


def test_hints_differ_from_each_other_and_from_the_usual_drawing() -> None:
    signs = [Icon.ART_DISTANCE, *map(sign_of, Hint)]
    for one, other in itertools.combinations(signs, 2):
        assert difference(shape(one), shape(other)) > 0.4, (one, other)


def test_colours_differ_without_colour() -> None:
    """Signs of two colours differ twice as much as those of one colour need to."""
    signs = {(verdict.colour, icon_of(verdict)) for verdict in verdicts().values()}
    assert {colour for colour, _ in signs} == set(Colour)
    for one, other in itertools.combinations(sorted(signs), 2):
        if one[0] != other[0]:
            assert difference(shape(one[1]), shape(other[1])) > 0.2, (one, other)


def test_verdict_areas_differ_in_grey(scenes: Compose, fonts: Fonts) -> None:
    """Told apart on the whole screen too, as a picture without colours."""
    pygame.display.init()
    painter = Painter(fonts)
    seen: dict[Colour, npt.NDArray[np.int16]] = {}
    for view, scene in scenes("compact-10", "vi").values():
        if isinstance(view.screen, Result) and view.screen.verdict.colour not in seen:
            surface = pygame.Surface((scene.size.w, scene.size.h))
            painter.paint(surface, scene, scene.size)
            grey = pygame.surfarray.array3d(pygame.transform.grayscale(surface))[:, :, 0]
            seen[view.screen.verdict.colour] = grey[:260, :260].astype(np.int16)
    for one, other in itertools.combinations(sorted(seen), 2):
        differs = np.abs(seen[one] - seen[other]) > 64
        assert differs.mean() > 0.05, (one, other)


def test_all_signs_of_a_colour_share_its_outline() -> None:
    shapes: dict[Colour, set[bytes]] = {}
    for verdict in verdicts().values():
        edge = outline(icon_of(verdict))
        shapes.setdefault(verdict.colour, set()).add(edge.tobytes())
    assert {colour: len(found) for colour, found in shapes.items()} == dict.fromkeys(Colour, 1)


@pytest.mark.parametrize("colour", Colour)
def test_the_verdict_colours_carry_text(colour: Colour) -> None:
    area, ink = Palette().verdict(colour)
    assert contrast(area, ink) >= 7


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast((118, 118, 118), WHITE) == pytest.approx(4.54, abs=0.01)


def test_an_unknown_stroke_is_an_error() -> None:
    with pytest.raises(ValueError, match="squiggle"):
        sketch(Pen(8, WHITE, BLACK), "squiggle .1 .5,.5")
