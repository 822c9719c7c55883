"""Which of two sources answers, and what is kept of it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from contract.bundle import AnswerPart
from kiosk.bundle.reader import BundleReader
from kiosk.lookup.bundle import BundleLookup
from kiosk.lookup.cache import CacheLookup
from kiosk.lookup.chain import REST_S, ChainLookup
from kiosk.lookup.memory import MemoryLookup
from provenance.answer import (
    AnyAnswer,
    Found,
    FoundEstablishment,
    NotFound,
    Unavailable,
    Via,
)
from provenance.keys import ItemKey, LookupKey
from tests.support.bundles import Shelves
from tests.support.dossiers import (
    CODE,
    OTHER_GTIN,
    PRODUCT,
    STALL,
    UNIT,
    dossier,
    stall,
    unit_dossier,
)
from tests.support.kiosk_clock import SetClock

NOTHING = BundleLookup(BundleReader(Path("no such folder")))


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def gateway(clock: SetClock) -> MemoryLookup:
    return MemoryLookup({PRODUCT: dossier()}, clock)


@pytest.fixture
def cache(clock: SetClock, data_dir: Path) -> Iterator[CacheLookup]:
    cache = CacheLookup(data_dir / "cache.sqlite3", clock=clock)
    yield cache
    cache.close()


@pytest.fixture
def chain(gateway: MemoryLookup, cache: CacheLookup, clock: SetClock) -> ChainLookup:
    return ChainLookup(gateway, cache, NOTHING, clock)


def test_the_gateway_is_asked_first(chain: ChainLookup) -> None:
    answer = chain.ask(PRODUCT, 1.0)
    assert isinstance(answer, Found)
    assert answer.via is Via.GATEWAY


def test_what_was_found_is_given_with_its_age_when_the_network_is_down(
    chain: ChainLookup, gateway: MemoryLookup, clock: SetClock
) -> None:
    fetched_at = clock.now()
    chain.ask(PRODUCT, 1.0)
    clock.advance(3600)
    gateway.break_with("gateway.timeout")

    answer = chain.ask(PRODUCT, 1.0)
    assert answer == Found(dossier=dossier(), via=Via.CACHE, fetched_at=fetched_at)
    assert clock.now() - answer.fetched_at == timedelta(hours=1)


def test_neither_knows_gives_the_reason_of_the_gateway(
    chain: ChainLookup, gateway: MemoryLookup
) -> None:
    gateway.break_with("gateway.timeout")
    assert chain.ask(PRODUCT, 1.0) == Unavailable(reason="gateway.timeout")


def test_a_unit_is_never_answered_from_its_product(
    chain: ChainLookup, gateway: MemoryLookup
) -> None:
    chain.ask(PRODUCT, 1.0)
    gateway.break_with("gateway.timeout")
    assert chain.ask(UNIT, 1.0) == Unavailable(reason="gateway.timeout")


def test_what_the_gateway_no_longer_knows_is_dropped(
    chain: ChainLookup, gateway: MemoryLookup
) -> None:
    chain.ask(PRODUCT, 1.0)
    gateway.forget(PRODUCT)
    assert isinstance(chain.ask(PRODUCT, 1.0), NotFound)
    gateway.break_with("gateway.timeout")
    assert isinstance(chain.ask(PRODUCT, 1.0), Unavailable)


def test_newer_knowledge_replaces_what_was_kept(chain: ChainLookup, gateway: MemoryLookup) -> None:
    chain.ask(PRODUCT, 1.0)
    gateway.learn(PRODUCT, dossier(name="Gạo nếp"))
    chain.ask(PRODUCT, 1.0)
    gateway.break_with("gateway.timeout")
    answer = chain.ask(PRODUCT, 1.0)
    assert isinstance(answer, Found)
    assert answer.dossier.item.name.vi == "Gạo nếp"


def test_after_a_failure_kept_goods_do_not_wait_for_one_more(
    chain: ChainLookup, gateway: MemoryLookup, clock: SetClock
) -> None:
    chain.ask(PRODUCT, 1.0)
    gateway.break_with("gateway.timeout")
    chain.ask(PRODUCT, 1.0)
    gateway.asked.clear()

    chain.ask(PRODUCT, 1.0)
    assert gateway.asked == []
    chain.ask(UNIT, 1.0)
    assert gateway.asked == [UNIT]
    clock.advance(REST_S)
    chain.ask(PRODUCT, 1.0)
    assert gateway.asked == [UNIT, PRODUCT]


def test_a_cache_that_cannot_be_written_keeps_no_answer_back(
    gateway: MemoryLookup, clock: SetClock, data_dir: Path
) -> None:
    (data_dir / "cache.sqlite3").mkdir()
    chain = ChainLookup(
        gateway, CacheLookup(data_dir / "cache.sqlite3", clock=clock), NOTHING, clock
    )
    assert isinstance(chain.ask(PRODUCT, 1.0), Found)
    assert isinstance(chain.ask(UNIT, 1.0), NotFound)
    gateway.break_with("gateway.broken")
    assert chain.ask(PRODUCT, 1.0) == Unavailable(reason="gateway.broken")


def test_a_broken_cache_is_moved_aside_and_used_again(
    gateway: MemoryLookup, clock: SetClock, data_dir: Path
) -> None:
    path = data_dir / "cache.sqlite3"
    path.write_bytes(b"no database at all" * 500)
    cache = CacheLookup(path, clock=clock)
    chain = ChainLookup(gateway, cache, NOTHING, clock)
    chain.ask(PRODUCT, 1.0)
    gateway.break_with("gateway.broken")

    assert isinstance(chain.ask(PRODUCT, 1.0), Found)
    assert [kept.read_bytes()[:11] for kept in cache.moved_aside] == [b"no database"]
    chain.close()


def test_a_full_cache_gives_up_what_it_got_longest_ago(clock: SetClock, data_dir: Path) -> None:
    cache = CacheLookup(data_dir / "cache.sqlite3", clock=clock, max_mb=0.1)
    keys = [UNIT] + [type(UNIT)(gtin=UNIT.gtin, serial=f"N{number}") for number in range(400)]
    for key in keys:
        clock.advance(1)
        cache.keep(key, Found(dossier=unit_dossier(), via=Via.GATEWAY, fetched_at=clock.now()))

    assert isinstance(cache.ask(keys[0], 1.0), Unavailable)
    assert isinstance(cache.ask(keys[-1], 1.0), Found)
    assert (data_dir / "cache.sqlite3").stat().st_size <= 0.1 * 1024 * 1024
    cache.close()


def test_a_dossier_of_a_later_release_is_unavailable(
    cache: CacheLookup, clock: SetClock, data_dir: Path
) -> None:
    cache.keep(PRODUCT, Found(dossier=dossier(), via=Via.GATEWAY, fetched_at=clock.now()))
    cache.close()
    path = data_dir / "cache.sqlite3"
    path.write_bytes(path.read_bytes().replace(b'"source_time"', b'"source_TIME"'))
    assert cache.ask(PRODUCT, 1.0) == Unavailable(reason="cache.unreadable")


@pytest.mark.parametrize("newer", [Via.CACHE, Via.BUNDLE])
def test_the_newer_of_cache_and_bundle_answers(
    gateway: MemoryLookup, cache: CacheLookup, clock: SetClock, tmp_path: Path, newer: Via
) -> None:
    shelves = Shelves()
    made_at = clock.now() + timedelta(hours=1 if newer is Via.BUNDLE else -1)
    shelves.install(tmp_path, shelves.bundle(products=(dossier(name="Từ gói"),), made_at=made_at))
    chain = ChainLookup(gateway, cache, BundleLookup(BundleReader(tmp_path)), clock)
    chain.ask(PRODUCT, 1.0)
    gateway.break_with("gateway.timeout")

    answer = chain.ask(PRODUCT, 1.0)

    assert isinstance(answer, Found)
    assert answer.via is newer
    assert (answer.dossier.item.name.vi == "Từ gói") is (newer is Via.BUNDLE)


def test_the_bundle_answers_what_was_never_asked_before(
    gateway: MemoryLookup, cache: CacheLookup, clock: SetClock, tmp_path: Path
) -> None:
    shelves = Shelves()
    shelves.install(tmp_path, shelves.bundle(products=(dossier(),), made_at=clock.now()))
    chain = ChainLookup(gateway, cache, BundleLookup(BundleReader(tmp_path)), clock)
    gateway.break_with("gateway.timeout")

    answer = chain.ask(PRODUCT, 1.0)
    assert answer == Found(dossier=dossier(), via=Via.BUNDLE, fetched_at=clock.now())
    assert chain.ask(UNIT, 1.0) == Unavailable(reason="gateway.timeout")


def test_a_bundle_made_before_brings_nothing_back_that_the_gateway_does_not_know(
    gateway: MemoryLookup, cache: CacheLookup, clock: SetClock, tmp_path: Path
) -> None:
    shelves = Shelves()
    shelves.install(tmp_path, shelves.bundle(products=(dossier(OTHER_GTIN),), made_at=clock.now()))
    chain = ChainLookup(gateway, cache, BundleLookup(BundleReader(tmp_path)), clock)
    other = ItemKey(gtin=OTHER_GTIN)
    clock.advance(60)
    assert isinstance(chain.ask(other, 1.0), NotFound)

    gateway.break_with("gateway.timeout")
    assert chain.ask(other, 1.0) == Unavailable(reason="gateway.timeout")

    later = clock.now() + timedelta(hours=1)
    shelves.install(tmp_path, shelves.bundle(2, products=(dossier(OTHER_GTIN),), made_at=later))
    clock.advance(REST_S)
    assert isinstance(chain.ask(other, 1.0), Found)


@pytest.mark.parametrize("key", [STALL, CODE])
def test_establishments_and_codes_of_systems_are_kept_and_forgotten_likewise(
    chain: ChainLookup, gateway: MemoryLookup, clock: SetClock, key: LookupKey
) -> None:
    gateway.learn(key, stall() if key is STALL else dossier())
    fetched_at = clock.now()
    chain.ask(key, 1.0)
    gateway.break_with("gateway.timeout")
    clock.advance(3600)
    kept: AnyAnswer = Found(dossier=dossier(), via=Via.CACHE, fetched_at=fetched_at)
    if key is STALL:
        kept = FoundEstablishment(establishment=stall(), via=Via.CACHE, fetched_at=fetched_at)
    assert chain.ask(key, 1.0) == kept

    gateway.mend()
    gateway.forget(key)
    clock.advance(REST_S)
    assert isinstance(chain.ask(key, 1.0), NotFound)
    gateway.break_with("gateway.timeout")
    assert chain.ask(key, 1.0) == Unavailable(reason="gateway.timeout")


@pytest.mark.parametrize("key", [STALL, CODE])
def test_the_bundle_knows_them_before_they_were_ever_asked_for(
    gateway: MemoryLookup, cache: CacheLookup, clock: SetClock, tmp_path: Path, key: LookupKey
) -> None:
    shelves = Shelves()
    said_at = clock.now() - timedelta(days=2)
    state = shelves.bundle(
        places={STALL.code: stall()},
        answers={CODE: AnswerPart(dossier=dossier(), fetched_at=said_at)},
        made_at=clock.now(),
    )
    shelves.install(tmp_path, state)
    gateway.break_with("gateway.timeout")
    bundle = BundleLookup(BundleReader(tmp_path))

    answer = ChainLookup(gateway, cache, bundle, clock).ask(key, 1.0)

    known: AnyAnswer = Found(dossier=dossier(), via=Via.BUNDLE, fetched_at=said_at)
    if key is STALL:
        known = FoundEstablishment(establishment=stall(), via=Via.BUNDLE, fetched_at=clock.now())
    assert answer == known
