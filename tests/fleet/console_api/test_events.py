"""Live events: what is stored anywhere is shown everywhere, once encoded, and resumed by number."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from contract.messages import Message
from contract.names import StationId
from contract.topics import Up
from contract.wire import encode
from fleet.accounts.models import Role
from fleet.api import live
from fleet.api.console_parts import ConsoleParts
from fleet.api.events import QUEUE_FRAMES, last_event_id
from fleet.commands.models import CommandName
from fleet.commands.service import Order, give_one
from fleet.ingest.handlers import apply
from fleet.scans.models import Scan
from fleet.scans.queries import newest_id
from fleet.stations.models import StationLatest
from fleet.stations.presence import PresenceStatus
from fleet.stations.watching import note_gone
from tests.fleet.console_api.conftest import NAMES, PASSWORD
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import (
    CHO_HOM,
    add_stations,
    birth,
    presence,
    received,
    reported,
    scans_payload,
)
from tests.support.scan_events import scan_event
from tests.support.streams import Reader, data_of

TIMEOUT_S = 45


def scanned(parts: ConsoleParts, *numbers: int) -> None:
    messages = [
        received(CHO_HOM, Up.SCANS, scans_payload(*map(scan_event, numbers[at : at + 100])))
        for at in range(0, len(numbers), 100)
    ]
    with parts.database.write() as session:
        apply(session, messages, parts.desk, parts.clock.now())


def says(parts: ConsoleParts, *messages: Message) -> None:
    with parts.database.write() as session:
        for one in messages:
            leaf = Up(one.model_dump()["kind"])
            apply(session, [received(CHO_HOM, leaf, encode(one))], parts.desk, parts.clock.now())


def note_who_is_gone(parts: ConsoleParts, listening_since: datetime) -> None:
    with parts.database.write() as session:
        assert note_gone(session, parts.clock.now(), listening_since) == 1


def play(story: Callable[[], Coroutine[None, None, None]]) -> None:
    asyncio.run(asyncio.wait_for(story(), TIMEOUT_S))


@asynccontextmanager
async def listening(parts: ConsoleParts, last: int | None = None) -> AsyncIterator[Reader]:
    stream = parts.events.stream("of no session", last, lambda: True)
    reader = Reader(stream)
    yield reader
    await stream.aclose()  # type: ignore[attr-defined] # it is an async generator


def test_a_page_gets_the_counts_first_and_then_each_scan(
    parts: ConsoleParts, clock: SetClock
) -> None:
    async def story() -> None:
        scanned(parts, 1)
        async with listening(parts) as page:
            (counters,) = await page.until("counters")
            assert counters.data["scans"]["total"] == 1
            scanned(parts, 2, 3)
            events = await page.until("scan", 2)
            assert [event.data["seq"] for event in events] == [2, 3]
            with parts.database.read() as session:
                assert newest_id(session) == events[-1].event_id
            clock.advance(timedelta(seconds=1))
            (counters,) = await page.until("counters")
            assert counters.data["scans"]["total"] == 3

    play(story)


def test_every_page_gets_the_same_frames_of_one_look(parts: ConsoleParts) -> None:
    async def story() -> None:
        async with listening(parts) as one, listening(parts) as other:
            await one.until("counters")
            await other.until("counters")
            assert parts.events.listeners == 2
            scanned(parts, 1)
            assert await one.until("scan") == await other.until("scan")
        assert parts.events.listeners == 0

    play(story)


def test_a_page_that_comes_back_gets_what_it_missed(parts: ConsoleParts) -> None:
    async def story() -> None:
        scanned(parts, *range(1, 6))
        with parts.database.read() as session:
            third = session.scalar(select(Scan.id).where(Scan.seq == 3))
        async with listening(parts, third) as page:
            await page.until("counters")
            assert [one["seq"] for one in data_of(page.seen, "scan")] == [4, 5]

    play(story)


def test_a_page_that_missed_too_much_is_told_to_read_again(parts: ConsoleParts) -> None:
    async def story() -> None:
        scanned(parts, *range(1, live.RESUMED_SCANS + 3))
        async with listening(parts, 1) as page:
            await page.until("counters")
            assert data_of(page.seen, "reset") == [{}]
            assert data_of(page.seen, "scan") == []

    play(story)


def test_stations_that_come_and_go_are_told(parts: ConsoleParts, clock: SetClock) -> None:
    async def story() -> None:
        says(parts, birth(1))
        async with listening(parts) as page:
            # The second comes with the first look, which knows who is there.
            await page.until("counters", 2)
            listening_since = clock.now()
            says(parts, presence(1, online=False))
            clock.advance(timedelta(seconds=6))
            note_who_is_gone(parts, listening_since)
            (event,) = await page.until("presence")
            assert event.data["station_id"] == CHO_HOM
            assert event.data["presence"]["status"] == "offline"
            clock.advance(timedelta(seconds=1))
            says(parts, presence(2, online=True))
            (event,) = await page.until("presence")
            assert event.data["presence"]["status"] == "online"
            clock.advance(timedelta(minutes=5))
            note_who_is_gone(parts, listening_since)
            (event,) = await page.until("presence")
            assert event.data["presence"]["status"] == "offline"

    play(story)


def test_desired_states_and_commands_are_told(parts: ConsoleParts, clock: SetClock) -> None:
    async def story() -> None:
        async with listening(parts) as page:
            await page.until("counters", 2)
            clock.advance(timedelta(seconds=1))
            with parts.database.write() as session:
                now = clock.now()
                parts.desk.change_settings(session, CHO_HOM, {}, expected=0, by="an", now=now)
                order = Order(name=CommandName.SCREENSHOT)
                give_one(session, CHO_HOM, order, by="an", now=now)
            (desired,) = await page.until("desired")
            (command,) = await page.until("command")
            assert (desired.data["number"], desired.data["status"]) == (1, "pending")
            assert (command.data["name"], command.data["state"]) == ("screenshot", "queued")
            clock.advance(timedelta(seconds=1))
            says(parts, birth(), reported(1))
            (settled,) = await page.until("desired")
            assert settled.data["status"] == "in_force"

    play(story)


def test_a_scan_whose_number_becomes_visible_late_is_shown(parts: ConsoleParts) -> None:
    """A transaction that began first may commit last; here the numbers are given by hand."""
    look = live.Look(parts.database, parts.clock.now())
    scanned(parts, 1, 2, 3)
    with parts.database.write() as session:
        middle = session.scalars(select(Scan).where(Scan.seq == 2)).one()
        values = {column.name: getattr(middle, column.name) for column in Scan.__table__.columns}
        session.delete(middle)
    first = [frame for frame in look.frames(parts.clock.now()) if b"event: scan" in frame]
    assert len(first) == 2
    with parts.database.write() as session:
        session.execute(Scan.__table__.insert().values(**values))  # type: ignore[attr-defined] # a table
    late = [frame for frame in look.frames(parts.clock.now()) if b"event: scan" in frame]
    assert len(late) == 1
    assert b'"seq":2' in late[0]
    assert [one for one in look.frames(parts.clock.now()) if b"event: scan" in one] == []


def test_a_look_that_fails_shows_everything_the_next_time(parts: ConsoleParts) -> None:
    look = live.Look(parts.database, parts.clock.now())
    scanned(parts, 1)
    with parts.database.write() as session:
        session.connection().exec_driver_sql("ALTER TABLE command RENAME TO gone")
    with pytest.raises(Exception, match="command"):
        look.frames(parts.clock.now())
    with parts.database.write() as session:
        session.connection().exec_driver_sql("ALTER TABLE gone RENAME TO command")
    assert any(b"event: scan" in frame for frame in look.frames(parts.clock.now()))


def come_and_go(parts: ConsoleParts, status: PresenceStatus, names: Sequence[str]) -> None:
    with parts.database.write() as session:
        for name in names:
            row = session.get(StationLatest, name) or StationLatest(station_id=name)
            row.status, row.status_at = status, parts.clock.now()
            session.add(row)


def kinds(frames: Sequence[bytes]) -> list[str]:
    return [one.partition(b"event: ")[2].partition(b"\n")[0].decode() for one in frames]


def test_when_very_many_change_at_once_a_page_is_told_once_to_read_again(
    parts: ConsoleParts, clock: SetClock
) -> None:
    look = live.Look(parts.database, clock.now())
    names = [StationId(f"many-{number}") for number in range(live.MOST_CHANGES + 1)]
    add_stations(parts.database, *names)
    clock.advance(timedelta(seconds=60))
    look.frames(clock.now())
    come_and_go(parts, PresenceStatus.ONLINE, names)
    told = [kinds(look.frames(clock.now()))]
    clock.advance(timedelta(seconds=1))
    come_and_go(parts, PresenceStatus.OFFLINE, names)
    told += [kinds(look.frames(clock.now()))]
    clock.advance(live.RESETS_APART)
    told += [kinds(look.frames(clock.now())), kinds(look.frames(clock.now()))]
    assert [[one for one in kind if one != "counters"] for kind in told] == [
        ["reset"],
        [],
        ["reset"],
        [],
    ]
    come_and_go(parts, PresenceStatus.ONLINE, names[:3])
    assert [one for one in kinds(look.frames(clock.now())) if one != "counters"] == ["presence"] * 3


def test_a_page_that_reads_too_slowly_is_dropped(parts: ConsoleParts) -> None:
    async def story() -> None:
        async with listening(parts) as slow, listening(parts) as quick:
            await slow.until("counters")
            await quick.until("counters")
            for start in range(0, 2 * QUEUE_FRAMES, 50):
                scanned(parts, *range(start + 1, start + 51))
                await quick.until("scan", 50)
            rest = await slow.to_the_end()
            assert len(rest) < QUEUE_FRAMES
            assert parts.events.listeners == 1

    play(story)


def test_a_stream_ends_with_its_session(parts: ConsoleParts) -> None:
    async def story() -> None:
        signed_in = parts.accounts.sign_in(NAMES[Role.VIEWER], PASSWORD, "192.0.2.1")
        stream = parts.events.stream(
            signed_in.token, None, lambda: parts.accounts.holds(signed_in.token)
        )
        page = Reader(stream)
        await page.until(":")
        parts.accounts.sign_out(signed_in.token)
        assert [event.name for event in await page.to_the_end()][-1] == "signed_out"

    play(story)


def test_listening_does_not_keep_a_session_alive(parts: ConsoleParts, clock: SetClock) -> None:
    signed_in = parts.accounts.sign_in(NAMES[Role.VIEWER], PASSWORD, "192.0.2.1")
    for _ in range(3):
        clock.advance(timedelta(minutes=8))
        assert parts.accounts.holds(signed_in.token)
    clock.advance(timedelta(minutes=8))
    assert not parts.accounts.holds(signed_in.token)


def test_closing_the_hub_ends_every_stream(parts: ConsoleParts) -> None:
    async def story() -> None:
        async with listening(parts) as page:
            await page.until("counters")
            await asyncio.to_thread(parts.events.close)
            await page.to_the_end()
        async with listening(parts) as late:
            await late.to_the_end()

    play(story)


@pytest.mark.parametrize(
    ("header", "after", "number"),
    [("12", None, 12), ("12", 7, 12), (None, 7, 7), ("x", 7, 7), ("9" * 30, None, None)],
)
def test_the_browsers_own_header_counts(
    header: str | None, after: int | None, number: int | None
) -> None:
    assert last_event_id(header, after) == number
