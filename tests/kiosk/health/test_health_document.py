"""docs/health.md says what the table of probes says."""

from pathlib import Path
from typing import get_args

from contract.messages import Command, What
from contract.probes import PROBES, Kind, ProbeSpec

DOCUMENT = (Path(__file__).parents[3] / "docs" / "health.md").read_text(encoding="utf-8")


def rows(first_column: str) -> list[list[str]]:
    """Give the cells of the table whose first column has this name."""
    _, head, rest = DOCUMENT.partition(f"\n| {first_column} |")
    assert head, f"no table of {first_column}"
    found = []
    for line in rest.splitlines()[2:]:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return found


def said(value: str | bool) -> str:  # noqa: FBT001 - a value of either kind
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"`{value}`"


def healthy(spec: ProbeSpec) -> str:
    if spec.kind is not Kind.NUMBER:
        return ", ".join(map(said, spec.healthy)) or "–"
    if spec.low is not None and spec.high is not None:
        return f"{spec.low:g} … {spec.high:g}"
    if spec.low is not None:
        return f"≥ {spec.low:g}"
    return "–" if spec.high is None else f"≤ {spec.high:g}"


def test_every_probe_stands_there_as_it_is() -> None:
    assert [row[:6] for row in rows("probe")] == [
        [
            f"`{spec.name}`",
            spec.group.value,
            spec.unit or "–",
            healthy(spec),
            f"{spec.margin:g}" if spec.margin else "–",
            spec.source,
        ]
        for spec in PROBES.values()
    ]
    assert all(row[6] for row in rows("probe"))


def test_every_command_stands_there() -> None:
    named = {row[0].strip("`") for row in rows("command")}
    assert named == set(get_args(Command.model_fields["name"].annotation))


def test_every_part_that_can_be_restarted_stands_there() -> None:
    (row,) = (row for row in rows("command") if row[0] == "`restart`")
    assert all(f"`{what}`" in row[1] for what in What)
