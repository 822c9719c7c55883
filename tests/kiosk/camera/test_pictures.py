"""Picture files: every kind that a folder may hold, and every way in which one may be bad."""

import io
import struct
import zlib
from contextlib import suppress
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk.camera.pictures import (
    MAX_FILE_BYTES,
    MAX_PIXELS,
    Size,
    decode_luma,
    load_luma,
    load_rgb,
    measure,
)
from kiosk.camera.stills import decode_file
from kiosk.errors import BadPicture
from tests.support.code_pictures import Picture, qr

NOWHERE = Path("picture")
ORIENTATION = 0x112
FORMATS = ["PNG", "JPEG", "WEBP", "BMP", "PPM"]


def gradient() -> Picture:
    """Draw 200 x 120 pixels whose four corners differ, in colour."""
    across, down = np.meshgrid(np.linspace(0, 255, 200), np.linspace(0, 255, 120))
    return np.dstack([across, down, (across + down) / 2]).astype(np.uint8)


def packed(mode: str, form: str, picture: Picture | None = None, **options: object) -> bytes:
    file = io.BytesIO()
    image = Image.fromarray(gradient() if picture is None else picture)
    image.convert(mode).save(file, form, **options)
    return file.getvalue()


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    parts = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def png_of(width_px: int, height_px: int, rows: int) -> bytes:
    """Make a PNG that claims a size and holds some rows of it."""
    header = struct.pack(">IIBBBBB", width_px, height_px, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes((width_px + 1) * rows), 9)
    return png((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))


def refusal(data: bytes) -> BadPicture:
    with pytest.raises(BadPicture) as caught:
        decode_luma(data, NOWHERE)
    assert caught.value.params["path"] == str(NOWHERE)
    return caught.value


@pytest.mark.parametrize(
    ("mode", "form"),
    [("RGB", form) for form in FORMATS]
    + [("L", form) for form in FORMATS if form != "WEBP"]
    + [("P", "PNG"), ("1", "PNG"), ("RGBA", "PNG"), ("LA", "PNG"), ("RGBA", "WEBP")]
    + [("CMYK", "JPEG")],
)
def test_every_kind_gives_luma_and_colour(tmp_path: Path, mode: str, form: str) -> None:
    path = tmp_path / f"picture.{form.lower()}"
    path.write_bytes(packed(mode, form))
    luma, rgb = load_luma(path), load_rgb(path)
    assert (luma.shape, rgb.shape) == ((120, 200), (120, 200, 3))
    assert luma.dtype == rgb.dtype == np.uint8
    expected = cv2.cvtColor(gradient(), cv2.COLOR_RGB2GRAY)
    for seen in (luma, cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)):
        # Two levels are dithered: only their mean says something.
        near, there = (cv2.blur(each, (25, 25)).astype(int) for each in (seen, expected))
        assert np.abs(near - there).mean() < 12
    if mode == "RGB":
        assert np.abs(rgb.astype(int) - gradient().astype(int)).mean() < 12


