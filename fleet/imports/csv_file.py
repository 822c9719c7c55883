"""CSV files in: Unicode only, whichever of three separators."""

import csv
import io
from collections.abc import Iterator, Sequence

from fleet.errors import BadInput
from fleet.imports.encodings import Unreadable, decode

SEPARATORS = (";", ",", "\t")
_EXCEL_HINT = "sep="


def rows(content: bytes) -> Iterator[Sequence[str]]:
    """Read a file, row by row.

    Raises:
        BadInput: `encoding.*` or `import.not_csv`, with `line`.
    """
    text = decode(content)
    if isinstance(text, Unreadable):
        raise BadInput(text.code, line=text.line)
    text = text.removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
    try:
        for row in reader:
            # What Excel says to itself; a row of its own, so that the others keep their numbers.
            hint = reader.line_num == 1 and "".join(row).lower().startswith(_EXCEL_HINT)
            yield () if hint else row
    except csv.Error as error:
        raise BadInput("import.not_csv", line=reader.line_num, detail=str(error)[:200]) from error


def separator_of(text: str) -> str:
    """Find what parts the cells: what Excel's first line says, else what the headings hold most."""
    lines = io.StringIO(text, newline="")
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    if first.lower().startswith(_EXCEL_HINT):
        said = first.strip("\r\n")[len(_EXCEL_HINT) :][:1]
        return said if said in SEPARATORS else ";"
    return max(SEPARATORS, key=first.count)
