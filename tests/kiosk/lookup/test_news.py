"""Stamps that were voided since the cache and the bundle heard of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contract.bundle import LotPart, StampPart
from kiosk.bundle import store
from kiosk.bundle.news import StampNewsReader
from kiosk.bundle.reader import BundleReader
from kiosk.lookup.bundle import BundleLookup
from kiosk.lookup.memory import MemoryLookup
from kiosk.lookup.news import NewsLookup
from provenance.answer import AnyAnswer, Found, Unavailable, Via
from provenance.keys import LookupKey
from provenance.records import Dossier, Establishment, Stamp, StampState
from tests.support.bundles import Shelves
from tests.support.dossiers import PRODUCT, UNIT, dossier, unit_dossier
from tests.support.kiosk_clock import SetClock

WHOLE = unit_dossier()
assert WHOLE.lot is not None
assert WHOLE.stamp is not None
LOT = LotPart(lot=WHOLE.lot)
AT = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
ACTIVE = replace(WHOLE.stamp, state=StampState.ACTIVE, activated_at=AT - timedelta(days=9))


def told(state: StampState, at: datetime = AT) -> StampPart:
    ended = None if state is StampState.ACTIVE else at
    return StampPart(stamp=replace(ACTIVE, state=state, ended_at=ended), changed_at=at)


def stamp_of(answer: AnyAnswer) -> Stamp | None:
    assert isinstance(answer, Found)
    return answer.dossier.stamp


@pytest.fixture
def shelves() -> Shelves:
    return Shelves()


def over(folder: Path, via: Via, stamp: Stamp | None = ACTIVE) -> NewsLookup:
    """Give a source that knows the unit, with the news before it."""
    known: dict[LookupKey, Dossier | Establishment] = {
        UNIT: replace(WHOLE, stamp=stamp),
        PRODUCT: dossier(),
    }
    return NewsLookup(MemoryLookup(known, SetClock(), via=via), StampNewsReader(folder))


@pytest.mark.parametrize(
    "state", [StampState.VOID, StampState.REPLACED, StampState.SOLD, StampState.SUSPECT]
)
@pytest.mark.parametrize("via", [Via.CACHE, Via.BUNDLE])
def test_what_was_told_since_holds_against_what_lies_here(
    shelves: Shelves, tmp_path: Path, state: StampState, via: Via
) -> None:
    shelves.install(tmp_path, shelves.bundle(news=[[told(state)]]))
    assert stamp_of(over(tmp_path, via).ask(UNIT, 1.0)) == told(state).stamp
    assert stamp_of(over(tmp_path, via, stamp=None).ask(UNIT, 1.0)) == told(state).stamp


def test_the_gateways_own_word_stands(shelves: Shelves, tmp_path: Path) -> None:
    shelves.install(tmp_path, shelves.bundle(news=[[told(StampState.VOID)]]))
    assert stamp_of(over(tmp_path, Via.GATEWAY).ask(UNIT, 1.0)) == ACTIVE


def test_the_last_word_counts(shelves: Shelves, tmp_path: Path) -> None:
    suspected, cleared = told(StampState.SUSPECT), told(StampState.ACTIVE, AT + timedelta(hours=1))
    shelves.install(tmp_path, shelves.bundle(news=[[suspected], [cleared]]))
    assert stamp_of(over(tmp_path, Via.CACHE, suspected.stamp).ask(UNIT, 1.0)) == cleared.stamp


def test_an_older_word_changes_nothing(shelves: Shelves, tmp_path: Path) -> None:
    sold = replace(ACTIVE, state=StampState.SOLD, ended_at=AT + timedelta(hours=2))
    shelves.install(tmp_path, shelves.bundle(news=[[told(StampState.SUSPECT)]]))
    assert stamp_of(over(tmp_path, Via.CACHE, sold).ask(UNIT, 1.0)) == sold


def test_other_goods_are_left_alone(shelves: Shelves, tmp_path: Path) -> None:
    other = replace(told(StampState.VOID), stamp=replace(ACTIVE, serial="ZZZ"))
    shelves.install(tmp_path, shelves.bundle(news=[[other]]))
    lookup = over(tmp_path, Via.CACHE)
    assert stamp_of(lookup.ask(UNIT, 1.0)) == ACTIVE
    assert stamp_of(lookup.ask(PRODUCT, 1.0)) is None
    lookup.close()


def test_without_news_nothing_changes(tmp_path: Path) -> None:
    assert stamp_of(over(tmp_path, Via.CACHE).ask(UNIT, 1.0)) == ACTIVE


def test_news_that_cannot_be_read_keep_no_answer_back(
    shelves: Shelves, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    state = shelves.bundle(news=[[told(StampState.VOID)]])
    shelves.install(tmp_path, state)
    store.blob(tmp_path, state.news[0]).write_bytes(b"spoilt")
    assert stamp_of(over(tmp_path, Via.CACHE).ask(UNIT, 1.0)) == ACTIVE
    assert "news of stamps" in caplog.text


def test_a_stamp_without_room_in_the_bundle_is_found_by_the_news(
    shelves: Shelves, tmp_path: Path
) -> None:
    bundles = BundleLookup(BundleReader(tmp_path))
    lookup = NewsLookup(bundles, StampNewsReader(tmp_path))
    shelves.install(tmp_path, shelves.bundle(products=(dossier(),), lots=(LOT,)))
    assert isinstance(lookup.ask(UNIT, 1.0), Unavailable)

    voided = told(StampState.VOID)
    more = shelves.bundle(2, products=(dossier(),), lots=(LOT,), news=[[voided]])
    shelves.install(tmp_path, more)
    assert stamp_of(lookup.ask(UNIT, 1.0)) == voided.stamp
