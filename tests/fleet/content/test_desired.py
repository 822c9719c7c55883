"""Desired states on both databases: numbered without gaps, whoever changes them at once."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import select

from contract.desired import DesiredState as Body
from contract.names import StationId
from fleet.content.assets import assets_in
from fleet.content.desired import Desk, history, newest
from fleet.db.engine import Database
from fleet.downlink.models import DownMessage
from fleet.errors import Conflict, NotThere
from tests.support.fleet_rooms import CHO_HOM, MOMENT, add_stations, make_desk


@pytest.fixture
def desk(database: Database, data_dir: Path) -> Desk:
    add_stations(database, CHO_HOM)
    return make_desk(data_dir)


def change(database: Database, desk: Desk, expected: int, slide_s: int = 5) -> int:
    with database.write() as session:
        settings = {"slide_s": slide_s}
        return desk.change_settings(
            session, CHO_HOM, settings, expected=expected, by="an", now=MOMENT
        ).number


def test_numbers_follow_each_other(database: Database, desk: Desk) -> None:
    assert [change(database, desk, 0), change(database, desk, 1)] == [1, 2]
    with database.read() as session:
        rows = history(session, CHO_HOM)
        assert [(row.number, row.status) for row in rows] == [(2, "pending"), (1, "superseded")]
        assert Body.model_validate_json(rows[0].body).number == 2


def test_only_one_of_two_who_change_at_once_is_taken(database: Database, desk: Desk) -> None:
    outcomes: list[str] = []
    start = threading.Barrier(4)

    def work(slide_s: int) -> None:
        start.wait(10)
        try:
            change(database, desk, 0, slide_s)
        except Conflict as error:
            outcomes.append(error.code)
        else:
            outcomes.append("taken")

    threads = [threading.Thread(target=work, args=(5 + number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == ["desired.number"] * 3 + ["taken"]


def test_a_newer_state_takes_the_place_of_one_that_still_waits(
    database: Database, desk: Desk
) -> None:
    change(database, desk, 0)
    change(database, desk, 1)
    with database.read() as session:
        (waiting,) = session.scalars(select(DownMessage))
        row = newest(session, CHO_HOM)
    assert row is not None
    assert row.signature in waiting.payload
    assert waiting.version == 2


def test_what_fails_leaves_no_number_behind(database: Database, desk: Desk) -> None:
    def fail() -> None:
        with database.write() as session:
            desk.change_settings(session, CHO_HOM, {}, expected=0, by="an", now=MOMENT)
            message = "as if the process died"
            raise RuntimeError(message)

    with pytest.raises(RuntimeError):
        fail()
    assert change(database, desk, 0) == 1


def test_a_station_that_nobody_knows(database: Database, desk: Desk) -> None:
    nowhere = StationId("nowhere")
    with database.write() as session, pytest.raises(NotThere):
        desk.change_settings(session, nowhere, {}, expected=0, by="an", now=MOMENT)


def test_without_slides_a_newcomer_gets_nothing(database: Database, desk: Desk) -> None:
    with database.write() as session:
        assert desk.renew(session, CHO_HOM, by="fleet", now=MOMENT) is None


def test_an_asset_is_written_once_and_whole(data_dir: Path) -> None:
    assets = assets_in(data_dir)
    first, again = assets.add(b"some content"), assets.add(b"some content")
    assert first == again
    path = assets.find(first.sha256)
    assert path.read_bytes() == b"some content"
    assert path.parent.name == first.sha256[:2]
    assert [file.name for file in path.parent.iterdir()] == [first.sha256]


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", "A" * 64, ""])
def test_an_asset_that_is_not_there(data_dir: Path, name: str) -> None:
    with pytest.raises(NotThere) as caught:
        assets_in(data_dir).find(name)
    assert caught.value.code == "asset.unknown"
