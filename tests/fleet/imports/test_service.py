"""An import is looked at first, stored whole or not at all, and changes nothing the second time."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from fleet.accounts.models import AuditEntry
from fleet.db.engine import Database
from fleet.errors import BadInput, Conflict, NotThere
from fleet.imports import service
from fleet.imports.models import ImportRow, ImportState
from fleet.imports.service import Imports, Upload, state_of
from fleet.imports.templates import ImportKind
from fleet.registry import models
from fleet.registry.lookup import Lookup
from fleet.registry.service import import_file
from provenance.keys import Gtin, ItemKey
from tests.support.fleet_clock import SetClock
from tests.support.registry import GTIN, OTHER, as_bytes, document

Run = Callable[..., ImportRow]


@pytest.fixture
def imports(database: Database, clock: SetClock) -> Imports:
    import_file(database, clock, as_bytes(document()), by="test")
    return Imports(database, clock)


@pytest.fixture
def run(imports: Imports, database: Database, clock: SetClock) -> Run:
    """Return a function that uploads a file, checks it and, if it may, applies it."""

    def run(kind: ImportKind, text: str, *, apply: bool = True) -> ImportRow:
        clock.advance(timedelta(seconds=1))
        upload = Upload(kind=kind, file_name="a.csv", source="Nguồn", content=text.encode())
        number = imports.add(upload, by="an")
        imports.check(number)
        if apply and row_of(database, number).state == ImportState.READY:
            imports.begin_apply(number, by="an")
            imports.apply(number, by="an")
        return row_of(database, number)

    return run


def row_of(database: Database, number: UUID) -> ImportRow:
    with database.read() as session:
        return service.get(session, number)


def counts(row: ImportRow) -> tuple[int, int, int]:
    return row.added, row.changed, row.unchanged


LOTS = f"Mã GTIN;Số lô;Hạn sử dụng\n{GTIN};L1;26/11/2026\n{GTIN};L3;27/11/2026\n"


def test_a_preview_stores_nothing(run: Run, database: Database) -> None:
    row = run(ImportKind.LOTS, LOTS, apply=False)

    assert (row.state, counts(row), row.rows) == (ImportState.READY, (1, 1, 0), 2)
    with database.read() as session:
        assert session.get(models.LotRow, (GTIN, "L3")) is None


def test_applied_then_the_same_again(run: Run, database: Database) -> None:
    first = run(ImportKind.LOTS, LOTS)
    second = run(ImportKind.LOTS, LOTS)

    assert (first.state, counts(first)) == (ImportState.APPLIED, (1, 1, 0))
    assert (second.state, counts(second)) == (ImportState.APPLIED, (0, 0, 2))
    with database.read() as session:
        row = session.get_one(models.LotRow, (GTIN, "L1"))
        assert (str(row.use_by), row.source) == ("2026-11-26", "Nguồn")
        # The file has no such column.
        assert str(row.harvested) == "2026-11-18"
        assert row.fetched_at is not None
        kinds = session.scalars(select(AuditEntry.what)).all()
        assert kinds.count("import.apply") == 2


def test_errors_are_named_and_nothing_is_stored(run: Run, database: Database) -> None:
    text = f"{LOTS}08930000000033;L1;\n{GTIN};L3;\n{GTIN};L4;x\n"
    row = run(ImportKind.LOTS, text)

    assert row.state == ImportState.REFUSED
    assert [(one["row"], one["column"], one["code"], one["value"]) for one in row.errors] == [
        (4, "Mã GTIN", "reference.missing", "08930000000033"),
        (5, "Mã GTIN, Số lô", "row.twice", "3"),
        (6, "Hạn sử dụng", "date.invalid", "x"),
    ]
    with database.read() as session:
        assert session.get(models.LotRow, (GTIN, "L3")) is None


def test_what_changed_between_preview_and_apply_is_seen(
    imports: Imports, run: Run, database: Database, clock: SetClock
) -> None:
    row = run(ImportKind.LOTS, LOTS, apply=False)
    clock.advance(timedelta(seconds=1))
    run(ImportKind.LOTS, LOTS)
    imports.begin_apply(row.id, by="an")
    imports.apply(row.id, by="an")

    after = row_of(database, row.id)
    assert (after.state, after.code) == (ImportState.FAILED, "registry.older")


def test_every_kind_goes_in(run: Run, database: Database, clock: SetClock) -> None:
    files = {
        ImportKind.PARTIES: (
            "Mã cơ sở;Tên cơ sở;Vai trò;Mã định danh cơ sở\nsap-c;Sạp C;bán lẻ;HN-9\n"
        ),
        ImportKind.PRODUCTS: f"gtin;name;producer\n{OTHER};Cốm mới;sap-c\n08930000000033;Chè;\n",
        ImportKind.LOTS: f"gtin;lot\n{OTHER};C1\n",
        ImportKind.STAMPS: f"gtin;serial;lot;issuer;state\n{OTHER};A1;C1;sap-c;đang dùng\n",
        ImportKind.CERTIFICATES: (
            "kind;number;issuer;party;gtin;lot\n"
            f"an toàn thực phẩm;AT-1;Chi cục;sap-c;;\nkiểm nghiệm;KN-1;Viện;;{OTHER};C1\n"
        ),
        ImportKind.RECALLS: (
            "recall_id;gtin;serial_from;serial_to;reason;authority;since\n"
            f"TH-9;{OTHER};A1;A5;Lỗi;Chi cục;22/11/2026\n"
        ),
    }
    for kind, text in files.items():
        row = run(kind, text)
        assert (row.state, row.errors) == (ImportState.APPLIED, []), kind

    found = Lookup(database, clock).dossier(ItemKey(gtin=Gtin(OTHER), serial="A1"))
    assert found is not None
    assert found.item.name.vi == "Cốm mới"
    assert found.lot is not None
    assert [paper.number for paper in found.certificates] == ["AT-1", "KN-1"]
    assert [recall.recall_id for recall in found.recalls] == ["TH-9"]
    shop = Lookup(database, clock).establishment("HN-9")
    assert shop is not None
    assert [paper.number for paper in shop.certificates] == ["AT-1"]


def test_no_import_brings_a_stamp_back(run: Run) -> None:
    head = "gtin;serial;issuer;state\n"
    assert run(ImportKind.STAMPS, f"{head}{GTIN};S1;htx-a;đã hủy\n").state == ImportState.APPLIED
    row = run(ImportKind.STAMPS, f"{head}{GTIN};S1;htx-a;đang dùng\n")

    assert row.state == ImportState.REFUSED
    assert [(one["row"], one["column"], one["code"]) for one in row.errors] == [
        (2, "Trạng thái", "stamp.ended")
    ]


def test_many_rows(run: Run, database: Database) -> None:
    count = 6000
    text = "gtin;lot\n" + "".join(f"{GTIN};N{number}\n" for number in range(count))
    row = run(ImportKind.LOTS, text)

    assert (row.state, row.added, row.done) == (ImportState.APPLIED, count, count)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(models.LotRow)) == count + 2


def test_only_a_checked_file_is_applied_once(imports: Imports, run: Run) -> None:
    row = run(ImportKind.LOTS, LOTS)
    with pytest.raises(Conflict, match=r"import\.not_ready"):
        imports.begin_apply(row.id, by="an")
    with pytest.raises(NotThere, match=r"import\.unknown"):
        imports.begin_apply(UUID(int=1), by="an")


def test_a_job_whose_process_died_is_failed(
    imports: Imports, database: Database, clock: SetClock
) -> None:
    upload = Upload(kind=ImportKind.LOTS, file_name="a", source="Nguồn", content=LOTS.encode())
    number = imports.add(upload, by="an")
    assert state_of(row_of(database, number), clock.now()) == (ImportState.CHECKING, "")
    clock.advance(timedelta(minutes=11))
    assert state_of(row_of(database, number), clock.now()) == (
        ImportState.FAILED,
        "import.interrupted",
    )
    imports.add(upload, by="an")
    assert row_of(database, number).state == ImportState.FAILED


@pytest.mark.parametrize(
    ("source", "content", "code"),
    [
        ("", b"x", "source"),
        ("x" * 101, b"x", "source"),
        ("s", b"", "empty"),
        ("\x00", b"x", "source"),
    ],
)
def test_uploads_that_are_refused_at_once(
    imports: Imports, source: str, content: bytes, code: str
) -> None:
    upload = Upload(kind=ImportKind.LOTS, file_name="a", source=source, content=content)
    with pytest.raises(BadInput, match=rf"import\.{code}"):
        imports.add(upload, by="an")
