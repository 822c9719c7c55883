"""All that `make bench-provenance` measures, as one page."""

from dataclasses import replace

from benchmarks import captures, codes, imports, offline, registry
from benchmarks.plan import Plan
from benchmarks.report import Section

PARTS = (codes, registry, offline, imports, captures)


def measure(plan: Plan) -> Section:
    """Measure reading, look-ups, answers without the network, imports, and captured events."""
    sections = []
    for part in PARTS:
        folder = plan.folder / part.__name__.rpartition(".")[2]
        folder.mkdir()
        sections.append(part.measure(replace(plan, folder=folder)))
    return Section(
        title="Provenance",
        rows=tuple(
            replace(row, group=f"{section.title}: {row.group}" if row.group else section.title)
            for section in sections
            for row in section.rows
        ),
        goals=tuple(
            replace(goal, name=f"{section.title}: {goal.name}")
            for section in sections
            for goal in section.goals
        ),
        notes=tuple(f"{section.title}: {note}" for section in sections for note in section.notes),
    )
