"""The adapter for a Pi's cameras on its simulator: pictures, times, and what libcamera does."""

import logging
import pickle
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from kiosk.camera.app import build_camera
from kiosk.camera.link import ProcessCameraLink
from kiosk.camera.pi import library as pi_library
from kiosk.camera.pi.camera import BUFFERS, Limits, PiCamera
from kiosk.camera.pi.port import PiDevice
from kiosk.camera.pi.simulated import SimulatedPi
from kiosk.camera.pi.simulated_device import LENS, SimulatedPiDevice
from kiosk.camera.pi.simulated_events import PiFault
from kiosk.camera.pi.simulated_scene import GARBAGE
from kiosk.camera.reading.decoder import Decoder
from kiosk.camera.sighting import CameraDown, CameraEvent, CameraHealth, Focus, Sightings
from kiosk.errors import CameraError
from kiosk.settings import CameraAdapter, CameraFocus, CameraSettings
from tests.support.code_pictures import qr, save
from tests.support.kiosk_clock import SetClock
from tests.support.waiting import wait_until

TIMEOUT_S = 1.0
SETTINGS = CameraSettings(adapter=CameraAdapter.PICAMERA2, fps=30)
QUICK = Limits(open_s=0.3, close_s=0.3)
PLAIN = SimulatedPi()


@dataclass(frozen=True)
class WatchedPi(SimulatedPi):
    """Remembers what it was asked to open."""

    devices: list[SimulatedPiDevice] = field(default_factory=list)

    def open(self, number: int) -> SimulatedPiDevice:
        self.devices.append(super().open(number))
        return self.devices[-1]


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


def watched(clock: SetClock, like: SimulatedPi = PLAIN) -> WatchedPi:
    values = {name: getattr(like, name) for name in like.__dataclass_fields__}
    return replace(WatchedPi(**values), sleep=clock.advance, monotonic_s=clock.monotonic_s)


def camera(clock: SetClock, pi: SimulatedPi, settings: CameraSettings = SETTINGS) -> PiCamera:
    return PiCamera(
        settings, pi.load, clock.advance, clock.monotonic_s, clock.monotonic_s, limits=QUICK
    )


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(CameraError) as caught:
        act()
    return caught.value.code


class TestFrames:
    @pytest.mark.parametrize("align_px", [64, 128, 512])
    def test_a_code_before_the_camera_is_read_whatever_the_stride(
        self, clock: SetClock, tmp_path: Path, align_px: int
    ) -> None:
        save(tmp_path, "code.png", qr("a ribbon cable"))
        pi = watched(clock, SimulatedPi(picture=tmp_path / "code.png", align_px=align_px))
        with camera(clock, pi) as opened:
            frame = opened.read(TIMEOUT_S)
            codes = Decoder().decode_still(frame.luma)
        assert frame.live
        assert frame.luma.shape == (960, 1280)
        assert [code.text for code in codes] == ["a ribbon cable"]
        assert frame.preview[240, 320].max() - frame.preview[240, 320].min() <= 4

    def test_a_frame_holds_until_the_next_is_read(self, clock: SetClock) -> None:
        with camera(clock, watched(clock)) as opened:
            for _ in range(3 * BUFFERS):
                frame = opened.read(TIMEOUT_S)
                seen = frame.luma.copy()
                clock.advance(1.0)
                assert np.array_equal(frame.luma, seen)
                opened.read(TIMEOUT_S)
                # The simulator spoils what is its own again.
                assert frame.luma.min() == frame.luma.max() == GARBAGE

    def test_another_shape_gets_bars(self, clock: SetClock) -> None:
        settings = SETTINGS.model_copy(update={"width_px": 1920, "height_px": 1080})
        with camera(clock, watched(clock), settings) as opened:
            frame = opened.read(TIMEOUT_S)
        assert frame.luma.shape == (1440, 1920)
        for row, is_bar in ((20, True), (100, False), (380, False), (460, True)):
            assert bool(frame.preview[row].max() == 0) is is_bar
            assert bool(frame.luma[3 * row].max() == 0) is is_bar

    @pytest.mark.parametrize(("fps", "each_s"), [(30, 1 / 30), (15, 2 / 30), (10, 3 / 30)])
    def test_as_many_frames_are_taken_as_are_wanted(
        self, clock: SetClock, fps: float, each_s: float
    ) -> None:
        settings = SETTINGS.model_copy(update={"fps": fps})
        with camera(clock, watched(clock), settings) as opened:
            times = [opened.read(TIMEOUT_S).captured_at_s for _ in range(6)]
        assert np.diff(times).tolist() == pytest.approx([each_s] * 5, abs=1e-3)

    def test_after_a_long_pause_a_frame_is_new(self, clock: SetClock) -> None:
        with camera(clock, watched(clock)) as opened:
            opened.read(TIMEOUT_S)
            clock.advance(20.0)
            asked_s = clock.monotonic
            assert opened.read(TIMEOUT_S).captured_at_s > asked_s

    @pytest.mark.parametrize(("stamp_ahead_s", "age_s"), [(0.0, 0.01), (7200.0, 0.01), (99.0, 0.0)])
    def test_time_is_the_sensors_where_that_can_be(
        self, clock: SetClock, stamp_ahead_s: float, age_s: float
    ) -> None:
        pi = watched(clock, SimulatedPi(stamp_ahead_s=stamp_ahead_s))
        opened = PiCamera(
            SETTINGS,
            pi.load,
            clock.advance,
            clock.monotonic_s,
            boottime_s=lambda: clock.monotonic + 7200.0,
        )
        with opened:
            frame = opened.read(TIMEOUT_S)
        assert clock.monotonic - frame.captured_at_s == pytest.approx(age_s, abs=1e-3)

    def test_a_buffer_is_held_no_longer_than_a_frame(self, clock: SetClock) -> None:
        with camera(clock, watched(clock)) as opened:
            for _ in range(40):
                opened.read(TIMEOUT_S)


