"""CSV that spreadsheets open rightly and run nothing of."""

import csv
import io
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from contract.topics import Up
from fleet.api import export
from fleet.api.console_parts import ConsoleParts
from fleet.api.spreadsheet import BOM, Cell, line, safe
from fleet.ingest.handlers import apply
from fleet.stations.models import Station
from tests.support.fleet_rooms import CHO_HOM, MOMENT, received, scans_payload
from tests.support.scan_events import scan_event

RISKY = "=+-@\t\r＝＋－＠"
TEXTS = st.text(alphabet=st.sampled_from(f"{RISKY}\n\"'; ,a1ế\u00a0\u200b"), max_size=12)


@given(TEXTS)
def test_no_cell_begins_as_a_formula(text: str) -> None:
    cell = safe(text)
    assert not cell.lstrip(" \u00a0\u200b\n\t\r").startswith(tuple("=+-@＝＋－＠"))
    assert not cell.startswith(("\t", "\r", "\n"))
    for part in cell.replace("\t", ";").replace("\r", ";").replace("\n", ";").split(";"):
        assert not part.lstrip(" \u00a0\u200b").startswith(tuple("=+-@＝＋－＠"))


@given(TEXTS)
def test_no_cell_begins_as_a_formula_where_semicolons_part_cells(text: str) -> None:
    for row in csv.reader(io.StringIO(line([1, text, 2]), newline=""), delimiter=";"):
        for cell in row:
            assert not cell.lstrip(" \u00a0\u200b").startswith(tuple("=+-@＝＋－＠"))


@given(TEXTS)
def test_nothing_but_apostrophes_is_added(text: str) -> None:
    assert safe(text).replace("'", "") == text.replace("'", "")
    (row,) = csv.reader(io.StringIO(line([text, 1]), newline=""))
    assert row == [safe(text), "1"]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("  @SUM(A1)", "'  @SUM(A1)"),
        ("＝1", "'＝1"),
        ("\tx", "'\tx"),
        ("a;=1", "a;'=1"),
        ('a;"=1', "a;'\"=1"),
        ("Chợ Hôm", "Chợ Hôm"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_texts_and_their_cells(text: str, cell: str) -> None:
    assert safe(text) == cell


def test_moments_are_vietnams() -> None:
    moment = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
    assert line([moment, True, None, 1.5]) == "2026-11-21T00:30:00+07:00,1,,1.5\r\n"


def rows(text: str) -> list[list[str]]:
    assert text.startswith(BOM)
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline="")))


def scanned(parts: ConsoleParts, count: int) -> None:
    with parts.database.write() as session:
        for first in range(1, count + 1, 100):
            payload = scans_payload(*map(scan_event, range(first, min(first + 100, count + 1))))
            apply(session, [received(CHO_HOM, Up.SCANS, payload)], parts.desk, MOMENT)


def test_scans_leave_as_a_file_that_says_what_it_holds(
    viewer: TestClient, parts: ConsoleParts
) -> None:
    with parts.database.write() as session:
        session.get_one(Station, CHO_HOM).name = '=HYPERLINK("http://x.invalid","y")'
    scanned(parts, 3)
    query = {"station": CHO_HOM, "from": "2026-11-01", "to": "2026-11-22"}
    answer = viewer.get("/api/scans/export.csv", params=query)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    name = "tram-quet-luot-quet_2026-11-01_2026-11-22.csv"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["x-row-limit"] == "1000000"
    found = rows(answer.content.decode())
    assert found[0][0] == "Bộ lọc"
    assert f"station: {CHO_HOM}" in found[0][1]
    assert found[1] == ["Khoảng thời gian", "2026-11-01 – 2026-11-22"]
    assert found[2] == ["Múi giờ", "Asia/Ho_Chi_Minh (UTC+07:00)"]
    assert found[3] == []
    assert tuple(found[4]) == export.SCAN_COLUMNS
    assert len(found) == 5 + 3
    assert found[5][export.SCAN_COLUMNS.index("station_name")].startswith("'=HYPERLINK")
    assert found[5][export.SCAN_COLUMNS.index("received_at")].endswith("+07:00")
    empty = viewer.get("/api/scans/export.csv", params=query | {"to": "2026-11-01"})
    assert len(rows(empty.content.decode())) == 5


def test_stations_leave_with_the_filter_of_the_list(viewer: TestClient) -> None:
    found = rows(viewer.get("/api/stations/export.csv", params={"q": "hom"}).content.decode())
    assert found[0] == ["Bộ lọc", "text: hom"]
    assert [row[0] for row in found[5:]] == [CHO_HOM, "dong-xuan-2"]
    none = rows(viewer.get("/api/stations/export.csv", params={"q": "nothing"}).content.decode())
    assert len(none) == 5


def test_a_file_is_made_page_by_page_and_ends_at_its_limit() -> None:
    pages: Iterator[list[list[Cell]]] = ([[number, "x" * 100]] * 1000 for number in range(300))
    tracemalloc.start()
    total = lines = 0
    for chunk in export.written("head\r\n", pages, 200_500):
        total += len(chunk)
        lines += chunk.count(b"\r\n")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert lines == 200_500 + 2
    assert total > 20_000_000
    assert peak < 2_000_000
    assert chunk.decode() == f"{export.CUT},200500\r\n"


def test_counts_and_filters_of_scans(viewer: TestClient, parts: ConsoleParts) -> None:
    scanned(parts, 5)

    def count(**query: str) -> int:
        found = viewer.get("/api/scans/count", params=query).json()
        assert found["capped"] is False
        page = viewer.get("/api/scans", params=query).json()["scans"]
        assert len(page) == found["total"]
        return int(found["total"])

    assert count() == 5
    assert count(ward="hai ba trung", market="CHỢ HÔM", colour="grey") == 5
    assert count(**{"from": "2026-11-21"}) == 0
    assert count(to="2026-11-19") == 0
    assert count(q="%") == 0
