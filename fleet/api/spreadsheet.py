"""CSV that spreadsheets open rightly, and that runs nothing there; pure.

Facts: Excel reads UTF-8 only with a byte order mark. A cell that begins with = + - @, a tab or a
line break is taken for a formula or begins another cell (OWASP, CSV injection), in their full-width
forms too and after spaces; where the list separator is a semicolon, as in Vietnam, so is what comes
after one inside of a cell, quoted or not: there a quotation mark begins a cell that may hold the
like. An apostrophe before it makes it text.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from contract.zone import VIETNAM

BOM = "\ufeff"
_GAP = r"[^\S\t\r\n]|[\u200b\u200e\u200f\ufeff\"]"
_RISKY = re.compile(rf"(?P<begin>\A|[;\t\r\n])(?P<gap>(?:{_GAP})*)(?=[=+\-@＝＋－＠])")
_CONTROL = re.compile(r"\A[\t\r\n]")

Cell = str | int | float | bool | date | datetime | None


def safe(text: str) -> str:
    """Make a text harmless as a cell."""
    guarded = _RISKY.sub(r"\g<begin>'\g<gap>", text)
    return f"'{guarded}" if _CONTROL.match(guarded) else guarded


def line(cells: Sequence[Cell]) -> str:
    """Write one row with its end; moments as ISO 8601 in Vietnam's time."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow([_written(cell) for cell in cells])
    return buffer.getvalue()


def head(facts: Iterable[tuple[str, str]], columns: Sequence[str]) -> str:
    """Write what a file begins with: what it holds, an empty row, the names of the columns."""
    rows = "".join(line(fact) for fact in facts)
    return f"{BOM}{rows}\r\n{line(columns)}"


def _written(cell: Cell) -> str | int | float:
    match cell:
        case None:
            return ""
        case bool():
            return int(cell)
        case datetime():
            return cell.astimezone(VIETNAM).isoformat(timespec="seconds")
        case date():
            return cell.isoformat()
        case str():
            return safe(cell)
        case _:
            return cell
