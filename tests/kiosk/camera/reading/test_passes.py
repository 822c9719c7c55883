"""The table of passes: each reads what it is there for, and none reads what isn't there."""

import time
from collections.abc import Sequence

import cv2
import numpy as np
import pytest
from zxingcpp import BarcodeFormat

from kiosk.camera.port import Luma
from kiosk.camera.reading.bars.reader import BARS
from kiosk.camera.reading.decoder import Decoder
from kiosk.camera.reading.passes import LOOK, REST, Family, Pass, hard_passes
from kiosk.camera.reading.qr.reader import GRID
from kiosk.camera.reading.zbar import ZBAR
from kiosk.camera.reading.zxing import ZXING
from kiosk.camera.sighting import Sighting
from tests.support.bent_pictures import flat, matrix, noisy
from tests.support.code_pictures import Picture, beside, code, qr, texture
from tests.support.empty_pictures import empty

HARD = {one.name: one for one in hard_passes()}
GTIN = "8934673573290"
TEXT = "https://example.com/lot/7"
MATRIX = sorted(name for name, one in HARD.items() if one.family is Family.MATRIX)
LINEAR = sorted(name for name, one in HARD.items() if one.family is Family.LINEAR)


def made(one: Pass, luma: Luma) -> list[Sighting]:
    return one.decode(one.enhance(luma).luma)


def texts(codes: Sequence[Sighting]) -> set[str]:
    return {seen.text for seen in codes}


def test_the_table() -> None:
    passes = hard_passes()
    assert len({one.name for one in (LOOK, REST, *passes)}) == len(passes) + 2
    for one in passes:
        assert one.ms_per_megapixel > 0
        assert 0 < one.gain < 1
        assert one.decoder in {ZXING, ZBAR, GRID, BARS}
    assert {one.decoder for one in passes} == {ZXING, ZBAR, GRID, BARS}
    assert {one.family for one in passes} == {Family.MATRIX, Family.LINEAR}


@pytest.mark.parametrize("name", sorted(HARD))
def test_every_pass_takes_frames_of_any_size(name: str) -> None:
    shapes = [(1, 1), (1, 333), (333, 1), (2, 2), (3, 5), (17, 15), (131, 97), (7, 2001)]
    for shape in shapes:
        for luma in (np.zeros(shape, np.uint8), np.full(shape, 255, np.uint8), noise(shape)):
            assert made(HARD[name], luma) == []


def noise(shape: tuple[int, int]) -> Luma:
    return np.random.default_rng(1).integers(0, 256, shape, dtype=np.uint8)


@pytest.mark.parametrize("name", MATRIX)
def test_every_pass_for_matrix_codes_reads_an_easy_one(name: str) -> None:
    picture = noisy(flat(matrix(TEXT, version=3), scale=7, quiet=6))
    (seen,) = made(HARD[name], picture)
    assert (seen.text, seen.decoder) == (TEXT, HARD[name].decoder)


