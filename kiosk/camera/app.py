"""Which camera the settings ask for; runs inside the camera process."""

from contextlib import suppress
from typing import assert_never

from kiosk.camera.faults import FaultyCamera, Script
from kiosk.camera.pi import library as pi_library
from kiosk.camera.pi.camera import PiCamera
from kiosk.camera.port import Camera, Place
from kiosk.camera.reading.bars.fit import draw_tables
from kiosk.camera.replay import ReplayCamera
from kiosk.camera.v4l2.camera import V4l2Camera
from kiosk.errors import CameraError
from kiosk.settings import CameraAdapter, CameraSettings


def preload(adapter: CameraAdapter) -> None:
    """Load what camera and decoder would load when they are used first; touches no camera."""
    draw_tables()
    if adapter is CameraAdapter.PICAMERA2:
        # Opening tells what is wrong with it.
        with suppress(CameraError):
            pi_library.load()


def build_camera(
    settings: CameraSettings, faults: Script | None = None, after: Place | None = None
) -> Camera:
    """Make the camera that the settings name.

    Args:
        faults: what goes wrong with it, for a test of what follows.
        after: where a replay goes on.
    """
    match settings.adapter:
        case CameraAdapter.REPLAY:
            camera: Camera = ReplayCamera(settings, after=after)
        case CameraAdapter.V4L2:
            camera = V4l2Camera(settings)
        case CameraAdapter.PICAMERA2:
            camera = PiCamera(settings)
        case _:
            assert_never(settings.adapter)
    return FaultyCamera(camera, faults) if faults else camera
