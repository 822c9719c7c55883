"""Lays the modules of an EAN-13 along a line through bars, though no single edge may be plain.

Where a symbol begins and ends, and how the line between bows, is found by how well every digit
looks like one of those that there are; which digits they are comes later, and from either side.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.camera.reading.bars import ean
from kiosk.camera.reading.bars.ean import PER_MODULE, Rows

Profile = npt.NDArray[np.float32]
"""(n,): how dark it is along a line across the bars."""
Table = npt.NDArray[np.float64]

EDGES = 5
"""So many dark edges from either end may be where the symbol begins."""
EDGE_SHARE = 0.18
"""Of the strongest edge."""
BOWS = (-3.0, -1.5, 0.0, 1.5, 3.0)
BEND_PRICE = 0.005
"""In cost, for a module of bow or skew, per square: out of focus, a line that bows looks like other
digits."""
LEAST_MODULE = 0.9
"""In samples of the line; a module of less shows nothing."""
STEPS = (0.6, 0.3, 0.15)
TURNS = 3
_COARSE = ean.RADII[1]
_DIGIT = ean.DIGIT * PER_MODULE
_LEFT, _RIGHT = (slice(at * PER_MODULE, (at + 42) * PER_MODULE) for at in (3, 50))
_GUARDS = tuple(slice(at * PER_MODULE, to * PER_MODULE) for at, to in ((0, 3), (45, 50), (92, 95)))
_AT = (np.arange(ean.SAMPLES) + 0.5) / (ean.MODULES * PER_MODULE) - ean.QUIET / ean.MODULES
_INSIDE = np.clip(_AT, 0, 1)
_BOW = 4 * _INSIDE * (1 - _INSIDE) / ean.MODULES
_SKEW = 10 * _INSIDE * (1 - _INSIDE) * (2 * _INSIDE - 1) / ean.MODULES


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a symbol lies along a line.

    Attributes:
        cost: mean square distance from what it should look like, in units of its own contrast.
        start, end: of its first and last bar, in samples of the line.
        bow, skew: how far its middle, and its quarters against each other, are off, in modules.
        radius: see `ean.RADII`.
    """

    cost: float
    start: float
    end: float
    bow: float
    skew: float
    radius: float


def draw_tables() -> None:
    """Draw what the first look would draw: 70 ms on a desktop core, of which a frame has 28."""
    for radius in ean.RADII:
        _expected(radius)


def search(profile: Profile) -> Fit | None:
    """Find the best place for a symbol whose ends show as edges; not refined."""
    starts, ends = _edges(profile)
    pairs = [
        (start, end, bow, 0.0)
        for start in starts
        for end in ends
        if end - start > LEAST_MODULE * ean.MODULES
        for bow in BOWS
    ]
    if not pairs:
        return None
    table = np.array(pairs, np.float64)
    return _best(table, _costs(profile, table, _COARSE), _COARSE)


def refine(profile: Profile, fit: Fit) -> Fit:
    """Move a fit's ends and bows to where it is best, and find its focus."""
    for step in STEPS:
        for _ in range(TURNS):
            better = _moved(profile, fit, step)
            if better.cost >= fit.cost - 1e-4:
                break
            fit = better
        costs = [float(_costs(profile, _table(fit), radius)[0]) for radius in ean.RADII]
        best = int(np.argmin(costs))
        fit = replace(fit, cost=costs[best], radius=ean.RADII[best])
    return fit


def rows(profile: Profile, fit: Fit) -> Rows:
    """Sample a line as the fit has it: (1, SAMPLES)."""
    return _sampled(profile, _table(fit))


def guess(level: Rows, radius: float) -> npt.NDArray[np.intp]:
    """Guess the digits of a levelled line from the left, each alone: (12,)."""
    inside, expected = level[:, ean.INSIDE], _expected(radius)
    left = _away(inside[:, _LEFT], expected.left)[0].argmin(axis=-1)
    # The right half's own digits are the even ones from the other side.
    right = _away(inside[:, _RIGHT], expected.right[10:])[0].argmin(axis=-1)
    return np.concatenate([left, right])


def _table(fit: Fit) -> Table:
    return np.array([(fit.start, fit.end, fit.bow, fit.skew)])


