"""A file to checked records: finds the headings, reads each row, and says what is wrong where."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fleet.errors import BadInput
from fleet.imports import csv_file, workbook
from fleet.imports.cells import BadCell, Cell
from fleet.imports.encodings import typed_in_old_font
from fleet.imports.messages import Finding
from fleet.imports.templates import Column, Template
from fleet.registry import checks
from fleet.registry.files import Paper, RegistryFile, RowError
from fleet.stations.rules import fold

MAX_BYTES = 32 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 60
HEADING_WITHIN = 20
"""Rows; above the headings people write a title, and the template its notes."""
KEPT_FINDINGS = 500
COMMENT = "#"
TOLD_EVERY = 2000

Progress = Callable[[int], None]
"""Takes the number of rows that have been read."""


@dataclass(slots=True)
class Findings:
    """The first findings, and how many there were."""

    kept: list[Finding] = field(default_factory=list)
    count: int = 0

    def add(self, finding: Finding) -> None:
        """Take one more."""
        self.count += 1
        if len(self.kept) < KEPT_FINDINGS:
            self.kept.append(finding)


@dataclass(slots=True, kw_only=True)
class Sheet:
    """What a file holds.

    Attributes:
        rows: of each record, where it stands in the file.
        last: of each column, the last good text with its value: the next row often repeats it.
    """

    template: Template
    columns: Sequence[Column | None] = ()
    records: list[Any] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    errors: Findings = field(default_factory=Findings)
    warnings: Findings = field(default_factory=Findings)
    read: int = 0
    last: dict[str, tuple[Cell, object]] = field(default_factory=dict)

    def file(self, source: str, source_time: datetime) -> RegistryFile:
        """Give its records as those of a registry file."""
        given = {name for column in self.columns if column for name in column.stored}
        return RegistryFile(
            source=source,
            source_time=source_time,
            given=frozenset(given | self.template.always),
            **{self.template.records: tuple(self.records)},
        )

    def finding(self, error: RowError) -> Finding:
        """Say of an error of a registry file where it stands in this one."""
        row = self.rows[error.row - 1] if error.row else 0
        names = error.field.split(", ")
        headings = [
            column.heading for column in self.columns if column and {*column.stored} & {*names}
        ]
        value = error.value
        if error.code == "row.twice" and value.isdigit():
            value = str(self.rows[int(value) - 1])
        return Finding(row=row, column=", ".join(headings), code=error.code, value=value[:100])


def read(template: Template, content: bytes, progress: Progress) -> Sheet:
    """Read a file; what is wrong with the file as a whole is an error of row 0 or of its line."""
    sheet = Sheet(template=template)
    try:
        rows = enumerate(_rows(content), start=1)
        _read_headings(sheet, rows)
        if not sheet.errors.count:
            _read_rows(sheet, rows, progress)
        if not sheet.errors.count and not sheet.records:
            sheet.errors.add(Finding(row=0, column="", code="import.empty"))
    except BadInput as error:
        line = error.params.get("line", 0)
        sheet.errors.add(Finding(row=int(line), column="", code=error.code))
    return sheet


def _rows(content: bytes) -> Iterator[Sequence[Cell]]:
    found: Iterator[Sequence[Cell]] = csv_file.rows(content)
    if workbook.is_workbook(content):
        found = workbook.rows(content, most_rows=MAX_ROWS, most_columns=MAX_COLUMNS)
    for number, row in enumerate(found, start=1):
        if number > MAX_ROWS or any(cell not in {None, ""} for cell in row[MAX_COLUMNS:]):
            raise BadInput("import.too_many_cells", rows=MAX_ROWS, columns=MAX_COLUMNS)
        yield row[:MAX_COLUMNS]


def _key(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


def _read_headings(sheet: Sheet, rows: Iterator[tuple[int, Sequence[Cell]]]) -> None:
    known = {_key(name): one for one in sheet.template.columns for name in (one.heading, one.field)}
    for number, row in rows:
        cells = [cell if isinstance(cell, str) else "" for cell in row]
        if sum(_key(cell) in known for cell in cells) * 2 > len(list(filter(None, cells))) > 0:
            _take_headings(sheet, number, cells, known)
            return
        if number >= HEADING_WITHIN:
            break
    sheet.errors.add(Finding(row=0, column="", code="heading.none"))


def _take_headings(
    sheet: Sheet, number: int, cells: Sequence[str], known: dict[str, Column]
) -> None:
    columns: list[Column | None] = []
    for cell in cells:
        column = known.get(_key(cell))
        shown = cell.strip()[:100]
        if column is None and shown:
            code = "heading.unknown"
            sheet.errors.add(Finding(row=number, column=shown, code=code, value=shown))
        if column is not None and column in columns:
            code = "heading.twice"
            sheet.errors.add(Finding(row=number, column=shown, code=code, value=shown))
        columns.append(column)
    for column in sheet.template.columns:
        if column.required and column not in columns:
            name = column.heading
            sheet.errors.add(Finding(row=number, column=name, code="heading.missing", value=name))
    sheet.columns = columns


def _read_rows(
    sheet: Sheet, rows: Iterator[tuple[int, Sequence[Cell]]], progress: Progress
) -> None:
    old_font: list[str] = []
    for number, row in rows:
        first = row[0] if row else None
        if isinstance(first, str) and first.lstrip().startswith(COMMENT):
            continue
        if all(cell is None or cell == "" for cell in row):
            continue
        sheet.read += 1
        if sheet.read <= HEADING_WITHIN:
            old_font += (cell for cell in row if isinstance(cell, str))
        _read_row(sheet, number, row)
        if sheet.read % TOLD_EVERY == 0:
            progress(sheet.read)
    # Of a workbook, whose texts are Unicode whatever font they were typed for.
    if found := typed_in_old_font("\n".join(old_font)):
        sheet.errors.add(Finding(row=0, column="", code=found.code))
    progress(sheet.read)


def _read_row(sheet: Sheet, number: int, row: Sequence[Cell]) -> None:
    errors_before = sheet.errors.count
    values: dict[str, Any] = {}
    for column, cell in zip(sheet.columns, row, strict=False):
        if column is None:
            if cell is not None and cell != "":
                sheet.errors.add(Finding(row=number, column="", code="row.long"))
            continue
        values[column.field] = _value(sheet, number, column, cell)
    if any(cell is not None and cell != "" for cell in row[len(sheet.columns) :]):
        sheet.errors.add(Finding(row=number, column="", code="row.long"))
    for column in sheet.columns[len(row) :]:
        if column is not None:
            values[column.field] = _value(sheet, number, column, None)
    if sheet.errors.count == errors_before:
        _build(sheet, number, values)


def _value(sheet: Sheet, number: int, column: Column, cell: Cell) -> object:
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        if column.settled:
            sheet.errors.add(Finding(row=number, column=column.heading, code="cell.empty"))
        return None
    before = sheet.last.get(column.field)
    if before is not None and before[0] == cell:
        return before[1]
    noted: list[str] = []
    try:
        value = column.parse(cell, noted.append)
    except BadCell as error:
        found = _finding(number, column, error.code, cell)
        sheet.errors.add(found)
        return None
    for code in noted:
        sheet.warnings.add(_finding(number, column, code, cell))
    if isinstance(cell, str) and not noted:
        sheet.last[column.field] = (cell, value)
    return value


def _finding(number: int, column: Column, code: str, cell: Cell) -> Finding:
    return Finding(row=number, column=column.heading, code=code, value=str(cell)[:100])


def _build(sheet: Sheet, number: int, values: dict[str, Any]) -> None:
    try:
        record = sheet.template.build(values)
    except BadCell as error:
        sheet.errors.add(Finding(row=number, column="", code=error.code))
        return
    wrong = False
    checked = record.record if isinstance(record, Paper) else record
    for problem in checks.contradictions(checked):
        wrong = True
        name = problem.field.partition(".")[0]
        heading = next(
            (one.heading for one in sheet.columns if one and name in {one.field, *one.stored}), ""
        )
        sheet.errors.add(Finding(row=number, column=heading, code=problem.code))
    if not wrong:
        sheet.records.append(record)
        sheet.rows.append(number)
