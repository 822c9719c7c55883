"""The signs of the verdicts: a large outline, and a mark cut out of it."""

import math
from typing import Protocol

from kiosk.ui.icons.names import Icon
from kiosk.ui.icons.pen import Pen, Point, regular, rounded

_OUTLINE = {
    Icon.RECALLED: "octagon",
    Icon.VOID: "octagon",
    Icon.SOLD: "octagon",
    Icon.BAD_SIGNATURE: "octagon",
    Icon.MISMATCH: "octagon",
    Icon.SIGNED_BUT_UNKNOWN: "triangle",
    Icon.SUSPECTED_COPY: "triangle",
    Icon.EXPIRED: "triangle",
    Icon.NOT_ACTIVATED: "triangle",
    Icon.VALID_DATE_UNCHECKED: "disc",
    Icon.VALID: "seal",
    Icon.KNOWN: "disc",
    Icon.SIGNED_STATE_UNKNOWN: "disc",
    Icon.ESTABLISHMENT: "disc",
    Icon.UNKNOWN: "square",
    Icon.UNAVAILABLE: "square",
    Icon.NOT_A_TRACE_CODE: "square",
    Icon.RESCAN: "square",
}


class _Stroke(Protocol):
    def __call__(self, *points: Point, width: float = 0.085, closed: bool = False) -> None: ...


class _Dot(Protocol):
    def __call__(self, x: float, y: float, radius: float) -> None: ...


def draws(icon: Icon) -> bool:
    """Say whether this is a verdict's sign."""
    return icon in _OUTLINE


def draw(icon: Icon, pen: Pen) -> None:
    """Draw a verdict's sign."""
    outline = _OUTLINE[icon]
    centre = _outline(outline, pen)
    _mark(icon, pen, centre, 0.62 if outline == "triangle" else 1.0)


def _outline(name: str, pen: Pen) -> Point:
    match name:
        case "octagon":
            pen.shape(regular(8, 0.47, 22.5), soft=0.04)
        case "triangle":
            pen.shape([(0.5, 0.12), (0.92, 0.86), (0.08, 0.86)], soft=0.12)
            return 0.5, 0.61
        case "seal":
            for point in regular(14, 0.405):
                pen.dot(point, 0.085)
            pen.dot((0.5, 0.5), 0.42)
            pen.ring((0.5, 0.5), 0.345, 0.022, pen.paper)
        case "square":
            pen.rect((0.07, 0.07), (0.86, 0.86), radius=0.16)
        case _:
            pen.dot((0.5, 0.5), 0.47)
    return 0.5, 0.5


