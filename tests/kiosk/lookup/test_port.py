"""What every source of dossiers promises, checked on each of them."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from contract.gateway import LookupFound, LookupNotFound, LookupRequest
from kiosk.bundle.reader import BundleReader
from kiosk.lookup.bundle import BundleLookup
from kiosk.lookup.cache import CacheLookup
from kiosk.lookup.chain import ChainLookup
from kiosk.lookup.gateway import Access, GatewayLookup
from kiosk.lookup.memory import MemoryLookup
from kiosk.lookup.port import Lookup
from provenance.answer import Found, NotFound, Unavailable
from provenance.keys import ItemKey
from provenance.records import Dossier
from tests.support.dossiers import GTIN, PRODUCT, UNIT, dossier, unit_dossier
from tests.support.gateway import FakeTokens
from tests.support.kiosk_clock import SetClock

KNOWN = {PRODUCT: dossier(), UNIT: unit_dossier()}
UNKNOWN = ItemKey(gtin=GTIN, lot="B2")


class LookupContract(ABC):
    """The promises; a subclass makes the source."""

    knows_all = True
    """Whether it may say `NotFound`: a cache never may."""

    @abstractmethod
    def make(self, known: dict[ItemKey, Dossier], clock: SetClock, folder: Path) -> Lookup:
        """Make a source that knows these dossiers."""

    @pytest.fixture
    def clock(self) -> SetClock:
        return SetClock()

    @pytest.fixture
    def lookup(self, clock: SetClock, data_dir: Path) -> Iterator[Lookup]:
        lookup = self.make(KNOWN, clock, data_dir)
        yield lookup
        lookup.close()

    @pytest.mark.parametrize("key", KNOWN)
    def test_what_is_known_is_found_whole(
        self, lookup: Lookup, clock: SetClock, key: ItemKey
    ) -> None:
        answer = lookup.ask(key, 1.0)
        assert isinstance(answer, Found)
        assert answer.dossier == KNOWN[key]
        assert answer.fetched_at == clock.now()

    def test_what_is_not_known_is_not_found_by_who_knows_all(self, lookup: Lookup) -> None:
        answer = lookup.ask(UNKNOWN, 1.0)
        assert isinstance(answer, NotFound if self.knows_all else Unavailable)

    def test_it_can_be_asked_again_after_it_was_closed(self, lookup: Lookup) -> None:
        lookup.close()
        assert isinstance(lookup.ask(PRODUCT, 1.0), Found)


class TestMemory(LookupContract):
    def make(self, known: dict[ItemKey, Dossier], clock: SetClock, folder: Path) -> Lookup:
        return MemoryLookup(known, clock)


class TestCache(LookupContract):
    knows_all = False

    def make(self, known: dict[ItemKey, Dossier], clock: SetClock, folder: Path) -> Lookup:
        cache = CacheLookup(folder / "cache.sqlite3", clock=clock)
        source = MemoryLookup(known, clock)
        for key in known:
            found = source.ask(key, 1.0)
            assert isinstance(found, Found)
            cache.keep(key, found)
        return cache


class TestGateway(LookupContract):
    def make(self, known: dict[ItemKey, Dossier], clock: SetClock, folder: Path) -> Lookup:
        def answer(request: httpx2.Request) -> httpx2.Response:
            asked = LookupRequest.model_validate_json(request.content)
            key = ItemKey(gtin=PRODUCT.gtin, lot=asked.lot, serial=asked.serial)
            body = (
                LookupFound(dossier=known[key])
                if key in known
                else LookupNotFound(asked=("Sổ thử",))
            )
            return httpx2.Response(200, content=body.model_dump_json())

        def connect() -> Access:
            client = httpx2.Client(
                base_url="https://fleet.example", transport=httpx2.MockTransport(answer)
            )
            return Access(client=client, tokens=FakeTokens())

        return GatewayLookup(connect, clock)


class TestChain(LookupContract):
    def make(self, known: dict[ItemKey, Dossier], clock: SetClock, folder: Path) -> Lookup:
        cache = CacheLookup(folder / "cache.sqlite3", clock=clock)
        bundle = BundleLookup(BundleReader(folder / "bundle"))
        return ChainLookup(MemoryLookup(known, clock), cache, bundle, clock)
