"""The drawings that show how to scan: a package with its code, the station's eye, the answer."""

from kiosk.ui.icons.names import Icon
from kiosk.ui.icons.pen import Pen, Point, rounded
from kiosk.ui.scene import Rgb


def draws(icon: Icon) -> bool:
    """Say whether this is one of the drawings."""
    return icon in {
        Icon.STEP_FIND,
        Icon.STEP_HOLD,
        Icon.STEP_READ,
        Icon.ART_WELCOME,
        Icon.ART_DISTANCE,
    }


def draw(icon: Icon, pen: Pen) -> None:
    """Draw how to scan."""
    match icon:
        case Icon.STEP_FIND:
            _bag(pen, (0.22, 0.1), 0.56)
            pen.ring((0.63, 0.63), 0.2, 0.06)
            pen.line((0.78, 0.78), (0.92, 0.92), width=0.09)
        case Icon.STEP_HOLD:
            _eye(pen, (0.06, 0.3), 0.34)
            pen.line((0.46, 0.38), (0.58, 0.3), width=0.04)
            pen.line((0.46, 0.5), (0.58, 0.5), width=0.04)
            pen.line((0.46, 0.62), (0.58, 0.7), width=0.04)
            code(pen, (0.64, 0.33), 0.3)
        case Icon.STEP_READ:
            pen.rect((0.08, 0.16), (0.84, 0.56), radius=0.07, width=0.06)
            pen.line((0.36, 0.88), (0.64, 0.88), width=0.06)
            pen.line((0.5, 0.74), (0.5, 0.88), width=0.06)
            pen.dot((0.29, 0.44), 0.12)
            pen.line((0.235, 0.445), (0.275, 0.485), (0.345, 0.4), width=0.035, colour=pen.paper)
            pen.line((0.5, 0.36), (0.78, 0.36), width=0.05)
            pen.line((0.5, 0.52), (0.7, 0.52), width=0.05)
        case Icon.ART_DISTANCE:
            _eye(pen, (0.03, 0.3), 0.3)
            _bag(pen, (0.56, 0.14), 0.42)
            pen.line((0.36, 0.82), (0.6, 0.82), width=0.03)
            pen.line((0.41, 0.77), (0.36, 0.82), (0.41, 0.87), width=0.03)
            pen.line((0.55, 0.77), (0.6, 0.82), (0.55, 0.87), width=0.03)
        case _:
            _welcome(pen)


def code(pen: Pen, corner: Point, side: float) -> None:
    """Draw something that looks like a QR code from afar, and reads as nothing."""
    x, y = corner
    cell = side / 7
    pen.rect((x - cell * 0.7, y - cell * 0.7), (side + cell * 1.4, side + cell * 1.4), radius=0.02)
    for cx, cy in ((0, 0), (4.4, 0), (0, 4.4)):
        at = (x + cx * cell, y + cy * cell)
        pen.rect(at, (2.6 * cell, 2.6 * cell), width=cell * 0.62, colour=pen.paper)
        pen.rect((at[0] + cell, at[1] + cell), (0.7 * cell, 0.7 * cell), colour=pen.paper)
    for cx, cy in (
        (3.2, 0.2),
        (3.2, 2.0),
        (0.4, 3.2),
        (2.0, 3.2),
        (3.4, 3.4),
        (5.0, 3.4),
        (6.0, 4.6),
        (4.4, 4.8),
        (3.2, 5.8),
        (5.4, 5.8),
    ):
        pen.rect((x + cx * cell, y + cy * cell), (0.9 * cell, 0.9 * cell), colour=pen.paper)


def _bag(pen: Pen, corner: Point, width: float) -> None:
    x, y = corner
    height = width * 1.4
    pen.rect((x, y), (width, height), radius=0.05)
    pen.rect((x, y + height * 0.13), (width, 0.025), colour=pen.paper)
    _leaf(pen, (x + width * 0.5, y + height * 0.31), width * 0.3, pen.paper)
    side = width * 0.36
    left, top = x + width * 0.55, y + height * 0.6
    pen.rect(
        (left - side * 0.22, top - side * 0.22),
        (side * 1.44, side * 1.44),
        radius=0.02,
        colour=pen.paper,
    )
    for cx, cy in ((0, 0), (0.6, 0), (0, 0.6)):
        pen.rect((left + cx * side, top + cy * side), (side * 0.4, side * 0.4), width=side * 0.1)
    pen.rect((left + 0.55 * side, top + 0.55 * side), (side * 0.18, side * 0.18))
    pen.rect((left + 0.82 * side, top + 0.82 * side), (side * 0.18, side * 0.18))


def _leaf(pen: Pen, centre: Point, size: float, colour: Rgb) -> None:
    x, y = centre
    half = size / 2
    tip, stalk = (x + half, y - half), (x - half, y + half)
    bends = [
        stalk,
        (x - half * 1.1, y - half * 0.5),
        (x - half * 0.1, y - half * 1.1),
        tip,
        (x + half * 1.1, y + half * 0.3),
        (x + half * 0.2, y + half * 1.1),
    ]
    pen.shape(rounded(bends, closed=True), colour)
    pen.line(
        (x - half, y + half), (x + half * 0.3, y - half * 0.3), width=size * 0.07, colour=pen.ink
    )
    pen.line(
        (x - half * 1.25, y + half * 1.25),
        (x - half * 0.7, y + half * 0.7),
        width=size * 0.09,
        colour=colour,
    )


def _eye(pen: Pen, corner: Point, side: float) -> None:
    x, y = corner
    pen.rect(corner, (side, side * 1.1), radius=0.06)
    centre = (x + side / 2, y + side * 0.55)
    pen.dot(centre, side * 0.32, pen.paper)
    pen.dot(centre, side * 0.2)
    pen.dot((centre[0] + side * 0.07, centre[1] - side * 0.08), side * 0.06, pen.paper)


def _mix(one: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _welcome(pen: Pen) -> None:
    tint = _mix(pen.ink, pen.paper, 0.72)
    pen.dot((0.5, 0.5), 0.47, _mix(pen.ink, pen.paper, 0.88))
    pen.shape([(0.36, 0.44), (0.36, 0.6), (0.6, 0.82), (0.6, 0.22)], tint)
    _eye(pen, (0.08, 0.36), 0.29)
    _bag(pen, (0.56, 0.2), 0.4)
