"""A simulator of video devices for the adapter `v4l2`, with the faults that real ones have.

A file stands for the device's node: it is plugged in while the file exists. Like a driver it gives
the nearest size that it has, no two frames in a row alike, a damaged frame now and then where told
to, and blocks where told to.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import cv2
import numpy as np

from kiosk.camera.capture import Bgr, Mode
from kiosk.camera.pictures import load_rgb
from kiosk.errors import CameraError


class DeviceFault(StrEnum):
    """What goes wrong with a device."""

    BUSY = "busy"
    """Another process has it."""
    FORBIDDEN = "forbidden"
    """This user may not open it."""
    SILENT = "silent"
    """The driver says after a while that no frame came."""
    HANG = "hang"
    """The driver doesn't answer any more."""
    DAMAGED = "damaged"
    """Frames can't be unpacked."""
    FROZEN = "frozen"
    """The same frame comes again and again."""


SIZES = ((640, 480), (1280, 720), (1280, 960), (1920, 1080))
SELECT_TIMEOUT_S = 0.1
NOISE_ROWS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedDevices:
    """All devices of a simulated machine; survives pickling.

    Attributes:
        picture: file of what the camera sees; None sees a grey wall.
        fault: what is wrong with every device, from `at_frame` on for `frames` frames.
        frames: None lasts for ever.
        sizes: width and height of the modes that the driver has.
        sleep: waits some seconds until the next frame is exposed.
        monotonic_s: the clock that the driver stamps frames with.
    """

    picture: Path | None = None
    fault: DeviceFault | None = None
    at_frame: int = 0
    frames: int | None = None
    sizes: tuple[tuple[int, int], ...] = SIZES
    sleep: Callable[[float], None] = time.sleep
    monotonic_s: Callable[[], float] = time.monotonic

    def open(self, device: Path, mode: Mode) -> "SimulatedCapture":
        """Open a device, as `kiosk.camera.opencv.open_device` does."""
        if not device.exists():
            raise CameraError("camera.not_found", device=str(device))
        if self.fault is DeviceFault.FORBIDDEN:
            raise CameraError("camera.no_permission", device=str(device), user=1000)
        if self.fault is DeviceFault.BUSY:
            raise CameraError("camera.busy", device=str(device))
        return SimulatedCapture(self, device, mode)

    def fault_at(self, frame: int) -> DeviceFault | None:
        """Give what is wrong at a frame."""
        last = self.at_frame + (self.frames or 2**62)
        return self.fault if self.at_frame <= frame < last else None


class SimulatedCapture:
    """One opened device."""

    def __init__(self, devices: SimulatedDevices, device: Path, mode: Mode) -> None:
        self._devices = devices
        self._device = device
        self._period_s = 1 / mode.fps
        self._picture = _scene(devices.picture, _nearest(devices.sizes, mode))
        self._frame = -1
        self.released = False

    def grab(self) -> float | None:
        """Take the next frame from the driver; see `Capture`."""
        if not self.present():
            return None
        self._frame += 1
        match self._devices.fault_at(self._frame):
            case DeviceFault.SILENT:
                self._devices.sleep(SELECT_TIMEOUT_S)
                return None
            case DeviceFault.HANG:
                threading.Event().wait()
            case _:
                self._devices.sleep(self._period_s)
        return self._devices.monotonic_s()

    def retrieve(self) -> Bgr | None:
        """Unpack the frame that was grabbed; None where it is damaged."""
        fault = self._devices.fault_at(self._frame)
        if fault is DeviceFault.DAMAGED:
            return None
        number = self._devices.at_frame if fault is DeviceFault.FROZEN else self._frame
        picture = self._picture.copy()
        # A sensor's noise is in every row; as little as this is enough to tell frames apart.
        picture[number % NOISE_ROWS :: NOISE_ROWS] ^= 1
        return picture

    def present(self) -> bool:
        """Say whether the device is still plugged in."""
        return self._device.exists()

    def release(self) -> None:
        """Close the device."""
        self.released = True


def _nearest(sizes: tuple[tuple[int, int], ...], mode: Mode) -> tuple[int, int]:
    return min(sizes, key=lambda one: abs(one[0] - mode.width_px) + abs(one[1] - mode.height_px))


def _scene(picture: Path | None, size: tuple[int, int]) -> Bgr:
    width_px, height_px = size
    scene = np.full((height_px, width_px, 3), 128, np.uint8)
    if picture is not None:
        bgr = cv2.cvtColor(load_rgb(picture), cv2.COLOR_RGB2BGR)
        high, wide = min(bgr.shape[0], height_px), min(bgr.shape[1], width_px)
        top, left = (height_px - high) // 2, (width_px - wide) // 2
        scene[top : top + high, left : left + wide] = bgr[:high, :wide]
    return scene
