"""The page docs/stations.md says what the code says: settings, commands, camera codes, checks."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from kiosk.__main__ import COMMANDS
from kiosk.camera.sighting import Hint
from kiosk.selftest.order import CHECKS
from kiosk.settings import Settings
from kiosk.ui.words import load

REPOSITORY = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| `([^`]+)` \| (.+) \| ([^|]+) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def page() -> str:
    return (REPOSITORY / "docs" / "stations.md").read_text()


def section(page: str, heading: str) -> str:
    return page.split(f"\n## {heading}\n")[1].split("\n## ", maxsplit=1)[0]


def keys(model: type[BaseModel], before: str = "") -> Iterator[tuple[str, str]]:
    """Give each key with its default as the page writes it."""
    for name, field in model.model_fields.items():
        default = field.default
        if isinstance(default, BaseModel):
            yield from keys(type(default), f"{before}{name}.")
        elif field.is_required() or default is None:
            yield f"{before}{name}", "–"
        else:
            text = str(default).lower() if isinstance(default, bool) else str(default)
            yield f"{before}{name}", f"`{text}`"


def test_every_setting_stands_there_with_its_default(page: str) -> None:
    rows = ROW.findall(section(page, "Settings"))
    told = {key: default for key, _, default in rows}
    assert len(told) == len(rows)
    assert told == dict(keys(Settings))
    assert all(len(meaning) > 10 for _, meaning, _ in rows)


def test_every_command_stands_there(page: str) -> None:
    assert [name for name in COMMANDS if f"`kiosk {name}`" not in page] == []


def test_every_check_stands_there_in_its_order(page: str) -> None:
    rows = ROW.findall(section(page, "Self-test"))
    assert [name for name, _, _ in rows] == [check.name for check in CHECKS]


def test_every_code_of_a_camera_that_stands_there_is_one(page: str) -> None:
    told = re.findall(r"^\| `(camera\.[a-z_]+)`", section(page, "Cameras"), re.MULTILINE)
    room = (REPOSITORY / "kiosk" / "camera").rglob("*.py")
    code = "\n".join(path.read_text() for path in room if "simulated" not in path.name)
    assert len(told) == len(set(told)) > 10
    assert [name for name in told if f'"{name}"' not in code] == []


def test_every_hint_stands_there_as_it_is_said(page: str) -> None:
    told = section(page, "What the window says while something is held up")
    words = load("vi")
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \|", told, re.MULTILINE)
    assert rows == [(hint.value, words(f"hint.{hint.value}")) for hint in Hint]
