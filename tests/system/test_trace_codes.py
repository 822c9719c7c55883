"""Codes of another trace system at a station: its word while it speaks, and with the network gone.

Each code has a host of its own, since a scan tells of such a code nothing but its host.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from fleet import settings as fleet_settings
from fleet.clock import SystemClock
from fleet.connectors import service
from fleet.connectors.service import Draft
from fleet.parts import Parts
from kiosk.paths import DataPaths
from tests.support.certificates import Authority
from tests.support.portal import Portal, says, status
from tests.support.system import System, until

pytestmark = [pytest.mark.system, pytest.mark.loopback, pytest.mark.timeout(300)]

KNOWN, UNKNOWN, SILENT = "a.tem.example", "b.tem.example", "c.tem.example"
CODES = (f"https://{KNOWN}/t1/AB12", f"https://{UNKNOWN}/t1/XY99", f"https://{SILENT}/t1/CD34")
GOODS = {"name": "Rau muống", "gtin": "08935217400102"}
WITHIN_S = 90.0

Said = tuple[str, str, str | None]
"""Kind, verdict, and how the answer came."""


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal(Authority()) as portal:
        portal.answers["/codes/AB12"] = says(GOODS)
        portal.answers["/codes/CD34"] = status(500)
        yield portal


@pytest.fixture
def system(tmp_path: Path) -> Iterator[System]:
    """Start everything, with the three codes before the camera again and again."""

    def adapt(config: Path) -> None:
        config.write_text(f'{config.read_text()}[connectors]\nnetworks = ["127.0.0.0/8"]\n')

    whole = System(tmp_path, codes=CODES, adapt=adapt)
    yield whole
    whole.close()


def describe(system: System, portal: Portal) -> None:
    """Add the connector as an administrator does."""
    settings = fleet_settings.load(system.fleet_side.config)
    parts = Parts.open(settings, SystemClock())
    document = {
        "kind": "json",
        "url": f"{portal.url}/codes/{{code}}",
        "ca_pem": portal.ca_pem,
        "not_found_status": [404],
        "fields": {"item.name.vi": {"path": "name"}, "item.gtin": {"path": "gtin"}},
        "trace": [{"host": "*.tem.example", "path": "/t1/{code}"}],
    }
    draft = Draft(title="Tem Hà Nội", enabled=True, place=0, document=document)
    try:
        with parts.database.write() as session:
            service.add(session, "tem", draft, by="test", now=parts.clock.now())
    finally:
        parts.database.close()


def told(system: System) -> dict[str, Said]:
    """Read what the fleet heard last of each code."""
    database = next((system.folder / "fleet").glob("*.sqlite3"))
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10)) as connection:
        rows = connection.execute("SELECT host, kind, verdict, via FROM scan ORDER BY seq")
        return {host: (kind, verdict, via) for host, kind, verdict, via in rows}


def held(system: System) -> dict[str, Said]:
    """Read what was said last of each code, of the scans that the station holds."""
    path = DataPaths(system.folder / "station").outbox
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as connection:
        rows = connection.execute("SELECT body FROM scan ORDER BY seq").fetchall()
    events = (json.loads(body) for (body,) in rows)
    return {one["host"]: (one["kind"], one["verdict"], one.get("via")) for one in events}


ONLINE = {
    KNOWN: ("trace", "known", "gateway"),
    UNKNOWN: ("trace", "unknown", "gateway"),
    SILENT: ("trace", "unavailable", None),
}
OFFLINE = {
    KNOWN: ("trace", "known", "cache"),
    UNKNOWN: ("trace", "unavailable", None),
    SILENT: ("trace", "unavailable", None),
}


def test_a_systems_word_reaches_the_shopper_and_outlives_the_network(
    system: System, portal: Portal
) -> None:
    until("scans of unknown links", lambda: len(told(system)) == len(CODES), WITHIN_S)
    assert set(told(system).values()) == {("link", "not_a_trace_code", None)}

    describe(system, portal)
    until("the system's word", lambda: told(system) == ONLINE, WITHIN_S)

    system.stop_fleet()
    until("the verdicts without a network", lambda: held(system) == OFFLINE, WITHIN_S)
    scans = system.stored()
    system.restart_station()
    until("scans after a restart", lambda: system.stored() >= scans + 2 * len(CODES), WITHIN_S)
    assert held(system) == OFFLINE
