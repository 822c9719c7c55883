"""Sightings are forgotten after a while; how often a stamp was seen is not."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from fleet.db.engine import Database
from fleet.registry.service import import_file
from fleet.settings import StampsSettings
from fleet.stamps import forgetting
from fleet.stamps.judging import LOOK_BACK
from fleet.stamps.models import StampSeen, StampSighting
from fleet.worker.jobs import FORGET_EVERY, Jobs
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import CHO_HOM, DONG_XUAN, add_stations, make_press
from tests.support.registry import GTIN, as_bytes, document

KEPT = timedelta(days=200)


@pytest.fixture
def filled(database: Database, clock: SetClock) -> Database:
    import_file(database, clock, as_bytes(document()), by="test")
    add_stations(database, CHO_HOM, DONG_XUAN)
    return database


def see(database: Database, station: str, at: datetime, scans: int) -> None:
    with database.write() as session:
        session.add(
            StampSighting(
                gtin=GTIN,
                serial="S1",
                station_id=station,
                hour=int(at.timestamp()) // 3600,
                clock_trusted=True,
                day=at.date(),
                first_at=at,
                last_at=at + timedelta(minutes=5),
                count=scans,
                market=station,
                ward="",
                latitude=None,
                longitude=None,
            )
        )


def left(database: Database) -> tuple[int, StampSeen | None]:
    with database.read() as session:
        count = session.scalar(select(func.count()).select_from(StampSighting)) or 0
        return count, session.get(StampSeen, (GTIN, "S1"))


def test_old_sightings_leave_their_count(
    filled: Database, data_dir: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forgetting, "PORTION", 2)
    long_ago = clock.now() - timedelta(days=300)
    for hours in range(5):
        see(filled, CHO_HOM, long_ago + timedelta(hours=hours), scans=hours + 1)
    see(filled, DONG_XUAN, long_ago, scans=100)
    see(filled, DONG_XUAN, clock.now() - timedelta(days=199), scans=7)

    jobs = Jobs(
        filled,
        clock,
        "fleet-worker-1",
        press=make_press(data_dir),
        offline_after=timedelta(seconds=30),
        sightings_kept=KEPT,
    )
    turns = 1
    while jobs.forget():
        turns += 1
    assert turns == 4

    count, seen = left(filled)
    assert count == 1
    assert seen is not None
    assert seen.scans == 115
    last = long_ago + timedelta(hours=4, minutes=5)
    assert (seen.first_at, seen.last_at) == (long_ago, last)

    clock.advance(timedelta(days=2) + FORGET_EVERY)
    jobs.forget()
    count, seen = left(filled)
    assert (count, seen.scans if seen else 0) == (0, 122)
    assert jobs.forget() is False


def test_nothing_is_due_before_its_time(filled: Database, clock: SetClock) -> None:
    see(filled, CHO_HOM, clock.now() - timedelta(days=199), scans=1)
    with filled.read() as session:
        assert not forgetting.is_due(session, clock.now(), KEPT)
        assert forgetting.is_due(session, clock.now() + timedelta(days=2), KEPT)


def test_the_rules_never_miss_what_was_forgotten() -> None:
    bounds = StampsSettings.model_fields["sightings_days"].metadata
    shortest = next(one.ge for one in bounds if hasattr(one, "ge"))
    assert timedelta(days=shortest) > LOOK_BACK
