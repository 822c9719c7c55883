"""Booted Debian trees: systemd as process 1, a network of their own, thrown away at the end.

systemd-nspawn boots a tree in about a second where it is given a mount namespace with its own /run,
is told not to register, and finds a control group of its own (two machines in one would end each
other's services). Everything hangs on one process that dies with the tests, even killed ones. What
such a machine does not enforce under control groups v1: MemoryMax, DeviceAllow, IPAddressDeny.
"""

import itertools
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.support.processes import descendants
from tests.support.trees import NSPAWN, OWN_RUN, SBIN, Tree, own_namespaces

BOOT_S = 30.0
GROUPS = Path("/sys/fs/cgroup")
# Version 1 has one folder a hierarchy, version 2 is the mount itself.
HIERARCHIES = ("", "systemd", "unified")
PREFIX = "tramquet-machine-"
ROOT = Path("/run/tree")

_numbers = itertools.count()


class MachineError(RuntimeError):
    """A machine did not boot, or a command in it failed."""


@dataclass(frozen=True, slots=True)
class Machine:
    """A booted tree.

    Attributes:
        pid1: its process 1, as this machine numbers it: `nsenter -t <pid1> -a COMMAND` enters.
    """

    name: str
    pid1: int

    def run(
        self, *argv: str, check: bool = True, stdin: str = "", timeout_s: float = 60.0
    ) -> subprocess.CompletedProcess[str]:
        """Run a command in the machine as root.

        Raises:
            MachineError: it ended with another status than 0, unless `check` is false.
        """
        done = subprocess.run(
            ["nsenter", "-t", str(self.pid1), "-a", "--", *argv],
            env={"PATH": SBIN, "LC_ALL": "C.UTF-8"},
            input=stdin,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=timeout_s,
            check=False,
        )
        if check and done.returncode != 0:
            raise MachineError(
                f"{self.name}: {' '.join(argv)} ended with {done.returncode}:\n"
                f"{done.stdout[-4000:]}{done.stderr[-4000:]}"
            )
        return done

    def write(self, path: str, text: str, *, mode: str = "0644", owner: str = "root") -> None:
        """Write a file in the machine, with the folders above it."""
        self.run("install", "-D", "-m", mode, "-o", owner, "/dev/stdin", path, stdin=text)

    def journal(self, unit: str) -> str:
        """Give what a unit has logged."""
        return self.run("journalctl", "--no-pager", "-o", "cat", "-u", unit).stdout


