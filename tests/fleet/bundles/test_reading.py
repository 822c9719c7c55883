"""Reading the registry for a bundle: page by page, no transaction open between pages."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contract.bundle import Family
from fleet.bundles import gather, reading
from fleet.bundles.service import Press
from fleet.content.assets import bundle_assets_in
from fleet.db.engine import Database
from fleet.pki.publisher import Publisher
from fleet.registry.models import LotRow, StampRow
from fleet.registry.service import import_file
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import CHO_HOM, add_stations
from tests.support.registry import OTHER, as_bytes, document

DAY = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture
def filled(database: Database, clock: SetClock) -> Database:
    import_file(database, clock, as_bytes(document()), by="test")
    add_stations(database, CHO_HOM)
    with database.write() as session:
        session.add_all(
            StampRow(
                gtin=OTHER,
                serial=f"{number:05}",
                state="active",
                issuer="htx-a",
                lot=None,
                activated_at=DAY + timedelta(seconds=number) if number % 3 else None,
                ended_at=None,
                note_vi=None,
                note_en=None,
            )
            for number in range(1200)
        )
    return database


def test_stamps_come_once_each_the_newest_first(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SERIALS_AT_ONCE", 100)
    serials = [
        line.key.partition("/")[2]
        for page in reading.stamps(filled, OTHER, lambda: False)
        for line in page
    ]
    used = sorted((one for one in serials if int(one) % 3), reverse=True)
    assert len(serials) == len(set(serials)) == 1200
    assert [one for one in serials if int(one) % 3] == used
    assert serials[: len(used)] == used


def test_reading_stops_when_it_is_asked_to(filled: Database) -> None:
    assert list(reading.stamps(filled, OTHER, lambda: True)) == []


def test_of_a_product_with_too_many_lots_the_newest_are_given(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gather, "MOST_LOTS", 5)
    with filled.write() as session:
        session.add_all(
            LotRow(
                gtin=OTHER,
                lot=f"Q{number}",
                state="active",
                place="",
                harvested=None,
                produced=None,
                packed=None,
                best_before=None,
                use_by=None,
                fetched_at=DAY + timedelta(days=number),
            )
            for number in range(20)
        )
    pages = list(reading.goods(filled, [OTHER], DAY.date()))
    assert [list(page) for page in pages] == [[OTHER]]
    lots = {line.key for line in pages[0][OTHER] if line.family is Family.LOTS}
    assert lots == {f"{OTHER}/Q{number}" for number in range(15, 20)}


def test_no_transaction_is_open_while_a_bundle_is_packed(
    filled: Database, publisher: Publisher, clock: SetClock, tmp_path: Path
) -> None:
    press = Press(
        assets=bundle_assets_in(tmp_path), publisher=publisher, limit_bytes=64 * 1024 * 1024
    )
    open_then: list[int] = []

    def look() -> bool:
        open_then.append(filled.engine.pool.checkedout())  # type: ignore[attr-defined]  # QueuePool
        return False

    assert press.pack(filled, clock.now(), older_than=clock.now(), stopped=look) == 1
    assert len(open_then) > 3
    assert set(open_then) == {0}
