"""Video files to pictures, without trusting them; for the adapter `replay`.

FFmpeg, which OpenCV brings, looks at what a file holds, not at its name: a list of other files and
addresses would be followed. So the first bytes must be those of a container that holds pictures
itself: MP4 and QuickTime, Matroska and WebM, AVI. `kiosk.camera.link` forbids the rest to the
camera process once more, in its environment.

Facts about OpenCV 5 with FFmpeg 8: the size in a container's header is given without unpacking
anything; a stream may lie about it, and FFmpeg itself ends at 268 megapixels, of which a frame
takes 0.4 GB. A file that ends early or is damaged in its middle ends like any other, only sooner
than its header says.
"""

import math
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from kiosk.camera.capture import Bgr
from kiosk.camera.port import Rgb
from kiosk.errors import BadPicture

SUFFIXES = frozenset({".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi"})
MAX_PIXELS = 4096 * 2304
MAX_FILE_BYTES = 2 * 1024**3

_MOST_FPS = 1000.0
_BOXES = frozenset({b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide"})
"""The first box of an MP4 or QuickTime file (ISO/IEC 14496-12, 4.3; QuickTime file format)."""
_MISSING = 0.05
"""Share of a video's pictures that may be missing at its end: headers often only estimate."""


class Video:
    """An opened video file.

    Raises:
        BadPicture: `picture.unreadable`, `picture.empty`, `picture.file_too_large`,
            `picture.unknown_format`, `picture.damaged`, `picture.too_large` with its size.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        _check_file(path)
        self._video = _open(path)
        if not self._video.isOpened():
            raise self._error("picture.damaged", detail="it can't be opened as a video")
        width_px = self._get(cv2.CAP_PROP_FRAME_WIDTH)
        self._check_size(width_px, self._get(cv2.CAP_PROP_FRAME_HEIGHT))
        self._taken = 0

    @property
    def fps(self) -> float | None:
        """Pictures a second, as its header says; None where that makes no sense."""
        fps = self._get(cv2.CAP_PROP_FPS)
        return fps if 0 < fps <= _MOST_FPS else None

    def skip(self) -> bool:
        """Go on by one picture without unpacking it; False at the end."""
        whole = self._video.grab()
        self._taken += whole
        return whole

    def picture(self) -> Rgb:
        """Unpack the picture that was gone to.

        Raises:
            BadPicture: as above.
        """
        whole, bgr = self._video.retrieve()
        if not whole or not bgr.size:
            raise self._error("picture.damaged", detail=f"its picture {self._taken}")
        height_px, width_px = bgr.shape[:2]
        self._check_size(width_px, height_px)
        return _to_rgb(np.asarray(bgr, np.uint8))

    def check_end(self) -> None:
        """Raise `BadPicture` `picture.ends_early` where it ended long before its header says."""
        told = self._get(cv2.CAP_PROP_FRAME_COUNT)
        if self._taken < told * (1 - _MISSING) - 1:
            raise self._error("picture.ends_early", frames=self._taken, told=round(told))

    def close(self) -> None:
        """Close the file."""
        self._video.release()

    def _get(self, what: int) -> float:
        value = self._video.get(what)
        return value if math.isfinite(value) else 0.0

    def _check_size(self, width_px: float, height_px: float) -> None:
        if width_px < 1 or height_px < 1:
            raise self._error("picture.damaged", detail="it has no pixels")
        if width_px * height_px > MAX_PIXELS:
            size = {"width_px": round(width_px), "height_px": round(height_px)}
            raise self._error("picture.too_large", **size, limit=MAX_PIXELS)

    def _error(self, code: str, **params: str | int) -> BadPicture:
        return BadPicture(code, path=str(self._path), **params)


def play(path: Path, fps: float | None, begin: int = 0) -> Iterator[tuple[int, Rgb]]:
    """Give a video's pictures with their numbers as a camera would see it.

    Args:
        fps: rate of that camera, which misses pictures or sees them twice; None sees each once.
        begin: number of the first picture that is wanted, from 0.

    Raises:
        BadPicture: see `Video`; `picture.ends_early` after the last picture of a file that was cut.
    """
    video = Video(path)
    try:
        step = video.fps / fps if fps and video.fps else 1.0
        at, shown = float(begin), -1
        picture: Rgb | None = None
        while True:
            while shown < int(at):
                if not video.skip():
                    video.check_end()
                    return
                shown += 1
                picture = None
            picture = video.picture() if picture is None else picture
            yield shown, picture
            at += step
    finally:
        video.close()


def _check_file(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(12)
    except OSError as error:
        detail = error.strerror or str(error)
        raise BadPicture("picture.unreadable", path=str(path), detail=detail) from error
    if not size:
        raise BadPicture("picture.empty", path=str(path))
    if size > MAX_FILE_BYTES:
        raise BadPicture("picture.file_too_large", path=str(path), limit=MAX_FILE_BYTES)
    is_avi = head.startswith(b"RIFF") and head[8:12] == b"AVI "
    if not (is_avi or head.startswith(b"\x1a\x45\xdf\xa3") or head[4:8] in _BOXES):
        raise BadPicture("picture.unknown_format", path=str(path))


def _open(path: Path) -> cv2.VideoCapture:
    """Let OpenCV open a file without a word on standard error."""
    level = cv2.utils.logging.getLogLevel()
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    try:
        return cv2.VideoCapture(str(path.absolute()), cv2.CAP_FFMPEG)
    finally:
        cv2.utils.logging.setLogLevel(level)


def _to_rgb(bgr: Bgr) -> Rgb:
    how = cv2.COLOR_GRAY2RGB if bgr.ndim == 2 else cv2.COLOR_BGR2RGB
    return np.asarray(cv2.cvtColor(bgr, how), np.uint8)
