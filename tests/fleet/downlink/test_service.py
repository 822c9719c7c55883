"""Messages to stations are published once each, whoever carries them; on both databases."""

import threading
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from contract.messages import Command, Desired
from contract.names import StationId
from fleet.db.engine import Database
from fleet.downlink import service
from fleet.downlink.models import DownMessage
from fleet.downlink.service import CLAIM, Claimed
from tests.support.fleet_rooms import CHO_HOM, DONG_XUAN, MOMENT, add_stations


@pytest.fixture(autouse=True)
def stations(database: Database) -> None:
    add_stations(database, CHO_HOM, DONG_XUAN)


def post_desired(database: Database, station: StationId, body: str = "{}") -> None:
    with database.write() as session:
        message = Desired(body=body, key_id="key", signature="signature")
        service.post_desired(session, station, message, MOMENT)


def post_command(database: Database, deadline: datetime) -> None:
    with database.write() as session:
        message = Command(command_id=uuid4(), name="screenshot", deadline=deadline, arguments={})
        service.post_command(session, CHO_HOM, message, MOMENT)


def claim(database: Database, now: datetime = MOMENT) -> tuple[Claimed, ...]:
    with database.write() as session:
        return service.claim(session, now, 100)


def settle(database: Database, claimed: Claimed) -> None:
    with database.write() as session:
        service.settle(session, claimed, MOMENT)


def waiting(database: Database, now: datetime = MOMENT) -> bool:
    with database.read() as session:
        return service.waiting(session, now)


def test_what_is_settled_does_not_come_again(database: Database) -> None:
    post_desired(database, CHO_HOM)
    (claimed,) = claim(database)
    assert (claimed.station, claimed.leaf, claimed.retained) == (CHO_HOM, "desired", True)
    settle(database, claimed)
    assert not waiting(database, MOMENT + timedelta(days=1))


def test_what_was_never_settled_comes_again_after_a_while(database: Database) -> None:
    post_desired(database, CHO_HOM)
    (first,) = claim(database)
    assert claim(database) == ()
    assert claim(database, MOMENT + CLAIM) == (first,)


def test_what_was_given_back_comes_again_at_once(database: Database) -> None:
    post_desired(database, CHO_HOM)
    (first,) = claim(database)
    with database.write() as session:
        service.release(session, first)
    assert claim(database) == (first,)


def test_the_confirmation_of_an_older_message_is_none_of_a_newer(database: Database) -> None:
    post_desired(database, CHO_HOM, "older")
    (older,) = claim(database)
    post_desired(database, CHO_HOM, "newer")
    # While the older one is under way, the newer one waits: it could overtake it.
    assert not waiting(database)
    settle(database, older)
    (newer,) = claim(database)
    assert b"newer" in newer.payload
    settle(database, newer)
    assert not waiting(database, MOMENT + timedelta(days=1))


def test_a_command_is_not_published_after_its_deadline(database: Database) -> None:
    post_command(database, MOMENT + timedelta(minutes=1))
    assert waiting(database)
    assert not waiting(database, MOMENT + timedelta(minutes=1))
    with database.write() as session:
        service.clear_away(session, MOMENT + timedelta(days=2))
    with database.read() as session:
        assert session.scalars(select(DownMessage)).all() == []


def test_repeating_publishes_the_newest_state_once_more(database: Database) -> None:
    post_desired(database, CHO_HOM)
    post_desired(database, DONG_XUAN)
    for one in claim(database):
        settle(database, one)
    with database.write() as session:
        service.repeat_desired(session, CHO_HOM)
    assert [one.station for one in claim(database)] == [CHO_HOM]


def test_two_processes_never_claim_the_same(database: Database) -> None:
    for _ in range(40):
        post_command(database, MOMENT + timedelta(minutes=1))
    claimed: list[int] = []
    start = threading.Barrier(4)

    def work() -> None:
        start.wait(10)
        for _ in range(5):
            with database.write() as session:
                claimed.extend(one.message_id for one in service.claim(session, MOMENT, 3))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    claimed += [one.message_id for one in claim(database)]
    assert len(claimed) == 40
    assert len(set(claimed)) == 40
