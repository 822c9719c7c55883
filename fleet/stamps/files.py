"""Writes prepared stamps as files for the printer: CSV for a printing house, SVG or PDF for A4.

Each cell of the CSV begins with a letter, a digit or a bracket, so that no spreadsheet takes one
for a formula; nothing has to be escaped, which would be printed.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fleet.errors import BadInput
from fleet.stamps import pdf, sheets, svg
from fleet.stamps.payloads import Printable
from fleet.stamps.sheets import Label, Layout
from provenance.stamps.serials import grouped

MOST_ON_SHEETS = 5000
"""A code takes 10 to 25 ms to draw."""
COLUMNS = ("position", "payload", "gtin", "lot", "serial", "serial_text", "secret", "secret_text")
BOM = "\ufeff"

Payload = Callable[[Printable], str]


class PrintKind(StrEnum):
    """What kind of file."""

    CSV = "csv"
    SVG = "svg"
    PDF = "pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintFile:
    """One file; of SVG there is one a sheet."""

    name: str
    media_type: str
    content: bytes


def write(
    kind: PrintKind, name: str, stamps: Sequence[Printable], payload: Payload, layout: Layout
) -> Iterator[PrintFile]:
    """Write stamps as files.

    Args:
        name: of the file without its ending.
        layout: of SVG and PDF.

    Raises:
        BadInput: `sheets.many`, and those of `fleet.stamps.sheets`.
    """
    if kind is PrintKind.CSV:
        yield PrintFile(name=f"{name}.csv", media_type="text/csv", content=_csv(stamps, payload))
        return
    if len(stamps) > MOST_ON_SHEETS:
        raise BadInput("sheets.many", count=len(stamps), most=MOST_ON_SHEETS)
    labels = [Label(modules=sheets.encode(payload(one)), lines=one.lines) for one in stamps]
    placed = sheets.sheets(labels, layout)
    if kind is PrintKind.PDF:
        content = pdf.write(placed)
        yield PrintFile(name=f"{name}.pdf", media_type="application/pdf", content=content)
        return
    for number, sheet in enumerate(placed, start=1):
        content = svg.write(sheet)
        yield PrintFile(name=f"{name}-{number:03}.svg", media_type="image/svg+xml", content=content)


def _csv(stamps: Sequence[Printable], payload: Payload) -> bytes:
    text = io.StringIO()
    text.write(BOM)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in stamps:
        lot = f"(10) {one.lot}" if one.lot else ""
        secret = one.secret or ""
        writer.writerow(
            (
                one.position,
                payload(one),
                f"(01) {one.gtin}",
                lot,
                f"(21) {one.serial}",
                grouped(one.serial),
                secret,
                grouped(secret),
            )
        )
    return text.getvalue().encode()
