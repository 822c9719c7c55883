"""The part of the table that is about fingers: what each button does on each screen."""

from dataclasses import replace
from typing import assert_never

from kiosk.station.flow import (
    Attracting,
    Checking,
    Faulty,
    Moment,
    Other,
    Scanning,
    ShowingResult,
    State,
    Step,
)
from kiosk.station.moves import rest, scan, scanning, show
from kiosk.ui.view import LANGUAGES, Action


def touched(state: State, action: Action, now: Moment) -> Step:
    """Tell what follows from a touch."""
    match action:
        case Action.LANGUAGE:
            following = LANGUAGES.index(state.language) + 1
            language = LANGUAGES[following % len(LANGUAGES)]
            return Step(_stay(replace(state, language=language), now))
        case Action.MORE_TIME:
            return Step(_stay(state, now))
        case Action.DONE:
            return Step(_done(state, now))
        case Action.OTHER_CODE:
            return _other_code(state, now)
        case _:
            assert_never(action)


def _stay(state: State, now: Moment) -> State:
    screen = state.screen
    timeout_s = state.content.configuration.result_timeout_s
    match screen:
        case Attracting() | Scanning():
            return scanning(state, now)
        case ShowingResult():
            return replace(state, screen=replace(screen, until_s=now.s + timeout_s))
        case Faulty():
            return replace(state, screen=Faulty(session_until_s=now.s + timeout_s))
        case Checking():
            return state
        case _:
            assert_never(screen)


def _done(state: State, now: Moment) -> State:
    match state.screen:
        case Scanning() | Faulty():
            return rest(state, now)
        case Attracting() | Checking() | ShowingResult():
            return scanning(state, now)
        case _:
            assert_never(state.screen)


def _other_code(state: State, now: Moment) -> Step:
    match state.screen:
        case ShowingResult(others=(first, *rest_of_them)) as screen:
            others = (*rest_of_them, Other(code=screen.code, verdict=screen.verdict))
            if first.verdict is not None:
                return Step(show(state, first.code, first.verdict, others, now))
            # The shopper waits since the touch, not since the frame.
            return scan(state, replace(first.code, captured_at_s=now.s), others, now)
        case _:
            return Step(_stay(state, now))
