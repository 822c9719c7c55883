"""What a section of the benchmarks hands back: rows, goals, notes.

A row is a median with its spread. A goal is one figure held against a bound, or a ratio of ours to
the bare library's without one. Values are unrounded; `benchmarks.page` rounds them to be read.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from benchmarks.sampling import Spread


class Sense(StrEnum):
    """On which side of its bound a figure is good."""

    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measured thing.

    Args:
        group: rows of one group stand in one table; the section's title when empty.
        value: the median, in `unit`.
        low: 5th percentile, None where there is one sample.
        high: 95th percentile, as `low`.
        samples: how many measurements stand behind it.
    """

    name: str
    value: float
    unit: str
    low: float | None = None
    high: float | None = None
    samples: int = 1
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One figure that matters, with its bound where one was set."""

    name: str
    value: float
    unit: str
    bound: float | None = None
    sense: Sense = Sense.AT_MOST

    @property
    def reached(self) -> bool | None:
        """Say whether the bound is kept; None where none was set."""
        if self.bound is None:
            return None
        if self.sense is Sense.AT_LEAST:
            return self.value >= self.bound
        return self.value <= self.bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What one module measured, and how: notes say what a reader can't see in the figures."""

    title: str
    rows: tuple[Row, ...]
    goals: tuple[Goal, ...] = ()
    notes: tuple[str, ...] = field(default=())


def row_of(name: str, unit: str, spread: Spread, *, group: str = "") -> Row:
    """Make a row of many measurements."""
    return Row(
        name=name,
        value=spread.median,
        unit=unit,
        low=spread.low,
        high=spread.high,
        samples=spread.samples,
        group=group,
    )
