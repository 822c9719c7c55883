"""Events are stored once each, with their things, on both databases."""

import json

from sqlalchemy import func, select

from fleet.db.engine import Database
from fleet.epcis.models import EventParty, EventRow, EventThing
from fleet.epcis.query import get
from tests.fleet.epcis.conftest import Stored
from tests.provenance.epcis.documents import LOT, SHOP, UNIT, event

RICH = event(
    quantityList=[{"epcClass": LOT, "quantity": 2.5, "uom": "KGM"}],
    bizTransactionList=[{"type": "po", "bizTransaction": "urn:x:1"}],
    sourceList=[{"type": "owning_party", "source": SHOP}],
    destinationList=[{"type": "owning_party", "destination": SHOP}],
    readPoint={"id": SHOP},
    recordTime="2001-01-01T00:00:00Z",
    **{"own:note": "phở"},
)


def counts(database: Database) -> list[int | None]:
    with database.read() as session:
        return [
            session.scalar(select(func.count()).select_from(table))
            for table in (EventRow, EventThing, EventParty)
        ]


def test_an_event_is_stored_once_however_often_it_comes(database: Database, stored: Stored) -> None:
    assert stored([RICH]) == 1
    assert stored([RICH, event(), RICH, event()]) == 1
    assert counts(database) == [2, 3, 3]


def test_the_declaration_of_an_error_is_an_event_of_its_own(
    database: Database, stored: Stored
) -> None:
    wrong = event(errorDeclaration={"declarationTime": "2026-11-23T00:00:00Z"})
    assert stored([event(), wrong]) == 2
    assert stored([wrong]) == 0
    with database.read() as session:
        hashes = session.scalars(select(EventRow.hash).distinct()).all()
        assert len(hashes) == 1


def test_things_are_taken_apart(database: Database, stored: Stored) -> None:
    stored([RICH])
    with database.read() as session:
        rows = session.scalars(select(EventThing).order_by(EventThing.id)).all()
        found = [(row.gtin, row.lot, row.serial, row.quantity, row.is_class) for row in rows]
    assert found == [
        ("08935001200017", None, "9", None, False),
        ("08935001200017", "L1", None, "2.5", True),
    ]


def test_an_event_comes_back_as_it_came_with_what_the_repository_says(
    database: Database, stored: Stored
) -> None:
    stored([RICH])
    with database.read() as session:
        hash_id = session.scalars(select(EventRow.event_id)).one()
        found = json.loads(get(session, hash_id))
    assert found["own:note"] == "phở"
    assert found["epcList"] == [UNIT]
    assert found["eventID"] == hash_id
    assert found["recordTime"] != RICH["recordTime"]
    assert found["@context"][1] == {"own": "https://own.example/"}


def test_many_things_in_many_events(database: Database, stored: Stored) -> None:
    names = [f"urn:epc:id:sgtin:8935001.020001.{number}" for number in range(300)]
    assert (
        stored([event(epcList=names, eventTime=f"2026-11-22T06:00:{at:02d}Z") for at in range(5)])
        == 5
    )
    assert counts(database) == [5, 1500, 0]
