"""The home of picamera2, imported nowhere else and only when a camera is asked for.

It comes from the system's packages (python3-picamera2, python3-libcamera), since it must fit
libcamera and the kernel; the virtual environment sees it by `--system-site-packages`. Where it
isn't installed, or was built for another numpy, importing raises ImportError or ValueError.
"""

import atexit
from collections.abc import Callable
from contextlib import AbstractContextManager

from kiosk.camera.pi.port import PiArray, PiDevice, PiLibrary, PiRequest
from kiosk.errors import CameraError


class Picamera2Library:
    """picamera2, imported by `load`.

    Args:
        camera: its class `Picamera2`.
        mapped_array: its class `MappedArray`.
    """

    def __init__(
        self,
        camera: Callable[[int], PiDevice],
        mapped_array: Callable[..., AbstractContextManager[PiArray]],
    ) -> None:
        self._camera = camera
        self._mapped_array = mapped_array

    def open(self, number: int) -> PiDevice:
        """Open a camera by its number."""
        return self._camera(number)

    def mapped(self, request: PiRequest, stream: str) -> AbstractContextManager[PiArray]:
        """Map a stream of a request, without copying."""
        return self._mapped_array(request, stream, write=False)

    def abandon(self, device: PiDevice) -> None:
        """Forget a camera that hangs: picamera2 would close it at the end of the process."""
        atexit.unregister(device.close)


def load() -> PiLibrary:
    """Import picamera2.

    Raises:
        CameraError: `camera.no_library`.
    """
    try:
        # Only a Pi has it, and what it brings takes a second to load there.
        from picamera2 import MappedArray, Picamera2  # noqa: PLC0415
    except (ImportError, OSError, ValueError, AttributeError) as error:
        raise CameraError("camera.no_library", detail=f"picamera2: {error}") from error
    return Picamera2Library(Picamera2, MappedArray)
