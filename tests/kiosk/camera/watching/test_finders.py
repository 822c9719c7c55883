"""The size of a code's modules, whether the code can be read or not."""

import cv2
import numpy as np
import pytest

from kiosk.camera.port import Luma
from kiosk.camera.watching.finders import largest_module_px
from kiosk.camera.watching.judgement import FAR_MODULE_PX
from tests.support.code_pictures import qr, texture

TABLE = np.full((384, 640), 110, np.uint8)


def laid(picture: Luma, *, angle: float = 0.0) -> Luma:
    height, width = picture.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(picture, turn, (width, height), borderValue=255)
    shown = TABLE.copy()
    shown[20 : 20 + height, 30 : 30 + width] = turned
    return shown


@pytest.mark.parametrize("scale", [2, 3, 5, 8])
@pytest.mark.parametrize("angle", [0, 7])
def test_modules_are_measured(scale: int, angle: float) -> None:
    measured = largest_module_px(laid(qr("https://example.vn/1", scale=scale), angle=angle))
    assert measured == pytest.approx(scale, rel=0.2)


@pytest.mark.parametrize("module_px", [1.3, 1.6])
def test_modules_too_small_to_be_read_are_measured(module_px: float) -> None:
    large = qr("https://example.vn/1", scale=8)
    share = module_px / 8
    small = cv2.resize(large, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    measured = largest_module_px(laid(np.asarray(small, np.uint8)))
    assert measured == pytest.approx(module_px, rel=0.25)


@pytest.mark.parametrize("seed", range(8))
def test_textures_have_none_that_is_small(seed: int) -> None:
    # A round spot within a ring looks like a pattern; fine grain must not.
    measured = largest_module_px(texture(seed, (384, 640)))
    assert measured is None or measured > 3 * FAR_MODULE_PX


@pytest.mark.parametrize("shape", [(1, 1), (1, 640), (384, 1), (2, 2)])
@pytest.mark.parametrize("level", [0, 90, 255])
def test_plain_pictures_of_any_size_have_none(shape: tuple[int, int], level: int) -> None:
    assert largest_module_px(np.full(shape, level, np.uint8)) is None


def test_rows_may_be_wider_than_the_picture() -> None:
    shown = laid(qr("strided", scale=4))
    wide = np.pad(shown, ((0, 0), (0, 64)))
    assert largest_module_px(wide[:, :640]) == largest_module_px(shown)
