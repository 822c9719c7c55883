"""What the service manager hears of the window's loop."""

from pathlib import Path

import pytest

from kiosk.camera.sighting import CameraDown, CameraUp
from kiosk.station.teller import LIMIT_S
from kiosk.ui.view import View
from tests.support.station_fakes import Rig
from tests.support.told import WATCHDOG_S

TURNS = 10


@pytest.fixture
def rig(data_dir: Path) -> Rig:
    return Rig(data_dir)


def run(rig: Rig, turns: int = TURNS, seconds: float = 0.2) -> None:
    """Let the loop run for so many turns, the supervisor looking after each."""
    left = [turns]

    def wait(_until_s: float) -> None:
        rig.clock.advance(seconds)
        rig.supervisor.turn()
        left[0] -= 1
        if left[0] == 0:
            rig.loop.stop()

    rig.on_wait = wait
    rig.loop.run()


def test_ready_with_the_first_picture_and_ending_at_the_end(rig: Rig) -> None:
    run(rig)
    assert [line for line in rig.told.said if line != "WATCHDOG=1"] == [
        "READY=1 STATUS=window open, camera starting, outbox ok",
        "STOPPING=1 STATUS=ending",
    ]


def test_never_ready_without_a_picture(rig: Rig) -> None:
    rig.window.fault = RuntimeError("out of paint")
    run(rig)
    assert not [line for line in rig.told.said if line.startswith("READY")]


def test_a_camera_that_is_away_is_told_and_no_reason_for_a_restart(rig: Rig) -> None:
    rig.camera.events.append(CameraDown("camera.unplugged", "no such device"))
    run(rig, turns=400, seconds=1.0)
    assert rig.told.said[0] == "READY=1 STATUS=window open, camera camera.unplugged, outbox ok"
    assert rig.told.said.count("WATCHDOG=1") == 400 / (WATCHDOG_S / 4)
    assert not rig.told.is_hung


def test_a_camera_that_comes_back_is_told(rig: Rig) -> None:
    rig.camera.events.append(CameraDown("camera.stalled", ""))
    rig.window.on_draw = lambda _view: rig.camera.events.append(CameraUp())
    run(rig)
    assert "STATUS=window open, camera up, outbox ok" in rig.told.said


def test_a_window_that_hangs_asks_for_the_restart(rig: Rig) -> None:
    def hang(_view: View) -> None:
        # The first picture is fine: a loop is watched from its first turn on.
        for _ in range(int(LIMIT_S) + 2 if rig.window.views else 0):
            rig.clock.advance(1.0)
            rig.supervisor.turn()

    rig.window.on_draw = hang
    run(rig, turns=2)
    assert rig.told.is_hung
