"""Workbooks: what goes in comes out, and what would unpack to anything isn't opened."""

import io
import zipfile

import pytest

from fleet.errors import BadInput
from fleet.imports import download, workbook
from fleet.imports.reading import read
from fleet.imports.templates import TEMPLATES, Template


def rows(content: bytes) -> list[tuple[object, ...]]:
    return [tuple(row) for row in workbook.rows(content, most_rows=10, most_columns=5)]


def packed(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def test_texts_stay_texts() -> None:
    content = workbook.write("Một", [["a", "b"], ["=1+1", "00123"], ["-x", 5.0]])
    assert [row[:2] for row in rows(content)] == [("a", "b"), ("=1+1", "00123"), ("-x", 5)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (packed(("xl/worksheets/sheet1.xml", b"0" * 2_000_000)), "import.bomb"),
        (packed(("xl/a.xml", b"<?xml?><!DOCTYPE x [<!ENTITY a 'b'>]><x/>")), "import.bomb"),
        (packed(*((f"xl/{n}.xml", b"") for n in range(400))), "import.bomb"),
        (packed(), "import.not_xlsx"),
        (b"PK\x03\x04", "import.not_xlsx"),
        (b"PK", "import.not_xlsx"),
    ],
)
def test_what_is_refused_before_it_is_read(content: bytes, code: str) -> None:
    with pytest.raises(BadInput) as raised:
        rows(content)
    assert raised.value.code == code


def test_an_archive_of_something_else() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(BadInput, match=r"import\.not_xlsx"):
        rows(out.getvalue())


def test_a_row_far_down_and_a_cell_far_right_cost_nothing() -> None:
    content = workbook.write("x", [["a"]])
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'
        b'<row r="1048576"><c r="A1048576"><v>3</v></c></row></sheetData></worksheet>'
    )
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for entry in before.infolist():
            is_sheet = entry.filename == "xl/worksheets/sheet1.xml"
            after.writestr(entry.filename, sheet if is_sheet else before.read(entry))
    found = rows(out.getvalue())
    assert len(found) <= 11
    assert all(len(row) <= 6 for row in found)


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=lambda one: one.kind)
def test_a_template_as_it_was_downloaded_holds_no_data(template: Template) -> None:
    for content in (download.as_csv(template), download.as_workbook(template)):
        sheet = read(template, content, lambda done: None)
        assert [one.code for one in sheet.errors.kept] == ["import.empty"]
        assert [one.heading for one in sheet.columns if one] == [
            one.heading for one in template.columns
        ]
