"""The main thread of the station: one turn after the other, none of which may end it.

Each turn takes what came from the camera, the look-ups, the shopper and the agent, lets the table
say what follows, does that, and draws. Nothing here blocks; a turn takes its time from the outbox's
commit and the window. Every part of a turn is a boundary of its own: a camera that can't be polled,
a window that can't draw, a request that breaks are logged and counted, and the next turn comes.
"""

import logging
from datetime import datetime

from contract.probes import CAMERA_STARTING, CAMERA_UP
from daemon.boundary import Boundaries
from daemon.watchdog import unsupervised
from kiosk.camera.sighting import (
    CameraDown,
    CameraEvent,
    CameraHealth,
    CameraUp,
    Guidance,
    Motion,
    Sightings,
)
from kiosk.clock import HANOI, today
from kiosk.local.protocol import Failed, Reply, StatusReply
from kiosk.lookup.worker import Question
from kiosk.station import tracker
from kiosk.station.flow import (
    Advised,
    Answered,
    AskFor,
    CameraFailed,
    CameraRecovered,
    CodeSeen,
    Effect,
    Event,
    Glimpsed,
    Moment,
    NoticesChanged,
    OthersSeen,
    SessionEnded,
    State,
    StoreScan,
    Tick,
    Touched,
)
from kiosk.station.marks import Marks
from kiosk.station.metrics import Metrics
from kiosk.station.parts import Parts
from kiosk.station.table import step
from kiosk.station.teller import Teller
from kiosk.station.tracker import Tracks
from kiosk.station.views import to_view
from kiosk.ui import view
from kiosk.ui.port import Quit

BUSY_FPS = 20
REST_FPS = 5
SHORTEST_TURN_S = 0.01
"""Nothing is due sooner after a turn; what happens wakes the loop at once."""
CAMERA_BLACK = "camera.black"
"""Somebody covers it, or it is dark: its process goes on."""

_log = logging.getLogger(__name__)


