"""The second slide: a hand holds a pack's stamp to the station, which finds it good."""

import numpy as np
from numpy.typing import NDArray

from deploy.demo.material.board import HEIGHT, WIDTH, Board
from deploy.demo.material.canvas import Bytes, Rgb, Rng, mix
from deploy.demo.material.symbols import qr

NIGHT: Rgb = (14, 52, 66)
TEAL: Rgb = (28, 122, 124)
WHITE: Rgb = (255, 255, 255)
SKIN: Rgb = (238, 186, 146)
SKIN_SHADE: Rgb = (214, 154, 114)
LEAF: Rgb = (74, 160, 78)
GREENS: tuple[Rgb, ...] = ((58, 138, 62), (92, 170, 78), (42, 116, 60), (126, 188, 92))


def scan(rng: Rng) -> Bytes:
    """Draw the slide, RGB (720, 1280, 3) uint8."""
    board = Board((190, 230, 222), (240, 248, 236))
    _ground(board, rng)
    _station(board)
    _beam(board)
    _arm(board)
    _pack(board, rng)
    _fingers(board)
    _badge(board)
    return board.pixels()


def _ground(board: Board, rng: Rng) -> None:
    """Draw pale leaves floating behind, and a soft floor."""
    for _ in range(26):
        x, y = float(rng.uniform(0, WIDTH)), float(rng.uniform(0, HEIGHT - 120))
        turn, long = float(rng.uniform(0, 6.3)), float(rng.uniform(48, 110))
        tip = (x + long * float(np.cos(turn)), y + long * float(np.sin(turn)))
        tone = mix((190, 230, 222), (132, 200, 168), float(rng.uniform(0.2, 0.6)))
        board.leaf((x, y), tip, long * 0.42, tone, mix(tone, WHITE, 0.5))
    board.oval((WIDTH / 2, 790), (900, 170), (206, 228, 204))


def _station(board: Board) -> None:
    """Draw the station at the right: a foot, a screen with a camera above it."""
    board.glow([(850, 640), (1200, 640), (1240, 690), (820, 690)], NIGHT, 0.4, 26)
    board.box((966, 470), (104, 196), mix(NIGHT, WHITE, 0.12), 12)
    board.box((880, 648), (276, 30), NIGHT, 15)
    board.box((826, 84), (384, 420), NIGHT, 38)
    board.box((826, 84), (384, 414), mix(NIGHT, WHITE, 0.08), 38)
    board.box((856, 178), (324, 296), (250, 252, 248), 20)
    board.disc((1018, 132), 30, mix(NIGHT, WHITE, 0.25))
    board.disc((1018, 132), 23, (8, 20, 28))
    board.disc((1018, 132), 14, (34, 92, 124))
    board.disc((1011, 125), 5.5, (196, 230, 244))
    for x in (950, 1086):
        board.disc((x, 132), 8, (126, 226, 150))
    board.disc((1018, 282), 66, LEAF)
    board.line([(986, 284), (1009, 307), (1051, 261)], 15, WHITE)
    board.box((906, 374), (224, 18), (206, 220, 214), 9)
    board.box((936, 406), (164, 18), (222, 232, 226), 9)
    board.box((962, 438), (112, 14), (232, 240, 234), 7)


def _beam(board: Board) -> None:
    """Draw the camera's view as light that falls on the pack."""
    board.glow([(1000, 128), (1000, 140), (560, 500), (420, 190)], (255, 255, 236), 0.72, 12)


def _arm(board: Board) -> None:
    """Draw the sleeve, the forearm and the palm behind the pack."""
    board.shape([(150, 760), (300, 560), (420, 620), (330, 760)], SKIN_SHADE)
    board.shape([(140, 760), (292, 556), (404, 612), (300, 760)], SKIN)
    board.shape([(60, 780), (196, 612), (342, 704), (290, 780)], (206, 92, 72))
    board.line([(196, 614), (342, 704)], 26, mix((206, 92, 72), WHITE, 0.25))
    board.disc((352, 566), 92, SKIN)


def _pack(board: Board, rng: Rng) -> None:
    """Draw the pack: greens in a clear bag, a label with something like a code on it."""
    turn = np.radians(-8)
    centre = np.array([430.0, 360.0])
    axes = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])

    def at(x: float, y: float) -> tuple[float, float]:
        px, py = centre + np.array([x, y]) @ axes
        return float(px), float(py)

    def panel(left: float, top: float, right: float, bottom: float, colour: Rgb) -> None:
        corners = [at(left, top), at(right, top), at(right, bottom), at(left, bottom)]
        board.shape(corners, colour)

    shadow = [at(-158, -208), at(182, -208), at(182, 236), at(-158, 236)]
    board.glow(shadow, NIGHT, 0.34, 22)
    panel(-170, -220, 170, 220, (206, 234, 196))
    for _ in range(150):
        x, y = float(rng.uniform(-150, 150)), float(rng.uniform(-128, 200))
        turn = float(rng.uniform(0, 6.3))
        dx, dy = 26 * float(np.cos(turn)), 26 * float(np.sin(turn))
        x, y = float(np.clip(x, -136, 136)), float(np.clip(y, -118, 188))
        green = GREENS[int(rng.integers(len(GREENS)))]
        board.leaf(at(x - dx, y - dy), at(x + dx, y + dy), 27, green, mix(green, WHITE, 0.35))
    panel(-170, -220, 170, -150, TEAL)
    for line in range(-208, -156, 12):
        panel(-170, line, 170, line + 4, mix(TEAL, WHITE, 0.18))
    panel(-128, -118, 128, 168, mix(NIGHT, LEAF, 0.5))
    panel(-132, -124, 124, 162, WHITE)
    panel(-132, -124, 124, -84, LEAF)
    dark = _pattern(rng)
    side = dark.shape[0]
    module = 226 / side
    for row in range(side):
        for column in range(side):
            if dark[row, column]:
                x, y = -117 + column * module, -74 + row * module
                panel(x, y, x + module + 0.3, y + module + 0.3, NIGHT)
    panel(134, -140, 146, 200, (236, 248, 230))


def _pattern(rng: Rng) -> NDArray[np.bool_]:
    """Make modules that look like a QR code and can't be read: a slide must open nothing."""
    dark = qr("https://example.com/") == 0
    side = dark.shape[0]
    near = np.arange(side) < 13
    far = near[::-1]
    corners = (near[:, None] & near) | (near[:, None] & far) | (far[:, None] & near)
    inside = np.zeros_like(dark)
    inside[4:-4, 4:-4] = True
    flipped = inside & ~corners & (rng.random(dark.shape) < 0.4)
    return np.asarray(dark ^ flipped, np.bool_)


def _fingers(board: Board) -> None:
    """Draw the thumb in front of the pack."""
    board.line([(330, 640), (338, 590), (356, 548)], 62, SKIN_SHADE)
    board.line([(326, 640), (332, 590), (350, 548)], 58, SKIN)
    board.oval((357, 532), (15, 19), (250, 216, 190))


def _badge(board: Board) -> None:
    """Draw the corners of a finder around the code."""
    corners = [(262, 196), (604, 150), (650, 486), (306, 532)]
    colour = (255, 184, 58)
    for index, (x, y) in enumerate(corners):
        before, after = corners[index - 1], corners[(index + 1) % 4]
        ends = []
        for ox, oy in (before, after):
            length = float(np.hypot(ox - x, oy - y))
            ends.append((x + (ox - x) / length * 54, y + (oy - y) / length * 54))
        board.line([ends[0], (x, y), ends[1]], 10, colour)
