"""A section as a page to read (Markdown) and as figures to compare (JSON)."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby

from benchmarks.machine import Busyness, Machine
from benchmarks.report import Goal, Row, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """When, on what and how a section was measured.

    Args:
        date: ISO date, UTC.
    """

    date: str
    machine: Machine
    busyness: Busyness
    quick: bool
    took_s: float


def markdown(section: Section, run: Run) -> str:
    """Write a section as a page."""
    blocks = [f"# {section.title}", _introduction(run)]
    if section.goals:
        blocks.append(_table(("Figure", "Measured", "Goal", ""), map(_goal_cells, section.goals)))
    for group, rows in groupby(section.rows, key=lambda row: row.group):
        if group:
            blocks.append(f"## {group}")
        blocks.append(_table(("What", "Median", "5 % to 95 %", "Unit", "n"), map(_row_cells, rows)))
    if section.notes:
        blocks.append("\n".join(f"- {note}" for note in section.notes))
    return "\n\n".join(blocks) + "\n"


def figures(section: Section, run: Run) -> str:
    """Write a section's unrounded figures as JSON."""
    goals = [asdict(goal) | {"reached": goal.reached} for goal in section.goals]
    document = {
        "title": section.title,
        "run": asdict(run) | {"machine": asdict(run.machine)},
        "goals": goals,
        "rows": [asdict(row) for row in section.rows],
        "notes": section.notes,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def closing(goals: Sequence[Goal]) -> str:
    """Say of a whole run how many goals were reached, and which were not."""
    bounded = [goal for goal in goals if goal.bound is not None]
    missed = [f"  {' | '.join(_goal_cells(goal)[:3])}\n" for goal in bounded if not goal.reached]
    reached = f"{len(bounded) - len(missed)} of {len(bounded)} goals reached"
    return reached + (f"; not reached:\n{''.join(missed)}" if missed else "\n")


def rounded(value: float) -> str:
    """Write a figure with three significant digits, none of them lost above a hundred."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _introduction(run: Run) -> str:
    machine, busy = run.machine, run.busyness
    versions = ", ".join(f"{name} {version}" for name, version in machine.libraries.items())
    lines = [
        f"Measured on {run.date} in {run.took_s:.0f} s by `make bench`.",
        f"Machine: {machine.processor}, {machine.cores} cores, {machine.memory_gib:g} GiB.",
        f"{machine.kernel}, Python {machine.python}, SQLite {machine.sqlite}, {versions}.",
        f"Others used {busy.others:.0%} of it at the start (load average {busy.load:.1f}).",
    ]
    if not busy.quiet:
        lines.append(
            "**The machine was busy: ratios hold, absolute figures don't compare with other runs.**"
        )
    if run.quick:
        lines.append("**A quick run with tiny sizes: it shows that the section works, no more.**")
    return "\n".join(lines)


def _goal_cells(goal: Goal) -> tuple[str, ...]:
    bound = "" if goal.bound is None else f"{goal.sense} {rounded(goal.bound)} {goal.unit}".strip()
    word = {True: "reached", False: "**not reached**", None: ""}[goal.reached]
    return (goal.name, f"{rounded(goal.value)} {goal.unit}".strip(), bound, word)


def _row_cells(row: Row) -> tuple[str, ...]:
    spread = ""
    if row.low is not None and row.high is not None:
        spread = f"{rounded(row.low)} to {rounded(row.high)}"
    return (row.name, rounded(row.value), spread, row.unit, f"{row.samples:,}")


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
