"""Video devices by OpenCV's V4L2 backend.

Facts: the properties must be set before the first frame; MJPG is what USB cameras send fast enough
at 1280x960; one buffer keeps frames from growing old in a queue. CAP_PROP_POS_MSEC is the driver's
time of exposure, on UVC cameras that of CLOCK_MONOTONIC. Without a frame the backend waits ten
seconds unless OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT says otherwise, and a wedged driver may never
answer: `kiosk.camera.grabber` meets both.
"""

from pathlib import Path

import cv2
import numpy as np

from kiosk.camera.capture import Bgr, Mode
from kiosk.camera.v4l2 import node as v4l2_node
from kiosk.errors import CameraError


class OpenCvCapture:
    """One device, opened by `open_device`."""

    def __init__(self, device: Path, video: cv2.VideoCapture) -> None:
        self._device = device
        self._video = video

    def grab(self) -> float | None:
        """Take the next frame from the driver; see `Capture`."""
        if not self._video.grab():
            return None
        return self._video.get(cv2.CAP_PROP_POS_MSEC) / 1000

    def retrieve(self) -> Bgr | None:
        """Unpack the frame that was grabbed; None where it is damaged."""
        whole, picture = self._video.retrieve()
        if not whole or picture.size == 0:
            return None
        if picture.ndim == 2:
            picture = cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)
        return np.asarray(picture, np.uint8)

    def present(self) -> bool:
        """Say whether the device is still plugged in: udev removes its names at once."""
        return self._device.exists()

    def release(self) -> None:
        """Close the device."""
        self._video.release()


def open_device(device: Path, mode: Mode) -> OpenCvCapture:
    """Open a video device.

    Raises:
        CameraError: see `OpenCapture`.
    """
    v4l2_node.check(device)
    video = cv2.VideoCapture(str(device), cv2.CAP_V4L2)
    if not video.isOpened():
        raise CameraError("camera.unusable", device=str(device), detail="OpenCV can't open it")
    video.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    video.set(cv2.CAP_PROP_FRAME_WIDTH, mode.width_px)
    video.set(cv2.CAP_PROP_FRAME_HEIGHT, mode.height_px)
    video.set(cv2.CAP_PROP_FPS, mode.fps)
    video.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    return OpenCvCapture(device, video)
