"""The window below cage is watched as it is without: roles/display/templates/cage.conf.j2."""

import subprocess
import sys

from daemon.notify import WATCHDOG_PID, WATCHDOG_USEC
from tests.deploy.ansible.playbooks import PLAYBOOKS

UNIT = PLAYBOOKS / "roles" / "display" / "templates" / "cage.conf.j2"
ASK = "import os; print(*sorted(name for name in os.environ if name.startswith('WATCHDOG')))"


def test_the_watchdog_that_systemd_grants_to_cage_is_the_windows() -> None:
    text = UNIT.read_text(encoding="utf-8")
    start = next(line for line in text.splitlines() if line.startswith("ExecStart=/usr/bin/cage"))
    below = start.split(" -- ")[1].split()
    before = below[: below.index("/opt/kiosk/current/bin/kiosk")]

    done = subprocess.run(
        [*before, sys.executable, "-c", ASK],
        env={WATCHDOG_PID: "1", WATCHDOG_USEC: "20000000"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == [WATCHDOG_USEC]
