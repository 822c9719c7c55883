"""The camera adapter `replay`: plays a folder of photographs as a camera would see them.

Each picture is held for a while, then an empty scene is shown, so that a code leaves before the
next one comes. Pictures come through the same frames, process and decoder as a real camera's. This
is product code: a station without a camera (a laptop, a demonstration, a test) runs on it, and
`kiosk.camera.faults` lets it fail in the ways that real cameras do.
"""

import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import cv2
import numpy as np

from kiosk.camera.pictures import SUFFIXES, load_rgb
from kiosk.camera.port import PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, Frame, Rgb
from kiosk.errors import BadPicture, CameraError
from kiosk.settings import CameraSettings

log = logging.getLogger(__name__)

WIDTH_PX = 1280
HEIGHT_PX = 960
_WOOD = (178, 160, 138)


class ReplayCamera:
    """A camera that sees the pictures of a folder, one after the other.

    Args:
        settings: `photos`, `fps`, `hold_s`, `gap_s` and `repeat`.
        sleep: waits some seconds; tests give their own.
        monotonic_s: the clock that paces the frames.
    """

    def __init__(
        self,
        settings: CameraSettings,
        sleep: Callable[[float], None] = time.sleep,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._sleep = sleep
        self._monotonic_s = monotonic_s
        self._scenes: Iterator[Frame] = iter(())
        self._due_s = 0.0
        self._table = table_top()
        self._unreadable: set[Path] = set()

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
        wait_s = self._due_s - self._monotonic_s()
        if wait_s > timeout_s:
            self._sleep(timeout_s)
            raise CameraError("camera.timeout", timeout_s=timeout_s)
        if wait_s > 0:
            self._sleep(wait_s)
        frame = next(self._scenes, None)
        if frame is None:
            raise CameraError("camera.no_photos", path=str(self._settings.photos))
        now_s = self._monotonic_s()
        self._due_s = max(self._due_s + 1 / self._settings.fps, now_s)
        return Frame(luma=frame.luma, preview=frame.preview, captured_at_s=now_s)

    def _play(self, photos: list[Path]) -> Iterator[Frame]:
        """Give the frames of all pictures; it ends where none of them can be read."""
        held = max(1, round(self._settings.hold_s * self._settings.fps))
        gap = round(self._settings.gap_s * self._settings.fps)
        empty = to_frame(self._table, self._table)
        shown = True
        while shown:
            shown = False
            for photo in photos:
                scene = self._scene(photo)
                if scene is None:
                    continue
                shown = True
                yield from (scene for _ in range(held))
                yield from (empty for _ in range(gap))
            while shown and not self._settings.repeat:
                yield empty

    def _scene(self, photo: Path) -> Frame | None:
        """Load a picture; one that can't be read is named once, not in each round."""
        try:
            picture = load_rgb(photo)
        except BadPicture as error:
            if photo not in self._unreadable:
                log.warning("skips a picture that can't be read: %s", error)
            self._unreadable.add(photo)
            return None
        self._unreadable.discard(photo)
        return to_frame(picture, self._table)


def find_photos(folder: Path | None) -> list[Path]:
    """List the pictures of a folder and its folders, in the order of their names.

    Raises:
        CameraError: `camera.no_photos` where there is none.
    """
    if folder is None:
        raise CameraError("camera.no_photos", detail="the setting camera.photos names no folder")
    found = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    photos = sorted(path for path in found if path.is_file())
    if not photos:
        raise CameraError("camera.no_photos", path=str(folder))
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
