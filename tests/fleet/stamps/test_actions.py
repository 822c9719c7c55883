"""What is done to stamps is done to all that are named or to none, and twice is as good as once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from fleet.accounts.models import AuditEntry
from fleet.db.engine import Database
from fleet.errors import BadInput, Conflict, FleetError, NotThere
from fleet.registry.models import StampRow
from fleet.stamps.actions import Deed
from fleet.stamps.issuing import Order
from fleet.stamps.models import IssuedStamp, StampBatch, StampChange
from fleet.stamps.selection import Chosen
from fleet.stamps.service import Stamps
from provenance.keys import Gtin
from provenance.records import StampState
from provenance.stamps.states import Action
from tests.fleet.stamps.conftest import StateOf
from tests.support.fleet_clock import SetClock
from tests.support.registry import GTIN

RAU = Gtin(GTIN)
S1 = Chosen(gtin=RAU, serials=("S1",))


def range_of(*names: str) -> Chosen:
    return Chosen(gtin=RAU, serials=names)


@pytest.fixture
def batch(stamps: Stamps, database: Database) -> StampBatch:
    """Issue T1 to T6 of lot L2 and say that they were printed."""
    names = tuple(f"T{number}" for number in range(1, 7))
    order = Order(gtin=RAU, issuer="htx-a", lot="L2", serials=names, numbered=True)
    made, _ = stamps.issue(order, by="an")
    with database.write() as session:
        for row in session.scalars(select(StampRow).where(StampRow.serial.in_(names))):
            row.state = "at_printer"
    return made


def test_a_whole_life(
    stamps: Stamps, batch: StampBatch, state_of: StateOf, database: Database, clock: SetClock
) -> None:
    done = stamps.act(Chosen(batch=batch.id), Deed(action=Action.DELIVER), by="an")
    assert (done.changed, done.unchanged) == (6, 0)
    some = Chosen(batch=batch.id, first=1, last=3)
    assert stamps.act(some, Deed(action=Action.ACTIVATE), by="an").changed == 3
    assert [state_of(f"T{n}") for n in (3, 4)] == [StampState.ACTIVE, StampState.INACTIVE]
    clock.advance(timedelta(hours=1))
    stamps.act(range_of("T2"), Deed(action=Action.SELL, note="Chợ Hôm, sạp 5"), by="an")
    with database.read() as session:
        row = session.get_one(StampRow, (GTIN, "T2"))
        assert (row.state, row.ended_at, row.note_vi) == ("sold", clock.now(), "Chợ Hôm, sạp 5")
        history = session.scalars(
            select(StampChange).where(StampChange.serial == "T2").order_by(StampChange.id)
        ).all()
    assert [(one.before, one.after) for one in history] == [
        ("at_printer", "inactive"),
        ("inactive", "active"),
        ("active", "sold"),
    ]


def test_twice_is_as_good_as_once(
    stamps: Stamps, batch: StampBatch, database: Database, clock: SetClock
) -> None:
    deed = Deed(action=Action.ACTIVATE)
    stamps.act(range_of("T1", "T2"), deed, by="an")
    clock.advance(timedelta(days=1))
    done = stamps.act(Chosen(batch=batch.id, last=3), deed, by="an")
    assert (done.changed, done.unchanged) == (1, 2)
    done = stamps.act(range_of("T1"), deed, by="an")
    assert (done.changed, done.unchanged) == (0, 1)
    with database.read() as session:
        first = session.get_one(StampRow, (GTIN, "T1")).activated_at
        third = session.get_one(StampRow, (GTIN, "T3")).activated_at
        assert first is not None
        assert third == first + timedelta(days=1)
        entries = session.scalars(select(AuditEntry).where(AuditEntry.what == "stamps.activate"))
        assert len(entries.all()) == 2


def test_one_that_is_wrong_holds_all_of_them_and_is_named(
    stamps: Stamps, batch: StampBatch, state_of: StateOf
) -> None:
    stamps.act(range_of("T5"), Deed(action=Action.VOID, note="Rách"), by="an")
    with pytest.raises(Conflict) as error:
        stamps.act(Chosen(batch=batch.id), Deed(action=Action.ACTIVATE), by="an")
    assert error.value.code == "stamps.state"
    assert (error.value.params["serials"], error.value.params["count"]) == ("void: T5", 1)
    assert state_of("T1") is StampState.AT_PRINTER
    lot = Chosen(gtin=RAU, lot="L2")
    done = stamps.act(lot, Deed(action=Action.ACTIVATE, leave_ended=True), by="an")
    assert (done.changed, done.left) == (5, 1)
    assert state_of("T5") is StampState.VOID


def test_serials_that_are_not_there_are_named(stamps: Stamps, state_of: StateOf) -> None:
    with pytest.raises(NotThere) as error:
        stamps.act(range_of("S1", "X2", "X1"), Deed(action=Action.SELL), by="an")
    assert error.value.params["serials"] == "X1, X2"
    assert state_of("S1") is StampState.ACTIVE


def test_suspicion_is_taken_back(stamps: Stamps, state_of: StateOf, database: Database) -> None:
    stamps.act(S1, Deed(action=Action.SUSPECT, note="Bị tố cáo"), by="an")
    assert state_of("S1") is StampState.SUSPECT
    with pytest.raises(Conflict):
        stamps.act(S1, Deed(action=Action.SELL), by="an")
    stamps.act(S1, Deed(action=Action.CLEAR, note="Đã kiểm tra"), by="binh")
    with database.read() as session:
        row = session.get_one(StampRow, (GTIN, "S1"))
        assert (row.state, row.ended_at, row.note_vi) == ("active", None, None)
        last = session.scalars(select(StampChange).order_by(StampChange.id.desc())).first()
        assert last is not None
        assert (last.who, last.note) == ("binh", "Đã kiểm tra")


def test_a_replacement_is_told_and_stays(
    stamps: Stamps, batch: StampBatch, state_of: StateOf, database: Database
) -> None:
    del batch
    stamps.act(range_of("T1"), Deed(action=Action.DELIVER), by="an")
    deed = Deed(action=Action.REPLACE, note="Tem bị rách", replacement="T2")
    assert stamps.act(range_of("T1"), deed, by="an").changed == 1
    assert stamps.act(range_of("T1"), deed, by="an").unchanged == 1
    assert state_of("T1") is StampState.REPLACED
    with database.read() as session:
        assert session.get_one(IssuedStamp, (GTIN, "T1")).replaced_by == "T2"
    other = Deed(action=Action.REPLACE, note="Tem bị rách", replacement="T3")
    with pytest.raises(Conflict, match=r"stamps\.replaced_otherwise"):
        stamps.act(range_of("T1"), other, by="an")
    back = Deed(action=Action.REPLACE, note="Tem bị rách", replacement="T1")
    with pytest.raises(Conflict, match=r"stamps\.state"):
        stamps.act(S1, back, by="an")


@pytest.mark.parametrize(
    ("chosen", "deed", "code"),
    [
        (S1, Deed(action=Action.VOID), "stamps.reason"),
        (S1, Deed(action=Action.VOID, note="  "), "stamps.reason"),
        (S1, Deed(action=Action.SELL, note="x" * 301), "stamps.note"),
        (S1, Deed(action=Action.SELL, note="a\nb"), "stamps.note"),
        (S1, Deed(action=Action.PRINT), "stamps.action"),
        (S1, Deed(action=Action.REPLACE, note="a"), "stamps.replacement"),
        (S1, Deed(action=Action.REPLACE, note="a", replacement="S1"), "stamps.replacement"),
        (S1, Deed(action=Action.REPLACE, note="a", replacement="Z"), "stamps.unknown"),
        (Chosen(gtin=RAU), Deed(action=Action.SELL), "stamps.choice"),
        (Chosen(lot="L1"), Deed(action=Action.SELL), "stamps.choice"),
        (Chosen(gtin=RAU, lot="L1", serials=("S1",)), Deed(action=Action.SELL), "stamps.choice"),
        (Chosen(gtin=RAU, lot="L9"), Deed(action=Action.SELL), "stamps.none"),
        (Chosen(batch=99), Deed(action=Action.SELL), "stamps.batch_unknown"),
        (Chosen(batch=2**70), Deed(action=Action.SELL), "stamps.batch_unknown"),
        (
            Chosen(gtin=RAU, serials=("S1", "a\x00b", "\udcff")),
            Deed(action=Action.SELL),
            "stamps.unknown",
        ),
    ],
)
def test_what_cannot_be_asked_for(stamps: Stamps, chosen: Chosen, deed: Deed, code: str) -> None:
    with pytest.raises(FleetError) as error:
        stamps.act(chosen, deed, by="an")
    assert error.value.code == code


@pytest.mark.parametrize(("first", "last"), [(0, 3), (3, 2), (-1, 2), (7, 7)])
def test_places_that_a_batch_does_not_have(
    stamps: Stamps, batch: StampBatch, first: int, last: int
) -> None:
    with pytest.raises(BadInput, match=r"stamps\.positions"):
        stamps.act(
            Chosen(batch=batch.id, first=first, last=last), Deed(action=Action.DELIVER), by="an"
        )
