"""What is printed: the labels of goods, the trace stamp on them, cards of stalls and notices.

Labels say "minh họa" wherever a real one would name its maker, and carry the dates of their lot.
"""

from textwrap import wrap

import numpy as np

from deploy.demo.material.canvas import Pixels, Rgb, Rng, fractal, mix, rgb, scaled
from deploy.demo.material.codes import Code, Goods
from deploy.demo.material.typeset import INK, PAPER, Face, Sheet

WHITE: Rgb = (255, 255, 255)
KRAFT: Rgb = (205, 172, 126)

LABEL = (760, 540)
STICKER = (420, 520)
CARD = (680, 900)


def product_label(goods: Goods, maker: str, codes: list[Code], rng: Rng) -> Pixels:
    """Print the label of a pack: name, lot and dates on the left, codes on the right and below."""
    width, height = LABEL
    kraft = goods.product.number % 3 == 0
    colour = rgb(goods.product.look.colour)
    sheet = Sheet(width, height, KRAFT if kraft else PAPER)
    sheet.draw.rectangle((0, 0, width, 74), fill=colour)
    sheet.write(goods.product.brand, (26, 37), face=Face.BOLD, size=30, colour=WHITE, anchor="lm")
    sheet.write("Dữ liệu minh họa", (width - 26, 37), size=20, colour=WHITE, anchor="rm")
    ink = INK if kraft else mix(colour, INK, 0.45)
    name_room = width - 52
    sheet.write(
        goods.product.name.vi, (26, 118), face=Face.HEAVY, size=56, colour=ink, anchor="lm",
        room=name_room,
    )  # fmt: skip
    matrix = [code for code in codes if code.symbol != "EAN13"]
    linear = [code for code in codes if code.symbol == "EAN13"]
    _facts(sheet, goods, maker, room=width - 52 - (370 if matrix else 420 if linear else 0))
    for index, code in enumerate(matrix[:1]):
        _stamp_into(sheet, code, (width - 352 - index * 10, 164, width - 24, height - 22), colour)
    for code in linear[:1]:
        box = (24, height - 148, 364, height - 22) if matrix else (330, 244, 736, height - 26)
        sheet.barcode(code.text, code.modules, box)
    sheet.draw.rectangle((0, 0, width - 1, height - 1), outline=mix(colour, INK, 0.3), width=3)
    return _paper(sheet.pixels(), rng)


