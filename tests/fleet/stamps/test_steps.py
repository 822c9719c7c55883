"""Batches are stored in steps: others write between them, and nobody sees half of one."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from fleet.db.engine import Database
from fleet.errors import Conflict, NotThere
from fleet.registry.models import StampRow
from fleet.stamps import issuing, queries, steps
from fleet.stamps.actions import Deed
from fleet.stamps.issuing import Order
from fleet.stamps.models import IssuedStamp, StampBatch
from fleet.stamps.queries import StampFilter
from fleet.stamps.selection import Chosen
from fleet.stamps.service import Stamps
from provenance.keys import Gtin
from provenance.records import StampState
from provenance.stamps.serials import serial_range
from provenance.stamps.states import Action
from tests.support.fleet_clock import SetClock
from tests.support.registry import GTIN

RAU = Gtin(GTIN)


def order(serials: tuple[str, ...] = (), count: int | None = None) -> Order:
    return Order(gtin=RAU, issuer="htx-a", lot="L1", count=count, serials=serials, request="don-1")


def begin(database: Database, clock: SetClock, wanted: Order) -> int:
    fresh = issuing.make_up(wanted.count or 0)
    with database.write() as session:
        batch, new = issuing.begin(session, wanted, fresh, at=clock.now(), by="an")
    assert new
    return batch.id


def stored(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(IssuedStamp)) or 0


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "OF_STEP", 10)


@pytest.mark.usefixtures("stamps")
def test_nobody_sees_a_batch_before_its_last_stamp(
    stamps: Stamps, database: Database, clock: SetClock
) -> None:
    number = begin(database, clock, order(count=25))
    assert steps.step(database, number, issuing.make_up)
    assert stored(database) == 10
    with database.read() as session:
        serial = session.scalars(select(IssuedStamp.serial)).first() or ""
        assert (
            queries.page(session, StampFilter(state=StampState.ISSUED), after=None, limit=100) == []
        )
        assert queries.count(session, StampFilter(state=StampState.ISSUED)) == (0, False)
        assert queries.batches(session, limit=10) == []
        with pytest.raises(NotThere):
            queries.detail(session, RAU, serial)
    for chosen in (Chosen(batch=number), Chosen(gtin=RAU, serials=(serial,))):
        with pytest.raises(NotThere):
            stamps.act(chosen, Deed(action=Action.VOID, note="Thử"), by="an")

    # The same request goes on where the first one was left.
    batch, new = stamps.issue(order(count=25), by="an")
    assert (batch.id, new, stored(database)) == (number, False, 25)
    with database.read() as session:
        assert len(queries.page(session, StampFilter(batch=number), after=None, limit=100)) == 25
        assert len(queries.batches(session, limit=10)) == 1
        positions = session.scalars(select(IssuedStamp.position)).all()
    assert sorted(positions) == list(range(1, 26))


@pytest.mark.usefixtures("stamps")
def test_the_worker_goes_on_with_what_was_left(database: Database, clock: SetClock) -> None:
    number = begin(database, clock, order(count=25))
    steps.step(database, number, issuing.make_up)
    assert not steps.take_up(database, clock.now(), issuing.make_up), "somebody may be at it"
    clock.advance(steps.FORSAKEN + timedelta(seconds=1))
    turns = 0
    while steps.take_up(database, clock.now(), issuing.make_up):
        turns += 1
    assert (turns, stored(database)) == (2, 25)


def take(database: Database, *serials: str) -> None:
    with database.write() as session:
        session.add_all(
            StampRow(
                gtin=GTIN,
                serial=serial,
                state="active",
                issuer="htx-a",
                lot=None,
                activated_at=None,
                ended_at=None,
                note_vi=None,
                note_en=None,
            )
            for serial in serials
        )


@pytest.mark.usefixtures("stamps")
def test_a_chosen_serial_that_was_taken_meanwhile_takes_the_batch_back(
    database: Database, clock: SetClock
) -> None:
    number = begin(database, clock, order(serial_range("TQ100", "TQ124")))
    steps.step(database, number, issuing.make_up)
    take(database, "TQ115")
    with pytest.raises(Conflict) as caught:
        steps.finish(database, number, issuing.make_up, lambda _: None)
    assert (caught.value.code, caught.value.params["serials"]) == ("stamps.taken", "TQ115")
    assert stored(database) == 0
    with database.read() as session:
        assert session.get(StampBatch, number) is None
        assert session.get(StampRow, (GTIN, "TQ100")) is None
        assert session.get_one(StampRow, (GTIN, "TQ115")).state == "active"


@pytest.mark.usefixtures("stamps")
def test_a_made_up_serial_that_was_taken_meanwhile_is_replaced(
    database: Database, clock: SetClock
) -> None:
    fresh = issuing.make_up(25)
    with database.write() as session:
        batch, _ = issuing.begin(session, order(count=25), fresh, at=clock.now(), by="an")
    take(database, fresh[12])
    steps.finish(database, batch.id, issuing.make_up, lambda _: None)
    with database.read() as session:
        issued = set(session.scalars(select(IssuedStamp.serial)))
    assert len(issued) == 25
    assert set(fresh) - issued == {fresh[12]}


@pytest.mark.usefixtures("stamps")
def test_others_write_between_two_steps(database: Database, clock: SetClock) -> None:
    number = begin(database, clock, order(count=60))
    written = threading.Event()

    def write() -> None:
        with database.write() as session:
            session.add(_other(session.scalars(select(StampRow)).first()))
        written.set()

    waits: list[Callable[[], None]] = [write]

    def wait(_seconds: float) -> None:
        if waits:
            thread = threading.Thread(target=waits.pop())
            thread.start()
            thread.join(10)

    steps.finish(database, number, issuing.make_up, wait)
    assert written.is_set()
    assert stored(database) == 60


def _other(row: StampRow | None) -> StampRow:
    assert row is not None
    return StampRow(
        gtin=row.gtin,
        serial="KHAC1",
        state="active",
        issuer=row.issuer,
        lot=None,
        activated_at=None,
        ended_at=None,
        note_vi=None,
        note_en=None,
    )
