"""The templates as files that people download and fill in: headings, an example, notes.

What begins with # is no data: the example stands in such a row, so that nobody imports it.
"""

import csv
import io
from collections.abc import Iterator

from fleet.imports import workbook
from fleet.imports.reading import COMMENT, MAX_BYTES, MAX_ROWS
from fleet.imports.templates import Column, Template

BOM = "\ufeff"
SEPARATOR = ";"
"""What a spreadsheet takes for one in Vietnam, where a comma parts the decimals."""
_NOTES = (
    "Giữ nguyên dòng tiêu đề; thứ tự cột tùy ý; có thể bỏ cột không bắt buộc.",
    "Bỏ hẳn một cột: dữ liệu cũ của cột đó được giữ. Có cột mà ô trống: dữ liệu cũ bị xóa.",
    f"Dòng bắt đầu bằng {COMMENT} được bỏ qua, kể cả dòng ví dụ.",
    f"Tối đa {MAX_ROWS} dòng, {MAX_BYTES // 2**20} MB. Tệp CSV phải là UTF-8.",
)


def as_csv(template: Template) -> bytes:
    """Write a template as CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerow(column.heading for column in template.columns)
    writer.writerow(_example(template))
    for name, note in _notes(template):
        writer.writerow([f"{COMMENT} {name}: {note}" if name else f"{COMMENT} {note}"])
    return (BOM + out.getvalue()).encode()


def as_workbook(template: Template) -> bytes:
    """Write a template as XLSX, its notes on a sheet of their own."""
    rows = ([column.heading for column in template.columns], _example(template))
    widths = [max(16, len(column.heading) + 4) for column in template.columns]
    return workbook.write(template.title, rows, widths=widths, notes=_notes(template))


def _example(template: Template) -> list[str]:
    first, *rest = (column.example for column in template.columns)
    return [f"{COMMENT} {first}", *rest]


def _notes(template: Template) -> Iterator[tuple[str, str]]:
    for note in _NOTES:
        yield "", note
    for column in template.columns:
        yield column.heading, _note(column)


def _note(column: Column) -> str:
    said = "bắt buộc" if column.required else "không bắt buộc"
    return f"{said} – {column.note}" if column.note else said
