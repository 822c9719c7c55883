"""Sheets are read back: the right modules at the right place, with white around them."""

import io
import re
import shutil
import zlib
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
import segno
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image, ImageDraw
from playwright.sync_api import sync_playwright

from fleet.errors import BadInput
from fleet.stamps import payloads, pdf, sheets, svg
from fleet.stamps.payloads import Printable, Signer
from fleet.stamps.sheets import Label, Layout, Placed
from provenance.keys import Gtin
from tests.console.conftest import CHROMIUM, FLAGS

SIGNER = Signer(kid=b"\x0a\x0b", key=Ed25519PrivateKey.generate())
BASE = "https://id.gs1.org"
DOTS_A_MM = 300 / 25.4


def stamp(number: int, *, secret: str | None = None) -> Printable:
    return Printable(
        position=number,
        gtin=Gtin("08930000000019"),
        serial=f"ABCD4679ABC{number:03}",
        lot="L(1)&<2>",
        expires=date(2026, 12, 31),
        secret=secret,
    )


def label(number: int, *, secret: str | None = None) -> Label:
    one = stamp(number, secret=secret)
    return Label(modules=sheets.encode(payloads.signed_link(one, BASE, SIGNER)), lines=one.lines)


def placed(count: int, layout: Layout | None = None) -> list[list[Placed]]:
    labels = [label(number, secret="ABCDEFHJKMNPRSTVWX") for number in range(count)]
    return list(sheets.sheets(labels, layout or Layout()))


def test_how_large_each_form_is() -> None:
    one = replace(stamp(1), lot="L1")
    signed = payloads.signed_link(one, BASE, SIGNER)
    short = payloads.vt1(one, SIGNER, date(2026, 11, 1))
    sizes = [len(sheets.encode(text)) for text in (payloads.plain_link(one, BASE), short, signed)]
    assert sizes == [37, 45, 53]


def test_error_correction_is_m() -> None:
    payload = payloads.plain_link(stamp(1), BASE)
    code = segno.make(payload, error="m", boost_error=False)
    assert sheets.encode(payload) == tuple(bytes(row) for row in code.matrix)
    assert code.error == "M"


def test_runs_draw_every_dark_module_once() -> None:
    modules = label(1).modules
    drawn = [
        (row, column)
        for row, first, count in sheets.runs(modules)
        for column in range(first, first + count)
    ]
    dark = [(r, c) for r, row in enumerate(modules) for c, value in enumerate(row) if value]
    assert sorted(drawn) == dark
    assert len(set(drawn)) == len(drawn)


def test_the_quiet_zone_is_four_modules_even_to_the_neighbour() -> None:
    (sheet,) = placed(35)
    side = [len(one.label.modules) * one.module_mm for one in sheet]
    for one, width in zip(sheet, side, strict=True):
        assert one.x_mm - Layout().margin_mm >= 4 * one.module_mm - 1e-9
        assert one.text_y_mm - one.font_mm >= one.y_mm + width + 4 * one.module_mm - 1e-9
    for (left, width), (right, _) in pairwise(zip(sheet, side, strict=True)):
        if right.y_mm == left.y_mm:
            assert right.x_mm - left.x_mm - width >= 8 * left.module_mm - 1e-9


def test_more_than_a_sheet_begins_another() -> None:
    assert [len(sheet) for sheet in placed(8, Layout(columns=3, rows=2))] == [6, 2]


@pytest.mark.parametrize(
    ("layout", "code"),
    [
        (Layout(columns=0), "sheets.layout"),
        (Layout(code_mm=400), "sheets.layout"),
        (Layout(columns=8), "sheets.fit"),
        (Layout(rows=10), "sheets.fit"),
        (Layout(code_mm=15), "sheets.module"),
        (Layout(columns=9, code_mm=22, margin_mm=5), "sheets.text"),
    ],
)
def test_layouts_that_give_no_readable_stamps(layout: Layout, code: str) -> None:
    with pytest.raises(BadInput) as error:
        placed(1, layout)
    assert error.value.code == code


def test_a_pdf_shows_its_codes_and_texts() -> None:
    content = pdf.write(placed(36))
    table = int(content.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    offsets = re.findall(rb"(\d{10}) 00000 n", content[table:])
    for number, offset in enumerate(offsets, start=1):
        assert content[int(offset) :].startswith(b"%d 0 obj" % number)
    streams = re.findall(rb"/Length \d+ /Filter /FlateDecode >>\nstream\n", content)
    assert len(streams) == 2
    page = _first_page(content)
    assert page.count("(PIN ABCD EFHJ KMNP RSTV WX) Tj") == 35
    assert page.count(r"(\(10\) L\(1\)&<2>) Tj") == 35
    picture = _drawn(page)
    found = {one.text for one in zxingcpp.read_barcodes(picture)}
    expected = {
        payloads.signed_link(stamp(number, secret="x"), BASE, SIGNER) for number in range(35)
    }
    assert found == expected


@pytest.mark.browser
def test_an_svg_sheet_is_read_from_a_browsers_picture() -> None:
    executable = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if executable is None:
        pytest.skip("Chromium is not installed: run make system")
    (sheet,) = placed(35)
    document = svg.write(sheet).decode()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        page = browser.new_page(device_scale_factor=2.5)
        page.set_content(f"<body style='margin:0'>{document.split('?>', 1)[1]}")
        picture = page.locator("svg").screenshot()
        texts = page.locator("svg text").all_text_contents()
        browser.close()
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    assert {one.text for one in found} == {
        payloads.signed_link(stamp(number), BASE, SIGNER) for number in range(35)
    }
    assert {one.ec_level for one in found} == {"M"}
    assert "(10) L(1)&<2>" in texts
    assert "(21) ABCD 4679 ABC0 34" in texts


def _first_page(content: bytes) -> str:
    start = content.index(b"stream\n") + len(b"stream\n")
    return zlib.decompressobj().decompress(content[start:]).decode("latin-1")


def _drawn(page: str) -> Image.Image:
    """Draw the rectangles of a page as its operators say, at 300 dots an inch."""
    size = round(sheets.A4_WIDTH_MM * DOTS_A_MM), round(sheets.A4_HEIGHT_MM * DOTS_A_MM)
    picture = Image.new("L", size, 255)
    draw = ImageDraw.Draw(picture)
    dots_a_point = 300 / 72
    for block in re.findall(r"^q (.*?)^f Q", page, re.MULTILINE | re.DOTALL):
        matrix, _, rectangles = block.partition(" cm\n")
        sx, _, _, sy, tx, ty = map(float, matrix.split())
        for line in rectangles.splitlines():
            x, y, width, height = map(float, line.removesuffix(" re").split())
            left, right = (tx + sx * at for at in (x, x + width))
            top, bottom = (ty + sy * at for at in (y, y + height))
            box = [left, sheets.A4_HEIGHT_MM * 72 / 25.4 - top]
            box += [right, sheets.A4_HEIGHT_MM * 72 / 25.4 - bottom]
            x0, y0, x1, y1 = (round(value * dots_a_point) for value in box)
            draw.rectangle((x0, y0, x1 - 1, y1 - 1), fill=0)
    return picture
