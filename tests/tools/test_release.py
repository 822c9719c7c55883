"""What goes into a release for a kind of host."""

import argparse
import json
import tarfile
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tools import release
from tools.release import Target

A, B, C = (f"sha256:{letter * 64}" for letter in "abc")
PINNED = f"""# made by make requirements
numpy==2.4.6 ; python_full_version < '3.12' \\
    --hash={A} \\
    --hash={B}
    # via opencv
numpy==2.5.5 ; python_full_version >= '3.12' \\
    --hash={C}
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash={C}
uvicorn[standard]==1.0 \\
    --hash={A}
"""
DEBIAN_12 = Target(minor=11, machine="x86_64")
PI_13 = Target(minor=13, machine="aarch64")


def test_markers_are_those_of_the_host_not_of_this_machine() -> None:
    here = list(release.for_target(PINNED, DEBIAN_12))
    there = list(release.for_target(PINNED, PI_13))

    assert here == [f"numpy==2.4.6 --hash={A} --hash={B}", f"uvicorn==1.0 --hash={A}"]
    assert there == [f"numpy==2.5.5 --hash={C}", f"uvicorn==1.0 --hash={A}"]


@pytest.mark.parametrize("program", release.PROGRAMS)
@pytest.mark.parametrize("target", [DEBIAN_12, PI_13], ids=str)
def test_every_line_of_ours_is_one_version_with_hashes(program: str, target: Target) -> None:
    pinned = (REPOSITORY / "requirements" / f"{program}.txt").read_text(encoding="utf-8")

    lines = list(release.for_target(pinned, target))

    assert len(lines) > 10
    assert [line for line in lines if line.count("==") != 1 or "--hash=sha256:" not in line] == []


def test_targets() -> None:
    assert release.parse_target("cp313-aarch64") == PI_13
    for bad in ("cp39-x86_64", "cp310-x86_64", "cp311-armv7l", "debian"):
        with pytest.raises(argparse.ArgumentTypeError, match=bad):
            release.parse_target(bad)


def test_an_archive_that_is_there_is_not_made_again(tmp_path: Path) -> None:
    wheel = tmp_path / "tramquet-9.9.9-py3-none-any.whl"
    wheel.write_bytes(b"one")
    name = name_of(wheel, tmp_path)

    assert release.make("fleet", DEBIAN_12, wheel, tmp_path).endswith("up to date")
    wheel.write_bytes(b"two")
    assert name_of(wheel, tmp_path) != name


@pytest.mark.parametrize("lost", ["one.tar", "one.tar.json"])
def test_half_of_what_was_made_is_nothing(tmp_path: Path, lost: str) -> None:
    archive, manifest = tmp_path / "one.tar", tmp_path / "one.tar.json"
    archive.touch()
    manifest.write_text('{"name": "1.0+a"}')
    assert release.is_made(archive, manifest, "1.0+a")
    assert not release.is_made(archive, manifest, "1.0+b")

    (tmp_path / lost).unlink()

    assert not release.is_made(archive, manifest, "1.0+a")


def name_of(wheel: Path, out: Path) -> str:
    """Have archive and manifest stand there as if they had been made."""
    pinned = (REPOSITORY / "requirements" / "fleet.txt").read_text(encoding="utf-8")
    lines = release.for_target(pinned, DEBIAN_12)
    name = release.release_name(wheel, release.with_own(lines, wheel), DEBIAN_12)
    (out / "fleet-cp311-x86_64.tar").touch()
    (out / "fleet-cp311-x86_64.tar.json").write_text(json.dumps({"name": name}))
    return name


def test_an_archive_tells_nothing_of_who_made_it(tmp_path: Path) -> None:
    folder = tmp_path / "wheels"
    folder.mkdir()
    (folder / "b.whl").write_bytes(b"b")
    (folder / "a.whl").write_bytes(b"a")

    release.pack(folder, tmp_path / "one.tar")
    (folder / "a.whl").touch()
    release.pack(folder, tmp_path / "two.tar")

    assert (tmp_path / "one.tar").read_bytes() == (tmp_path / "two.tar").read_bytes()
    with tarfile.open(tmp_path / "one.tar") as tar:
        assert [(member.name, member.uid, member.mode) for member in tar] == [
            ("a.whl", 0, 0o644),
            ("b.whl", 0, 0o644),
        ]
