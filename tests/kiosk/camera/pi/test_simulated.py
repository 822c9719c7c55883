"""The simulated picamera2 does to its caller what the real one does (picamera2 0.3.38)."""

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kiosk.camera.pi.port import Config
from kiosk.camera.pi.simulated import SimulatedPi
from kiosk.camera.pi.simulated_device import LENS, PREVIEW_LIMITS_US, SimulatedPiDevice
from kiosk.camera.pi.simulated_events import Job, PiFault
from kiosk.camera.pi.simulated_scene import GARBAGE
from tests.support.kiosk_clock import SetClock
from tests.support.waiting import wait_until

MAIN: Config = {"format": "YUV420", "size": (1280, 960)}
LORES: Config = {"format": "YUV420", "size": (640, 480)}
FRAME_S = 0.033333
HANG_S = 0.2
PLAIN = SimulatedPi()


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


def pi(clock: SetClock, like: SimulatedPi = PLAIN) -> SimulatedPi:
    return replace(like, sleep=clock.advance, monotonic_s=clock.monotonic_s)


def started(simulated: SimulatedPi, *, queue: bool = False, buffers: int = 4) -> SimulatedPiDevice:
    device = simulated.open(0)
    config = device.create_preview_configuration(
        main=MAIN, lores=LORES, buffer_count=buffers, queue=queue
    )
    device.configure(config)
    device.set_controls({"FrameDurationLimits": (33_333, 33_333)})
    device.start()
    return device


def hangs(act: Callable[[], object]) -> threading.Thread:
    """Start what must not come back, and give its thread."""
    thread = threading.Thread(target=act, daemon=True)
    thread.start()
    thread.join(HANG_S)
    assert thread.is_alive()
    return thread


class TestOpening:
    def test_a_number_that_no_camera_has(self, clock: SetClock) -> None:
        for number, cameras in ((0, 0), (1, 1)):
            with pytest.raises(RuntimeError, match="No camera number"):
                pi(clock, SimulatedPi(cameras=cameras)).open(number)

    def test_it_is_there_while_its_node_is(self, clock: SetClock, tmp_path: Path) -> None:
        with pytest.raises(RuntimeError, match="No camera number"):
            pi(clock, SimulatedPi(node=tmp_path / "media0")).open(0)

    def test_only_one_has_it(self, clock: SetClock, tmp_path: Path) -> None:
        node = tmp_path / "media0"
        node.touch()
        simulated = pi(clock, SimulatedPi(node=node))
        first = simulated.open(0)
        with pytest.raises(RuntimeError, match="did not complete") as caught:
            simulated.open(0)
        assert "busy" in str(caught.value.__cause__)
        first.close()
        simulated.open(0).close()

    def test_closing_twice(self, clock: SetClock) -> None:
        device = started(pi(clock))
        device.close()
        device.close()
        assert not device.is_open
        assert not device.is_started


class TestConfiguring:
    @pytest.mark.parametrize(
        ("main", "lores", "reason"),
        [
            (MAIN | {"size": (1279, 960)}, LORES, "even"),
            (MAIN, LORES | {"size": (1400, 480)}, "may not exceed"),
            (MAIN, LORES | {"size": (640, 962)}, "may not exceed"),
            (MAIN | {"format": "YUV"}, LORES, "Bad format"),
        ],
    )
    def test_what_makes_no_sense(
        self, clock: SetClock, main: Config, lores: Config, reason: str
    ) -> None:
        device = pi(clock).open(0)
        with pytest.raises(RuntimeError, match=reason):
            device.configure(device.create_preview_configuration(main=main, lores=lores))

    def test_not_while_it_runs_and_not_without(self, clock: SetClock) -> None:
        device = pi(clock).open(0)
        with pytest.raises(RuntimeError, match="has not been configured"):
            device.start()
        device = started(pi(clock))
        config = device.create_preview_configuration(main=MAIN, lores=LORES)
        with pytest.raises(RuntimeError, match="must be stopped"):
            device.configure(config)

    @pytest.mark.parametrize(("width_px", "align_px", "stride"), [(800, 64, 832), (640, 128, 640)])
    def test_rows_are_as_long_as_the_hardware_likes(
        self, clock: SetClock, width_px: int, align_px: int, stride: int
    ) -> None:
        device = pi(clock, SimulatedPi(align_px=align_px)).open(0)
        main = MAIN | {"size": (width_px, 600)}
        small = LORES | {"size": (320, 240)}
        device.configure(device.create_preview_configuration(main=main, lores=small))
        assert device.camera_configuration()["main"]["stride"] == stride

    def test_a_control_that_is_not_advertised(self, clock: SetClock) -> None:
        device = pi(clock, SimulatedPi(missing=LENS)).open(0)
        assert "AfMode" not in device.camera_controls
        with pytest.raises(RuntimeError, match="Control AfMode is not advertised"):
            device.set_controls({"AfMode": 2})

    def test_controls_go_with_the_next_request_that_is_given_back(self, clock: SetClock) -> None:
        device = started(pi(clock))
        device.set_controls({"AfMode": 2})
        assert "AfMode" not in device.in_force
        with device.captured_request(1.0):
            pass
        assert device.in_force["AfMode"] == 2

    def test_preview_configurations_let_exposure_stretch_the_frame(self, clock: SetClock) -> None:
        device = pi(clock).open(0)
        config = device.create_preview_configuration(main=MAIN, lores=LORES, queue=False)
        device.configure(config)
        device.start()
        stamps = [stamp_s(device) for _ in range(3)]
        assert np.diff(stamps) == pytest.approx([PREVIEW_LIMITS_US[1] / 1e6] * 2)


