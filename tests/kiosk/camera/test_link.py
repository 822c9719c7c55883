"""The camera process held by the window's: real processes that stall, crash, refuse and are killed.

The link's clock stands still unless a test moves it, so that only what a test means to happen does.
"""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from kiosk.camera.app import build_camera
from kiosk.camera.faults import Fault, FaultKind, Script
from kiosk.camera.link import BACKOFF_S, OPENING_S, RESERVE_AFTER_S, ProcessCameraLink
from kiosk.camera.sighting import CameraDown, CameraEvent, CameraHealth, CameraUp, Sightings
from kiosk.camera.v4l2.camera import V4l2Camera
from kiosk.camera.v4l2.simulated import SimulatedDevices
from kiosk.settings import CameraSettings
from tests.support.code_pictures import qr, save
from tests.support.kiosk_clock import SetClock
from tests.support.processes import camera_processes, is_running, maps
from tests.support.waiting import wait_until

REPOSITORY = Path(__file__).resolve().parents[3]


class Rig:
    """A link, its clock, and what it has told."""

    def __init__(self, folder: Path, fault: Fault | None = None) -> None:
        self.clock = SetClock()
        self.told: list[CameraEvent] = []
        settings = CameraSettings(photos=folder, fps=60, hold_s=0.2, gap_s=0.1)
        script = Script(faults=(fault,)) if fault else None
        open_camera = partial(build_camera, settings, script)
        self.link = ProcessCameraLink(settings, self.clock, open_camera)

    def poll(self) -> None:
        self.told += self.link.poll()

    def wait_for(self, kind: type[CameraEvent], count: int = 1) -> None:
        def seen() -> bool:
            self.poll()
            return sum(isinstance(event, kind) for event in self.told) >= count

        wait_until(seen, f"{count} {kind.__name__} in {self.told[-5:]}")

    def wait_until_gone(self) -> None:
        """Poll until the process that was killed is no more."""

        def gone() -> bool:
            self.poll()
            return self.link.pid is None

        wait_until(gone, "the camera process")

    def stalled(self, stalls: int) -> bool:
        """Let more than a stall's time pass; what still was in the pipe begins it anew."""
        self.clock.advance(2.6)
        self.poll()
        return self.episodes().count("camera.stalled") == stalls

    def episodes(self) -> list[str]:
        return [
            event.code if isinstance(event, CameraDown) else "up"
            for event in self.told
            if isinstance(event, CameraUp | CameraDown)
        ]


@contextmanager
def running(folder: Path, fault: Fault | None = None) -> Iterator[Rig]:
    save(folder, "code.png", qr("linked"))
    rig = Rig(folder, fault)
    rig.link.start()
    try:
        yield rig
    finally:
        rig.link.stop()


def running_pid(rig: Rig) -> int:
    pid = rig.link.pid
    assert pid is not None
    return pid


def test_codes_health_and_preview_arrive(tmp_path: Path) -> None:
    with running(tmp_path) as rig:
        rig.wait_for(CameraHealth, 2)
        rig.wait_for(Sightings)
        previews = [rig.link.preview(), rig.link.preview()]
    assert rig.episodes() == ["up"]
    (seen, *_) = [event for event in rig.told if isinstance(event, Sightings)]
    assert [code.text for code in seen.codes] == ["linked"]
    assert previews[0] is not None
    assert previews[0].shape == (480, 640, 3)


def test_a_preview_comes_once(tmp_path: Path) -> None:
    with running(tmp_path) as rig:
        rig.wait_for(CameraUp)
        os.kill(running_pid(rig), signal.SIGSTOP)
        wait_until(lambda: rig.link.preview() is None, "the last preview of a stopped process")
        assert rig.link.preview() is None


def test_no_call_blocks(tmp_path: Path) -> None:
    took_s = {"poll": 0.0, "preview": 0.0}
    with running(tmp_path) as rig:
        rig.wait_for(CameraUp)
        for name, call in {"poll": rig.poll, "preview": rig.link.preview}.items():
            for _ in range(200):
                begun_s = time.thread_time()
                call()
                took_s[name] = max(took_s[name], time.thread_time() - begun_s)
        os.kill(running_pid(rig), signal.SIGSTOP)
        rig.clock.advance(60)
        for _ in range(5):
            begun_s = time.monotonic()
            rig.poll()
            assert time.monotonic() - begun_s < 0.5
    assert max(took_s.values()) < 0.1


