"""The station's answers to the agent: status, screenshot, new content, the state of the network."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, assert_never

from kiosk.clock import Clock
from kiosk.errors import StorageError
from kiosk.local.protocol import (
    Done,
    Failed,
    GetStatus,
    NetworkIs,
    Reload,
    Reply,
    Request,
    ScreenshotReply,
    StatusReply,
    TakeScreenshot,
)
from kiosk.station.content import Content
from kiosk.station.flow import ContentChanged, Event, NetworkChanged
from kiosk.ui.port import Window

NEWS_S = 15.0
"""The agent tells of the network every 5 s; silent for so long it is no longer believed."""


class Floor(Protocol):
    """What the desk asks of the loop."""

    def dispatch(self, event: Event) -> None:
        """Let something happen."""
        ...

    def status(self) -> StatusReply:
        """Say how the station is."""
        ...


class Desk:
    """Answers requests, on the main thread.

    Args:
        load: reads the content in force; raises `StorageError`.
        show_preview: whether a screenshot may show the camera's picture: a simulator's only.
    """

    def __init__(
        self, window: Window, clock: Clock, load: Callable[[], Content], *, show_preview: bool
    ) -> None:
        self._window = window
        self._clock = clock
        self._load = load
        self._show_preview = show_preview
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
            case _:
                assert_never(request)

    def notice_silence(self, floor: Floor) -> None:
        """Take the fleet for unreachable once the agent has said nothing for a while."""
        if not self._silent and self._clock.monotonic_s() - self._news_at_s > NEWS_S:
            self._silent = True
            floor.dispatch(NetworkChanged(online=False, since=self._trusted_now()))

    def _trusted_now(self) -> datetime | None:
        return self._clock.now() if self._clock.trusted() else None

    def _reload(self, floor: Floor) -> Reply:
        try:
            content = self._load()
        except StorageError as error:
            return Failed(code=error.code, detail=str(error))
        floor.dispatch(ContentChanged(content))
        return Done()
