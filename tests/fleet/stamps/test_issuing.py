"""A batch is issued whole or not at all, and once however often it is asked for."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from fleet.accounts.models import AuditEntry
from fleet.db.engine import Database
from fleet.errors import BadInput, Conflict, FleetError, NotThere
from fleet.registry.lookup import Lookup
from fleet.registry.models import StampRow
from fleet.stamps.issuing import Order, begin, make_up
from fleet.stamps.models import IssuedStamp, StampBatch
from fleet.stamps.service import Stamps
from fleet.stamps.steps import finish
from provenance.errors import BadKey
from provenance.keys import Gtin, ItemKey
from provenance.records import StampState
from provenance.stamps import serials
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import CHO_HOM, add_stations
from tests.support.registry import GTIN, OTHER

RAU = Gtin(GTIN)


def order(**changes: object) -> Order:
    values: dict[str, object] = {"gtin": RAU, "issuer": "htx-a", "lot": "L1", "count": 5}
    return Order(**(values | changes))  # type: ignore[arg-type]


def test_serials_are_made_up_and_known_at_once(
    stamps: Stamps, database: Database, clock: SetClock
) -> None:
    batch, new = stamps.issue(order(), by="an")

    assert (new, batch.count, batch.made, batch.created_by) == (True, 5, "random", "an")
    with database.read() as session:
        rows = session.scalars(
            select(IssuedStamp).where(IssuedStamp.batch_id == batch.id).order_by("position")
        ).all()
        assert [row.position for row in rows] == [1, 2, 3, 4, 5]
        entry = session.scalars(select(AuditEntry).where(AuditEntry.what == "stamps.issue")).one()
        assert (entry.who, entry.detail["count"]) == ("an", 5)
    assert all(len(row.serial) == serials.SERIAL_CHARS for row in rows)
    found = Lookup(database, clock).dossier(ItemKey(gtin=RAU, serial=rows[0].serial))
    assert found is not None
    assert found.stamp is not None
    assert (found.stamp.state, found.stamp.lot) == (StampState.ISSUED, "L1")


def test_a_serial_that_is_taken_by_chance_is_made_anew(
    stamps: Stamps, database: Database, clock: SetClock
) -> None:
    stamps.issue(order(count=None, serials=("A1", "A2")), by="an")
    with database.write() as session:
        batch, _ = begin(session, order(count=3), ["A1", "B1", "A2"], at=clock.now(), by="an")
    finish(database, batch.id, make_up)
    with database.read() as session:
        of_batch = select(IssuedStamp.serial).where(IssuedStamp.batch_id == batch.id)
        chosen = set(session.scalars(of_batch))
    assert len(chosen) == 3
    assert chosen & {"A1", "A2", "B1"} == {"B1"}


def test_a_range_keeps_its_order(stamps: Stamps, database: Database) -> None:
    asked = serials.serial_range("TQ098", "TQ101")
    batch, _ = stamps.issue(order(count=None, serials=asked, numbered=True), by="an")
    with database.read() as session:
        of_batch = select(IssuedStamp.serial).where(IssuedStamp.batch_id == batch.id)
        assert tuple(session.scalars(of_batch.order_by(IssuedStamp.position))) == asked
    assert batch.made == "range"


def test_the_same_request_issues_nothing_more(stamps: Stamps, database: Database) -> None:
    first, new = stamps.issue(order(request="don-1"), by="an")
    again, new_again = stamps.issue(order(request="don-1"), by="an")
    assert (first.id, new, new_again) == (again.id, True, False)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(IssuedStamp)) == 5
    with pytest.raises(Conflict, match=r"stamps\.request_differs"):
        stamps.issue(order(request="don-1", count=6), by="an")


@pytest.mark.parametrize(
    "changes",
    [
        {"serials": ("B1", "B2")},
        {"serials": ("A2", "A1")},
        {"serials": ("A1", "A2"), "numbered": True},
        {"expires": date(2030, 1, 2)},
        {"expires": None},
        {"area": ()},
        {"two_layer": True},
        {"lot": "L2"},
        {"lot": None},
        {"gtin": Gtin(OTHER), "lot": None},
        {"issuer": "cho-b"},
        {"count": 2, "serials": ()},
    ],
)
@pytest.mark.parametrize("half", [False, True])
def test_the_same_request_for_anything_else_is_refused(
    stamps: Stamps, database: Database, clock: SetClock, changes: dict[str, object], *, half: bool
) -> None:
    asked = order(
        count=None,
        serials=("A1", "A2"),
        expires=date(2030, 1, 1),
        area=("Phường Ba Đình",),
        request="don-1",
    )
    if half:
        with database.write() as session:
            begin(session, asked, [], at=clock.now(), by="an")
    else:
        stamps.issue(asked, by="an")
    with pytest.raises(Conflict, match=r"stamps\.request_differs"):
        stamps.issue(replace(asked, **changes), by="an")  # type: ignore[arg-type]
    batch, new = stamps.issue(asked, by="an")
    assert (batch.count, new) == (2, False)


def test_serials_that_are_taken_are_named_and_nothing_is_stored(
    stamps: Stamps, database: Database
) -> None:
    with pytest.raises(Conflict) as error:
        stamps.issue(order(count=None, serials=("NEW1", "S1")), by="an")
    assert error.value.code == "stamps.taken"
    assert error.value.params["serials"] == "S1"
    with database.read() as session:
        assert session.get(StampRow, (GTIN, "NEW1")) is None
        assert session.scalar(select(func.count()).select_from(StampBatch)) == 0


@pytest.mark.parametrize(
    ("changes", "kind", "code"),
    [
        ({"count": 0}, BadInput, "stamps.count"),
        ({"count": 100_001}, BadInput, "stamps.count"),
        ({"count": None, "serials": ("A", "B", "A")}, BadInput, "stamps.repeated"),
        ({"count": None, "serials": ("Á",)}, BadKey, "serial.invalid"),
        ({"gtin": Gtin("08930000000033")}, NotThere, "stamps.gtin_unknown"),
        ({"issuer": "ai-do"}, NotThere, "stamps.party_unknown"),
        ({"lot": "L9"}, NotThere, "stamps.lot_unknown"),
        ({"area": ("Chợ Sao Hỏa",)}, BadInput, "stamps.area_unknown"),
    ],
)
def test_what_cannot_be_issued(
    stamps: Stamps, changes: dict[str, object], kind: type[Exception], code: str
) -> None:
    with pytest.raises(kind) as error:
        stamps.issue(order(**changes), by="an")
    assert isinstance(error.value, FleetError | BadKey)
    assert error.value.code == code


def test_a_sales_area_is_of_wards_and_of_markets_with_a_station(
    stamps: Stamps, database: Database
) -> None:
    add_stations(database, CHO_HOM)
    batch, _ = stamps.issue(order(area=("cho hom", "Phường Ba Đình")), by="an")
    assert batch.area == ["cho hom", "Phường Ba Đình"]
