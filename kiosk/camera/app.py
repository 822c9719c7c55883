"""Which camera the settings ask for; runs inside the camera process."""

from typing import assert_never

from kiosk.camera.faults import Fault, FaultyCamera
from kiosk.camera.port import Camera
from kiosk.camera.replay import ReplayCamera
from kiosk.camera.v4l2 import V4l2Camera
from kiosk.settings import CameraAdapter, CameraSettings


def build_camera(settings: CameraSettings, fault: Fault | None = None) -> Camera:
    """Make the camera that the settings name, with a fault for a test of what follows from it."""
    match settings.adapter:
        case CameraAdapter.REPLAY:
            camera: Camera = ReplayCamera(settings)
        case CameraAdapter.V4L2:
            camera = V4l2Camera(settings)
        case _:
            assert_never(settings.adapter)
    return FaultyCamera(camera, fault) if fault else camera
