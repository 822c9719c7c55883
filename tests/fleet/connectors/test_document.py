"""docs/connectors.md says what the code does."""

import json
import re
from pathlib import Path

from fleet.connectors.config import CONFIG, JsonAdaptor
from fleet.connectors.port import Reason
from fleet.connectors.targets import FIELDS, LISTS

JSON_HEADING = "`json`: a system with an interface of its own"
TEXT = (Path(__file__).resolve().parents[3] / "docs" / "connectors.md").read_text(encoding="utf-8")


def rows(heading: str) -> dict[str, str]:
    section = TEXT.split(f"## {heading}\n")[1].split("\n## ")[0]
    table = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("| `")]
    return {row[0].strip(): row[1].strip() for row in table}


def names(cell: str) -> set[str]:
    return set(re.findall("`([^`]+)`", cell))


def test_every_reason_stands_there() -> None:
    found = rows("Why a source could not be asked")
    assert [name.strip("`") for name in found] == [reason.value for reason in Reason]


def test_every_field_of_a_record_stands_there() -> None:
    found = {name.strip("`"): names(cell) for name, cell in rows(JSON_HEADING).items()}
    assert found == {"fields": set(FIELDS), **{name: set(LISTS[name]) for name in LISTS}}


def test_every_field_of_a_connector_stands_there() -> None:
    found = {name for cell in rows("What every connector has") for name in names(cell)}
    own = {"fields", "lists", "found", "not_found"}
    assert found == set(JsonAdaptor.model_fields) - own


def test_the_example_is_a_connector() -> None:
    [example] = re.findall("```json\n(.*?)```", TEXT, re.DOTALL)
    assert CONFIG.validate_python(json.loads(example)).kind == "json"
