"""The life of a stamp, as a table.

A stamp is issued, goes to the printer, comes back inactive, is put in use with the goods, and ends
as sold, void or replaced. Suspicion can be taken back, an end can't. A kiosk is nobody here: a scan
changes no stamp by itself; only rules over many scans may put one under suspicion.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from provenance.errors import ProvenanceError
from provenance.records import StampState


class BadTransition(ProvenanceError, ValueError):
    """A stamp can't be treated so in the state in which it is."""


class Action(StrEnum):
    """What may be done to a stamp that was issued."""

    PRINT = "print"
    """Handed to whoever prints it."""
    DELIVER = "deliver"
    """Came back from the printer."""
    ACTIVATE = "activate"
    SELL = "sell"
    VOID = "void"
    REPLACE = "replace"
    SUSPECT = "suspect"
    CLEAR = "clear"
    """Taken from suspicion by somebody who looked into it."""


class Actor(StrEnum):
    """Who does something to a stamp."""

    PERSON = "person"
    """Somebody with an account, or at the command line."""
    RULES = "rules"
    """The fleet's own rules over scans."""


_FROM: Mapping[Action, tuple[frozenset[StampState], StampState]] = MappingProxyType(
    {
        Action.PRINT: (frozenset({StampState.ISSUED}), StampState.AT_PRINTER),
        Action.DELIVER: (frozenset({StampState.AT_PRINTER}), StampState.INACTIVE),
        # A co-operative with a printer of its own delivers nothing to itself.
        Action.ACTIVATE: (
            frozenset({StampState.AT_PRINTER, StampState.INACTIVE}),
            StampState.ACTIVE,
        ),
        Action.SELL: (frozenset({StampState.ACTIVE}), StampState.SOLD),
        Action.VOID: (
            frozenset(StampState) - {StampState.SOLD, StampState.VOID, StampState.REPLACED},
            StampState.VOID,
        ),
        Action.REPLACE: (
            frozenset({StampState.INACTIVE, StampState.ACTIVE, StampState.SUSPECT}),
            StampState.REPLACED,
        ),
        Action.SUSPECT: (frozenset({StampState.ACTIVE}), StampState.SUSPECT),
        Action.CLEAR: (frozenset({StampState.SUSPECT}), StampState.ACTIVE),
    }
)

TABLE: Mapping[tuple[StampState, Action], StampState] = MappingProxyType(
    {(before, action): after for action, (allowed, after) in _FROM.items() for before in allowed}
)
"""Every change there is; a pair that isn't here is an error."""

MAY: Mapping[Actor, frozenset[Action]] = MappingProxyType(
    {Actor.PERSON: frozenset(Action), Actor.RULES: frozenset({Action.SUSPECT})}
)

ENDED = frozenset({StampState.SOLD, StampState.VOID, StampState.REPLACED})
"""States that nothing leaves."""

_ALREADY: Mapping[Action, StampState] = MappingProxyType(
    {action: after for action, (_, after) in _FROM.items()}
)


def after(state: StampState, action: Action, actor: Actor = Actor.PERSON) -> StampState:
    """Give the state after an action; one that was done before changes nothing.

    Raises:
        BadTransition: `stamp.actor` or `stamp.transition`.
    """
    if action not in MAY[actor]:
        raise BadTransition("stamp.actor", action=action, actor=actor)
    if state is _ALREADY[action]:
        return state
    found = TABLE.get((state, action))
    if found is None:
        raise BadTransition("stamp.transition", state=state, action=action)
    return found
