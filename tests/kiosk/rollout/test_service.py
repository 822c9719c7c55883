"""What the rollout does step by step, with a worker that works when it is told to."""

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from contract.messages import Desired
from contract.names import StationId
from daemon.durable import Disk
from kiosk.rollout.service import Rollout, Surroundings
from kiosk.rollout.store import load_current
from kiosk.rollout.table import Phase
from tests.support.identities import publisher_key
from tests.support.kiosk_clock import SetClock
from tests.support.publishing import STATION, Publisher, png

T = TypeVar("T")


class Shelf:
    """A source that gives a publisher's artifacts."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher

    def download(
        self, path: str, sink: Callable[[bytes], object], *, limit_bytes: int, timeout_s: float
    ) -> None:
        sink(self._publisher.artifacts[path.rsplit("/", 1)[-1]])


class SlowWorker:
    """A worker that does one job at a time, each when it is told to."""

    def __init__(self) -> None:
        self._jobs: deque[Callable[[], None]] = deque()

    def submit(self, name: str, work: Callable[[], T], then: Callable[[T], None]) -> bool:
        self._jobs.append(lambda: then(work()))
        return True

    def work(self) -> None:
        self._jobs.popleft()()


@pytest.fixture
def publisher() -> Publisher:
    return Publisher()


@pytest.fixture
def worker() -> SlowWorker:
    return SlowWorker()


def rollout(folder: Path, publisher: Publisher, worker: SlowWorker, disk: Disk) -> Rollout:
    around = Surroundings(
        station=StationId(STATION),
        keys=lambda: (publisher_key(publisher.key),),
        source=Shelf(publisher),
        runner=worker,
        decode=lambda _path: None,
    )
    return Rollout(folder, SetClock(), around, disk)


def with_a_slide(publisher: Publisher, number: int) -> Desired:
    slide = publisher.slide(f"slide-{number}", png(shade=number))
    return publisher.sign(publisher.desired(number, slides=(slide,)))


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_refusal_takes_nothing_from_a_state_on_its_way(
    tmp_path: Path, publisher: Publisher, worker: SlowWorker, steps: int
) -> None:
    made = rollout(tmp_path, publisher, worker, Disk())
    made.announce(with_a_slide(publisher, 3))
    for _ in range(steps):
        worker.work()

    made.announce(Publisher().sign(publisher.desired(4)))
    assert made.refusal is not None
    while made.phase is not Phase.IDLE:
        worker.work()

    current = load_current(tmp_path)
    assert current.number == 3
    assert [one.picture.read_bytes() for one in current.slides] == [png(shade=3)]


def test_the_very_first_one_may_be_refused(
    tmp_path: Path, publisher: Publisher, worker: SlowWorker, caplog: pytest.LogCaptureFixture
) -> None:
    made = rollout(tmp_path / "desired", publisher, worker, Disk())

    made.announce(Publisher().sign(publisher.desired(1)))

    assert made.refusal is not None
    assert made.refusal.code == "desired.signature"
    assert "rollout.effect" not in caplog.text


def test_old_states_that_cannot_be_removed_undo_nothing(
    tmp_path: Path, publisher: Publisher, worker: SlowWorker, caplog: pytest.LogCaptureFixture
) -> None:
    class Sticky(Disk):
        def remove(self, path: Path) -> None:
            if path.exists():
                raise OSError(5, "Input/output error", str(path))

    made = rollout(tmp_path, publisher, worker, Sticky())
    for number in range(1, 6):
        made.announce(with_a_slide(publisher, number))
        while made.phase is not Phase.IDLE:
            worker.work()

    assert load_current(tmp_path).number == made.in_force.number == 5
    assert "rollout.prune failed" in caplog.text
