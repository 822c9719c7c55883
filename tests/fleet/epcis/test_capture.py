"""Capture jobs: all or nothing, what is right, going on after a crash, hostile documents."""

import os
import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from fleet.db.engine import Database
from fleet.epcis.capture import Behaviour, WantedJobs, get_job, list_jobs
from fleet.epcis.models import CaptureJob
from fleet.epcis.runner import MOST_TRIES, CaptureRunner
from fleet.errors import BadInput, NotThere
from provenance.epcis import Event, Limits, parse
from tests.provenance.epcis.documents import document, event
from tests.support.fleet_clock import SetClock

RIGHT = [event(eventTime=f"2026-11-22T06:{at // 60:02d}:{at % 60:02d}Z") for at in range(1201)]
WRONG = event(action="CREATE")


def _rare(length: int) -> str:
    """Give letters of four bytes that no compression shortens."""
    rare = random.Random(length)  # noqa: S311 - letters, no secret
    return "".join(chr(rare.randrange(0x20000, 0x2A000)) for _ in range(length))


def event_of(note: str) -> Event:
    (found,) = parse(document(event(**{"own:a": note}))).events
    return found


def send(runner: CaptureRunner, content: bytes, behaviour: Behaviour = Behaviour.ROLLBACK) -> str:
    part = runner.captures.part()
    part.write_bytes(content)
    return runner.captures.accept(part, who="an", behaviour=behaviour)


def job_of(database: Database, job: str) -> CaptureJob:
    with database.read() as session:
        return get_job(session, job, of=None)


def test_a_document_of_many_chunks_is_stored(database: Database, runner: CaptureRunner) -> None:
    job = send(runner, document(*RIGHT))
    runner.turn()
    done = job_of(database, job)
    assert (done.success, done.events, done.stored, done.rejected) == (True, 1201, 1201, 0)
    assert done.finished_at is not None
    assert list(runner.captures.folder.iterdir()) == []


def test_one_wrong_event_refuses_all(database: Database, runner: CaptureRunner) -> None:
    job = send(runner, document(*RIGHT[:700], WRONG))
    runner.turn()
    done = job_of(database, job)
    assert (done.success, done.events, done.stored, done.rejected) == (False, 701, 0, 1)
    assert done.errors[0]["code"] == "epcis.action"
    assert done.errors[0]["path"] == "$.epcisBody.eventList[700].action"


def test_what_is_right_is_stored_where_that_is_wanted(
    database: Database, runner: CaptureRunner
) -> None:
    job = send(runner, document(RIGHT[0], WRONG, RIGHT[1]), Behaviour.PROCEED)
    runner.turn()
    done = job_of(database, job)
    assert (done.success, done.events, done.stored, done.rejected) == (False, 3, 2, 1)


def test_the_same_document_twice_changes_nothing(database: Database, runner: CaptureRunner) -> None:
    jobs = [send(runner, document(*RIGHT[:3])) for _ in range(2)]
    runner.turn()
    assert sum(job_of(database, job).stored for job in jobs) == 3
    assert all(job_of(database, job).success for job in jobs)


def test_a_job_is_gone_on_with_after_a_crash(
    database: Database, runner: CaptureRunner, clock: SetClock
) -> None:
    job = send(runner, document(*RIGHT))
    looks = iter([False, False, False, True, True])
    stopping = replace(runner.captures, stopped=lambda: next(looks))
    stopping.run(job)
    assert job_of(database, job).finished_at is None
    stored = job_of(database, job).stored
    assert 0 < stored < len(RIGHT)

    again = CaptureRunner(database, clock, runner.captures.folder)
    again.turn()
    assert job_of(database, job).success
    assert job_of(database, job).stored == len(RIGHT)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "epcis.json"),
        (b"\xff\xfe", "epcis.encoding"),
        (b"[" * 100_000, "epcis.depth"),
        (document("HERE").replace(b'"HERE"', b"{}," * 2000), "epcis.too_many_events"),
        (document(creationDate="1"), "epcis.time"),
    ],
)
def test_what_is_no_document_fails_with_a_reason(
    database: Database, runner: CaptureRunner, content: bytes, code: str
) -> None:
    small = CaptureRunner(
        database, runner.captures.clock, runner.captures.folder, limits=Limits(events=1500)
    )
    job = send(small, content)
    small.turn()
    done = job_of(database, job)
    assert (done.success, [one["code"] for one in done.errors]) == (False, [code])


def test_a_job_that_breaks_the_server_is_given_up(
    database: Database, runner: CaptureRunner
) -> None:
    def break_down() -> bool:
        raise ZeroDivisionError

    job = send(runner, document(*RIGHT))
    runner.captures = replace(runner.captures, stopped=break_down)
    for _ in range(MOST_TRIES):
        runner.turn()
        assert job_of(database, job).finished_at is None
    runner.turn()
    assert job_of(database, job).errors[0]["code"] == "epcis.failed"


