"""What a station was told of single stamps, as it lies in its file."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from contract.bundle import NEWS_REACH, StampPart
from contract.errors import BadDocument
from kiosk.bundle.news import StampNews
from provenance.keys import ItemKey
from provenance.records import StampState
from tests.support.bundles import MADE_AT, Shelves
from tests.support.dossiers import PRODUCT, UNIT, unit_dossier
from tests.support.kiosk_clock import SetClock

WHOLE = unit_dossier()
assert WHOLE.stamp is not None
STAMP = WHOLE.stamp


def told(number: int, *, minutes: int = 0, state: StampState = StampState.VOID) -> StampPart:
    stamp = replace(STAMP, serial=f"S{number}", state=state)
    return StampPart(stamp=stamp, changed_at=MADE_AT + timedelta(minutes=minutes))


def key(number: int) -> ItemKey:
    return ItemKey(gtin=UNIT.gtin, serial=f"S{number}")


@pytest.fixture
def shelves() -> Shelves:
    return Shelves()


@pytest.fixture
def news(tmp_path: Path) -> StampNews:
    return StampNews(tmp_path, clock=SetClock(), most=20)


def hear(news: StampNews, shelves: Shelves, *parts: StampPart, days: float = 0.0) -> None:
    state = shelves.bundle(news=[parts], made_at=MADE_AT + timedelta(days=days))
    for artifact in state.news:
        news.take(artifact, shelves.artifacts[artifact.sha256])
    news.heard_all(state)


def test_an_empty_file_says_nothing(news: StampNews) -> None:
    assert news.find(UNIT) is None
    assert news.find(PRODUCT) is None
    assert news.complete_since() is None


def test_the_newest_word_is_kept_in_whatever_order_chunks_come(
    news: StampNews, shelves: Shelves
) -> None:
    hear(news, shelves, told(1, minutes=5))
    hear(news, shelves, told(1, minutes=1, state=StampState.SOLD))
    assert news.find(key(1)) == told(1, minutes=5)
    hear(news, shelves, told(1, minutes=6, state=StampState.ACTIVE))
    assert news.find(key(1)) == told(1, minutes=6, state=StampState.ACTIVE)


def test_a_chunk_is_taken_once(news: StampNews, shelves: Shelves) -> None:
    first, second = shelves.bundle(news=[[told(1)]]), shelves.bundle(news=[[told(2)]])
    news.take(first.news[0], shelves.artifacts[first.news[0].sha256])
    assert news.has(first.news[0])
    assert not news.has(second.news[0])
    news.heard_all(second)
    assert not news.has(first.news[0])


def test_what_is_no_chunk_leaves_all_as_it_was(news: StampNews, shelves: Shelves) -> None:
    state = shelves.bundle(news=[[told(1)]])
    with pytest.raises(BadDocument):
        news.take(state.news[0], b"spoilt")
    assert not news.has(state.news[0])


def test_it_is_known_since_when_all_was_heard(news: StampNews, shelves: Shelves) -> None:
    hear(news, shelves)
    assert news.complete_since() == MADE_AT - NEWS_REACH
    for day in (1, 2.5, 4):
        hear(news, shelves, days=day)
    assert news.complete_since() == MADE_AT - NEWS_REACH
    hear(news, shelves, days=6.5)
    assert news.complete_since() == MADE_AT + timedelta(days=6.5) - NEWS_REACH


def test_without_room_the_oldest_go_and_it_is_told(news: StampNews, shelves: Shelves) -> None:
    hear(news, shelves, *(told(number, minutes=number) for number in range(20)))
    assert news.find(key(0)) == told(0)
    hear(news, shelves, told(20, minutes=20))
    gone = [number for number in range(21) if news.find(key(number)) is None]
    assert gone == [0, 1, 2]
    assert news.complete_since() == MADE_AT + timedelta(minutes=2)
