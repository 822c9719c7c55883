"""A Mosquitto of its own gets the keys of the fleet: roles/broker/files/broker_files.py."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fleet.pki.layout import Pki
from tests.deploy.ansible.playbooks import PLAYBOOKS

PROGRAM = PLAYBOOKS / "roles" / "broker" / "files" / "broker_files.py"
NOW = datetime.now(UTC)
SETTINGS = """
data_dir = "fleet"
[stations]
names = ["quanly.example.org"]
[broker]
embedded = false
workers = [{workers}]
"""
SYSTEMCTL = """#!/bin/sh
echo "$@" >> {asked}
{then}
exit $(cat {status})
"""


class Host:
    """A host whose systemctl only writes down what it was asked.

    Args:
        folder: takes all of it.
    """

    def __init__(self, folder: Path) -> None:
        self.broker = folder / "broker"
        self.settings = folder / "fleet.toml"
        self.pki = Pki(folder / "fleet" / "pki")
        self._asked, self._status = folder / "asked", folder / "status"
        self._systemctl = folder / "bin" / "systemctl"
        for made in (self.broker, self._systemctl.parent):
            made.mkdir()
        self.pki.create(NOW)
        self.pki.ensure_server(("quanly.example.org",), NOW)
        self.choose()
        self.answer(0)

    def choose(self, *workers: str) -> None:
        """Write the fleet's settings."""
        named = ", ".join(f'"{worker}"' for worker in workers)
        self.settings.write_text(SETTINGS.format(workers=named))

    def answer(self, status: int, then: str = "") -> None:
        """Say how systemctl ends from now on, and what it does before."""
        self._status.write_text(str(status))
        text = SYSTEMCTL.format(asked=self._asked, status=self._status, then=then)
        self._systemctl.write_text(text)
        self._systemctl.chmod(0o755)

    def run(self, *options: str) -> str:
        """Run the program; gives its word, or nothing where it failed."""
        done = subprocess.run(
            [sys.executable, "-I", PROGRAM, "--config", self.settings, *options, self.broker],
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": f"{self._systemctl.parent}:{os.environ['PATH']}"},
        )
        assert (done.returncode == 0) == bool(done.stdout), done.stderr
        return done.stdout.strip()

    def asked(self) -> list[str]:
        """Take what systemctl was asked since the last time."""
        lines = self._asked.read_text().splitlines() if self._asked.exists() else []
        self._asked.unlink(missing_ok=True)
        return [line.removesuffix(" mosquitto.service") for line in lines]


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host(tmp_path)


def revoke(host: Host) -> None:
    host.pki.write_revoked([("abc", NOW)], NOW)


def test_it_is_started_once_and_then_left_alone(host: Host) -> None:
    assert (host.run(), host.asked()) == ("restarted", ["restart"])
    assert (host.run(), host.asked()) == ("unchanged", [])
    assert (host.run("--restart"), host.asked()) == ("restarted", ["restart"])


def test_files_are_of_this_account_and_the_folders_group(host: Host) -> None:
    host.run()
    key = host.broker / "server.pem"
    key.chmod(0o600)

    assert host.run() == "unchanged"

    assert key.stat().st_mode & 0o777 == 0o640
    assert f"persistence_location {host.broker}/stored/" in (
        (host.broker / "mosquitto.conf").read_text()
    )


@pytest.mark.parametrize(
    ("change", "word", "asked"),
    [
        (revoke, "restarted", "restart"),
        (lambda host: host.choose("fleet-ingest-7"), "restarted", "restart"),
        (lambda host: host.pki.write_revoked([], NOW), "reloaded", "reload-or-restart"),
    ],
    ids=["revoked", "new-worker", "same-list-anew"],
)
def test_what_changed_says_what_follows(
    host: Host, change: Callable[[Host], None], word: str, asked: str
) -> None:
    host.run()
    host.asked()

    change(host)

    assert (host.run(), host.asked()) == (word, [asked])


def test_a_revocation_whose_restart_failed_is_not_taken_as_done(host: Host) -> None:
    host.run()
    revoke(host)
    host.answer(1)
    host.asked()

    assert (host.run(), host.asked()) == ("", ["restart"])
    host.answer(0)

    assert (host.run(), host.asked()) == ("restarted", ["restart"])


def test_what_comes_while_the_broker_is_reloaded_is_taken_too(host: Host, tmp_path: Path) -> None:
    host.run()
    host.asked()
    host.pki.write_revoked([], NOW)
    earlier = host.pki.revoked.read_bytes()
    revoke(host)
    later = tmp_path / "later.pem"
    host.pki.revoked.rename(later)
    host.pki.revoked.write_bytes(earlier)
    host.answer(0, then=f"cp {later} {host.pki.revoked}")

    assert (host.run(), host.asked()) == ("restarted", ["reload-or-restart", "restart"])


def test_a_note_that_cannot_be_read_is_none(host: Host) -> None:
    host.run()
    (host.broker / "in-force.json").write_text("{")

    assert host.run() == "restarted"
