"""Reading QR codes through the module grid: what others can't, and never what isn't there."""

import cv2
import numpy as np
import pytest
import segno
from zxingcpp import BarcodeFormat

from kiosk.camera.port import Luma
from kiosk.camera.reading.passes import LOOK
from kiosk.camera.reading.qr.evidence import Evidence
from kiosk.camera.reading.qr.reader import GRID, bent, samples
from kiosk.camera.sighting import Sighting
from tests.support.bent_pictures import (
    Place,
    bottle,
    corners_shown,
    flat,
    from_the_side,
    lamp,
    matrix,
    shown,
    wrinkles,
)
from tests.support.code_pictures import Picture, code, qr, texture

TEXT = "https://example.com/lot/7?q=2026"
VIETNAMESE = "Rau muống hữu cơ, lô Ổ-12"
SIDE_PX = 360
WIDE, NARROW = bent(1 / 8), bent(1 / 20)
STRAIGHT = from_the_side(0)


def read(luma: Luma) -> list[Sighting]:
    """Read as the station's two passes do."""
    smooth = np.asarray(cv2.GaussianBlur(luma, (0, 0), 1.5), np.uint8)
    return WIDE(smooth) or NARROW(luma)


def label(place: Place, *, version: int = 3, error: str = "m") -> Picture:
    return shown(flat(matrix(TEXT, version=version, error=error)), SIDE_PX, place)


HARD = {
    "a wrinkled bag": label(wrinkles(0.013, 1.5)),
    "a bag with small wrinkles": label(wrinkles(0.016, 2.5), version=4, error="q"),
    "a large code on a bag": label(wrinkles(0.02, 1), version=6, error="q"),
    "a code of many modules on a bag": label(wrinkles(0.013, 2.5), version=7, error="h"),
    "glare over a stripe": lamp(label(STRAIGHT, version=6), 0.5, 0.55, 0.5, 0.03),
    "glare over a wider stripe": lamp(label(STRAIGHT, version=6, error="q"), 0.5, 0.55, 0.5, 0.05),
    "a lamp in the middle": lamp(label(STRAIGHT, version=6, error="q"), 0.55, 0.55, 0.16, 0.16),
}


@pytest.mark.parametrize("name", HARD)
def test_what_other_decoders_cannot_read(name: str) -> None:
    picture = HARD[name]
    assert LOOK.decode(picture) == [], "too easy to prove anything"
    (seen,) = read(picture)
    assert (seen.text, seen.decoder, seen.confirmed) == (TEXT, GRID, False)
    assert (seen.format, seen.symbology) == ("QR Code", "]Q1")


@pytest.mark.parametrize("half_angle", [0.4, 0.6, 0.7])
@pytest.mark.parametrize("version", [3, 4])
def test_bottles(version: int, half_angle: float) -> None:
    (seen,) = read(label(bottle(half_angle), version=version))
    assert seen.text == TEXT


@pytest.mark.parametrize("turn", [0.0, 0.4, 1.5, 3.0, 4.6])
@pytest.mark.parametrize("far", [0.0, 0.2, 0.4])
def test_corners_are_those_of_the_symbol_as_its_reader_holds_it(far: float, turn: float) -> None:
    place = from_the_side(far, turn)
    (seen,) = read(label(place))
    expected = corners_shown(place, matrix(TEXT, version=3), SIDE_PX)
    assert np.abs(np.array(seen.corners) - expected).max() < 6


