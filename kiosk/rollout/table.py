"""How a desired state comes into force, as a pure table: (state, event) -> (state, effects).

```
idle ──announced──> fetching ──fetched──> verifying ──verified──> installing ──installed──> idle
                       │  ^                   │                       │
                    delayed└─retry─ waiting   └─broken─> idle         └─delayed─> waiting
```
Nothing of a state that is on its way is kept across a restart: the announcement is retained at the
broker and comes again, and what was fetched is found by its content. What is kept is on the disk
before the table hears of it: the state in force (`install.py`) and the newest refusal.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from contract.desired import DesiredState
from contract.messages import Refusal
from contract.model import WireModel
from kiosk.errors import FlowError


class Phase(StrEnum):
    """How far the newest state is."""

    IDLE = "idle"
    WAITING = "waiting"
    """It couldn't be fetched or written just now; tried again later."""
    FETCHING = "fetching"
    VERIFYING = "verifying"
    INSTALLING = "installing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A desired state whose signature, name and form were checked.

    Attributes:
        body: the text that was signed.
        digest: SHA-256 of `body`, so that a refused state is known again.
    """

    desired: DesiredState
    body: str
    digest: str


class Denial(WireModel):
    """A refusal, with the digest of what was refused."""

    refusal: Refusal
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Where the rollout stands.

    Attributes:
        in_force: number of the state in force.
        target: the state that is on its way, except in `IDLE`.
        next: a newer one that came meanwhile.
        denial: the newest refusal, None once something newer is in force.
        failures: attempts in a row that were put off.
    """

    in_force: int
    phase: Phase = Phase.IDLE
    target: Target | None = None
    next: Target | None = None
    denial: Denial | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Announced:
    """The fleet wants a state."""

    target: Target


@dataclass(frozen=True, slots=True)
class Denied:
    """The fleet wants something that isn't even worth fetching."""

    denial: Denial


@dataclass(frozen=True, slots=True)
class Fetched:
    """Everything that the target names is on the disk, with the right hashes."""


@dataclass(frozen=True, slots=True)
class Verified:
    """Documents and pictures of the target can be used."""


@dataclass(frozen=True, slots=True)
class Installed:
    """The target is in force, durably."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The target can never come in force."""

    denial: Denial


@dataclass(frozen=True, slots=True)
class Delayed:
    """The step couldn't be done now: no network, no space."""


@dataclass(frozen=True, slots=True)
class RetryDue:
    """The wait after a delay is over."""


Event = Announced | Denied | Fetched | Verified | Installed | Broken | Delayed | RetryDue


@dataclass(frozen=True, slots=True)
class Fetch:
    """Get the documents and pictures of a target."""

    target: Target


@dataclass(frozen=True, slots=True)
class Verify:
    """Check the documents and pictures of a target."""

    target: Target


@dataclass(frozen=True, slots=True)
class Install:
    """Put a target in force."""

    target: Target


@dataclass(frozen=True, slots=True)
class Remember:
    """Keep a refusal on the disk."""

    denial: Denial


@dataclass(frozen=True, slots=True)
class Adopt:
    """Read the state in force again."""


@dataclass(frozen=True, slots=True)
class Forget:
    """Remove the refusal from the disk: something newer is in force."""


@dataclass(frozen=True, slots=True)
class Reload:
    """Tell the station process that another state is in force."""


@dataclass(frozen=True, slots=True)
class Report:
    """Tell the fleet what is in force and what was refused."""


@dataclass(frozen=True, slots=True)
class RetryLater:
    """Send `RetryDue` after a while that grows with the failures in a row."""

    failures: int


Effect = Fetch | Verify | Install | Remember | Adopt | Forget | Reload | Report | RetryLater
Step = tuple[State, tuple[Effect, ...]]


def step(state: State, event: Event) -> Step:
    """Give the next state and what is to be done.

    Raises:
        FlowError: `rollout.unhandled`: the event can't happen in this phase.
    """
    match event:
        case Announced(target):
            return _announced(state, target)
        case Denied(denial):
            return _denied(state, denial)
        case RetryDue():
            return _retry(state)
        case Delayed():
            return _delayed(state)
        case Broken(denial):
            return _broken(state, denial)
        case Fetched() | Verified() | Installed():
            return _advance(state, event)
        case _:
            assert_never(event)


def _advance(state: State, event: Fetched | Verified | Installed) -> Step:
    match (state.phase, event):
        case (Phase.FETCHING, Fetched()) if state.next is None and state.target is not None:
            return replace(state, phase=Phase.VERIFYING), (Verify(state.target),)
        case (Phase.FETCHING, Fetched()):
            return _turn_to_next(state, ())
        case (Phase.VERIFYING, Verified()) if state.target is not None:
            return replace(state, phase=Phase.INSTALLING), (Install(state.target),)
        case (Phase.INSTALLING, Installed()) if state.target is not None:
            number = state.target.desired.number
            if state.denial is not None and state.denial.refusal.number > number:
                done = replace(state, in_force=number, failures=0)
                return _turn_to_next(done, (Adopt(), Reload(), Report()))
            done = replace(state, in_force=number, denial=None, failures=0)
            return _turn_to_next(done, (Adopt(), Forget(), Reload(), Report()))
        case _:
            raise _unhandled(state, event)


def _retry(state: State) -> Step:
    if state.phase is Phase.WAITING and state.target is not None:
        return replace(state, phase=Phase.FETCHING), (Fetch(state.target),)
    # The wait belonged to a target that another one has replaced.
    return state, ()


def _broken(state: State, denial: Denial) -> Step:
    if state.phase not in {Phase.FETCHING, Phase.VERIFYING}:
        raise _unhandled(state, Broken(denial))
    refused = replace(state, denial=denial, failures=0)
    return _turn_to_next(refused, (Remember(denial), Report()))


def _announced(state: State, target: Target) -> Step:
    number = target.desired.number
    if number == state.in_force:
        return state, (Report(),)
    if state.denial is not None and state.denial.digest == target.digest:
        return state, (Report(),)
    busy = state.next or state.target
    if busy is not None and busy.digest == target.digest:
        return state, ()
    newest = max(state.in_force, busy.desired.number if busy else 0)
    if number < newest:
        detail = f"{number} came, {newest} is newer"
        refusal = Refusal(number=number, code="desired.older", detail=detail)
        return _denied(state, Denial(refusal=refusal, digest=target.digest))
    if state.phase in {Phase.IDLE, Phase.WAITING}:
        started = replace(state, phase=Phase.FETCHING, target=target, failures=0)
        return started, (Fetch(target),)
    return replace(state, next=target), ()


def _denied(state: State, denial: Denial) -> Step:
    if denial == state.denial:
        return state, (Report(),)
    return replace(state, denial=denial), (Remember(denial), Report())


def _delayed(state: State) -> Step:
    if state.phase not in {Phase.FETCHING, Phase.VERIFYING, Phase.INSTALLING}:
        raise _unhandled(state, Delayed())
    if state.next is not None:
        return _turn_to_next(state, ())
    failures = state.failures + 1
    return replace(state, phase=Phase.WAITING, failures=failures), (RetryLater(failures),)


def _turn_to_next(state: State, effects: tuple[Effect, ...]) -> Step:
    if state.next is None:
        return replace(state, phase=Phase.IDLE, target=None), effects
    following = state.next
    turned = replace(state, phase=Phase.FETCHING, target=following, next=None)
    return turned, (*effects, Fetch(following))


def _unhandled(state: State, event: Event) -> FlowError:
    return FlowError("rollout.unhandled", phase=state.phase, event=type(event).__name__)
