"""What every section is told: how much to measure, and where it may write."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One run of the benchmarks.

    Args:
        quick: tiny sizes, which show that a section works; its figures mean nothing.
        folder: an empty folder of the section's own on a real disk, removed after it.
        photographs: folder of outside photographs of codes, None where it is not there.
        free_photographs: folder of free photographs without codes, None where it is not there.
    """

    quick: bool
    folder: Path
    photographs: Path | None = None
    free_photographs: Path | None = None

    def size(self, full: T, quick: T) -> T:
        """Choose between the size of a full run and that of a quick one."""
        return quick if self.quick else full
