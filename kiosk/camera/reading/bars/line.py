"""Which digits a levelled line over an EAN-13 shows, and which others it might show as well."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kiosk.camera.reading.bars import ean, fit
from kiosk.camera.reading.bars.ean import Choices, Rows

Choice = npt.NDArray[np.intp]
"""(12,): one of `ean.Choices`."""

TURNS = 2
"""So often light and contrast are taken from the last choice."""
RIVALS = 6
FAR = 0.1
"""What costs so much more is no rival; where there is none, the margin is at least this."""
MOST_EXCESS = 0.25
"""So much of its margin a symbol may cost more than the likeliest digits: else its check digit is
wrong, and what is right is not for us to say."""
_PLACES = np.array([place for place in range(12) for _ in range(20 if place < 6 else 10)])
_VALUES = np.array([value for place in range(12) for value in range(20 if place < 6 else 10)])
_GUARDS = ean.modules(np.zeros((1, 12), np.intp))[0]
for _start in ean.STARTS:
    _GUARDS[_start : _start + ean.DIGIT] = 0


@dataclass(frozen=True, slots=True)
class Read:
    """The symbol that looks most like a line.

    Attributes:
        text: thirteen digits.
        cost: mean square distance from the line, in units of its contrast.
        margin: so much more the next best symbol costs.
    """

    text: str
    cost: float
    margin: float


class Line:
    """One levelled line over a symbol.

    Args:
        line: (1, SAMPLES).
        weight: (1, SAMPLES), how much each sample counts.
    """

    def __init__(self, line: Rows, weight: Rows) -> None:
        self._line = line
        self._weight = weight / weight.sum()

    def guess(self, radius: float) -> Choice:
        """Guess each digit alone."""
        return fit.guess(self._line, radius)

    def cost(self, choice: Choice, radius: float) -> float:
        """Say how little a symbol looks like the line."""
        return float(self._costs(choice[None], radius)[0])

    def likeliest(self, choice: Choice, radius: float) -> Choice:
        """Find the digits that together look most like the line, valid or not.

        Light and contrast are taken to be those of the last choice; then only neighbours touch each
        other, and the best of all choices is found by dynamic programming.
        """
        best, least = choice, math.inf
        for _ in range(TURNS + 1):
            cost = self.cost(choice, radius)
            if cost >= least - 1e-6:
                break
            best, least = choice, cost
            choice = self._next(choice, radius)
        return best

    def read(self, choice: Choice, radius: float) -> Read | None:
        """Give the best symbol with right parities and check digit; None where it isn't the best.

        Args:
            choice: the likeliest digits.
        """
        rivals = valid_near(self._changes(choice, radius))
        if not rivals:
            return None
        costs = self._costs(np.array([way for way, _ in rivals], np.intp), radius)
        first, *others = np.argsort(costs).tolist()
        margin = float(costs[others[0]] - costs[first]) if others else FAR
        excess = float(costs[first]) - self.cost(choice, radius)
        if excess > MOST_EXCESS * margin:
            return None
        return Read(rivals[first][1], float(costs[first]), margin)

    def _next(self, choice: Choice, radius: float) -> Choice:
        optics = ean.optics(radius)
        mean, spread = ean.light(ean.modules(choice[None]) @ optics)
        weighted = optics * (self._weight / spread**2)
        both = weighted @ optics.T
        pull = weighted @ (self._line * spread + mean)[0] - both @ _GUARDS
        total = np.zeros(0, np.float32)
        ways_back: list[Choice] = []
        before, was = np.zeros((0, ean.DIGIT), np.float32), slice(0)
        for place, start in enumerate(ean.STARTS):
            patterns = ean.LEFT if place < 6 else ean.RIGHT
            own = slice(start, start + ean.DIGIT)
            alone = ((patterns @ both[own, own]) * patterns).sum(axis=1) - 2 * patterns @ pull[own]
            if place:
                ways = total[:, None] + 2 * before @ both[was, own] @ patterns.T
                ways_back.append(ways.argmin(axis=0))
                alone = alone + ways.min(axis=0)
            total, before, was = alone, patterns, own
        chosen = [int(total.argmin())]
        for back in reversed(ways_back):
            chosen.append(int(back[chosen[-1]]))
        return np.array(chosen[::-1], np.intp)

    def _changes(self, choice: Choice, radius: float) -> npt.NDArray[np.float64]:
        """Say what each other digit at each place would cost more: (12, 20)."""
        table = choice[None].repeat(len(_PLACES) + 1, axis=0)
        table[np.arange(len(_PLACES)), _PLACES] = _VALUES
        costs = self._costs(table, radius)
        changes = np.full((12, 20), np.inf)
        changes[_PLACES, _VALUES] = costs[:-1] - costs[-1]
        return changes

    def _costs(self, choices: Choices, radius: float) -> npt.NDArray[np.float64]:
        apart = ean.seen(ean.modules(choices), radius) - self._line
        edge = ean.QUIET * ean.PER_MODULE
        for zone in (apart[:, :edge], apart[:, -edge:]):
            # A quiet zone may be lighter than it should.
            np.clip(zone, -2, 0, out=zone)
        return np.asarray((apart * apart) @ self._weight[0], np.float64)


def valid_near(changes: npt.NDArray[np.float64]) -> list[tuple[tuple[int, ...], str]]:
    """Give symbols with right parities and check digit, those first whose changes cost least.

    Args:
        changes: (12, 20), what each digit costs more than the likeliest.
    """
    odd, even = changes[:, :10].tolist(), changes[:, 10:].tolist()
    found: list[_Way] = []
    for first, parity in enumerate(ean.PARITIES):
        rows = [(odd if letter == "L" else even)[place] for place, letter in enumerate(parity)]
        if sum(map(min, rows)) < FAR:
            found += _with_check(first, rows + odd[6:])
    return [(_choice(way), "".join(map(str, way))) for _, way in sorted(found)[:RIVALS]]


_Way = tuple[float, tuple[int, ...]]
"""What the digits so far cost more than the likeliest, and which they are."""


def _with_check(first: int, rows: list[list[float]]) -> list[_Way]:
    """Give the two cheapest symbols with a first digit whose check digit is right."""
    ways: dict[int, list[_Way]] = {first: [(0.0, (first,))]}
    for place, row in enumerate(rows):
        longer: dict[int, list[_Way]] = {}
        weight = 1 if place % 2 else 3
        for digit, more in enumerate(row):
            if more >= FAR:
                continue
            for left, begun in ways.items():
                # By what is left of the check sum.
                longer.setdefault((left + weight * digit) % 10, []).extend(
                    (cost + more, (*way, digit)) for cost, way in begun if cost + more < FAR
                )
        ways = {left: sorted(begun)[:2] for left, begun in longer.items() if begun}
    return ways.get(0, [])


def _choice(digits: tuple[int, ...]) -> tuple[int, ...]:
    parity = ean.PARITIES[digits[0]]
    left = (digit + 10 * (way == "G") for digit, way in zip(digits[1:7], parity, strict=True))
    return (*left, *digits[7:])
