"""Establishments and what other systems said, from the fleet to what a station finds offline."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from contract.bundle import BundleState
from contract.messages import Bundle
from contract.wire import decode_as
from contract.zone import vietnam_day
from fleet.bundles import answers, places
from fleet.bundles.models import StationBundle
from fleet.bundles.selection import interest
from fleet.bundles.service import Press
from fleet.connectors import service as connectors
from fleet.connectors import store
from fleet.connectors.models import ConnectorRow
from fleet.connectors.port import Known, NotKnown, Question
from fleet.connectors.service import Draft
from fleet.content.assets import bundle_assets_in
from fleet.db.engine import Database
from fleet.downlink.models import DownMessage
from fleet.pki.publisher import Publisher
from fleet.registry.lookup import Lookup
from fleet.registry.models import LocationRow, PartyRow
from fleet.registry.service import import_file
from kiosk.bundle import store as shelf
from kiosk.bundle.reader import BundleReader
from provenance.keys import EstablishmentKey, Gtin, ItemKey, TraceKey
from provenance.records import Dossier, Step, Text, TradeItem
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import CHO_HOM, DONG_XUAN, add_stations
from tests.support.registry import GTIN, as_bytes, document

UNREGISTERED = Gtin("04006381333931")
SYSTEM = "Tem Hà Nội"
KEEP = timedelta(days=10)
PLACES: Mapping[str, list[dict[str, Any]]] = {
    "parties": [
        {
            "party_id": f"sap-{number}",
            "name": f"Sạp {number}",
            "role": "retailer",
            "address": address,
            "gln": gln,
            "establishment_code": code,
        }
        for number, address, gln, code in (
            (1, "Chợ Đồng Xuân, Hà Nội", "8938505974187", "HN-01"),
            (2, "Chợ Hôm, Hà Nội", "", "HN-02"),
            (3, "Phố khác", "8938505974187", "HN-02"),
        )
    ],
    "locations": [
        {
            "location_id": name,
            "kind": "stall",
            "name": f"Ô {name}",
            "address": "Chợ Hôm – Đức Viên",
            "gln": gln,
            **({"party": party} if party else {}),
        }
        for name, gln, party in (
            ("o-1", "8938505974194", "sap-3"),
            ("o-2", "8938505974194", "sap-1"),
            ("o-3", "8938505974187", "sap-1"),
            ("o-4", "", ""),
            ("HN-02", "", "sap-3"),
        )
    ],
}


@pytest.fixture
def press(tmp_path: Path, publisher: Publisher) -> Press:
    assets = bundle_assets_in(tmp_path)
    return Press(assets=assets, publisher=publisher, limit_bytes=64 * 1024 * 1024)


@pytest.fixture
def filled(database: Database, clock: SetClock) -> Database:
    content = document()
    for table, rows in PLACES.items():
        content.setdefault(table, []).extend(rows)
    import_file(database, clock, as_bytes(content), by="test")
    add_stations(database, CHO_HOM, DONG_XUAN)
    return database


def packed(database: Database, press: Press, clock: SetClock, folder: Path) -> BundleReader:
    """Pack, and give a station's disk what its newest state names."""
    press.pack(database, clock.now(), older_than=clock.now())
    with database.read() as session:
        row = session.scalars(
            select(DownMessage).where(
                DownMessage.leaf == "bundle", DownMessage.station_id == CHO_HOM
            )
        ).one()
        body = decode_as(Bundle, row.payload.encode()).body
    state = BundleState.model_validate_json(body)
    (folder / shelf.BLOBS).mkdir(parents=True)
    for path in press.assets.folder.glob("??/*"):
        (folder / shelf.BLOBS / path.name).write_bytes(path.read_bytes())
    (folder / shelf.STATE).write_text(state.model_dump_json())
    return BundleReader(folder)


def test_a_station_finds_whom_the_gateway_would_name(
    filled: Database, press: Press, clock: SetClock, tmp_path: Path
) -> None:
    reader, lookup = packed(filled, press, clock, tmp_path / "station"), Lookup(filled, clock)
    with filled.read() as session:
        codes = {
            code
            for row in session.scalars(select(PartyRow))
            for code in (row.party_id, row.gln, row.establishment_code)
        }
        codes |= {
            code
            for row in session.scalars(select(LocationRow))
            for code in (row.location_id, row.gln)
        }
    named = 0
    for code in codes - {""}:
        kept = reader.find_establishment(EstablishmentKey(code=code))
        assert (kept.establishment if kept else None) == lookup.establishment(code), code
        assert kept is None or kept.made_at == clock.now()
        named += kept is not None
    assert named > 6
    with filled.read() as session:
        assert session.get_one(StationBundle, CHO_HOM).establishments == named


def test_those_of_the_market_come_first(filled: Database) -> None:
    with filled.read() as session:
        found = places.directory(session)
    assert set(found.order("Chợ Hôm", "")[:3]) == {"sap-1", "sap-2", "sap-3"}
    assert found.order("Chợ Đồng Xuân", "")[0] == "sap-1"
    assert found.order("", "dong xuan")[0] == "sap-1"
    assert len(found.order("Chợ khác", "")) == len(found.newest)


