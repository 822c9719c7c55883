"""The port between the camera adapter `v4l2` and whatever opens a video device.

`kiosk.camera.opencv` is the real one, `kiosk.camera.v4l2.simulated` its simulator. It is as small
as a driver is unreliable: any call of a capture may block for ever.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

Bgr = npt.NDArray[np.uint8]
"""(height, width, 3) uint8 in the order blue, green, red."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """What is asked of a driver, which may give the nearest that it has."""

    width_px: int
    height_px: int
    fps: float


class Capture(Protocol):
    """An opened video device."""

    def grab(self) -> float | None:
        """Take the next frame from the driver, without unpacking it.

        Returns:
            The monotonic time of its exposure in seconds, 0 where the driver tells none; None
            where no frame came.
        """
        ...

    def retrieve(self) -> Bgr | None:
        """Unpack the frame that was grabbed; None where it is damaged."""
        ...

    def present(self) -> bool:
        """Say whether the device is still plugged in; doesn't block."""
        ...

    def release(self) -> None:
        """Close the device."""
        ...


OpenCapture = Callable[[Path, Mode], Capture]
"""Opens a device; raises `CameraError`: `camera.not_found`, `camera.busy`, `camera.no_permission`,
`camera.not_a_camera`, `camera.unusable`."""
