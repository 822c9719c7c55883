"""What one picture of the window is made of, as plain data.

A screen builds a `Scene`; the painter paints it; the difference of two scenes says what must be
painted anew. Since a scene holds sizes, colours and texts and no pixel, the tests compute on it
whether everything is large, apart and rich in contrast enough.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from kiosk.ui.view import Action

Rgb = tuple[int, int, int]
"""Red, green, blue, each 0 to 255."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels from the window's top left corner."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        """The first column right of it."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.y + self.h

    def moved(self, dx: int, dy: int) -> "Box":
        """Give the same box elsewhere."""
        return Box(self.x + dx, self.y + dy, self.w, self.h)

    def grown(self, dx: int, dy: int) -> "Box":
        """Give it larger on every side, smaller where the numbers are negative."""
        return Box(self.x - dx, self.y - dy, self.w + 2 * dx, self.h + 2 * dy)

    def overlaps(self, other: "Box") -> bool:
        """Say whether they share a pixel."""
        across = self.x < other.right and other.x < self.right
        return across and self.y < other.bottom and other.y < self.bottom

    def holds(self, other: "Box") -> bool:
        """Say whether the other lies wholly in this one."""
        across = self.x <= other.x and other.right <= self.right
        return across and self.y <= other.y and other.bottom <= self.bottom

    def at(self, x: float, y: float) -> bool:
        """Say whether a point is in it."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def union(self, other: "Box") -> "Box":
        """Give the smallest box around both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Box(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


class Face(StrEnum):
    """The typefaces: Noto Sans for reading, Be Vietnam Pro for what must strike."""

    BODY = "body"
    STRONG = "strong"
    HEADLINE = "headline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """How a text is set.

    Attributes:
        cap_px: height of a capital H, which is what legibility is reckoned from.
        task: whether a shopper needs it to get the answer, not only to know more.
    """

    face: Face
    cap_px: int
    task: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """A plain area, its corners rounded by `radius` pixels."""

    box: Box
    colour: Rgb
    radius: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of text, that fits `box`.

    Attributes:
        on: colour of what lies behind it.
        struck: drawn through, for what is no longer valid.
        shortened: whether an ellipsis stands for the rest.
    """

    box: Box
    text: str
    type: Type
    colour: Rgb
    on: Rgb
    struck: bool = False
    shortened: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A drawn sign.

    Attributes:
        name: a value of `Icon`.
        paper: colour of what is cut out of it, mostly that behind it.
    """

    box: Box
    name: str
    ink: Rgb
    paper: Rgb


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture file, cut to fill `box`."""

    box: Box
    path: Path
    radius: int
    paper: Rgb


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Where the camera's picture is.

    Attributes:
        cap_px: height of the numbers at its codes.
    """

    box: Box
    cap_px: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A frame around something."""

    box: Box
    colour: Rgb
    width: int
    radius: int


Node = Fill | Line | Drawing | Picture | Preview | Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An area that acts when a finger is lifted in it."""

    box: Box
    action: Action
    radius: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One picture of the window.

    Attributes:
        paper: colour where no node is.
        nodes: in the order in which they are painted.
        accent: colour of the frame around the focused or pressed target.
    """

    size: Box
    paper: Rgb
    accent: Rgb
    nodes: tuple[Node, ...]
    targets: tuple[Target, ...] = ()

    @property
    def camera(self) -> Preview | None:
        """The camera's picture, None where none is shown."""
        return next((node for node in self.nodes if isinstance(node, Preview)), None)

    @property
    def preview(self) -> Box | None:
        """Where the camera's picture is, None where none is shown."""
        return self.camera.box if self.camera is not None else None


def moved(node: Node, dx: int, dy: int) -> Node:
    """Give a node elsewhere."""
    return replace(node, box=node.box.moved(dx, dy))


def ink(node: Node) -> Box:
    """Give the pixels that painting a node may touch; stacked accents leave a text's box."""
    if isinstance(node, Line):
        return node.box.grown(node.type.cap_px // 4, node.type.cap_px // 2)
    return node.box


def changed(old: Scene | None, new: Scene) -> Box | None:
    """Find the area in which two scenes differ, None where they are the same."""
    if old is None or (old.size, old.paper) != (new.size, new.paper):
        return new.size
    difference = set(old.nodes) ^ set(new.nodes)
    area: Box | None = None
    for node in difference:
        area = ink(node) if area is None else area.union(ink(node))
    return area
