"""The shopper's flow: every screen with every event."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from contract.desired import StationConfiguration
from kiosk.camera.sighting import Hint
from kiosk.station.advice import NO_ADVICE, SHOWN_S
from kiosk.station.content import Content
from kiosk.station.flow import (
    Advised,
    Answered,
    AskFor,
    Attracting,
    CameraFailed,
    CameraRecovered,
    Checking,
    CodeSeen,
    ContentChanged,
    Event,
    Faulty,
    Glimpsed,
    Moment,
    NetworkChanged,
    NoticesChanged,
    Other,
    OthersSeen,
    Scanning,
    ScreenState,
    SessionEnded,
    ShowingResult,
    State,
    Step,
    StoreScan,
    Tick,
    Touched,
)
from kiosk.station.moves import ADVISED_S, CHECKING_AFTER_S, LATE_AFTER_S, LINGER_S, rest
from kiosk.station.notices import Notices
from kiosk.station.table import step
from kiosk.station.views import to_view
from kiosk.ui import view
from kiosk.ui.view import Action
from provenance.answer import FoundEstablishment, NotFound, Unavailable, Via
from provenance.keys import EstablishmentKey
from provenance.records import Establishment, Party, PartyId, PartyRole
from provenance.verdict import Circumstances, VerdictKind, assess
from tests.support.station_codes import FOREIGN_LINK, LOT_LINK, UNIT_LINK, code

NOW = Moment(s=1000.0, today=date(2026, 11, 20))
CONFIGURATION = StationConfiguration(
    result_timeout_s=60, warn_before_s=20, slide_s=8, lookup_deadline_s=3.0
)
CONTENT = Content(number=3, configuration=CONFIGURATION)
NOT_FOUND = NotFound(asked=("Sổ thử",))
SHOP = Establishment(
    party=Party(party_id=PartyId("shop"), name="Quầy Ví Dụ", role=PartyRole.RETAILER),
    source="Sổ thử",
    source_time=datetime(2026, 11, 1, tzinfo=UTC),
)

LINK = code(FOREIGN_LINK)
LINK_VERDICT = assess(LINK.reading, None, Circumstances(today=NOW.today))
ATTRACTING = Attracting(slide_until_s=NOW.s + 8)
SCANNING = Scanning(until_s=NOW.s + 5)
RESULT = ShowingResult(code=LINK, verdict=LINK_VERDICT, others=(), until_s=NOW.s + 30)


def base(screen: ScreenState, **changes: object) -> State:
    state = State(screen=screen, language="en", content=CONTENT)
    return replace(state, **changes)  # type: ignore[arg-type]


def checking() -> State:
    return step(base(SCANNING), CodeSeen(code=code(UNIT_LINK)), NOW).state


STATES = {
    "attract": base(ATTRACTING, language="vi"),
    "scanning": base(SCANNING),
    "checking": checking(),
    "result": base(RESULT),
    "fault": base(Faulty(), camera_fault="camera.stalled", language="vi"),
    "fault in a session": base(Faulty(session_until_s=NOW.s + 5), camera_fault="camera.stalled"),
}
EVENTS: dict[str, Event] = {
    "goods": CodeSeen(code=code(LOT_LINK)),
    "link": CodeSeen(code=LINK),
    "others": OthersSeen(others=(code(LOT_LINK),)),
    "glimpse": Glimpsed(),
    "answer": Answered(ticket=1, answer=NOT_FOUND),
    "stray answer": Answered(ticket=99, answer=NOT_FOUND),
    "tick": Tick(),
    "language": Touched(Action.LANGUAGE),
    "more time": Touched(Action.MORE_TIME),
    "done": Touched(Action.DONE),
    "other code": Touched(Action.OTHER_CODE),
    "camera fails": CameraFailed("camera.died"),
    "camera recovers": CameraRecovered(),
    "offline": NetworkChanged(online=False),
    "content": ContentChanged(CONTENT),
    "notices": NoticesChanged(notices=Notices()),
    "end": SessionEnded(),
    "too dark": Advised(Hint.TOO_DARK),
    "too far": Advised(Hint.TOO_FAR),
    "no hint": Advised(None),
}
COLUMNS = list(EVENTS)
A, S, C, R, F = Attracting, Scanning, Checking, ShowingResult, Faulty
FOLLOWS: dict[str, list[type]] = {
    # goods, link, others, glimpse, answer, stray answer, tick, language, more time, done,
    # other code, camera fails, camera recovers, offline, content, notices, end, too dark, too far,
    # no hint
    "attract": [C, R, A, S, A, A, A, S, S, S, S, F, A, A, A, A, A, S, A, A],
    "scanning": [C, R, S, S, S, S, S, S, S, A, S, F, S, S, S, S, A, S, S, S],
    "checking": [C, R, C, C, R, C, C, C, C, S, C, C, C, C, C, C, A, C, C, C],
    "result": [C, R, R, R, R, R, R, R, R, S, R, R, R, R, R, R, A, R, R, R],
    "fault": [C, R, F, F, F, F, F, F, F, F, F, F, A, F, F, F, F, F, F, F],
    "fault in a session": [C, R, F, F, F, F, F, F, F, F, F, F, S, F, F, F, F, F, F, F],
}
ROWS = [
    (state, event, expected)
    for state, row in FOLLOWS.items()
    for event, expected in zip(COLUMNS, row, strict=True)
]


@pytest.mark.parametrize(("state", "event", "expected"), ROWS)
def test_what_follows(state: str, event: str, expected: type) -> None:
    following = step(STATES[state], EVENTS[event], NOW)
    assert type(following.state.screen) is expected


def test_the_rows_hold_every_screen_and_every_event() -> None:
    assert {type(state.screen) for state in STATES.values()} == set(ScreenState.__args__)
    assert {type(event) for event in EVENTS.values()} == set(Event.__args__)
    assert {e.action for e in EVENTS.values() if isinstance(e, Touched)} == set(Action)


@pytest.mark.parametrize(("state", "event", "expected"), ROWS)
def test_a_session_that_ends_leaves_nothing_of_the_shopper(
    state: str, event: str, expected: type
) -> None:
    after = step(STATES[state], EVENTS[event], NOW).state
    if isinstance(after.screen, Attracting):
        assert (after.language, after.rescan_of) == ("vi", None)


def at(seconds: float) -> Moment:
    return replace(NOW, s=NOW.s + seconds)


def result_of(following: Step) -> ShowingResult:
    assert isinstance(following.state.screen, ShowingResult)
    return following.state.screen


def only_store(following: Step) -> StoreScan:
    (effect,) = following.effects
    assert isinstance(effect, StoreScan)
    return effect


class TestScan:
    def test_a_link_has_its_verdict_at_once(self) -> None:
        following = step(base(SCANNING), CodeSeen(code=LINK), NOW)
        assert only_store(following).verdict.kind is VerdictKind.NOT_A_TRACE_CODE
        assert result_of(following).until_s == NOW.s + 60

    def test_goods_are_looked_up_then_stored_and_shown(self) -> None:
        asked = step(base(SCANNING), CodeSeen(code=code(UNIT_LINK)), NOW)
        (question,) = asked.effects
        assert isinstance(question, AskFor)
        assert question.key == code(UNIT_LINK).reading.item
        assert question.deadline_s == 3.0

        answer = Answered(ticket=question.ticket, answer=NOT_FOUND)
        answered = step(asked.state, answer, at(0.1))
        assert only_store(answered).verdict.kind is VerdictKind.UNKNOWN
        assert result_of(answered).verdict == only_store(answered).verdict
        assert answered.state.waiting == ()

    def test_an_establishment_is_looked_up_by_its_code(self) -> None:
        asked = step(base(SCANNING), CodeSeen(code=code("(414)8938505974194")), NOW)
        (question,) = asked.effects
        assert isinstance(question, AskFor)
        assert question.key == EstablishmentKey(code="8938505974194")

        known = FoundEstablishment(establishment=SHOP, via=Via.GATEWAY, fetched_at=SHOP.source_time)
        answered = step(asked.state, Answered(ticket=question.ticket, answer=known), at(0.1))
        assert only_store(answered).verdict.kind is VerdictKind.ESTABLISHMENT
        assert result_of(answered).verdict.establishment is SHOP

    def test_a_number_of_a_shop_is_never_looked_up(self) -> None:
        following = step(base(SCANNING), CodeSeen(code=code("2012345000018")), NOW)
        assert isinstance(following.effects[0], StoreScan)

    def test_checking_keeps_what_was_there_for_a_moment(self) -> None:
        screen = checking().screen
        assert isinstance(screen, Checking)
        assert (screen.before, screen.shows_from_s) == (SCANNING, NOW.s + CHECKING_AFTER_S)

    def test_a_new_code_replaces_the_result(self) -> None:
        following = step(base(RESULT), CodeSeen(code=code("Xin chào")), NOW)
        assert result_of(following).code != RESULT.code

    def test_a_code_that_is_replaced_while_it_is_checked_is_still_stored(self) -> None:
        first = checking()
        second = step(first, CodeSeen(code=code(LOT_LINK)), at(0.2))
        assert isinstance(second.state.screen, Checking)
        assert second.state.screen.shows_from_s == NOW.s + CHECKING_AFTER_S

        late = step(second.state, Answered(ticket=1, answer=NOT_FOUND), at(0.3))
        assert only_store(late).code == code(UNIT_LINK)
        assert late.state.screen == second.state.screen
        assert [waiting.ticket for waiting in late.state.waiting] == [2]

    def test_a_shopper_who_leaves_loses_no_scan(self) -> None:
        gone = step(checking(), Touched(Action.DONE), at(0.1)).state
        answered = step(gone, Answered(ticket=1, answer=NOT_FOUND), at(0.2))
        assert only_store(answered).code == code(UNIT_LINK)
        assert isinstance(answered.state.screen, Scanning)

    def test_a_lookup_that_never_comes_back_is_unavailable(self) -> None:
        deadline_s = CONFIGURATION.lookup_deadline_s + LATE_AFTER_S
        assert step(checking(), Tick(), at(deadline_s - 0.01)).effects == ()
        late = step(checking(), Tick(), at(deadline_s))
        assert only_store(late).verdict.kind is VerdictKind.UNAVAILABLE
        assert result_of(late).verdict.answer == Unavailable(reason="lookup.late")

        after = step(late.state, Answered(ticket=1, answer=NOT_FOUND), at(deadline_s + 1))
        assert after == Step(late.state)

    def test_several_that_never_come_back_are_all_stored(self) -> None:
        both = step(checking(), CodeSeen(code=code(LOT_LINK)), at(0.1)).state
        late = step(both, Tick(), at(60))
        assert [type(effect) for effect in late.effects] == [StoreScan, StoreScan]
        assert result_of(late).code == code(LOT_LINK)


class TestRescan:
    """Row 5 of the verdict table: a disagreement counts when it was read twice."""

    def mismatch(self) -> State:
        screen = replace(RESULT, verdict=replace(LINK_VERDICT, rescan=True))
        return base(screen, rescan_of=LINK.code_id)

    def test_the_same_code_again_is_a_rescan(self) -> None:
        unit = code(UNIT_LINK)
        again = step(base(RESULT, rescan_of=unit.code_id), CodeSeen(code=unit), NOW)
        assert [waiting.rescanned for waiting in again.state.waiting] == [True]

    def test_another_code_is_none_and_ends_the_wait_for_one(self) -> None:
        unit = code(UNIT_LINK)
        asked = step(base(RESULT, rescan_of=LINK.code_id), CodeSeen(code=unit), NOW)
        assert [waiting.rescanned for waiting in asked.state.waiting] == [False]
        answered = step(asked.state, Answered(ticket=1, answer=NOT_FOUND), NOW)
        assert answered.state.rescan_of is None

    def test_it_outlives_the_dismissed_result_but_not_the_session(self) -> None:
        dismissed = step(self.mismatch(), Touched(Action.DONE), NOW).state
        assert dismissed.rescan_of == LINK.code_id
        assert step(dismissed, Tick(), at(LINGER_S)).state.rescan_of is None


class TestTime:
    def test_a_result_ends_after_its_time(self) -> None:
        assert isinstance(step(base(RESULT), Tick(), at(29.9)).state.screen, ShowingResult)
        ended = step(base(RESULT), Tick(), at(30)).state
        assert isinstance(ended.screen, Attracting)
        assert ended.language == "vi"

    @pytest.mark.parametrize("action", [Action.MORE_TIME, Action.LANGUAGE])
    def test_a_touch_gives_a_result_its_whole_time_again(self, action: Action) -> None:
        assert result_of(step(base(RESULT), Touched(action), at(20))).until_s == NOW.s + 80

    def test_scanning_lasts_while_codes_are_in_view(self) -> None:
        longer = step(base(SCANNING), Glimpsed(), at(4)).state
        assert isinstance(step(longer, Tick(), at(4 + LINGER_S - 0.1)).state.screen, Scanning)
        assert isinstance(step(longer, Tick(), at(4 + LINGER_S)).state.screen, Attracting)

    def test_slides_follow_each_other(self, three_slides: Content) -> None:
        state = rest(base(SCANNING, content=three_slides), NOW)
        shown = []
        for seconds in range(0, 40, 4):
            state = step(state, Tick(), at(seconds)).state
            assert isinstance(state.screen, Attracting)
            shown.append(state.screen.slide)
        assert shown == [0, 0, 1, 1, 2, 2, 0, 0, 1, 1]

    def test_a_language_chosen_on_the_fault_screen_ends_with_its_session(self) -> None:
        chosen = step(STATES["fault"], Touched(Action.LANGUAGE), NOW).state
        assert chosen.language == "en"
        assert step(chosen, Tick(), at(59)).state.language == "en"
        assert step(chosen, Tick(), at(60)).state.language == "vi"


class TestOtherCode:
    def both(self) -> State:
        other = Other(code=code("Xin chào", at_s=900.0))
        return base(replace(RESULT, others=(other,)))

    def test_the_next_code_is_a_scan_that_begins_with_the_touch(self) -> None:
        chosen = step(self.both(), Touched(Action.OTHER_CODE), NOW)
        assert only_store(chosen).code == code("Xin chào", at_s=NOW.s)
        assert result_of(chosen).others == (Other(code=LINK, verdict=LINK_VERDICT),)

    def test_back_to_the_first_is_no_further_scan(self) -> None:
        chosen = step(self.both(), Touched(Action.OTHER_CODE), NOW).state
        back = step(chosen, Touched(Action.OTHER_CODE), at(5))
        assert back.effects == ()
        assert result_of(back).verdict == LINK_VERDICT
        assert len(result_of(back).others) == 1

    def test_codes_that_come_into_view_are_offered_once(self) -> None:
        seen = OthersSeen(others=(code("Xin chào"), LINK))
        once = step(base(RESULT), seen, NOW).state
        twice = step(once, seen, NOW)
        assert result_of(twice).others == (Other(code=code("Xin chào")),)


class TestSurroundings:
    def test_a_camera_that_fails_leaves_the_result_then_shows(self) -> None:
        failed = step(base(RESULT), CameraFailed("camera.died"), NOW).state
        assert isinstance(failed.screen, ShowingResult)
        assert isinstance(step(failed, Tick(), at(30)).state.screen, Faulty)
        assert isinstance(step(failed, Touched(Action.DONE), NOW).state.screen, Faulty)

    def test_a_camera_that_recovers_ends_the_fault(self) -> None:
        after = step(STATES["fault"], CameraRecovered(), NOW).state
        assert after.camera_fault is None

    def test_the_network_is_remembered_with_its_time(self) -> None:
        since = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
        offline = step(base(RESULT), NetworkChanged(online=False, since=since), NOW).state
        assert (offline.online, offline.offline_since) == (False, since)
        online = step(offline, NetworkChanged(online=True, since=since), NOW).state
        assert (online.online, online.offline_since) == (True, None)

    def test_new_settings_hold_from_the_next_result_on(self) -> None:
        changed = CONFIGURATION.model_copy(update={"result_timeout_s": 10})
        content = replace(CONTENT, configuration=changed)
        during = step(base(RESULT), ContentChanged(content), NOW).state
        assert during.screen == RESULT
        assert result_of(step(during, CodeSeen(code=LINK), NOW)).until_s == NOW.s + 10

    def test_new_slides_begin_anew_in_the_new_language(self, three_slides: Content) -> None:
        old = base(replace(ATTRACTING, slide=2), content=three_slides, language="vi")
        english = CONFIGURATION.model_copy(update={"default_language": "en"})
        after = step(old, ContentChanged(replace(CONTENT, configuration=english)), NOW).state
        assert isinstance(after.screen, Attracting)
        assert (after.screen.slide, after.language) == (0, "en")

    def test_the_end_of_everything_drops_what_waits(self) -> None:
        after = step(checking(), SessionEnded(), NOW).state
        assert after.waiting == ()
        assert step(after, Answered(ticket=1, answer=NOT_FOUND), NOW).effects == ()


class TestAdvice:
    def test_a_hint_is_kept_until_it_could_be_read(self) -> None:
        state = step(base(SCANNING), Advised(Hint.GLARE), NOW).state
        assert state.advice.shown is Hint.GLARE
        state = step(state, Advised(Hint.TOO_FAR), at(0.3)).state
        state = step(state, Advised(None), at(0.6)).state
        state = step(state, Tick(), at(SHOWN_S - 0.01)).state
        assert state.advice.shown is Hint.GLARE
        state = step(state, Tick(), at(SHOWN_S)).state
        assert state.advice.shown is None

    def test_the_next_hint_follows_when_the_first_could_be_read(self) -> None:
        state = step(base(SCANNING), Advised(Hint.GLARE), NOW).state
        state = step(state, Advised(Hint.TOO_FAR), at(0.3)).state
        state = step(state, Tick(), at(SHOWN_S)).state
        assert state.advice.shown is Hint.TOO_FAR

    @pytest.mark.parametrize("event", [Glimpsed(), CodeSeen(code=LINK), CameraFailed("camera.x")])
    def test_it_goes_at_once_when_a_code_is_read_or_no_picture_comes(self, event: Event) -> None:
        state = step(base(SCANNING), Advised(Hint.GLARE), NOW).state
        assert step(state, event, at(0.1)).state.advice == NO_ADVICE

    def test_who_is_told_something_has_time_to_do_it(self) -> None:
        state = step(base(SCANNING), Advised(Hint.MOVING), NOW).state
        assert isinstance(step(state, Tick(), at(ADVISED_S - 0.1)).state.screen, Scanning)
        assert isinstance(step(state, Tick(), at(ADVISED_S)).state.screen, Attracting)

    def test_it_is_what_the_window_says(self) -> None:
        state = step(base(SCANNING), Advised(Hint.MOVING), NOW).state
        assert to_view(state, NOW, None, "").screen == view.Scanning(hint=Hint.MOVING)