class TestControls:
    def test_what_is_in_force(self, clock: SetClock) -> None:
        pi = watched(clock)
        with camera(clock, pi):
            in_force = dict(pi.devices[0].in_force)
        assert in_force["FrameDurationLimits"] == (33_333, 33_333)
        assert in_force["AfMode"] == 2
        assert in_force["AeFlickerPeriod"] == 10_000

    @pytest.mark.parametrize(
        ("focus", "told"),
        [
            (CameraFocus.CONTINUOUS, [Focus.SEARCHING, Focus.FOCUSED]),
            (CameraFocus.FIXED, [Focus.FIXED, Focus.FIXED]),
        ],
    )
    def test_focus_is_told(self, clock: SetClock, focus: CameraFocus, told: list[Focus]) -> None:
        settings = SETTINGS.model_copy(update={"focus": focus})
        with camera(clock, watched(clock), settings) as opened:
            frames = [opened.read(TIMEOUT_S) for _ in range(20)]
        assert [frames[0].focus, frames[-1].focus] == told

    def test_a_camera_without_a_motor_is_used_and_what_it_lacks_is_named_once(
        self, clock: SetClock, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.INFO), camera(clock, watched(clock, NO_MOTOR)) as opened:
            frames = [opened.read(TIMEOUT_S) for _ in range(3)]
        assert [frame.focus for frame in frames] == [None] * 3
        lines = [record.message for record in caplog.records if "has no control" in record.message]
        assert [line.split()[-1] for line in lines] == [
            *("AfMode", "AfRange", "AfSpeed", "AfMetering", "AfWindows")
        ]

    def test_a_lens_that_cannot_go_there(
        self, clock: SetClock, caplog: pytest.LogCaptureFixture
    ) -> None:
        settings = SETTINGS.model_copy(update={"focus": CameraFocus.FIXED, "lens_position": 30.0})
        pi = watched(clock)
        with camera(clock, pi, settings):
            assert pi.devices[0].in_force["LensPosition"] == 15.0
        assert "the lens goes to 15 dioptres, not to 30" in caplog.text


NO_MOTOR = SimulatedPi(missing=LENS)


