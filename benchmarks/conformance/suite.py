"""What a conformance suite is: outside cases, each held or not, and the shares that must hold."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one case went.

    Attributes:
        case: its id, or its file's name where a file is a case.
        group: of which a share must hold: the grade `A` or `B`, or what the suite says.
        why: what was expected and what came, where it didn't hold.
    """

    case: str
    group: str
    held: bool
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """Cases of one kind.

    Attributes:
        path: of its file or folder below the vectors' folder, `*` for the name of a split.
        run: judges every case of one such file or folder, through the functions that the product
            uses.
        goals: the share of each group that must hold, 0 to 1.
    """

    path: str
    run: Callable[[Path], Iterable[Outcome]]
    goals: Mapping[str, float]
