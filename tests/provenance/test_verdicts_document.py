"""docs/verdicts.md says what the code does."""

import re
from pathlib import Path

import pytest

from provenance.codes.problems import ProblemCode
from provenance.codes.reading import Kind
from provenance.verdict.assess import COLOURS
from provenance.verdict.completeness import InfoItem
from provenance.verdict.reasons import ReasonCode
from provenance.verdict.rows import ROWS
from provenance.verdict.verdict import VerdictKind

DOCUMENT = Path(__file__).parents[2] / "docs" / "verdicts.md"


def table(first_column: str) -> list[list[str]]:
    """Give the cells of the table whose first column has this name, without backticks."""
    text = DOCUMENT.read_text(encoding="utf-8")
    match = re.search(rf"^\| {first_column} \|.*\n\|[-|]+\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert match, f"no table of {first_column}"
    return [
        [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        for line in match[1].splitlines()
    ]


def test_rows_stand_in_the_order_of_the_kinds() -> None:
    assert [row[1] for row in table("row")] == [kind.value for kind in VerdictKind]


def test_colours() -> None:
    assert {row[1]: row[2] for row in table("row")} == {
        kind.value: colour.value for kind, colour in COLOURS.items()
    }


def test_every_row_has_its_rule() -> None:
    rules = [*(kind for kind, _ in ROWS), VerdictKind.NOT_A_TRACE_CODE]
    assert rules == list(VerdictKind)
    assert all(row[4] for row in table("row"))


@pytest.mark.parametrize(
    ("column", "names"),
    [
        ("reason", [code.value for code in ReasonCode]),
        ("problem", [code.value for code in ProblemCode]),
        ("kind", [kind.value for kind in Kind]),
        ("item", [item.value for item in InfoItem]),
    ],
)
def test_lists_are_complete(column: str, names: list[str]) -> None:
    assert sorted(row[0] for row in table(column)) == sorted(names)
