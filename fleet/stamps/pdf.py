"""Sheets of stamps as one PDF.

Written here, since all that is needed are rectangles and a text font of every viewer (PDF 1.4,
ISO 32000-1, annex D and 9.6.2.2): a library draws each module by a call, which takes seconds a
sheet. The modules of a code are one path, filled once, so that no viewer shows seams between them.
"""

import zlib
from collections.abc import Iterable, Sequence

from fleet.stamps.sheets import A4_HEIGHT_MM, A4_WIDTH_MM, LINE_MM, Placed, runs

POINTS_A_MM = 72 / 25.4
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
_ESCAPED = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


def write(sheets: Iterable[Sequence[Placed]]) -> bytes:
    """Write sheets, each a page."""
    contents = [zlib.compress(_content(sheet)) for sheet in sheets]
    first_page = 4
    pages = [first_page + 2 * number for number in range(len(contents))]
    kids = " ".join(f"{number} 0 R" for number in pages)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        _FONT,
    ]
    box = f"0 0 {A4_WIDTH_MM * POINTS_A_MM:.2f} {A4_HEIGHT_MM * POINTS_A_MM:.2f}"
    for number, content in zip(pages, contents, strict=True):
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents {number + 1} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode(),
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream"
            % (len(content), content),
        ]
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    # The comment of high bytes tells programs that the file isn't text (ISO 32000-1, 7.5.2).
    body = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(body + b"startxref\n%d\n%%%%EOF\n" % table)


def _content(sheet: Sequence[Placed]) -> bytes:
    return "".join(map(_label, sheet)).encode("latin-1")


def _label(placed: Placed) -> str:
    scale = placed.module_mm * POINTS_A_MM
    x, y = placed.x_mm * POINTS_A_MM, (A4_HEIGHT_MM - placed.y_mm) * POINTS_A_MM
    # In modules, downwards: PDF counts upwards from the lower edge.
    dark = "".join(
        f"{column} {row} {count} 1 re\n" for row, column, count in runs(placed.label.modules)
    )
    size = placed.font_mm * POINTS_A_MM
    left = placed.text_x_mm * POINTS_A_MM
    base = (A4_HEIGHT_MM - placed.text_y_mm) * POINTS_A_MM
    lines = "".join(
        f"({line.translate(_ESCAPED)}) Tj 0 {-LINE_MM * POINTS_A_MM:.3f} Td\n"
        for line in placed.label.lines
    )
    return (
        f"q {scale:.5f} 0 0 {-scale:.5f} {x:.4f} {y:.4f} cm\n{dark}f Q\n"
        f"BT /F1 {size:.3f} Tf {left:.3f} {base:.3f} Td\n{lines}ET\n"
    )
