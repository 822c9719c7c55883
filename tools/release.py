"""Make what Ansible installs on hosts: dist/release/PROGRAM-PYTHON-MACHINE.tar, and .tar.json.

Each archive holds our wheel, the wheels of requirements/PROGRAM.txt for one Python and one kind of
machine, and one requirements.txt with the hash of each, ours included; so a host needs no package
index and installs nothing that wasn't pinned here. The release's name ends in a digest of all that,
so two builds that differ never share a folder on a host. Facts: wheels name the oldest glibc that
they need (PEP 600), Debian 12 has 2.36; pip takes markers for the machine that it runs on, hence
they are resolved here; hatchling makes the same wheel from the same sources (its dates are fixed).
"""

import argparse
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = ("fleet", "kiosk")
TARGET = re.compile(r"cp3(\d+)-(x86_64|aarch64)")
GLIBC_MINOR = range(5, 37)
BLOCK = re.compile(r"^(?=[A-Za-z0-9])", re.MULTILINE)
HASH = re.compile(r"--hash=(sha256:[0-9a-f]{64})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The hosts that a release is for.

    Attributes:
        minor: of their Python 3.
        machine: as `uname -m` says.
    """

    minor: int
    machine: str

    def __str__(self) -> str:
        """Give it as the names of archives and roles do."""
        return f"cp3{self.minor}-{self.machine}"


def main() -> None:
    """Make the archives that are missing or out of date."""
    parser = argparse.ArgumentParser(description="Make releases for deploy/ansible.")
    parser.add_argument("targets", nargs="*", metavar="cp313-aarch64", type=parse_target)
    parser.add_argument("--out", type=Path, default=ROOT / "dist" / "release")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        wheel = build_wheel(Path(folder))
        for target in arguments.targets or [this_machine()]:
            for program in PROGRAMS:
                sys.stdout.write(make(program, target, wheel, arguments.out) + "\n")


def parse_target(text: str) -> Target:
    """Read what a release is for.

    Raises:
        argparse.ArgumentTypeError: it is none of ours.
    """
    match = TARGET.fullmatch(text)
    if not match or int(match[1]) < 11:
        raise argparse.ArgumentTypeError(
            f"{text!r} is none: cp311 (Debian 12) or cp313 (Debian 13), then -aarch64 or -x86_64"
        )
    return Target(minor=int(match[1]), machine=match[2])


def this_machine() -> Target:
    """Give the target that this Python on this machine is."""
    return Target(minor=sys.version_info.minor, machine=platform.machine())


def build_wheel(folder: Path) -> Path:
    """Build our wheel, with the console in it."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=sys.stderr)
    return next(folder.glob("*.whl"))


def make(program: str, target: Target, wheel: Path, out: Path) -> str:
    """Make one archive, unless it is there; gives a line that says what was done."""
    pinned = (ROOT / "requirements" / f"{program}.txt").read_text(encoding="utf-8")
    wanted = list(for_target(pinned, target))
    text = with_own(wanted, wheel)
    release = release_name(wheel, text, target)
    archive = out / f"{program}-{target}.tar"
    manifest = archive.with_name(archive.name + ".json")
    if is_made(archive, manifest, release):
        return f"{program} {release} for {target}: up to date"
    manifest.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(dir=out) as folder:
        wheels = Path(folder)
        _download("\n".join([*wanted, ""]), target, wheels)
        shutil.copy(wheel, wheels)
        (wheels / "requirements.txt").write_text(text, encoding="utf-8")
        pack(wheels, archive)
    about = {"program": program, "name": release, "for": str(target), "sha256": _sha256(archive)}
    manifest.write_text(json.dumps(about) + "\n", encoding="utf-8")
    return f"{program} {release} for {target}: {archive.stat().st_size // 1_000_000} MB"


def is_made(archive: Path, manifest: Path, release: str) -> bool:
    """Say whether an archive stands there with the manifest of this release."""
    if not (archive.exists() and manifest.exists()):
        return False
    return bool(json.loads(manifest.read_text(encoding="utf-8"))["name"] == release)


def for_target(pinned: str, target: Target) -> Iterator[str]:
    """Yield what of a requirements file holds for a target: one line each, with its hashes."""
    environment = {key: str(value) for key, value in default_environment().items()} | {
        "python_version": f"3.{target.minor}",
        "python_full_version": f"3.{target.minor}.0",
        "platform_machine": target.machine,
        "platform_system": "Linux",
        "sys_platform": "linux",
        "os_name": "posix",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    for block in BLOCK.split(pinned)[1:]:
        requirement = Requirement(block.split("\\\n")[0].split("#")[0].strip())
        if requirement.marker is None or requirement.marker.evaluate(environment):
            hashes = [f"--hash={found}" for found in HASH.findall(block)]
            yield " ".join([f"{requirement.name}{requirement.specifier}", *hashes])


def with_own(wanted: Iterable[str], wheel: Path) -> str:
    """Give the text of a requirements file that ends with our own wheel."""
    name, version = wheel.name.split("-")[:2]
    return "\n".join([*wanted, f"{name}=={version} --hash=sha256:{_sha256(wheel)}", ""])


def release_name(wheel: Path, text: str, target: Target) -> str:
    """Name a release by its version, by all that is in it, and by what it runs on."""
    digest = hashlib.sha256(f"{text}{target}".encode()).hexdigest()
    return f"{wheel.name.split('-')[1]}+{digest[:8]}"


def pack(folder: Path, archive: Path) -> None:
    """Put a folder into an archive: the same bytes for the same files."""
    part = archive.with_name(archive.name + ".part")
    with tarfile.open(part, "w") as tar:
        for path in sorted(folder.iterdir()):
            tar.add(path, arcname=path.name, filter=_plain)
    with part.open("rb") as stream:
        os.fsync(stream.fileno())
    part.replace(archive)


def _download(text: str, target: Target, folder: Path) -> None:
    platforms = [f"manylinux_2_{minor}_{target.machine}" for minor in GLIBC_MINOR]
    platforms += [f"manylinux2014_{target.machine}", f"linux_{target.machine}"]
    requirements = folder / "requirements.txt"
    requirements.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--require-hashes", "--only-binary", ":all:", "--no-deps", "-d", str(folder)]
    command += ["--python-version", f"3.{target.minor}", "--implementation", "cp"]
    command += ["--abi", f"cp3{target.minor}", "--abi", "abi3", "--abi", "none"]
    command += [word for name in platforms for word in ("--platform", name)]
    subprocess.run([*command, "-r", str(requirements)], check=True, stdout=sys.stderr)


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    member.mode, member.mtime = 0o644, 0
    return member


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


if __name__ == "__main__":
    main()