@pytest.mark.parametrize("name", LINEAR)
def test_every_pass_for_bars_reads_easy_ones(name: str) -> None:
    picture = code(BarcodeFormat.EAN13, GTIN)
    (seen,) = made(HARD[name], noisy(np.asarray(picture // 4 * 3 + 30, np.uint8)))
    assert (seen.text, seen.decoder, seen.confirmed) == (GTIN, HARD[name].decoder, False)


def in_the_dark() -> Picture:
    """Draw a code in the shadow beside what is lit: few tones for all of it."""
    shadow = np.asarray(qr(TEXT) // 20, np.uint8)
    return noisy(beside(shadow, np.full((230, 230), 250, np.uint8)), 0.3)


def washed_out() -> Picture:
    """Draw a code so bright that few tones are left for it."""
    bright = np.asarray(255 - (255 - qr(TEXT)) // 20, np.uint8)
    return noisy(beside(bright, np.full((230, 230), 5, np.uint8)), 0.3)


def half_in_the_shade() -> Picture:
    """Draw a code with light that falls off to one side."""
    code = flat(matrix(TEXT, version=3), scale=6, quiet=6)
    light = np.linspace(0.02, 1, code.shape[1]) ** 1.4
    return noisy(np.asarray(code * light, np.uint8), 0.5)


def small() -> Picture:
    """Draw a code askew, with modules of not much more than a pixel."""
    large = flat(matrix(TEXT, version=3), scale=8, quiet=10)
    size = (len(large), len(large))
    turn = cv2.getRotationMatrix2D((len(large) / 2, len(large) / 2), 20, 1)
    askew = cv2.warpAffine(large, turn, size, borderValue=(215.0,))
    side = round(len(large) * 1.25 / 8)
    return np.asarray(cv2.resize(askew, (side, side), interpolation=cv2.INTER_AREA), np.uint8)


def speckled() -> Picture:
    """Draw noise as strong as the modules are dark."""
    return noisy(flat(matrix(TEXT, version=3), scale=6, quiet=6), 85.0, 4)


def smeared() -> Picture:
    """Draw a code that is out of focus by more than half a module."""
    large = flat(matrix(TEXT, version=3), scale=6, quiet=6)
    return np.asarray(cv2.GaussianBlur(large, (0, 0), 3.5), np.uint8)


@pytest.mark.parametrize(
    ("picture", "names"),
    [
        (small(), {"twice as large"}),
        (speckled(), {"smoothed", "zbar, smoothed"}),
        (smeared(), {"sharpened"}),
        (in_the_dark(), {"dark tones spread", "bent, uneven light"}),
        (washed_out(), {"light tones spread", "bent, uneven light"}),
        (half_in_the_shade(), {"local contrast", "local threshold"}),
    ],
    ids=["small", "speckled", "smeared", "in the dark", "washed out", "half in the shade"],
)
def test_what_a_pass_is_there_for(picture: Picture, names: set[str]) -> None:
    assert made(LOOK, picture) == [], "too easy to prove anything"
    read_by = {name for name in MATRIX if TEXT in texts(made(HARD[name], picture))}
    assert names <= read_by


def test_bars_that_lie_flat_are_left_to_a_hard_pass() -> None:
    lying = np.ascontiguousarray(np.rot90(code(BarcodeFormat.EAN13, GTIN)))
    assert made(REST, lying) == []
    (seen,) = made(HARD["bars, turned"], lying)
    assert seen.text == GTIN


@pytest.mark.parametrize("symbology", [BarcodeFormat.MicroQRCode, BarcodeFormat.RMQRCode])
def test_hard_passes_leave_the_small_symbols_alone(symbology: BarcodeFormat) -> None:
    """The smallest has two check codewords: looked for often, it would be found in anything."""
    picture = code(symbology, "12345")
    assert texts(made(LOOK, picture)) == {"12345"}
    assert [name for name in MATRIX if made(HARD[name], picture)] == []


def test_hard_passes_read_their_own_family_only() -> None:
    square, bars = qr(TEXT), code(BarcodeFormat.EAN13, GTIN)
    for name in LINEAR:
        found = made(HARD[name], square)
        # zbar tells both; what it reads is true.
        assert texts(found) <= ({TEXT} if HARD[name].decoder == ZBAR else set())
    for name in MATRIX:
        found = made(HARD[name], bars)
        assert texts(found) <= ({GTIN} if HARD[name].decoder == ZBAR else set())


@pytest.mark.parametrize("part", range(8))
def test_no_pass_reads_anything_where_nothing_is(part: int) -> None:
    passes = (LOOK, REST, *hard_passes())
    for seed in range(25 * part, 25 * (part + 1)):
        picture = empty(seed)
        found = {one.name: texts(made(one, picture)) for one in passes}
        assert {name: read for name, read in found.items() if read} == {}, seed


def both_ways(luma: Luma) -> tuple[set[str], set[str]]:
    """Read a picture as a still and as a stream of ten frames."""
    stream, decoder = set(), Decoder()
    for _ in range(10):
        stream |= texts(decoder.decode_frame(luma))
    still = Decoder()
    codes = texts(still.decode_still(luma))
    assert decoder.failures == still.failures == {}
    return codes, stream


@pytest.mark.parametrize("version", [1, 4, 10])
def test_a_code_that_covers_the_frame_without_a_quiet_zone(version: int) -> None:
    content = "LOT 7/2026"
    picture = flat(matrix(content, version=version), scale=12, quiet=0)
    assert both_ways(picture) == ({content}, {content})


def test_fifty_codes_in_one_frame() -> None:
    contents = [f"code {number}" for number in range(50)]
    rows = [
        beside(*[flat(matrix(each, version=1), scale=4) for each in contents[first : first + 10]])
        for first in range(0, 50, 10)
    ]
    picture = np.pad(np.vstack(rows), 20, constant_values=215)
    begun_s = time.process_time()
    assert both_ways(picture) == (set(contents), set(contents))
    assert time.process_time() - begun_s < 10


def test_of_more_codes_than_fifty_fifty_are_told() -> None:
    row = beside(*[flat(matrix(f"{number}", version=1), scale=3) for number in range(12)])
    rows = [np.roll(row, 87 * turn, axis=1) for turn in range(3)]
    more = np.vstack([*rows, *[flat_row(number) for number in range(3)]])
    assert len(Decoder().decode_still(more)) == 50


def flat_row(number: int) -> Picture:
    codes = [flat(matrix(f"{number}-{place}", version=1), scale=3) for place in range(12)]
    return beside(*codes)


@pytest.mark.parametrize(
    "picture",
    [
        np.zeros((480, 640), np.uint8),
        np.full((480, 640), 255, np.uint8),
        noise((480, 640)),
        empty(2, (480, 640)),
        texture(1),
    ],
    ids=["black", "white", "noise", "moire", "stripes"],
)
def test_bad_input(picture: Picture) -> None:
    begun_s = time.process_time()
    assert both_ways(picture) == (set(), set())
    assert time.process_time() - begun_s < 10
