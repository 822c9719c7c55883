"""When the service manager hears that all is well, and when it is asked for the restart."""

import logging
import threading

import pytest

from daemon.watchdog import LOOK_S, Pulse, Supervisor
from tests.support.kiosk_clock import SetClock
from tests.support.told import WATCHDOG_S, Told, supervisor
from tests.support.waiting import wait_until

LIMIT_S = 10.0


class Rig:
    """A supervisor whose clock the test moves."""

    def __init__(self) -> None:
        self.clock = SetClock()
        self.told = Told()
        self.supervisor = supervisor(self.told, self.clock)

    def let(self, seconds: float, *beating: Pulse) -> None:
        for _ in range(int(seconds / LOOK_S)):
            self.clock.advance(LOOK_S)
            for pulse in beating:
                pulse.beat()
            self.supervisor.turn()

    @property
    def pings(self) -> int:
        return self.told.said.count("WATCHDOG=1")

    @property
    def is_hung(self) -> bool:
        return self.told.is_hung


def test_pings_while_every_loop_turns() -> None:
    rig = Rig()
    loops = [rig.supervisor.pulse(name, limit_s=LIMIT_S) for name in ("window", "lookup")]
    rig.let(60, *loops)
    assert rig.pings == 60 / (WATCHDOG_S / 4)
    assert not rig.is_hung


def test_one_late_loop_is_enough_and_is_named(caplog: pytest.LogCaptureFixture) -> None:
    rig = Rig()
    window = rig.supervisor.pulse("window", limit_s=LIMIT_S)
    lookup = rig.supervisor.pulse("lookup", limit_s=LIMIT_S)
    lookup.beat()
    rig.let(LIMIT_S, window)
    assert not rig.is_hung
    rig.let(3, window)
    assert rig.told.said[-1] == "WATCHDOG=trigger STATUS=hung: lookup did not turn in time"
    rig.let(30, window)
    assert rig.told.said.count(rig.told.said[-1]) == 1
    assert [record.levelno for record in caplog.records] == [logging.CRITICAL]


def test_no_ping_follows_once_it_hung() -> None:
    rig = Rig()
    loop = rig.supervisor.pulse("loop", limit_s=LIMIT_S)
    loop.beat()
    rig.let(LIMIT_S + 3)
    before = rig.pings
    rig.supervisor.status("all is well")
    rig.let(60, loop)
    assert rig.pings == before
    assert "STATUS=all is well" not in rig.told.said


def test_a_loop_that_has_not_begun_is_not_late() -> None:
    rig = Rig()
    rig.supervisor.pulse("jobs", limit_s=LIMIT_S)
    rig.let(60)
    assert not rig.is_hung


def test_a_long_job_has_a_limit_of_its_own() -> None:
    rig = Rig()
    jobs = rig.supervisor.pulse("jobs", limit_s=LIMIT_S)
    with jobs.within(60):
        rig.let(59)
    assert not rig.is_hung
    with jobs.within(60):
        rig.let(63)
    assert rig.is_hung


def test_after_a_long_job_the_short_limit_counts_from_its_end() -> None:
    rig = Rig()
    jobs = rig.supervisor.pulse("jobs", limit_s=LIMIT_S)
    with jobs.within(None):
        rig.let(600)
    rig.let(LIMIT_S)
    assert not rig.is_hung
    rig.let(3)
    assert rig.is_hung


def test_a_loop_that_has_ended_is_not_missed() -> None:
    rig = Rig()
    loop = rig.supervisor.pulse("loop", limit_s=LIMIT_S)
    rig.let(5, loop)
    loop.end()
    rig.let(60)
    assert not rig.is_hung


def test_nobody_has_to_turn_while_the_process_ends() -> None:
    rig = Rig()
    loop = rig.supervisor.pulse("loop", limit_s=LIMIT_S)
    rig.let(5, loop)
    rig.supervisor.stopping()
    rig.let(60)
    assert not rig.is_hung
    assert "STOPPING=1 STATUS=ending" in rig.told.said


def test_a_machine_that_stood_still_is_no_hung_loop() -> None:
    rig = Rig()
    loop = rig.supervisor.pulse("loop", limit_s=LIMIT_S)
    rig.let(5, loop)
    rig.clock.advance(300)
    rig.supervisor.turn()
    rig.let(LIMIT_S)
    assert not rig.is_hung
    rig.let(3)
    assert rig.is_hung


def test_ready_is_said_once_and_only_news_after_it() -> None:
    rig = Rig()
    rig.supervisor.ready("the window is open")
    rig.supervisor.ready("again")
    rig.supervisor.status("the window is open")
    rig.supervisor.status("camera away")
    assert rig.told.said == ["READY=1 STATUS=the window is open", "STATUS=camera away"]


def test_the_thread_pings_until_the_end() -> None:
    told = Told(watchdog_s=0.2)
    with Supervisor(told, SetClock().monotonic_s):
        wait_until(lambda: "WATCHDOG=1" in told.said)
        assert "watchdog" in {thread.name for thread in threading.enumerate()}
    assert "watchdog" not in {thread.name for thread in threading.enumerate()}


def test_no_thread_where_nobody_waits() -> None:
    with Supervisor(Told(watchdog_s=None), SetClock().monotonic_s):
        assert "watchdog" not in {thread.name for thread in threading.enumerate()}
