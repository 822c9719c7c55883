"""The camera adapter `replay`: plays pictures and videos as a camera would see them.

Each picture is held for a while, each video played once, then an empty scene is shown, so that a
code leaves before the next one comes. Pictures come through the same frames, process and decoder as
a real camera's, at a camera's pace or as fast as whoever reads can take them. This
is product code: a station without a camera (a laptop, a demonstration, a test) runs on it, and
`kiosk.camera.faults` lets it fail in the ways that real cameras do.
"""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

import cv2
import numpy as np

from kiosk.camera import pictures, video
from kiosk.camera.pictures import load_rgb
from kiosk.camera.port import PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, Frame, Place, Rgb
from kiosk.errors import BadPicture, CameraError
from kiosk.settings import CameraSettings, ReplayPace

log = logging.getLogger(__name__)

WIDTH_PX = 1280
HEIGHT_PX = 960
SUFFIXES = pictures.SUFFIXES | video.SUFFIXES
_WOOD = (178, 160, 138)


class ReplayCamera:
    """A camera that sees the pictures and videos of a folder, one after the other.

    Args:
        settings: `photos`, `pace`, `fps`, `hold_s`, `gap_s` and `repeat`.
        sleep: waits some seconds; tests give their own.
        monotonic_s: the clock that paces the frames.
        after: the place that the first frame comes after; None begins with the first picture.
    """

    def __init__(
        self,
        settings: CameraSettings,
        sleep: Callable[[float], None] = time.sleep,
        monotonic_s: Callable[[], float] = time.monotonic,
        *,
        after: Place | None = None,
    ) -> None:
        self._settings = settings
        self._after = after
        self._sleep = sleep
        self._monotonic_s = monotonic_s
        self._scenes: Iterator[Frame] = iter(())
        self._due_s = 0.0
        self._table = table_top()
        self._unreadable: set[Path] = set()
        self._refusal = ""

    def __enter__(self) -> Self:
        photos = find_photos(self._settings.photos)
        self._scenes = self._play(photos)
        self._due_s = self._monotonic_s()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._scenes = iter(())

    def read(self, timeout_s: float) -> Frame:
        """Give the next frame when it is due.

        Raises:
            CameraError: `camera.timeout` when it isn't due within `timeout_s`; `camera.no_photos`
                when no picture of the folder can be read.
        """
        is_real = self._settings.pace is ReplayPace.REAL
        wait_s = self._due_s - self._monotonic_s() if is_real else 0.0
        if wait_s > timeout_s:
            self._sleep(timeout_s)
            raise CameraError("camera.timeout", timeout_s=timeout_s)
        if wait_s > 0:
            self._sleep(wait_s)
        frame = next(self._scenes, None)
        if frame is None:
            path = str(self._settings.photos)
            raise CameraError("camera.no_photos", path=path, detail=self._refusal)
        now_s = self._monotonic_s()
        self._due_s = max(self._due_s + 1 / self._settings.fps, now_s)
        return replace(frame, captured_at_s=now_s)

    def _play(self, photos: list[Path]) -> Iterator[Frame]:
        """Give the frames of all pictures; it ends where none of them can be read."""
        gap = round(self._settings.gap_s * self._settings.fps)
        empty = to_frame(self._table, self._table)
        first, skipped = self._begin(photos)
        unread = 0
        for number in count(first) if self._settings.repeat else range(first, len(photos)):
            item = number % len(photos)
            unread += 1
            for frame in self._look(photos[item], item, skipped):
                unread = 0
                yield frame
            skipped = 0
            if unread == len(photos):
                return
            if not unread:
                yield from (replace(empty, place=Place(item=item)) for _ in range(gap))
        while unread < len(photos):
            yield replace(empty, place=Place(item=len(photos) - 1))

    def _begin(self, photos: list[Path]) -> tuple[int, int]:
        """Give the number of the first item, and how many pictures of it are passed over."""
        after = self._after
        if after is None:
            return 0, 0
        if after.frame is not None and after.item < len(photos):
            return after.item, after.frame + 1
        return after.item + 1, 0

    def _look(self, photo: Path, item: int, skipped: int) -> Iterator[Frame]:
        """Give a picture's frames; what can't be read is named once, not in each round."""
        is_video = photo.suffix.lower() in video.SUFFIXES
        try:
            yield from self._watch(photo, item, skipped) if is_video else self._hold(photo, item)
        except BadPicture as error:
            if photo not in self._unreadable:
                log.warning("skips a picture that can't be read: %s", error)
            self._unreadable.add(photo)
            self._refusal = str(error)
        else:
            self._unreadable.discard(photo)

    def _hold(self, photo: Path, item: int) -> Iterator[Frame]:
        scene = replace(to_frame(load_rgb(photo), self._table), place=Place(item=item))
        for _ in range(max(1, round(self._settings.hold_s * self._settings.fps))):
            yield scene

    def _watch(self, file: Path, item: int, skipped: int) -> Iterator[Frame]:
        fps = self._settings.fps if self._settings.pace is ReplayPace.REAL else None
        for number, picture in video.play(file, fps, skipped):
            yield replace(to_frame(picture, self._table), place=Place(item=item, frame=number))


