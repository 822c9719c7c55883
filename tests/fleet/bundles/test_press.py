"""Bundles from the registry to what a station finds in them, on both databases."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from contract.bundle import (
    BundleIndex,
    BundleState,
    CodeRule,
    RecallList,
    RuleList,
    chunk_of,
    records,
)
from contract.messages import Bundle
from contract.signing import BUNDLE_DOMAIN, check_signature
from contract.wire import decode_as
from contract.zone import vietnam_day
from fleet.bundles.models import StationBundle
from fleet.bundles.selection import interest
from fleet.bundles.service import KEPT, Press
from fleet.connectors import service as connectors
from fleet.connectors.service import Draft
from fleet.content.assets import bundle_assets_in
from fleet.db.engine import Database
from fleet.downlink.models import DownMessage
from fleet.pki.publisher import Publisher
from fleet.registry.lookup import Lookup
from fleet.registry.models import IssuerKeyRow, PartyRow, RecallRow, StampRow, TradeItemRow
from fleet.registry.service import import_file
from fleet.stamps.models import StampBatch
from fleet.stations.models import Station
from kiosk.bundle import store
from kiosk.bundle.reader import BundleReader
from provenance.keys import Gtin, ItemKey
from provenance.records import Dossier
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import CHO_HOM, DONG_XUAN, add_stations
from tests.support.registry import GTIN, OTHER, as_bytes, document

MB = 1024 * 1024


@pytest.fixture
def press(tmp_path: Path, publisher: Publisher) -> Press:
    return Press(assets=bundle_assets_in(tmp_path), publisher=publisher, limit_bytes=64 * MB)


@pytest.fixture
def filled(database: Database, clock: SetClock) -> Database:
    import_file(database, clock, as_bytes(document()), by="test")
    add_stations(database, CHO_HOM, DONG_XUAN)
    return database


def states(database: Database, publisher: Publisher) -> dict[str, BundleState]:
    """Read what is on its way to the stations, each signed by the publisher."""
    found = {}
    with database.read() as session:
        for row in session.scalars(select(DownMessage).where(DownMessage.leaf == "bundle")):
            message = decode_as(Bundle, row.payload.encode())
            check_signature(message, BUNDLE_DOMAIN, (publisher.public_key,))
            assert row.retained
            found[row.station_id] = BundleState.model_validate_json(message.body)
            assert found[row.station_id].station == row.station_id
    return found


def laid_down(press: Press, state: BundleState, folder: Path) -> BundleReader:
    """Give a station's disk what a state names."""
    (folder / store.BLOBS).mkdir(parents=True)
    for path in press.assets.folder.glob("??/*"):
        (folder / store.BLOBS / path.name).write_bytes(path.read_bytes())
    (folder / store.STATE).write_text(state.model_dump_json())
    (folder / store.NOTICES).write_text(state.model_dump_json())
    return BundleReader(folder)


def pack(press: Press, database: Database, clock: SetClock) -> int:
    return press.pack(database, clock.now(), older_than=clock.now())


def as_told(found: Dossier | None, today: date) -> dict[str, object]:
    """Give a dossier as the window tells it: no recalls, which travel apart; offers of today."""
    assert found is not None
    return {
        "item": found.item,
        "lot": found.lot,
        "stamp": found.stamp,
        "steps": found.steps,
        "source": (found.source, found.source_time),
        "parties": sorted(party.party_id for party in found.parties),
        "certificates": sorted((paper.kind, paper.number) for paper in found.certificates),
        "promotions": [one for one in found.promotions if one.valid_from <= today],
    }


@pytest.mark.parametrize(
    "key",
    [
        pytest.param(ItemKey(gtin=Gtin(GTIN)), id="product"),
        pytest.param(ItemKey(gtin=Gtin(OTHER)), id="another"),
        pytest.param(ItemKey(gtin=Gtin(GTIN), lot="L1"), id="lot"),
        pytest.param(ItemKey(gtin=Gtin(GTIN), lot="L2"), id="recalled lot"),
        pytest.param(ItemKey(gtin=Gtin(GTIN), serial="S1"), id="stamp"),
        pytest.param(ItemKey(gtin=Gtin(GTIN), lot="L2", serial="S1"), id="stamp of another lot"),
    ],
)
def test_a_station_finds_what_the_gateway_would_say(
    filled: Database,
    press: Press,
    publisher: Publisher,
    clock: SetClock,
    tmp_path: Path,
    key: ItemKey,
) -> None:
    assert pack(press, filled, clock) == 2
    reader = laid_down(press, states(filled, publisher)[CHO_HOM], tmp_path / "station")

    kept = reader.find(key)
    assert kept is not None
    today = vietnam_day(clock.now())
    asked = Lookup(filled, clock).dossier(key)
    assert as_told(kept.dossier, today) == as_told(asked, today)
    assert kept.made_at == clock.now()


