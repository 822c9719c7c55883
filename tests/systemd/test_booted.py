"""The real units under a real systemd: up, hung, crashed, crashed again and again, shut in, ended.

The machine is booted from a Debian tree with the release's packages (`tests.support.machines`).
What its kernel does not enforce there, and so is not tried: MemoryMax and DeviceAllow.
"""

import json
import time
from pathlib import Path

import pytest

from tests.support.waiting import wait_until
from tests.systemd.conftest import Site, Unit

pytestmark = [pytest.mark.booted, pytest.mark.timeout(900)]

SLACK_S = 10.0
"""Beyond WatchdogSec until there is another process: RestartSec, and a busy machine."""
DENIED = {"EPERM", "EACCES", "EROFS", "ENOENT", "EAFNOSUPPORT", "EINVAL", "ENOSYS", "EUSERS"}
ALLOWED_EVERYWHERE = {"write own data", "internet socket"}
ALLOWED = {
    "kiosk-station": {*ALLOWED_EVERYWHERE, "read memory", "netlink socket", "writable code"},
    "kiosk-agent": {*ALLOWED_EVERYWHERE, "read memory"},
    "fleet": ALLOWED_EVERYWHERE,
}
UNITS = Path(__file__).resolve().parents[2] / "systemd"
PROBE = Path(__file__).resolve().parents[1] / "support" / "probe_sandbox.py"


def seconds(shown: str) -> float:
    """Read a time span as systemd shows it, such as `1min 30s`."""
    units = {"min": 60.0, "ms": 0.001, "s": 1.0}
    total = 0.0
    for part in shown.split():
        name = next(name for name in units if part.endswith(name))
        total += float(part.removesuffix(name)) * units[name]
    return total


def test_each_says_that_it_is_ready_and_how_it_is(site: Site) -> None:
    wait_until(lambda: "broker connected" in site.fleet.show()["StatusText"], within_s=60)
    wait_until(lambda: "camera up" in site.station.show()["StatusText"], within_s=60)
    wait_until(lambda: site.agent.show()["StatusText"] == "connected to the fleet", within_s=90)
    assert site.station.show()["StatusText"].startswith("window open")


def test_scans_reach_the_fleet(site: Site) -> None:
    wait_until(lambda: site.scans() > 0, "a scan in the fleet's database", 120)


def test_no_child_speaks_for_its_parent(site: Site) -> None:
    said = site.machine.run("journalctl", "--no-pager", "-o", "cat").stdout
    assert "reception only permitted" not in said
    assert "Got notification message from PID" not in said


def test_what_hangs_is_killed_and_comes_back(site: Site) -> None:
    before = {unit.name: unit.pid for unit in site.units}
    limits = {unit.name: seconds(unit.show()["WatchdogUSec"]) for unit in site.units}
    for unit in site.units:
        unit.kill("SIGSTOP")
    started_s = time.monotonic()
    for unit in sorted(site.units, key=lambda unit: limits[unit.name]):
        within_s = limits[unit.name] + SLACK_S - (time.monotonic() - started_s)
        unit.wait_for_another(before[unit.name], within_s)
    for unit in site.units:
        unit.wait_until_up()
    for unit in site.units:
        assert "Watchdog timeout" in site.machine.journal(unit.name)


@pytest.mark.parametrize("signal", ["SIGKILL", "SIGSEGV"])
def test_what_crashes_comes_back(site: Site, signal: str) -> None:
    before = {unit.name: unit.pid for unit in site.units}
    for unit in site.units:
        unit.kill(signal)
    for unit in site.units:
        unit.wait_for_another(before[unit.name])
        unit.wait_until_up()


def test_ten_crashes_in_a_row_are_not_the_end(site: Site) -> None:
    before = {unit.name: unit.restarts for unit in site.units}
    for _ in range(10):
        pids = {unit.name: unit.pid for unit in site.units}
        for unit in site.units:
            unit.kill("SIGKILL")
        for unit in site.units:
            unit.wait_for_another(pids[unit.name])
    for unit in site.units:
        unit.wait_until_up()
        assert unit.restarts >= before[unit.name] + 10
    wait_until(lambda: site.agent.show()["StatusText"] == "connected to the fleet", within_s=90)


@pytest.mark.parametrize("name", ALLOWED)
def test_the_sandbox_denies_what_is_not_needed(site: Site, name: str) -> None:
    text = (UNITS / f"{name}.service").read_text(encoding="utf-8")
    account = "fleet" if name == "fleet" else "kiosk"
    unwanted = ("Type=", "NotifyAccess=", "WatchdogSec=", "Restart", "ExecStart=", "Condition")
    lines = [line for line in text.splitlines() if not line.startswith(unwanted)]
    command = f"ExecStart=/usr/bin/python3 /run/probe_sandbox.py /var/lib/{account}"
    lines.insert(lines.index("[Service]") + 1, f"Type=oneshot\n{command}")
    unit = Unit(site.machine, f"probe-{name}.service")
    site.machine.write(f"/run/systemd/system/{unit.name}", "\n".join(lines))
    site.machine.write("/run/probe_sandbox.py", PROBE.read_text(encoding="utf-8"))
    site.machine.run("systemctl", "daemon-reload")
    site.machine.run("systemctl", "start", unit.name)
    found = json.loads(
        next(line for line in site.machine.journal(unit.name).splitlines() if line[:1] == "{")
    )
    done = {attempt for attempt, outcome in found.items() if outcome == "done"}
    assert done == ALLOWED[name]
    assert set(found.values()) - {"done"} <= DENIED, found


def test_it_ends_cleanly_and_stays_ended(site: Site) -> None:
    for unit in (site.agent, site.station, site.fleet):
        site.machine.run("systemctl", "stop", unit.name)
        shown = unit.show()
        assert (shown["ActiveState"], shown["Result"]) == ("inactive", "success")
    assert site.agent.show()["ActiveState"] == "inactive"
    for unit in site.units:
        site.machine.run("systemctl", "start", unit.name)
