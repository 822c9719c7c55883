"""A simulator of picamera2 and libcamera for the adapter `picamera2`, with their habits and faults.

A file stands for the camera's media device: it is plugged in while the file exists, and locked by
who has it open, in this process or another. `pi_simulated_device` is an opened camera, and
`pi_simulated_events` how its frames travel.
"""

import fcntl
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self, cast

from kiosk.camera.pi.port import PiArray, PiDevice, PiRequest, Yuv
from kiosk.camera.pi.simulated_device import Model, SimulatedPiDevice
from kiosk.camera.pi.simulated_events import PiFault, SimulatedRequest
from kiosk.errors import CameraError


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedPi:
    """A simulated Pi with its cameras and their library; survives pickling.

    Attributes:
        picture: file of what the cameras see; None sees a grey wall.
        node: the media device; None has one that is always there and never taken.
        cameras: how many cameras there are while the node exists.
        fault: what is wrong, from frame `at_frame` on for `frames` frames; None lasts for ever.
        missing: controls that the cameras don't advertise.
        pixel_format: what becomes of YUV420: a USB camera, which libcamera lists too, gives YUYV.
        align_px: rows are a multiple of it long.
        stamp_ahead_s: how far the clock of the time stamps is ahead of the monotonic one.
        sleep: waits some seconds.
        monotonic_s: the clock.
    """

    picture: Path | None = None
    node: Path | None = None
    cameras: int = 1
    fault: PiFault | None = None
    at_frame: int = 0
    frames: int | None = None
    missing: frozenset[str] = frozenset()
    pixel_format: str = "YUV420"
    align_px: int = 64
    stamp_ahead_s: float = 0.0
    sleep: Callable[[float], None] = time.sleep
    monotonic_s: Callable[[], float] = time.monotonic

    def load(self) -> Self:
        """Find the library, as `kiosk.camera.pi.library.load` does."""
        if self.fault is PiFault.NO_LIBRARY:
            raise CameraError("camera.no_library", detail="No module named 'picamera2'")
        return self

    def open(self, number: int) -> "SimulatedPiDevice":
        """Open a camera."""
        if self.fault is PiFault.HANG_ON_OPEN:
            threading.Event().wait()
        is_there = self.node is None or self.node.exists()
        if number >= (self.cameras if is_there else 0):
            raise RuntimeError(f"No camera number {number} found")
        return SimulatedPiDevice(self._model(), _locked(self.node))

    @contextmanager
    def mapped(self, request: PiRequest, stream: str) -> Iterator[PiArray]:
        """Map a stream of a request, without copying."""
        yield SimulatedArray(cast("SimulatedRequest", request).view(stream))

    def abandon(self, device: PiDevice) -> None:
        """Forget a camera that hangs; it stays open until the process ends."""
        cast("SimulatedPiDevice", device).is_abandoned = True

    def _model(self) -> Model:
        return Model(
            picture=self.picture,
            fault=self.fault,
            at_frame=self.at_frame,
            frames=self.frames,
            missing=self.missing,
            pixel_format=self.pixel_format,
            align_px=self.align_px,
            stamp_ahead_s=self.stamp_ahead_s,
            sleep=self.sleep,
            monotonic_s=self.monotonic_s,
        )


@dataclass(slots=True)
class SimulatedArray:
    """A mapped stream."""

    array: Yuv | None


def _locked(node: Path | None) -> int | None:
    """Lock the media device; give its descriptor."""
    if node is None:
        return None
    file = os.open(node, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        reason = RuntimeError("Failed to acquire camera: Device or resource busy")
        raise RuntimeError("Camera __init__ sequence did not complete.") from reason
    return file
