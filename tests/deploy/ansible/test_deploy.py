"""The playbooks on booted Debian trees: from nothing to a scan in the fleet's database, and again.

Takes minutes and what `make test-deploy` has prepared, so it runs only when it is asked for.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from deploy.demo.kept import material
from tests.deploy.ansible import hosts, playbooks
from tests.deploy.ansible.hosts import APART, FLEET_ADDRESS, RELEASES, STATION
from tests.deploy.ansible.playbooks import Host, Outcome, Run, write_inventory
from tests.support import trees
from tests.support.machines import Machine, booted, join
from tests.support.trees import Tree
from tests.support.waiting import wait_until

ASKED_FOR = "TRAMQUET_DEPLOY"
STATION_ADDRESS = "192.0.2.2"
PHOTOS = 4
SCAN_WITHIN_S = 180.0
STEP_WITHIN_S = 300.0
FLEET = ("runuser", "-u", "fleet", "--", "/usr/local/bin/fleet")
FEDORA = 'ID=fedora\nNAME="Fedora Linux"\nVERSION_ID=43\nPRETTY_NAME="Fedora Linux 43"\n'
LOCK = "/run/tramquet-deploy.lock/holder.json"

pytestmark = pytest.mark.timeout(1500)


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """Give the tree that hosts are booted from."""
    if not os.environ.get(ASKED_FOR):
        pytest.skip("takes minutes: make test-deploy runs it")
    for reason in (trees.why_not(), playbooks.why_not()):
        assert reason is None, reason
    assert RELEASES.is_dir(), "no releases: make release"
    return hosts.with_packages(tmp_path_factory.mktemp("packages"))


class Evening:
    """Two hosts, joined by a cable, and the technician's inventory.

    Args:
        folder: takes the inventory, its claims and what runs have said.
        fleet: variables of the fleet manager.
    """

    def __init__(
        self, fleet: Machine, station: Machine, folder: Path, variables: dict[str, object]
    ) -> None:
        self.fleet, self.station = fleet, station
        self._folder = folder
        pictures: dict[str, object] = {
            "station_camera": {"adapter": "replay", "hold_s": 0.8},
            "station_photos": str(few_photos(folder)),
        }
        self.inventory = write_inventory(
            folder / "inventory",
            [
                hosts.fleet(variables, pid1=fleet.pid1),
                hosts.station(pictures, pid1=station.pid1),
            ],
            hosts.everywhere(),
        )
        self.timed: list[str] = []

    def begin(self, playbook: str, *options: str) -> Run:
        """Start a playbook."""
        return Run(playbook, self.inventory, self._folder, *options)

    def run(self, playbook: str, *options: str) -> Outcome:
        """Run a playbook to its end, which must be a good one."""
        outcome = self.begin(playbook, *options).outcome()
        assert outcome.status == 0, outcome.text[-6000:]
        self.timed.append(f"{playbook}.yml {outcome.seconds:.0f} s, changed {outcome.changed}")
        return outcome

    def ask(self, *words: str) -> dict[str, object]:
        """Ask the fleet's command line."""
        answer: dict[str, object] = json.loads(self.fleet.run(*FLEET, *words, "--json").stdout)
        return answer

    def make_claim(self) -> None:
        """Have the operator make the station, and give the technician its claim."""
        claim = "/var/lib/fleet/claim.json"
        self.ask(
            *("station", "add", STATION, "--name", "Cổng chính", "--market", "Chợ Hôm"),
            *("--claim-file", claim),
        )
        claims = self.inventory.with_name("claims")
        claims.mkdir()
        (claims / f"{STATION}.json").write_text(self.fleet.run("cat", claim).stdout)
        self.fleet.run("rm", claim)

    def stored(self) -> int:
        """Count the station's scans in the fleet's database."""
        return int(str(self.ask("station", "show", STATION)["scans_stored"]))

    def await_scan(self) -> None:
        """Wait until a scan of the station stands in the fleet's database."""
        wait_until(lambda: self.stored() > 0, "a scan in the fleet's database", SCAN_WITHIN_S)

    def assert_healthy(self) -> None:
        """Find no unit of either host failed."""
        for machine in (self.fleet, self.station):
            failed = machine.run("systemctl", "--failed", "--no-legend", "--plain").stdout
            assert failed == "", machine.run("journalctl", "-p", "err", "--no-pager").stdout


def few_photos(folder: Path) -> Path:
    """Give some of the demonstration's pictures: Ansible copies them one by one."""
    chosen = folder / "photos"
    chosen.mkdir()
    for photo in sorted(material(datetime.now(UTC).date()).photos.iterdir())[:PHOTOS]:
        shutil.copy(photo, chosen)
    return chosen


