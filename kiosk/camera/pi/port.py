"""The port between the camera adapter `picamera2` and the library that only a Pi has.

`kiosk.camera.pi.library` is the real one, `kiosk.camera.pi.simulated` its simulator. The names are
those of the library, so that the adapter is the same with both. Facts (picamera2 0.3.38):

- a control that the camera doesn't advertise raises RuntimeError, and so does nearly all that
  fails;
- a wait is True, None (for ever), seconds (then TimeoutError) or False and 0 (a job, at once);
- a wait that timed out leaves its job at the head of the queue: `stop` waits behind it for ever,
  and a frame that comes after all goes to it and is never given back, unless `cancel_all_and_flush`
  was called first;
- what a request holds is the camera's memory, valid until it is released; with all of
  `buffer_count` requests held the camera stops;
- requests that libcamera cancels, as it does with all of them when the sensor falls silent, are
  told to nobody.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Yuv = npt.NDArray[np.uint8]
"""(height * 3 / 2, stride) uint8: luma, then the planes U and V, each row half a stride long; a row
may be longer than the picture is wide."""
Config = dict[str, Any]
"""A configuration as the library makes it: `main` and `lores` have `format`, `size`, `stride`."""
Rectangle = tuple[int, int, int, int]
"""Left, top, width and height, in pixels of the sensor."""


class PiRequest(Protocol):
    """One completed frame; its memory is the camera's."""

    def get_metadata(self) -> Mapping[str, object]:
        """Give `SensorTimestamp` (ns), `AfState` and whatever else the camera tells."""
        ...


class PiArray(Protocol):
    """One stream of a request, mapped."""

    @property
    def array(self) -> Yuv | None:
        """The camera's own memory: not to be kept."""
        ...


class PiDevice(Protocol):
    """An opened camera: the part of `Picamera2` that is used."""

    @property
    def camera_controls(self) -> Mapping[str, tuple[Any, Any, Any]]:
        """Least, greatest and default value of each control that the camera advertises."""
        ...

    @property
    def camera_properties(self) -> Mapping[str, Any]:
        """What the camera is; some values are known only when it was configured."""
        ...

    def create_preview_configuration(
        self, *, main: Config, lores: Config, buffer_count: int, queue: bool
    ) -> Config:
        """Make a configuration; without `queue` a capture never gives a frame from before it."""
        ...

    def configure(self, camera_config: Config) -> None:
        """Take a configuration, as near as the camera can."""
        ...

    def camera_configuration(self) -> Config:
        """Give the configuration in force."""
        ...

    def set_controls(self, controls: Mapping[str, object]) -> None:
        """Set controls; they go with the start, or with the next request that is given back."""
        ...

    def start(self) -> None:
        """Let the sensor run."""
        ...

    def captured_request(self, wait: float) -> AbstractContextManager[PiRequest]:
        """Wait some seconds for a request, and give it back at the end of the block."""
        ...

    def cancel_all_and_flush(self) -> None:
        """Forget all jobs that wait for a frame."""
        ...

    def stop(self) -> None:
        """Let the sensor rest; waits behind the jobs."""
        ...

    def close(self) -> None:
        """Give the camera back."""
        ...


class PiLibrary(Protocol):
    """What is asked of the library besides an opened camera."""

    def open(self, number: int) -> PiDevice:
        """Open a camera by its number, as `rpicam-hello --list-cameras` counts."""
        ...

    def mapped(self, request: PiRequest, stream: str) -> AbstractContextManager[PiArray]:
        """Map the stream `main` or `lores` of a request, without copying."""
        ...

    def abandon(self, device: PiDevice) -> None:
        """Forget a camera that hangs, so that the end of the process doesn't wait for it."""
        ...


LoadLibrary = Callable[[], PiLibrary]
"""Finds the library; raises `CameraError`: `camera.no_library`."""
