"""Tests of storing batches, on both databases, by two workers at once too."""

import threading
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from contract.scans import ScanEvent
from contract.zone import vietnam_day
from fleet.db.engine import Database
from fleet.scans import queries, service
from fleet.scans.models import Outbox, RefusedScan, Scan, ScanCount
from fleet.scans.rules import Batch, Refused, sift
from fleet.scans.service import StoreResult, store
from tests.support.fleet_rooms import CHO_HOM, DONG_XUAN, MOMENT, OUTBOX, add_stations
from tests.support.scan_events import scan_event


@pytest.fixture(autouse=True)
def stations(database: Database) -> None:
    add_stations(database, CHO_HOM, DONG_XUAN)


def batch(*events: ScanEvent, outbox: UUID = OUTBOX, refused: Sequence[Refused] = ()) -> Batch:
    return Batch(station=CHO_HOM, outbox_id=outbox, events=events, refused=tuple(refused))


def stored(database: Database, *batches: Batch) -> tuple[StoreResult, ...]:
    with database.write() as session:
        return store(session, batches, MOMENT)


def counted(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.sum(ScanCount.count))) or 0


def test_a_batch_is_stored_and_counted(database: Database) -> None:
    (result,) = stored(database, batch(scan_event(1), scan_event(2)))
    assert (result.new, result.duplicates, result.refused, result.through) == (2, 0, 0, 2)
    assert counted(database) == 2
    with database.read() as session:
        row = session.scalars(select(Scan).where(Scan.seq == 1)).one()
    assert (row.station_id, row.host, row.day) == (CHO_HOM, "example.vn", vietnam_day(MOMENT))


def test_every_value_comes_back_as_it_was_sent(database: Database) -> None:
    event = scan_event(1).model_copy(
        update={
            "reasons": ('recall.lot "L1"', "{}, NULL", "Đồng Xuân"),
            "code": "(01)08935217400102(10)L\\1",
            "lot": "NULL",
            "serial": None,
            "decode_ms": 12.5,
        }
    )
    stored(database, batch(event))
    with database.read() as session:
        row = session.scalars(select(Scan)).one()
    for name in ("code", "lot", "serial", "decode_ms", "event_id", "seq", "host", "via"):
        assert getattr(row, name) == getattr(event, name), name
    assert tuple(row.reasons) == event.reasons
    assert (row.wall, row.boot_id, row.clock_trusted) == (event.at.wall, "boot", True)


def test_the_same_batch_again_changes_nothing(database: Database) -> None:
    one = batch(scan_event(1), scan_event(2))
    stored(database, one)
    (again,) = stored(database, one)
    assert (again.new, again.duplicates, again.refused, again.through) == (0, 2, 0, 2)
    assert counted(database) == 2
    with database.read() as session:
        assert session.get_one(Outbox, (CHO_HOM, OUTBOX)).stored == 2


def test_an_event_twice_in_one_batch_counts_once(database: Database) -> None:
    event = scan_event(1)
    (result,) = stored(database, batch(event, event), batch(event))
    assert (result.new, result.duplicates, result.through) == (1, 2, 1)
    assert counted(database) == 1


def test_nothing_is_complete_beyond_a_gap(database: Database) -> None:
    assert stored(database, batch(scan_event(2), scan_event(3)))[0].through == 0
    assert stored(database, batch(scan_event(5)))[0].through == 0
    assert stored(database, batch(scan_event(1)))[0].through == 3
    assert stored(database, batch(scan_event(4)))[0].through == 5


def test_a_gap_that_closes_after_a_thousand_events_closes_at_once(database: Database) -> None:
    last = 2 * service.WALK_ROWS + 3
    assert stored(database, batch(*map(scan_event, range(2, last + 1))))[0].through == 0
    assert stored(database, batch(scan_event(1)))[0].through == last


def test_batches_of_several_stations_and_outboxes_are_apart(database: Database) -> None:
    other = Batch(station=DONG_XUAN, outbox_id=OUTBOX, events=(scan_event(2),))
    second = uuid4()
    results = stored(database, other, batch(scan_event(1)), batch(scan_event(1), outbox=second))
    reached = {(one.station, one.outbox_id): one.through for one in results}
    assert reached == {(CHO_HOM, OUTBOX): 1, (CHO_HOM, second): 1, (DONG_XUAN, OUTBOX): 0}


def test_the_same_event_id_at_two_stations_is_two_scans(database: Database) -> None:
    event = scan_event(1)
    stored(database, batch(event), Batch(station=DONG_XUAN, outbox_id=OUTBOX, events=(event,)))
    assert counted(database) == 2


