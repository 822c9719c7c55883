"""The look-up thread: each question gets one answer, whatever the source does."""

import threading
from collections.abc import Iterator

import pytest

from kiosk.lookup.memory import MemoryLookup
from kiosk.lookup.worker import ASK_LIMIT_S, LookupWorker, Question
from provenance.answer import AnyAnswer, Found, NotFound, Unavailable
from provenance.keys import LookupKey
from tests.support.dossiers import PRODUCT, UNIT, dossier
from tests.support.kiosk_clock import SetClock
from tests.support.told import Told, supervisor
from tests.support.waiting import wait_until

WITHIN_S = 30.0


class Gate:
    """A source that answers when the test opens it."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.open = threading.Event()
        self.closed = False

    def ask(self, key: LookupKey, deadline_s: float) -> AnyAnswer:
        self.entered.set()
        assert self.open.wait(WITHIN_S)
        return NotFound(asked=())

    def close(self) -> None:
        self.closed = True


class Breaks:
    """A source with a fault of its own."""

    def ask(self, key: LookupKey, deadline_s: float) -> AnyAnswer:
        raise ZeroDivisionError

    def close(self) -> None:
        """Nothing to let go of."""


def question(ticket: int, key: LookupKey = PRODUCT) -> Question:
    return Question(ticket=ticket, key=key, deadline_s=1.0)


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
def behind_gate(gate: Gate) -> Iterator[LookupWorker]:
    worker = LookupWorker(gate, max_waiting=2)
    worker.start()
    yield worker
    gate.open.set()
    worker.stop()


def test_answers_come_back_with_their_tickets() -> None:
    worker = LookupWorker(MemoryLookup({PRODUCT: dossier()}, SetClock()))
    worker.start()
    worker.submit(question(7))
    worker.submit(question(8, UNIT))

    assert worker.wait_for_answers(2, WITHIN_S)
    first, second = worker.poll()
    assert (first.ticket, type(first.answer)) == (7, Found)
    assert (second.ticket, type(second.answer)) == (8, NotFound)
    assert worker.poll() == []
    worker.stop()


def test_the_newest_wins_when_too_many_wait(behind_gate: LookupWorker, gate: Gate) -> None:
    behind_gate.submit(question(1))
    assert gate.entered.wait(WITHIN_S)
    for ticket in (2, 3, 4, 5):
        behind_gate.submit(question(ticket))

    dropped = behind_gate.poll()
    assert [answered.ticket for answered in dropped] == [2, 3]
    assert {answered.answer for answered in dropped} == {Unavailable(reason="lookup.dropped")}
    gate.open.set()
    assert behind_gate.wait_for_answers(3, WITHIN_S)
    assert [answered.ticket for answered in behind_gate.poll()] == [1, 4, 5]


def test_submit_and_poll_never_wait_for_the_source(behind_gate: LookupWorker, gate: Gate) -> None:
    behind_gate.submit(question(1))
    assert gate.entered.wait(WITHIN_S)
    behind_gate.submit(question(2))
    assert behind_gate.poll() == []


def test_a_source_that_raises_is_unavailable_and_the_thread_goes_on() -> None:
    worker = LookupWorker(Breaks())
    worker.start()
    worker.submit(question(1))
    worker.submit(question(2))

    assert worker.wait_for_answers(2, WITHIN_S)
    assert {a.answer for a in worker.poll()} == {Unavailable(reason="lookup.failed")}
    worker.stop()


def test_a_resolver_that_is_dead_for_minutes_does_not_end_the_window(gate: Gate) -> None:
    clock, told = SetClock(), Told()
    watching = supervisor(told, clock)
    pulse = watching.pulse("lookup", limit_s=60.0)

    def let(seconds: float) -> None:
        for _ in range(round(seconds)):
            clock.advance(1.0)
            watching.turn()

    worker = LookupWorker(gate, pulse=pulse)
    worker.start()
    worker.submit(question(1))
    assert gate.entered.wait(WITHIN_S)
    let(ASK_LIMIT_S)
    assert not told.is_hung
    gate.open.set()
    assert worker.wait_for_answers(1, WITHIN_S)
    wait_until(lambda: pulse.limit_s == 60.0)
    worker.stop()


def test_stop_ends_the_thread_and_closes_the_source(gate: Gate) -> None:
    worker = LookupWorker(gate)
    worker.start()
    worker.stop()
    worker.stop()
    assert gate.closed
    assert "lookup" not in {thread.name for thread in threading.enumerate()}
