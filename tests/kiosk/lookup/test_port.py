"""What every source of dossiers promises, checked on each of them."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from contract.bundle import AnswerPart, LotPart, StampPart
from contract.gateway import (
    ESTABLISHMENT,
    TRACE,
    EstablishmentFound,
    EstablishmentRequest,
    LookupFound,
    LookupNotFound,
    LookupRequest,
    TraceRequest,
)
from contract.model import WireModel
from kiosk.bundle.reader import BundleReader
from kiosk.lookup.bundle import BundleLookup
from kiosk.lookup.cache import CacheLookup
from kiosk.lookup.chain import ChainLookup
from kiosk.lookup.gateway import Access, GatewayLookup
from kiosk.lookup.memory import MemoryLookup
from kiosk.lookup.port import Lookup
from provenance.answer import AnyAnswer, Found, FoundEstablishment, NotFound, Unavailable
from provenance.keys import EstablishmentKey, ItemKey, LookupKey, TraceKey
from provenance.records import Dossier, Establishment
from tests.support.bundles import Shelves
from tests.support.dossiers import (
    CODE,
    GTIN,
    PRODUCT,
    STALL,
    UNIT,
    dossier,
    stall,
    unit_dossier,
)
from tests.support.gateway import FakeTokens
from tests.support.kiosk_clock import SetClock

Records = dict[LookupKey, Dossier | Establishment]
KNOWN: Records = {PRODUCT: dossier(), UNIT: unit_dossier(), STALL: stall(), CODE: dossier()}
UNKNOWN: tuple[LookupKey, ...] = (
    ItemKey(gtin=GTIN, lot="B2"),
    EstablishmentKey(code="8938505974187"),
    TraceKey(system=CODE.system, code="CD34"),
    TraceKey(system="Hệ thống khác", code=CODE.code),
)


def record(answer: AnyAnswer) -> Dossier | Establishment | None:
    match answer:
        case Found(dossier=dossier):
            return dossier
        case FoundEstablishment(establishment=place):
            return place
        case _:
            return None


class LookupContract(ABC):
    """The promises; a subclass makes the source."""

    knows_all = True
    """Whether it may say `NotFound`: a cache never may."""

    @abstractmethod
    def make(self, known: Records, clock: SetClock, folder: Path) -> Lookup:
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
        self, lookup: Lookup, clock: SetClock, key: LookupKey
    ) -> None:
        answer = lookup.ask(key, 1.0)
        assert isinstance(answer, Found | FoundEstablishment)
        assert record(answer) == KNOWN[key]
        assert answer.fetched_at == clock.now()

    @pytest.mark.parametrize("key", UNKNOWN)
    def test_what_is_not_known_is_not_found_by_who_knows_all(
        self, lookup: Lookup, key: LookupKey
    ) -> None:
        answer = lookup.ask(key, 1.0)
        assert isinstance(answer, NotFound if self.knows_all else Unavailable)

    def test_it_can_be_asked_again_after_it_was_closed(self, lookup: Lookup) -> None:
        lookup.close()
        assert isinstance(lookup.ask(PRODUCT, 1.0), Found)


class TestMemory(LookupContract):
    def make(self, known: Records, clock: SetClock, folder: Path) -> Lookup:
        return MemoryLookup(known, clock)


class TestCache(LookupContract):
    knows_all = False

    def make(self, known: Records, clock: SetClock, folder: Path) -> Lookup:
        cache = CacheLookup(folder / "cache.sqlite3", clock=clock)
        source = MemoryLookup(known, clock)
        for key in known:
            found = source.ask(key, 1.0)
            assert isinstance(found, Found | FoundEstablishment)
            cache.keep(key, found)
        return cache


def asked_for(request: httpx2.Request) -> LookupKey:
    match request.url.path:
        case path if path == ESTABLISHMENT:
            place = EstablishmentRequest.model_validate_json(request.content)
            return EstablishmentKey(code=place.code)
        case path if path == TRACE:
            code = TraceRequest.model_validate_json(request.content)
            return TraceKey(system=code.system, code=code.code)
        case _:
            goods = LookupRequest.model_validate_json(request.content)
            return ItemKey(gtin=PRODUCT.gtin, lot=goods.lot, serial=goods.serial)


class TestGateway(LookupContract):
    def make(self, known: Records, clock: SetClock, folder: Path) -> Lookup:
        def answer(request: httpx2.Request) -> httpx2.Response:
            body: WireModel = LookupNotFound(asked=("Sổ thử",))
            match known.get(asked_for(request)):
                case Dossier() as found:
                    body = LookupFound(dossier=found)
                case Establishment() as place:
                    body = EstablishmentFound(establishment=place)
                case None:
                    pass
            return httpx2.Response(200, content=body.model_dump_json())

        def connect() -> Access:
            client = httpx2.Client(
                base_url="https://fleet.example", transport=httpx2.MockTransport(answer)
            )
            return Access(client=client, tokens=FakeTokens())

        return GatewayLookup(connect, clock)


class TestChain(LookupContract):
    def make(self, known: Records, clock: SetClock, folder: Path) -> Lookup:
        cache = CacheLookup(folder / "cache.sqlite3", clock=clock)
        bundle = BundleLookup(BundleReader(folder / "bundle"))
        return ChainLookup(MemoryLookup(known, clock), cache, bundle, clock)


class TestBundle(LookupContract):
    knows_all = False

    def make(self, known: Records, clock: SetClock, folder: Path) -> Lookup:
        shelves, unit = Shelves(), unit_dossier()
        assert unit.lot is not None
        assert unit.stamp is not None
        answer = AnswerPart(dossier=dossier(), fetched_at=clock.now())
        state = shelves.bundle(
            products=(dossier(),),
            lots=(LotPart(lot=unit.lot),),
            stamps=(StampPart(stamp=unit.stamp),),
            places={STALL.code: stall()},
            answers={CODE: answer},
            made_at=clock.now(),
        )
        shelves.install(folder, state)
        return BundleLookup(BundleReader(folder))
