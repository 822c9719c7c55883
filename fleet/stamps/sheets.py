"""Where codes and their texts stand on sheets of paper; pure.

Facts: a QR code needs four modules of white around it (ISO/IEC 18004, 9.1). Error correction M
restores 15 %; it isn't raised where that would be free, so that all stamps of a batch are alike.
Modules of less than 0.33 mm (eight dots at 600 dpi) are refused as too fine for office printers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import segno

from fleet.errors import BadInput

A4_WIDTH_MM = 210.0
A4_HEIGHT_MM = 297.0
QUIET_MODULES = 4
LEAST_MODULE_MM = 0.33
LINE_MM = 2.6
LARGEST_FONT_MM = 2.2
LEAST_FONT_MM = 1.3
ADVANCE = 0.6
"""Width of a character of Courier, as a part of the size of the font."""
PAD_MM = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A grid on A4.

    Attributes:
        code_mm: side of a code with its quiet zone.
        margin_mm: white at each edge of the sheet.
    """

    columns: int = 5
    rows: int = 7
    code_mm: float = 26.0
    margin_mm: float = 10.0

    @property
    def cell_mm(self) -> tuple[float, float]:
        """Width and height of a place for one stamp."""
        width = (A4_WIDTH_MM - 2 * self.margin_mm) / self.columns
        return width, (A4_HEIGHT_MM - 2 * self.margin_mm) / self.rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A code and its text; `modules` are rows of 0 and 1 without a quiet zone."""

    modules: tuple[bytes, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A label on its sheet.

    Attributes:
        x_mm: left edge of the first module from the left edge of the sheet; `y_mm` its upper edge
            from the top.
        text_x_mm: left edge of the text; `text_y_mm` the base of its first line.
    """

    label: Label
    x_mm: float
    y_mm: float
    module_mm: float
    text_x_mm: float
    text_y_mm: float
    font_mm: float


def encode(payload: str) -> tuple[bytes, ...]:
    """Make the QR code of a payload with error correction M."""
    code = segno.make(payload, error="m", boost_error=False, micro=False)
    return tuple(bytes(row) for row in code.matrix)


def sheets(labels: Sequence[Label], layout: Layout) -> Iterator[list[Placed]]:
    """Place labels row by row, sheet by sheet.

    Raises:
        BadInput: `sheets.layout`, `sheets.fit`, `sheets.module` or `sheets.text`.
    """
    _check(layout)
    fullest = layout.columns * layout.rows
    for start in range(0, len(labels), fullest):
        part = labels[start : start + fullest]
        yield [_place(label, number, layout) for number, label in enumerate(part)]


def runs(modules: Sequence[bytes]) -> Iterator[tuple[int, int, int]]:
    """Give dark modules as row, first column, and how many follow each other."""
    for row, values in enumerate(modules):
        start = 0
        while (start := values.find(1, start)) >= 0:
            end = values.find(0, start)
            end = len(values) if end < 0 else end
            yield row, start, end - start
            start = end


def _check(layout: Layout) -> None:
    sane = 1 <= layout.columns <= 20 and 1 <= layout.rows <= 30 and 0 <= layout.margin_mm <= 50
    if not (sane and 5 <= layout.code_mm <= 200):
        raise BadInput("sheets.layout")


def _place(label: Label, number: int, layout: Layout) -> Placed:
    width, height = layout.cell_mm
    needed = layout.code_mm + len(label.lines) * LINE_MM + PAD_MM
    if layout.code_mm > width or needed > height:
        raise BadInput(
            "sheets.fit", width=round(width, 1), height=round(height, 1), needed=round(needed, 1)
        )
    module = layout.code_mm / (len(label.modules) + 2 * QUIET_MODULES)
    if module < LEAST_MODULE_MM:
        raise BadInput("sheets.module", module_mm=round(module, 2), least_mm=LEAST_MODULE_MM)
    longest = max(map(len, label.lines))
    font = min(LARGEST_FONT_MM, (width - 2 * PAD_MM) / (ADVANCE * longest))
    if font < LEAST_FONT_MM:
        raise BadInput("sheets.text", width=round(width, 1), characters=longest)
    row, column = divmod(number, layout.columns)
    left, top = layout.margin_mm + column * width, layout.margin_mm + row * height
    return Placed(
        label=label,
        x_mm=left + (width - layout.code_mm) / 2 + QUIET_MODULES * module,
        y_mm=top + QUIET_MODULES * module,
        module_mm=module,
        text_x_mm=left + (width - ADVANCE * font * longest) / 2,
        text_y_mm=top + layout.code_mm + font,
        font_mm=font,
    )
