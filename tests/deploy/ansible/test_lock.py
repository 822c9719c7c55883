"""One run at a time on a host: the lock that deploy/ansible/library/deploy_lock.py keeps."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.deploy.ansible.playbooks import PLAYBOOKS

MODULE = PLAYBOOKS / "library" / "deploy_lock.py"
OURS = {"token": "ours", "user": "lan"}
THEIRS = {"token": "theirs", "user": "minh"}


def ask(lock: Path, holder: dict[str, str], **more: object) -> dict[str, Any]:
    arguments = {
        "path": str(lock),
        "state": "held",
        "holder": holder,
        "instead_of": "",
        "stale_after_s": 60,
    }
    file = lock.with_name("arguments.json")
    file.write_text(json.dumps(arguments | more))
    done = subprocess.run(
        [sys.executable, "-I", MODULE, file], capture_output=True, text=True, check=False
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    assert done.returncode == (1 if answer.get("failed") else 0)
    return answer


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "lock"


def grow_old(lock: Path, age_s: float) -> None:
    at = lock.stat().st_mtime - age_s
    os.utime(lock, (at, at))


def test_it_is_free_then_held_then_free_again(lock: Path) -> None:
    assert ask(lock, OURS) == {"changed": False, "held": True, "by": None, "took_over": False}
    assert ask(lock, OURS, state="released")["held"] is False
    assert ask(lock, THEIRS)["held"] is True


def test_who_holds_it_is_told(lock: Path) -> None:
    ask(lock, THEIRS)

    answer = ask(lock, OURS)

    assert answer["held"] is False
    assert answer["by"]["user"] == "minh"
    assert 0 <= answer["by"]["age_s"] < 60


def test_nobody_gives_back_what_another_holds(lock: Path) -> None:
    ask(lock, THEIRS)

    ask(lock, OURS, state="released")

    assert ask(lock, OURS)["held"] is False


def test_a_run_that_was_found_dead_is_replaced(lock: Path) -> None:
    ask(lock, THEIRS)

    answer = ask(lock, OURS, instead_of="theirs")

    assert (answer["held"], answer["took_over"]) == (True, True)
    assert ask(lock, THEIRS)["by"]["token"] == "ours"


def test_only_the_dead_run_that_was_meant_is_replaced(lock: Path) -> None:
    ask(lock, THEIRS)

    assert ask(lock, OURS, instead_of="another")["held"] is False


def test_an_old_lock_is_nobodys(lock: Path) -> None:
    ask(lock, THEIRS)
    grow_old(lock, 61)

    assert ask(lock, OURS)["held"] is True


def test_a_lock_whose_maker_died_at_once_is_nobodys_soon(lock: Path) -> None:
    lock.mkdir()
    assert ask(lock, OURS)["held"] is False

    grow_old(lock, 11)

    assert ask(lock, OURS)["held"] is True


def test_a_lock_with_damaged_words_is_one_all_the_same(lock: Path) -> None:
    lock.mkdir()
    (lock / "holder.json").write_text("{")

    assert ask(lock, OURS)["held"] is False


def test_a_place_that_cannot_be_used_is_told(lock: Path) -> None:
    lock.write_text("a file")

    answer = ask(lock, OURS, path=str(lock / "below"))

    assert answer["failed"] is True
    assert str(lock) in answer["msg"]
