"""tools/bootstrap.sh says what is wrong and what to do, on machines that lack something.

The script runs in a copied tree with stubs first on PATH: nothing is installed here.
"""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

INSTALL_LINE = "apt-get update && apt-get install -y --no-install-recommends libzbar0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    root: Path

    def stub(self, name: str, text: str) -> Path:
        path = self.root / "stubs" / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
        return path

    def bootstrap(self, *arguments: str, python: Path | str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.root / "tools" / "bootstrap.sh", *arguments],
            env={"PATH": f"{self.root / 'stubs'}:/usr/bin:/bin", "PYTHON": str(python)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    for folder in ("tools", "stubs"):
        (tmp_path / folder).mkdir()
    shutil.copy(REPOSITORY / "tools" / "bootstrap.sh", tmp_path / "tools")
    tree = Tree(root=tmp_path)
    tree.stub("sudo", "#!/bin/sh\nexit 1\n")
    tree.stub("id", "#!/bin/sh\necho 1000\n")
    tree.stub("apt-get", "#!/bin/sh\necho apt-get was asked for $*\n")
    tree.stub("ldconfig", "#!/bin/sh\necho no libraries at all\n")
    return tree


@pytest.mark.parametrize("arguments", [(), ("everything",)], ids=["none", "unknown"])
def test_wrong_use_is_told(tree: Tree, arguments: tuple[str, ...]) -> None:
    done = tree.bootstrap(*arguments, python=sys.executable)

    assert done.returncode == 1
    assert done.stderr == "usage: tools/bootstrap.sh check|demo|test\n"


def test_no_python_is_told(tree: Tree) -> None:
    done = tree.bootstrap("check", python="python9.9")

    assert done.returncode == 1
    assert "python9.9 is not installed: Python 3.11 or newer is needed" in done.stderr


def test_an_old_python_is_told(tree: Tree) -> None:
    old = tree.stub("old", '#!/bin/sh\n[ "$1" = -V ] && echo Python 3.9.2\nexit 1\n')

    done = tree.bootstrap("check", python=old)

    assert done.returncode == 1
    assert "Python 3.9.2 is too old: Python 3.11 or newer is needed" in done.stderr


def test_neither_root_nor_sudo_gets_the_one_line_to_run(tree: Tree) -> None:
    done = tree.bootstrap("demo", python=sys.executable)

    assert done.returncode == 1
    assert INSTALL_LINE in done.stderr
    assert not (tree.root / ".venv").exists()


def test_root_asks_apt_and_looks_whether_it_helped(tree: Tree) -> None:
    tree.stub("id", "#!/bin/sh\necho 0\n")

    done = tree.bootstrap("demo", python=sys.executable)

    log = (tree.root / ".cache" / "bootstrap.log").read_text(encoding="utf-8")
    assert done.returncode == 1
    assert done.stdout.startswith("[1/4] System packages (")
    assert "apt-get was asked for update" in log
    assert "apt-get was content, yet these are still missing" in done.stderr


def test_a_failing_apt_shows_its_last_words(tree: Tree) -> None:
    tree.stub("id", "#!/bin/sh\necho 0\n")
    tree.stub("apt-get", "#!/bin/sh\necho E: the disk is full\nexit 100\n")

    done = tree.bootstrap("demo", python=sys.executable)

    assert done.returncode == 1
    assert "failed after" in done.stdout
    assert "E: the disk is full" in done.stderr
    assert INSTALL_LINE in done.stderr
