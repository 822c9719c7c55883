"""XLSX files in and out: the one home of openpyxl.

An XLSX file is a ZIP archive of XML, so a small one may unpack to anything. Before openpyxl sees
it, what the archive says of itself is checked, and that no part declares a document type (entities
that grow). The standard library unpacks no more of a part than its entry says.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from fleet.errors import BadInput
from fleet.imports.cells import Cell

MAX_ENTRIES = 300
MAX_UNPACKED_BYTES = 192 * 1024 * 1024
MAX_SHARED_BYTES = 64 * 1024 * 1024
"""Of the texts that cells share, all of which are in memory at once."""
MAX_RATIO = 200
SMALL_BYTES = 1024 * 1024
"""A part that unpacks to less may be packed as tightly as it likes."""
_DECLARED = 2048


def is_workbook(content: bytes) -> bool:
    """Tell whether a file is a ZIP archive, as every XLSX file is."""
    return content.startswith(b"PK")


def rows(content: bytes, *, most_rows: int, most_columns: int) -> Iterator[Sequence[Cell]]:
    """Read the first sheet, row by row, one row and one column further than asked for.

    Raises:
        BadInput: `import.not_xlsx` or `import.bomb`.
    """
    check(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        yield from sheet.iter_rows(
            max_row=most_rows + 1, max_col=most_columns + 1, values_only=True
        )
        book.close()
    # openpyxl lets through whatever its parsers raise: a broken file ends in any of these.
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        OSError,
        SyntaxError,
        TypeError,
        ValueError,
        zipfile.BadZipFile,
    ) as error:
        raise BadInput("import.not_xlsx", detail=str(error)[:200]) from error


def check(content: bytes) -> None:
    """Refuse an archive that is no workbook, or that unpacks to too much.

    Raises:
        BadInput: `import.not_xlsx` or `import.bomb`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES:
                raise BadInput("import.bomb", entries=len(entries))
            if "xl/workbook.xml" not in archive.namelist():
                raise BadInput("import.not_xlsx", detail="no workbook in it")
            _check_sizes(entries)
            for entry in entries:
                with archive.open(entry) as part:
                    if b"<!" in part.read(_DECLARED).replace(b"<!--", b""):
                        raise BadInput("import.bomb", declares=entry.filename[:100])
    except (zipfile.BadZipFile, RuntimeError, OSError, ValueError) as error:
        if isinstance(error, BadInput):
            raise
        raise BadInput("import.not_xlsx", detail=str(error)[:200]) from error


def _check_sizes(entries: Iterable[zipfile.ZipInfo]) -> None:
    unpacked = 0
    for entry in entries:
        unpacked += entry.file_size
        too_tight = entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        shared = entry.filename.lower().endswith("sharedstrings.xml")
        if (
            unpacked > MAX_UNPACKED_BYTES
            or (entry.file_size > SMALL_BYTES and too_tight)
            or (shared and entry.file_size > MAX_SHARED_BYTES)
        ):
            raise BadInput("import.bomb", unpacked=unpacked)


def write(
    title: str,
    rows: Iterable[Sequence[str | float | None]],
    *,
    widths: Sequence[int] = (),
    notes: Iterable[Sequence[str]] = (),
) -> bytes:
    """Write a workbook: a sheet whose first row is its heading, and one of notes if there are any.

    Args:
        widths: of the columns, in characters.

    Returns:
        The file. Texts are texts in it, whatever they begin with.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, value, heading=number == 0) for value in row])
    told = list(notes)
    if told:
        guide = book.create_sheet("Hướng dẫn")
        guide.column_dimensions["A"].width = 32
        guide.column_dimensions["B"].width = 100
        for line in told:
            guide.append(list(line))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Worksheet, value: str | float | None, *, heading: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
        # Else a spreadsheet takes digits that are typed over it for a number.
        cell.number_format = "@"
    if heading:
        cell.font = Font(bold=True)
    return cell
