"""The camera adapter `v4l2`: USB cameras and whatever else the kernel gives a video device.

The device is named by a path that stays the same (/dev/v4l/by-id or by-path), since /dev/video0 may
be another camera after the next boot. One that isn't there, or goes away, is an error with a code;
`kiosk.camera.link` opens it again and again, so it comes back by itself when it is plugged in.
"""

import logging
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

import cv2
import numpy as np

from kiosk.camera.capture import Bgr, Mode, OpenCapture
from kiosk.camera.grabber import Grabber, Shot
from kiosk.camera.opencv import open_device
from kiosk.camera.port import PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, Frame
from kiosk.errors import CameraError
from kiosk.settings import CameraSettings

RETRY_S = 0.05
"""A driver that gives no frame says so at once when its device is gone: no reason to spin."""
OLDEST_S = 2.0
"""A frame isn't older; a time that says so is of another clock."""

_log = logging.getLogger(__name__)


class V4l2Camera:
    """A video device.

    Args:
        settings: `device`, `width_px`, `height_px` and `fps`.
        open_capture: opens the device.
        sleep: waits some seconds.
    """

    def __init__(
        self,
        settings: CameraSettings,
        open_capture: OpenCapture = open_device,
        sleep: Callable[[float], None] = time.sleep,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._open_capture = open_capture
        self._sleep = sleep
        self._monotonic_s = monotonic_s
        self._grabber: Grabber | None = None
        self._present: Callable[[], bool] = lambda: False
        self._has_seen = False

    def __enter__(self) -> Self:
        settings = self._settings
        if settings.device is None:
            raise CameraError("camera.no_device")
        mode = Mode(width_px=settings.width_px, height_px=settings.height_px, fps=settings.fps)
        capture = self._open_capture(settings.device, mode)
        self._present = capture.present
        self._has_seen = False
        self._grabber = Grabber(capture, 1 / settings.fps, self._monotonic_s)
        self._grabber.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        grabber, self._grabber = self._grabber, None
        if grabber is not None:
            grabber.stop()

    def read(self, timeout_s: float) -> Frame:
        """Wait for the next frame; a driver that never answers doesn't hold it up.

        Raises:
            CameraError: `camera.unplugged`; `camera.no_frames` where none came since the device
                was opened, `camera.timeout` where no more come.
        """
        if self._grabber is None:
            raise CameraError("camera.closed")
        end_s = self._monotonic_s() + timeout_s
        detail = "the driver doesn't answer"
        while (left_s := end_s - self._monotonic_s()) > 0:
            try:
                shot = self._grabber.next(left_s)
            except TimeoutError:
                break
            if shot.picture is not None:
                return self._frame(shot, shot.picture)
            detail = shot.detail
            if not self._present():
                break
            self._sleep(RETRY_S)
        raise self._silent(timeout_s, detail)

    def _silent(self, timeout_s: float, detail: str) -> CameraError:
        device = str(self._settings.device)
        if not self._present():
            return CameraError("camera.unplugged", device=device)
        code = "camera.timeout" if self._has_seen else "camera.no_frames"
        return CameraError(code, device=device, timeout_s=timeout_s, detail=detail)

    def _frame(self, shot: Shot, picture: Bgr) -> Frame:
        if not self._has_seen:
            self._has_seen = True
            height_px, width_px = picture.shape[:2]
            _log.info("%s gives %dx%d", self._settings.device, width_px, height_px)
        now_s = self._monotonic_s()
        is_plausible = 0 <= now_s - shot.taken_at_s <= OLDEST_S
        return to_frame(picture, shot.taken_at_s if is_plausible else now_s)


def to_frame(picture: Bgr, captured_at_s: float) -> Frame:
    """Make a frame of a picture of any size.

    One that is wider or higher than the preview gets black bars, in the luma too: what the decoder
    finds is marked in the preview by its place in the frame.
    """
    height_px, width_px = picture.shape[:2]
    wide = max(width_px, -(-height_px * PREVIEW_WIDTH_PX // PREVIEW_HEIGHT_PX))
    high = max(height_px, -(-width_px * PREVIEW_HEIGHT_PX // PREVIEW_WIDTH_PX))
    left, top = (wide - width_px) // 2, (high - height_px) // 2
    bars = (top, high - height_px - top, left, wide - width_px - left)
    luma = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    if any(bars):
        luma = cv2.copyMakeBorder(luma, *bars, cv2.BORDER_CONSTANT, value=0)
        picture = np.asarray(
            cv2.copyMakeBorder(picture, *bars, cv2.BORDER_CONSTANT, value=0), np.uint8
        )
    size = (PREVIEW_WIDTH_PX, PREVIEW_HEIGHT_PX)
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return Frame(
        luma=np.asarray(luma, np.uint8),
        preview=np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2RGB), np.uint8),
        captured_at_s=captured_at_s,
        live=True,
    )
