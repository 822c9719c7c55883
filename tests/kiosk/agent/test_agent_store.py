"""Sessions and commands that are not forgotten; jobs that come back to the loop."""

import functools
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from kiosk.agent.jobs import CAPACITY, Jobs
from kiosk.agent.store import KEEP_COMMANDS, AgentStore
from kiosk.errors import StorageError
from tests.support.kiosk_clock import SetClock

TIMEOUT_S = 30


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AgentStore]:
    made = AgentStore(tmp_path / "agent.sqlite3", SetClock())
    yield made
    made.close()


def test_sessions_grow_over_restarts_and_threads(tmp_path: Path, store: AgentStore) -> None:
    numbers = [store.next_session(), store.next_session()]
    thread = threading.Thread(target=lambda: numbers.append(store.next_session()))
    thread.start()
    thread.join()
    again = AgentStore(tmp_path / "agent.sqlite3", SetClock())
    numbers.append(again.next_session())
    again.close()

    assert numbers == [numbers[0] + i for i in range(4)]


def test_numbers_grow_when_the_clock_goes_back(tmp_path: Path) -> None:
    clock = SetClock()
    first = AgentStore(tmp_path / "a", clock)
    before = first.next_session()
    first.close()
    clock.moment -= timedelta(days=300)

    second = AgentStore(tmp_path / "a", clock)
    numbers = [second.next_session(), second.next_session()]
    second.close()

    assert numbers == [before + 1, before + 2]


def test_a_disk_that_cannot_be_written_keeps_nobody_from_connecting(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock = SetClock()
    store = AgentStore(tmp_path / "a", clock)
    before = store.next_session()
    store.close()
    (tmp_path / "a").rename(tmp_path / "kept")
    (tmp_path / "a").mkdir()

    numbers = [before, store.next_session(), store.next_session()]
    with pytest.raises(StorageError, match=r"agent\."):
        store.take_command(uuid4())
    (tmp_path / "a").rmdir()
    (tmp_path / "kept").rename(tmp_path / "a")
    numbers.append(store.next_session())
    store.close()

    assert numbers == [before + i for i in range(4)]
    assert caplog.text.count("can't be kept") == 1


def test_a_lost_file_begins_above_the_old_numbers(tmp_path: Path) -> None:
    clock = SetClock()
    first = AgentStore(tmp_path / "a", clock)
    before = [first.next_session() for _ in range(10)][-1]
    first.close()
    clock.advance(60)

    second = AgentStore(tmp_path / "b", clock)
    after = second.next_session()
    second.close()

    assert after > before


def test_a_command_is_taken_once(tmp_path: Path, store: AgentStore) -> None:
    command = uuid4()

    assert store.take_command(command)
    assert not store.take_command(command)
    store.close()
    again = AgentStore(tmp_path / "agent.sqlite3", SetClock())
    assert not again.take_command(command)
    again.close()


def test_only_the_newest_commands_are_kept(store: AgentStore) -> None:
    commands = [uuid4() for _ in range(KEEP_COMMANDS + 1)]
    for command in commands:
        store.take_command(command)

    assert not store.take_command(commands[1])
    assert store.take_command(commands[0])


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.stop(TIMEOUT_S)


def deliver_until(jobs: Jobs, results: list[str], count: int) -> None:
    deadline = time.monotonic() + TIMEOUT_S
    while len(results) < count:
        assert time.monotonic() < deadline
        jobs.deliver()
        time.sleep(0.001)


def test_results_come_in_order_on_the_loops_thread(jobs: Jobs) -> None:
    results: list[str] = []
    threads = set()

    def work(name: str) -> str:
        threads.add(threading.current_thread().name)
        return name

    for name in "abc":
        jobs.submit("test", functools.partial(work, name), results.append)
    deliver_until(jobs, results, 3)

    assert results == ["a", "b", "c"]
    assert threads == {"agent-worker"}


def test_a_job_that_fails_is_logged_and_the_next_is_done(
    jobs: Jobs, caplog: pytest.LogCaptureFixture
) -> None:
    results: list[str] = []

    def fail() -> str:
        message = "no luck"
        raise RuntimeError(message)

    jobs.submit("test.fails", fail, results.append)
    jobs.submit("test", lambda: "done", results.append)
    deliver_until(jobs, results, 1)

    assert results == ["done"]
    assert "test.fails failed" in caplog.text


def test_too_many_are_refused_and_the_end_waits_for_none(jobs: Jobs) -> None:
    begun, go = threading.Event(), threading.Event()
    results: list[str] = []

    def wait() -> str:
        begun.set()
        go.wait(TIMEOUT_S)
        return "waited"

    jobs.submit("test", wait, results.append)
    assert begun.wait(TIMEOUT_S)
    taken = [jobs.submit("test", lambda: "x", results.append) for _ in range(CAPACITY + 1)]
    go.set()
    jobs.stop(TIMEOUT_S)

    assert taken == [True] * CAPACITY + [False]


def test_stops_without_having_begun() -> None:
    Jobs().stop(0)
