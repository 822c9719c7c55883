"""The processes of the checks: those that hang, crash or talk nonsense, and as whom they run."""

import os
import pwd
import re
import sys
import textwrap
import time
from pathlib import Path

import pytest

from kiosk.selftest.order import Check
from kiosk.selftest.report import Outcome
from kiosk.selftest.runner import Child, child_of, run
from kiosk.selftest.texts import LANGUAGES, TEXTS, explain
from kiosk.settings import Settings

QUICK = Check(name="disk", limit_s=20.0)


def child(program: str) -> Child:
    return Child(command=(sys.executable, "-c", textwrap.dedent(program)))


@pytest.fixture
def settings(data_dir: Path) -> Settings:
    return Settings.model_validate({"data_dir": data_dir, "screen": {"driver": "dummy"}})


@pytest.mark.system
def test_a_check_runs_in_a_process_of_its_own(settings: Settings) -> None:
    ran = run(QUICK, settings, Child())
    assert (ran.name, ran.finding.outcome, ran.finding.code) == ("disk", Outcome.OK, "disk.ok")
    assert 0 < ran.seconds < QUICK.limit_s


@pytest.mark.parametrize("ignores", ["SIGINT", "SIGTERM"])
def test_one_that_hangs_is_ended_and_said(settings: Settings, ignores: str) -> None:
    program = f"""
        import signal, sys
        signal.signal(signal.{ignores}, signal.SIG_IGN)
        sys.stdin.read()
        while True:
            signal.pause()
    """
    begun_s = time.monotonic()
    ran = run(Check(name="disk", limit_s=1.0), settings, child(program))
    assert (ran.finding.outcome, ran.finding.code) == (Outcome.FAILED, "selftest.hung")
    assert time.monotonic() - begun_s < 10


def test_one_whose_children_keep_its_pipes_does_not_hold_the_others_up(settings: Settings) -> None:
    program = """
        import subprocess, sys
        subprocess.Popen(["sleep", "25"], pass_fds=[int(sys.argv[1])])
    """
    begun_s = time.monotonic()
    assert run(QUICK, settings, child(program)).finding.code == "selftest.died"
    assert time.monotonic() - begun_s < 15


@pytest.mark.parametrize(
    ("program", "status", "detail"),
    [
        ("import os; os.abort()", -6, ""),
        ("raise RuntimeError('no such luck')", 1, "RuntimeError: no such luck"),
        ("import os, sys; os.write(int(sys.argv[1]), b'{}')", 0, ""),
        ("", 0, ""),
    ],
)
def test_one_that_dies_or_says_nothing(
    settings: Settings, program: str, status: int, detail: str
) -> None:
    found = run(QUICK, settings, child(program)).finding
    assert (found.outcome, found.code) == (Outcome.FAILED, "selftest.died")
    assert (found.params["status"], found.params["detail"]) == (status, detail)


def test_what_cannot_be_started(settings: Settings) -> None:
    found = run(QUICK, settings, Child(command=("no-such-program-here",))).finding
    assert found.code == "selftest.no_process"


def test_as_root_the_owner_of_the_data_directory_is_who_tries(data_dir: Path) -> None:
    if os.geteuid() != 0:
        assert child_of(data_dir).user is None
        return
    assert child_of(data_dir).user is None
    nobody = pwd.getpwnam("nobody")
    os.chown(data_dir, nobody.pw_uid, nobody.pw_gid)
    assert child_of(data_dir).user == nobody
    as_nobody = Child(
        command=("sh", "-c", "exit $(( $(id -u) % 200 ))"), user=nobody, groups=(nobody.pw_gid,)
    )
    found = run(QUICK, Settings(data_dir=data_dir), as_nobody).finding
    assert found.params["status"] == nobody.pw_uid % 200


class TestTexts:
    def test_each_is_there_in_both_languages(self) -> None:
        for code, texts in TEXTS.items():
            assert len(texts) == len(LANGUAGES), code
            assert all(texts), code

    def test_every_code_of_the_checks_has_words(self) -> None:
        room = Path(__file__).resolve().parents[3] / "kiosk" / "selftest"
        code = "\n".join(path.read_text() for path in (room / "checks").glob("*.py"))
        named = re.findall(r'"([a-z]+\.[a-z_]+)"', code)
        assert len(named) > 30
        assert [name for name in named if name not in TEXTS] == []

    def test_what_has_no_words_is_said_as_it_is(self, settings: Settings) -> None:
        found = run(QUICK, settings, Child(command=("no-such-program-here",))).finding
        object.__setattr__(found, "code", "odd.thing")
        assert explain(found, "en").startswith("odd.thing detail=")
