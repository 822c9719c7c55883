"""The rollout's table: every pair of phase and event, and no run that gets stuck or goes back."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.messages import Refusal
from contract.names import StationId
from kiosk.errors import FlowError
from kiosk.rollout import table
from kiosk.rollout.table import (
    Adopt,
    Announced,
    Broken,
    Delayed,
    Denial,
    Denied,
    Event,
    Fetch,
    Fetched,
    Forget,
    Install,
    Installed,
    Phase,
    Reload,
    Remember,
    Report,
    RetryDue,
    RetryLater,
    State,
    Target,
    Verified,
    Verify,
    step,
)
from kiosk.rollout.verify import check_announcement
from tests.support.identities import publisher_key
from tests.support.publishing import STATION, Publisher

PUBLISHER = Publisher()


def make_target(number: int) -> Target:
    message = PUBLISHER.sign(PUBLISHER.desired(number))
    return check_announcement(message, StationId(STATION), [publisher_key(PUBLISHER.key)])


TARGETS = {number: make_target(number) for number in range(1, 6)}
T3, T4, T5 = TARGETS[3], TARGETS[4], TARGETS[5]


def denial_of(number: int, code: str = "settings.invalid", digest: str = "") -> Denial:
    refusal = Refusal(number=number, code=code)
    return Denial(refusal=refusal, digest=digest or TARGETS[number].digest)


IDLE = State(in_force=2)
BUSY = {
    phase: State(in_force=2, phase=phase, target=T3)
    for phase in (Phase.FETCHING, Phase.VERIFYING, Phase.INSTALLING, Phase.WAITING)
}


def test_a_newer_one_is_fetched() -> None:
    assert step(IDLE, Announced(T3)) == (BUSY[Phase.FETCHING], (Fetch(T3),))


def test_the_way_of_a_good_one() -> None:
    state, effects = step(BUSY[Phase.FETCHING], Fetched())
    assert (state, effects) == (BUSY[Phase.VERIFYING], (Verify(T3),))
    state, effects = step(state, Verified())
    assert (state, effects) == (BUSY[Phase.INSTALLING], (Install(T3),))
    state, effects = step(state, Installed())
    assert (state, effects) == (State(in_force=3), (Adopt(), Forget(), Reload(), Report()))


def test_the_refusal_of_a_newer_one_outlives_an_older_one_that_comes_in_force() -> None:
    denied, _ = step(BUSY[Phase.INSTALLING], Denied(denial_of(4)))

    state, effects = step(denied, Installed())

    assert state == State(in_force=3, denial=denial_of(4))
    assert effects == (Adopt(), Reload(), Report())


@pytest.mark.parametrize("phase", [Phase.FETCHING, Phase.VERIFYING])
def test_a_bad_one_is_remembered(phase: Phase) -> None:
    denial = denial_of(3)

    state, effects = step(BUSY[phase], Broken(denial))

    assert state == State(in_force=2, denial=denial)
    assert effects == (Remember(denial), Report())


@pytest.mark.parametrize("phase", [Phase.FETCHING, Phase.VERIFYING, Phase.INSTALLING])
def test_a_delay_is_waited_out(phase: Phase) -> None:
    state, effects = step(BUSY[phase], Delayed())
    assert (state.phase, state.target, effects) == (Phase.WAITING, T3, (RetryLater(1),))

    state, effects = step(state, RetryDue())
    assert (state.phase, effects) == (Phase.FETCHING, (Fetch(T3),))
    assert step(state, Delayed())[1] == (RetryLater(2),)


def test_the_same_again_is_only_reported() -> None:
    assert step(IDLE, Announced(TARGETS[2])) == (IDLE, (Report(),))


def test_a_refused_one_again_is_only_reported() -> None:
    state = State(in_force=2, denial=denial_of(3))

    assert step(state, Announced(T3)) == (state, (Report(),))


def test_an_older_one_is_refused() -> None:
    state, effects = step(IDLE, Announced(TARGETS[1]))

    denial = state.denial
    assert denial is not None
    assert (denial.refusal.number, denial.refusal.code) == (1, "desired.older")
    assert (state.in_force, state.phase) == (2, Phase.IDLE)
    assert effects == (Remember(denial), Report())


@pytest.mark.parametrize("phase", list(BUSY))
def test_the_same_one_while_it_is_on_its_way_changes_nothing(phase: Phase) -> None:
    assert step(BUSY[phase], Announced(T3)) == (BUSY[phase], ())


@pytest.mark.parametrize("phase", [Phase.FETCHING, Phase.VERIFYING, Phase.INSTALLING])
def test_a_newer_one_waits_for_the_step_that_runs(phase: Phase) -> None:
    state, effects = step(BUSY[phase], Announced(T4))

    assert (state.phase, state.target, state.next, effects) == (phase, T3, T4, ())


def test_a_newer_one_replaces_one_that_waits() -> None:
    state, effects = step(BUSY[Phase.WAITING], Announced(T4))

    assert (state.phase, state.target, effects) == (Phase.FETCHING, T4, (Fetch(T4),))


@pytest.mark.parametrize(
    ("phase", "event", "first"),
    [
        (Phase.FETCHING, Fetched(), ()),
        (Phase.FETCHING, Delayed(), ()),
        (Phase.INSTALLING, Delayed(), ()),
        (Phase.INSTALLING, Installed(), (Adopt(), Forget(), Reload(), Report())),
        (Phase.VERIFYING, Broken(denial_of(3)), (Remember(denial_of(3)), Report())),
    ],
)
def test_after_a_step_the_newer_one_is_next(
    phase: Phase, event: Event, first: tuple[table.Effect, ...]
) -> None:
    waiting = step(BUSY[phase], Announced(T4))[0]

    state, effects = step(waiting, event)

    assert (state.phase, state.target, state.next) == (Phase.FETCHING, T4, None)
    assert effects == (*first, Fetch(T4))


def test_what_is_not_worth_fetching_is_refused_in_any_phase() -> None:
    denial = denial_of(5, "desired.signature")
    for before in (IDLE, *BUSY.values()):
        state, effects = step(before, Denied(denial))
        assert (state.phase, state.target, state.denial) == (before.phase, before.target, denial)
        assert effects == (Remember(denial), Report())
        assert step(state, Denied(denial)) == (state, (Report(),))


@pytest.mark.parametrize(
    ("phase", "event"),
    [
        *[(Phase.IDLE, e) for e in (Fetched(), Verified(), Installed(), Delayed())],
        *[(Phase.WAITING, e) for e in (Fetched(), Verified(), Installed(), Delayed())],
        (Phase.FETCHING, Verified()),
        (Phase.FETCHING, Installed()),
        (Phase.VERIFYING, Fetched()),
        (Phase.VERIFYING, Installed()),
        (Phase.INSTALLING, Fetched()),
        (Phase.INSTALLING, Verified()),
        (Phase.IDLE, Broken(denial_of(3))),
        (Phase.INSTALLING, Broken(denial_of(3))),
    ],
)
def test_what_cannot_happen_is_an_error(phase: Phase, event: Event) -> None:
    with pytest.raises(FlowError, match=r"rollout\.unhandled"):
        step(BUSY.get(phase, IDLE), event)


def results(state: State) -> list[Event]:
    """Give the ways in which the step that runs can end."""
    number = state.target.desired.number if state.target else 0
    match state.phase:
        case Phase.FETCHING:
            return [Fetched(), Delayed(), Broken(denial_of(number))]
        case Phase.VERIFYING:
            return [Verified(), Delayed(), Broken(denial_of(number))]
        case Phase.INSTALLING:
            return [Installed(), Delayed()]
        case Phase.IDLE | Phase.WAITING:
            return [RetryDue()]


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 2)), max_size=60))
def test_never_goes_back_and_never_gets_stuck(choices: list[tuple[int, int]]) -> None:
    state = State(in_force=0)
    for what, which in choices:
        before = state.in_force
        if 1 <= what <= len(TARGETS):
            state, effects = step(state, Announced(TARGETS[what]))
        else:
            ways = results(state)
            state, effects = step(state, ways[which % len(ways)])
        assert state.in_force >= before
        assert (state.target is None) == (state.phase is Phase.IDLE)
        assert len([e for e in effects if isinstance(e, Fetch | Verify | Install)]) <= 1

    run: Callable[[State], State] = lambda s: step(s, results(s)[0])[0]  # noqa: E731
    for _ in range(20):
        state = run(state)
    assert state.phase is Phase.IDLE
