"""What every camera keeps, run on each adapter and on what real camera there is."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from kiosk.camera.faults import Fault, FaultKind, FaultyCamera, Script
from kiosk.camera.pi.camera import PiCamera
from kiosk.camera.pi.simulated import SimulatedPi
from kiosk.camera.port import PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, Camera
from kiosk.camera.replay import ReplayCamera
from kiosk.camera.v4l2.camera import V4l2Camera
from kiosk.camera.v4l2.simulated import SimulatedDevices
from kiosk.errors import CameraError
from kiosk.settings import CameraAdapter, CameraSettings
from tests.support.code_pictures import qr, save, texture
from tests.support.kiosk_clock import SetClock
from tests.support.real_cameras import pi_library_here, usb_node, virtual_node
from tests.support.videos import film

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


def film_of(photos: Path) -> Camera:
    path = photos / "film.avi"
    if photos.exists():
        film(path, [texture(number, (480, 640)) for number in range(5)])
    return replay(path)


def v4l2(photos: Path) -> Camera:
    clock = SetClock()
    picture = photos / "code.png"
    node = photos / "camera"
    if picture.exists():
        node.touch()
    devices = SimulatedDevices(picture=picture, sleep=clock.advance, monotonic_s=clock.monotonic_s)
    settings = CameraSettings(fps=10).model_copy(update={"device": node})
    return V4l2Camera(settings, devices.open, clock.advance, clock.monotonic_s)


def pi(photos: Path) -> Camera:
    clock = SetClock()
    picture = photos / "code.png"
    node = photos / "media0"
    if picture.exists():
        node.touch()
    simulated = SimulatedPi(
        picture=picture, node=node, sleep=clock.advance, monotonic_s=clock.monotonic_s
    )
    settings = CameraSettings(adapter=CameraAdapter.PICAMERA2, fps=10)
    return PiCamera(settings, simulated.load, clock.advance, clock.monotonic_s, clock.monotonic_s)


def virtual(_photos: Path) -> Camera:
    return _by_path(virtual_node())


def usb(_photos: Path) -> Camera:
    return _by_path(usb_node())


def _by_path(node: Path) -> Camera:
    # Settings take lasting names only; here a number of the moment is good enough.
    return V4l2Camera(CameraSettings().model_copy(update={"device": node}))


def real_pi(_photos: Path) -> Camera:
    library = pi_library_here()
    return PiCamera(CameraSettings(adapter=CameraAdapter.PICAMERA2), lambda: library)


SIMULATED: list[Make] = [replay, film_of, faulty, v4l2, pi]
REAL: list[Make] = [usb, real_pi]


@pytest.mark.parametrize(
    "make",
    [*SIMULATED, virtual, *(pytest.param(make, marks=pytest.mark.hardware) for make in REAL)],
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


@pytest.mark.parametrize("make", SIMULATED)
def test_what_cannot_start_says_so_when_it_is_opened(make: Make, tmp_path: Path) -> None:
    camera = make(tmp_path / "absent")
    with pytest.raises(CameraError) as caught, camera:
        pass
    assert caught.value.code in {"camera.no_photos", "camera.not_found"}
    named = "camera number 0" if make is pi else str(tmp_path / "absent")
    assert named in str(caught.value)
