"""What every section is told: how much to measure, and where it may write."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

EVENTS = 40_000
"""In the EPCIS document that is captured, unless somebody wants another one; takes a minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One run of the benchmarks.

    Args:
        quick: tiny sizes, which show that a section works; its figures mean nothing.
        folder: an empty folder of the section's own on a real disk, removed after it.
        photographs: folder of outside photographs of codes, None where it is not there.
        events: how many EPCIS events a document has that is captured.
        free_photographs: folder of free photographs without codes, None where it is not there.
    """

    quick: bool
    folder: Path
    photographs: Path | None = None
    free_photographs: Path | None = None
    events: int = EVENTS

    def size(self, full: T, quick: T) -> T:
        """Choose between the size of a full run and that of a quick one."""
        return quick if self.quick else full
