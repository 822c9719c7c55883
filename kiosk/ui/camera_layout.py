"""Where things stand in the technician's window: pure, a view becomes a scene and two boxes.

The picture takes the larger part, figures and loupe stand beside it (below it on a screen that is
higher than wide), the codes below. A technician stands close: letters are 2.4 mm high, less where
a small screen would have no room for the rest.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.settings import ScreenSettings
from kiosk.ui.camera_view import CameraView, CodeRow, Sharpness
from kiosk.ui.fonts import Fonts
from kiosk.ui.scene import Box, Face, Fill, Line, Node, Outline, Rgb, Scene, Type
from kiosk.ui.text import clean, fit, limit, shorten

CAP_MM = 2.4
SMALLEST_CAP_PX = 9
LINES_OF_SCREEN = 46
"""Capitals that a screen is high at least."""
LEAST_LOUPE_PX = 60
CODE_LINES = 6
"""Room for three codes below the picture."""

NIGHT = (18, 42, 58)
PANEL = (10, 27, 38)
INK = (255, 252, 245)
QUIET = (178, 192, 200)
GLOW = (255, 205, 110)
ALARM = (255, 176, 160)
TRACK = (58, 82, 98)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A picture of the window, and where the camera's pictures go.

    Attributes:
        loupe: None where there is no room for it.
    """

    scene: Scene
    preview: Box
    loupe: Box | None


class Column:
    """Sets lines of text one below the other, down from the top of a box."""

    def __init__(self, box: Box, body: Type, fonts: Fonts) -> None:
        self.box = box
        self.y = box.y
        self.nodes: list[Node] = []
        self._body = body
        self._fonts = fonts
        self.pitch = fonts.pitch(body)

    @property
    def room(self) -> int:
        """Height that is left."""
        return self.box.bottom - self.y

    def gap(self, height: int) -> None:
        """Leave some room."""
        self.y += height

    def words(self, text: str, colour: Rgb, most: int) -> None:
        """Set a text in at most so many lines."""
        lines = fit(text, self._body, self.box.w, self._fonts)
        for line in limit(lines, most, self._body, self.box.w, self._fonts):
            self.row(line, colour)

    def row(self, text: str, colour: Rgb, right: str = "", *, strong: bool = False) -> None:
        """Set one line, and something at its right end."""
        width = self.box.w
        if right:
            right = self._fitting(right, self._body, width)
            at_right = self._fonts.width(right, self._body)
            self._line(right, INK, self.box.right - at_right, at_right, self._body)
            width -= at_right + self.pitch // 2
        type_ = Type(face=Face.STRONG, cap_px=self._body.cap_px) if strong else self._body
        self._line(self._fitting(text, type_, width), colour, self.box.x, width, type_)
        self.y += self.pitch

    def figure(self, label: str, value: str) -> None:
        """Set a figure that is read from further away, its label before it."""
        large = Type(face=Face.STRONG, cap_px=2 * self._body.cap_px)
        height, width = self._fonts.pitch(large), self._fonts.width(value, large)
        box = Box(self.box.right - width, self.y, width, height)
        self.nodes.append(Line(box=box, text=value, type=large, colour=INK, on=NIGHT))
        self.y += height - self.pitch
        room = self.box.w - width - self.pitch // 2
        self._line(self._fitting(label, self._body, room), QUIET, self.box.x, room, self._body)
        self.y += self.pitch

    def bar(self, share: float) -> None:
        """Draw how much of the best sharpness there is."""
        height = round(self._body.cap_px * 1.4)
        whole = Box(self.box.x, self.y, self.box.w, height)
        filled = Box(whole.x, whole.y, round(whole.w * min(max(share, 0.0), 1.0)), height)
        self.nodes += [Fill(box=whole, colour=TRACK), Fill(box=filled, colour=GLOW)]
        self.y += height

    def _fitting(self, text: str, type_: Type, width: int) -> str:
        """Clean and cut a text; nothing is left where there is no room for a letter."""
        if width < self.pitch:
            return ""
        return shorten(clean(text, self._fonts, type_.face), type_, width, self._fonts)

    def _line(self, text: str, colour: Rgb, x: int, width: int, type_: Type) -> None:
        box = Box(x, self.y, width, self.pitch)
        self.nodes.append(Line(box=box, text=text, type=type_, colour=colour, on=NIGHT))


def compose(view: CameraView, settings: ScreenSettings, fonts: Fonts) -> Plan:
    """Lay the window out."""
    screen = Box(0, 0, settings.width_px, settings.height_px)
    body = Type(face=Face.BODY, cap_px=cap_px(settings))
    preview, side, below = _areas(screen, fonts.pitch(body))
    figures, loupe = _side(view, Column(side, body, fonts))
    codes = _codes(view, Column(below, body, fonts))
    frame = Outline(box=preview, colour=TRACK, width=1, radius=0)
    nodes = (Fill(box=preview, colour=PANEL), frame, *figures, *codes)
    scene = Scene(size=screen, paper=NIGHT, accent=GLOW, nodes=nodes)
    return Plan(scene=scene, preview=preview, loupe=loupe)


