"""How a bundle comes in force: recalls first, only what is missing, and never half of it."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest

from contract.bundle import BundleState, StampPart
from contract.messages import Bundle
from contract.names import StationId
from daemon.durable import Disk
from kiosk.bundle import store
from kiosk.bundle.news import StampNews
from kiosk.bundle.reader import BundleReader
from kiosk.errors import GatewayError
from kiosk.rollout.bundles import STEP_S, BundleKeeper, Phase
from kiosk.rollout.service import RETRY_FIRST_S, Surroundings
from provenance.records import Recall, RecallId, StampState, Text
from tests.support.bundles import STATION, Shelves
from tests.support.dossiers import GTIN, PRODUCT, UNIT, dossier, unit_dossier
from tests.support.identities import publisher_key
from tests.support.kiosk_clock import SetClock

T = TypeVar("T")


class Line:
    """A line to the fleet that can be cut, and on which each download takes a while."""

    def __init__(self, shelves: Shelves, clock: SetClock) -> None:
        self._shelves = shelves
        self._clock = clock
        self.cut_after: int | None = None
        self.takes_s = 0.0
        self.fetched: list[str] = []

    def download(
        self, path: str, sink: Callable[[bytes], object], *, limit_bytes: int, timeout_s: float
    ) -> None:
        if self.cut_after is not None and len(self.fetched) >= self.cut_after:
            raise GatewayError("gateway.unreachable")
        self._clock.advance(self.takes_s)
        sha256 = path.rsplit("/", 1)[-1]
        self.fetched.append(sha256)
        sink(self._shelves.artifacts[sha256])


class Worker:
    """Does one job at a time, each when it is told to."""

    def __init__(self) -> None:
        self.jobs: deque[Callable[[], None]] = deque()
        self.full = False

    def submit(self, name: str, work: Callable[[], T], then: Callable[[T], None]) -> bool:
        if self.full:
            return False
        self.jobs.append(lambda: then(work()))
        return True

    def work(self) -> None:
        while self.jobs:
            self.jobs.popleft()()


class Rig:
    """A keeper with everything around it."""

    def __init__(self, folder: Path, disk: Disk | None = None) -> None:
        self.folder = folder
        self.clock = SetClock()
        self.shelves = Shelves()
        self.line = Line(self.shelves, self.clock)
        self.worker = Worker()
        self.disk = disk or Disk()
        self.keeper = self.again()

    def again(self) -> BundleKeeper:
        """Start the agent again."""
        around = Surroundings(
            station=StationId(STATION),
            keys=lambda: (publisher_key(self.shelves.key),),
            source=self.line,
            runner=self.worker,
            decode=lambda _path: None,
        )
        self.keeper = BundleKeeper(self.folder, self.clock, around, self.disk)
        return self.keeper

    def announce(self, state: BundleState) -> None:
        self.keeper.announce(self.shelves.sign(state))

    def recalls(self) -> list[str]:
        notices = store.load_notices(self.folder)
        return [recall.recall_id for recall in notices.recalls.recalls] if notices else []

    def told(self) -> StampPart | None:
        return StampNews(self.folder, clock=self.clock).find(UNIT)

    def knows(self) -> bool:
        return BundleReader(self.folder).find(PRODUCT) is not None


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path / "bundle")


def test_news_of_stamps_are_in_force_before_any_chunk(rig: Rig) -> None:
    whole = unit_dossier()
    assert whole.stamp is not None
    voided = StampPart(stamp=replace(whole.stamp, state=StampState.VOID))
    state = rig.shelves.bundle(1, products=(dossier(),), news=[[voided]])
    rig.line.cut_after = 3
    rig.announce(state)
    rig.worker.work()
    assert not rig.knows()
    assert rig.told() == voided
    assert rig.keeper.phase is Phase.WAITING

    rig.line.cut_after = None
    rig.clock.advance(RETRY_FIRST_S)
    rig.keeper.turn()
    rig.worker.work()
    assert rig.knows()
    assert rig.told() == voided

    rig.announce(rig.shelves.bundle(2, products=(dossier(),)))
    rig.worker.work()
    assert rig.told() == voided
    assert not store.blob(rig.folder, state.news[0]).exists()


def test_news_come_a_few_at_a_time_as_chunks_do(rig: Rig) -> None:
    whole = unit_dossier()
    assert whole.stamp is not None
    parts = [[StampPart(stamp=replace(whole.stamp, serial=f"S{number}"))] for number in range(5)]
    rig.line.takes_s = STEP_S
    rig.announce(rig.shelves.bundle(1, news=parts))
    rig.worker.jobs.popleft()()
    before = len(rig.line.fetched)
    rig.worker.jobs.popleft()()
    assert len(rig.line.fetched) == before + 1
    rig.worker.work()
    assert rig.keeper.number == 1


def recall(name: str) -> Recall:
    return Recall(
        recall_id=RecallId(name),
        gtin=GTIN,
        reason=Text(vi="Dư lượng thuốc"),
        authority="Sở Nông nghiệp",
        since=date(2026, 11, 22),
    )


def test_a_bundle_comes_in_force(rig: Rig) -> None:
    rig.announce(rig.shelves.bundle(3, products=(dossier(),), recalls=(recall("r1"),)))
    rig.worker.work()

    assert (rig.keeper.number, rig.keeper.phase) == (3, Phase.IDLE)
    assert rig.keeper.wants_report()
    assert not rig.keeper.wants_report()
    assert rig.recalls() == ["r1"]
    assert rig.knows()


def test_recalls_are_in_force_before_any_chunk_is_asked_for(rig: Rig) -> None:
    rig.line.cut_after = 2
    rig.announce(rig.shelves.bundle(3, products=(dossier(),), recalls=(recall("r1"),)))
    rig.worker.work()

    assert rig.recalls() == ["r1"]
    assert (rig.keeper.number, rig.keeper.phase) == (0, Phase.WAITING)


def test_a_recall_does_not_wait_for_the_chunks_before_it(rig: Rig) -> None:
    rig.line.takes_s = 60
    rig.announce(rig.shelves.bundle(3, products=(dossier(),), chunks=16))
    for _ in range(4):
        rig.worker.jobs.popleft()()
    rig.announce(rig.shelves.bundle(4, products=(dossier(),), recalls=(recall("r2"),), chunks=16))
    for _ in range(2):
        rig.worker.jobs.popleft()()

    assert rig.recalls() == ["r2"]
    rig.worker.work()
    assert rig.keeper.number == 4
    assert len(rig.line.fetched) == len(set(rig.line.fetched))


def test_only_what_has_changed_is_fetched(rig: Rig) -> None:
    rig.announce(rig.shelves.bundle(1, products=(dossier(),), recalls=(recall("r1"),)))
    rig.worker.work()
    rig.line.fetched.clear()

    changed = rig.shelves.bundle(2, products=(dossier(name="Mới"),), recalls=(recall("r1"),))
    rig.announce(changed)
    rig.worker.work()

    # The index and one chunk; recalls, keys and the other chunks are the same.
    assert len(rig.line.fetched) == 2
    kept = {path.name for path in (rig.folder / store.BLOBS).iterdir()}
    index = store.index_of(rig.folder, changed)
    assert kept == {
        *(artifact.sha256 for artifact in index.artifacts),
        changed.index.sha256,
        changed.recalls.sha256,
        changed.keys.sha256,
    }


def test_a_cut_line_is_tried_again_and_goes_on_where_it_was(rig: Rig) -> None:
    rig.line.cut_after = 4
    rig.announce(rig.shelves.bundle(1, products=(dossier(),)))
    rig.worker.work()
    assert not rig.knows()

    rig.line.cut_after = None
    rig.clock.advance(RETRY_FIRST_S - 0.1)
    rig.keeper.turn()
    assert not rig.worker.jobs
    rig.clock.advance(0.2)
    rig.keeper.turn()
    rig.worker.work()

    assert rig.knows()
    assert len(rig.line.fetched) == len(set(rig.line.fetched))


def test_a_full_queue_puts_it_off(rig: Rig) -> None:
    rig.worker.full = True
    rig.announce(rig.shelves.bundle(1, products=(dossier(),)))
    assert rig.keeper.phase is Phase.WAITING

    rig.worker.full = False
    rig.clock.advance(RETRY_FIRST_S)
    rig.keeper.turn()
    rig.worker.work()
    assert rig.knows()


def test_a_card_that_lost_bits_gets_them_again(rig: Rig) -> None:
    state = rig.shelves.bundle(1, products=(dossier(),))
    rig.announce(state)
    rig.worker.work()
    for path in (rig.folder / store.BLOBS).iterdir():
        path.write_bytes(path.read_bytes()[:-1] + b"?")

    rig.again()
    rig.announce(state)
    rig.worker.work()
    assert rig.knows()


def _forged(_: Rig, state: BundleState) -> Bundle:
    return Shelves().sign(state)


def _other_key(rig: Rig, state: BundleState) -> Bundle:
    return rig.shelves.sign(state, "other")


def _other_station(rig: Rig, state: BundleState) -> Bundle:
    return rig.shelves.sign(state.model_copy(update={"station": "cho-mo-2"}))


def _no_state(rig: Rig, _: BundleState) -> Bundle:
    return rig.shelves.sign_text("{}")


def _too_large(rig: Rig, state: BundleState) -> Bundle:
    huge = state.recalls.model_copy(update={"size": 1 << 40})
    return rig.shelves.sign(state.model_copy(update={"recalls": huge}))


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        pytest.param(_forged, "bundle.signature", id="forged"),
        pytest.param(_other_key, "bundle.key_unknown", id="key"),
        pytest.param(_other_station, "bundle.station", id="another station's"),
        pytest.param(_no_state, "bundle.invalid", id="no state"),
        pytest.param(_too_large, "bundle.too_large", id="too large"),
    ],
)
def test_what_is_not_ours_is_refused(
    rig: Rig,
    caplog: pytest.LogCaptureFixture,
    spoil: Callable[[Rig, BundleState], Bundle],
    code: str,
) -> None:
    rig.keeper.announce(spoil(rig, rig.shelves.bundle(1, products=(dossier(),))))
    assert not rig.worker.jobs
    assert code in caplog.text


def test_an_old_bundle_changes_nothing(rig: Rig) -> None:
    old = rig.shelves.bundle(1)
    rig.announce(rig.shelves.bundle(2, products=(dossier(),), recalls=(recall("r1"),)))
    rig.worker.work()
    rig.announce(old)
    rig.again().announce(rig.shelves.sign(old))

    assert not rig.worker.jobs
    assert (rig.keeper.number, rig.recalls(), rig.knows()) == (2, ["r1"], True)


def test_a_fleet_that_went_back_to_an_older_copy_hears_of_the_number_here(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    rig.announce(rig.shelves.bundle(10, products=(dossier(),)))
    rig.worker.work()
    assert rig.keeper.wants_report()

    rig.announce(rig.shelves.bundle(8, recalls=(recall("r1"),)))
    assert not rig.worker.jobs
    assert "bundle 8 is left alone: 10 is newer" in caplog.text
    assert rig.keeper.wants_report()
    assert not rig.keeper.wants_report()


def test_a_number_that_would_say_nothing_new_is_not_reported(rig: Rig) -> None:
    rig.announce(rig.shelves.bundle(1))
    rig.worker.work()
    assert rig.keeper.wants_report()
    rig.line.cut_after = len(rig.line.fetched) + 2
    rig.announce(rig.shelves.bundle(10, products=(dossier(),), recalls=(recall("r1"),)))
    rig.worker.work()
    assert (rig.keeper.number, rig.recalls()) == (1, ["r1"])

    # The fleet, told of 1, would only repeat 8.
    rig.announce(rig.shelves.bundle(8))
    assert not rig.keeper.wants_report()


@pytest.mark.parametrize("broken", ["index", "recalls"])
def test_content_that_cannot_be_used_leaves_what_was_in_force(
    rig: Rig, caplog: pytest.LogCaptureFixture, broken: str
) -> None:
    rig.announce(rig.shelves.bundle(1, products=(dossier(),), recalls=(recall("r1"),)))
    rig.worker.work()
    state = rig.shelves.bundle(2)
    rig.announce(state.model_copy(update={broken: rig.shelves.put(b"{")}))
    rig.worker.work()

    assert "bundle.invalid" in caplog.text
    assert rig.knows()
    assert (rig.keeper.number, rig.keeper.phase) == (1, Phase.IDLE)
    if broken == "recalls":
        assert rig.recalls() == ["r1"]


def test_a_full_disk_puts_it_off(tmp_path: Path) -> None:
    class Full(Disk):
        room = 3

        def write(self, path: Path, content: bytes, mode: int = 0o600) -> None:
            if self.room == 0:
                raise OSError(28, "No space left on device", str(path))
            self.room -= 1
            super().write(path, content, mode)

    disk = Full()
    rig = Rig(tmp_path / "bundle", disk)
    rig.announce(rig.shelves.bundle(1, products=(dossier(),)))
    rig.worker.work()
    assert rig.keeper.phase is Phase.WAITING

    disk.room = 1000
    rig.clock.advance(RETRY_FIRST_S)
    rig.keeper.turn()
    rig.worker.work()
    assert rig.knows()
