"""The viewer's loop: when it ends, what it says then, and what it leaves behind."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.camera.sighting import CameraDown, CameraUp
from kiosk.clock import SystemClock
from kiosk.errors import CameraError, DisplayError
from kiosk.local.protocol import Failed
from kiosk.local.server import LocalServer
from kiosk.paths import DataPaths
from kiosk.settings import CameraAdapter, CameraSettings, Settings
from kiosk.technician.app import Viewer, build
from kiosk.technician.faces import Shown
from kiosk.ui.camera_view import Wish
from tests.kiosk.technician.sightings import health
from tests.support.kiosk_clock import SetClock
from tests.support.station_fakes import FakeCamera


class FakeFace:
    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self.wished: list[Wish] = []
        self.calls: list[str] = []
        self.fault: DisplayError | None = None
        self.on_show: Callable[[], None] = lambda: None

    def open(self) -> None:
        self.calls.append("open")
        if self.fault:
            raise self.fault

    def show(self, shown: Shown) -> None:
        self.shown.append(shown)
        self.on_show()

    def wishes(self) -> list[Wish]:
        wished, self.wished = self.wished, []
        return wished

    def touched(self) -> bool:
        return bool(self.wished)

    def close(self) -> None:
        self.calls.append("close")


class Rig:
    def __init__(self, seconds: float | None = None) -> None:
        self.camera = FakeCamera()
        self.face = FakeFace()
        self.clock = SetClock()
        self.viewer = Viewer(self.camera, self.face, self.clock, self.wait, seconds)

    def wait(self, until_s: float) -> None:
        assert until_s > self.clock.monotonic
        self.clock.monotonic = until_s


def test_it_ends_when_its_time_is_over() -> None:
    rig = Rig(seconds=2.0)
    rig.camera.events = [CameraUp(), health()]
    rig.viewer.run()
    assert rig.clock.monotonic == 1002.0
    assert 20 <= len(rig.face.shown) <= 30
    assert rig.face.shown[0].look.camera == "up"
    assert rig.face.shown[0].preview is not None
    assert rig.camera.calls == ["start", "stop"]
    assert rig.face.calls == ["open", "close"]


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ([], "is being opened"),
        ([CameraDown("camera.busy", "video0", ends=True)], "another program has the camera"),
    ],
)
def test_a_camera_that_never_gave_a_picture_is_an_error(
    events: list[CameraDown], said: str
) -> None:
    rig = Rig(seconds=1.0)
    rig.camera.events = [*events]
    with pytest.raises(CameraError, match=r"camera\.no_picture") as caught:
        rig.viewer.run()
    assert said in str(caught.value)
    assert (rig.camera.calls, rig.face.calls[-1]) == (["start", "stop"], "close")


def test_a_wish_or_a_signal_ends_it_without_an_error() -> None:
    rig = Rig(seconds=100.0)
    rig.face.wished = [Wish.END]
    rig.viewer.run()
    assert len(rig.face.shown) == 1
    rig = Rig()
    rig.face.on_show = rig.viewer.stop
    rig.viewer.run()
    assert len(rig.face.shown) == 1


def test_the_best_is_measured_anew_when_asked_for() -> None:
    rig = Rig(seconds=1.0)
    rig.camera.events = [CameraUp(), health(9.0), health(3.0)]
    rig.face.wished = [Wish.ANEW]
    rig.viewer.run()
    assert rig.face.shown[0].look.best == 9.0
    assert rig.face.shown[1].look.best == 3.0


def test_without_a_screen_the_camera_is_not_touched() -> None:
    rig = Rig()
    rig.face.fault = DisplayError("display.no_window")
    with pytest.raises(DisplayError):
        rig.viewer.run()
    assert rig.camera.calls == []
    assert rig.face.calls == ["open", "close"]


def test_what_comes_between_two_pictures_is_heard_but_not_drawn() -> None:
    rig = Rig(seconds=1.0)
    rig.camera.events = [health()]
    slices: list[float] = []

    def wake_early(until_s: float) -> None:
        slices.append(until_s)
        rig.clock.monotonic = min(until_s, rig.clock.monotonic + 0.01)

    Viewer(rig.camera, rig.face, rig.clock, wake_early, 1.0).run()
    assert len(slices) > 80
    assert len(rig.face.shown) <= 14


@pytest.fixture
def station(data_dir: Path) -> Iterator[None]:
    """Run the socket of a station process that answers whatever it is asked."""
    server = LocalServer(DataPaths(data_dir).socket)
    server.start()
    ended = threading.Event()

    def answer() -> None:
        while not ended.wait(0.01):
            for pending in server.poll():
                pending.reply(Failed(code="station.failed"))

    thread = threading.Thread(target=answer)
    thread.start()
    yield
    ended.set()
    thread.join()
    server.stop()


@pytest.mark.usefixtures("station")
def test_a_station_that_runs_keeps_its_camera(data_dir: Path) -> None:
    camera = CameraSettings(adapter=CameraAdapter.V4L2, device=Path("/dev/v4l/by-id/none"))
    settings = Settings(data_dir=data_dir, camera=camera)
    with pytest.raises(CameraError, match=r"camera\.station_runs"):
        build(settings, SystemClock(), FakeFace())
    replay = Settings(data_dir=data_dir)
    build(replay, SystemClock(), FakeFace()).bell.close()


def test_where_no_station_runs_the_camera_is_free(data_dir: Path) -> None:
    camera = CameraSettings(adapter=CameraAdapter.V4L2, device=Path("/dev/v4l/by-id/none"))
    build(Settings(data_dir=data_dir, camera=camera), SystemClock(), FakeFace()).bell.close()