def test_without_room_the_rest_is_left_out(
    filled: Database, tmp_path: Path, publisher: Publisher, clock: SetClock
) -> None:
    press = Press(assets=bundle_assets_in(tmp_path), publisher=publisher, limit_bytes=20 * 1024)
    reader = packed(filled, press, clock, tmp_path / "station")
    assert reader.find(ItemKey(gtin=Gtin(GTIN))) is not None
    with filled.read() as session:
        row = session.get_one(StationBundle, CHO_HOM)
    assert row.establishments < 10


CODE = TraceKey(system=SYSTEM, code="AB12")


def dossier(gtin: Gtin, clock: SetClock, *steps: Step) -> Dossier:
    item = TradeItem(gtin=gtin, name=Text(vi="Rau muống của hệ thống"))
    return Dossier(item=item, source=SYSTEM, source_time=clock.now(), steps=steps)


@pytest.fixture
def connector(filled: Database, clock: SetClock) -> str:
    described = {
        "kind": "json",
        "url": "https://tem.example/codes/{code}",
        "fields": {"item.name.vi": {"path": "name"}, "item.gtin": {"path": "gtin"}},
        "keep_s": int(KEEP.total_seconds()),
    }
    draft = Draft(title=SYSTEM, enabled=True, place=0, document=described)
    with filled.write() as session:
        connectors.add(session, "tem", draft, by="test", now=clock.now())
    return "tem"


def said(database: Database, clock: SetClock, question: Question, found: Dossier | None) -> None:
    now = clock.now()
    answer = Known(dossier=found, fetched_at=now) if found else NotKnown(fetched_at=now)
    with database.write() as session:
        store.save_answer(session, "tem", 1, question, answer)


OF_CODE = Question(system=CODE.system, code=CODE.code)


@pytest.mark.usefixtures("connector")
def test_what_a_system_said_of_its_code_is_known_offline_with_its_age(
    filled: Database, press: Press, clock: SetClock, tmp_path: Path
) -> None:
    said(filled, clock, OF_CODE, dossier(Gtin(GTIN), clock))
    said_at = clock.now()
    clock.advance(timedelta(days=3))
    reader = packed(filled, press, clock, tmp_path / "station")

    kept = reader.find_answer(CODE)
    assert kept is not None
    assert kept.made_at == said_at
    # What the registry holds of the same goods comes with it, its recalls by themselves.
    assert (kept.dossier.key, kept.dossier.recalls) == (ItemKey(gtin=Gtin(GTIN)), ())
    assert kept.dossier.promotions
    assert reader.find_answer(TraceKey(system=SYSTEM, code="XY99")) is None
    with filled.read() as session:
        assert session.get_one(StationBundle, CHO_HOM).answers == 1


@pytest.mark.usefixtures("connector")
def test_goods_that_only_another_system_knows_are_known_offline(
    filled: Database, press: Press, clock: SetClock, tmp_path: Path
) -> None:
    key = ItemKey(gtin=UNREGISTERED)
    said(filled, clock, Question(key=key), dossier(UNREGISTERED, clock))
    kept = packed(filled, press, clock, tmp_path / "station").find_answer(key)
    assert kept is not None
    assert kept.dossier.source == SYSTEM


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("why", ["not known", "too old", "disabled", "described anew"])
def test_what_is_no_longer_believed_does_not_travel(
    filled: Database, clock: SetClock, why: str
) -> None:
    said(filled, clock, OF_CODE, None if why == "not known" else dossier(UNREGISTERED, clock))
    if why == "too old":
        clock.advance(KEEP)
    with filled.write() as session:
        if why == "disabled":
            session.execute(update(ConnectorRow).values(enabled=False))
        if why == "described anew":
            session.execute(update(ConnectorRow).values(revision=2))
    assert answers.answers(filled, clock.now()) == []


@pytest.mark.usefixtures("connector")
def test_answers_of_the_market_come_first_then_the_newest(
    filled: Database, clock: SetClock
) -> None:
    step = Step(at=clock.now(), biz_step="retail_selling", place="Sạp 9, chợ Hôm", party=None)
    far = dossier(UNREGISTERED, clock)
    near = dossier(UNREGISTERED, clock, step)
    for code, found in (("1", far), ("2", near), ("3", far)):
        said(filled, clock, Question(system=SYSTEM, code=code), found)
        clock.advance(timedelta(minutes=1))
    found_all = answers.answers(filled, clock.now())
    with filled.read() as session:
        wanted = interest(session, vietnam_day(clock.now()))

    def order(market: str) -> list[str]:
        by_key = {
            store.question_id(Question(system=SYSTEM, code=code)): code for code in ("1", "2", "3")
        }
        return [by_key[one.line.key] for one in answers.order(found_all, wanted, market, "")]

    assert order("Chợ Hôm") == ["2", "3", "1"]
    assert order("Chợ khác") == ["3", "2", "1"]
