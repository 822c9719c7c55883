"""EAN-13 codes that no decoder of edges reads; and no code where there is none."""

import cv2
import numpy as np
import pytest
import zxingcpp
from zxingcpp import BarcodeFormat

from kiosk.camera.port import Luma
from kiosk.camera.reading.bars import region
from kiosk.camera.reading.bars.reader import BARS, blurred_bars, is_sure, reading
from tests.support.bar_pictures import (
    any_bars,
    disc_blurred,
    ean_bars,
    seen_bars,
    under_a_finger,
    with_check,
)
from tests.support.bent_pictures import flat, matrix
from tests.support.code_pictures import Picture, code
from tests.support.empty_pictures import empty

GTIN = "8934673573290"


def texts(luma: Luma) -> list[str]:
    return [seen.text for seen in blurred_bars(luma)]


@pytest.mark.parametrize("angle", [0, 15, -15, 90, 180, 200, 270])
def test_from_any_side(angle: int) -> None:
    quarters = round(angle / 90)
    picture = seen_bars(ean_bars(GTIN), angle=angle - 90 * quarters)
    turned = np.ascontiguousarray(np.rot90(picture, quarters % 4))
    (seen,) = blurred_bars(turned)
    assert (seen.text, seen.payload, seen.format) == (GTIN, GTIN.encode(), "EAN-13")
    assert (seen.symbology, seen.decoder, seen.confirmed) == ("]E0", BARS, False)


def test_corners_are_where_the_bars_are() -> None:
    picture = seen_bars(ean_bars(GTIN), 2.5)
    (seen,) = blurred_bars(picture)
    x, y = np.array(seen.corners).T
    first = 30 + 12 * 2.5
    assert np.allclose(x, [first, first + 95 * 2.5, first + 95 * 2.5, first], atol=5)
    assert (y[:2] < 65).all()
    assert (y[2:] > 100).all()


@pytest.mark.parametrize("module_px", [1.6, 2.5, 4.0])
@pytest.mark.parametrize("blur", [0.3, 0.6, 0.75])
def test_out_of_focus(module_px: float, blur: float) -> None:
    assert texts(seen_bars(ean_bars(GTIN), module_px, blur=blur)) == [GTIN]


def test_where_other_decoders_find_no_edges() -> None:
    picture = seen_bars(ean_bars(GTIN), 1.8, blur=0.85)
    assert zxingcpp.read_barcodes(picture) == []
    assert texts(picture) == [GTIN]


def test_in_the_dark() -> None:
    assert texts(seen_bars(ean_bars(GTIN), light=(16, 34), noise=3.0)) == [GTIN]


def test_under_a_lamp_that_hides_each_line_somewhere() -> None:
    picture = seen_bars(ean_bars(GTIN), blur=0.6).astype(np.float32)
    for x, y in ((120, 70), (220, 110)):
        rows, columns = np.mgrid[: picture.shape[0], : picture.shape[1]]
        picture += 190 * np.exp(-((rows - y) ** 2 + (columns - x) ** 2) / (2 * 14.0**2))
    assert texts(np.clip(picture, 0, 255).astype(np.uint8)) == [GTIN]


@pytest.mark.parametrize("tilt", [-0.06, 0.06])
def test_seen_from_the_side(tilt: float) -> None:
    picture = seen_bars(ean_bars(GTIN), blur=0.4)
    height, width = picture.shape
    square = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    slant = square + np.array([(0, tilt), (0, -tilt), (0, tilt), (0, -tilt)], np.float32) * height
    view = cv2.getPerspectiveTransform(square, slant.astype(np.float32))
    seen = cv2.warpPerspective(picture, view, (width, height), borderMode=cv2.BORDER_REPLICATE)
    assert texts(np.asarray(seen, np.uint8)) == [GTIN]


