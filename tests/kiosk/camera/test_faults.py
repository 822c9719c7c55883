"""Faults that the simulator shows: each kind, several in a row, and across processes."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from kiosk.camera.faults import Fault, FaultKind, FaultyCamera, Script
from kiosk.camera.port import Camera, Frame
from kiosk.camera.replay import ReplayCamera
from kiosk.errors import CameraError
from kiosk.settings import CameraSettings
from tests.support.code_pictures import save, texture
from tests.support.kiosk_clock import SetClock

TIMEOUT_S = 2.0
PICTURES = 3


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def behind(tmp_path: Path, clock: SetClock) -> Iterator[Camera]:
    """Show three pictures in turn, a frame each."""
    for number in range(PICTURES):
        save(tmp_path, f"{number}.png", texture(number, (960, 1280)))
    settings = CameraSettings(photos=tmp_path, fps=10, hold_s=0.1, gap_s=0)
    with ReplayCamera(settings, clock.advance, clock.monotonic_s) as camera:
        yield camera


def script(*faults: Fault, progress: Path | None = None) -> Script:
    return Script(faults=faults, progress=progress)


def read(camera: Camera) -> Frame | str:
    """Give a frame, or the code of what came instead."""
    try:
        return camera.read(TIMEOUT_S)
    except CameraError as error:
        return error.code


def frames(camera: Camera, count: int) -> list[Frame]:
    return [camera.read(TIMEOUT_S) for _ in range(count)]


@pytest.mark.parametrize(
    ("kind", "code"), [(FaultKind.SILENT, "camera.timeout"), (FaultKind.UNPLUG, "camera.unplugged")]
)
def test_faults_last_as_long_as_they_are_told(
    behind: Camera, clock: SetClock, kind: FaultKind, code: str
) -> None:
    camera = FaultyCamera(behind, script(Fault(kind=kind, at_frame=1, frames=2)), clock.advance)
    came = [read(camera) for _ in range(4)]
    assert came[1:3] == [code, code]
    assert all(isinstance(came[number], Frame) for number in (0, 3))


def test_silence_lasts_as_long_as_the_reader_waits(behind: Camera, clock: SetClock) -> None:
    camera = FaultyCamera(behind, script(Fault(kind=FaultKind.SILENT)), clock.advance)
    before_s = clock.monotonic_s()
    assert read(camera) == "camera.timeout"
    assert clock.monotonic_s() - before_s == pytest.approx(TIMEOUT_S)


def test_slow_and_black(behind: Camera, clock: SetClock) -> None:
    slow = FaultyCamera(behind, script(Fault(kind=FaultKind.SLOW)), clock.advance)
    before_s = clock.monotonic_s()
    slow.read(TIMEOUT_S)
    assert clock.monotonic_s() - before_s >= 0.5
    black = FaultyCamera(behind, script(Fault(kind=FaultKind.BLACK)), clock.advance)
    frame = black.read(TIMEOUT_S)
    assert not frame.luma.any()
    assert not frame.preview.any()


def test_a_frozen_sensor_repeats_its_last_picture(behind: Camera) -> None:
    camera = FaultyCamera(behind, script(Fault(kind=FaultKind.FROZEN, at_frame=2, frames=3)))
    before, last, *frozen, after = frames(camera, 6)
    assert not np.array_equal(before.luma, last.luma)
    for frame in frozen:
        assert np.array_equal(frame.luma, last.luma)
        assert np.array_equal(frame.preview, last.preview)
        assert frame.live
        assert frame.captured_at_s > last.captured_at_s
    assert not np.array_equal(after.luma, last.luma)
    assert not after.live


def test_a_torn_frame_ends_with_the_one_before(behind: Camera) -> None:
    whole = frames(behind, 2 * PICTURES)[PICTURES:]
    camera = FaultyCamera(behind, script(Fault(kind=FaultKind.TORN, at_frame=1, frames=1)))
    first, torn, third = frames(camera, 3)
    assert np.array_equal(first.luma, whole[0].luma)
    for seen, upper, lower in (
        (torn.luma, whole[1].luma, whole[0].luma),
        (torn.preview, whole[1].preview, whole[0].preview),
    ):
        half = len(seen) // 2
        assert np.array_equal(seen[:half], upper[:half])
        assert np.array_equal(seen[half:], lower[half:])
    assert np.array_equal(third.luma, whole[2].luma)


def test_several_after_each_other(behind: Camera, clock: SetClock) -> None:
    faults = (
        Fault(kind=FaultKind.UNPLUG, at_frame=1, frames=1),
        Fault(kind=FaultKind.BLACK, at_frame=1, frames=2),
        Fault(kind=FaultKind.SILENT, at_frame=4),
    )
    camera = FaultyCamera(behind, script(*faults), clock.advance)
    came = [read(camera) for _ in range(6)]
    told = [one if isinstance(one, str) else bool(one.luma.any()) for one in came]
    # Where two hit the same frame, the first of them shows.
    assert told == [True, "camera.unplugged", False, True, "camera.timeout", "camera.timeout"]


@pytest.mark.parametrize(
    ("kind", "code"),
    [(FaultKind.REFUSE, "camera.refused"), (FaultKind.UNPLUG, "camera.not_found")],
)
def test_what_cannot_be_opened_can_be_after_some_tries(
    behind: Camera, tmp_path: Path, kind: FaultKind, code: str
) -> None:
    wanted = script(Fault(kind=kind, frames=2), progress=tmp_path / "frames")
    for _ in range(2):
        with pytest.raises(CameraError) as caught, FaultyCamera(behind, wanted):
            pass
        assert caught.value.code == code
    with FaultyCamera(behind, wanted) as camera:
        assert isinstance(read(camera), Frame)


def test_with_a_file_the_next_camera_goes_on_with_the_script(
    behind: Camera, tmp_path: Path
) -> None:
    wanted = script(
        Fault(kind=FaultKind.UNPLUG, at_frame=2, frames=1), progress=tmp_path / "frames"
    )
    first = FaultyCamera(behind, wanted)
    frames(first, 2)
    assert read(first) == "camera.unplugged"
    frames(FaultyCamera(behind, wanted), 3)
    again = FaultyCamera(behind, script(*wanted.faults))
    frames(again, 2)
    assert read(again) == "camera.unplugged"
