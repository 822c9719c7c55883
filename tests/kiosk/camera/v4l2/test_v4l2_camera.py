"""The adapter for video devices on its simulator: sizes, times, and what drivers do to people."""

import errno
import os
import struct
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from kiosk.camera.capture import Mode
from kiosk.camera.link import BACKOFF_S, ProcessCameraLink
from kiosk.camera.opencv import open_device
from kiosk.camera.reading.decoder import Decoder
from kiosk.camera.sighting import CameraDown, CameraEvent, CameraUp, Sightings
from kiosk.camera.v4l2 import node as v4l2_node
from kiosk.camera.v4l2.camera import OLDEST_S, V4l2Camera, to_frame
from kiosk.camera.v4l2.node import VIDIOC_QUERYCAP, VIDIOC_REQBUFS
from kiosk.camera.v4l2.simulated import DeviceFault, SimulatedCapture, SimulatedDevices
from kiosk.errors import CameraError
from kiosk.settings import CameraSettings
from tests.support.code_pictures import qr, save
from tests.support.kiosk_clock import SetClock
from tests.support.real_cameras import virtual_node
from tests.support.waiting import wait_until

TIMEOUT_S = 0.4
MODE = Mode(width_px=1280, height_px=960, fps=30)


@pytest.fixture
def node(tmp_path: Path) -> Path:
    path = tmp_path / "usb-camera-video-index0"
    path.touch()
    return path


def settings(node: Path, **more: int) -> CameraSettings:
    return CameraSettings(fps=60).model_copy(update={"device": node, **more})


def camera(node: Path, devices: SimulatedDevices | None = None, **more: int) -> V4l2Camera:
    return V4l2Camera(settings(node, **more), (devices or SimulatedDevices()).open)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(CameraError) as caught:
        act()
    return caught.value.code


class TestFrames:
    def test_a_code_before_the_camera_is_read(self, node: Path, tmp_path: Path) -> None:
        save(tmp_path, "code.png", qr("a device"))
        with camera(node, SimulatedDevices(picture=tmp_path / "code.png")) as opened:
            frame = opened.read(TIMEOUT_S)
        assert frame.luma.shape == (960, 1280)
        assert [code.text for code in Decoder().decode_still(frame.luma)] == ["a device"]

    @pytest.mark.parametrize(
        ("asked", "given"),
        [((1280, 720), (960, 1280)), ((800, 600), (480, 640)), ((4096, 2160), (1440, 1920))],
    )
    def test_the_driver_gives_the_nearest_size_and_bars_make_it_four_to_three(
        self, node: Path, asked: tuple[int, int], given: tuple[int, int]
    ) -> None:
        with camera(node, width_px=asked[0], height_px=asked[1]) as opened:
            assert opened.read(TIMEOUT_S).luma.shape == given

    def test_bars_are_where_the_preview_has_them(self) -> None:
        frame = to_frame(np.full((720, 1280, 3), (0, 0, 200), np.uint8), 1.0)
        assert frame.preview[240, 320].tolist() == [200, 0, 0]
        for row, is_bar in ((20, True), (100, False), (380, False), (460, True)):
            assert bool(frame.preview[row].max() == 0) is is_bar
            assert bool(frame.luma[2 * row].max() == 0) is is_bar

    def test_time_is_the_drivers_where_that_can_be(self, node: Path) -> None:
        clock = SetClock()
        seen = []
        for stamp_s in (999.9, 0.0, 1234.5):
            devices = SimulatedDevices(sleep=lambda _s: None, monotonic_s=partial(float, stamp_s))
            opened = V4l2Camera(settings(node), devices.open, clock.advance, clock.monotonic_s)
            with opened:
                seen.append(opened.read(TIMEOUT_S).captured_at_s)
        assert seen == [999.9, 1000.0, 1000.0]

    def test_frames_that_come_too_fast_are_dropped(self, node: Path) -> None:
        clock = SetClock()
        devices = SimulatedDevices(
            sleep=lambda _s: clock.advance(1 / 30), monotonic_s=clock.monotonic_s
        )
        opened = V4l2Camera(
            settings(node).model_copy(update={"fps": 10.0}),
            devices.open,
            clock.advance,
            clock.monotonic_s,
        )
        with opened:
            times = [opened.read(TIMEOUT_S).captured_at_s for _ in range(5)]
        assert np.diff(times).tolist() == pytest.approx([0.1] * 4)


