"""What is wrong in an inventory is told before any host is touched: none can be reached here."""

import json
from pathlib import Path

import pytest

from tests.deploy.ansible import playbooks
from tests.deploy.ansible.playbooks import (
    ADMINS,
    PLAYBOOKS,
    Host,
    Outcome,
    Run,
    Variables,
    write_inventory,
)

pytestmark = pytest.mark.timeout(120)

FLEET: dict[str, object] = {"fleet_names": ["quanly.example.org"]}


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


@pytest.mark.parametrize(
    ("camera", "named"),
    [
        ({}, "write station_csi_camera: true for one on the Pi's ribbon cable"),
        ({"station_camera": {"adapter": "picamera2"}}, "only station_csi_camera: true installs"),
        (
            {"station_csi_camera": True, "station_camera": {"focus": "near"}},
            "camera.focus",
        ),
        ({"station_camera": {"adapter": "v4l2"}}, 'the adapter "v4l2" needs the setting device'),
        (
            {"station_camera": {"adapter": "v4l2", "device": "/dev/video2"}},
            "name it by its path below /dev/v4l/by-id",
        ),
    ],
    ids=["missing", "not-installed", "no-focus", "no-device", "may-change"],
)
def test_a_station_with_a_camera_that_it_would_not_take(
    tmp_path: Path, camera: Variables, named: str
) -> None:
    host = Host(name="hom-1", group="stations", pid1=0, variables=camera)

    assert named in refused(tmp_path, "station", host, {"base_admins": ADMINS}).flat


@pytest.mark.parametrize(
    "camera",
    [
        {"station_csi_camera": True},
        {"station_csi_camera": True, "station_camera": {"focus": "fixed", "lens_position": 5}},
    ],
    ids=["one-variable", "with-a-fixed-lens"],
)
def test_a_camera_on_the_ribbon_cable_needs_one_variable(tmp_path: Path, camera: Variables) -> None:
    host = Host(name="hom-1", group="stations", pid1=0, variables=camera)
    inventory = write_inventory(tmp_path / "inventory", [host], {"base_admins": ADMINS})

    outcome = Run("station", inventory, tmp_path).outcome()

    # Its settings are well: the next step is the host, which can't be reached here.
    assert "TASK [Read what the host is]" in outcome.text, outcome.text
    assert "would not start with these settings" not in outcome.flat


def test_who_would_shut_himself_out(tmp_path: Path) -> None:
    by_ssh = {"ansible_connection": "ssh", "ansible_host": "192.0.2.11", "ansible_user": "pi"}
    host = Host(name="quanly", group="fleet", pid1=0, variables=FLEET | by_ssh)

    outcome = refused(tmp_path, "fleet", host, {"base_admins": ADMINS})

    assert "would be reached as pi, whom base_admins doesn't name (kythuat)" in outcome.flat


@pytest.mark.parametrize("playbook", ["fleet", "station"])
def test_the_example_is_one_that_would_work(tmp_path: Path, playbook: str) -> None:
    nowhere = {"ansible_connection": "community.docker.nsenter", "ansible_nsenter_pid": 0}
    unreachable = tmp_path / "unreachable.yml"
    unreachable.write_text(json.dumps({"all": {"vars": nowhere}}))
    example = PLAYBOOKS / "inventory" / "example" / "hosts.yml"

    outcome = Run(playbook, example, tmp_path, "-i", str(unreachable)).outcome()

    assert "TASK [Read what the host is]" in outcome.text, outcome.text
    assert "failed=1" not in outcome.text, outcome.text


def test_a_reset_that_nobody_has_confirmed(tmp_path: Path) -> None:
    host = Host(name="hom-1", group="stations", pid1=0, variables={})

    outcome = refused(tmp_path, "reset", host, {"reset_confirm": "hom-2"})

    assert "-e reset_confirm=hom-1" in outcome.flat