def cap_px(settings: ScreenSettings) -> int:
    """Give the height of capitals."""
    most = min(settings.height_px, settings.width_px) // LINES_OF_SCREEN
    return max(SMALLEST_CAP_PX, min(math.ceil(CAP_MM / settings.mm_per_px), most))


def _areas(screen: Box, pitch: int) -> tuple[Box, Box, Box]:
    """Give the boxes of the picture (4:3), the figures and the codes."""
    margin = max(8, min(screen.w, screen.h) // 60)
    if screen.h > screen.w:
        width = screen.w - 2 * margin
        preview = Box(margin, margin, width, width * 3 // 4)
        rest = Box(margin, preview.bottom + margin, width, screen.h - preview.bottom - 2 * margin)
        upper = rest.h * 2 // 3
        below = Box(rest.x, rest.y + upper + margin, rest.w, rest.h - upper - margin)
        return preview, Box(rest.x, rest.y, rest.w, upper), below
    width = min(screen.w * 58 // 100, (screen.h - 3 * margin - CODE_LINES * pitch) * 4 // 3)
    preview = Box(margin, margin, width, width * 3 // 4)
    x = preview.right + 2 * margin
    side = Box(x, margin, screen.w - x - margin, screen.h - 2 * margin)
    y = preview.bottom + margin
    return preview, side, Box(margin, y, width, screen.h - y - margin)


def _side(view: CameraView, column: Column) -> tuple[list[Node], Box | None]:
    """Set what stands beside the picture; the loupe gets what is left."""
    gap = column.pitch // 3
    column.words(view.status, ALARM if view.alarm else INK, 5 if view.alarm else 2)
    column.row(view.hint, GLOW, strong=True)
    column.gap(gap)
    _sharpness(view.sharpness, column)
    column.gap(gap)
    below = (len(view.figures) + 2) * column.pitch + 2 * gap
    loupe = _loupe(view, column, column.room - below)
    for label, value in view.figures:
        column.row(label, QUIET, value)
    column.gap(gap)
    column.words(view.keys, QUIET, 2)
    return column.nodes, loupe


def _sharpness(focus: Sharpness, column: Column) -> None:
    column.figure(focus.label, focus.now)
    column.bar(focus.share)
    column.gap(column.pitch // 6)
    column.row("", QUIET, focus.best)


def _loupe(view: CameraView, column: Column, room: int) -> Box | None:
    height = min(room - column.pitch - column.pitch // 3, column.box.w * 3 // 4)
    if height < LEAST_LOUPE_PX:
        return None
    column.row(view.loupe_title, QUIET)
    box = Box(column.box.x, column.y, column.box.w, height)
    column.nodes += [Fill(box=box, colour=PANEL), Outline(box=box, colour=TRACK, width=1, radius=0)]
    column.gap(height + column.pitch // 3)
    return box


def _codes(view: CameraView, column: Column) -> list[Node]:
    """Set two lines a code, one where they are many; the last says how many have no room."""
    if not view.codes:
        column.row(view.no_code, QUIET)
    room = max(1, column.room // column.pitch)
    if 2 * len(view.codes) <= room:
        for row in view.codes:
            column.row(f"{label(row)}  {row.what}", QUIET)
            column.row(row.text, INK, strong=row.sure)
        return column.nodes
    shown = len(view.codes) if len(view.codes) <= room else room - 1
    for row in view.codes[:shown]:
        column.row(f"{label(row)}  {row.text}", INK, row.symbology, strong=row.sure)
    if shown < len(view.codes):
        column.row(view.more[len(view.codes) - shown - 1], QUIET)
    return column.nodes


def label(row: CodeRow) -> str:
    """Give what stands at a code's frame: its number, with a `?` where it isn't sure."""
    return f"{row.number}" if row.sure else f"{row.number}?"


def grown(points: Sequence[tuple[float, float]], by: float) -> list[tuple[float, float]]:
    """Move corners outwards, so that a frame through them hides nothing of its code."""
    x = sum(point[0] for point in points) / len(points)
    y = sum(point[1] for point in points) / len(points)
    return [(px + math.copysign(by, px - x), py + math.copysign(by, py - y)) for px, py in points]


def dashes(
    points: Sequence[tuple[float, float]], length: float
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Give the strokes of a broken line around a figure, as long as the gaps between them."""
    for (x, y), (to_x, to_y) in zip(points, [*points[1:], *points[:1]], strict=True):
        side = math.hypot(to_x - x, to_y - y)
        count = max(1, round(side / length / 2))
        for number in range(count):
            begin, end = (number + 0.25) / count, (number + 0.75) / count
            yield (
                (x + (to_x - x) * begin, y + (to_y - y) * begin),
                (x + (to_x - x) * end, y + (to_y - y) * end),
            )
