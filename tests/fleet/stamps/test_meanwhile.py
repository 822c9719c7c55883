"""What is done to a stamp or a recall while a file is being stored outlives that file."""

from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from fleet.db.engine import Database
from fleet.errors import Conflict
from fleet.registry import models, recalls
from fleet.registry.files import BadRegistryFile
from fleet.registry.mapping import to_recall
from fleet.registry.service import Counts, import_file
from fleet.stamps import actions, issuing, steps
from fleet.stamps.actions import Deed
from fleet.stamps.issuing import Order
from fleet.stamps.models import IssuedStamp
from fleet.stamps.selection import Chosen
from fleet.stamps.service import Stamps
from provenance.keys import Gtin
from provenance.records import RecallId
from provenance.stamps.states import Action
from tests.fleet.stamps.conftest import StateOf
from tests.support.blocked import first_deed
from tests.support.fleet_clock import SetClock
from tests.support.registry import GTIN, as_bytes, document

RAU = Gtin(GTIN)
S1 = Chosen(gtin=RAU, serials=("S1",))


def newer(name: str, **changes: object) -> bytes:
    """Give a file with one changed row of one list, and that list alone."""
    content: dict[str, Any] = {key: document()[key] for key in ("source", "source_time")}
    return as_bytes(content | {name: [{**document()[name][0], **changes}]})


def code_of(future: Future[object]) -> str:
    with pytest.raises((BadRegistryFile, Conflict)) as caught:
        future.result()
    error = caught.value
    return error.rows[0].code if isinstance(error, BadRegistryFile) else error.code


def as_stored(stamp: str, state: str) -> models.StampRow:
    return models.StampRow(
        gtin=GTIN,
        serial=stamp,
        state=state,
        issuer="htx-a",
        lot=None,
        activated_at=None,
        ended_at=None,
        note_vi=None,
        note_en=None,
    )


@pytest.mark.usefixtures("stamps")
def test_a_stamp_voided_meanwhile_stays_void(
    database: Database, clock: SetClock, state_of: StateOf
) -> None:
    file = newer("stamps", activated_at="2026-11-19T06:00:00+07:00")
    with first_deed(database) as (session, start):
        actions.act(session, S1, Deed(action=Action.VOID, note="Thử"), at=clock.now(), by="an")
        future = start(lambda: import_file(database, clock, file, by="test"))
    assert code_of(future) == "stamp.ended"
    assert state_of("S1") == "void"


@pytest.mark.usefixtures("stamps")
def test_a_stamp_suspected_meanwhile_stays_suspect(database: Database, clock: SetClock) -> None:
    file = newer("stamps", activated_at="2026-11-19T06:00:00+07:00")
    with first_deed(database) as (session, start):
        deed = Deed(action=Action.SUSPECT, note="Ba chợ một ngày")
        actions.act(session, S1, deed, at=clock.now(), by="rules")
        future = start(lambda: import_file(database, clock, file, by="test"))
    assert future.result() is not None
    with database.read() as session:
        row = session.get_one(models.StampRow, (GTIN, "S1"))
        assert (row.state, row.note_vi, row.ended_at) == ("suspect", "Ba chợ một ngày", clock.now())


@pytest.mark.usefixtures("stamps")
def test_a_stamp_added_meanwhile_is_not_written_over(
    database: Database, clock: SetClock, state_of: StateOf
) -> None:
    with first_deed(database) as (session, start):
        session.add(as_stored("S9", "void"))
        session.flush()
        file = newer("stamps", serial="S9")
        future = start(lambda: import_file(database, clock, file, by="test"))
    found = {"sqlite": "stamp.ended", "postgresql": "registry.meanwhile"}
    assert code_of(future) == found[database.dialect]
    assert state_of("S9") == "void"