def find_photos(source: Path | None) -> list[Path]:
    """List the pictures and videos of a folder and its folders, in the order of their names.

    Args:
        source: such a folder, or one picture or video.

    Raises:
        CameraError: `camera.no_photos` where there is none.
    """
    if source is None:
        raise CameraError("camera.no_photos", detail="the setting camera.photos names nothing")
    found = [source] if source.is_file() else source.rglob("*")
    known = (path for path in found if path.suffix.lower() in SUFFIXES)
    photos = sorted(path for path in known if path.is_file())
    if not photos:
        raise CameraError("camera.no_photos", path=str(source))
    return photos


def table_top() -> Rgb:
    """Draw the empty scene, the same each time: grain and noise, as a camera sees a table.

    Stronger noise would cost decoders three times what a real scene does.
    """
    random = np.random.default_rng(7)
    grain = random.normal(0, 6, (HEIGHT_PX // 12, WIDTH_PX // 80))
    noise = random.normal(0, 1, (HEIGHT_PX, WIDTH_PX))
    rough = cv2.resize(grain, (WIDTH_PX, HEIGHT_PX), interpolation=cv2.INTER_CUBIC) + noise
    return np.clip(rough[:, :, None] + _WOOD, 0, 255).astype(np.uint8)


def to_frame(picture: Rgb, table: Rgb) -> Frame:
    """Lay a picture of any size onto the middle of the table, scaled down where it must be.

    Args:
        picture: (height, width, 3) uint8 red-green-blue.
        table: (960, 1280, 3) uint8 red-green-blue.
    """
    height_px, width_px = picture.shape[:2]
    scale = min(1.0, WIDTH_PX / width_px, HEIGHT_PX / height_px)
    if scale < 1.0:
        fitting = (max(1, round(width_px * scale)), max(1, round(height_px * scale)))
        picture = np.asarray(cv2.resize(picture, fitting, interpolation=cv2.INTER_AREA), np.uint8)
        height_px, width_px = picture.shape[:2]
    top, left = (HEIGHT_PX - height_px) // 2, (WIDTH_PX - width_px) // 2
    scene = table.copy()
    scene[top : top + height_px, left : left + width_px] = picture
    size = (PREVIEW_WIDTH_PX, PREVIEW_HEIGHT_PX)
    return Frame(
        luma=np.asarray(cv2.cvtColor(scene, cv2.COLOR_RGB2GRAY), np.uint8),
        preview=np.asarray(cv2.resize(scene, size, interpolation=cv2.INTER_AREA), np.uint8),
        captured_at_s=0.0,
    )
