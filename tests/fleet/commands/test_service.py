"""Commands and the pictures that come back for them."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from contract.messages import CommandState as ReplyState
from contract.messages import Reply, What
from contract.names import StationId
from fleet.accounts.models import AuditEntry
from fleet.commands import service
from fleet.commands.models import Command, CommandName, CommandState
from fleet.commands.screenshots import (
    KEPT_SCREENSHOTS,
    latest_screenshot,
    store_upload,
    sweep,
)
from fleet.commands.uploads import Uploads, uploads_in
from fleet.db.engine import Database
from fleet.downlink import service as downlink
from fleet.errors import BadInput, Conflict, FleetError, NotThere
from fleet.stations.models import Station
from tests.support.fleet_rooms import CHO_HOM, DONG_XUAN, MOMENT, add_stations
from tests.support.pictures import picture


@pytest.fixture(autouse=True)
def stations(database: Database) -> None:
    add_stations(database, CHO_HOM, DONG_XUAN)


@pytest.fixture
def uploads(data_dir: Path) -> Uploads:
    return uploads_in(data_dir)


def ask(database: Database, now: datetime = MOMENT) -> UUID:
    with database.write() as session:
        order = service.Order(name=CommandName.SCREENSHOT)
        return service.give_one(session, CHO_HOM, order, by="an", now=now).id


def upload(
    database: Database,
    uploads: Uploads,
    command_id: UUID,
    *,
    png: bytes | None = None,
    station: StationId = CHO_HOM,
    now: datetime = MOMENT,
) -> None:
    content = picture() if png is None else png
    store_upload(database, station, command_id, content, uploads=uploads, now=now)


def answer(database: Database, command_id: UUID, *, done: bool, code: str) -> CommandState:
    reply = Reply(command_id=command_id, done=done, state=ReplyState(code=code), result={})
    with database.write() as session:
        service.note_reply(session, CHO_HOM, reply, MOMENT)
    with database.read() as session:
        return service.state(session.get_one(Command, command_id), MOMENT)


def test_only_the_first_answer_counts(database: Database) -> None:
    command_id = ask(database)
    assert answer(database, command_id, done=False, code="screen.away") is CommandState.FAILED
    assert answer(database, command_id, done=True, code="done") is CommandState.FAILED


def test_an_answer_in_the_name_of_another_station_is_none(database: Database) -> None:
    reply = Reply(command_id=ask(database), done=True, state=ReplyState(code="done"), result={})
    with database.write() as session, pytest.raises(NotThere):
        service.note_reply(session, DONG_XUAN, reply, MOMENT)


def test_asking_is_written_down(database: Database) -> None:
    command_id = ask(database)
    with database.read() as session:
        (entry,) = session.scalars(select(AuditEntry))
    assert (entry.who, entry.what, entry.subject) == ("an", "command.screenshot", CHO_HOM)
    assert entry.detail == {"id": str(command_id)}


def test_a_station_that_may_not_connect_is_asked_nothing(database: Database) -> None:
    with database.write() as session:
        session.get_one(Station, CHO_HOM).revoked_at = MOMENT
    with pytest.raises(Conflict) as caught:
        ask(database)
    assert caught.value.code == "station.revoked"


def test_only_the_last_pictures_are_kept(database: Database, uploads: Uploads) -> None:
    commands = []
    for number in range(KEPT_SCREENSHOTS + 2):
        now = MOMENT + timedelta(minutes=2 * number)
        commands.append(ask(database, now))
        upload(database, uploads, commands[-1], now=now)
    kept = {path.stem for path in uploads.folder.iterdir()}
    assert kept == {str(one) for one in commands[2:]}
    with database.read() as session:
        newest = latest_screenshot(session, CHO_HOM)
        assert newest is not None
        assert newest.id == commands[-1]
        assert latest_screenshot(session, DONG_XUAN) is None


@pytest.mark.parametrize(
    ("changes", "error", "code"),
    [
        ({"png": b"<html>"}, BadInput, "upload.not_png"),
        ({"station": DONG_XUAN}, NotThere, "command.unknown"),
        ({"now": MOMENT + timedelta(minutes=10)}, Conflict, "upload.too_late"),
    ],
)
def test_what_nobody_asked_for_is_refused(
    database: Database,
    uploads: Uploads,
    changes: dict[str, object],
    error: type[FleetError],
    code: str,
) -> None:
    command_id = ask(database)
    with pytest.raises(error) as caught:
        upload(database, uploads, command_id, **changes)  # type: ignore[arg-type] # by its name
    assert caught.value.code == code
    assert not uploads.folder.exists()


def test_a_picture_for_no_command_is_refused(database: Database, uploads: Uploads) -> None:
    with pytest.raises(NotThere):
        upload(database, uploads, uuid4())


@pytest.mark.parametrize("name", ["../x.png", "x.png", "/etc/passwd"])
def test_a_name_of_another_file_is_refused(uploads: Uploads, name: str) -> None:
    with pytest.raises(NotThere):
        uploads.path(name)


def carry(database: Database, now: datetime) -> list[str]:
    """Publish what waits for the broker, as the ingest does; gives the slots."""
    with database.write() as session:
        claimed = downlink.claim(session, now, 10)
        for one in claimed:
            downlink.settle(session, one, now)
            service.mark_sent(session, UUID(one.slot), now)
        return [one.slot for one in claimed]


def come_back(database: Database, now: datetime) -> list[str]:
    with database.write() as session:
        service.repeat_unanswered(session, CHO_HOM, now)
    return carry(database, now)


def test_a_station_that_comes_back_hears_what_it_did_not_answer(database: Database) -> None:
    command_id = ask(database)
    assert carry(database, MOMENT) == [str(command_id)]
    assert carry(database, MOMENT) == []
    assert come_back(database, MOMENT) == [str(command_id)]


def test_an_answered_command_is_not_repeated(database: Database) -> None:
    command_id = ask(database)
    carry(database, MOMENT)
    answer(database, command_id, done=True, code="done")
    assert come_back(database, MOMENT) == []


def test_a_command_is_not_repeated_after_its_deadline(database: Database) -> None:
    ask(database)
    carry(database, MOMENT)
    deadline = service.DEADLINES[CommandName.SCREENSHOT]
    assert come_back(database, MOMENT + deadline + timedelta(seconds=1)) == []


def test_two_who_ask_at_once_get_one_command(database: Database) -> None:
    asked: list[UUID] = []
    other = threading.Thread(target=lambda: asked.append(ask(database)))
    with database.write() as session:
        order = service.Order(name=CommandName.SCREENSHOT)
        mine = service.give_one(session, CHO_HOM, order, by="binh", now=MOMENT).id
        other.start()
        # Long enough for one who doesn't wait.
        other.join(1)
    other.join(20)
    assert asked == [mine]


def test_a_station_is_told_its_name_and_what_to_restart(database: Database) -> None:
    name = service.Order(name=CommandName.IDENTIFY)
    agent = service.Order(name=CommandName.RESTART, what=What.AGENT)
    both = service.Order(name=CommandName.RESTART)
    with database.write() as session:
        given = [
            service.give_one(session, CHO_HOM, order, by="an", now=MOMENT)
            for order in (name, agent, both, agent)
        ]
        display = session.get_one(Station, CHO_HOM).name
    assert [one.arguments for one in given[:3]] == [
        {"name": display},
        {"what": "agent"},
        {"what": "both"},
    ]
    assert given[3].id == given[1].id
    assert given[2].id != given[1].id


def test_what_a_process_left_that_died_is_swept(database: Database, uploads: Uploads) -> None:
    command = ask(database)
    upload(database, uploads, command)
    left = [uploads.folder / f"{uuid4()}.png", uploads.folder / ".part-0123"]
    for path in left:
        path.write_bytes(b"left")
    now = datetime.fromtimestamp(left[1].stat().st_mtime, UTC)
    assert sweep(database, uploads, now + timedelta(minutes=59)) == 0
    assert sweep(database, uploads, now + timedelta(minutes=61)) == 2
    assert [path.name for path in uploads.folder.iterdir()] == [f"{command}.png"]


def test_two_pictures_at_once_are_each_whole(uploads: Uploads) -> None:
    name = f"{uuid4()}.png"
    contents = [bytes([number]) * 2_000_000 for number in range(4)]
    failed: list[OSError] = []

    def write(content: bytes) -> None:
        try:
            for _ in range(5):
                uploads.write(name, content)
        except OSError as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(content,)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    assert uploads.path(name).read_bytes() in contents
    assert len(list(uploads.folder.iterdir())) == 1