class TestFaults:
    @pytest.mark.parametrize(
        ("fault", "code"),
        [(DeviceFault.BUSY, "camera.busy"), (DeviceFault.FORBIDDEN, "camera.no_permission")],
    )
    def test_what_keeps_it_from_opening(self, node: Path, fault: DeviceFault, code: str) -> None:
        assert code_of(camera(node, SimulatedDevices(fault=fault)).__enter__) == code

    def test_no_camera(self, node: Path) -> None:
        node.unlink()
        assert code_of(camera(node).__enter__) == "camera.not_found"

    @pytest.mark.parametrize("fault", [DeviceFault.SILENT, DeviceFault.HANG, DeviceFault.DAMAGED])
    @pytest.mark.parametrize(("at_frame", "code"), [(0, "camera.no_frames"), (3, "camera.timeout")])
    def test_no_frames_and_no_more_frames(
        self, node: Path, fault: DeviceFault, at_frame: int, code: str
    ) -> None:
        with camera(node, SimulatedDevices(fault=fault, at_frame=at_frame)) as opened:
            for _ in range(at_frame):
                opened.read(TIMEOUT_S)
            assert code_of(lambda: opened.read(TIMEOUT_S)) == code
            assert code_of(lambda: opened.read(TIMEOUT_S)) == code

    def test_noise_tells_frames_apart_until_the_sensor_freezes(self, node: Path) -> None:
        devices = SimulatedDevices(fault=DeviceFault.FROZEN, at_frame=3, frames=2)
        with camera(node, devices) as opened:
            lumas = [opened.read(TIMEOUT_S).luma for _ in range(7)]
        alike = [np.array_equal(one, other) for one, other in pairwise(lumas)]
        assert alike == [False, False, False, True, False, False]

    def test_a_few_bad_frames_are_passed_over(self, node: Path) -> None:
        devices = SimulatedDevices(fault=DeviceFault.DAMAGED, at_frame=2, frames=3)
        with camera(node, devices) as opened:
            for _ in range(6):
                opened.read(5.0)

    def test_unplugged_while_it_runs(self, node: Path) -> None:
        with camera(node) as opened:
            opened.read(TIMEOUT_S)
            node.unlink()
            assert code_of(lambda: [opened.read(5.0) for _ in range(3)]) == "camera.unplugged"

    def test_reading_before_and_after(self, node: Path) -> None:
        opened = camera(node)
        assert code_of(lambda: opened.read(TIMEOUT_S)) == "camera.closed"

    @pytest.mark.parametrize("hangs", [False, True])
    def test_a_device_is_closed_unless_its_driver_hangs(self, node: Path, *, hangs: bool) -> None:
        devices = SimulatedDevices(fault=DeviceFault.HANG if hangs else None, at_frame=1)
        captures: list[SimulatedCapture] = []

        def note(device: Path, mode: Mode) -> SimulatedCapture:
            captures.append(devices.open(device, mode))
            return captures[-1]

        opened = V4l2Camera(settings(node), note)
        with opened:
            opened.read(TIMEOUT_S)
            if hangs:
                assert code_of(lambda: opened.read(TIMEOUT_S)) == "camera.timeout"
        assert captures[0].released is not hangs