@pytest.mark.parametrize(
    "odd",
    [
        event(**{f"own:{_rare(470)}": _rare(200)}),
        event(action="ADD", ilmd={f"own:{_rare(470)}": _rare(200)}),
        event(**{f"own:{_rare(120)}": _rare(200)}),
        event(readPoint={"id": f"https://id.gs1.org/414/8935001200000/254/{'%ff' * 150}"}),
    ],
    ids=["name", "master data", "both as long as may be", "place"],
)
def test_rare_letters_burst_no_index(
    database: Database, runner: CaptureRunner, odd: object
) -> None:
    job = send(runner, document(odd))
    runner.turn()
    done = job_of(database, job)
    assert (done.success, done.stored, done.errors) == (True, 1, [])


def test_what_the_database_cant_hold_ends_a_job_at_once(
    database: Database, runner: CaptureRunner
) -> None:
    if database.dialect == "sqlite":
        pytest.skip("SQLite holds whatever it is given")
    with narrowed(database):
        refused_at_once(database, runner)


@contextmanager
def narrowed(database: Database) -> Iterator[None]:
    with database.connection() as connection:
        connection.execute(text("CREATE INDEX ix_test ON epcis_event (text)"))
    try:
        yield
    finally:
        with database.connection() as connection:
            connection.execute(text("DROP INDEX ix_test"))


def refused_at_once(database: Database, runner: CaptureRunner) -> None:
    job = send(runner, document(event(**{"own:a": _rare(2000)})), Behaviour.PROCEED)
    runner.turn()
    done = job_of(database, job)
    assert (done.success, done.stored, done.errors[0]["code"]) == (False, 0, "database.refused")
    assert "index row" in done.errors[0]["message"]
    assert list(runner.captures.folder.iterdir()) == []
    with pytest.raises(BadInput, match=r"database\.refused"):
        runner.captures.take_one(event_of(_rare(2000)), who="an")


def test_another_process_leaves_a_job_alone_that_is_being_done(
    database: Database, runner: CaptureRunner, clock: SetClock
) -> None:
    job = send(runner, document(RIGHT[0]))
    other = CaptureRunner(database, clock, runner.captures.folder)
    with runner.captures.claimed(job) as mine:
        assert mine
        other.turn()
        assert job_of(database, job).finished_at is None
    other.turn()
    assert job_of(database, job).success


def test_bodies_that_never_came_in_whole_are_removed(
    runner: CaptureRunner, clock: SetClock
) -> None:
    old, new = runner.captures.part(), runner.captures.part()
    for part, age in ((old, timedelta(hours=2)), (new, timedelta(minutes=1))):
        part.write_bytes(b"half")
        os.utime(part, times=((clock.now() - age).timestamp(),) * 2)
    runner.start()
    runner.stop()
    assert list(runner.captures.folder.iterdir()) == [new]


def test_bodies_that_a_power_cut_left_behind_are_removed(
    database: Database, runner: CaptureRunner, clock: SetClock
) -> None:
    done, waiting = (send(runner, document(one)) for one in RIGHT[:2])
    with runner.captures.claimed(waiting):
        runner.turn()
    assert job_of(database, done).success
    new, lost = (runner.captures.body(str(uuid.uuid4())) for _ in range(2))
    bodies = [runner.captures.body(done), lost, new]
    for path in bodies:
        path.write_bytes(b"{}")
    for path in (*bodies[:2], runner.captures.body(waiting)):
        os.utime(path, times=((clock.now() - timedelta(hours=2)).timestamp(),) * 2)
    os.utime(new, times=(clock.now().timestamp(),) * 2)
    runner.captures.forget_bodies()
    assert set(runner.captures.folder.iterdir()) == {new, runner.captures.body(waiting)}


def test_jobs_are_listed_newest_first_and_only_to_their_owner(
    database: Database, runner: CaptureRunner, clock: SetClock
) -> None:
    jobs = []
    for _ in range(3):
        jobs.append(send(runner, document(RIGHT[0])))
        clock.advance(timedelta(seconds=1))
    with database.read() as session:
        newest = list_jobs(session, WantedJobs(of="an"), before=None, limit=2)
        assert [one.id for one in newest] == jobs[:0:-1]
        before = (newest[-1].created_at, newest[-1].id)
        assert [
            one.id for one in list_jobs(session, WantedJobs(of=None), before=before, limit=2)
        ] == jobs[:1]
        assert list_jobs(session, WantedJobs(of="binh"), before=None, limit=2) == []
        with pytest.raises(NotThere):
            get_job(session, jobs[0], of="binh")