def _mark(icon: Icon, pen: Pen, centre: Point, scale: float) -> None:  # noqa: C901, PLR0912  one sign a case
    def at(x: float, y: float) -> Point:
        return centre[0] + x * scale, centre[1] + y * scale

    def line(*points: Point, width: float = 0.085, closed: bool = False) -> None:
        path = [at(*point) for point in points]
        pen.line(*path, width=width * scale, colour=pen.paper, closed=closed)

    def dot(x: float, y: float, radius: float) -> None:
        pen.dot(at(x, y), radius * scale, pen.paper)

    match icon:
        case Icon.VALID:
            line((-0.17, 0.01), (-0.04, 0.14), (0.19, -0.13), width=0.1)
        case Icon.RECALLED:
            line((-0.19, -0.19), (0.19, 0.19), width=0.11)
            line((-0.19, 0.19), (0.19, -0.19), width=0.11)
        case Icon.VOID:
            _circle(line, 0.23)
            line((-0.16, 0.16), (0.16, -0.16))
        case Icon.SOLD:
            line(
                (-0.25, -0.17),
                (-0.17, -0.17),
                (-0.1, 0.09),
                (0.18, 0.09),
                (0.24, -0.1),
                (-0.13, -0.1),
                width=0.06,
            )
            dot(-0.06, 0.2, 0.05)
            dot(0.14, 0.2, 0.05)
        case Icon.BAD_SIGNATURE:
            _circle(line, 0.1, 0.07, (-0.16, 0.0))
            line((-0.06, 0.0), (0.25, 0.0), (0.25, 0.11), width=0.07)
            line((0.13, 0.0), (0.13, 0.1), width=0.07)
            line((-0.18, 0.27), (0.2, -0.27), width=0.07)
        case Icon.MISMATCH:
            line((-0.2, -0.08), (0.2, -0.08))
            line((-0.2, 0.1), (0.2, 0.1))
            line((-0.1, 0.26), (0.1, -0.24), width=0.07)
        case Icon.SUSPECTED_COPY:
            line((-0.22, -0.2), (0.08, -0.2), (0.08, 0.1), (-0.22, 0.1), width=0.07, closed=True)
            line((0.22, -0.06), (0.22, 0.24), (-0.08, 0.24), width=0.07)
        case Icon.EXPIRED:
            _circle(line, 0.27, 0.075)
            line((0.0, -0.15), (0.0, 0.02), (0.11, 0.1), width=0.075)
        case Icon.NOT_ACTIVATED:
            line(
                (-0.17, -0.26), (0.17, -0.26), (-0.17, 0.26), (0.17, 0.26), width=0.08, closed=True
            )
        case Icon.SIGNED_BUT_UNKNOWN:
            line((-0.26, 0.06), (-0.16, 0.17), (0.0, -0.1), width=0.075)
            _question(line, dot, 0.19, 0.85)
        case Icon.KNOWN:
            dot(0, -0.2, 0.06)
            line((0.0, -0.03), (0.0, 0.22), width=0.1)
        case Icon.VALID_DATE_UNCHECKED:
            line((-0.2, -0.16), (0.2, -0.16), (0.2, 0.22), (-0.2, 0.22), width=0.06, closed=True)
            line((-0.1, -0.25), (-0.1, -0.1), width=0.06)
            line((0.1, -0.25), (0.1, -0.1), width=0.06)
            line((-0.09, 0.07), (-0.02, 0.14), (0.1, 0.0), width=0.06)
        case Icon.SIGNED_STATE_UNKNOWN:
            line((-0.25, 0.2), (0.25, 0.2), width=0.06)
            line(
                (-0.18, 0.06),
                (-0.14, -0.06),
                (0.12, -0.28),
                (0.2, -0.18),
                (-0.06, 0.04),
                width=0.07,
                closed=True,
            )
        case Icon.ESTABLISHMENT:
            line(
                (-0.26, -0.06),
                (-0.19, -0.22),
                (0.19, -0.22),
                (0.26, -0.06),
                width=0.06,
                closed=True,
            )
            line((-0.2, -0.03), (-0.2, 0.22), (0.2, 0.22), (0.2, -0.03), width=0.06)
            line((0.0, 0.2), (0.0, 0.07), (0.1, 0.07), (0.1, 0.2), width=0.05)
        case Icon.UNKNOWN:
            _question(line, dot, 0.0, 1.25)
        case Icon.UNAVAILABLE:
            cloud = [
                (-0.3, 0.13),
                (0.32, 0.13),
                (0.32, -0.08),
                (0.16, -0.09),
                (0.14, -0.26),
                (-0.16, -0.26),
                (-0.16, -0.06),
                (-0.32, -0.05),
            ]
            line(*rounded(cloud, closed=True), width=0.06, closed=True)
            line((-0.24, 0.26), (0.24, -0.28), width=0.06)
        case Icon.RESCAN:
            _arc(line, 0.22, 20, 310)
            line((0.04, -0.24), (0.17, -0.16), (0.08, -0.04), width=0.08)
        case _:
            for x, y in ((-0.2, -0.2), (0.06, -0.2), (-0.2, 0.06)):
                line(
                    (x, y),
                    (x + 0.14, y),
                    (x + 0.14, y + 0.14),
                    (x, y + 0.14),
                    width=0.05,
                    closed=True,
                )
            line((0.06, 0.06), (0.22, 0.22), width=0.07)
            line((0.22, 0.06), (0.06, 0.22), width=0.07)


def _circle(line: _Stroke, radius: float, width: float = 0.085, centre: Point = (0.0, 0.0)) -> None:
    line(*regular(32, radius, centre=centre), width=width, closed=True)


def _arc(line: _Stroke, radius: float, first: int, last: int) -> None:
    angles = [math.radians(degree) for degree in range(first, last, 10)]
    line(*((radius * math.cos(a), radius * math.sin(a)) for a in angles))


def _question(line: _Stroke, dot: _Dot, x: float, scale: float) -> None:
    bends = [
        (-0.12, -0.08),
        (-0.13, -0.25),
        (0.13, -0.25),
        (0.13, -0.06),
        (0.0, -0.01),
        (0.0, 0.09),
    ]
    line(*rounded([(x + px * scale, py * scale) for px, py in bends]), width=0.08)
    dot(x, 0.2 * scale, 0.052)
