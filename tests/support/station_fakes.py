"""Stand-ins for what the station's loop is built of, with faults to order."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from kiosk.camera.port import Luma, Rgb
from kiosk.camera.sighting import CameraEvent
from kiosk.errors import StorageError
from kiosk.local.protocol import Reply, Request
from kiosk.local.server import PendingRequest
from kiosk.lookup.worker import Answered, Question
from kiosk.outbox.store import Outbox
from kiosk.station.content import Content
from kiosk.station.desk import Desk
from kiosk.station.flow import Moment, State
from kiosk.station.loop import Loop
from kiosk.station.moves import attract
from kiosk.station.notices import Notices
from kiosk.station.parts import Parts
from kiosk.station.recorder import Recorder
from kiosk.station.teller import Teller
from kiosk.ui.chime import SilentChime
from kiosk.ui.port import CodeMark, Quit
from kiosk.ui.view import Action, View
from tests.support.kiosk_clock import SetClock
from tests.support.told import Told, supervisor


class FakeCamera:
    """Gives the events that the test puts in."""

    def __init__(self) -> None:
        self.events: list[CameraEvent] = []
        self.fault: Exception | None = None
        self.previews = 0
        self.calls: list[str] = []

    def start(self) -> None:
        self.calls.append("start")

    def poll(self) -> list[CameraEvent]:
        if self.fault:
            raise self.fault
        events, self.events = self.events, []
        return events

    def fileno(self) -> int | None:
        return None

    def preview(self) -> Rgb | None:
        self.previews += 1
        return np.zeros((480, 640, 3), np.uint8)

    def luma(self) -> Luma | None:
        return None

    def stop(self) -> None:
        self.calls.append("stop")


class FakeWindow:
    """Remembers what it was to draw."""

    def __init__(self) -> None:
        self.views: list[View] = []
        self.marks: tuple[CodeMark, ...] = ()
        self.touches: list[Action | Quit] = []
        self.fault: Exception | None = None
        self.calls: list[str] = []
        self.on_draw: Callable[[View], None] = lambda view: None

    def open(self) -> None:
        self.calls.append("open")
        if self.fault:
            raise self.fault

    def draw(self, view: View, preview: Rgb | None, marks: tuple[CodeMark, ...]) -> bool:
        if self.fault:
            raise self.fault
        self.on_draw(view)
        self.views.append(view)
        self.marks = marks
        return True

    def actions(self) -> list[Action | Quit]:
        touches, self.touches = self.touches, []
        return touches

    def touched(self) -> bool:
        return bool(self.touches)

    def screenshot(self, *, with_preview: bool) -> bytes:
        if self.fault:
            raise self.fault
        return b"with preview" if with_preview else b"blanked"

    def close(self) -> None:
        self.calls.append("close")


class FakeLookups:
    """Keeps questions until the test answers them."""

    def __init__(self) -> None:
        self.questions: list[Question] = []
        self.answers: list[Answered] = []
        self.calls: list[str] = []

    def start(self) -> None:
        self.calls.append("start")

    def submit(self, question: Question) -> None:
        self.questions.append(question)

    def poll(self) -> list[Answered]:
        answers, self.answers = self.answers, []
        return answers

    def stop(self) -> None:
        self.calls.append("stop")


class FakeRequests:
    """Asks what the test asks, and keeps the replies."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.replies: list[Reply] = []
        self.calls: list[str] = []
        self.fault: Exception | None = None

    def start(self) -> None:
        self.calls.append("start")
        if self.fault:
            raise self.fault

    def poll(self) -> list[PendingRequest]:
        requests, self.requests = self.requests, []
        return [PendingRequest(request, self.replies.append) for request in requests]

    def stop(self) -> None:
        self.calls.append("stop")


class Rig:
    """A station whose every part is in the test's hand, but for the outbox, which is real."""

    def __init__(
        self,
        data_dir: Path,
        *,
        scans: int | None = None,
        max_mb: float = 4,
        managed: bool = True,
    ) -> None:
        self.clock = SetClock()
        self.told = Told()
        self.supervisor = supervisor(self.told, self.clock)
        self.camera = FakeCamera()
        self.window = FakeWindow()
        self.lookups = FakeLookups()
        self.requests = FakeRequests()
        self.content: Content | StorageError = Content()
        self.on_wait: Callable[[float], None] = lambda _until_s: self.clock.advance(0.02)
        self.outbox = Outbox(data_dir / "outbox.sqlite3", clock=self.clock, max_mb=max_mb)
        self.notices: list[Notices] = []
        self.starts: list[float] = []
        self.failures: list[float] = []
        self.chime = SilentChime()
        self.recorder = Recorder(self.outbox, self.clock, "boot")
        self.parts = self._build(managed=managed)
        now = Moment(s=self.clock.monotonic_s(), today=None)
        state = State(screen=attract(Content(), now), language="vi", content=Content())
        self.loop = Loop(
            self.parts,
            state,
            station_name="cho-hom",
            scans=scans,
            teller=Teller(self.supervisor),
        )

    def _build(self, *, managed: bool) -> Parts:
        return Parts(
            camera=self.camera,
            lookups=self.lookups,
            window=self.window,
            local=self.requests,
            recorder=self.recorder,
            desk=Desk(
                self.window,
                self.chime,
                self.clock,
                self._load,
                show_preview=False,
                managed=managed,
            ),
            note_start=lambda: self.starts.append(self.clock.monotonic_s()),
            note_failure=lambda: self.failures.append(self.clock.monotonic_s()),
            notices=lambda: self.notices.pop(0) if self.notices else None,
            clock=self.clock,
            wait=self._wait,
        )

    def turn(self, seconds: float = 0.02) -> None:
        """Let one turn happen, then time pass."""
        self.loop.turn()
        self.clock.advance(seconds)

    def ask(self, request: Request) -> Reply:
        """Ask as the agent does."""
        self.requests.requests.append(request)
        self.turn()
        return self.requests.replies[-1]

    def _wait(self, until_s: float) -> None:
        self.on_wait(until_s)

    def _load(self) -> Content:
        if isinstance(self.content, StorageError):
            raise self.content
        return self.content