class Loop:
    """The station while it runs; one thread.

    Args:
        scans: end of taking scans after so many are stored; None never ends.
        teller: hears of each turn of `run`.
    """

    def __init__(
        self,
        parts: Parts,
        state: State,
        *,
        station_name: str = "",
        scans: int | None = None,
        teller: Teller | None = None,
    ) -> None:
        self._parts = parts
        self._teller = teller or Teller(unsupervised(parts.clock.monotonic_s))
        self._is_drawn = False
        self._state = state
        self._station_name = station_name
        self._scans = scans
        self._tracks = Tracks()
        self._marks = Marks()
        self._camera = CAMERA_STARTING
        self._moving = True
        self._metrics = Metrics(parts.clock.now())
        self._shown: view.View | None = None
        self._draw_due_s = float("-inf")
        self._boundaries = Boundaries(_log)
        self._stopped = False
        self.finished = False
        """Whether the scans that were asked for are stored."""

    @property
    def state(self) -> State:
        """The flow's state."""
        return self._state

    def stop(self) -> None:
        """Let the turn that runs be the last; may be called from a signal handler."""
        self._stopped = True

    def run(self) -> None:
        """Turn until `stop`."""
        while not self._stopped:
            self.turn()
            self._teller.turned(
                is_drawn=self._is_drawn,
                camera=self._camera,
                outbox=self._parts.recorder.outbox_state,
            )
            with self._boundaries.guard("wait"):
                self._parts.wait(self._next_turn_s())
        self._teller.ending()

    def show(self) -> None:
        """Draw what there is to see now, before anything else is started."""
        with self._boundaries.guard("window.draw"):
            self._draw()

    def turn(self) -> None:
        """Do everything once."""
        guard = self._boundaries.guard
        with guard("camera.poll"):
            for event in self._parts.camera.poll():
                with guard("camera.event"):
                    self._from_camera(event)
        with guard("lookup.poll"):
            for found in self._parts.lookups.poll():
                self.dispatch(Answered(ticket=found.ticket, answer=found.answer))
        with guard("window.actions"):
            self._from_window()
        with guard("local.poll"):
            self._from_agent()
        with guard("notices"):
            notices = self._parts.notices()
            if notices is not None:
                self.dispatch(NoticesChanged(notices=notices))
        with guard("tick"):
            self.dispatch(Tick())
        with guard("window.draw"):
            self._draw()

    def dispatch(self, event: Event) -> None:
        """Let something happen, and do what follows from it."""
        following = step(self._state, event, self._moment())
        self._state = following.state
        for effect in following.effects:
            self._do(effect)
        if self.finished and self._state.waiting:
            self.dispatch(SessionEnded())

    def status(self) -> StatusReply:
        """Say how the station is."""
        return self._metrics.report(
            self._parts.recorder,
            camera=self._camera,
            screen=type(self._view().screen).__name__.lower(),
            number=self._state.content.number,
            finished=self.finished,
        )

    def _moment(self) -> Moment:
        clock = self._parts.clock
        return Moment(s=clock.monotonic_s(), today=today(clock))

    def _from_camera(self, event: CameraEvent) -> None:
        match event:
            case Sightings():
                if not self.finished:
                    self._follow(event)
            case CameraHealth():
                self._metrics.camera(event, counts=not self.finished)
            case Guidance(hint=hint):
                self.dispatch(Advised(hint))
            case Motion(moving=moving):
                self._wake(moving=moving)
            case CameraUp():
                self._camera = CAMERA_UP
                self._wake(moving=True)
                self.dispatch(CameraRecovered())
            case CameraDown(code=code):
                self._camera = code
                if code != CAMERA_BLACK:
                    self._parts.note_failure()
                self.dispatch(CameraFailed(code))

    def _wake(self, *, moving: bool) -> None:
        """Draw at once where something has begun to move."""
        if moving and not self._moving:
            self._draw_due_s = float("-inf")
        self._moving = moving

    def _follow(self, frame: Sightings) -> None:
        self._metrics.decode_ms.add(frame.decode_ms)
        rules = self._state.notices.rules
        self._tracks, sight = tracker.see(self._tracks, frame, rules)
        self._marks.see(frame, self._tracks.scanned)
        if sight.glimpsed:
            self.dispatch(Glimpsed())
        if sight.scan is not None:
            self.dispatch(CodeSeen(code=sight.scan, others=sight.others or ()))
        elif sight.others is not None:
            self.dispatch(OthersSeen(others=sight.others))

    def _from_window(self) -> None:
        if self._parts.window.touched():
            # What a finger presses is shown at once, also where nothing follows from it yet.
            self._draw_due_s = float("-inf")
        for action in self._parts.window.actions():
            if isinstance(action, Quit):
                self.stop()
            else:
                self.dispatch(Touched(action))

    def _from_agent(self) -> None:
        for pending in self._parts.local.poll():
            reply: Reply = Failed(code="station.failed")
            with self._boundaries.guard("local.request"):
                reply = self._parts.desk.answer(pending.request, self)
            pending.reply(reply)
        self._parts.desk.notice_silence(self)

    def _do(self, effect: Effect) -> None:
        match effect:
            case AskFor(ticket=ticket, key=key, deadline_s=deadline_s):
                self._parts.lookups.submit(Question(ticket=ticket, key=key, deadline_s=deadline_s))
            case StoreScan():
                self._store(effect)

    def _store(self, scan: StoreScan) -> None:
        if self.finished:
            return
        event = self._parts.recorder.record(scan.code, scan.verdict)
        if event is None:
            return
        self._metrics.verdict_ms.add(event.frame_to_verdict_ms)
        if self._scans is not None and self._parts.recorder.stored >= self._scans:
            _log.info("%d scans are stored, no more are taken", self._scans)
            self.finished = True
            self.dispatch(SessionEnded())

    def _view(self) -> view.View:
        clock = self._parts.clock
        wall: datetime | None = clock.now().astimezone(HANOI) if clock.trusted() else None
        return self._parts.desk.over(to_view(self._state, self._moment(), wall, self._station_name))

    def _next_turn_s(self) -> float:
        # A view that can't even be made would leave the time to draw it in the past.
        return max(self._draw_due_s, self._parts.clock.monotonic_s() + SHORTEST_TURN_S)

    def _draw(self) -> None:
        now_s = self._parts.clock.monotonic_s()
        current = self._view()
        if current == self._shown and now_s < self._draw_due_s:
            return
        self._draw_due_s = now_s + 1 / (REST_FPS if self._rests(current.screen) else BUSY_FPS)
        live = isinstance(current.screen, view.Scanning)
        preview = self._parts.camera.preview() if live else None
        marks = self._marks.at(now_s) if live else ()
        # Noted before: a window that can't draw is tried again at its own pace, not each turn.
        self._shown = current
        if self._parts.window.draw(current, preview, marks):
            took_s = self._parts.clock.monotonic_s() - now_s
            self._metrics.frame_ms.add(took_s * 1000)
        self._is_drawn = True

    def _rests(self, screen: view.Screen) -> bool:
        """Say whether little happens on a screen: without motion only its own."""
        if isinstance(screen, view.Attract | view.Fault | view.Identify):
            return True
        return not self._moving and not isinstance(screen, view.Checking)