class TestNode:
    """Why a device can't be used, with system calls that answer as the kernel does."""

    def check(
        self, *, opening: int = 0, kind: int = 0, buffers: int = 0, caps: tuple[int, int] = (1, 0)
    ) -> list[int]:
        asked: list[int] = []

        def open_file(_path: Path, _flags: int) -> int:
            if opening:
                raise OSError(opening, os.strerror(opening))
            return os.open("/dev/null", os.O_RDONLY)

        def ioctl(_file: int, request: int, argument: bytearray) -> int:
            asked.append(request)
            fault = {VIDIOC_QUERYCAP: kind, VIDIOC_REQBUFS: buffers}[request]
            if fault:
                raise OSError(fault, os.strerror(fault))
            if request == VIDIOC_QUERYCAP:
                struct.pack_into("=II", argument, 84, *caps)
            return 0

        v4l2_node.check(Path("camera"), open_file, ioctl)
        return asked

    def test_a_camera_that_is_free(self) -> None:
        webcam = (0x84A00001, 0x04200001)
        assert self.check(caps=webcam) == [VIDIOC_QUERYCAP, VIDIOC_REQBUFS, VIDIOC_REQBUFS]

    def test_one_without_such_buffers_is_left_to_its_opening(self) -> None:
        assert self.check(buffers=errno.EINVAL) == [VIDIOC_QUERYCAP, VIDIOC_REQBUFS]

    @pytest.mark.parametrize(
        ("opening", "code"),
        [
            (errno.ENOENT, "camera.not_found"),
            (errno.ENODEV, "camera.not_found"),
            (errno.EACCES, "camera.no_permission"),
            (errno.EBUSY, "camera.busy"),
            (errno.EIO, "camera.unusable"),
        ],
    )
    def test_what_opening_says(self, opening: int, code: str) -> None:
        assert code_of(lambda: self.check(opening=opening)) == code

    def test_another_process_has_it(self) -> None:
        assert code_of(lambda: self.check(buffers=errno.EBUSY)) == "camera.busy"

    def test_the_node_of_a_webcams_metadata_is_no_camera(self) -> None:
        assert code_of(lambda: self.check(caps=(0x84A00001, 0x04A00000))) == "camera.not_a_camera"

    def test_unplugged_between_two_calls(self) -> None:
        assert code_of(lambda: self.check(kind=errno.ENODEV)) == "camera.not_found"

    def test_the_real_calls_on_what_is_no_camera(self, tmp_path: Path) -> None:
        assert code_of(lambda: open_device(Path("/dev/null"), MODE)) == "camera.not_a_camera"
        assert code_of(lambda: open_device(tmp_path / "none", MODE)) == "camera.not_found"


class TestVirtualCamera:
    """The real calls on the kernel's own virtual camera, where it has one."""

    def test_its_frames_and_their_times(self) -> None:
        with V4l2Camera(settings(virtual_node())) as opened:
            frame = [opened.read(5.0) for _ in range(5)][-1]
        age_s = time.monotonic() - frame.captured_at_s
        assert 0 <= age_s < OLDEST_S
        assert frame.luma.shape[0] * 4 == frame.luma.shape[1] * 3

    def test_only_one_has_it(self) -> None:
        node = virtual_node()
        with V4l2Camera(settings(node)) as opened:
            opened.read(5.0)
            assert code_of(lambda: open_device(node, MODE)) == "camera.busy"


class TestSettings:
    @pytest.mark.parametrize("device", ["/dev/video0", "/dev/video12", "video0", "0", "/etc/x"])
    def test_a_number_of_the_moment_is_refused(self, device: str) -> None:
        with pytest.raises(ValueError, match="/dev"):
            CameraSettings.model_validate({"adapter": "v4l2", "device": device})

    @pytest.mark.parametrize(
        "device", ["/dev/v4l/by-id/usb-Cam_1-video-index0", "/dev/kiosk-camera"]
    )
    def test_a_lasting_name_is_taken(self, device: str) -> None:
        taken = CameraSettings.model_validate({"adapter": "v4l2", "device": device})
        assert str(taken.device) == device

    def test_the_adapter_needs_a_device(self) -> None:
        with pytest.raises(ValueError, match="needs the setting device"):
            CameraSettings.model_validate({"adapter": "v4l2"})


@pytest.mark.timeout(240)
def test_no_camera_at_first_boot_is_told_and_comes_back_by_itself(tmp_path: Path) -> None:
    node = tmp_path / "camera"
    save(tmp_path, "code.png", qr("plugged in"))
    devices = SimulatedDevices(picture=tmp_path / "code.png")
    asked = settings(node)
    told: list[CameraEvent] = []
    clock = SetClock()
    link = ProcessCameraLink(asked, clock, partial(V4l2Camera, asked, devices.open))

    def has_told(kind: type[CameraEvent], count: int = 1) -> None:
        def is_there() -> bool:
            told.extend(link.poll())
            # Only a restart is waited for: however slow this machine is, no process is too late.
            if link.pid is None:
                clock.advance(max(BACKOFF_S))
            return sum(isinstance(event, kind) for event in told) >= count

        wait_until(is_there, f"{kind.__name__} in {told[-3:]}", within_s=60)

    link.start()
    try:
        has_told(CameraDown)
        node.touch()
        has_told(Sightings)
        node.unlink()
        has_told(CameraDown, 2)
        node.touch()
        has_told(CameraUp, 2)
    finally:
        link.stop()
    downs = [event.code for event in told if isinstance(event, CameraDown)]
    assert downs == ["camera.not_found", "camera.unplugged"]
