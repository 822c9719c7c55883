"""The technician's page says what the programs and playbooks say, in both languages."""

import re
from pathlib import Path

import pytest

from kiosk.cli.texts import TEXTS
from tests.conftest import REPOSITORY
from tests.deploy.ansible.playbooks import PLAYBOOKS

PAGES = ("technician.md", "technician.vi.md")
CODED = re.compile(r"^\| `([^`]+)` \[`([a-z_.]+)`\]", re.MULTILINE)
QUOTED = re.compile(r"^\| `([^`]+)`", re.MULTILINE)
NAMED = re.compile(r"(?<![.\w])(?:base|fleet|station|display|broker|database)_[a-z_]+\b")
LOCALE = REPOSITORY / "kiosk/ui/locales/vi/LC_MESSAGES/kiosk.po"


def text_of(page: str) -> str:
    return (REPOSITORY / "docs" / page).read_text(encoding="utf-8")


def flat(path: Path) -> str:
    return " ".join(path.read_text(encoding="utf-8").split())


@pytest.mark.parametrize("page", PAGES)
def test_words_of_the_station_are_its_own(page: str) -> None:
    rows = CODED.findall(text_of(page))

    assert len(rows) >= 6
    assert [row for row in rows if row[0] not in TEXTS[row[1]]] == []


@pytest.mark.parametrize("page", PAGES)
def test_words_of_the_window_are_its_own(page: str) -> None:
    shown = re.findall("“([^”]+)”", text_of(page))
    known = LOCALE.read_text(encoding="utf-8")

    assert len(shown) == 4
    assert [words for words in shown if f'msgstr "{words}' not in known] == []


@pytest.mark.parametrize("page", PAGES)
def test_words_of_the_playbooks_are_theirs(page: str) -> None:
    said = " ".join(flat(path) for path in sorted(PLAYBOOKS.rglob("*.yml")))
    ours = [words for words in QUOTED.findall(text_of(page)) if words in said]

    assert {
        "which no role knows",
        "would not start with these settings",
        "write station_csi_camera: true",
        "has the adapter picamera2, whose library",
        "needs Raspberry Pi OS of Debian 13",
        "would be reached as",
        "lies below a layer in memory",
        "These roles know Debian and Raspberry Pi OS",
        "There is no release for",
        "isn't enrolled, and there is no claim for it",
        "Another run is at work on",
        "is installed and shows its window, but it could not be enrolled",
    } <= set(ours)


@pytest.mark.parametrize("page", PAGES)
def test_variables_are_those_of_the_roles(page: str) -> None:
    specs = "".join(
        path.read_text(encoding="utf-8") for path in PLAYBOOKS.glob("roles/*/meta/*.yml")
    )

    named = set(NAMED.findall(text_of(page)))

    assert len(named) > 8
    assert sorted(name for name in named if f" {name}:" not in specs) == []
