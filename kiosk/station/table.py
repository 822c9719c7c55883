"""The shopper's flow as a pure table: `(state, event, moment) -> (state, effects)`.

Every event is taken apart by the screen that it meets, with `assert_never` where a screen has no
row, so that an unhandled pair can't be written. A scan always ends in one `StoreScan`: also when
another code has taken its place, when the shopper went away, and when nobody could be asked.
"""

from dataclasses import replace
from typing import assert_never

from kiosk.station import touch
from kiosk.station.advice import NO_ADVICE, OPENS, settle, tell
from kiosk.station.flow import (
    Advised,
    Answered,
    Attracting,
    CameraFailed,
    CameraRecovered,
    Checking,
    CodeSeen,
    ContentChanged,
    Effect,
    Event,
    Faulty,
    Glimpsed,
    Moment,
    NetworkChanged,
    NoticesChanged,
    Other,
    OthersSeen,
    Scanning,
    SessionEnded,
    ShowingResult,
    State,
    Step,
    StoreScan,
    Tick,
    Touched,
    Waiting,
)
from kiosk.station.moves import ADVISED_S, attract, judge, rest, scan, scanning, show
from provenance.answer import Unavailable

LATE = Unavailable(reason="lookup.late")


def step(state: State, event: Event, now: Moment) -> Step:
    """Tell what follows from an event."""
    match event:
        case CodeSeen(code=code, others=others):
            state = replace(state, advice=NO_ADVICE)
            return scan(state, code, tuple(Other(code=other) for other in others), now)
        case OthersSeen() | Glimpsed() | Advised():
            return Step(_in_view(state, event, now))
        case Answered():
            return _answered(state, event, now)
        case Tick():
            return _tick(state, now)
        case Touched(action=action):
            return touch.touched(state, action, now)
        case SessionEnded():
            return Step(rest(replace(state, waiting=()), now))
        case NoticesChanged(notices=notices):
            return Step(replace(state, notices=notices))
        case CameraFailed() | CameraRecovered() | NetworkChanged() | ContentChanged():
            return Step(_surroundings(state, event, now))
        case _:
            assert_never(event)


def _in_view(state: State, event: OthersSeen | Glimpsed | Advised, now: Moment) -> State:
    match event:
        case OthersSeen():
            return _others_seen(state, event)
        case Glimpsed():
            return _glimpsed(replace(state, advice=NO_ADVICE), now)
        case Advised():
            return _advised(state, event, now)
        case _:
            assert_never(event)


def _surroundings(
    state: State,
    event: CameraFailed | CameraRecovered | NetworkChanged | ContentChanged,
    now: Moment,
) -> State:
    match event:
        case CameraFailed(code=code):
            return _camera_failed(replace(state, camera_fault=code, advice=NO_ADVICE), now)
        case CameraRecovered():
            return _camera_recovered(replace(state, camera_fault=None), now)
        case NetworkChanged(online=online, since=since):
            return replace(state, online=online, offline_since=None if online else since)
        case ContentChanged(content=content):
            return _content_changed(replace(state, content=content), now)
        case _:
            assert_never(event)


def _others_seen(state: State, event: OthersSeen) -> State:
    screen = state.screen
    match screen:
        case ShowingResult() | Checking():
            known = {screen.code.code_id} | {other.code.code_id for other in screen.others}
            new = tuple(Other(code=c) for c in event.others if c.code_id not in known)
            return replace(state, screen=replace(screen, others=screen.others + new))
        case Attracting() | Scanning() | Faulty():
            # The scan that they stood beside was put away.
            return state
        case _:
            assert_never(screen)


def _glimpsed(state: State, now: Moment) -> State:
    match state.screen:
        case Attracting() | Scanning():
            return scanning(state, now)
        case Checking() | ShowingResult() | Faulty():
            return state
        case _:
            assert_never(state.screen)


def _advised(state: State, event: Advised, now: Moment) -> State:
    state = replace(state, advice=tell(state.advice, event.hint, now.s))
    screen = state.screen
    match screen:
        case Scanning() if event.hint is not None:
            until_s = max(screen.until_s, now.s + ADVISED_S)
            return replace(state, screen=replace(screen, until_s=until_s))
        case Attracting() if event.hint in OPENS:
            return replace(state, screen=Scanning(until_s=now.s + ADVISED_S))
        case Attracting() | Scanning() | Checking() | ShowingResult() | Faulty():
            return state
        case _:
            assert_never(screen)


def _answered(state: State, event: Answered, now: Moment) -> Step:
    waiting = next((w for w in state.waiting if w.ticket == event.ticket), None)
    if waiting is None:
        # It came after its deadline, and the scan is stored as unavailable.
        return Step(state)
    return _judged(state, waiting, event, now)


def _judged(state: State, waiting: Waiting, event: Answered, now: Moment) -> Step:
    verdict = judge(waiting.code, event.answer, now, state.notices, rescanned=waiting.rescanned)
    state = replace(state, waiting=tuple(w for w in state.waiting if w is not waiting))
    match state.screen:
        case Checking(ticket=ticket, code=code, others=others) if ticket == waiting.ticket:
            return Step(
                show(state, code, verdict, others, now), (StoreScan(code=code, verdict=verdict),)
            )
        case _:
            return Step(state, (StoreScan(code=waiting.code, verdict=verdict),))


def _tick(state: State, now: Moment) -> Step:
    effects: tuple[Effect, ...] = ()
    state = replace(state, advice=settle(state.advice, now.s))
    for waiting in state.waiting:
        if waiting.until_s <= now.s:
            late = _judged(state, waiting, Answered(ticket=waiting.ticket, answer=LATE), now)
            state, effects = late.state, effects + late.effects
    return Step(_time_passed(state, now), effects)


def _time_passed(state: State, now: Moment) -> State:
    screen = state.screen
    match screen:
        case Attracting():
            return _next_slide(state, screen, now)
        case Scanning(until_s=until_s) | ShowingResult(until_s=until_s):
            return rest(state, now) if until_s <= now.s else state
        case Checking():
            return state
        case Faulty(session_until_s=until):
            return rest(state, now) if until is not None and until <= now.s else state
        case _:
            assert_never(screen)


def _next_slide(state: State, screen: Attracting, now: Moment) -> State:
    count = len(state.content.slides)
    if count == 0 or now.s < screen.slide_until_s:
        return state
    return replace(state, screen=attract(state.content, now, slide=(screen.slide + 1) % count))


def _camera_failed(state: State, now: Moment) -> State:
    match state.screen:
        case Attracting():
            return rest(state, now)
        case Scanning(until_s=until_s):
            return replace(state, screen=Faulty(session_until_s=until_s))
        case Checking() | ShowingResult() | Faulty():
            # What is on the screen stays until it ends; then the fault shows.
            return state
        case _:
            assert_never(state.screen)


def _camera_recovered(state: State, now: Moment) -> State:
    match state.screen:
        case Faulty(session_until_s=None):
            return rest(state, now)
        case Faulty():
            return scanning(state, now)
        case Attracting() | Scanning() | Checking() | ShowingResult():
            return state
        case _:
            assert_never(state.screen)


def _content_changed(state: State, now: Moment) -> State:
    match state.screen:
        case Attracting() | Faulty(session_until_s=None):
            return rest(state, now)
        case Scanning() | Checking() | ShowingResult() | Faulty():
            return state
        case _:
            assert_never(state.screen)
