"""What picamera2 does to its caller, asked of its simulator and, on a Raspberry Pi, of itself."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import cv2
import numpy as np
import pytest

from kiosk.camera.pi.camera import PiCamera
from kiosk.camera.pi.library import Picamera2Library
from kiosk.camera.pi.picture import Layout, lores_size
from kiosk.camera.pi.port import Config, PiDevice, PiLibrary
from kiosk.camera.pi.simulated import SimulatedPi
from kiosk.camera.sighting import Focus
from kiosk.errors import CameraError
from kiosk.settings import CameraAdapter, CameraFocus, CameraSettings
from tests.support.kiosk_clock import SetClock
from tests.support.real_cameras import pi_library_here

MAIN: Config = {"format": "YUV420", "size": (1280, 960)}
LORES: Config = {"format": "YUV420", "size": (640, 480)}
BUFFERS = 4
TIMEOUT_S = 3.0
SETTINGS = CameraSettings(adapter=CameraAdapter.PICAMERA2, fps=30)


@dataclass(frozen=True, kw_only=True)
class Here:
    """A library and the clock that goes with it."""

    library: PiLibrary
    monotonic_s: Callable[[], float]
    sleep: Callable[[float], None]

    def camera(self, settings: CameraSettings = SETTINGS) -> PiCamera:
        return PiCamera(
            settings, lambda: self.library, self.sleep, self.monotonic_s, self.monotonic_s
        )


def simulated() -> Here:
    clock = SetClock()
    pi = SimulatedPi(sleep=clock.advance, monotonic_s=clock.monotonic_s)
    return Here(library=pi, monotonic_s=clock.monotonic_s, sleep=clock.advance)


def real() -> Here:
    return Here(library=pi_library_here(), monotonic_s=time.monotonic, sleep=time.sleep)


@pytest.fixture(params=[simulated, pytest.param(real, marks=pytest.mark.hardware)])
def here(request: pytest.FixtureRequest) -> Here:
    make: Callable[[], Here] = request.param
    return make()


@pytest.fixture
def device(here: Here) -> Iterator[PiDevice]:
    """Give a camera that runs."""
    opened = here.library.open(0)
    with ExitStack() as steps:
        steps.callback(opened.close)
        steps.callback(opened.cancel_all_and_flush)
        opened.configure(
            opened.create_preview_configuration(
                main=MAIN, lores=LORES, buffer_count=BUFFERS, queue=False
            )
        )
        opened.start()
        yield opened


def test_a_number_that_no_camera_has(here: Here) -> None:
    with pytest.raises((RuntimeError, LookupError)):
        here.library.open(7)
    with pytest.raises(CameraError) as caught:
        here.camera(SETTINGS.model_copy(update={"number": 7})).__enter__()
    assert caught.value.code == "camera.not_found"


def test_a_control_that_is_not_advertised(device: PiDevice) -> None:
    with pytest.raises(RuntimeError, match="NoSuchControl"):
        device.set_controls({"NoSuchControl": 1})


def test_the_small_stream_may_not_be_above_the_main_one(here: Here) -> None:
    opened = here.library.open(0)
    try:
        config = opened.create_preview_configuration(
            main=LORES, lores=MAIN, buffer_count=BUFFERS, queue=False
        )
        with pytest.raises(RuntimeError, match="lores"):
            opened.configure(config)
    finally:
        opened.close()


def test_pictures_lie_as_the_configuration_says(here: Here, device: PiDevice) -> None:
    given = device.camera_configuration()
    with device.captured_request(TIMEOUT_S) as request:
        for name in ("main", "lores"):
            layout = Layout.of(given[name])
            assert layout.stride >= layout.width_px
            with here.library.mapped(request, name) as mapped:
                assert mapped.array is not None
                layout.check(mapped.array)


def test_a_wait_that_is_too_short_and_the_way_out(here: Here, device: PiDevice) -> None:
    begun_s = here.monotonic_s()
    with pytest.raises(TimeoutError), device.captured_request(0.001):
        pass
    device.cancel_all_and_flush()
    device.stop()
    assert here.monotonic_s() - begun_s < 1.0
    device.close()
    device.close()


def test_holding_all_requests_stops_the_camera(device: PiDevice) -> None:
    with ExitStack() as held:
        for _ in range(BUFFERS):
            held.enter_context(device.captured_request(TIMEOUT_S))
        with pytest.raises(TimeoutError), device.captured_request(0.5):
            pass
        device.cancel_all_and_flush()
    with device.captured_request(TIMEOUT_S):
        pass


def test_stamps_are_of_the_monotonic_clock_and_newer_than_the_call(
    here: Here, device: PiDevice
) -> None:
    for _ in range(5):
        asked_s = here.monotonic_s()
        with device.captured_request(TIMEOUT_S) as request:
            stamp_ns = request.get_metadata()["SensorTimestamp"]
        assert isinstance(stamp_ns, int)
        # One frame may have been exposed already; preview configurations allow 83 ms for it.
        assert asked_s - 0.17 < stamp_ns / 1e9 <= here.monotonic_s()


def test_it_can_be_opened_again_and_again(here: Here) -> None:
    for _ in range(5):
        with here.camera() as camera:
            camera.read(TIMEOUT_S)


def test_thirty_frames_a_second_whatever_the_light(here: Here) -> None:
    with here.camera() as camera:
        for _ in range(10):
            camera.read(TIMEOUT_S)
        times = [camera.read(TIMEOUT_S).captured_at_s for _ in range(60)]
    assert np.median(np.diff(times)) == pytest.approx(1 / 30, rel=0.02)


def test_luma_and_preview_see_the_same(here: Here) -> None:
    with here.camera() as camera:
        for _ in range(20):
            camera.read(TIMEOUT_S)
        frame = camera.read(TIMEOUT_S)
        luma = cv2.resize(frame.luma, (80, 60), interpolation=cv2.INTER_AREA).astype(float)
    assert lores_size(1280, 960) == (640, 480)
    grey = cv2.cvtColor(frame.preview, cv2.COLOR_RGB2GRAY)
    preview = cv2.resize(grey, (80, 60), interpolation=cv2.INTER_AREA).astype(float)
    # Of one exposure and one crop: apart by rounding and scaling only.
    assert np.abs(luma - preview).mean() < 6


def test_the_lens_comes_to_rest(here: Here) -> None:
    with here.camera() as camera:
        told = [camera.read(TIMEOUT_S).focus for _ in range(150)]
    if told[-1] is None:
        pytest.skip("this camera has no motor")
    assert set(told[-30:]) <= {Focus.FOCUSED, Focus.FAILED}


def test_a_fixed_lens_says_so(here: Here) -> None:
    settings = SETTINGS.model_copy(update={"focus": CameraFocus.FIXED})
    with here.camera(settings) as camera:
        told = {camera.read(TIMEOUT_S).focus for _ in range(10)}
    assert told in ({Focus.FIXED}, {None})


@pytest.mark.hardware
def test_a_real_one_is_busy_for_others() -> None:
    here = real()
    assert isinstance(here.library, Picamera2Library)
    with here.camera(), pytest.raises(CameraError) as caught:
        here.camera().__enter__()
    assert caught.value.code == "camera.busy"
