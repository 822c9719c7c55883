"""Filled-in templates are read row by row; what is wrong is named by row, column and code."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fleet.imports import cells, workbook
from fleet.imports.cells import BadCell, Cell
from fleet.imports.messages import MESSAGES
from fleet.imports.reading import MAX_COLUMNS, Sheet, read
from fleet.imports.templates import (
    LOCATIONS,
    LOTS,
    PARTIES,
    PRODUCTS,
    RECALLS,
    STAMPS,
    TEMPLATES,
    Template,
)
from provenance.records import LocationKind, LotState, Recall

GTIN = "08930000000019"


def sheet_of(template: Template, text: str | bytes) -> Sheet:
    content = text if isinstance(text, bytes) else text.encode()
    return read(template, content, lambda done: None)


def told(sheet: Sheet) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, one.code) for one in sheet.errors.kept]


def test_a_file_of_lots() -> None:
    sheet = sheet_of(
        LOTS,
        "\ufeffDanh sách lô;;;\n"
        "# ghi chú\n"
        "Mã GTIN;Số lô;Hạn sử dụng;Trạng thái\n"
        f"# {GTIN};L0;1/1/2026;tạm giữ\n"
        f"{GTIN};L1;24/11/2026;Đang lưu hành\n"
        ";;;\n"
        "8930000000019;007;2026-11-25;held\n",
    )
    assert told(sheet) == []
    assert [(one.lot, one.use_by, one.state) for one in sheet.records] == [
        ("L1", date(2026, 11, 24), LotState.ACTIVE),
        ("007", date(2026, 11, 25), LotState.HELD),
    ]
    assert sheet.rows == [5, 7]
    assert sheet.file("s", datetime(2026, 11, 1, tzinfo=UTC)).given == frozenset(
        {"gtin", "lot", "use_by", "state"}
    )


def test_a_file_of_places() -> None:
    sheet = sheet_of(
        LOCATIONS,
        "Mã địa điểm;Loại địa điểm;Tên địa điểm;Mã cơ sở;Vĩ độ;Kinh độ\n"
        "vt-1;Vùng trồng;Ruộng 1;htx-a;21,0285;105.8542\n"
        "cho-1;chợ;Chợ Hôm;;;\n"
        "kho-1;kho;Kho;;21,03;\n"
        "kho-2;kho;Kho;;95;105\n"
        "kho-3;kho;Kho;;21°03';105\n"
        "kho-4;nhà;Kho;;;\n",
    )
    assert told(sheet) == [
        (4, "Kinh độ", "position.half"),
        (5, "Vĩ độ", "position.range"),
        (6, "Vĩ độ", "position.degrees"),
        (7, "Loại địa điểm", "choice.unknown"),
    ]
    found = [(one.location_id, one.kind, one.party, one.latitude) for one in sheet.records]
    assert found == [
        ("vt-1", LocationKind.PLOT, "htx-a", 21.0285),
        ("cho-1", LocationKind.MARKET, None, None),
    ]


def test_degrees_of_a_workbook_are_numbers() -> None:
    heads: list[str | float | None] = ["location_id", "kind", "name", "latitude", "longitude"]
    book = workbook.write("x", [heads, ["a", "kho", "Kho", 21.5, 105.0]])
    (place,) = sheet_of(LOCATIONS, book).records
    assert (place.latitude, place.longitude) == (21.5, 105.0)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separators_and_encodings(separator: str, encoding: str) -> None:
    text = "gtin,lot,place\n8930000000019,L1,Gia Lâm\n".replace(",", separator)
    (lot,) = sheet_of(LOTS, text.encode(encoding)).records
    assert (lot.gtin, lot.lot, lot.place) == (GTIN, "L1", "Gia Lâm")


def test_what_excel_says_first_is_followed() -> None:
    sheet = sheet_of(LOTS, 'sep=,\r\nMã GTIN,Số lô\r\n8930000000019,"L;1"\r\n')
    assert [lot.lot for lot in sheet.records] == ["L;1"]
    assert sheet.rows == [3]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("8,93E+12", "number.scientific"),
        ("8.93E+12", "number.scientific"),
        ("8930000000018", "gtin.check_digit"),
        ("893000000001", "gtin.check_digit"),
        ("89300", "gtin.length"),
        ("89300000000190000", "gtin.length"),
        ("abc", "gtin.characters"),
        ("８９３０００００００１９", "gtin.characters"),
        ("", "cell.empty"),
        ("#N/A", "cell.formula"),
        ("89\x07", "text.characters"),
    ],
)
def test_bad_gtins(cell: str, code: str) -> None:
    sheet = sheet_of(LOTS, f"Số lô;Mã GTIN\nL1;{cell}\n")
    assert told(sheet) == [(2, "Mã GTIN", code)]
    assert sheet.records == []


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("L1;30/02/2026;", "Hạn sử dụng", "date.invalid"),
        ("L1;11/24/2026;", "Hạn sử dụng", "date.invalid"),
        ("L1;24/11/0026;", "Hạn sử dụng", "date.year"),
        ("L1;;x", "", "row.long"),
        (f"{'9' * 21};;", "Số lô", "text.too_long"),
        (";;", "Số lô", "cell.empty"),
    ],
)
def test_other_bad_cells(row: str, column: str, code: str) -> None:
    sheet = sheet_of(LOTS, f"Mã GTIN;Số lô;Hạn sử dụng\n{GTIN};{row}\n")
    assert told(sheet) == [(2, column, code)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "heading.none"),
        ("a;b\n1;2\n", "heading.none"),
        ("Mã GTIN;Số lô\n", "import.empty"),
        ("Mã GTIN;Số lô;Hạn sử dung thử\nx\n", "heading.unknown"),
        ("Mã GTIN;Số lô;so lo\nx\n", "heading.twice"),
        ("Mã GTIN;Nơi sản xuất\nx\n", "heading.missing"),
        (f'Mã GTIN;Số lô\n{GTIN};"L1\n', "import.not_csv"),
        (f"Mã GTIN;Số lô\n{GTIN};L1{';' * MAX_COLUMNS}x\n", "import.too_many_cells"),
        ("PK\x03\x04 no archive", "import.not_xlsx"),
    ],
)
def test_bad_files(text: str, code: str) -> None:
    assert code in {one for _, _, one in told(sheet_of(LOTS, text))}


def test_an_old_encoding_is_refused_with_its_row_and_a_hint() -> None:
    content = b"gtin;place\n1;Rau mu\xe8ng s\xb9ch v\xf4 \xae\xabng\n"
    (finding,) = sheet_of(LOTS, content).errors.kept
    assert (finding.row, finding.code) == (2, "encoding.tcvn3")
    assert "UTF-8" in finding.message


def test_numbers_of_a_workbook() -> None:
    rows: list[list[Any]] = [
        ["Mã GTIN", "Số sê-ri", "Mã cơ sở phát hành", "Trạng thái"],
        [8930000000019, 17, "htx", "đang dùng"],
        [GTIN, "018", "htx", "đang dùng"],
        [8.93e20, "019", "htx", "đang dùng"],
    ]
    sheet = sheet_of(STAMPS, workbook.write("Tem", rows))
    assert [(one.gtin, one.serial) for one in sheet.records] == [(GTIN, "17"), (GTIN, "018")]
    assert told(sheet) == [(4, "Mã GTIN", "number.scientific")]
    assert [(one.row, one.code) for one in sheet.warnings.kept] == [
        (2, "gtin.filled"),
        (2, "number.zeros"),
    ]


def test_an_old_font_in_a_workbook_is_told() -> None:
    rows = [["gtin", "name"], [GTIN, "Rau mu\xe8ng s\xb9ch v\xf4 \xae\xabng"]]
    assert told(sheet_of(PRODUCTS, workbook.write("x", rows)))[-1] == (0, "", "encoding.tcvn3")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("R1;;;;;", "recall.no_scope"),
        (f"R1;{GTIN};;A1;A20;", "recall.serial_lengths"),
        (f"R1;{GTIN};;200;100;", "recall.serials"),
        ("R1;;L1;;;htx", "recall.no_product"),
        ("R1;;;;;htx", ""),
    ],
)
def test_recalls_as_a_whole(row: str, code: str) -> None:
    head = "recall_id;gtin;lot;serial_from;serial_to;party;reason;authority;since"
    sheet = sheet_of(RECALLS, f"{head}\n{row};Lý do;Cơ quan;22/11/2026\n")
    assert [one for _, _, one in told(sheet)] == ([code] if code else [])
    assert all(isinstance(record, Recall) for record in sheet.records)


def test_lost_zeros_are_put_back_with_a_warning() -> None:
    seen: list[str] = []
    assert cells.gtin(8930000000019, seen.append) == GTIN
    assert cells.tax_code(100233488, seen.append) == "0100233488"
    assert cells.phone(912345678, seen.append) == "0912345678"
    assert cells.gtin("8930000000019", seen.append) == GTIN
    assert seen == ["gtin.filled", "number.filled", "number.filled"]


@given(st.text(max_size=40) | st.integers() | st.floats() | st.booleans() | st.dates() | st.none())
def test_a_cell_is_taken_or_refused(cell: Cell) -> None:
    columns = {column.field: column for one in TEMPLATES.values() for column in one.columns}
    for column in columns.values():
        try:
            column.parse(cell, lambda code: None)
        except BadCell as error:
            assert error.code in MESSAGES  # noqa: PT017 - most cells raise, some don't


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    sheet = sheet_of(PARTIES, content)
    assert sheet.errors.count > 0
    assert all(one.code in MESSAGES for one in sheet.errors.kept)


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=lambda one: one.kind)
def test_the_example_of_each_template_is_good(template: Template) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(column.heading for column in template.columns)
    writer.writerow(column.example for column in template.columns)
    sheet = sheet_of(template, out.getvalue())
    assert told(sheet) == []
    assert len(sheet.records) == 1
