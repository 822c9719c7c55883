"""When a hint is told: once it has held for a moment, and never beside a code that is read.

A picture is measured five times a second (`measure.py`) and judged (`judgement.py`). A hint that
comes and goes with each tremor of a hand helps nobody, so one is told when four of the last five
looks agree, which takes 0.7 s, and taken back when no more than one of them does.
"""

from collections import deque

from kiosk.camera.sighting import Guidance, Hint
from kiosk.camera.watching.judgement import Measured, hint_of

LOOKS = 5
TOLD_FROM = 4
TAKEN_BACK_AT = 1


class Guide:
    """Makes steady hints of single looks."""

    def __init__(self) -> None:
        self._looks: deque[Hint | None] = deque(maxlen=LOOKS)
        self._told: Hint | None = None

    def see(self, measured: Measured | None) -> Guidance | None:
        """Take one look, None where nothing is held up; tell what has changed."""
        self._looks.append(hint_of(measured) if measured is not None else None)
        found = next((each for each in Hint if self._looks.count(each) >= TOLD_FROM), None)
        if found is not None:
            return self._tell(found)
        if self._told is not None and self._looks.count(self._told) <= TAKEN_BACK_AT:
            return self._tell(None)
        return None

    def read(self) -> Guidance | None:
        """Take note that a code was read, so nothing is wrong; tell that if a hint was told."""
        self._looks.clear()
        return self._tell(None)

    def _tell(self, hint: Hint | None) -> Guidance | None:
        if hint == self._told:
            return None
        self._told = hint
        return Guidance(hint)