def drawn(picture: Picture) -> Picture:
    """Draw on grey as a camera sees it."""
    return np.asarray(picture // 4 * 3 + 30, np.uint8)


def with_eci(text: str, encoding: str) -> Picture:
    """Draw a code that names its encoding; its identifier is ]Q1, since no ECI is passed on."""
    made = segno.make(text, encoding=encoding, eci=True, micro=False)
    return flat(np.array([list(row) for row in made.matrix], np.bool_), scale=5)


@pytest.mark.parametrize(
    ("picture", "text", "payload", "symbology"),
    [
        (qr(VIETNAMESE, encoding="utf-8"), VIETNAMESE, VIETNAMESE.encode(), "]Q1"),
        (qr("Crème brûlée à goûter".encode("latin-1")), "Crème brûlée à goûter", None, "]Q1"),
        (
            code(BarcodeFormat.QRCode, "(01)08934673573290(10)AB1(21)X", options="dataMask=1,gs1"),
            "010893467357329010AB1\x1d21X",
            b"010893467357329010AB1\x1d21X",
            "]Q3",
        ),
        (
            with_eci(VIETNAMESE, "utf-8"),
            VIETNAMESE,
            VIETNAMESE.encode(),
            "]Q1",
        ),
        (
            with_eci("Grüße", "iso-8859-1"),
            "Grüße",
            None,
            "]Q1",
        ),
        (qr(b"a\0b\x01\xff\xfe"), None, b"a\0b\x01\xff\xfe", "]Q1"),
        (qr("日本語".encode("cp932")), "日本語", "日本語".encode("cp932"), "]Q1"),
        (qr("0123456789" * 4), "0123456789" * 4, b"0123456789" * 4, "]Q1"),
    ],
    ids=[
        "UTF-8",
        "Latin-1",
        "GS1",
        "ECI, UTF-8",
        "ECI, Latin-1",
        "any bytes",
        "Shift JIS",
        "digits",
    ],
)
def test_content_comes_out_as_the_first_decoder_gives_it(
    picture: Picture, text: str | None, payload: bytes | None, symbology: str
) -> None:
    (seen,) = read(drawn(picture))
    (expected,) = LOOK.decode(picture)
    assert (seen.text, seen.payload, seen.symbology) == (
        expected.text,
        expected.payload,
        expected.symbology,
    )
    assert seen.symbology == symbology
    assert text is None or seen.text == text
    assert payload is None or seen.payload == payload


def test_nothing_is_read_in_textures() -> None:
    read_in = [seed for seed in range(300) if read(texture(seed, (240, 320)))]
    assert read_in == []


def test_nothing_is_read_where_three_patterns_stand_around_nothing() -> None:
    dark = matrix(TEXT, version=3)
    random = np.random.default_rng(0)
    for share in (0.0, 0.5, 1.0):
        around = random.random(dark.shape) < share
        around[:8, :8], around[:8, -8:], around[-8:, :8] = (
            dark[:8, :8],
            dark[:8, -8:],
            dark[-8:, :8],
        )
        around[6, :], around[:, 6] = dark[6, :], dark[:, 6]
        picture = shown(flat(around), SIDE_PX, STRAIGHT)
        assert list(samples(picture, 55))
        assert read(picture) == []


def test_a_symbol_without_content_says_nothing() -> None:
    assert read(shown(flat(matrix("")), SIDE_PX, STRAIGHT)) == []


@pytest.mark.parametrize("shape", [(1, 1), (1, 900), (900, 1), (2, 2), (31, 17), (240, 321)])
@pytest.mark.parametrize("value", [0, 128, 255])
def test_pictures_without_room_or_contrast(shape: tuple[int, int], value: int) -> None:
    assert read(np.full(shape, value, np.uint8)) == []


def test_a_code_that_fills_the_picture_without_a_quiet_zone() -> None:
    picture = flat(matrix(TEXT, version=4), scale=9, quiet=0)
    assert [seen.text for seen in read(picture)] == [TEXT]


def test_several_frames_are_read_together() -> None:
    """Glare that wanders over a code hides too much of it in each frame."""
    evidence = Evidence()
    decode = bent(1 / 20, together=evidence.add)
    clear = label(STRAIGHT, version=4)
    frames = [lamp(clear, x, y, 0.17, 0.17) for x, y in ((0.45, 0.45), (0.6, 0.6), (0.5, 0.62))]
    assert [read(frame) for frame in frames] == [[], [], []]
    read_in = [[seen.text for seen in decode(frame)] for frame in frames * 2]
    assert read_in[0] == []
    assert [TEXT] in read_in
