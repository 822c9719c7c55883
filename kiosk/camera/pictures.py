"""Picture files to luma and colour, without trusting them.

A file's header is read before any pixel is decoded: a small file can claim 100 megapixels and take
the process down while it is unpacked. OpenCV's own limit (`CV_IO_MAX_IMAGE_PIXELS`, 2^30) is far
above what a station should ever hold, so the limit here is checked first, by formats that OpenCV
reads and whose headers are short: PNG, JPEG, WebP, BMP and PGM/PPM. A picture that moves gives its
first frame; GIF and TIFF are refused.

Facts about OpenCV 5: it turns a picture as its EXIF orientation says, except when it is asked for
transparency; it gives 16-bit and CMYK pictures as 8-bit ones; it refuses a truncated file. What is
transparent has any colour, in a code made for the web often the black of the modules, so it is
taken for white. libpng writes to standard error by itself where a file is damaged in odd ways.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.camera.port import Luma, Rgb
from kiosk.errors import BadPicture

MAX_PIXELS = 50_000_000
MAX_FILE_BYTES = 64 * 1024 * 1024
SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp", ".pgm", ".ppm"})

_JPEG_SIZE_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels."""

    width_px: int
    height_px: int


def load_luma(path: Path, max_pixels: int = MAX_PIXELS) -> Luma:
    """Read a picture file as (height, width) uint8 luma.

    Raises:
        BadPicture: see `read_bytes` and `decode_luma`.
    """
    return decode_luma(read_bytes(path), path, max_pixels)


def load_rgb(path: Path, max_pixels: int = MAX_PIXELS) -> Rgb:
    """Read a picture file as (height, width, 3) uint8 in the order red, green, blue.

    Raises:
        BadPicture: see `read_bytes` and `decode_luma`.
    """
    data = read_bytes(path)
    return _decode(data, path, cv2.IMREAD_COLOR_RGB, max_pixels)


def read_bytes(path: Path) -> bytes:
    """Read a picture file whole.

    Raises:
        BadPicture: `picture.unreadable`, `picture.empty`, `picture.file_too_large`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        detail = error.strerror or str(error)
        raise BadPicture("picture.unreadable", path=str(path), detail=detail) from error
    if not data:
        raise BadPicture("picture.empty", path=str(path))
    if len(data) > MAX_FILE_BYTES:
        raise BadPicture("picture.file_too_large", path=str(path), limit=MAX_FILE_BYTES)
    return data


def decode_luma(data: bytes, path: Path, max_pixels: int = MAX_PIXELS) -> Luma:
    """Unpack a picture to (height, width) uint8 luma.

    Args:
        data: the whole file.
        path: only named in errors.

    Raises:
        BadPicture: `picture.unknown_format`, `picture.too_large` with its size,
            `picture.damaged`.
    """
    return _decode(data, path, cv2.IMREAD_GRAYSCALE, max_pixels)


def _decode(data: bytes, path: Path, flag: int, max_pixels: int) -> npt.NDArray[np.uint8]:
    size = measure(data)
    if size is None:
        raise BadPicture("picture.unknown_format", path=str(path))
    if size.width_px * size.height_px > max_pixels:
        raise BadPicture(
            "picture.too_large",
            path=str(path),
            width_px=size.width_px,
            height_px=size.height_px,
            limit=max_pixels,
        )
    if not size.width_px or not size.height_px:
        raise BadPicture("picture.damaged", path=str(path), detail="it has no pixels")
    pixels = _unpack(data, cv2.IMREAD_UNCHANGED if has_transparency(data) else flag)
    if pixels is None or pixels.size == 0:
        raise BadPicture("picture.damaged", path=str(path), detail="its pixels can't be unpacked")
    if pixels.ndim == 3 and pixels.shape[2] == 4:
        clear = pixels[:, :, 3] < 128
        to_grey = flag == cv2.IMREAD_GRAYSCALE
        how = cv2.COLOR_BGRA2GRAY if to_grey else cv2.COLOR_BGRA2RGB
        pixels = np.asarray(cv2.cvtColor(pixels, how), np.uint8)
        pixels[clear] = 255
    return pixels


def _unpack(data: bytes, flag: int) -> npt.NDArray[np.uint8] | None:
    """Let OpenCV unpack a file without a word on standard error."""
    level = cv2.utils.logging.getLogLevel()
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    try:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), flag)
    except cv2.error:
        return None
    finally:
        cv2.utils.logging.setLogLevel(level)
    if pixels is None:
        return None
    if pixels.dtype == np.uint16:
        pixels = cv2.convertScaleAbs(pixels, alpha=1 / 256)
    return np.ascontiguousarray(pixels, dtype=np.uint8)


def has_transparency(data: bytes) -> bool:
    """Say whether a picture's header announces transparent pixels that OpenCV can give."""
    if data.startswith(b"\x89PNG"):
        return data[25:26] in {b"\4", b"\6"} or b"tRNS" in data[: data.find(b"IDAT")]
    if data[8:16] == b"WEBPVP8X":
        return bool(data[20] & 0x10)
    return data[8:16] == b"WEBPVP8L" and bool(data[24] & 0x10)


def measure(data: bytes) -> Size | None:
    """Read a picture's size from its header; None where no known header is there."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
        return _size(">II", data, 16)
    if data.startswith(b"\xff\xd8"):
        return _measure_jpeg(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _measure_webp(data)
    if data.startswith(b"BM"):
        old = data[14:18] == b"\x0c\0\0\0"
        size = _size("<HH" if old else "<ii", data, 18)
        return size and Size(abs(size.width_px), abs(size.height_px))
    if data[:2] in {b"P2", b"P3", b"P5", b"P6"}:
        return _measure_netpbm(data)
    return None


def _size(form: str, data: bytes, offset: int) -> Size | None:
    try:
        width_px, height_px = struct.unpack_from(form, data, offset)
    except struct.error:
        return None
    return Size(width_px, height_px)


def _measure_jpeg(data: bytes) -> Size | None:
    """Walk the segments to the frame header (ITU-T T.81, B.2.2)."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _JPEG_SIZE_MARKERS:
            turned = _size(">HH", data, at + 5)
            return turned and Size(turned.height_px, turned.width_px)
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if length < 2:
            return None
        at += 2 + length
    return None


def _measure_webp(data: bytes) -> Size | None:
    """Read the first chunk (RFC 9649, section 2): lossy, lossless or extended."""
    kind = data[12:16]
    if kind == b"VP8X" and len(data) >= 30:
        return Size(
            int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
        )
    if kind == b"VP8L" and len(data) >= 25:
        bits = int.from_bytes(data[21:25], "little")
        return Size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 ":
        size = _size("<HH", data, 26)
        return size and Size(size.width_px & 0x3FFF, size.height_px & 0x3FFF)
    return None


def _measure_netpbm(data: bytes) -> Size | None:
    lines = [line.partition(b"#")[0] for line in data[:4096].split(b"\n")]
    words = b" ".join(lines).split()
    if len(words) < 3 or not (words[1].isdigit() and words[2].isdigit()):
        return None
    if len(words[1]) > 9 or len(words[2]) > 9:
        return None
    return Size(int(words[1]), int(words[2]))
