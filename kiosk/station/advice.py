"""Which hint is on the screen: what the camera tells, but none so shortly that nobody can read it.

Pure: the moment is given. A code that is read ends a hint at once, since its answer follows.
"""

from dataclasses import dataclass, replace

from kiosk.camera.sighting import Hint

SHOWN_S = 1.5
"""A hint stays at least so long: six words take a slow reader a second."""
OPENS = frozenset({Hint.TOO_DARK})
"""These bring the scanning screen by themselves. The others may come of somebody who walks by, and
an empty aisle must not be told to come closer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What is shown, and what was told since.

    Attributes:
        shown: on the screen since `since_s`.
        told: what the camera said last.
    """

    shown: Hint | None = None
    told: Hint | None = None
    since_s: float = 0.0


NO_ADVICE = Advice()


def tell(advice: Advice, hint: Hint | None, now_s: float) -> Advice:
    """Take what the camera says."""
    return settle(replace(advice, told=hint), now_s)


def settle(advice: Advice, now_s: float) -> Advice:
    """Show what was told last, if what is shown has been there for long enough."""
    if advice.shown == advice.told:
        return advice
    if advice.shown is not None and now_s - advice.since_s < SHOWN_S:
        return advice
    return Advice(shown=advice.told, told=advice.told, since_s=now_s)