def test_an_event_that_cannot_be_read_does_not_hold_the_others(database: Database) -> None:
    bad = sift({"seq": 1, "event_id": "?"})
    assert isinstance(bad, Refused)
    (result,) = stored(database, batch(scan_event(2), refused=[bad]))
    assert (result.new, result.refused, result.through) == (1, 1, 2)
    (again,) = stored(database, batch(refused=[bad]))
    assert again.through == 2
    with database.read() as session:
        (row,) = session.scalars(select(RefusedScan))
        assert (row.seq, row.code, row.event) == (1, "event.invalid", {"seq": 1, "event_id": "?"})
        assert queries.refused(session, CHO_HOM) == (1, 0)


def test_a_number_that_is_used_again_is_kept_apart(database: Database) -> None:
    first, second = scan_event(1), scan_event(1)
    stored(database, batch(first))
    (result,) = stored(database, batch(second, scan_event(2)))
    assert (result.new, result.refused, result.through) == (1, 1, 2)
    with database.read() as session:
        (row,) = session.scalars(select(RefusedScan))
        assert (row.code, row.detail) == ("scan.seq_conflict", str(first.event_id))
        assert row.event is not None
        assert row.event["event_id"] == str(second.event_id)


def test_an_event_that_comes_again_under_another_number_fills_that_number(
    database: Database,
) -> None:
    event = scan_event(1)
    again = event.model_copy(update={"seq": 2})
    (result,) = stored(database, batch(event, again, scan_event(3)))
    assert (result.new, result.refused, result.through) == (2, 1, 3)
    (other,) = stored(database, batch(event, outbox=uuid4()))
    assert (other.new, other.refused, other.through) == (0, 1, 1)
    with database.read() as session:
        codes = set(session.scalars(select(RefusedScan.code)))
    assert codes == {"scan.event_repeated"}
    assert counted(database) == 2


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    def fail() -> None:
        with database.write() as session:
            store(session, [batch(scan_event(1))], MOMENT)
            message = "as if the process died"
            raise RuntimeError(message)

    with pytest.raises(RuntimeError):
        fail()
    with database.read() as session:
        assert session.get(Outbox, (CHO_HOM, OUTBOX)) is None
        assert queries.newest_id(session) == 0


def test_scans_are_counted_on_the_day_on_which_they_happened(database: Database) -> None:
    event = scan_event(1)
    yesterday = event.at.model_copy(update={"wall": MOMENT - timedelta(days=1)})
    stored(database, batch(event.model_copy(update={"at": yesterday}), scan_event(2)))
    with database.read() as session:
        today = queries.today(session, vietnam_day(MOMENT), MOMENT + timedelta(minutes=5))
        assert (today.total, today.last_hour, today.by_station) == (1, 2, {CHO_HOM: 1})
        assert today.by_colour == {"grey": 1}
        assert queries.by_station(session, vietnam_day(MOMENT), [DONG_XUAN]) == {}


def test_a_clock_that_is_not_synchronised_is_not_believed(database: Database) -> None:
    event = scan_event(1)
    wall = MOMENT - timedelta(days=1)
    at = event.at.model_copy(update={"wall": wall, "clock_trusted": False})
    stored(database, batch(event.model_copy(update={"at": at})))
    with database.read() as session:
        row = session.scalars(select(Scan)).one()
    assert (row.happened_at, row.wall, row.day) == (MOMENT, wall, vietnam_day(MOMENT))


Deliveries = list[tuple[list[int], bool]]


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[int, Deliveries]:
    """Draw how the events 1..n of an outbox come: in any order, some often, to two workers."""
    last = draw(st.integers(1, 12))
    numbers = st.lists(st.integers(1, last), max_size=5)
    some = draw(st.lists(st.tuples(numbers, st.booleans()), max_size=8))
    rest = [([seq], draw(st.booleans())) for seq in range(1, last + 1)]
    return last, draw(st.permutations([*some, *rest]))


@given(drawn=deliveries())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_order_and_however_often_two_workers_agree(
    database: Database, drawn: tuple[int, Deliveries]
) -> None:
    last, plan = drawn
    outbox = uuid4()
    events = {seq: scan_event(seq) for seq in range(1, last + 1)}
    new: list[int] = []
    claims: list[tuple[int, set[int]]] = []
    start = threading.Barrier(2)

    def work(mine: list[list[int]]) -> None:
        start.wait(10)
        for numbers in mine:
            (result,) = stored(database, batch(*(events[seq] for seq in numbers), outbox=outbox))
            new.append(result.new)
            # What was promised must be there for anybody who looks afterwards.
            with database.read() as session:
                there = session.scalars(select(Scan.seq).where(Scan.outbox_id == outbox))
                claims.append((result.through, set(there)))

    threads = [
        threading.Thread(target=work, args=([n for n, first in plan if first is which],))
        for which in (True, False)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(claims) == len(plan)
    assert all(set(range(1, through + 1)) <= there for through, there in claims)
    assert sum(new) == last
    with database.read() as session:
        row = session.get_one(Outbox, (CHO_HOM, outbox))
        assert (row.through, row.stored) == (last, last)