def wrap_label(goods: Goods, maker: str, codes: list[Code], rng: Rng) -> Pixels:
    """Print a label that runs around a bottle: the code in front, facts on its sides."""
    width, height = LABEL
    colour = rgb(goods.product.look.colour)
    sheet = Sheet(width, height, PAPER)
    sheet.draw.rectangle((0, 0, width, 66), fill=colour)
    sheet.write(goods.product.brand, (width // 2, 33), face=Face.BOLD, size=30, colour=WHITE,
                anchor="mm")  # fmt: skip
    sheet.write(goods.product.name.vi, (width // 2, 104), face=Face.HEAVY, size=52,
                colour=mix(colour, INK, 0.45), anchor="mm", room=width - 230)  # fmt: skip
    left = [f"Lô {goods.lot.lot}", goods.product.net_content, "Dữ liệu minh họa"]
    if goods.expires is not None:
        left.insert(0, f"HSD {goods.expires:%d/%m/%y}")
    for index, line in enumerate(left):
        sheet.write(line, (56, 190 + index * 46), face=Face.BOLD, size=23, room=150)
    for index, line in enumerate(["Sản xuất bởi:", *wrap(maker, 13)]):
        sheet.write(line, (width - 196, 190 + index * 42), size=23, room=160)
    _stamp_into(sheet, codes[0], (214, 146, width - 214, height - 20), colour)
    return _paper(sheet.pixels(), rng)


def fruit_sticker(goods: Goods, codes: list[Code], rng: Rng) -> Pixels:
    """Print the sticker of a single fruit: its name over the code."""
    width, height = STICKER
    colour = rgb(goods.product.look.colour)
    sheet = Sheet(width, height, PAPER)
    sheet.draw.rectangle((0, 0, width, 96), fill=colour)
    sheet.write(
        goods.product.name.vi, (width // 2, 34), face=Face.HEAVY, size=40, colour=WHITE,
        anchor="mm", room=width - 40,
    )  # fmt: skip
    sheet.write(
        goods.product.brand, (width // 2, 73), size=22, colour=WHITE, anchor="mm", room=width - 40
    )
    _stamp_into(sheet, codes[0], (26, 106, width - 26, height - 14), colour)
    return _paper(sheet.pixels(), rng)


def carton_face(goods: Goods, maker: str, codes: list[Code], rng: Rng) -> Pixels:
    """Print a whole side of a box: the product's colour, an ornament, and its label."""
    width, height = 1000, 880
    colour = rgb(goods.product.look.colour)
    sheet = Sheet(width, height, colour)
    light = mix(colour, WHITE, 0.28)
    for step in range(-4, 26):
        x = step * 44
        sheet.draw.arc((x, 190, x + 88, 278), 180, 360, fill=light, width=4)
        sheet.draw.arc((x + 18, 208, x + 70, 260), 180, 360, fill=light, width=3)
    sheet.write(
        goods.product.name.vi, (width // 2, 84), face=Face.HEAVY, size=78, colour=WHITE,
        anchor="mm", room=width - 120,
    )  # fmt: skip
    sheet.write(goods.product.net_content, (width // 2, 156), face=Face.MEDIUM, size=34,
                colour=mix(colour, WHITE, 0.75), anchor="mm")  # fmt: skip
    picture = sheet.pixels()
    label = product_label(goods, maker, codes, rng)
    picture[280 : 280 + LABEL[1], 120 : 120 + LABEL[0]] = label
    return _paper(picture, rng)


def card(title: str, lines: list[str], code: Code | None, colour: Rgb, rng: Rng) -> Pixels:
    """Print a card or a notice: a heading, a code, lines of text."""
    width, height = CARD
    sheet = Sheet(width, height, WHITE)
    sheet.draw.rectangle((0, 0, width, 150), fill=colour)
    sheet.write(title, (width // 2, 76), face=Face.HEAVY, size=50, colour=WHITE, anchor="mm",
                room=width - 60)  # fmt: skip
    if code is not None and code.symbol == "EAN13":
        sheet.barcode(code.text, code.modules, (80, 250, width - 80, 560))
    elif code is not None:
        sheet.symbol(code.modules, (90, 170, width - 90, 170 + width - 180))
    else:
        for index in range(7):
            y = 230 + index * 62
            sheet.draw.line((80, y, width - 80, y), fill=mix(WHITE, INK, 0.18), width=3)
    for index, line in enumerate(lines):
        sheet.write(
            line, (width // 2, 724 + index * 52), face=Face.BOLD if index == 0 else Face.BODY,
            size=36 if index == 0 else 30, anchor="mm", room=width - 60,
        )  # fmt: skip
    return _paper(sheet.pixels(), rng)


def _facts(sheet: Sheet, goods: Goods, maker: str, room: int) -> None:
    lot = goods.lot
    made, word = (lot.produced, "NSX") if lot.produced is not None else (lot.packed, "Đóng gói")
    lines = [
        f"Quy cách: {goods.product.net_content}",
        f"{word}: {goods.day(made):%d/%m/%Y}",
        f"Lô: {lot.lot}",
        maker,
    ]
    if goods.expires is not None:
        lines.insert(2, f"HSD: {goods.expires:%d/%m/%Y}")
    for index, line in enumerate(lines):
        dated = line.startswith(("HSD", "Lô"))
        sheet.write(
            line, (26, 172 + index * 40), face=Face.BOLD if dated else Face.BODY, size=27, room=room
        )


def _stamp_into(sheet: Sheet, code: Code, box: tuple[int, int, int, int], colour: Rgb) -> None:
    """Print the trace stamp: a frame of fine waves, the code, a caption."""
    left, top, right, bottom = box
    tint = mix(colour, WHITE, 0.55)
    sheet.draw.rounded_rectangle(box, radius=18, fill=WHITE, outline=colour, width=4)
    x = np.arange(left + 8, right - 8)
    for wave in range(5):
        for edge, sign in ((top + 10, 1), (bottom - 10, -1)):
            y = edge + sign * (8 + 6 * np.sin((x - left) / 13 + wave * 1.26))
            sheet.draw.line(list(zip(x.tolist(), y.tolist(), strict=True)), fill=tint, width=1)
    middle = (left + right) // 2
    sheet.write("QUÉT ĐỂ TRUY XUẤT", (middle, top + 34), face=Face.BOLD, size=24,
                colour=colour, anchor="mm", room=right - left - 40)  # fmt: skip
    sheet.symbol(code.modules, (left + 12, top + 46, right - 12, bottom - 46))
    sheet.write(code.caption, (middle, bottom - 34), face=Face.MEDIUM, size=24, anchor="mm",
                room=right - left - 40)  # fmt: skip


def _paper(picture: Pixels, rng: Rng) -> Pixels:
    """Give print the faint unevenness of paper."""
    height, width = picture.shape[:2]
    fibre = fractal(rng, height, width, (9, 5), 2)
    cloud = fractal(rng, height, width, (260, 260), 2)
    return scaled(picture, 0.93 + 0.05 * fibre + 0.05 * cloud)
