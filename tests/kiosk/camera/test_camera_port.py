"""What every camera keeps, run on each adapter and on what real camera there is."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from kiosk.camera.faults import Fault, FaultKind, FaultyCamera, Script
from kiosk.camera.port import PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, Camera
from kiosk.camera.replay import ReplayCamera
from kiosk.camera.v4l2 import V4l2Camera
from kiosk.camera.v4l2_simulated import SimulatedDevices
from kiosk.errors import CameraError
from kiosk.settings import CameraAdapter, CameraSettings
from tests.support.code_pictures import qr, save
from tests.support.kiosk_clock import SetClock

Make = Callable[[Path], Camera]
TIMEOUT_S = 2.0


def replay(photos: Path) -> Camera:
    clock = SetClock()
    settings = CameraSettings(photos=photos, fps=10)
    return ReplayCamera(settings, clock.advance, clock.monotonic_s)


def faulty(photos: Path) -> Camera:
    return FaultyCamera(
        replay(photos), Script(faults=(Fault(kind=FaultKind.UNPLUG, at_frame=10**6),))
    )


def v4l2(photos: Path) -> Camera:
    clock = SetClock()
    picture = photos / "code.png"
    node = photos / "camera"
    if picture.exists():
        node.touch()
    devices = SimulatedDevices(picture=picture, sleep=clock.advance, monotonic_s=clock.monotonic_s)
    settings = CameraSettings(fps=10).model_copy(update={"device": node})
    return V4l2Camera(settings, devices.open, clock.advance, clock.monotonic_s)


def real(_photos: Path) -> Camera:
    """Take the first camera of this machine, a webcam's or that of the kernel's module vivid."""
    nodes = sorted(Path("/dev/v4l/by-path").glob("*-video-index0"))
    if not nodes:
        pytest.skip("NO CAMERA IS TESTED: this machine has nothing in /dev/v4l/by-path")
    return V4l2Camera(CameraSettings(adapter=CameraAdapter.V4L2, device=nodes[0]))


@pytest.mark.parametrize(
    "make", [replay, faulty, v4l2, pytest.param(real, marks=pytest.mark.hardware)]
)
class TestCamera:
    @pytest.fixture
    def camera(self, make: Make, tmp_path: Path) -> Camera:
        save(tmp_path, "code.png", qr("contract"))
        return make(tmp_path)

    def test_frames_have_the_promised_shape(self, camera: Camera) -> None:
        with camera:
            for _ in range(3):
                frame = camera.read(TIMEOUT_S)
                assert frame.luma.ndim == 2
                assert frame.luma.size
                assert frame.luma.dtype == frame.preview.dtype == np.uint8
                assert frame.preview.shape == (PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, 3)

    def test_time_grows_from_frame_to_frame(self, camera: Camera) -> None:
        with camera:
            times = [camera.read(TIMEOUT_S).captured_at_s for _ in range(20)]
        assert times == sorted(set(times))

    def test_it_can_be_opened_again(self, camera: Camera) -> None:
        for _ in range(2):
            with camera:
                camera.read(TIMEOUT_S)

    def test_an_error_inside_is_not_swallowed(self, camera: Camera) -> None:
        with pytest.raises(LookupError), camera:
            raise LookupError

    def test_what_cannot_start_says_so_when_it_is_opened(self, make: Make, tmp_path: Path) -> None:
        if make is real:
            pytest.skip("a real camera is there or not")
        camera = make(tmp_path / "absent")
        with pytest.raises(CameraError) as caught, camera:
            pass
        assert caught.value.code in {"camera.no_photos", "camera.not_found"}
        assert str(tmp_path / "absent") in str(caught.value)
