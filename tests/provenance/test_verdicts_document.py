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

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "verdicts.md"
CONSOLE = ROOT / "fleet" / "web" / "src"


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


def test_the_console_has_words_for_every_reason_in_both_languages() -> None:
    text = (CONSOLE / "pages" / "scans" / "reasonWords.ts").read_text(encoding="utf-8")
    found = re.findall(r'^    "([a-z_.]+)":', text, re.MULTILINE)
    assert sorted(found) == sorted([*ReasonCode, *ReasonCode])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_console_has_words_for_every_kind_of_code_and_verdict(language: str) -> None:
    text = (CONSOLE / "text" / f"{language}.ts").read_text(encoding="utf-8")
    found = re.findall(r'^  "((?:kind|verdict)\.[a-z0-9_]+)":', text, re.MULTILINE)
    kinds = [f"kind.{kind}" for kind in Kind]
    verdicts = [f"verdict.{kind}" for kind in VerdictKind]
    assert set(found) >= {*kinds, *verdicts}
