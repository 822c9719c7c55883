"""Scans of known stamps become sightings, each once; the rules judge, and people are told why."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from contract.names import StationId
from contract.scans import EventTime, ScanEvent
from fleet.accounts.models import AuditEntry
from fleet.db.engine import Database
from fleet.registry.models import StampRow
from fleet.scans.rules import Batch
from fleet.scans.service import store
from fleet.stamps import sightings
from fleet.stamps.actions import Deed
from fleet.stamps.issuing import Order
from fleet.stamps.models import StampHint, StampProgress, StampSighting
from fleet.stamps.selection import Chosen
from fleet.stamps.service import Stamps
from fleet.stations.models import Station
from fleet.stations.rules import fold
from provenance.keys import Gtin
from provenance.records import StampState
from provenance.stamps.states import Action
from provenance.stamps.suspicion import Parameters
from tests.fleet.stamps.conftest import StateOf
from tests.support.fleet_clock import SetClock
from tests.support.registry import GTIN
from tests.support.scan_events import scan_event

RAU = Gtin(GTIN)
RULES = Parameters()
PLACES = {
    "hom-1": ("Chợ Hôm", 21.0180, 105.8525),
    "hom-2": ("Chợ Hôm", 21.0181, 105.8526),
    "nghe-1": ("Chợ Nghệ", 21.1383, 105.5053),
    "moc-1": ("Chợ Mộc", None, None),
    "buoi-1": ("Chợ Bưởi", 21.0470, 105.8090),
}
Scanned = Callable[..., None]


@pytest.fixture
def scanned(stamps: Stamps, database: Database, clock: SetClock) -> Scanned:
    """Return a function that stores a scan as the ingest does."""
    del stamps
    with database.write() as session:
        for name, (market, latitude, longitude) in PLACES.items():
            session.add(
                Station(
                    id=name,
                    name=name,
                    market=market,
                    ward="Phường Hai Bà Trưng",
                    folded=fold(name, market),
                    created_at=clock.now(),
                    latitude=latitude,
                    longitude=longitude,
                )
            )
    outbox, numbers = uuid4(), dict.fromkeys(PLACES, 0)

    def scan(
        station: str, serial: str | None = "S1", *, at: datetime | None = None, trusted: bool = True
    ) -> None:
        numbers[station] += 1
        event: ScanEvent = scan_event(numbers[station]).model_copy(
            update={
                "gtin": GTIN,
                "serial": serial,
                "at": EventTime(
                    boot_id="boot", monotonic_s=1, wall=at or clock.now(), clock_trusted=trusted
                ),
            }
        )
        batch = Batch(station=StationId(station), outbox_id=outbox, events=(event,))
        with database.write() as session:
            store(session, [batch], clock.now())

    return scan


@pytest.fixture
def follow(database: Database, clock: SetClock) -> Callable[[], None]:
    """Return a function that takes all scans that are old enough by now."""

    def work() -> None:
        clock.advance(sightings.LAG)
        while sightings.follow(database, clock.now(), RULES):
            pass

    return work


def seen(database: Database, serial: str = "S1") -> list[StampSighting]:
    with database.read() as session:
        of_it = select(StampSighting).where(StampSighting.serial == serial)
        return list(session.scalars(of_it.order_by(StampSighting.first_at)))


def test_goods_on_a_shelf_are_few_rows_and_no_suspicion(
    scanned: Scanned,
    follow: Callable[[], None],
    database: Database,
    clock: SetClock,
    state_of: StateOf,
) -> None:
    for _ in range(3):
        for _ in range(4):
            scanned("hom-1")
            scanned("hom-2")
            clock.advance(timedelta(minutes=10))
        clock.advance(timedelta(minutes=20))
        follow()
    rows = seen(database)
    assert sum(row.count for row in rows) == 24
    assert len(rows) <= 8
    assert {row.market for row in rows} == {"cho hom"}
    assert all(row.first_at <= row.last_at for row in rows)
    assert state_of("S1") is StampState.ACTIVE


def test_each_scan_counts_once(
    scanned: Scanned, follow: Callable[[], None], database: Database
) -> None:
    scanned("hom-1")
    follow()
    follow()
    scanned("hom-1")
    follow()
    assert sum(row.count for row in seen(database)) == 2
    with database.read() as session:
        assert session.scalars(select(StampProgress.scan_id)).all() == [2]


def test_scans_that_are_too_new_wait(scanned: Scanned, database: Database, clock: SetClock) -> None:
    scanned("hom-1")
    assert not sightings.follow(database, clock.now() + sightings.LAG / 2, RULES)
    assert seen(database) == []


def test_what_the_registry_does_not_know_is_passed_over(
    scanned: Scanned, follow: Callable[[], None], database: Database
) -> None:
    scanned("hom-1", "FREMD")
    scanned("hom-1", None)
    scanned("hom-1", "x" * 100)
    follow()
    with database.read() as session:
        assert session.scalars(select(StampSighting)).all() == []
        assert session.scalars(select(StampProgress.scan_id)).all() == [3]


def test_two_places_too_soon_put_a_stamp_under_suspicion_with_its_reasons(
    scanned: Scanned, follow: Callable[[], None], database: Database, clock: SetClock
) -> None:
    scanned("hom-1")
    clock.advance(timedelta(minutes=12))
    scanned("nghe-1")
    follow()
    with database.read() as session:
        row = session.get_one(StampRow, (GTIN, "S1"))
        assert row.state == "suspect"
        assert row.note_vi is not None
        assert row.note_en is not None
        assert row.note_vi.startswith("Quét tại hom-1 rồi tại nghe-1, cách nhau 38.")
        assert row.note_en.endswith("only 12 minutes later")
        hint = session.get_one(StampHint, (GTIN, "S1", "travel.impossible"))
        assert (hint.suspect, hint.params["minutes"]) == (True, 12)
        entry = session.scalars(select(AuditEntry).where(AuditEntry.what == "stamps.suspect")).one()
        assert (entry.who, entry.detail["reasons"]) == ("rules", ["travel.impossible"])


def test_a_clock_that_is_not_synchronised_proves_no_travel(
    scanned: Scanned, follow: Callable[[], None], state_of: StateOf, clock: SetClock
) -> None:
    scanned("hom-1")
    clock.advance(timedelta(minutes=12))
    scanned("nghe-1", trusted=False)
    follow()
    assert state_of("S1") is StampState.ACTIVE


def test_what_was_cleared_does_not_count_again(
    scanned: Scanned,
    follow: Callable[[], None],
    stamps: Stamps,
    database: Database,
    clock: SetClock,
    state_of: StateOf,
) -> None:
    scanned("hom-1")
    scanned("nghe-1")
    follow()
    assert state_of("S1") is StampState.SUSPECT
    clear = Deed(action=Action.CLEAR, note="Đã kiểm tra")
    stamps.act(Chosen(gtin=RAU, serials=("S1",)), clear, by="an")
    clock.advance(timedelta(hours=3))
    scanned("hom-1")
    follow()
    assert state_of("S1") is StampState.ACTIVE
    with database.read() as session:
        assert session.get_one(StampHint, (GTIN, "S1", "travel.impossible")).cleared_at is not None
    scanned("nghe-1")
    follow()
    assert state_of("S1") is StampState.SUSPECT
    with database.read() as session:
        assert session.get_one(StampHint, (GTIN, "S1", "travel.impossible")).cleared_at is None


def test_a_station_that_moves_moves_no_scan_of_before(
    scanned: Scanned, follow: Callable[[], None], database: Database, state_of: StateOf
) -> None:
    scanned("hom-1")
    follow()
    with database.write() as session:
        station = session.get_one(Station, "hom-1")
        station.latitude, station.longitude = 10.0, 106.0
    scanned("hom-2")
    follow()
    assert state_of("S1") is StampState.ACTIVE
    assert {row.latitude for row in seen(database)} == {21.0180, 21.0181}


def test_a_scan_before_activation_is_a_hint_for_inspectors(
    scanned: Scanned,
    follow: Callable[[], None],
    stamps: Stamps,
    database: Database,
    state_of: StateOf,
) -> None:
    stamps.issue(Order(gtin=RAU, issuer="htx-a", serials=("T1",)), by="an")
    scanned("hom-1", "T1")
    follow()
    assert state_of("T1") is StampState.ISSUED
    with database.read() as session:
        hint = session.get_one(StampHint, (GTIN, "T1", "activation.scanned_before"))
        assert (hint.suspect, hint.params) == (False, {"places": 1, "market": "cho hom"})


def test_outside_its_sales_area(
    scanned: Scanned,
    follow: Callable[[], None],
    stamps: Stamps,
    database: Database,
    state_of: StateOf,
) -> None:
    order = Order(gtin=RAU, issuer="htx-a", serials=("T1", "T2"), area=("Chợ Bưởi",))
    stamps.issue(order, by="an")
    with database.write() as session:
        for row in session.scalars(select(StampRow).where(StampRow.serial.in_(("T1", "T2")))):
            row.state, row.activated_at = "active", row.fetched_at
    scanned("buoi-1", "T1")
    scanned("moc-1", "T2")
    follow()
    assert (state_of("T1"), state_of("T2")) == (StampState.ACTIVE, StampState.SUSPECT)


def test_scans_after_the_sale_are_kept_and_the_stamp_stays_sold(
    scanned: Scanned,
    follow: Callable[[], None],
    stamps: Stamps,
    database: Database,
    clock: SetClock,
    state_of: StateOf,
) -> None:
    stamps.act(Chosen(gtin=RAU, serials=("S1",)), Deed(action=Action.SELL), by="an")
    clock.advance(timedelta(days=1))
    scanned("hom-1")
    follow()
    assert state_of("S1") is StampState.SOLD
    with database.read() as session:
        assert session.get_one(StampHint, (GTIN, "S1", "sold.scanned")).suspect


def test_of_two_workers_one_counts(
    scanned: Scanned, follow: Callable[[], None], database: Database
) -> None:
    scanned("hom-1")
    follow()
    with database.write() as session:
        assert not sightings.advance(session, 0, 1)
        assert sightings.advance(session, 1, 2)