def stamp_s(device: SimulatedPiDevice) -> float:
    with device.captured_request(1.0) as request:
        stamp_ns = request.get_metadata()["SensorTimestamp"]
        assert isinstance(stamp_ns, int)
        return stamp_ns / 1e9


def picture(simulated: SimulatedPi, device: SimulatedPiDevice) -> bytes:
    with device.captured_request(1.0) as request, simulated.mapped(request, "main") as mapped:
        assert mapped.array is not None
        return mapped.array.tobytes()


class TestWaiting:
    @pytest.mark.parametrize("wait", [True, None, 1.0])
    def test_for_a_frame(self, clock: SetClock, wait: float | None) -> None:
        device = started(pi(clock))
        before_s = clock.monotonic
        device.capture_request(wait).release()
        assert clock.monotonic == pytest.approx(before_s + FRAME_S)

    @pytest.mark.parametrize("wait", [False, 0])
    def test_not_at_all_gives_a_job(self, clock: SetClock, wait: float) -> None:
        device = started(pi(clock))
        job = device.capture_request(wait)
        assert isinstance(job, Job)
        device.wait(job, 1.0).release()

    def test_too_short(self, clock: SetClock) -> None:
        device = started(pi(clock))
        before_s = clock.monotonic
        with pytest.raises(TimeoutError):
            device.capture_request(0.01)
        assert clock.monotonic == pytest.approx(before_s + 0.01)

    @pytest.mark.parametrize(("queue", "is_older"), [(False, False), (True, True)])
    def test_with_a_queue_a_frame_is_older_than_the_call(
        self, clock: SetClock, *, queue: bool, is_older: bool
    ) -> None:
        device = started(pi(clock), queue=queue)
        clock.advance(0.5)
        asked_s = clock.monotonic
        assert (stamp_s(device) < asked_s) is is_older

    def test_holding_all_buffers_stops_the_camera(self, clock: SetClock) -> None:
        device = started(pi(clock), buffers=3)
        held = [device.capture_request(1.0) for _ in range(3)]
        with pytest.raises(TimeoutError):
            device.capture_request(1.0)
        device.cancel_all_and_flush()
        held[0].release()
        device.capture_request(1.0)

    def test_who_gave_up_waiting_still_gets_the_next_frame_and_keeps_it(
        self, clock: SetClock
    ) -> None:
        device = started(pi(clock), buffers=2)
        for _ in range(2):
            with pytest.raises(TimeoutError):
                device.capture_request(0.001)
            clock.advance(1.0)
        with pytest.raises(TimeoutError):
            device.capture_request(5.0)

    def test_a_cancelled_wait(self, clock: SetClock) -> None:
        device = started(pi(clock))
        job = device.capture_request(False)  # noqa: FBT003
        device.cancel_all_and_flush()
        with pytest.raises(CancelledError):
            device.wait(job)


