"""Debian trees in which units and roles are tried, kept for the next run.

A tree is a stack of folders, the newest first, for overlayfs: a debootstrap of this machine's own
suite, packages on it, releases on these. No layer changes once it is made, so many machines may
stand on it at once (`tests.support.machines` boots them). A layer's name ends in a digest of all
that it is made of. Facts: debootstrap(8) takes the distribution's own mirror where none is named;
overlayfs wants its upper folder on a file system of its own kind (ext4, XFS, tmpfs), which is tried
and told. Layers that nobody has used for a week are removed.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BASE_PACKAGES = ("ca-certificates", "dbus", "iproute2", "python3", "systemd", "systemd-sysv")
PROGRAMS = ("debootstrap", "systemd-nspawn", "unshare", "nsenter", "setpriv", "ip")
RECIPE = 1
"""Counts up when trees have to be made anew although nothing that their names tell has changed."""
UNUSED_S = 7 * 24 * 3600.0
SBIN = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
OVERLAY = "mount -t overlay overlay -o lowerdir={lower},upperdir={upper},workdir={work} {target}"
NSPAWN = ("systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--suppress-sync=yes")
# nspawn refuses where /run is on a disk, and its own /run has nothing to seek on this machine's.
OWN_RUN = "mount -t tmpfs -o mode=755 tmpfs /run"

_LOG_LINES = 30


class TreeError(RuntimeError):
    """A tree could not be made; the end of what its programs said is in the text."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A file system of layers, the newest first; none of them is ever written to again."""

    layers: tuple[Path, ...]

    def grown(
        self, label: str, script: str, *, key: str = "", binds: Mapping[Path, str] | None = None
    ) -> "Tree":
        """Add a layer by a bash script that runs in the tree as root, on this machine's network.

        Args:
            label: of the layer's folder.
            key: what the layer depends on besides the script, such as a digest of files.
            binds: files and folders of this machine, and where the script finds them, read only.
        """
        parts = (self.layers[0].name, script, key)

        def make(folder: Path) -> None:
            _grow(self, folder, script, binds or {})

        return Tree((kept_layer(label, parts, make), *self.layers))

    def with_packages(self, *packages: str) -> "Tree":
        """Add packages of the distribution, without what they merely recommend."""
        names = " ".join(sorted(packages))
        return self.grown(
            "packages",
            "export DEBIAN_FRONTEND=noninteractive; apt-get -q update\n"
            f"apt-get -q install -y --no-install-recommends {names}; apt-get clean",
        )

    def overlay(self, upper: Path, work: Path, target: Path) -> str:
        """Give the command that mounts this tree, with a folder that takes all changes."""
        lower = ":".join(str(layer) for layer in self.layers)
        return OVERLAY.format(lower=lower, upper=upper, work=work, target=target)