@contextmanager
def evening(tree: Tree, folder: Path, variables: dict[str, object]) -> Iterator[Evening]:
    with booted(tree, name="quanly") as fleet, booted(tree, name=STATION) as station:
        join(fleet, station, f"{FLEET_ADDRESS}/24", f"{STATION_ADDRESS}/24")
        hosts.settle(fleet)
        hosts.settle(station)
        yield Evening(fleet, station, folder, variables)


def test_from_nothing_to_a_scan_and_nothing_to_do_again(
    tree: Tree, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with evening(tree, tmp_path, {}) as hosts_now:
        hosts_now.run("fleet")
        refuse_without_claim(hosts_now)
        hosts_now.make_claim()
        interrupt(hosts_now)
        hosts_now.run("station")
        hosts_now.await_scan()
        refuse_a_second_run(hosts_now)
        assert hosts_now.run("station").changed == {STATION: 0}
        hosts_now.assert_healthy()
        wipe(hosts_now)
        tell(capsys, hosts_now)


def refuse_without_claim(at: Evening) -> None:
    outcome = at.begin("station").outcome()

    assert outcome.status != 0
    assert f"{STATION} isn't enrolled, and there is no claim for it" in outcome.flat
    assert outcome.changed == {STATION: 0}


def interrupt(at: Evening) -> None:
    """Kill a run while it fills the folder of a release."""
    run = at.begin("station")
    found = ("sh", "-c", "ls -d /opt/kiosk/releases/*/bin/python")
    wait_until(
        lambda: at.station.run(*found, check=False).returncode == 0 or not run.alive,
        "a release that is begun",
        STEP_WITHIN_S,
    )
    assert run.alive, run.so_far
    run.kill()

    assert at.station.run("sh", "-c", "ls /opt/kiosk/releases/*/COMPLETE", check=False).returncode
    assert at.station.run("cat", LOCK, check=False).returncode == 0


def refuse_a_second_run(at: Evening) -> None:
    """While one run goes on there is no other; what the first one finds is as it should be."""
    first = at.begin("fleet")
    wait_until(
        lambda: at.fleet.run("test", "-s", LOCK, check=False).returncode == 0 or not first.alive,
        "the lock",
        STEP_WITHIN_S,
    )
    assert first.alive, first.so_far
    second = at.begin("fleet").outcome()
    outcome = first.outcome()

    assert second.status != 0
    assert "Another run is at work on quanly" in second.flat
    assert second.changed == {"quanly": 0}
    assert outcome.status == 0, outcome.text[-6000:]
    assert outcome.changed == {"quanly": 0}, outcome.text
    at.timed.append(f"fleet.yml {outcome.seconds:.0f} s, changed {outcome.changed}")


def wipe(at: Evening) -> None:
    at.run("reset", "-e", f"reset_confirm={STATION}")

    left = at.station.run("find", "/var/lib/kiosk", "/opt/kiosk", "/etc/tramquet").stdout
    assert left.split() == ["/var/lib/kiosk", "/opt/kiosk", "/etc/tramquet"]


def test_each_role_apart_on_postgresql_and_a_broker_of_its_own(
    tree: Tree, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with evening(tree, tmp_path, APART) as hosts_now:
        hosts_now.run("fleet")
        hosts_now.make_claim()
        hosts_now.run("station")
        hosts_now.await_scan()
        hosts_now.assert_healthy()
        assert hosts_now.run("site").changed == {"quanly": 0, STATION: 0}
        shut_out(hosts_now)
        tell(capsys, hosts_now)


def shut_out(at: Evening) -> None:
    """Revoke a station that is connected: the broker drops it and lets it in no more."""

    def is_refused() -> bool:
        return "certificate verify failed" in at.fleet.journal("mosquitto.service")

    assert not is_refused()
    at.ask("station", "revoke", STATION)
    wait_until(is_refused, "a broker that refuses the station", SCAN_WITHIN_S)


def test_a_host_that_is_no_debian_is_left_as_it_is(tree: Tree, tmp_path: Path) -> None:
    with booted(tree, name="quanly") as machine:
        machine.write(
            "/etc/os-release",
            'ID=fedora\nNAME="Fedora Linux"\nVERSION_ID=43\nPRETTY_NAME="Fedora"\n',
        )
        host: Host = hosts.fleet({}, pid1=machine.pid1)
        inventory = write_inventory(tmp_path / "inventory", [host], hosts.everywhere())
        outcome = Run("fleet", inventory, tmp_path).outcome()

    assert outcome.status != 0
    assert "These roles know Debian and Raspberry Pi OS" in outcome.flat
    assert outcome.changed == {"quanly": 0}


def tell(capsys: pytest.CaptureFixture[str], at: Evening) -> None:
    with capsys.disabled():
        print("", *at.timed, sep="\n  ")  # noqa: T201 - the figures are what one runs it for
