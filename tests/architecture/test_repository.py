"""Every file of the repository keeps the rules of `rules.py`.

Looks at what git tracks and at what it would track, so that a breach is found before the commit.
"""

import subprocess
from pathlib import Path, PurePosixPath

import pytest

from tests.architecture import rules
from tests.conftest import REPOSITORY

ALL_RULES: list[rules.Rule] = [
    rules.module_length,
    rules.function_length,
    rules.import_in_function,
    rules.package_file,
    rules.foreign_address,
    rules.left_open,
    rules.private_key,
]


@pytest.fixture(scope="module")
def texts() -> dict[PurePosixPath, str]:
    if not (REPOSITORY / ".git").exists():
        pytest.skip("not a git checkout: no list of the repository's files")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = [PurePosixPath(name) for name in listed.split("\0") if name]
    return {path: text for path in paths if (text := read_text(REPOSITORY / path)) is not None}


def read_text(path: Path) -> str | None:
    """Return a file's text, or None when it is a picture, a link or was deleted."""
    if path.is_symlink() or not path.is_file():
        return None
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def test_sees_the_repository(texts: dict[PurePosixPath, str]) -> None:
    assert PurePosixPath("pyproject.toml") in texts
    assert PurePosixPath("tests/architecture/rules.py") in texts


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.__name__)
def test_rule_is_kept(rule: rules.Rule, texts: dict[PurePosixPath, str]) -> None:
    found = [line for path, text in sorted(texts.items()) for line in rule(path, text)]

    assert found == [], "\n".join(found)
