"""A Debian tree with both programs installed as a release is, and with the units in place.

Packages are downloaded on this machine, with its own pip, and installed offline by the tree's own
Python, each file against its hash. The tree's Debian has to have this machine's Python version.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from tests.support.trees import Tree, TreeError, base_tree, kept_layer

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCES = ("contract", "provenance", "daemon", "kiosk", "fleet")
PROGRAMS = ("kiosk", "fleet")
PACKAGES = ("libzbar0", "mosquitto", "python3-venv")
RELEASE = "0"

VENVS = """
for program in kiosk fleet; do
    release=/opt/$program/releases/{release}
    mkdir -p /opt/$program/releases
    python3 -m venv $release
    PIP_NO_INDEX=1 PIP_FIND_LINKS=/run/wheels $release/bin/pip --quiet install \
        --disable-pip-version-check --require-hashes -r /run/$program.txt
    ln -s releases/{release} /opt/$program/current
done
"""
PROJECT = """
for program in kiosk fleet; do
    PIP_NO_INDEX=1 /opt/$program/current/bin/pip --quiet install \
        --disable-pip-version-check --no-deps /run/project/*.whl
    install -m 0644 /run/systemd-units/tramquet-$program.sysusers.conf \
        /usr/lib/sysusers.d/tramquet-$program.conf
done
install -m 0644 -t /etc/systemd/system /run/systemd-units/*.service /run/systemd-units/*.path
systemd-sysusers
install -d /etc/tramquet
# The smallest Debian has none, and names must not depend on a server there.
echo 127.0.0.1 localhost > /etc/hosts
"""


def installed_tree() -> Tree:
    """Give the tree; only what has changed since the last call is made anew."""
    requirements = [REPOSITORY / "requirements" / f"{name}.txt" for name in PROGRAMS]
    wheels = kept_layer("wheels", (_digest(requirements),), lambda to: _download(requirements, to))
    shown = {path: f"/run/{path.name}" for path in requirements}
    venvs = (
        base_tree()
        .with_packages(*PACKAGES)
        .grown(
            "venvs",
            VENVS.format(release=RELEASE),
            key=_digest(requirements),
            binds={wheels: "/run/wheels", **shown},
        )
    )
    units = REPOSITORY / "systemd"
    project = kept_layer("project", (_digest(_sources()),), _build)
    return venvs.grown(
        "project",
        PROJECT,
        key=project.name + _digest(sorted(units.iterdir())),
        binds={project: "/run/project", units: "/run/systemd-units"},
    )


def _sources() -> list[Path]:
    folders = (REPOSITORY / name for name in SOURCES)
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    unwanted = {"__pycache__", "node_modules", "web"}
    kept = [path for path in files if not unwanted & set(path.relative_to(REPOSITORY).parts)]
    return sorted([*kept, REPOSITORY / "pyproject.toml", REPOSITORY / "hatch_build.py"])


def _digest(paths: list[Path]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in paths:
        digest.update(str(path).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _download(requirements: list[Path], folder: Path) -> None:
    for path in requirements:
        options = ["--require-hashes", "--only-binary", ":all:", "-d", str(folder)]
        _pip("download", *options, "-r", str(path))


def _build(folder: Path) -> None:
    # The console is in fleet/api/static where it was built; making it is another test's affair.
    _pip("wheel", "--no-build-isolation", "--no-deps", "-w", str(folder), str(REPOSITORY))


def _pip(*arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments],
        env={**os.environ, "HATCH_BUILD_NO_HOOKS": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise TreeError(f"pip {arguments[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
