"""What the outbox keeps, numbers and gives away."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract.scans import ScanEvent
from kiosk.errors import StorageError
from kiosk.outbox.store import Outbox
from tests.support.kiosk_clock import SetClock
from tests.support.scan_events import scan_event, scan_of_size


@pytest.fixture
def outbox(data_dir: Path) -> Iterator[Outbox]:
    outbox = Outbox(data_dir / "outbox.sqlite3", clock=SetClock(), max_mb=4)
    yield outbox
    outbox.close()


def seqs(events: list[ScanEvent]) -> list[int]:
    return [event.seq for event in events]


def test_what_was_stored_comes_back_equal_and_in_order(outbox: Outbox) -> None:
    stored = [outbox.append(scan_event) for _ in range(5)]

    assert seqs(stored) == [1, 2, 3, 4, 5]
    assert outbox.pending(0) == stored
    assert outbox.pending(3) == stored[3:]
    assert (outbox.stored, outbox.depth) == (5, 5)


def test_a_second_object_sees_the_same_outbox(outbox: Outbox, data_dir: Path) -> None:
    outbox.append(scan_event)
    other = Outbox(data_dir / "outbox.sqlite3", clock=SetClock(), max_mb=4)

    assert other.outbox_id == outbox.outbox_id
    assert other.acknowledge(outbox.outbox_id, 1) == 1
    assert outbox.depth == 0
    other.close()


def test_numbers_never_come_again_after_deletion(outbox: Outbox, data_dir: Path) -> None:
    for _ in range(3):
        outbox.append(scan_event)
    assert outbox.acknowledge(outbox.outbox_id, 3) == 3
    outbox.close()

    again = Outbox(data_dir / "outbox.sqlite3", clock=SetClock(), max_mb=4)
    assert (again.stored, again.depth) == (3, 0)
    assert again.append(scan_event).seq == 4
    again.close()


def test_a_batch_ends_at_the_number_of_events(outbox: Outbox) -> None:
    for _ in range(7):
        outbox.append(scan_event)

    assert seqs(outbox.pending(2, max_events=3)) == [3, 4, 5]


def test_a_batch_ends_before_too_many_bytes(outbox: Outbox) -> None:
    for _ in range(4):
        outbox.append(scan_of_size(5000))
    batch = outbox.pending(0, max_bytes=12_000)

    assert seqs(batch) == [1, 2]
    assert sum(len(event.model_dump_json(exclude_none=True)) for event in batch) <= 12_000


def test_one_event_above_the_limit_comes_alone(outbox: Outbox) -> None:
    for _ in range(2):
        outbox.append(scan_of_size(5000))

    assert seqs(outbox.pending(0, max_bytes=100)) == [1]


def test_another_outbox_is_not_acknowledged_here(outbox: Outbox) -> None:
    outbox.append(scan_event)

    assert outbox.acknowledge(uuid4(), 1) == 0
    assert outbox.depth == 1


def test_a_number_that_was_never_given_is_ignored(outbox: Outbox) -> None:
    outbox.append(scan_event)

    assert outbox.acknowledge(outbox.outbox_id, 2) == 0
    assert outbox.depth == 1


class TestBeginAnew:
    def test_what_waits_gets_new_numbers_and_keeps_its_ids(self, outbox: Outbox) -> None:
        stored = [outbox.append(scan_event) for _ in range(5)]
        old = outbox.outbox_id
        outbox.acknowledge(old, 2)

        assert outbox.begin_anew(old, 6)

        assert outbox.outbox_id != old
        waiting = outbox.pending(0)
        assert seqs(waiting) == [1, 2, 3]
        assert [one.event_id for one in waiting] == [one.event_id for one in stored[2:]]
        assert (outbox.stored, outbox.depth) == (3, 3)
        assert outbox.append(scan_event).seq == 4
        assert outbox.acknowledge(old, 6) == 0

    def test_an_empty_one_counts_from_one_again(self, outbox: Outbox) -> None:
        outbox.append(scan_event)
        outbox.acknowledge(outbox.outbox_id, 1)
        assert outbox.begin_anew(outbox.outbox_id, 9)
        assert outbox.append(scan_event).seq == 1

    def test_one_that_never_stored_anything(self, outbox: Outbox) -> None:
        assert outbox.begin_anew(outbox.outbox_id, 9)
        assert outbox.append(scan_event).seq == 1

    def test_a_row_that_is_no_json_any_more_is_kept(self, outbox: Outbox, data_dir: Path) -> None:
        for _ in range(3):
            outbox.append(scan_event)
        with closing(sqlite3.connect(data_dir / "outbox.sqlite3")) as connection:
            connection.execute("UPDATE scan SET body = '{{' WHERE seq = 2")
            connection.commit()
        outbox.acknowledge(outbox.outbox_id, 1)

        assert outbox.begin_anew(outbox.outbox_id, 9)

        assert outbox.as_stored(1) == {"seq": 1}
        assert seqs(outbox.pending(1)) == [2]

    def test_only_for_a_number_that_was_never_given(self, outbox: Outbox) -> None:
        outbox.append(scan_event)
        assert not outbox.begin_anew(outbox.outbox_id, 1)
        assert not outbox.begin_anew(uuid4(), 9)
        assert outbox.depth == 1


def test_many_are_deleted_in_steps(outbox: Outbox) -> None:
    for _ in range(1203):
        outbox.append(scan_event)

    assert outbox.acknowledge(outbox.outbox_id, 1201) == 1201
    assert seqs(outbox.pending(0)) == [1202, 1203]


def test_nothing_is_numbered_when_the_scan_cannot_be_made(outbox: Outbox) -> None:
    def fail(seq: int) -> ScanEvent:
        raise RuntimeError(f"no scan {seq}")

    with pytest.raises(RuntimeError, match="no scan 1"):
        outbox.append(fail)
    assert outbox.append(scan_event).seq == 1


def test_refused_scans_are_counted(outbox: Outbox) -> None:
    outbox.count_refused(2)
    outbox.count_refused(3)

    assert outbox.refused == 5


def test_a_row_of_a_later_release_stops_there_and_is_kept(outbox: Outbox, data_dir: Path) -> None:
    outbox.append(scan_event)
    outbox.append(scan_event)
    with closing(sqlite3.connect(data_dir / "outbox.sqlite3")) as later:
        later.execute("UPDATE scan SET body = replace(body, '\"link\"', '\"new\"') WHERE seq = 2")
        later.commit()

    assert seqs(outbox.pending(0)) == [1]
    with pytest.raises(StorageError, match=r"outbox\.bad_row") as caught:
        outbox.pending(1)
    assert caught.value.params["seq"] == 2
    assert outbox.depth == 2


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.one_of(st.none(), st.integers(0, 30)), max_size=30))
def test_rows_leave_from_the_front_only(tmp_path: Path, steps: list[int | None]) -> None:
    outbox = Outbox(tmp_path / f"{uuid4()}.sqlite3", clock=SetClock(), max_mb=4)
    waiting: list[int] = []
    given_numbers = 0
    for through in steps:
        if through is None:
            given_numbers += 1
            waiting.append(outbox.append(scan_event).seq)
        elif through <= given_numbers:
            outbox.acknowledge(outbox.outbox_id, through)
            waiting = [seq for seq in waiting if seq > through]
        assert seqs(outbox.pending(0)) == waiting
        assert outbox.depth == len(waiting)
        assert outbox.stored == given_numbers
    outbox.close()
