"""A registry file is stored whole or not at all, twice as once, and each bad row is named."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select, update

from deploy.demo.material.catalogue import read_catalogue
from deploy.demo.material.records import records_of, to_json
from fleet.db.engine import Database
from fleet.errors import BadInput, Conflict
from fleet.registry import models
from fleet.registry.files import LISTS, BadRegistryFile
from fleet.registry.service import Counts, import_file
from tests.support.fleet_clock import SetClock
from tests.support.registry import GTIN, OTHER, as_bytes, document

Load = Callable[[object], dict[str, Counts]]


@pytest.fixture
def load(database: Database, clock: SetClock) -> Load:
    return lambda content: import_file(database, clock, as_bytes(content), by="test")


def errors_of(load: Load, content: object) -> list[str]:
    with pytest.raises(BadRegistryFile) as raised:
        load(content)
    return [str(row) for row in raised.value.rows]


def test_everything_is_added(load: Load) -> None:
    counts = load(document())

    assert set(counts) == set(LISTS)
    assert {name: count.added for name, count in counts.items()} == {
        name: len(document()[name]) for name in LISTS
    }


def test_the_same_file_twice_changes_nothing(load: Load) -> None:
    load(document())
    counts = load(document())

    assert all((count.added, count.changed) == (0, 0) for count in counts.values())
    assert counts["stamps"] == Counts(added=0, changed=0, unchanged=1)


def test_what_changed_is_changed(load: Load, database: Database) -> None:
    load(document())
    newer = document()
    newer["stamps"][0]["state"] = "void"
    newer["stamps"][0]["note"] = {"vi": "Mất cuộn tem"}
    newer["trade_items"][0]["standards"] = ["VietGAP", "OCOP"]
    counts = load(newer)

    assert counts["stamps"] == Counts(added=0, changed=1, unchanged=0)
    assert counts["trade_items"] == Counts(added=0, changed=1, unchanged=1)
    with database.read() as session:
        row = session.get_one(models.StampRow, (GTIN, "S1"))
        assert (row.state, row.note_vi) == ("void", "Mất cuộn tem")


def test_what_a_file_does_not_name_stays(load: Load, database: Database) -> None:
    load(document())
    load({"source": "Sổ minh họa", "source_time": "2026-11-20T08:00:00+07:00"})

    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(models.StampRow)) == 1


def test_an_older_file_of_the_same_source_is_refused(load: Load) -> None:
    load(document())
    older = {**document(), "source_time": "2026-11-18T08:00:00+07:00"}

    with pytest.raises(BadInput, match=r"registry\.older"):
        load(older)


def test_a_later_file_may_refer_to_an_earlier_one(load: Load) -> None:
    load(document())
    stamp = {"gtin": GTIN, "serial": "S2", "state": "issued", "issuer": "htx-a", "lot": "L2"}
    later = {"source": "Máy in", "source_time": "2026-11-20T08:00:00+07:00", "stamps": [stamp]}

    assert load(later)["stamps"].added == 1


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    content = document()
    change(content)
    return content


BAD: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda d: d["trade_items"][1].update(gtin="08930000000011"), "trade_items[2].gtin"),
    (lambda d: d["trade_items"][1].pop("name"), "trade_items[2].name"),
    (lambda d: d["trade_items"][1].update(colour="red"), "trade_items[2].colour: unknown key"),
    (lambda d: d["trade_items"][1].update(name={"vi": "A", "fr": "B"}), "trade_items[2].name"),
    (lambda d: d["trade_items"][1].update(brand="a\x00b"), "trade_items[2].brand"),
    (lambda d: d["trade_items"][1].update(brand="x" * 4001), "trade_items[2].brand"),
    (lambda d: d["trade_items"].append(d["trade_items"][0]), "trade_items[3].gtin"),
    (lambda d: d["trade_items"][0].update(producer="nobody"), "trade_items[1].producer"),
    (lambda d: d["parties"][0].update(name=" "), "parties[1].name"),
    (lambda d: d["lots"][0].update(use_by="25/11/2026"), "lots[1].use_by"),
    (lambda d: d["lots"][0].update(use_by="0001-01-01"), "lots[1].use_by"),
    (lambda d: d["lots"][0].update(lot="x" * 21), "lots[1].lot"),
    (lambda d: d["lots"][0].update(gtin="08930000000033"), "lots[1].gtin"),
    (lambda d: d["stamps"][0].update(state="genuine"), "stamps[1].state"),
    (lambda d: d["stamps"][0].update(issuer="nobody"), "stamps[1].issuer"),
    (lambda d: d["stamps"][0].update(lot="L9"), "stamps[1].lot"),
    (lambda d: d["stamps"][0].update(activated_at="2026-11-18T06:00:00"), "stamps[1].activated_at"),
    (lambda d: d["recalls"][0].update(since=20261119), "recalls[1].since"),
    (lambda d: d["certificates"][0].update(scope="all"), "certificates[1].scope: unknown key"),
    (lambda d: d["certificates"][0].update(record=None), "certificates[1].record"),
    (lambda d: d["certificates"][0]["record"].update(stars=9), "certificates[1].stars"),
    (lambda d: d["certificates"][0].update(lot="x" * 30), "certificates[1].lot"),
    (lambda d: d["steps"][0]["record"].update(party="nobody"), "steps[1].party"),
    (lambda d: d["steps"].append(17), "steps[3]: an object is needed"),
    (lambda d: d.update(lots={}), "lots: a list is needed"),
    (lambda d: d.update(stamp=[]), "file.stamp: unknown key"),
    (lambda d: d.pop("source"), "file.source"),
    (lambda d: d.update(source_time="2026-11-19"), "file.source_time"),
]


@pytest.mark.parametrize(("change", "expected"), BAD, ids=range(len(BAD)))
def test_a_bad_row_is_named_and_nothing_stored(
    load: Load, database: Database, change: Callable[[dict[str, Any]], object], expected: str
) -> None:
    errors = errors_of(load, changed(change))

    assert [error for error in errors if error.startswith(expected)], errors
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(models.TradeItemRow)) == 0
        assert session.scalar(select(func.count()).select_from(models.SourceRow)) == 0


def test_every_bad_row_is_named_at_once(load: Load) -> None:
    content = document()
    content["stamps"] = [{**content["stamps"][0], "serial": str(n), "state": "?"} for n in range(7)]
    content["lots"][1]["state"] = "sold"

    assert len(errors_of(load, content)) == 8


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b"null"])
def test_what_is_no_json_object_is_refused(
    database: Database, clock: SetClock, content: bytes
) -> None:
    with pytest.raises(BadInput, match=r"registry\.not_json"):
        import_file(database, clock, content, by="test")


def test_a_short_gtin_is_stored_in_its_long_form(load: Load, database: Database) -> None:
    content = document()
    content["trade_items"][1]["gtin"] = OTHER[1:]
    load(content)

    with database.read() as session:
        assert session.get(models.TradeItemRow, OTHER) is not None


def test_the_demos_records_are_a_good_file(database: Database, clock: SetClock) -> None:
    text = to_json(records_of(read_catalogue(), date(2026, 11, 20)))
    first = import_file(database, clock, text.encode(), by="test")
    second = import_file(database, clock, text.encode(), by="test")

    assert first["trade_items"].added >= 25
    # The demo's stations are its only places.
    assert {name for name, count in first.items() if not count.added} == {"locations"}
    assert all((count.added, count.changed) == (0, 0) for count in second.values())


def test_no_file_takes_a_suspicion_back(load: Load, database: Database) -> None:
    load(document())
    with database.write() as session:
        session.execute(update(models.StampRow).values(state="suspect", note_vi="Ba chợ một ngày"))
    newer = document()
    newer["stamps"][0]["lot"] = "L2"
    assert load(newer)["stamps"].changed == 1
    assert load(newer)["stamps"].unchanged == 1

    with database.read() as session:
        row = session.scalars(select(models.StampRow)).one()
        assert (row.state, row.note_vi, row.lot) == ("suspect", "Ba chợ một ngày", "L2")


@pytest.mark.parametrize("by_hand", [False, True])
def test_an_order_is_changed_by_its_own_source_only(
    load: Load, database: Database, clock: SetClock, *, by_hand: bool
) -> None:
    load(document())
    if by_hand:
        with database.write() as session:
            values = {"source": None, "source_time": clock.now()}
            session.execute(update(models.RecallRow).values(values))
    other = document()
    other["source"] = other["source"] if by_hand else "Cổng khác"
    other["recalls"][0]["lot"] = "L1"
    errors = errors_of(load, {key: other[key] for key in ("source", "source_time", "recalls")})

    assert [error.split(":")[0] for error in errors] == ["recalls[1].recall_id"]
    with database.read() as session:
        assert session.scalars(select(models.RecallRow.lot)).one() == "L2"


def test_a_recall_may_name_a_product_that_nobody_registered(load: Load, database: Database) -> None:
    order = {**document()["recalls"][0], "recall_id": "r-2", "gtin": "08930000000033", "lot": None}
    head = {key: document()[key] for key in ("source", "source_time")}
    load({**head, "recalls": [order]})
    with database.read() as session:
        assert session.scalars(select(models.RecallRow.gtin)).all() == ["08930000000033"]


def test_recalls_that_no_station_would_take_are_refused(load: Load, database: Database) -> None:
    longest = "ấ" * 4000
    order = {**document()["recalls"][0], "authority": longest}
    order |= {name: {"vi": longest, "en": longest} for name in ("reason", "action")}
    head = {key: document()[key] for key in ("source", "source_time")}

    def orders(first: int, last: int) -> list[dict[str, object]]:
        return [{**order, "recall_id": f"r-{number}"} for number in range(first, last)]

    load({**head, "recalls": orders(0, 130)})
    with pytest.raises(Conflict) as caught:
        load({**head, "recalls": orders(130, 145)})
    assert caught.value.code == "recall.full"
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(models.RecallRow)) == 130