@pytest.mark.parametrize("part", range(5))
def test_what_is_read_is_right(part: int) -> None:
    """Of symbols with any digits, out of focus by any amount, none is read as another."""
    random = np.random.default_rng(part)
    read = 0
    for _ in range(20):
        text = with_check(f"{random.integers(10**11, 10**12)}")
        blur, module_px = random.uniform(0.2, 1.8), random.uniform(1.5, 3.5)
        angle = random.uniform(-12, 12)
        seen = texts(seen_bars(ean_bars(text), module_px, blur=blur, angle=angle, noise=8.0))
        assert seen in ([], [text])
        read += bool(seen)
    assert read >= 8


@pytest.mark.parametrize("part", range(4))
def test_what_is_read_through_a_lens_or_beside_a_finger_is_right(part: int) -> None:
    random = np.random.default_rng(100 + part)
    read = 0
    for number in range(20):
        text, module_px = with_check(f"{random.integers(10**11, 10**12)}"), random.uniform(1.8, 3)
        if number % 2:
            sharp = seen_bars(ean_bars(text), module_px, blur=0.2, noise=0.0)
            picture = disc_blurred(sharp, random.uniform(0.5, 3) * module_px)
        else:
            clear = seen_bars(ean_bars(text), module_px, blur=random.uniform(0.2, 1.2))
            picture = under_a_finger(clear, random)
        seen = texts(picture)
        assert seen in ([], [text])
        read += bool(seen)
    assert read >= 4


def test_a_wrong_check_digit_is_not_made_right() -> None:
    for wrong in range(1, 10):
        assert texts(seen_bars(ean_bars(f"893467357329{wrong}"))) == []


def test_no_bars_that_are_no_symbol() -> None:
    random = np.random.default_rng(1)
    for _ in range(60):
        blur, module_px = random.uniform(0.2, 1.2), random.uniform(1.5, 3.5)
        assert texts(seen_bars(any_bars(random), module_px, blur=blur)) == []


@pytest.mark.parametrize(
    ("symbology", "content"),
    [
        (BarcodeFormat.Code128, "LOT 7/2026"),
        (BarcodeFormat.ITF14, "18934673573297"),
        (BarcodeFormat.EAN8, "96385074"),
        (BarcodeFormat.UPCE, "01234565"),
        (BarcodeFormat.DataBar, "08934673573290"),
    ],
)
@pytest.mark.parametrize("blur", [0.6, 3.0, 6.0])
def test_no_other_symbology(symbology: BarcodeFormat, content: str, blur: float) -> None:
    picture = cv2.GaussianBlur(code(symbology, content), (0, 0), blur)
    assert texts(np.asarray(picture, np.uint8)) == []


@pytest.mark.parametrize("part", range(4))
def test_nothing_where_nothing_is(part: int) -> None:
    for seed in range(25 * part, 25 * (part + 1)):
        assert texts(empty(seed)) == []


def test_no_square_code() -> None:
    assert texts(flat(matrix("https://example.com/lot/7", version=6), scale=6)) == []


SHAPES = [(1, 1), (1, 400), (400, 1), (3, 5), (61, 59), (7, 1300)]


@pytest.mark.parametrize("shape", SHAPES)
def test_frames_of_any_size(shape: tuple[int, int]) -> None:
    noise = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    stripes = np.tile((np.arange(shape[1]) % 4 // 2 * 255).astype(np.uint8), (shape[0], 1))
    for luma in (np.zeros(shape, np.uint8), np.full(shape, 255, np.uint8), noise, stripes):
        assert texts(luma) == []


def test_bars_are_found_with_their_direction_and_size() -> None:
    picture = seen_bars(ean_bars(GTIN), 2.5, angle=20)
    (found, *_) = region.find(picture)
    assert abs(np.degrees(found.angle) + 20) < 3
    assert abs(found.across[1] - found.across[0] - 95 * 2.5) < 25
    read = reading(picture, found)
    assert read is not None
    assert read.read.text == GTIN
    assert is_sure(read.read)


def blank(shape: tuple[int, int]) -> Picture:
    return np.full(shape, 200, np.uint8)


def test_a_plain_picture_has_no_bars() -> None:
    assert region.find(blank((480, 640))) == []
