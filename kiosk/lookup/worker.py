"""The thread that asks, so that the window never waits.

Two bounded queues: questions go in, answers come out. When too many questions wait, the newest wins
and the oldest is answered `Unavailable`, so that each question gets exactly one answer and no scan
is lost.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from daemon.boundary import Boundaries
from daemon.watchdog import Pulse
from kiosk.lookup.port import Lookup
from provenance.answer import AnyAnswer, Unavailable
from provenance.keys import LookupKey

MAX_WAITING = 4
IDLE_S = 5.0
JOIN_S = 5.0
ASK_LIMIT_S = 600.0
"""A question has its deadline, but the system's resolver knows none: a dead one takes minutes."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What to ask for; `ticket` comes back with the answer."""

    ticket: int
    key: LookupKey
    deadline_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What came of the question with this ticket."""

    ticket: int
    answer: AnyAnswer


class LookupWorker:
    """Asks in a thread of its own, one question after the other.

    Args:
        max_waiting: questions that may wait, besides the one that is being asked.
        ring: called on any thread when there is an answer to poll.
        pulse: of the thread.
    """

    def __init__(
        self,
        lookup: Lookup,
        *,
        max_waiting: int = MAX_WAITING,
        ring: Callable[[], object] = lambda: None,
        pulse: Pulse | None = None,
    ) -> None:
        self._lookup = lookup
        self._pulse = pulse or Pulse("lookup")
        self._ring = ring
        self._max_waiting = max_waiting
        self._waiting: deque[Question] = deque()
        self._answers: deque[Answered] = deque()
        self._changed = threading.Condition()
        self._running = False
        self._thread: threading.Thread | None = None
        self._boundaries = Boundaries(_log)

    def start(self) -> None:
        """Start the thread."""
        self._running = True
        self._thread = threading.Thread(target=self._run, name="lookup", daemon=True)
        self._thread.start()

    def submit(self, question: Question) -> None:
        """Have a question asked; doesn't wait."""
        with self._changed:
            self._waiting.append(question)
            if len(self._waiting) > self._max_waiting:
                dropped = self._waiting.popleft()
                self._answer(dropped, Unavailable(reason="lookup.dropped"))
            self._changed.notify_all()

    def poll(self) -> list[Answered]:
        """Give the answers that came since the last call; doesn't wait."""
        with self._changed:
            answers = list(self._answers)
            self._answers.clear()
        return answers

    def wait_for_answers(self, number: int, timeout_s: float) -> bool:
        """Wait until so many answers can be polled, or the time is over."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._answers) >= number, timeout_s)

    def stop(self) -> None:
        """End the thread after the question that it is asking, and close the source."""
        with self._changed:
            self._running = False
            self._changed.notify_all()
        thread, self._thread = self._thread, None
        if thread is None:
            return
        thread.join(JOIN_S)
        if thread.is_alive():
            _log.warning("the look-up thread still waits for its source and is left behind")
        else:
            self._lookup.close()

    def _run(self) -> None:
        while True:
            self._pulse.beat()
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or not self._running, IDLE_S)
                if not self._running:
                    return
                if not self._waiting:
                    continue
                question = self._waiting.popleft()
            answer: AnyAnswer = Unavailable(reason="lookup.failed")
            with self._pulse.within(ASK_LIMIT_S), self._boundaries.guard("lookup.ask"):
                answer = self._lookup.ask(question.key, question.deadline_s)
            with self._changed:
                self._answer(question, answer)

    def _answer(self, question: Question, answer: AnyAnswer) -> None:
        self._answers.append(Answered(ticket=question.ticket, answer=answer))
        self._changed.notify_all()
        self._ring()