@pytest.mark.usefixtures("stamps")
def test_a_recall_lifted_meanwhile_stays_lifted(database: Database, clock: SetClock) -> None:
    file = newer("recalls", hotline="1900 0000")
    with first_deed(database) as (session, start):
        recalls.lift(session, "r-1", by="an", now=clock.now())
        future = start(lambda: import_file(database, clock, file, by="test"))
    counts = future.result()
    assert isinstance(counts, dict)
    assert counts["recalls"] == Counts(added=0, changed=1, unchanged=0)
    with database.read() as session:
        row = session.get_one(models.RecallRow, "r-1")
        assert (row.lifted_at, row.hotline) == (clock.now(), "1900 0000")


@pytest.mark.usefixtures("stamps")
def test_only_a_file_from_after_it_was_lifted_renews_a_recall(
    database: Database, clock: SetClock
) -> None:
    with database.write() as session:
        recalls.lift(session, "r-1", by="an", now=clock.now())
    lifted: list[bool] = []
    for later in (timedelta(0), timedelta(hours=1)):
        content = document() | {"source_time": (clock.now() + later).isoformat()}
        import_file(database, clock, as_bytes(content), by="test")
        with database.read() as session:
            lifted.append(session.get_one(models.RecallRow, "r-1").lifted_at is not None)
    assert lifted == [True, False]


@pytest.mark.usefixtures("stamps")
def test_a_recall_entered_meanwhile_is_not_written_over(
    database: Database, clock: SetClock
) -> None:
    with first_deed(database) as (session, start):
        order = to_recall(session.get_one(models.RecallRow, "r-1"))
        recalls.enter(session, replace(order, recall_id=RecallId("r-9")), by="an", now=clock.now())
        file = newer("recalls", recall_id="r-9", lot="L1")
        future = start(lambda: import_file(database, clock, file, by="test"))
    found = {"sqlite": "recall.other_source", "postgresql": "registry.meanwhile"}
    assert code_of(future) == found[database.dialect]
    with database.read() as session:
        row = session.get_one(models.RecallRow, "r-9")
        assert (row.source, row.lot) == (None, "L2")


@pytest.mark.usefixtures("stamps")
def test_a_stamp_imported_meanwhile_belongs_to_no_batch(
    database: Database, clock: SetClock
) -> None:
    order = Order(gtin=RAU, issuer="htx-a", serials=("T1", "T2"))
    with database.write() as session:
        batch, _ = issuing.begin(session, order, [], at=clock.now(), by="an")
    with first_deed(database) as (session, start):
        session.add(as_stored("T2", "active"))
        session.flush()
        future = start(lambda: steps.step(database, batch.id, issuing.make_up))
    if database.dialect == "postgresql":
        assert code_of(future) == "stamps.meanwhile"
    with pytest.raises(Conflict, match=r"stamps\.taken"):
        steps.finish(database, batch.id, issuing.make_up, lambda _: None)
    with database.read() as session:
        assert session.get(IssuedStamp, (GTIN, "T2")) is None
        assert session.get(models.StampRow, (GTIN, "T1")) is None
        assert session.get_one(models.StampRow, (GTIN, "T2")).state == "active"


def test_a_stamp_that_takes_a_place_is_not_ended_meanwhile(
    stamps: Stamps, database: Database, clock: SetClock, state_of: StateOf
) -> None:
    stamps.issue(Order(gtin=RAU, issuer="htx-a", serials=("U1", "U2")), by="an")
    with database.write() as session:
        session.get_one(models.StampRow, (GTIN, "U1")).state = "active"
    deed = Deed(action=Action.REPLACE, note="Rách", replacement="U2")
    with first_deed(database) as (session, start):
        chosen = Chosen(gtin=RAU, serials=("U2",))
        actions.act(session, chosen, Deed(action=Action.VOID, note="Thử"), at=clock.now(), by="an")
        future = start(lambda: stamps.act(Chosen(gtin=RAU, serials=("U1",)), deed, by="an"))
    assert code_of(future) == "stamps.state"
    assert (state_of("U1"), state_of("U2")) == ("active", "void")
