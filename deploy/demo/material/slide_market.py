"""The first slide: a stall of a Hanoi market in the morning, drawn with simple shapes."""

import numpy as np

from deploy.demo.material.board import HEIGHT, WIDTH, Board
from deploy.demo.material.canvas import Bytes, Rgb, Rng, mix

CREAM: Rgb = (255, 246, 230)
RED: Rgb = (201, 62, 50)
WOOD: Rgb = (164, 108, 62)
DARK: Rgb = (74, 46, 30)
GREENS: tuple[Rgb, ...] = ((58, 138, 62), (88, 166, 74), (40, 112, 58), (122, 184, 86))

COUNTER = 452


def market(rng: Rng) -> Bytes:
    """Draw the slide, RGB (720, 1280, 3) uint8."""
    board = Board((255, 222, 178), (255, 244, 222))
    _street(board, rng)
    _seller(board)
    _counter(board)
    _crate(board, 120, "greens", rng)
    _crate(board, 400, "tomatoes", rng)
    _crate(board, 680, "pomelos", rng)
    _crate(board, 960, "aubergines", rng)
    _awning(board)
    _lamp(board, 330)
    _lamp(board, 950)
    return board.pixels()


def _street(board: Board, rng: Rng) -> None:
    """Draw the sun and two rows of narrow houses, paler with distance."""
    board.disc((1010, 236), 74, (255, 236, 196))
    board.disc((1010, 236), 58, (255, 214, 138))
    for row, (base, tone, shade) in enumerate(
        ((470, (247, 214, 178), (240, 200, 160)), (480, (236, 186, 146), (224, 168, 126)))
    ):
        x = -20 - 30 * row
        while x < WIDTH:
            width = int(rng.integers(58, 92))
            top = int(rng.integers(210, 330)) + 30 * row
            wall = mix(tone, (255, 255, 255), float(rng.uniform(0, 0.18)))
            board.box((x, top), (width, base - top), wall)
            if rng.random() < 0.5:
                board.shape([(x - 5, top), (x + width / 2, top - 26), (x + width + 5, top)], shade)
            else:
                board.box((x - 3, top - 8), (width + 6, 10), shade)
            for window in range(top + 22, base - 60, 48):
                board.box((x + width * 0.22, window), (width * 0.22, 24), shade, 3)
                board.box((x + width * 0.58, window), (width * 0.22, 24), shade, 3)
            x += width + int(rng.integers(0, 5))


def _seller(board: Board) -> None:
    """Draw somebody in a palm-leaf hat behind the counter."""
    x, y = 640, 300
    board.shape(
        [(x - 108, COUNTER + 20), (x - 82, y + 70), (x - 40, y + 46), (x + 40, y + 46),
         (x + 82, y + 70), (x + 108, COUNTER + 20)], (38, 120, 130),
    )  # fmt: skip
    board.shape([(x - 26, y + 44), (x + 26, y + 44), (x, y + 84)], (232, 178, 140))
    board.box((x - 17, y + 20), (34, 40), (232, 178, 140), 12)
    board.oval((x, y - 4), (45, 52), (243, 194, 156))
    board.disc((x - 17, y + 2), 4.5, DARK)
    board.disc((x + 17, y + 2), 4.5, DARK)
    board.disc((x - 27, y + 18), 9, (246, 164, 138))
    board.disc((x + 27, y + 18), 9, (246, 164, 138))
    board.slice((x, y + 16), 16, 15, 165, (190, 74, 62))
    board.shape([(x - 106, y - 20), (x, y - 106), (x + 106, y - 20)], (238, 208, 140))
    board.oval((x, y - 20), (106, 14), (222, 186, 112))
    for share in (0.3, 0.55, 0.8):
        half = 106 * share
        top = y - 106 + 86 * share
        board.line([(x - half, top), (x, top + 5), (x + half, top)], 2.2, (214, 178, 104))
    board.line([(x - 44, y - 14), (x - 30, y + 40)], 2.5, (196, 84, 96))
    board.line([(x + 44, y - 14), (x + 30, y + 40)], 2.5, (196, 84, 96))


def _counter(board: Board) -> None:
    board.glow(
        [(0, COUNTER + 6), (WIDTH, COUNTER + 6), (WIDTH, HEIGHT), (0, HEIGHT)], DARK, 0.25, 20
    )
    board.box((0, COUNTER + 14), (WIDTH, 28), mix(WOOD, CREAM, 0.25))
    board.box((0, COUNTER + 42), (WIDTH, HEIGHT - COUNTER), WOOD)
    for x in range(-40, WIDTH, 128):
        board.box((x, COUNTER + 42), (4, HEIGHT - COUNTER), mix(WOOD, DARK, 0.35))
    board.box((0, COUNTER + 42), (WIDTH, 10), mix(WOOD, DARK, 0.45))


