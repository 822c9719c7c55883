"""From the flow's state to what the window shows."""

import math
from datetime import datetime
from typing import assert_never

from kiosk.station.flow import (
    Attracting,
    Checking,
    Faulty,
    Moment,
    Scanning,
    ScreenState,
    ShowingResult,
    State,
)
from kiosk.ui import view

CAMERA_UNKNOWN = "camera.unknown"


def to_view(state: State, now: Moment, wall: datetime | None, station_name: str) -> view.View:
    """Make the view of a state.

    Args:
        wall: the time to show, None without a trusted clock; shown to the minute.
    """
    return view.View(
        screen=_screen(state, state.screen, now),
        language=state.language,
        online=state.online,
        offline_since=state.offline_since,
        clock=wall and wall.replace(second=0, microsecond=0),
        station_name=station_name,
    )


def _screen(state: State, screen: ScreenState, now: Moment) -> view.Screen:
    match screen:
        case Attracting(slide=index):
            slides = state.content.slides
            slide = slides[index] if index < len(slides) else None
            return view.Attract(slide=slide, index=index, count=len(slides))
        case Scanning():
            return view.Scanning(hint=state.advice.shown)
        case Checking(before=before, shows_from_s=from_s, code=code):
            if now.s < from_s:
                return _screen(state, before, now)
            return view.Checking(reading=code.reading)
        case ShowingResult(verdict=verdict, others=others, until_s=until_s):
            return view.Result(
                verdict=verdict,
                others=tuple(other.code.reading for other in others),
                countdown_s=_countdown(state, until_s, now),
            )
        case Faulty():
            return view.Fault(code=state.camera_fault or CAMERA_UNKNOWN)
        case _:
            assert_never(screen)


def _countdown(state: State, until_s: float, now: Moment) -> int | None:
    left = max(math.ceil(until_s - now.s), 0)
    return left if left <= state.content.configuration.warn_before_s else None
