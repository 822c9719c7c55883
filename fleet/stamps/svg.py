"""Sheets of stamps as SVG, one document a sheet."""

from collections.abc import Sequence
from html import escape

from fleet.stamps.sheets import A4_HEIGHT_MM, A4_WIDTH_MM, LINE_MM, Placed, runs

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<svg xmlns="http://www.w3.org/2000/svg" width="{A4_WIDTH_MM:g}mm" height="{A4_HEIGHT_MM:g}mm"'
    f' viewBox="0 0 {A4_WIDTH_MM:g} {A4_HEIGHT_MM:g}">\n'
    '<rect width="100%" height="100%" fill="#fff"/>\n'
)


def write(sheet: Sequence[Placed]) -> bytes:
    """Write one sheet."""
    return (_HEAD + "".join(map(_label, sheet)) + "</svg>\n").encode()


def _label(placed: Placed) -> str:
    dark = "".join(
        f"M{column} {row}h{count}v1h-{count}z" for row, column, count in runs(placed.label.modules)
    )
    place = f"translate({placed.x_mm:.4f} {placed.y_mm:.4f}) scale({placed.module_mm:.5f})"
    lines = "".join(
        f'<text x="{placed.text_x_mm:.3f}" y="{placed.text_y_mm + number * LINE_MM:.3f}">'
        f"{escape(line)}</text>\n"
        for number, line in enumerate(placed.label.lines)
    )
    return (
        f'<path transform="{place}" d="{dark}" shape-rendering="crispEdges"/>\n'
        f'<g font-family="Courier, monospace" font-size="{placed.font_mm:.3f}"'
        f' xml:space="preserve">\n{lines}</g>\n'
    )
