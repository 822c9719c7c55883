"""The moves that the table is made of: from one screen to another, with what belongs to it."""

from collections.abc import Collection
from dataclasses import replace
from typing import assert_never

from kiosk.station.code import Code
from kiosk.station.content import Content
from kiosk.station.flow import (
    AskFor,
    Attracting,
    Checking,
    Faulty,
    Moment,
    Other,
    Scanning,
    ScreenState,
    ShowingResult,
    State,
    Step,
    StoreScan,
    Waiting,
)
from kiosk.station.notices import Notices
from provenance.answer import AnyAnswer
from provenance.codes.reading import Kind, Reading
from provenance.keys import EstablishmentKey, LookupKey, TraceKey
from provenance.signatures.check import check
from provenance.verdict import Circumstances, Verdict, assess, gtin_in_question

LINGER_S = 8.0
"""How long the scanning screen stays after the last code, touch or dismissed result."""
ADVISED_S = 15.0
"""How long it stays after a hint, which somebody tries to follow; one that stands for ever, as of
a curtain before the lens, ends as well."""
CHECKING_AFTER_S = 0.3
LATE_AFTER_S = 0.5
"""A look-up that overruns its deadline by this much is answered by the table itself."""


def attract(content: Content, now: Moment, *, slide: int = 0) -> Attracting:
    """Make the attract screen with a slide."""
    return Attracting(slide=slide, slide_until_s=now.s + content.configuration.slide_s)


def rest(state: State, now: Moment) -> State:
    """End the session: nothing of the shopper stays but scans that wait for their answer."""
    faulty = state.camera_fault is not None
    return replace(
        state,
        screen=Faulty() if faulty else attract(state.content, now),
        language=state.content.language,
        rescan_of=None,
    )


def scanning(state: State, now: Moment) -> State:
    """Wait for a code, in the same session."""
    if state.camera_fault is not None:
        return replace(state, screen=Faulty(session_until_s=now.s + LINGER_S))
    return replace(state, screen=Scanning(until_s=now.s + LINGER_S))


def scan(state: State, code: Code, others: tuple[Other, ...], now: Moment) -> Step:
    """Begin a scan: ask for goods, or give the verdict at once where there is nothing to ask."""
    rescanned = state.rescan_of == code.code_id
    key = key_to_ask(code.reading, state.notices.systems)
    if key is None:
        verdict = judge(code, None, now, state.notices, rescanned=rescanned)
        state = show(state, code, verdict, others, now)
        return Step(state, (StoreScan(code=code, verdict=verdict),))
    ticket = state.next_ticket
    deadline_s = state.content.configuration.lookup_deadline_s
    waiting = Waiting(
        ticket=ticket,
        code=code,
        rescanned=rescanned,
        until_s=now.s + deadline_s + LATE_AFTER_S,
    )
    state = replace(
        state,
        screen=_checking(state.screen, ticket, code, others, now),
        waiting=(*state.waiting, waiting),
        next_ticket=ticket + 1,
    )
    return Step(state, (AskFor(ticket=ticket, key=key, deadline_s=deadline_s),))


def key_to_ask(reading: Reading, systems: Collection[str]) -> LookupKey | None:
    """Give what to look up, None where a reading needs no look-up.

    A shop's own number names nothing outside that shop, so it is never looked up.

    Args:
        systems: trace systems that the fleet can ask for their codes.
    """
    if not reading.valid or reading.kind is Kind.IN_STORE:
        return None
    if reading.kind is Kind.ESTABLISHMENT and reading.code:
        return EstablishmentKey(code=reading.code)
    if reading.kind is Kind.TRACE and reading.code and reading.what in systems:
        return TraceKey(system=reading.what, code=reading.code)
    return reading.item


def judge(
    code: Code,
    answer: AnyAnswer | None,
    now: Moment,
    notices: Notices,
    *,
    rescanned: bool,
) -> Verdict:
    """Reach the verdict on a code."""
    gtin = gtin_in_question(code.reading, answer)
    circumstances = Circumstances(
        today=now.today,
        rescanned=rescanned,
        signature=check(code.reading, notices.keys, now.today),
        recalls=notices.recalls_of(gtin) if gtin else (),
    )
    return assess(code.reading, answer, circumstances)


def show(
    state: State, code: Code, verdict: Verdict, others: tuple[Other, ...], now: Moment
) -> State:
    """Show a verdict."""
    until_s = now.s + state.content.configuration.result_timeout_s
    return replace(
        state,
        screen=ShowingResult(code=code, verdict=verdict, others=others, until_s=until_s),
        rescan_of=code.code_id if verdict.rescan else None,
    )


def _checking(
    screen: ScreenState, ticket: int, code: Code, others: tuple[Other, ...], now: Moment
) -> Checking:
    match screen:
        case Checking(before=before, shows_from_s=shows_from_s):
            shown = before
        case Scanning() | ShowingResult():
            shown, shows_from_s = screen, now.s + CHECKING_AFTER_S
        case Attracting() | Faulty():
            shown, shows_from_s = Scanning(until_s=now.s + LINGER_S), now.s + CHECKING_AFTER_S
        case _:
            assert_never(screen)
    return Checking(
        ticket=ticket, code=code, others=others, before=shown, shows_from_s=shows_from_s
    )
