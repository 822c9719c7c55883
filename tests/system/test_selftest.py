"""`kiosk selftest` on a whole system that runs: all is well, and nobody is disturbed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.system import Prepared, System, unknown_goods, until

pytestmark = [pytest.mark.system, pytest.mark.loopback, pytest.mark.timeout(300)]


@pytest.fixture
def system(tmp_path: Path, prepared: Prepared) -> Iterator[System]:
    whole = System(tmp_path, codes=unknown_goods(3), prepared=prepared)
    yield whole
    whole.close()


def test_a_running_station_passes_and_goes_on(system: System) -> None:
    until("the first scan", lambda: bool(system.fleet_rows().seqs), 90)
    command = [sys.executable, "-m", "kiosk", "selftest", "--json", "--config"]
    ended = subprocess.run(
        [*command, str(system.folder / "kiosk.toml")],
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
        env=os.environ | {"SDL_AUDIODRIVER": "dummy"},
    )
    report = json.loads(ended.stdout)
    codes = {check["name"]: check["code"] for check in report["checks"]}
    assert codes == {
        "camera": "camera.in_use",
        "decoder": "decoder.ok",
        "window": "window.in_use",
        "sound": "sound.ok",
        "buttons": "buttons.not_configured",
        "disk": "disk.ok",
        "clock": "clock.trusted_by_setting",
        "broker": "broker.tls_ok",
        "fleet": "fleet.ok",
    }
    assert (ended.returncode, report["ok"]) == (0, True)
    before = len(system.fleet_rows().seqs)
    until("a scan after it", lambda: len(system.fleet_rows().seqs) > before, 60)
