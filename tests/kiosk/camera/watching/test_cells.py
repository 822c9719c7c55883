"""The frame in little, and what is held up before the scene at rest."""

import numpy as np
import pytest

from kiosk.camera.port import Luma
from kiosk.camera.watching.cells import (
    COLUMNS,
    ROWS,
    TAKEN_IN_AFTER,
    Cells,
    Mask,
    RestingScene,
    cells_of,
)
from tests.support.code_pictures import qr, texture


def seen(luma: Luma) -> Cells:
    cells = cells_of(luma)
    assert cells is not None
    return cells


def with_label(luma: Luma, *, top: int = 160, left: int = 240) -> Luma:
    label = qr("held up", scale=4)
    shown = luma.copy()
    shown[top : top + label.shape[0], left : left + label.shape[1]] = label
    return shown


WALL = np.clip(np.random.default_rng(3).normal(120, 4, (480, 640)), 0, 255).astype(np.uint8)


def learnt(luma: Luma = WALL) -> RestingScene:
    rest = RestingScene()
    assert not rest.see(seen(luma)).any()
    return rest


def place(mask: Mask) -> tuple[int, int, int, int]:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return int(rows[0]), int(rows[-1]), int(columns[0]), int(columns[-1])


@pytest.mark.parametrize("shape", [(960, 1280), (480, 640), (720, 1280), (24, 32), (333, 517)])
def test_cells_have_the_mean_and_contrast_of_their_part(shape: tuple[int, int]) -> None:
    luma = np.full(shape, 90, np.uint8)
    luma[: shape[0] // 2, : shape[1] // 2] = 30
    cells = seen(luma)
    assert cells.means.shape == cells.contrasts.shape == (ROWS, COLUMNS)
    assert cells.means[2, 2] == pytest.approx(30, abs=1)
    assert cells.means[-2, -2] == pytest.approx(90, abs=1)
    assert cells.contrasts[-2, -2] == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("shape", [(0, 0), (10, 640), (480, 20), (1, 1)])
def test_what_is_too_small_has_none(shape: tuple[int, int]) -> None:
    assert cells_of(np.zeros(shape, np.uint8)) is None
    assert cells_of(np.zeros((*shape, 3), np.uint8)) is None


def test_rows_may_be_wider_than_the_picture() -> None:
    wide = texture(1, (480, 704))
    assert (seen(wide[:, :640]).means == seen(wide[:, :640].copy()).means).all()


def test_what_is_held_up_is_found_where_it_is() -> None:
    held = learnt().see(seen(with_label(WALL)))
    top, bottom, left, right = place(held)
    assert (top, left) == (8, 12)
    assert 12 <= bottom <= 16
    assert 16 <= right <= 20


def test_what_covers_most_of_the_picture_is_held_up_too() -> None:
    large = np.kron(qr("large", scale=1), np.ones((24, 24), np.uint8))[:440, :600]
    shown = WALL.copy()
    shown[20:460, 20:620] = large
    assert learnt().see(seen(shown)).mean() > 0.8


@pytest.mark.parametrize("light", [0.5, 0.7, 1.3, 1.9])
def test_another_light_is_nothing_held_up(light: float) -> None:
    lit = np.clip(WALL * light, 0, 255).astype(np.uint8)
    assert not learnt().see(seen(lit)).any()


def test_the_scene_follows_slow_light() -> None:
    rest = learnt()
    for step in range(120):
        shade = np.linspace(1, 1 - step * 0.004, 640)[None, :]
        assert not rest.see(seen((WALL * shade).astype(np.uint8))).any(), step


def test_what_was_put_there_becomes_part_of_the_scene() -> None:
    rest = learnt()
    cells = seen(with_label(WALL))
    held = [bool(rest.see(cells).any()) for _ in range(TAKEN_IN_AFTER + 5)]
    assert all(held[: TAKEN_IN_AFTER - 1])
    assert not any(held[TAKEN_IN_AFTER + 1 :])


def test_what_a_hand_holds_does_not() -> None:
    rest = learnt()
    for step in range(TAKEN_IN_AFTER + 20):
        held = rest.see(seen(with_label(WALL, left=240 + 6 * (step % 2))))
        assert held.mean() > 0.01