class TestOpening:
    @pytest.mark.parametrize(
        ("like", "code"),
        [
            (SimulatedPi(fault=PiFault.NO_LIBRARY), "camera.no_library"),
            (SimulatedPi(cameras=0), "camera.not_found"),
            (SimulatedPi(fault=PiFault.HANG_ON_OPEN), "camera.unusable"),
            (SimulatedPi(pixel_format="YUYV"), "camera.unusable"),
            (SimulatedPi(missing=frozenset({"FrameDurationLimits"})), None),
        ],
        ids=["no-library", "no-camera", "hangs", "webcam", "no-frame-rate"],
    )
    def test_what_keeps_it_from_opening(
        self, clock: SetClock, like: SimulatedPi, code: str | None
    ) -> None:
        opened = camera(clock, watched(clock, like))
        if code is None:
            with opened:
                opened.read(TIMEOUT_S)
        else:
            assert code_of(opened.__enter__) == code

    def test_two_processes_on_one_camera(self, clock: SetClock, tmp_path: Path) -> None:
        node = tmp_path / "media0"
        node.touch()
        pi = watched(clock, SimulatedPi(node=node))
        with camera(clock, pi), pytest.raises(CameraError, match="Device or resource busy") as e:
            camera(clock, pi).__enter__()
        assert e.value.code == "camera.busy"
        with camera(clock, pi) as opened:
            opened.read(TIMEOUT_S)

    def test_one_that_cannot_be_configured_is_given_back(
        self, clock: SetClock, tmp_path: Path
    ) -> None:
        node = tmp_path / "media0"
        node.touch()
        pi = watched(clock, SimulatedPi(node=node, pixel_format="MJPEG"))
        assert code_of(camera(clock, pi).__enter__) == "camera.unusable"
        assert not pi.devices[0].is_open

    def test_the_number_is_the_settings(self, clock: SetClock) -> None:
        settings = SETTINGS.model_copy(update={"number": 1})
        assert code_of(camera(clock, watched(clock), settings).__enter__) == "camera.not_found"
        with camera(clock, watched(clock, SimulatedPi(cameras=2)), settings) as opened:
            opened.read(TIMEOUT_S)


class TestFaults:
    @pytest.mark.parametrize(
        "fault", [PiFault.STALL, PiFault.CANCELLED, PiFault.DAMAGED, PiFault.NO_BUFFER]
    )
    @pytest.mark.parametrize(("at_frame", "code"), [(0, "camera.no_frames"), (3, "camera.timeout")])
    def test_no_frames_and_no_more_frames(
        self, clock: SetClock, fault: PiFault, at_frame: int, code: str
    ) -> None:
        pi = watched(clock, SimulatedPi(fault=fault, at_frame=at_frame))
        with camera(clock, pi) as opened:
            for _ in range(at_frame):
                opened.read(TIMEOUT_S)
            for _ in range(2):
                before_s = clock.monotonic
                assert code_of(lambda: opened.read(TIMEOUT_S)) == code
                assert clock.monotonic - before_s <= TIMEOUT_S + 0.1
        assert not pi.devices[0].is_started
        assert not pi.devices[0].is_open
        assert not pi.devices[0].is_abandoned

    def test_why_there_was_no_frame_is_said(self, clock: SetClock) -> None:
        pi = watched(clock, SimulatedPi(fault=PiFault.NO_BUFFER))
        with camera(clock, pi) as opened, pytest.raises(CameraError, match="failed to find buffer"):
            opened.read(TIMEOUT_S)

    @pytest.mark.parametrize("fault", [PiFault.STALL, PiFault.DAMAGED, PiFault.NO_BUFFER])
    def test_what_passes_is_passed_over(self, clock: SetClock, fault: PiFault) -> None:
        pi = watched(clock, SimulatedPi(fault=fault, at_frame=2, frames=20))
        with camera(clock, pi) as opened:
            for _ in range(6):
                opened.read(5.0)

    def test_waits_that_timed_out_keep_no_buffer(self, clock: SetClock) -> None:
        pi = watched(clock, SimulatedPi(fault=PiFault.STALL, at_frame=2, frames=300))
        with camera(clock, pi) as opened:
            for _ in range(2):
                opened.read(TIMEOUT_S)
            for _ in range(9):
                assert code_of(lambda: opened.read(TIMEOUT_S)) == "camera.timeout"
            for _ in range(8):
                opened.read(5.0)

    def test_libcamera_that_does_not_stop_is_left_behind(
        self, clock: SetClock, caplog: pytest.LogCaptureFixture
    ) -> None:
        pi = watched(clock, SimulatedPi(fault=PiFault.HANG_ON_STOP))
        with camera(clock, pi) as opened:
            opened.read(TIMEOUT_S)
        assert pi.devices[0].is_abandoned
        assert "libcamera hangs" in caplog.text

    def test_reading_before_and_after(self, clock: SetClock) -> None:
        opened = camera(clock, watched(clock))
        assert code_of(lambda: opened.read(TIMEOUT_S)) == "camera.closed"
        with opened:
            opened.read(TIMEOUT_S)
        assert code_of(lambda: opened.read(TIMEOUT_S)) == "camera.closed"