def _moved(profile: Profile, fit: Fit, step: float) -> Fit:
    """Give the best of the places around a fit, a step away; itself is one of them."""
    module = (fit.end - fit.start) / ean.MODULES
    moves = [(a, b, 0, 0) for a in (-1, 0, 1) for b in (-1, 0, 1)]
    moves += [(0, 0, 1, 0), (0, 0, -1, 0), (0, 0, 0, 1), (0, 0, 0, -1)]
    scale = np.array([module, module, 1, 1]) * step
    table = _table(fit) + np.array(moves) * scale
    return _best(table, _costs(profile, table, fit.radius), fit.radius)


def _best(table: Table, costs: npt.NDArray[np.float32], radius: float) -> Fit:
    best = int(costs.argmin())
    start, end, bow, skew = table[best].tolist()
    return Fit(float(costs[best]), start, end, bow, skew, radius)


def _edges(profile: Profile) -> tuple[list[int], list[int]]:
    """Give where it becomes dark from the left, and from the right, each from outside in."""
    soft = cv2.GaussianBlur(profile[None], (0, 0), 1.2)[0]
    slope = np.gradient(soft)
    ends = []
    for rise in (slope, -slope[::-1]):
        is_edge = np.zeros(len(rise), bool)
        is_edge[1:-1] = (rise[1:-1] >= rise[:-2]) & (rise[1:-1] > rise[2:])
        is_edge &= rise > EDGE_SHARE * rise.max()
        is_edge[int(0.45 * len(rise)) :] = False
        ends.append(np.flatnonzero(is_edge)[:EDGES])
    starts, from_right = ends
    return [int(at) for at in starts], [len(profile) - 1 - int(at) for at in from_right]


def _sampled(profile: Profile, table: Table) -> Rows:
    start, end, bow, skew = (column[:, None] for column in table.T)
    x = start + (end - start) * (_AT + bow * _BOW + skew * _SKEW)
    return np.asarray(np.interp(x, np.arange(len(profile)), profile), np.float32)


def _costs(profile: Profile, table: Table, radius: float) -> npt.NDArray[np.float32]:
    level, _ = ean.levelled(_sampled(profile, table))
    expected = _expected(radius)
    inside = level[:, ean.INSIDE]
    cost = np.zeros(len(level), np.float32)
    for half, patterns in ((inside[:, _LEFT], expected.left), (inside[:, _RIGHT], expected.right)):
        cost += _away(half, patterns).min(axis=-1).sum(axis=-1)
    for at, guard in zip(_GUARDS, expected.guards, strict=True):
        cost += ((inside[:, at] - guard) ** 2).sum(axis=-1)
    quiet = ean.QUIET * PER_MODULE
    # A quiet zone may be lighter than it should, and nobody asks how dark a neighbour is.
    for zone in (level[:, :quiet], level[:, : -quiet - 1 : -1]):
        cost += np.minimum(np.maximum(zone - expected.quiet, 0) ** 2, 4).sum(axis=-1)
    curve = BEND_PRICE * (table[:, 2:] ** 2).sum(axis=1)
    return np.asarray(cost / inside.shape[1] + curve, np.float32)


def _away(half: Rows, patterns: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Give the square distances of six digits from each pattern: (n, 6, patterns)."""
    seen = half.reshape(len(half), 6, _DIGIT)
    away = (seen**2).sum(-1)[..., None] - 2 * seen @ patterns.T + (patterns**2).sum(-1)
    return np.asarray(away, np.float32)


@dataclass(frozen=True, slots=True)
class _Expected:
    """What parts of a symbol look like whatever stands beside them."""

    left: npt.NDArray[np.float32]
    right: npt.NDArray[np.float32]
    guards: list[npt.NDArray[np.float32]]
    quiet: npt.NDArray[np.float32]


@lru_cache
def _expected(radius: float) -> _Expected:
    """Give what is expected at some focus: the mean over symbols with any digits."""
    random = np.random.default_rng(0)
    choices = np.concatenate([random.integers(0, limit, (600, 6)) for limit in (20, 10)], axis=1)
    level = ean.seen(ean.modules(choices), radius)
    inside = level[:, ean.INSIDE]
    seen, shown = inside[:, _LEFT].reshape(-1, _DIGIT), choices[:, :6].ravel()
    left = np.array([seen[shown == choice].mean(axis=0) for choice in range(20)])
    guards = inside.mean(axis=0)
    return _Expected(
        left=left,
        # From the other side the right half looks as the left one does.
        right=np.ascontiguousarray(left[:, ::-1]),
        guards=[guards[at] for at in _GUARDS],
        quiet=level[:, : ean.QUIET * PER_MODULE].mean(axis=0),
    )
