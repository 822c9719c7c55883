"""Which pass comes next in a stream, so that no frame waits and a hard label is read soon.

A pass is worth what it is likely to gain for each millisecond. What it gains depends on what it did
lately: a pass that failed on the last frame fails on this one most of the time, since a hand moves
little in a frame's time, and is worth trying again after a while; one that read something a moment
ago is tried first. What it costs is measured as it runs, so that a slower machine does the same in
more frames. A dear pass that gains little would wait for ever behind cheap ones; one that has
waited long enough comes before them.
"""

from dataclasses import dataclass

from kiosk.camera.reading.passes import Family, Pass

ALIKE = 0.95
"""Share of what a pass failed on in one frame that it fails on in the next."""
LUCKY_FRAMES = 30
"""So long a pass that read something is tried first."""
SMOOTHING = 0.2
LONGEST_WAIT = 30
"""After so many frames that had time for others a pass comes next, whatever it is worth."""
LEAST_MEGAPIXELS = 0.01
"""What a pass costs over a smaller picture says nothing about larger ones."""


@dataclass(slots=True)
class _State:
    ms_per_megapixel: float
    tried: int | None = None
    won: int | None = None
    turn: int = 0


class Schedule:
    """Chooses passes for the frames of one stream.

    Args:
        passes: to choose from; their figures are what is expected until they are measured.
    """

    def __init__(self, passes: tuple[Pass, ...]) -> None:
        self._states = {one: _State(one.ms_per_megapixel) for one in passes}
        self._frame: int | None = None
        # Frames that passes were chosen for: while codes are read at once none of them waits.
        self._turn = 0

    def choose(
        self, frame: int, megapixels: float, credit_ms: float | None, bars: float
    ) -> Pass | None:
        """Give the pass that comes next, of those that weren't made over this frame yet.

        Those that won lately come first, then those that waited too long, then what is worth most.

        Args:
            frame: running number.
            credit_ms: what it may cost at most; None for any cost.
            bars: see `likely`.
        """
        if frame != self._frame:
            self._frame = frame
            self._turn += 1
        best: tuple[tuple[int, float], Pass] | None = None
        for one, state in self._states.items():
            ms = max(state.ms_per_megapixel * megapixels, 0.05)
            if state.tried == frame or (credit_ms is not None and ms > credit_ms):
                continue
            rank = self._rank(one, frame, ms, bars)
            if best is None or rank > best[0]:
                best = rank, one
        return best and best[1]

    def made(self, one: Pass, frame: int, megapixels: float, ms: float, *, read: bool) -> None:
        """Take note of what a pass cost and whether it read something."""
        state = self._states[one]
        state.tried = frame
        state.turn = self._turn
        if megapixels >= LEAST_MEGAPIXELS:
            state.ms_per_megapixel += SMOOTHING * (ms / megapixels - state.ms_per_megapixel)
        if read:
            state.won = frame

    def _rank(self, one: Pass, frame: int, ms: float, bars: float) -> tuple[int, float]:
        state = self._states[one]
        if state.won is not None and frame - state.won <= LUCKY_FRAMES:
            return 2, 1 / ms
        waited = self._turn - state.turn
        if waited > LONGEST_WAIT:
            return 1, waited
        lately = 0.0 if state.tried is None else ALIKE ** (frame - state.tried)
        return 0, one.gain * (1 - lately) * likely(one.family, bars) / ms


def likely(family: Family, bars: float) -> float:
    """Say how much more a pass gains than on the average, from what the picture seems to show.

    Args:
        bars: what `leaning.share_of_bars` says.
    """
    chance = min(max((bars - 0.1) / 0.5, 0.05), 0.95)
    # One in five of the photographs by which gains were measured shows bars.
    return 4.5 * chance if family is Family.LINEAR else 1.3 * (1 - chance)