class TestLibrary:
    def test_where_it_is_not_installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "picamera2", None)
        with pytest.raises(CameraError, match="picamera2") as caught:
            build_camera(SETTINGS).__enter__()
        assert caught.value.code == "camera.no_library"

    def test_how_it_is_called(self, monkeypatch: pytest.MonkeyPatch, clock: SetClock) -> None:
        pi = SimulatedPi(sleep=clock.advance, monotonic_s=clock.monotonic_s)
        opened: list[PiDevice] = []

        def picamera2(camera_num: int) -> PiDevice:
            opened.append(pi.open(camera_num))
            return opened[-1]

        def mapped_array(request: object, stream: str, *, write: bool = True) -> object:
            assert not write
            return pi.mapped(request, stream)  # type: ignore[arg-type]

        module = ModuleType("picamera2")
        vars(module).update(Picamera2=picamera2, MappedArray=mapped_array)
        monkeypatch.setitem(sys.modules, "picamera2", module)
        with PiCamera(SETTINGS, pi_library.load, clock.advance, clock.monotonic_s) as camera_:
            assert camera_.read(TIMEOUT_S).luma.shape == (960, 1280)
        assert len(opened) == 1
        pi_library.load().abandon(opened[0])


class TestSettings:
    @pytest.mark.parametrize(
        ("values", "reason"),
        [
            ({"fps": 31}, "at most 30 fps"),
            ({"width_px": 1281}, "even width_px and height_px"),
            ({"height_px": 961}, "even width_px and height_px"),
            ({"lens_position": -1}, "lens_position"),
            ({"lens_position": 33}, "lens_position"),
            ({"focus": "auto"}, "focus"),
            ({"number": -1}, "number"),
        ],
    )
    def test_what_is_refused(self, values: dict[str, object], reason: str) -> None:
        with pytest.raises(ValueError, match=reason):
            CameraSettings.model_validate({"adapter": "picamera2"} | values)

    def test_the_adapter_needs_nothing_else(self) -> None:
        settings = CameraSettings.model_validate({"adapter": "picamera2"})
        assert settings.focus is CameraFocus.CONTINUOUS
        assert isinstance(build_camera(settings), PiCamera)


@pytest.mark.timeout(240)
def test_a_camera_that_falls_silent_is_opened_again_in_a_new_process(tmp_path: Path) -> None:
    save(tmp_path, "code.png", qr("a Pi"))
    node = tmp_path / "media0"
    node.touch()
    pi = SimulatedPi(picture=tmp_path / "code.png", node=node, fault=PiFault.CANCELLED, at_frame=20)
    settings = SETTINGS.model_copy(update={"stall_s": 30.0})
    clock = SetClock()
    make = partial(PiCamera, settings, pi.load)
    assert pickle.loads(pickle.dumps(make))  # noqa: S301
    link = ProcessCameraLink(settings, clock, make)
    told: list[CameraEvent] = []

    def has_told(kind: type[CameraEvent], count: int) -> None:
        def is_there() -> bool:
            told.extend(link.poll())
            if link.pid is None:
                clock.advance(10.0)
            return sum(isinstance(event, kind) for event in told) >= count

        wait_until(is_there, f"{kind.__name__} in {told[-3:]}", within_s=60)

    link.start()
    try:
        has_told(Sightings, 1)
        has_told(CameraHealth, 1)
        has_told(CameraDown, 2)
    finally:
        link.stop()
    downs = {event.code for event in told if isinstance(event, CameraDown)}
    assert downs == {"camera.timeout"}
