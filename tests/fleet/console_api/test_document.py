"""docs/api.md says what the code does."""

import re
from pathlib import Path

from fleet.api import (
    connectors_console,
    console_commands,
    console_content,
    console_history,
    console_overview,
    console_scans,
    console_session,
    console_stations,
    epcis_capture,
    epcis_chain,
    epcis_console,
    epcis_events,
    registry_changes,
    registry_export,
    registry_imports,
    registry_lists,
    registry_look,
    stamps_actions,
    stamps_lists,
)
from fleet.api.console_openapi import console_openapi
from fleet.api.epcis_gate import EpcisGate
from fleet.api.events import SIGNED_OUT
from fleet.api.security import Gate

ROOT = Path(__file__).resolve().parents[3]
DOCUMENT = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
MODULES = (
    console_session,
    console_overview,
    console_stations,
    console_history,
    console_commands,
    console_scans,
    console_content,
    connectors_console,
    epcis_capture,
    epcis_chain,
    epcis_console,
    epcis_events,
    registry_lists,
    registry_changes,
    registry_imports,
    registry_export,
    registry_look,
    stamps_actions,
    stamps_lists,
)
SOURCES = [
    *(ROOT / "fleet" / "alerts").glob("*.py"),
    *(ROOT / "fleet" / "api").glob("*.py"),
    *(ROOT / "fleet" / "connectors").glob("*.py"),
    *(ROOT / "fleet" / "content").glob("*.py"),
    *(ROOT / "fleet" / "commands").glob("*.py"),
    *(ROOT / "fleet" / "epcis").glob("*.py"),
    *(ROOT / "fleet" / "stamps").glob("*.py"),
    *(ROOT / "fleet" / "stations").glob("*.py"),
    *(ROOT / "fleet" / "registry").glob("*.py"),
    *(ROOT / "fleet" / "imports").glob("*.py"),
    *(ROOT / "fleet" / "accounts").glob("*.py"),
    *(ROOT / "fleet" / "db").glob("*.py"),
    *(ROOT / "fleet" / "windows").glob("*.py"),
]


def rows(heading: str) -> list[list[str]]:
    section = DOCUMENT.split(f"## {heading}\n")[1].split("\n## ")[0]
    table = [line for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def gates() -> dict[str, str]:
    """Read who may use each route from the dependencies of the routes themselves."""
    found = {}
    for module in MODULES:
        for route in module.router.routes:
            dependant = getattr(route, "dependant", None)
            assert dependant is not None, route
            calls = [one.call for one in dependant.dependencies]
            (method,) = getattr(route, "methods", set())
            who = [call.role.value for call in calls if isinstance(call, Gate)]
            who += [call.who for call in calls if isinstance(call, EpcisGate)]
            path = getattr(route, "path", "").replace(":path", "")
            found[f"`{method} {path}`"] = who[0] if who else "anybody"
    return found


def test_every_route_stands_there_with_who_may_use_it() -> None:
    assert {row[0]: row[1] for row in rows("Routes")} == gates()
    paths = console_openapi()["paths"]
    described = {f"`{m.upper()} {path}`" for path, methods in paths.items() for m in methods}
    assert described == set(gates())


def test_every_event_stands_there() -> None:
    live = (ROOT / "fleet" / "api" / "live.py").read_text(encoding="utf-8")
    names = set(re.findall(r'frame\("(\w+)"', live)) | {SIGNED_OUT.decode().split()[1]}
    assert {row[0].strip("`") for row in rows("Live events")} == names


def test_every_code_that_stands_there_is_raised_somewhere() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    codes = [row[0].strip("`") for row in rows("Errors")]
    assert len(codes) == len(set(codes))
    text += "".join(f'"{kind}.too_many"' for kind in re.findall(r'Limit\("(\w+)"', text))
    assert [code for code in codes if f'"{code}"' not in text] == []


def test_every_code_of_the_content_and_the_commands_stands_there() -> None:
    codes = {row[0].strip("`") for row in rows("Errors")}
    rooms = [path for path in SOURCES if path.parent.name in {"content", "api", "alerts"}]
    raised = set()
    for path in rooms:
        # Those are of other listeners.
        if path.name.startswith(("station_", "serving", "resolver_")):
            continue
        text = path.read_text(encoding="utf-8")
        raised |= set(re.findall(r'(?:BadInput|NotThere|Conflict|Denied)\(\s*"([a-z_.]+)"', text))
    assert raised <= codes
