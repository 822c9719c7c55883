"""The station's answers to the agent: status, screenshot, new content, the state of the network.

What a technician asks for, to see which station this is, lies over the shopper's screens: the flow
goes on beneath it, and scans are stored as ever.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol, assert_never

from kiosk.clock import Clock
from kiosk.errors import StorageError
from kiosk.local.protocol import (
    Done,
    Failed,
    GetStatus,
    Identify,
    NetworkIs,
    Reload,
    Reply,
    Request,
    Restart,
    ScreenshotReply,
    StatusReply,
    TakeScreenshot,
)
from kiosk.station.content import Content
from kiosk.station.flow import ContentChanged, Event, NetworkChanged
from kiosk.ui import view
from kiosk.ui.port import Chime, Window

NEWS_S = 15.0
"""The agent tells of the network every 5 s; silent for so long it is no longer believed."""
FLASHES_PER_S = 2
"""Changes of colour; three flashes a second would harm some people (WCAG 2.2, 2.3.1)."""


class Floor(Protocol):
    """What the desk asks of the loop."""

    def dispatch(self, event: Event) -> None:
        """Let something happen."""
        ...

    def status(self) -> StatusReply:
        """Say how the station is."""
        ...

    def stop(self) -> None:
        """Let the process end."""
        ...


class Desk:
    """Answers requests, on the main thread.

    Args:
        load: reads the content in force; raises `StorageError`.
        show_preview: whether a screenshot may show the camera's picture: a simulator's only.
        managed: whether somebody starts this process again when it ends.
    """

    def __init__(
        self,
        window: Window,
        chime: Chime,
        clock: Clock,
        load: Callable[[], Content],
        *,
        show_preview: bool,
        managed: bool,
    ) -> None:
        self._window = window
        self._chime = chime
        self._clock = clock
        self._load = load
        self._show_preview = show_preview
        self._managed = managed
        self._identify: view.Identify | None = None
        self._identify_until_s = clock.monotonic_s()
        self._news_at_s = clock.monotonic_s()
        self._silent = False

    def answer(self, request: Request, floor: Floor) -> Reply:
        """Do what is asked."""
        match request:
            case GetStatus():
                return floor.status()
            case TakeScreenshot():
                return ScreenshotReply(png=self._window.screenshot(with_preview=self._show_preview))
            case Reload():
                return self._reload(floor)
            case NetworkIs(online=online, since=since):
                self._news_at_s = self._clock.monotonic_s()
                self._silent = False
                floor.dispatch(NetworkChanged(online=online, since=since))
                return Done()
            case Identify() | Restart():
                return self._in_time(request, floor)
            case _:
                assert_never(request)

    def notice_silence(self, floor: Floor) -> None:
        """Take the fleet for unreachable once the agent has said nothing for a while."""
        if not self._silent and self._clock.monotonic_s() - self._news_at_s > NEWS_S:
            self._silent = True
            floor.dispatch(NetworkChanged(online=False, since=self._trusted_now()))

    def over(self, shown: view.View) -> view.View:
        """Lay over a view what a technician asked for, while it lasts."""
        left_s = self._identify_until_s - self._clock.monotonic_s()
        if self._identify is None or left_s <= 0:
            return shown
        lit = int(left_s * FLASHES_PER_S) % 2 == 0
        return replace(shown, screen=replace(self._identify, lit=lit))

    def _in_time(self, request: Identify | Restart, floor: Floor) -> Reply:
        now_s = self._clock.monotonic_s()
        if now_s >= request.before_s:
            return Failed(code="command.expired")
        match request:
            case Identify(station=station, name=name, seconds=seconds):
                self._identify = view.Identify(station=station, name=name)
                self._identify_until_s = now_s + seconds
                self._chime.ring()
            case Restart():
                if not self._managed:
                    return Failed(code="restart.unmanaged")
                floor.stop()
            case _:
                assert_never(request)
        return Done()

    def _trusted_now(self) -> datetime | None:
        return self._clock.now() if self._clock.trusted() else None

    def _reload(self, floor: Floor) -> Reply:
        try:
            content = self._load()
        except StorageError as error:
            return Failed(code=error.code, detail=str(error))
        floor.dispatch(ContentChanged(content))
        return Done()
