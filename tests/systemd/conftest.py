"""One booted machine with a fleet manager and an enrolled station, for all tests of this folder."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.installed import installed_tree
from tests.support.machines import Machine, booted
from tests.support.system import draw_codes, unknown_goods
from tests.support.trees import why_not
from tests.support.waiting import wait_until

FLEET_TOML = """
data_dir = "/var/lib/fleet"
"""
KIOSK_TOML = """
data_dir = "/var/lib/kiosk"
trust_clock = true
[camera]
photos = "/srv/photos"
hold_s = 0.6
gap_s = 0.4
[screen]
driver = "dummy"
width_px = 1280
height_px = 720
mm_per_px = 0.27
"""
FLEET = ("runuser", "-u", "fleet", "--", "/opt/fleet/current/bin/fleet")
KIOSK = ("runuser", "-u", "kiosk", "--", "/opt/kiosk/current/bin/kiosk")
START_S = 90.0


class Unit:
    """A service of the machine."""

    def __init__(self, machine: Machine, name: str) -> None:
        self.machine = machine
        self.name = name

    def show(self) -> dict[str, str]:
        """Give what systemd knows of it."""
        lines = self.machine.run("systemctl", "show", self.name).stdout.splitlines()
        return dict(line.split("=", 1) for line in lines if "=" in line)

    @property
    def is_up(self) -> bool:
        """Whether it is running and has said that it is ready."""
        shown = self.show()
        return shown["ActiveState"] == "active" and shown["SubState"] == "running"

    @property
    def pid(self) -> int:
        """Its main process; 0 between two."""
        return int(self.show()["MainPID"])

    @property
    def restarts(self) -> int:
        """How often systemd has brought it back."""
        return int(self.show()["NRestarts"])

    def kill(self, signal: str) -> None:
        """Send a signal to its main process, if there is one right now."""
        self.machine.run(
            *("systemctl", "kill", "--kill-whom=main", f"--signal={signal}", self.name),
            check=False,
        )

    def wait_until_up(self, within_s: float = START_S) -> None:
        """Wait until it is running and ready."""
        try:
            wait_until(lambda: self.is_up, self.name, within_s)
        except AssertionError:
            pytest.fail(f"{self.name} is not up:\n{self.machine.journal(self.name)[-6000:]}")

    def wait_for_another(self, pid: int, within_s: float = 30.0) -> None:
        """Wait until it has a main process other than this one."""
        wait_until(lambda: self.pid not in {0, pid}, f"{self.name} is started again", within_s)


class Site:
    """The machine with its three services."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.fleet = Unit(machine, "fleet.service")
        self.station = Unit(machine, "kiosk-station.service")
        self.agent = Unit(machine, "kiosk-agent.service")
        self.units = (self.fleet, self.station, self.agent)

    def build(self) -> None:
        """Write the settings, start fleet and station, and make it one of the fleet."""
        machine = self.machine
        machine.run("install", "-d", "-m", "0755", "/etc/tramquet")
        machine.write("/etc/tramquet/fleet.toml", FLEET_TOML, owner="fleet")
        machine.write("/etc/tramquet/kiosk.toml", KIOSK_TOML, owner="kiosk")
        machine.run("systemctl", "enable", "--now", "--no-block", self.fleet.name)
        machine.run("systemctl", "enable", "--now", "--no-block", self.station.name)
        # Skipped by its condition, yet enabled with what waits for the identity.
        machine.run("systemctl", "enable", "--now", self.agent.name)
        self.fleet.wait_until_up()
        self.station.wait_until_up()
        machine.run(
            *(*FLEET, "station", "add", "hom-1", "--name", "Chợ Hôm", "--market", "Chợ Hôm"),
            *("--claim-file", "/var/lib/fleet/claim.json"),
        )
        machine.run("install", "-o", "kiosk", "/var/lib/fleet/claim.json", "/var/lib/kiosk/claim")
        assert not self.agent.is_up
        machine.run(*KIOSK, "enrol", "/var/lib/kiosk/claim")
        # Nobody starts it: kiosk-agent.path does.
        self.agent.wait_until_up()

    def scans(self) -> int:
        """Say how many scans the fleet's database holds."""
        program = (
            "import json, sqlite3; "
            "print(json.dumps(sqlite3.connect('/var/lib/fleet/fleet.sqlite3')"
            ".execute('SELECT count(*) FROM scan').fetchone()[0]))"
        )
        count: int = json.loads(self.machine.run("python3", "-c", program).stdout)
        return count


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if reason := why_not():
        pytest.skip(f"NO MACHINE IS BOOTED, the units are not tried: {reason}")
    photos = tmp_path_factory.mktemp("site") / "photos"
    draw_codes(photos, unknown_goods(8))
    with booted(installed_tree(), name="site", binds={Path(photos): "/srv/photos"}) as machine:
        site = Site(machine)
        site.build()
        yield site


@pytest.fixture
def site(built_site: Site) -> Site:
    """Return the machine with everything up, whatever the test before has done to it."""
    for unit in built_site.units:
        unit.wait_until_up()
    return built_site
