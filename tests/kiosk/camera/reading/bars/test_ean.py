"""How an EAN-13 is drawn, and how a lens shows it."""

import numpy as np
import pytest
import zxingcpp

from kiosk.camera.reading.bars import ean
from tests.support.bar_pictures import ean_bars, with_check


@pytest.mark.parametrize("first", range(10))
def test_symbols_are_drawn_as_zxing_draws_them(first: int) -> None:
    text = with_check(f"{first}93467{first}573{first}2")
    drawn = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.EAN13)
    image = np.array(zxingcpp.write_barcode_to_image(drawn, scale=1, add_quiet_zones=False))
    assert np.array_equal(ean_bars(text), image[image.shape[0] // 4] == 0)


@pytest.mark.parametrize("radius", ean.RADII)
def test_a_lens_spreads_darkness_and_loses_none(radius: float) -> None:
    optics = ean.optics(radius)
    assert optics.shape == (ean.MODULES, ean.SAMPLES)
    middle = optics[30:60]
    assert np.allclose(middle.sum(axis=1), 200 * ean.PER_MODULE, rtol=1e-3)
    assert np.allclose(middle[0], np.roll(middle[-1], -29 * ean.PER_MODULE), atol=1e-3)


def test_light_and_contrast_are_evened_out() -> None:
    dark = ean_bars("8934673573290")[None] @ ean.optics(0.5)
    slope = np.linspace(0.3, 1.0, ean.SAMPLES, dtype=np.float32)
    level, spread = ean.levelled(dark)
    shaded, _ = ean.levelled(dark * slope + 40 * slope)
    inside = ean.INSIDE
    assert float(np.corrcoef(level[0, inside], shaded[0, inside])[0, 1]) > 0.98
    assert (spread > 0).all()


def test_nothing_gives_no_contrast() -> None:
    level, _ = ean.levelled(np.full((2, ean.SAMPLES), 77, np.float32))
    assert not level.any()