def _crate(board: Board, left: int, content: str, rng: Rng) -> None:
    """Draw a crate with its goods heaped up, and the tag with a code that hangs on it."""
    width, top, bottom = 226, 486, 620
    board.glow(
        [(left - 8, bottom - 4), (left + width + 8, bottom - 4), (left + width + 20, bottom + 26),
         (left - 4, bottom + 26)], DARK, 0.5, 14,
    )  # fmt: skip
    board.box((left, top - 10), (width, 40), mix(WOOD, DARK, 0.55), 6)
    for depth in range(3):
        for index in range(6 - depth):
            x = left + 26 + depth * 18 + index * 36 + float(rng.uniform(-5, 5))
            _good(board, content, (x, top - 2 - depth * 26 + float(rng.uniform(-4, 4))), rng)
    for slat in range(3):
        tone = mix((214, 164, 104), WOOD, 0.18 * slat)
        board.box((left - 4, top + 14 + slat * 42), (width + 8, 34), tone, 5)
        board.box((left - 4, top + 42 + slat * 42), (width + 8, 6), mix(tone, DARK, 0.25), 3)
    for x in (left + 4, left + width - 18):
        board.box((x, top + 8), (14, bottom - top + 2), mix(WOOD, DARK, 0.2), 4)
    _tag(board, (left + width / 2, top + 62), rng)


def _good(board: Board, content: str, at: tuple[float, float], rng: Rng) -> None:
    x, y = at
    match content:
        case "greens":
            for turn in np.linspace(-1.1, 1.1, 5) + rng.uniform(-0.2, 0.2):
                green = GREENS[int(rng.integers(len(GREENS)))]
                tip = (x + 40 * float(np.sin(turn)), y + 4 - 50 * float(np.cos(turn)))
                board.leaf((x, y + 10), tip, 25, green, mix(green, CREAM, 0.4))
        case "tomatoes":
            _ball(board, at, 25, (214, 58, 44))
            board.shape([(x - 9, y - 22), (x, y - 30), (x + 9, y - 22), (x, y - 18)], GREENS[2])
        case "pomelos":
            _ball(board, at, 29, (236, 190, 62))
            board.oval((x + 7, y - 31), (11, 5), GREENS[1])
        case _:
            board.oval((x, y - 4), (19, 31), (104, 58, 128))
            board.oval((x - 6, y - 12), (4.5, 12), (152, 108, 172))
            board.oval((x, y - 33), (12, 7), GREENS[2])


def _ball(board: Board, at: tuple[float, float], radius: float, colour: Rgb) -> None:
    x, y = at
    board.disc((x, y), radius, mix(colour, DARK, 0.28))
    board.disc((x - 1.5, y - 2), radius - 2, colour)
    board.disc((x - radius * 0.35, y - radius * 0.4), radius * 0.24, mix(colour, CREAM, 0.6))


def _tag(board: Board, at: tuple[float, float], rng: Rng) -> None:
    """Draw a paper tag; its pattern looks like a code and is none."""
    x, y = at
    board.line([(x, y - 46), (x, y - 24)], 2, CREAM)
    board.box((x - 33, y - 26), (70, 76), mix(WOOD, DARK, 0.4), 8)
    board.box((x - 35, y - 30), (70, 76), (255, 255, 252), 8)
    module, side = 5.2, 10
    left, top = x - module * side / 2, y - 30 + 12
    cells = rng.random((side, side)) < 0.5
    for row in range(side):
        for column in range(side):
            if cells[row, column]:
                board.box((left + column * module, top + row * module), (module, module), DARK)
    for corner in ((0, 0), (side - 4, 0), (0, side - 4)):
        cx, cy = left + corner[0] * module, top + corner[1] * module
        board.box((cx, cy), (module * 4, module * 4), (255, 255, 252))
        board.box((cx, cy), (module * 3.6, module * 3.6), DARK, 2)
        board.box((cx + 4, cy + 4), (module * 3.6 - 8, module * 3.6 - 8), (255, 255, 252), 1)
        board.box((cx + 6.4, cy + 6.4), (module * 3.6 - 12.8, module * 3.6 - 12.8), DARK)


def _awning(board: Board) -> None:
    """Draw the striped cloth over the stall and its posts."""
    for post in (36, WIDTH - 58):
        board.box((post, 110), (22, 380), mix(WOOD, DARK, 0.3))
        board.box((post, 110), (7, 380), mix(WOOD, CREAM, 0.1))
    board.glow([(0, 130), (WIDTH, 130), (WIDTH, 204), (0, 204)], DARK, 0.22, 26)
    count, drop = 16, 128
    width = WIDTH / count
    for index in range(count):
        colour = RED if index % 2 == 0 else CREAM
        x = index * width
        board.shape(
            [(x * 0.94 + WIDTH * 0.03, 0), ((x + width) * 0.94 + WIDTH * 0.03, 0),
             (x + width, drop), (x, drop)], colour,
        )  # fmt: skip
        board.slice((x + width / 2, drop), width / 2, 0, 180, mix(colour, DARK, 0.12))
    board.box((0, drop - 5), (WIDTH, 6), mix(RED, DARK, 0.3))


def _lamp(board: Board, x: float) -> None:
    board.line([(x, 120), (x, 214)], 2.5, DARK)
    board.glow(
        [(x - 60, 226), (x, 180), (x + 60, 226), (x + 46, 290), (x - 46, 290)],
        (255, 226, 150), 0.55, 36,
    )  # fmt: skip
    board.box((x - 12, 208), (24, 9), DARK, 3)
    board.oval((x, 243), (34, 30), (226, 84, 58))
    board.oval((x, 243), (20, 30), (240, 116, 76))
    board.oval((x, 243), (7, 30), (250, 158, 104))
    board.box((x - 12, 269), (24, 8), DARK, 3)
    board.line([(x, 278), (x, 302)], 3, (240, 178, 72))