def test_sixteen_bits_are_scaled_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "deep.png"
    path.write_bytes(cv2.imencode(".png", gradient()[:, :, 0].astype(np.uint16) * 257)[1].tobytes())
    assert np.abs(load_luma(path).astype(int) - gradient()[:, :, 0]).max() <= 1


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_is_white(tmp_path: Path, form: str, mode: str) -> None:
    if (form, mode) in {("WEBP", "LA"), ("WEBP", "P")}:
        mode = "RGBA"
    dark = qr("on nothing") < 128
    black_on_nothing = np.zeros((*dark.shape, 4), np.uint8)
    black_on_nothing[dark, 3] = 255
    image = Image.fromarray(black_on_nothing).convert("LA" if mode == "LA" else "RGBA")
    options: dict[str, object] = {"lossless": True} if form == "WEBP" else {}
    if mode == "P":
        image = Image.fromarray((~dark).astype(np.uint8)).convert("P")
        image.putpalette([0] * 6)
        options["transparency"] = 1
    path = tmp_path / f"clear.{form.lower()}"
    image.save(path, form, **options)
    assert [code.text for code in decode_file(path).codes] == ["on nothing"]
    assert load_rgb(path)[0, 0].tolist() == [255, 255, 255]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_turns_luma_and_colour_alike(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    path = tmp_path / "turned.jpg"
    path.write_bytes(packed("RGB", "JPEG", exif=exif, quality=95))
    luma, rgb = load_luma(path), load_rgb(path)
    assert luma.shape == rgb.shape[:2] == ((120, 200) if orientation <= 4 else (200, 120))
    assert np.abs(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY).astype(int) - luma).max() <= 2
    brightest = {1: (1, 1), 2: (1, 0), 3: (0, 0), 4: (0, 1), 5: (1, 1), 6: (1, 0), 7: (0, 0)}
    down, across = brightest.get(orientation, (0, 1))
    corner = luma[-10:, :] if down else luma[:10, :]
    assert corner[:, -10:].mean() > 240 if across else corner[:, :10].mean() > 240


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kept", [0.02, 0.1, 0.5, 0.9, 0.99])
def test_truncated(form: str, kept: float) -> None:
    data = packed("RGB", form)
    error = refusal(data[: int(len(data) * kept)])
    assert error.code in {"picture.damaged", "picture.unknown_format"}


@pytest.mark.parametrize(
    "data",
    [
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8",
        b"RIFF\0\0\0\0WEBP",
        b"BM",
        b"P5\n",
        b"P5\nten ten\n255\n",
        b"P5\n9999999999 1\n255\n",
        packed("P", "GIF"),
        packed("RGB", "TIFF"),
    ],
)
def test_what_is_no_picture_of_a_known_kind(data: bytes) -> None:
    assert refusal(data).code == "picture.unknown_format"


def test_a_hundred_megapixels_are_refused_before_they_take_memory() -> None:
    bomb = png_of(10_000, 10_000, 10_000)
    assert len(bomb) < 200_000
    before_kb = peak_kb(reset=True)
    error = refusal(bomb)
    assert error.code == "picture.too_large"
    assert error.params["width_px"] == error.params["height_px"] == 10_000
    assert peak_kb() - before_kb < 20_000


def peak_kb(*, reset: bool = False) -> int:
    """Read this process's peak memory (proc(5)), after setting it to what is in use."""
    if reset:
        Path("/proc/self/clear_refs").write_text("5")
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "BMP", "PPM"])
def test_every_format_is_measured_first(form: str) -> None:
    data = packed("RGB", form)
    assert measure(data) == Size(200, 120)
    with pytest.raises(BadPicture) as caught:
        decode_luma(data, NOWHERE, max_pixels=200 * 120 - 1)
    assert caught.value.code == "picture.too_large"


@pytest.mark.parametrize("options", [{"lossless": True}, {"quality": 80}, {"exif": b"Exif\0\0"}])
def test_every_kind_of_webp_is_measured(options: dict[str, object]) -> None:
    assert measure(packed("RGB", "WEBP", None, **options)) == Size(200, 120)
    assert measure(packed("RGBA", "WEBP", None, **options)) == Size(200, 120)


def test_a_header_that_understates_its_picture_gives_no_large_one() -> None:
    large = packed("L", "JPEG", np.zeros((3000, 3000), np.uint8))
    small = packed("L", "JPEG", np.zeros((8, 8), np.uint8))
    at = small.index(b"\xff\xc0")
    header = small[at : at + 2 + int.from_bytes(small[at + 2 : at + 4])]
    assert refusal(large[:2] + header + large[2:]).code == "picture.damaged"
    inner = packed("RGB", "WEBP", np.zeros((3000, 3000, 3), np.uint8))[12:]
    lie = b"VP8X" + struct.pack("<I", 10) + bytes(4) + b"\x09\0\0" + b"\x09\0\0" + inner
    data = b"RIFF" + struct.pack("<I", len(lie) + 4) + b"WEBP" + lie
    assert refusal(data).code == "picture.damaged"


