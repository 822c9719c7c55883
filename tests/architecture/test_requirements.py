"""requirements/*.txt hold every direct dependency of pyproject.toml, each with hashes."""

import re
import tomllib

import pytest

from tests.conftest import REPOSITORY

PINNED = re.compile(r"^([a-z0-9-]+)==\S+", re.MULTILINE)
NAME = re.compile(r"^[A-Za-z0-9._-]+")


def declared(extras: tuple[str, ...], groups: tuple[str, ...] = ()) -> set[str]:
    document = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    project = document["project"]
    lines: list[str] = list(project["dependencies"])
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    for group in groups:
        lines += document["dependency-groups"][group]
    return {match.group().lower() for line in lines if (match := NAME.match(line))}


def requirements(name: str) -> str:
    return (REPOSITORY / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "extras", "groups"),
    [
        ("kiosk", ("kiosk",), ()),
        ("fleet", ("fleet",), ()),
        ("dev", ("kiosk", "fleet"), ("dev",)),
    ],
)
def test_every_direct_dependency_is_pinned(
    name: str, extras: tuple[str, ...], groups: tuple[str, ...]
) -> None:
    missing = declared(extras, groups) - set(PINNED.findall(requirements(name)))

    assert missing == set(), "run make requirements"


@pytest.mark.parametrize("name", ["kiosk", "fleet", "dev"])
def test_every_pin_has_hashes(name: str) -> None:
    blocks = re.split(r"^(?=[a-z0-9])", requirements(name), flags=re.MULTILINE)[1:]

    assert [block for block in blocks if "--hash=sha256:" not in block] == []


def test_a_station_installs_no_server() -> None:
    assert not {"fastapi", "sqlalchemy", "uvicorn"} & set(PINNED.findall(requirements("kiosk")))


@pytest.mark.parametrize("name", ["kiosk", "fleet"])
def test_versions_are_those_that_were_tested(name: str) -> None:
    tested = {match.group() for match in PINNED.finditer(requirements("dev"))}

    assert {match.group() for match in PINNED.finditer(requirements(name))} <= tested
