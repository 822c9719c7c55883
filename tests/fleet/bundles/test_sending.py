"""Stations are sent their bundles in portions, and under numbers that only rise."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from contract.bundle import BundleState
from contract.messages import LARGEST_NUMBER, Bundle
from contract.names import StationId
from contract.wire import decode_as
from fleet.bundles import sending
from fleet.bundles.models import StationBundle
from fleet.bundles.sending import PORTION
from fleet.bundles.service import Press
from fleet.bundles.telling import Teller
from fleet.content.assets import bundle_assets_in
from fleet.db.engine import Database
from fleet.downlink.models import DownMessage
from fleet.pki.publisher import Publisher
from fleet.registry import recalls
from fleet.registry.service import import_file
from fleet.stations.models import Station
from provenance.keys import Gtin
from provenance.records import Recall, RecallId, Text
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import CHO_HOM, MOMENT, add_stations
from tests.support.registry import GTIN, as_bytes, document

STATIONS = 2 * PORTION + 1
ORDER = Recall(
    recall_id=RecallId("TH-1"),
    gtin=Gtin(GTIN),
    reason=Text(vi="Thử"),
    authority="Chi cục",
    since=date(2026, 11, 20),
)


class Cut(Exception):
    """The process ends between two portions."""


@pytest.fixture
def filled(database: Database, clock: SetClock) -> Database:
    import_file(database, clock, as_bytes(document()), by="test")
    add_stations(database, CHO_HOM)
    return database


@pytest.fixture
def crowded(filled: Database) -> Database:
    with filled.write() as session:
        session.add_all(
            Station(
                id=f"tq-{number:04}",
                name="Trạm",
                market="Chợ Hôm",
                ward="Phường Hai Bà Trưng",
                folded="tram",
                created_at=MOMENT,
            )
            for number in range(STATIONS - 1)
        )
    return filled


@pytest.fixture
def press(tmp_path: Path, publisher: Publisher) -> Press:
    return Press(assets=bundle_assets_in(tmp_path), publisher=publisher, limit_bytes=1024 * 1024)


def tell(press: Press, database: Database, clock: SetClock) -> int:
    return press.tell_notices(database, clock.now())[0]


def pack(press: Press, database: Database, clock: SetClock) -> int:
    return press.pack(database, clock.now(), older_than=clock.now())


def numbers(database: Database) -> dict[str, int]:
    with database.read() as session:
        return {row.station_id: row.number for row in session.scalars(select(StationBundle))}


@pytest.mark.parametrize("send", [pytest.param(tell, id="told"), pytest.param(pack, id="packed")])
def test_between_portions_others_read_and_write(
    crowded: Database,
    press: Press,
    clock: SetClock,
    send: Callable[[Press, Database, SetClock], int],
) -> None:
    seen: list[int] = []

    def look(_: float) -> None:
        with crowded.write() as session:
            seen.append(session.scalar(select(func.count()).select_from(StationBundle)) or 0)
            session.execute(update(Station).where(Station.id == CHO_HOM).values(name="Trạm mới"))

    assert send(replace(press, wait=look), crowded, clock) == STATIONS
    assert seen[:2] == [PORTION, 2 * PORTION]
    assert set(numbers(crowded).values()) == {1}


def test_what_was_cut_off_goes_on_where_it_was(
    crowded: Database, press: Press, clock: SetClock
) -> None:
    def cut(_: float) -> None:
        raise Cut

    with pytest.raises(Cut):
        tell(replace(press, wait=cut), crowded, clock)
    assert len(numbers(crowded)) == PORTION
    assert tell(press, crowded, clock) == STATIONS - PORTION
    assert set(numbers(crowded).values()) == {1}
    assert tell(press, crowded, clock) == 0


def test_packing_ends_between_portions_and_begins_anew(
    crowded: Database, press: Press, clock: SetClock
) -> None:
    ended = False

    def end(_: float) -> None:
        nonlocal ended
        ended = True

    ending = replace(press, wait=end)
    sent = ending.pack(crowded, clock.now(), older_than=clock.now(), stopped=lambda: ended)
    assert PORTION <= sent < STATIONS
    assert pack(press, crowded, clock) == STATIONS


def test_a_recall_between_portions_is_never_followed_by_an_older_list(
    crowded: Database, press: Press, clock: SetClock
) -> None:
    entered = False

    def enter(_: float) -> None:
        nonlocal entered
        if not entered:
            with crowded.write() as session:
                recalls.enter(session, ORDER, by="test", now=clock.now())
        entered = True

    teller = Teller(replace(press, wait=enter))
    assert teller.turn(crowded, clock.now()) == STATIONS
    with crowded.read() as session:
        lists = session.execute(
            select(StationBundle.recalls_sha256, func.count()).group_by(
                StationBundle.recalls_sha256
            )
        ).all()
    assert sorted(count for _, count in lists) == [PORTION, STATIONS - PORTION]
    assert teller.turn(crowded, clock.now()) == PORTION
    assert teller.turn(crowded, clock.now()) == 0


def test_an_older_bundle_in_force_is_answered_with_the_newest(
    filled: Database, press: Press, clock: SetClock
) -> None:
    pack(press, filled, clock)
    with filled.write() as session:
        session.execute(update(DownMessage).values(published_at=clock.now()))
        sending.note_report(session, CHO_HOM, 1)
        assert (
            session.scalars(
                select(DownMessage.published_at).where(DownMessage.published_at.is_(None))
            ).all()
            == []
        )
        sending.note_report(session, CHO_HOM, 0)
    with filled.read() as session:
        waiting = session.scalars(
            select(DownMessage.station_id).where(DownMessage.published_at.is_(None))
        ).all()
    assert waiting == [CHO_HOM]


def report(database: Database, station: StationId, number: int) -> None:
    with database.write() as session:
        sending.note_report(session, station, number)


def on_its_way(database: Database) -> BundleState:
    with database.read() as session:
        query = select(DownMessage.payload).where(DownMessage.published_at.is_(None))
        message = decode_as(Bundle, session.scalars(query).one().encode())
    return BundleState.model_validate_json(message.body)


def test_a_fleet_from_an_older_copy_goes_on_above_what_a_station_has(
    filled: Database, press: Press, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    teller = Teller(press)
    pack(press, filled, clock)
    assert teller.turn(filled, clock.now()) == 0
    before = on_its_way(filled)
    with filled.write() as session:
        session.execute(update(DownMessage).values(published_at=clock.now()))

    report(filled, CHO_HOM, 10)
    assert f"cho-hom-1 has bundle 10 and {before.number} is the newest here" in caplog.text
    # What the station would refuse again isn't repeated, however often it says so.
    report(filled, CHO_HOM, 10)
    with filled.read() as session:
        assert session.scalars(select(DownMessage.published_at)).one() is not None

    assert teller.turn(filled, clock.now()) == 1
    after = on_its_way(filled)
    assert after.number > 10
    assert after.index == before.index
    assert teller.turn(filled, clock.now()) == 0
    assert caplog.text.count("has bundle 10") == 1


def test_no_station_can_use_the_numbers_up(
    filled: Database, press: Press, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    tell(press, filled, clock)
    report(filled, CHO_HOM, LARGEST_NUMBER)
    assert numbers(filled) == {CHO_HOM: 1}
    assert f"bundle {LARGEST_NUMBER}, which no fleet has sent" in caplog.text
    assert tell(press, filled, clock) == 0
