"""Stamps whose state changed lately, as stations are told of them."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select, update

from contract import bundle
from contract.bundle import MAX_NEWS, BundleState, StampPart
from contract.desired import Artifact
from contract.messages import Bundle
from contract.wire import decode_as
from fleet.bundles import news as module
from fleet.bundles.models import StationBundle
from fleet.bundles.news import EVERY, WINDOW, StampNews
from fleet.bundles.service import Press
from fleet.bundles.telling import Teller
from fleet.content.assets import Assets, bundle_assets_in
from fleet.db.engine import Database
from fleet.downlink.models import DownMessage
from fleet.pki.publisher import Publisher
from fleet.registry.models import StampRow
from fleet.registry.service import import_file
from fleet.stamps.actions import Deed, act
from fleet.stamps.selection import Chosen
from provenance.keys import Gtin
from provenance.records import StampState
from provenance.stamps.states import Action
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import CHO_HOM, add_stations
from tests.support.registry import OTHER, as_bytes, document


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
                activated_at=clock.now() - timedelta(days=30),
                ended_at=None,
                note_vi=None,
                note_en=None,
                fetched_at=clock.now() - timedelta(days=30),
            )
            for number in range(60)
        )
    return database


@pytest.fixture
def assets(tmp_path: Path) -> Assets:
    return bundle_assets_in(tmp_path)


def do(
    database: Database, clock: SetClock, action: Action, *serials: str, ago: timedelta = timedelta()
) -> None:
    chosen = Chosen(gtin=Gtin(OTHER), serials=serials)
    with database.write() as session:
        act(session, chosen, Deed(action=action, note="Thử"), at=clock.now() - ago, by="test")


def told(assets: Assets, chunks: tuple[Artifact, ...]) -> Iterator[StampPart]:
    for artifact in chunks:
        for _, body in bundle.records(assets.find(artifact.sha256).read_bytes()):
            yield bundle.parse(bundle.STAMP, body)


def states(assets: Assets, chunks: tuple[Artifact, ...]) -> dict[str, StampState]:
    return {part.stamp.serial: part.stamp.state for part in told(assets, chunks)}


def test_stamps_that_ended_or_were_cleared_are_told(
    filled: Database, assets: Assets, clock: SetClock
) -> None:
    news = StampNews(assets)
    assert states(assets, news.look(filled, clock.now())) == {}
    do(filled, clock, Action.VOID, "00001", "00002")
    do(filled, clock, Action.SUSPECT, "00003", "00004")
    assert states(assets, news.look(filled, clock.now())) == {}, "not every moment"

    clock.advance(EVERY)
    found = news.look(filled, clock.now())
    assert states(assets, found) == {
        "00001": StampState.VOID,
        "00002": StampState.VOID,
        "00003": StampState.SUSPECT,
        "00004": StampState.SUSPECT,
    }
    assert {part.changed_at for part in told(assets, found)} == {clock.now() - EVERY}

    do(filled, clock, Action.CLEAR, "00003")
    do(filled, clock, Action.SELL, "00005")
    clock.advance(EVERY)
    later = states(assets, news.look(filled, clock.now()))
    assert (later["00003"], later["00005"]) == (StampState.ACTIVE, StampState.SOLD)


def test_a_change_of_a_moment_before_anothers_is_told(
    filled: Database, assets: Assets, clock: SetClock
) -> None:
    """Whoever waits for a lock has read the clock before."""
    news = StampNews(assets)
    do(filled, clock, Action.SUSPECT, "00001")
    clock.advance(EVERY)
    do(filled, clock, Action.SUSPECT, "00002")
    news.look(filled, clock.now())
    do(filled, clock, Action.VOID, "00001", ago=timedelta(seconds=1))
    clock.advance(EVERY)
    assert states(assets, news.look(filled, clock.now()))["00001"] is StampState.VOID


def test_chunks_of_past_hours_stay_as_they_are_and_are_dropped_in_the_end(
    filled: Database, assets: Assets, clock: SetClock
) -> None:
    news = StampNews(assets)
    do(filled, clock, Action.VOID, "00001")
    clock.advance(timedelta(hours=5))
    first = news.look(filled, clock.now())
    do(filled, clock, Action.VOID, "00002")
    clock.advance(EVERY)
    second = news.look(filled, clock.now())
    assert second[: len(first)] == first
    assert len(second) == len(first) + 1
    assert StampNews(assets).look(filled, clock.now()) == second, "another process says the same"

    clock.advance(WINDOW)
    assert states(assets, news.look(filled, clock.now())).keys() == {"00002"}
    clock.advance(timedelta(hours=9))
    assert news.look(filled, clock.now()) == ()


def test_of_too_many_the_newest_are_told(
    filled: Database, assets: Assets, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "OF_CHUNK", 10)
    monkeypatch.setattr(module, "MOST", 30)
    monkeypatch.setattr(module, "MAX_NEWS", 3)
    for number in range(60):
        clock.advance(timedelta(seconds=1))
        do(filled, clock, Action.VOID, f"{number:05}")
    chunks = StampNews(assets).look(filled, clock.now())
    assert len(chunks) == 3 < MAX_NEWS
    assert sorted(states(assets, chunks)) == [f"{number:05}" for number in range(30, 60)]


def test_stations_are_told_within_seconds(
    filled: Database, assets: Assets, publisher: Publisher, clock: SetClock
) -> None:
    press = Press(assets=assets, publisher=publisher, limit_bytes=1024 * 1024)
    teller = Teller(press)
    press.pack(filled, clock.now(), older_than=clock.now())
    teller.turn(filled, clock.now())
    do(filled, clock, Action.VOID, "00001")
    clock.advance(EVERY)
    assert teller.turn(filled, clock.now()) == 1
    assert teller.turn(filled, clock.now()) == 0

    def state() -> BundleState:
        with filled.read() as session:
            query = select(DownMessage.payload).where(DownMessage.leaf == "bundle")
            payload = session.scalars(query).one()
        return BundleState.model_validate_json(decode_as(Bundle, payload.encode()).body)

    assert states(assets, state().news) == {"00001": StampState.VOID}

    # Another bundle keeps the news, on the disk too.
    press.pack(filled, clock.now(), older_than=clock.now())
    assert states(assets, state().news) == {"00001": StampState.VOID}
    assert teller.turn(filled, clock.now()) == 0


def test_a_bundle_of_an_older_release_is_sent_anew(
    filled: Database, assets: Assets, publisher: Publisher, clock: SetClock
) -> None:
    teller = Teller(Press(assets=assets, publisher=publisher, limit_bytes=1024 * 1024))
    teller.turn(filled, clock.now())
    with filled.write() as session:
        session.execute(update(StationBundle).values(news_sha256=""))
    assert teller.turn(filled, clock.now()) == 1


def test_the_look_reads_no_stamp_that_ended_before(
    filled: Database, assets: Assets, clock: SetClock
) -> None:
    if filled.dialect != "sqlite":
        pytest.skip("PostgreSQL reads a small table as a whole")
    asked: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, values: Any, *rest: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own
        if "registry_stamp.fetched_at" in statement:
            asked.append((statement, values))

    event.listen(filled.engine, "before_cursor_execute", note)
    StampNews(assets).look(filled, clock.now())
    event.remove(filled.engine, "before_cursor_execute", note)
    statement, values = asked[0]
    with filled.read() as session:
        connection = session.connection()
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    assert any("ix_registry_stamp_ended" in row[3] for row in plan), (plan, statement)