@pytest.mark.parametrize(
    ("width_px", "height_px", "code"),
    [
        (0, 10, "picture.damaged"),
        (10, 0, "picture.damaged"),
        (0x80000001, 2, "picture.too_large"),
        (MAX_PIXELS + 1, 1, "picture.too_large"),
    ],
)
def test_sizes_that_no_picture_has(width_px: int, height_px: int, code: str) -> None:
    header = struct.pack(">IIBBBBB", width_px, height_px, 8, 0, 0, 0, 0)
    assert refusal(png((b"IHDR", header))).code == code


@pytest.mark.parametrize("height_px", [2, -2])
def test_bitmaps_of_both_ways_up(height_px: int) -> None:
    pixels = b"\x00\x00\x00\xff\xff\xff\0\0" + b"\xff\xff\xff\xff\xff\xff\0\0"
    info = struct.pack("<IiiHHIIiiII", 40, 2, height_px, 1, 24, 0, 16, 0, 0, 0, 0)
    data = b"BM" + struct.pack("<IHHI", 70, 0, 0, 54) + info + pixels
    rows = decode_luma(data, NOWHERE).tolist()
    assert rows == ([[255, 255], [0, 255]] if height_px > 0 else [[0, 255], [255, 255]])


def test_an_old_bitmap() -> None:
    info = struct.pack("<IHHHH", 12, 2, 2, 1, 24)
    data = b"BM" + struct.pack("<IHHI", 42, 0, 0, 26) + info + bytes(16)
    assert decode_luma(data, NOWHERE).shape == (2, 2)


def test_what_moves_gives_its_first_frame() -> None:
    still, other = Image.fromarray(gradient()), Image.fromarray(255 - gradient())
    for form in ("PNG", "WEBP"):
        file = io.BytesIO()
        still.save(file, form, save_all=True, append_images=[other])
        expected = cv2.cvtColor(gradient(), cv2.COLOR_RGB2GRAY).astype(int)
        assert np.abs(decode_luma(file.getvalue(), NOWHERE) - expected).mean() < 5


def test_comments_of_a_netpbm_file_are_no_size() -> None:
    data = b"P5 # 9 9\n# 99999 99999\n20 10 # more\n255\n" + bytes(200)
    assert decode_luma(data, NOWHERE).shape == (10, 20)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    empty = tmp_path / "empty.png"
    empty.touch()
    huge = tmp_path / "huge.png"
    with huge.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    found = {}
    for path in (tmp_path / "absent.png", tmp_path, empty, huge):
        with pytest.raises(BadPicture) as caught:
            load_luma(path)
        assert caught.value.params["path"] == str(path)
        found[path.name] = caught.value.code
    assert found == {
        "absent.png": "picture.unreadable",
        tmp_path.name: "picture.unreadable",
        "empty.png": "picture.empty",
        "huge.png": "picture.file_too_large",
    }


def test_opencv_says_nothing_on_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    for form in FORMATS:
        data = packed("RGB", form)
        refusal(data[: len(data) // 2])
    assert capfd.readouterr().err == ""


SAMPLES = [packed("RGB", form) for form in FORMATS] + [packed("RGBA", "PNG")]


@given(st.data(), st.sampled_from(SAMPLES))
def test_damage_anywhere_gives_a_picture_or_a_clear_error(data: st.DataObject, good: bytes) -> None:
    bad = bytearray(good[: data.draw(st.integers(0, len(good)))])
    for _ in range(data.draw(st.integers(1, 4))):
        if bad:
            bad[data.draw(st.integers(0, min(len(bad), 200) - 1))] = data.draw(st.integers(0, 255))
    luma = None
    with suppress(BadPicture):
        luma = decode_luma(bytes(bad), NOWHERE, max_pixels=1_000_000)
    if luma is not None:
        assert luma.ndim == 2
        assert luma.dtype == np.uint8
        assert 0 < luma.size <= 1_000_000
