"""How things are measured side by side: warmed up, taking turns, summed up by medians.

Contestants run one after the other in every round, each round in another order, so that what
disturbs the machine for a second disturbs all of them.
"""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Median, 5th and 95th percentile of some measurements."""

    median: float
    low: float
    high: float
    samples: int


def spread(values: Sequence[float]) -> Spread:
    """Sum up measurements.

    Raises:
        ValueError: there are none.
    """
    if not values:
        raise ValueError("nothing was measured")
    return Spread(
        median=statistics.median(values),
        low=percentile(values, 5),
        high=percentile(values, 95),
        samples=len(values),
    )


def percentile(values: Sequence[float], percent: float) -> float:
    """Give a percentile, linear between the two nearest measurements.

    Args:
        percent: 0 to 100.
    """
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def milliseconds(work: Callable[[], object]) -> float:
    """Time one call by the wall clock."""
    began_ns = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - began_ns) / 1e6


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """Give what a call returns and how many milliseconds it took by the wall clock."""
    began_ns = time.perf_counter_ns()
    result = work()
    return result, (time.perf_counter_ns() - began_ns) / 1e6


def interleaved(
    contestants: Mapping[str, Callable[[], float]], *, rounds: int, warm_ups: int = 1
) -> dict[str, list[float]]:
    """Let contestants take turns; each returns one measurement a turn.

    Args:
        rounds: measurements of each contestant that count.
        warm_ups: rounds before those, thrown away.
    """
    names = list(contestants)
    measured: dict[str, list[float]] = {name: [] for name in names}
    for number in range(-warm_ups, rounds):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            value = contestants[name]()
            if number >= 0:
                measured[name].append(value)
    return measured