def why_not() -> str | None:
    """Say why no tree can be made or booted here; None where it can."""
    if os.geteuid() != 0:
        return "trees are made and booted by root only"
    if missing := [name for name in PROGRAMS if shutil.which(name, path=SBIN) is None]:
        return f"not installed: {', '.join(missing)} (debootstrap, systemd-container)"
    if suite() is None:
        return "this is no Debian: its suite has no script in /usr/share/debootstrap"
    probe = ["unshare", "--mount", "--pid", "--fork", "--mount-proc", "sh", "-c", OWN_RUN]
    tried = subprocess.run(probe, capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        return f"no new namespaces here (CAP_SYS_ADMIN): {tried.stderr.strip()}"
    return None


def suite() -> str | None:
    """Give the Debian suite of this machine, if debootstrap knows it."""
    lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    facts = dict(line.split("=", 1) for line in lines if "=" in line)
    name = facts.get("VERSION_CODENAME", "").strip('"')
    known = name and Path("/usr/share/debootstrap/scripts", name).exists()
    return name if known else None


def base_tree() -> Tree:
    """Give the smallest Debian that boots and runs Python; the first one takes about a minute."""
    release = suite()
    if release is None:
        raise TreeError("this machine's suite is unknown to debootstrap")

    def make(folder: Path) -> None:
        packages = f"--include={','.join(BASE_PACKAGES)}"
        _run(["debootstrap", "--variant=minbase", packages, release, str(folder)])
        shutil.rmtree(folder / "var/cache/apt/archives")
        # Nothing in a tree has to survive a power cut, and half of dpkg's time is fsync.
        (folder / "etc/dpkg/dpkg.cfg.d/unsafe-io").write_text("force-unsafe-io\n")

    return Tree((kept_layer(f"base-{release}", BASE_PACKAGES, make),))


def cache_folder() -> Path:
    """Give the folder that keeps the layers; it is this account's, not the repository's."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return home / "tramquet" / "trees"


@contextmanager
def mounted(tree: Tree, upper: Path) -> Iterator[Path]:
    """Mount a tree on this machine, with the changes of `upper`, for programs that want a path.

    Args:
        upper: an empty folder, or one that a block or a machine before has filled; beside it a
            folder `<upper>.work` is made. Not to be in use by a machine at the same time.
    """
    work, target = upper.with_name(upper.name + ".work"), upper.with_name(upper.name + ".root")
    for folder in (upper, work, target):
        folder.mkdir(parents=True, exist_ok=True)
    _run(["sh", "-c", tree.overlay(upper, work, target)])
    try:
        yield target
    finally:
        _run(["umount", "--lazy", str(target)])
        target.rmdir()


def _grow(tree: Tree, folder: Path, script: str, binds: Mapping[Path, str]) -> None:
    work, root = folder.with_name(folder.name + ".work"), Path("/run/tree")
    work.mkdir()
    shown = {Path("/etc/resolv.conf"): "/etc/resolv.conf", **binds}
    options = [f"--bind-ro={outside}:{inside}" for outside, inside in shown.items()]
    mounts = f"{OWN_RUN} && mkdir {root} && {tree.overlay(folder, work, root)}"
    command = [*NSPAWN, "--console=pipe", *options, "-D", str(root)]
    command += ["bash", "-euo", "pipefail", "-c", script]
    try:
        # A process that the script leaves behind dies with the namespace.
        _run([*own_namespaces(), "sh", "-c", f'{mounts} && exec "$@"', "sh", *command])
    finally:
        shutil.rmtree(work, ignore_errors=True)


def own_namespaces() -> list[str]:
    """Give the command before a command whose mounts and processes all end with this process."""
    return [
        *("setpriv", "--pdeathsig=KILL", "unshare", "--mount", "--propagation=private"),
        *("--pid", "--fork", "--kill-child=KILL", "--mount-proc"),
    ]


def kept_layer(label: str, parts: tuple[str, ...], make: Callable[[Path], None]) -> Path:
    """Find a layer, or have it made; another process that wants it too waits."""
    digest = hashlib.sha256("\0".join([str(RECIPE), os.uname().machine, *parts]).encode())
    folder = cache_folder() / f"{label}-{digest.hexdigest()[:16]}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            _remove_unused(folder.parent)
            unfinished = folder.with_name(folder.name + ".new")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(mode=0o755)
            make(unfinished)
            unfinished.rename(folder)
        # Its lock says when a layer was last used: overlayfs forbids a touch of the layer itself.
        os.utime(lock.name)
    return folder


def _remove_unused(cache: Path) -> None:
    for lock in cache.glob("*.lock"):
        if time.time() - lock.stat().st_mtime > UNUSED_S:
            for ending in ("", ".new", ".new.work"):
                shutil.rmtree(lock.with_suffix(ending), ignore_errors=True)
            lock.unlink()


def _run(command: list[str]) -> None:
    environment = {**os.environ, "PATH": SBIN, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        said = "\n".join(done.stdout.splitlines()[-_LOG_LINES:])
        raise TreeError(f"{' '.join(command)[:400]} ended with {done.returncode}:\n{said}")
