"""Stations are told of what has changed; where nothing has, hardly anything is read."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, update

from fleet.bundles.service import Press
from fleet.bundles.telling import WHOLE_EVERY, Teller
from fleet.content.assets import bundle_assets_in
from fleet.db.engine import Database
from fleet.pki.publisher import Publisher
from fleet.registry import recalls
from fleet.registry.models import RecallRow
from fleet.registry.service import import_file
from provenance.keys import Gtin
from provenance.records import Recall, RecallId, Text
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import CHO_HOM, DONG_XUAN, add_stations
from tests.support.registry import GTIN, as_bytes, document

ORDER = Recall(
    recall_id=RecallId("TH-1"),
    gtin=Gtin(GTIN),
    reason=Text(vi="Thử"),
    authority="Chi cục",
    since=date(2026, 11, 20),
)


@pytest.fixture
def filled(database: Database, clock: SetClock) -> Database:
    import_file(database, clock, as_bytes(document()), by="test")
    add_stations(database, CHO_HOM)
    return database


@pytest.fixture
def teller(publisher: Publisher, tmp_path: Path) -> Teller:
    assets = bundle_assets_in(tmp_path)
    return Teller(Press(assets=assets, publisher=publisher, limit_bytes=1024 * 1024))


@pytest.fixture
def rows_read(filled: Database) -> Callable[[], int]:
    """Count how often all recalls were read since the last call."""
    seen: list[str] = []

    def note(_: Any, __: Any, statement: str, *rest: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own
        if "registry_recall.reason_vi" in statement:
            seen.append(statement)

    event.listen(filled.engine, "before_cursor_execute", note)

    def since() -> int:
        number = len(seen)
        seen.clear()
        return number

    return since


def test_recalls_are_read_once_while_nothing_changes(
    filled: Database, teller: Teller, clock: SetClock, rows_read: Callable[[], int]
) -> None:
    assert teller.turn(filled, clock.now()) == 1
    assert rows_read() > 0
    for _ in range(5):
        clock.advance(timedelta(seconds=2))
        assert teller.turn(filled, clock.now()) == 0
    assert rows_read() == 0

    clock.advance(WHOLE_EVERY)
    assert teller.turn(filled, clock.now()) == 0
    assert rows_read() == 1


def test_whatever_changes_is_told_at_the_next_turn(
    filled: Database, teller: Teller, clock: SetClock
) -> None:
    assert teller.turn(filled, clock.now()) == 1
    clock.advance(timedelta(seconds=2))
    with filled.write() as session:
        recalls.enter(session, ORDER, by="test", now=clock.now())
    assert teller.turn(filled, clock.now()) == 1

    clock.advance(timedelta(seconds=2))
    with filled.write() as session:
        recalls.lift(session, "TH-1", by="test", now=clock.now())
    assert teller.turn(filled, clock.now()) == 1

    add_stations(filled, DONG_XUAN)
    assert teller.turn(filled, clock.now()) == 1
    assert teller.turn(filled, clock.now()) == 0


def test_a_change_that_shows_in_no_mark_is_told_within_a_minute(
    filled: Database, teller: Teller, clock: SetClock
) -> None:
    teller.turn(filled, clock.now())
    with filled.write() as session:
        session.execute(update(RecallRow).values(hotline="1900 1111"))
    assert teller.turn(filled, clock.now()) == 0
    clock.advance(WHOLE_EVERY)
    assert teller.turn(filled, clock.now()) == 1


def test_a_clock_that_is_put_back_holds_nothing_up(
    filled: Database, teller: Teller, clock: SetClock
) -> None:
    teller.turn(filled, clock.now())
    with filled.write() as session:
        session.execute(update(RecallRow).values(hotline="1900 1111"))
    assert teller.turn(filled, clock.now() - timedelta(hours=1)) == 1