def test_a_stall_is_ended_and_the_second_one_puts_it_on_trial(tmp_path: Path) -> None:
    with running(tmp_path, Fault(kind=FaultKind.STALL, at_frame=5)) as rig:
        for stalls in (1, 2):
            rig.wait_for(CameraUp, stalls)
            stalled = running_pid(rig)
            wait_until(partial(rig.stalled, stalls), "the stall")
            assert rig.episodes() == ["up", "camera.stalled"] * stalls
            rig.wait_until_gone()
            assert not is_running(stalled)
            rig.clock.advance(BACKOFF_S[stalls - 1] / 2)
            rig.poll()
            assert rig.link.pid is None
            rig.clock.advance(BACKOFF_S[stalls - 1])
            rig.poll()
            assert running_pid(rig) != stalled
        before = sum(isinstance(event, CameraHealth) for event in rig.told)
        rig.wait_for(CameraHealth, before + 1)
    # It will stall again at its fifth frame, and again, and again.
    assert rig.episodes() == ["up", "camera.stalled"] * 2


def test_what_never_opens_is_a_stall_too(tmp_path: Path) -> None:
    with running(tmp_path) as rig:
        os.kill(running_pid(rig), signal.SIGSTOP)
        rig.clock.advance(OPENING_S - 0.1)
        rig.poll()
        assert rig.episodes() == []
        rig.clock.advance(0.2)
        rig.poll()
        assert rig.episodes() == ["camera.stalled"]
        rig.wait_until_gone()


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (FaultKind.CRASH, "camera.died"),
        (FaultKind.UNPLUG, "camera.unplugged"),
        (FaultKind.SILENT, "camera.timeout"),
        (FaultKind.REFUSE, "camera.refused"),
    ],
)
def test_what_ends_the_process_is_told_once_an_episode(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, kind: FaultKind, code: str
) -> None:
    at_frame = 0 if kind is FaultKind.REFUSE else 3
    with running(tmp_path, Fault(kind=kind, at_frame=at_frame)) as rig:
        rig.wait_for(CameraDown)
        rig.wait_until_gone()
        rig.clock.advance(BACKOFF_S[0])
        rig.poll()
        assert rig.link.pid is not None
        rig.wait_until_gone()
    lines = [line for line in caplog.messages if "no frames" in line]
    assert [line.count(code) for line in lines] == [1] * len(rig.episodes()[::2])
    match kind:
        case FaultKind.REFUSE:
            assert rig.episodes() == [code]
        case _:
            assert rig.episodes() == ["up", code] * 2


def test_back_off_grows_to_ten_seconds(tmp_path: Path) -> None:
    with running(tmp_path, Fault(kind=FaultKind.REFUSE)) as rig:
        for wait_s in (*BACKOFF_S, BACKOFF_S[-1]):
            rig.wait_until_gone()
            rig.clock.advance(wait_s - 0.01)
            rig.poll()
            assert rig.link.pid is None
            rig.clock.advance(0.02)
            rig.poll()
            assert rig.link.pid is not None
    assert rig.episodes() == ["camera.refused"]


def test_a_camera_that_is_plugged_in_again_is_not_waited_for(tmp_path: Path) -> None:
    node = tmp_path / "camera"
    node.touch()
    devices = SimulatedDevices(picture=save(tmp_path, "code.png", qr("plugged in")))
    settings = CameraSettings().model_copy(update={"device": node})
    rig = Rig(tmp_path)
    rig.link = ProcessCameraLink(settings, rig.clock, partial(V4l2Camera, settings, devices.open))
    rig.link.start()
    try:
        rig.wait_for(CameraUp)
        node.unlink()
        rig.wait_for(CameraDown)
        for wait_s in (0.0, *BACKOFF_S):
            rig.wait_until_gone()
            rig.clock.advance(wait_s + 0.01)
        rig.poll()
        rig.wait_until_gone()
        node.touch()
        # The clock stands still, ten seconds before the next try.
        rig.wait_for(CameraUp, 2)
    finally:
        rig.link.stop()
    assert rig.episodes()[0] == rig.episodes()[-1] == "up"


def test_the_newest_luma_comes_once_at_full_size(tmp_path: Path) -> None:
    with running(tmp_path) as rig:
        rig.wait_for(CameraUp)
        luma = rig.link.luma()
        assert luma is not None
        assert luma.shape == (960, 1280)
        os.kill(running_pid(rig), signal.SIGSTOP)
        wait_until(lambda: rig.link.luma() is None, "the last luma of a stopped process")
    assert rig.link.luma() is None


def test_a_camera_that_is_steady_has_a_process_in_reserve(tmp_path: Path) -> None:
    with running(tmp_path) as rig:
        rig.wait_for(CameraUp)
        first = running_pid(rig)
        rig.poll()
        assert camera_processes(os.getpid()) == [first]
        reserve = reserve_of(rig)
        os.kill(first, signal.SIGKILL)
        rig.wait_for(CameraDown)
        rig.wait_until_gone()
        rig.clock.advance(BACKOFF_S[0])
        rig.wait_for(CameraUp, 2)
        assert rig.link.pid == reserve
    assert not is_running(reserve)


