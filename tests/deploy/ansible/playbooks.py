"""Runs the playbooks as a technician does: ansible-playbook, an inventory, what it says."""

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import REPOSITORY

ANSIBLE = REPOSITORY / ".cache" / "ansible"
PROGRAM = ANSIBLE / "bin" / "ansible-playbook"
PLAYBOOKS = REPOSITORY / "deploy" / "ansible"
ADMINS = [{"name": "kythuat", "keys": ["ssh-ed25519 " + "A" * 68 + " kythuat@example.org"]}]
RECAP = re.compile(r"^(\S+)\s+: ok=\d+\s+changed=(\d+)\s", re.MULTILINE)

Variables = Mapping[str, object]


def why_not() -> str | None:
    """Say why no playbook can be run here; None where it can."""
    if not (ANSIBLE / ".installed").exists():
        return f"{ANSIBLE.relative_to(REPOSITORY)} is not there: run make ansible"
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A host of the inventory.

    Attributes:
        group: `fleet` or `stations`.
        pid1: of its booted tree; 0 for a host that can't be reached.
    """

    name: str
    group: str
    pid1: int
    variables: Variables


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run has come to.

    Attributes:
        changed: how much on each host; without those that no task reached.
    """

    status: int
    text: str
    changed: Mapping[str, int]
    seconds: float

    @property
    def flat(self) -> str:
        """Its text on one line, so that what was folded reads on."""
        return " ".join(self.text.split())


class Run:
    """A run that goes on.

    Args:
        folder: takes what Ansible keeps, and the run's own words.
    """

    def __init__(self, playbook: str, inventory: Path, folder: Path, *options: str) -> None:
        self._log = folder / f"{playbook}.{time.monotonic_ns()}.log"
        self._since = time.monotonic()
        environment = {
            "PATH": f"{ANSIBLE / 'bin'}:{os.environ['PATH']}",
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            "ANSIBLE_HOME": str(folder / "ansible"),
            "ANSIBLE_CONFIG": str(PLAYBOOKS / "ansible.cfg"),
            "ANSIBLE_FORCE_COLOR": "false",
        }
        with self._log.open("w") as said:
            self._process = subprocess.Popen(
                [
                    ANSIBLE / "bin" / "ansible-playbook",
                    "-i",
                    inventory,
                    *options,
                    f"{playbook}.yml",
                ],
                cwd=PLAYBOOKS,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def alive(self) -> bool:
        """Whether it hasn't ended yet."""
        return self._process.poll() is None

    @property
    def so_far(self) -> str:
        """What it has said so far."""
        return self._log.read_text(encoding="utf-8")

    def kill(self) -> None:
        """Kill it and all that it has started, as a laptop's lid does."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def outcome(self, within_s: float = 600.0) -> Outcome:
        """Wait for its end."""
        status = self._process.wait(within_s)
        text = self.so_far
        changed = {found[1]: int(found[2]) for found in RECAP.finditer(text)}
        return Outcome(
            status=status, text=text, changed=changed, seconds=time.monotonic() - self._since
        )


def write_inventory(folder: Path, hosts: list[Host], everywhere: Variables) -> Path:
    """Write an inventory; YAML is a superset of JSON."""
    groups: dict[str, dict[str, dict[str, object]]] = {}
    for host in hosts:
        connection = {
            "ansible_connection": "community.docker.nsenter",
            "ansible_nsenter_pid": host.pid1,
            "ansible_become": False,
        }
        group = groups.setdefault(host.group, {"hosts": {}})
        group["hosts"][host.name] = connection | dict(host.variables)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "hosts.yml"
    path.write_text(json.dumps({"all": {"children": groups, "vars": dict(everywhere)}}))
    return path