def test_a_new_station_gets_recalls_and_keys_at_once(
    filled: Database, press: Press, publisher: Publisher, clock: SetClock, tmp_path: Path
) -> None:
    assert press.tell_notices(filled, clock.now())[0] == 2
    assert press.tell_notices(filled, clock.now())[0] == 0

    state = states(filled, publisher)[CHO_HOM]
    assert state.number == 1
    laid_down(press, state, tmp_path / "station")
    notices = store.load_notices(tmp_path / "station")
    assert notices is not None
    assert [recall.recall_id for recall in notices.recalls.recalls] == ["r-1"]


def test_a_recall_reaches_every_station_with_the_chunks_that_it_has(
    filled: Database, press: Press, publisher: Publisher, clock: SetClock
) -> None:
    pack(press, filled, clock)
    before = states(filled, publisher)[DONG_XUAN]
    with filled.write() as session:
        session.execute(update(RecallRow).values(lifted_at=clock.now()))

    assert press.tell_notices(filled, clock.now())[0] == 2
    after = states(filled, publisher)[DONG_XUAN]
    assert after.number == before.number + 1
    assert after.index == before.index
    said = RecallList.model_validate_json(press.assets.find(after.recalls.sha256).read_bytes())
    assert said.recalls == ()


def test_a_revoked_station_gets_nothing(
    filled: Database, press: Press, publisher: Publisher, clock: SetClock
) -> None:
    with filled.write() as session:
        session.execute(update(Station).where(Station.id == CHO_HOM).values(revoked_at=clock.now()))
    press.tell_notices(filled, clock.now())
    pack(press, filled, clock)
    assert states(filled, publisher).keys() == {DONG_XUAN}


def test_what_did_not_change_keeps_its_chunks(
    filled: Database, press: Press, publisher: Publisher, clock: SetClock
) -> None:
    def index() -> BundleIndex:
        content = press.assets.find(states(filled, publisher)[CHO_HOM].index.sha256).read_bytes()
        return BundleIndex.model_validate_json(content)

    pack(press, filled, clock)
    first = index()
    clock.advance(timedelta(hours=1))
    with filled.write() as session:
        session.execute(
            update(TradeItemRow).where(TradeItemRow.gtin == OTHER).values(name_vi="Cốm Vòng")
        )
    assert pack(press, filled, clock) == 2
    second = index()

    assert second.made_at - first.made_at == timedelta(hours=1)
    assert (second.lots, second.stamps) == (first.lots, first.stamps)
    pairs = zip(first.products, second.products, strict=True)
    assert sum(one != other for one, other in pairs) == 1


def test_markets_that_are_fresh_are_left_alone(
    filled: Database, press: Press, clock: SetClock
) -> None:
    pack(press, filled, clock)
    clock.advance(timedelta(minutes=10))
    older_than = clock.now() - timedelta(hours=1)
    assert press.pack(filled, clock.now(), older_than=older_than) == 0


def test_what_was_begun_is_given_up_when_the_process_ends(
    filled: Database, press: Press, publisher: Publisher, clock: SetClock
) -> None:
    sent = press.pack(filled, clock.now(), older_than=clock.now(), stopped=lambda: True)
    assert sent == 0
    assert states(filled, publisher) == {}


def test_a_limit_is_kept_and_the_most_useful_goes_first(
    filled: Database, tmp_path: Path, publisher: Publisher, clock: SetClock
) -> None:
    with filled.write() as session:
        session.add_all(
            StampRow(
                gtin=OTHER,
                serial=f"{number * 7919 % 10**9:09d}",
                state="inactive",
                issuer="htx-a",
                lot=None,
                activated_at=None,
                ended_at=None,
                note_vi=None,
                note_en=None,
            )
            for number in range(20_000)
        )
    limit = 128 * 1024
    press = Press(assets=bundle_assets_in(tmp_path), publisher=publisher, limit_bytes=limit)
    pack(press, filled, clock)

    with filled.read() as session:
        row = session.get_one(StationBundle, CHO_HOM)
    assert row.goods == 2
    assert 1000 < row.stamps < 20_000
    # One product takes a quarter of the room at most.
    assert limit / 8 < row.size <= limit / 3
    reader = laid_down(press, states(filled, publisher)[CHO_HOM], tmp_path / "station")
    assert reader.find(ItemKey(gtin=Gtin(GTIN), serial="S1")) is not None


def test_each_record_lies_in_the_chunk_of_its_key(
    filled: Database, press: Press, publisher: Publisher, clock: SetClock
) -> None:
    pack(press, filled, clock)
    content = press.assets.find(states(filled, publisher)[CHO_HOM].index.sha256).read_bytes()
    index = BundleIndex.model_validate_json(content)
    for chunks in (index.products, index.lots, index.stamps):
        for at, artifact in enumerate(chunks):
            for key, _ in records(press.assets.find(artifact.sha256).read_bytes()):
                assert chunk_of(key, len(chunks)) == at