def test_a_reserve_that_has_died_is_passed_over(tmp_path: Path) -> None:
    with running(tmp_path) as rig:
        rig.wait_for(CameraUp)
        first = running_pid(rig)
        reserve = reserve_of(rig)
        for pid in (reserve, first):
            os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not is_running(reserve), "the end of the reserve")
        rig.wait_for(CameraDown)
        rig.wait_until_gone()
        rig.clock.advance(BACKOFF_S[0])
        rig.wait_for(CameraUp, 2)
        assert rig.link.pid not in {first, reserve}


def reserve_of(rig: Rig) -> int:
    """Let the camera give frames for long enough; give the process in reserve."""
    for _ in range(round(RESERVE_AFTER_S)):
        rig.clock.advance(1.0)
        rig.wait_for(CameraHealth, 1 + sum(isinstance(e, CameraHealth) for e in rig.told))
    (reserve,) = {*camera_processes(os.getpid())} - {running_pid(rig)}
    return reserve


def test_black_is_told_and_the_process_stays(tmp_path: Path) -> None:
    with running(tmp_path, Fault(kind=FaultKind.BLACK, at_frame=2)) as rig:
        rig.wait_for(CameraUp)
        first = running_pid(rig)
        rig.wait_for(CameraDown)
        assert running_pid(rig) == first
    assert rig.episodes() == ["up", "camera.black"]


def test_a_process_killed_from_outside_is_replaced_and_frames_are_summed(tmp_path: Path) -> None:
    with running(tmp_path) as rig:
        for _ in range(3):
            ups = rig.episodes().count("up")
            rig.wait_for(CameraUp, ups + 1)
            rig.wait_for(CameraHealth, 2 + sum(isinstance(e, CameraHealth) for e in rig.told))
            os.kill(running_pid(rig), signal.SIGKILL)
            rig.wait_for(CameraDown, ups + 1)
            rig.wait_until_gone()
            rig.clock.advance(max(BACKOFF_S))
    frames = [event.frames for event in rig.told if isinstance(event, CameraHealth)]
    assert frames == sorted(frames)
    assert rig.episodes() == ["up", "camera.died"] * 3


def test_an_interrupt_from_the_terminal_does_not_end_it(tmp_path: Path) -> None:
    with running(tmp_path) as rig:
        rig.wait_for(CameraUp)
        os.kill(running_pid(rig), signal.SIGINT)
        before = sum(isinstance(event, CameraHealth) for event in rig.told)
        rig.wait_for(CameraHealth, before + 2)
    assert rig.episodes() == ["up"]


def test_a_missing_folder_is_told_and_found_later(tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    rig = Rig(folder)
    rig.link.start()
    try:
        rig.wait_for(CameraDown)
        rig.wait_until_gone()
        folder.mkdir()
        save(folder, "code.png", qr("later"))
        rig.clock.advance(max(BACKOFF_S))
        rig.wait_for(CameraUp)
    finally:
        rig.link.stop()
    assert rig.episodes() == ["camera.no_photos", "up"]


def test_stopping_leaves_nothing(tmp_path: Path) -> None:
    before = open_files()
    with running(tmp_path) as rig:
        rig.wait_for(CameraUp)
        pid = running_pid(rig)
        mapped = maps(pid)
        assert "memfd:camera-pictures" in mapped
        assert "/dev/shm" not in mapped
    assert not is_running(pid)
    assert rig.link.poll() == []
    assert rig.link.preview() is None
    rig.link.stop()
    assert open_files() <= before


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_it_can_be_started_again(tmp_path: Path) -> None:
    with running(tmp_path) as rig:
        rig.link.stop()
        rig.link.start()
        rig.wait_for(CameraUp)


PARENT = """
    import os, sys, threading
    from pathlib import Path
    from kiosk.camera.link import ProcessCameraLink
    from kiosk.camera.sighting import CameraUp
    from kiosk.clock import SystemClock
    from kiosk.settings import CameraSettings

    if __name__ == "__main__":
        link = ProcessCameraLink(CameraSettings(photos=Path(sys.argv[1])), SystemClock())
        link.start()
        while not any(isinstance(event, CameraUp) for event in link.poll()):
            threading.Event().wait(0.01)
        print(link.pid, flush=True)
        if sys.argv[2] == "wait":
            threading.Event().wait()
"""


@pytest.mark.parametrize("ending", ["wait", "leave"])
def test_it_ends_with_its_parent_however_that_ends(tmp_path: Path, ending: str) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    save(photos, "code.png", qr("orphan"))
    script = tmp_path / "parent.py"
    script.write_text(textwrap.dedent(PARENT))
    parent = subprocess.Popen(
        [sys.executable, script, photos, ending],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    with parent:
        assert parent.stdout is not None
        assert parent.stderr is not None
        child = int(parent.stdout.readline())
        if ending == "wait":
            assert is_running(child)
            parent.kill()
        wait_until(lambda: not is_running(child), "the camera process ends with its parent")
        complaints = parent.stderr.read()
    assert complaints == ""
