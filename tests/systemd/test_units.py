"""The unit files as systemd reads them: nothing to complain of, and little left to an intruder.

`systemd-analyze verify` ends with 0 on an unknown key, so that each line that it prints counts.
`security --offline` and `verify --root` need no running systemd.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

UNITS = Path(__file__).resolve().parents[2] / "systemd"
PROGRAMS = ("opt/kiosk/current/bin/kiosk", "opt/fleet/current/bin/fleet")
SYSTEM_UNITS = Path("/usr/lib/systemd/system")
TARGETS = ("*.target", "*.slice")

MOST_EXPOSED = {
    "kiosk-station.service": 3.0,
    "kiosk-agent.service": 1.5,
    "fleet.service": 1.5,
    "fleet-api.service": 1.5,
    "fleet-ingest@1.service": 1.5,
    "fleet-worker.service": 1.5,
}
ALL_UNITS = (*MOST_EXPOSED, "kiosk-agent.path")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a file system with our units, the system's targets, and programs at their places."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed (package systemd)")
    folder = tmp_path / "etc/systemd/system"
    folder.mkdir(parents=True)
    for path in [*UNITS.glob("*.service"), *UNITS.glob("*.path")]:
        shutil.copy(path, folder)
    theirs = tmp_path / "usr/lib/systemd/system"
    theirs.mkdir(parents=True)
    for pattern in TARGETS:
        for path in SYSTEM_UNITS.glob(pattern):
            shutil.copy(path, theirs)
    for program in PROGRAMS:
        (tmp_path / program).parent.mkdir(parents=True)
        (tmp_path / program).touch(mode=0o755)
    return tmp_path


def analyze(*arguments: str) -> tuple[int, str]:
    """Run systemd-analyze; give its status, and all that it said."""
    done = subprocess.run(
        ["systemd-analyze", "--no-pager", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.strip()


def test_no_unit_is_left_out() -> None:
    names = {name.replace("@1", "@") for name in ALL_UNITS}
    files = {path.name for path in [*UNITS.glob("*.service"), *UNITS.glob("*.path")]}
    assert names == files


@pytest.mark.parametrize("unit", ALL_UNITS)
def test_verify_prints_nothing(root: Path, unit: str) -> None:
    assert analyze("verify", f"--root={root}", unit) == (0, "")


def test_a_key_that_is_none_would_be_noticed(root: Path) -> None:
    path = root / "etc/systemd/system/fleet.service"
    path.write_text(path.read_text().replace("[Service]\n", "[Service]\nRestartSeconds=5\n"))
    status, said = analyze("verify", f"--root={root}", "fleet.service")
    assert status == 0
    assert "RestartSeconds" in said


@pytest.mark.parametrize(("unit", "most"), MOST_EXPOSED.items())
def test_exposure(root: Path, unit: str, most: float) -> None:
    threshold = f"--threshold={int(most * 10)}"
    status, said = analyze("security", "--offline=true", f"--root={root}", threshold, unit)
    assert status == 0, said


def test_an_open_unit_would_be_noticed(root: Path) -> None:
    path = root / "etc/systemd/system/kiosk-agent.service"
    path.write_text(path.read_text().replace("NoNewPrivileges=yes", "").replace("Protect", "#"))
    status, _ = analyze(
        "security", "--offline=true", f"--root={root}", "--threshold=15", "kiosk-agent.service"
    )
    assert status == 1


@pytest.mark.parametrize("path", sorted(UNITS.glob("*.service")), ids=lambda path: path.name)
def test_starts_are_never_given_up_on(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert {"StartLimitIntervalSec=0", "Restart=always", "Type=notify"} <= set(lines)
    assert not [line for line in lines if line.startswith("Requires=")]
    assert [line for line in lines if line.startswith("WatchdogSec=")]