class TestMemory:
    def test_a_view_is_no_picture_any_more_when_the_request_was_released(
        self, clock: SetClock
    ) -> None:
        simulated = pi(clock)
        device = started(simulated)
        with device.captured_request(1.0) as request, simulated.mapped(request, "main") as mapped:
            assert mapped.array is not None
            kept = mapped.array
            assert kept[10, 10] != GARBAGE
        assert kept.min() == kept.max() == GARBAGE

    def test_a_request_that_was_released(self, clock: SetClock) -> None:
        simulated = pi(clock)
        device = started(simulated)
        request = device.capture_request(1.0)
        request.release()
        with pytest.raises(AssertionError), simulated.mapped(request, "main"):
            pass
        with pytest.raises(AssertionError):
            request.get_metadata()
        with pytest.raises(RuntimeError, match="negative"):
            request.release()

    def test_one_from_before_a_stop_goes_nowhere(self, clock: SetClock) -> None:
        device = started(pi(clock), buffers=2)
        old = device.capture_request(1.0)
        device.stop()
        device.start()
        old.release()
        held = [device.capture_request(1.0) for _ in range(2)]
        assert len({request.buffer for request in held}) == 2
        with pytest.raises(TimeoutError):
            device.capture_request(1.0)

    def test_no_two_frames_are_alike_unless_the_sensor_is_frozen(self, clock: SetClock) -> None:
        for fault, kinds in ((None, 5), (PiFault.FROZEN, 1)):
            simulated = pi(clock, SimulatedPi(fault=fault))
            device = started(simulated)
            seen = set()
            for _ in range(5):
                seen.add(picture(simulated, device))
            assert len(seen) == kinds


class TestSilence:
    @pytest.mark.parametrize("fault", [PiFault.STALL, PiFault.CANCELLED])
    def test_no_frame_and_nobody_says_so(self, clock: SetClock, fault: PiFault) -> None:
        device = started(pi(clock, SimulatedPi(fault=fault, at_frame=2)))
        for _ in range(2):
            device.capture_request(1.0).release()
        for _ in range(2):
            with pytest.raises(TimeoutError):
                device.capture_request(60.0)
        hangs(device.capture_request)

    @pytest.mark.parametrize("fault", [PiFault.STALL, PiFault.CANCELLED])
    def test_stop_waits_behind_what_timed_out_unless_that_is_cancelled(
        self, clock: SetClock, fault: PiFault
    ) -> None:
        for is_cancelled in (True, False):
            device = started(pi(clock, SimulatedPi(fault=fault)))
            with pytest.raises(TimeoutError):
                device.capture_request(1.0)
            if is_cancelled:
                device.cancel_all_and_flush()
                device.stop()
                assert not device.is_started
            else:
                hangs(device.stop)
                device.close()
                assert not device.is_open

    def test_a_stop_that_hangs_is_ended_by_cancelling(self, clock: SetClock) -> None:
        device = started(pi(clock, SimulatedPi(fault=PiFault.STALL)))
        with pytest.raises(TimeoutError):
            device.capture_request(1.0)
        ended: list[type[BaseException]] = []

        def stop() -> None:
            with pytest.raises(CancelledError):
                device.stop()
            ended.append(CancelledError)

        hangs(stop)
        device.cancel_all_and_flush()
        wait_until(lambda: ended == [CancelledError])

    def test_a_stall_that_ends(self, clock: SetClock) -> None:
        device = started(pi(clock, SimulatedPi(fault=PiFault.STALL, at_frame=1, frames=20)))
        times = [stamp_s(device), stamp_s(device)]
        assert np.diff(times) == pytest.approx([21 * FRAME_S])

    def test_frames_with_an_error_are_not_handed_on(self, clock: SetClock) -> None:
        device = started(pi(clock, SimulatedPi(fault=PiFault.DAMAGED, at_frame=0, frames=2)))
        before_s = clock.monotonic
        device.capture_request(1.0)
        assert clock.monotonic == pytest.approx(before_s + 3 * FRAME_S)

    def test_libcamera_that_does_not_stop(self, clock: SetClock) -> None:
        hangs(started(pi(clock, SimulatedPi(fault=PiFault.HANG_ON_STOP))).stop)
        hangs(started(pi(clock, SimulatedPi(fault=PiFault.HANG_ON_STOP))).close)