@contextmanager
def booted(
    tree: Tree,
    *,
    name: str = "machine",
    upper: Path | None = None,
    binds: Mapping[Path, str] | None = None,
) -> Iterator[Machine]:
    """Boot a tree for the length of the block; then all its processes are killed at once.

    Args:
        upper: takes what the machine writes, see `trees.mounted`; None throws it away (it is
            kept in memory).
        binds: files and folders of this machine, and where the machine finds them, read only.
    """
    with _own_groups() as enter_groups, tempfile.TemporaryFile("w+") as said:
        mounts = f"{enter_groups} && {_mounts(tree, upper, name)}"
        options = [f"--bind-ro={path}:{inside}" for path, inside in (binds or {}).items()]
        command = [*NSPAWN, "--private-network", "--console=pipe", f"--hostname={name}"]
        command += [*options, "-D", str(ROOT), "--boot"]
        process = subprocess.Popen(
            [*own_namespaces(), "sh", "-c", f'{mounts} && exec "$@"', "sh", *command],
            env={**os.environ, "PATH": SBIN},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        try:
            machine = Machine(name, _await_pid1(process, said.fileno()))
            _await_running(machine)
            yield machine
        finally:
            process.kill()
            process.wait()


def _mounts(tree: Tree, upper: Path | None, name: str) -> str:
    changes = upper or Path("/run/changes/upper")
    work = changes.with_name(changes.name + ".work")
    steps = (
        OWN_RUN,
        f"mkdir {ROOT} /run/changes && mount -t tmpfs tmpfs /run/changes",
        f"mkdir -p {changes} {work}",
        tree.overlay(changes, work, ROOT),
        # debootstrap leaves this machine's name there, and systemd takes it over nspawn's.
        f"echo {name} > {ROOT}/etc/hostname",
    )
    return " && ".join(steps)


def join(left: Machine, right: Machine, left_address: str, right_address: str) -> None:
    """Lay a cable between two machines; this machine has no end of it.

    Args:
        left_address: with its prefix length, such as 192.0.2.1/24.
    """
    number = next(_numbers)
    ends = ((left, f"cable{number}", left_address), (right, f"cable{number}", right_address))
    _host(
        *("ip", "link", "add", f"cable{number}", "netns", str(left.pid1), "type", "veth"),
        *("peer", "name", f"cable{number}", "netns", str(right.pid1)),
    )
    for machine, device, address in ends:
        machine.run("ip", "address", "add", address, "dev", device)
        machine.run("ip", "link", "set", device, "up")


def _host(*argv: str) -> None:
    done = subprocess.run(argv, env={"PATH": SBIN}, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise MachineError(f"{' '.join(argv)} ended with {done.returncode}: {done.stderr}")


@contextmanager
def _own_groups() -> Iterator[str]:
    """Make control groups for one machine; gives the shell command that enters them."""
    name = f"{PREFIX}{os.getpid()}-{next(_numbers)}"
    folders = [GROUPS / hierarchy / name for hierarchy in HIERARCHIES]
    folders = [folder for folder in folders if (folder.parent / "cgroup.procs").exists()]
    for folder in folders:
        _remove_dead_groups(folder.parent)
        folder.mkdir()
    try:
        yield " && ".join(["true", *(f"echo 0 > {folder}/cgroup.procs" for folder in folders)])
    finally:
        for folder in folders:
            _remove_group(folder)


def _remove_dead_groups(hierarchy: Path) -> None:
    for folder in hierarchy.glob(f"{PREFIX}*"):
        owner = folder.name.removeprefix(PREFIX).split("-")[0]
        if not Path("/proc", owner).exists():
            _remove_group(folder, within_s=0.0)


def _remove_group(folder: Path, within_s: float = 5.0) -> None:
    """Remove a control group with all below it, as soon as the last of its processes is gone."""
    deadline = time.monotonic() + within_s
    while folder.exists():
        for path, _, _ in os.walk(folder, topdown=False):
            with suppress(OSError):
                Path(path).rmdir()
        if time.monotonic() > deadline:
            return
        time.sleep(0.01)


def _await_pid1(process: subprocess.Popen[bytes], said: int) -> int:
    deadline = time.monotonic() + BOOT_S
    while process.poll() is None and time.monotonic() < deadline:
        for pid in descendants(process.pid):
            with suppress(OSError):
                status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
                ids = status.split("NSpid:")[1].split("\n")[0].split()
                # unshare's namespace, in it the machine's: the first in both is process 1.
                if len(ids) == 3 and ids[-1] == "1" and status.startswith("Name:\tsystemd\n"):
                    return pid
        time.sleep(0.02)
    text = os.pread(said, 4000, 0).decode(errors="replace")
    raise MachineError(f"no process 1 within {BOOT_S:g} s: {text}")


def _await_running(machine: Machine) -> None:
    deadline = time.monotonic() + BOOT_S
    state: Sequence[str] = ()
    while time.monotonic() < deadline:
        asked = machine.run("systemctl", "is-system-running", check=False)
        state = (asked.stdout + asked.stderr).split("\n")
        if state[0] == "running":
            return
        if state[0] == "degraded":
            failed = machine.run("systemctl", "--failed", "--no-legend", "--plain").stdout
            raise MachineError(f"{machine.name} booted with failed units:\n{failed}")
        time.sleep(0.05)
    raise MachineError(f"{machine.name} did not boot within {BOOT_S:g} s: {state}")