def test_chunks_that_no_bundle_names_are_removed_after_a_while(
    filled: Database, press: Press, clock: SetClock
) -> None:
    pack(press, filled, clock)
    stray = press.assets.add(b"of an older bundle")
    pack(press, filled, clock)
    assert press.assets.path(stray.sha256).is_file()

    clock.advance(KEPT + timedelta(days=3650))
    pack(press, filled, clock)
    assert not press.assets.path(stray.sha256).is_file()
    assert press.tell_notices(filled, clock.now())[0] == 0


def test_goods_of_the_market_come_first(filled: Database, clock: SetClock) -> None:
    with filled.write() as session:
        session.add(
            StampBatch(
                request=None,
                gtin=OTHER,
                lot=None,
                issuer="htx-a",
                made="range",
                count=1,
                two_layer=False,
                expires=None,
                area=["Chợ Mơ"],
                created_at=clock.now(),
                created_by="test",
            )
        )
    with filled.read() as session:
        found = interest(session, vietnam_day(clock.now()))
    assert found.order("Chợ Mơ", "hai ba trung") == [OTHER, GTIN]
    assert found.order("Chợ khác", "hai ba trung") == [GTIN, OTHER]


def test_a_product_without_room_for_its_lots_is_known_as_a_product(
    filled: Database, tmp_path: Path, publisher: Publisher, clock: SetClock
) -> None:
    lots = [
        {"gtin": OTHER, "lot": f"L{number * 7919 % 10**6:06}", "place": f"Thôn {number}"}
        for number in range(3000)
    ]
    changed = document()
    changed["lots"] += lots
    import_file(filled, clock, as_bytes(changed), by="test")
    assets = bundle_assets_in(tmp_path)
    press = Press(assets=assets, publisher=publisher, limit_bytes=16 * 1024)
    pack(press, filled, clock)

    reader = laid_down(press, states(filled, publisher)[CHO_HOM], tmp_path / "station")
    assert reader.find(ItemKey(gtin=Gtin(OTHER))) is not None
    assert reader.find(ItemKey(gtin=Gtin(OTHER), lot=lots[0]["lot"])) is None
    assert reader.find(ItemKey(gtin=Gtin(GTIN), lot="L1")) is not None


@pytest.mark.parametrize("name", ["H" * 4000, "", " "])
def test_an_odd_name_of_an_issuer_holds_up_no_recall(
    filled: Database, press: Press, clock: SetClock, name: str
) -> None:
    with filled.write() as session:
        session.execute(update(PartyRow).values(name=name))
        session.add(
            IssuerKeyRow(
                kid="0a1b",
                party="htx-a",
                algorithm="EdDSA",
                public_key=b"k" * 32,
                not_before=date(2026, 1, 1),
                not_after=date(2027, 1, 1),
                prefixes=["893"],
            )
        )
    assert press.tell_notices(filled, clock.now())[0] == 2


def described(title: str, url: str, trace: list[dict[str, str]]) -> Draft:
    fields = {"item.name.vi": {"path": "name"}, "item.gtin": {"path": "gtin"}}
    document = {"kind": "json", "url": url, "fields": fields, "trace": trace}
    return Draft(title=title, enabled=True, place=0, document=document)


def test_rules_for_codes_reach_every_station_when_a_connector_changes(
    filled: Database, press: Press, publisher: Publisher, clock: SetClock
) -> None:
    def rules() -> RuleList:
        named = states(filled, publisher)[CHO_HOM].rules
        assert named is not None
        return RuleList.model_validate_json(press.assets.find(named.sha256).read_bytes())

    press.tell_notices(filled, clock.now())
    assert rules() == RuleList()

    trace = [{"host": "*.tem.example", "path": "/t1/{code}"}]
    draft = described("Tem Hà Nội", "https://tem.example/codes/{code}", trace)
    goods = described("Chỉ hàng hóa", "https://tem.example/goods/{gtin}", [])
    with filled.write() as session:
        connectors.add(session, "city", draft, by="test", now=clock.now())
        connectors.add(session, "goods", goods, by="test", now=clock.now())
    assert press.tell_notices(filled, clock.now())[0] == 2
    assert press.tell_notices(filled, clock.now())[0] == 0
    rule = CodeRule(host="*.tem.example", path="/t1/{code}", system="Tem Hà Nội")
    assert rules() == RuleList(rules=(rule,), systems=("Tem Hà Nội",))

    with filled.write() as session:
        off = replace(draft, enabled=False)
        connectors.change(session, "city", off, expected=1, by="test", now=clock.now())
    assert press.tell_notices(filled, clock.now())[0] == 2
    assert rules() == RuleList()
