"""What is wrong in an inventory is told before any host is touched: none can be reached here."""

from pathlib import Path

import pytest

from tests.deploy.ansible import playbooks
from tests.deploy.ansible.playbooks import ADMINS, Host, Outcome, Run, Variables, write_inventory

pytestmark = pytest.mark.timeout(120)

FLEET = {"fleet_names": ["quanly.example.org"]}


@pytest.fixture(autouse=True)
def _ansible() -> None:
    if reason := playbooks.why_not():
        pytest.skip(reason)


def refused(tmp_path: Path, playbook: str, host: Host, everywhere: Variables) -> Outcome:
    inventory = write_inventory(tmp_path / "inventory", [host], everywhere)
    outcome = Run(playbook, inventory, tmp_path).outcome()

    assert outcome.status != 0
    assert "unreachable=1" not in outcome.text, outcome.text
    assert outcome.changed == {host.name: 0}, outcome.text
    return outcome


@pytest.mark.parametrize(
    ("variables", "everywhere", "named"),
    [
        (FLEET, {}, "base_admins"),
        ({}, {"base_admins": ADMINS}, "fleet_names"),
        (FLEET | {"fleet_topology": "some"}, {"base_admins": ADMINS}, "fleet_topology"),
        (FLEET | {"fleet_nmaes": ["x"]}, {"base_admins": ADMINS}, "fleet_nmaes"),
        ({"fleet_names": []}, {"base_admins": ADMINS}, "Now: names -,"),
        (FLEET | {"fleet_topology": "apart"}, {"base_admins": ADMINS}, "database sqlite"),
        (FLEET | {"fleet_database": "elsewhere"}, {"base_admins": ADMINS}, "fleet_database_url"),
        (FLEET | {"base_watchdog_s": "soon"}, {"base_admins": ADMINS}, "base_watchdog_s"),
    ],
    ids=[
        "missing-of-base",
        "missing-of-fleet",
        "no-choice",
        "mistyped",
        "no-name",
        "apart",
        "elsewhere",
        "wrong-type",
    ],
)
def test_a_fleet_manager(
    tmp_path: Path, variables: Variables, everywhere: Variables, named: str
) -> None:
    host = Host(name="quanly", group="fleet", pid1=0, variables=variables)

    assert named in refused(tmp_path, "fleet", host, everywhere).flat


def test_a_station_without_its_administrators(tmp_path: Path) -> None:
    host = Host(name="hom-1", group="stations", pid1=0, variables={})

    outcome = refused(tmp_path, "station", host, {})

    assert "missing required arguments: base_admins" in outcome.flat


def test_a_reset_that_nobody_has_confirmed(tmp_path: Path) -> None:
    host = Host(name="hom-1", group="stations", pid1=0, variables={})

    outcome = refused(tmp_path, "reset", host, {"reset_confirm": "hom-2"})

    assert "-e reset_confirm=hom-1" in outcome.flat
