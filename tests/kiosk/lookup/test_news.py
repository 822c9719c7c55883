"""Stamps that were voided since the cache and the bundle heard of them."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contract.bundle import LotPart, StampPart
from kiosk.bundle import store
from kiosk.bundle.news import StampNews
from kiosk.bundle.reader import BundleReader
from kiosk.lookup.bundle import BundleLookup
from kiosk.lookup.memory import MemoryLookup
from kiosk.lookup.news import NewsLookup
from provenance.answer import AnyAnswer, Found, Unavailable, Via
from provenance.keys import LookupKey, TraceKey
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


def over(
    folder: Path, via: Via, stamp: Stamp | None = ACTIVE, *, fetched_at: datetime | None = None
) -> NewsLookup:
    """Give a source that knows the unit, with the news before it."""
    known: dict[LookupKey, Dossier | Establishment] = {
        UNIT: replace(WHOLE, stamp=stamp),
        PRODUCT: dossier(),
    }
    answers = MemoryLookup(known, SetClock(fetched_at or AT), via=via)
    return NewsLookup(answers, StampNews(folder, clock=SetClock()))


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


def test_a_newer_answer_holds_against_a_suspicion(shelves: Shelves, tmp_path: Path) -> None:
    shelves.install(tmp_path, shelves.bundle(news=[[told(StampState.SUSPECT)]]))
    hour_later = AT + timedelta(hours=1)
    assert stamp_of(over(tmp_path, Via.BUNDLE, fetched_at=hour_later).ask(UNIT, 1.0)) == ACTIVE


@pytest.mark.parametrize("days", [-9, 2, 400])
def test_a_void_holds_whatever_an_issuer_says_of_when_a_stamp_was_put_into_use(
    shelves: Shelves, tmp_path: Path, days: int
) -> None:
    shelves.install(tmp_path, shelves.bundle(news=[[told(StampState.VOID)]]))
    active = replace(ACTIVE, activated_at=AT + timedelta(days=days))
    for fetched_at in (AT, AT + timedelta(days=1)):
        lookup = over(tmp_path, Via.CACHE, active, fetched_at=fetched_at)
        assert stamp_of(lookup.ask(UNIT, 1.0)) == told(StampState.VOID).stamp


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
    shelves.install(tmp_path, shelves.bundle(news=[[told(StampState.VOID)]]))
    lines = sqlite3.connect(tmp_path / store.NEWS)
    with closing(lines), lines:
        lines.execute("UPDATE told SET body = x'7b'")
    assert stamp_of(over(tmp_path, Via.CACHE).ask(UNIT, 1.0)) == ACTIVE
    assert "news of stamps" in caplog.text


def test_a_stamp_without_room_in_the_bundle_is_found_by_the_news(
    shelves: Shelves, tmp_path: Path
) -> None:
    news = StampNews(tmp_path, clock=SetClock())
    lookup = NewsLookup(BundleLookup(BundleReader(tmp_path, news)), news)
    shelves.install(tmp_path, shelves.bundle(products=(dossier(),), lots=(LOT,)))
    assert isinstance(lookup.ask(UNIT, 1.0), Unavailable)

    voided = told(StampState.VOID)
    more = shelves.bundle(2, products=(dossier(),), lots=(LOT,), news=[[voided]])
    shelves.install(tmp_path, more)
    assert stamp_of(lookup.ask(UNIT, 1.0)) == voided.stamp


def later(days: float) -> datetime:
    return AT + timedelta(days=days)


def test_what_was_told_holds_after_the_fleet_has_ceased_to_tell_it(
    shelves: Shelves, tmp_path: Path
) -> None:
    shelves.install(tmp_path, shelves.bundle(made_at=AT, news=[[told(StampState.VOID)]]))
    for day in range(1, 5):
        shelves.install(tmp_path, shelves.bundle(1 + day, made_at=later(day)))
    assert stamp_of(over(tmp_path, Via.CACHE).ask(UNIT, 1.0)) == told(StampState.VOID).stamp


@pytest.mark.parametrize("via", [Via.CACHE, Via.BUNDLE])
def test_a_good_stamp_is_no_answer_where_news_of_it_may_have_been_missed(
    shelves: Shelves, tmp_path: Path, via: Via
) -> None:
    shelves.install(tmp_path, shelves.bundle(made_at=AT))
    lookup = over(tmp_path, via, fetched_at=AT)
    assert stamp_of(lookup.ask(UNIT, 1.0)) == ACTIVE
    shelves.install(tmp_path, shelves.bundle(2, made_at=later(3)))
    assert lookup.ask(UNIT, 1.0) == Unavailable(reason="news.missed")
    assert isinstance(lookup.ask(PRODUCT, 1.0), Found)
    assert stamp_of(over(tmp_path, via, fetched_at=later(2)).ask(UNIT, 1.0)) == ACTIVE


def test_what_was_told_before_a_gap_is_still_held_against_a_stamp(
    shelves: Shelves, tmp_path: Path
) -> None:
    voided, cleared = told(StampState.VOID), told(StampState.ACTIVE, AT + timedelta(hours=1))
    shelves.install(tmp_path, shelves.bundle(made_at=AT, news=[[voided]]))
    shelves.install(tmp_path, shelves.bundle(2, made_at=later(9)))
    assert stamp_of(over(tmp_path, Via.CACHE, fetched_at=AT).ask(UNIT, 1.0)) == voided.stamp
    shelves.install(tmp_path, shelves.bundle(3, made_at=later(9), news=[[cleared]]))
    lookup = over(tmp_path, Via.CACHE, fetched_at=AT)
    assert lookup.ask(UNIT, 1.0) == Unavailable(reason="news.missed")


def test_another_systems_code_for_a_unit_is_held_to_the_news(
    shelves: Shelves, tmp_path: Path
) -> None:
    shelves.install(tmp_path, shelves.bundle(news=[[told(StampState.VOID)]]))
    code = TraceKey(system="CheckVN", code="ABC")
    answers = MemoryLookup({code: WHOLE}, SetClock(AT), via=Via.CACHE)
    lookup = NewsLookup(answers, StampNews(tmp_path, clock=SetClock()))
    assert stamp_of(lookup.ask(code, 1.0)) == told(StampState.VOID).stamp
