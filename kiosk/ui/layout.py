"""Parts of a column, and the rule that says which of them stay when there isn't room for all.

A part knows how many lines of text it would like and how many it can do with. When a column is too
low, the part with the highest `priority` number loses lines down to its least, then goes
altogether, and so the next; only when those that must stay are left do these lose lines, ending in
an ellipsis. Nothing is ever made smaller.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from kiosk.ui.fonts import Fonts
from kiosk.ui.scene import Box, Drawing, Face, Fill, Line, Node, Rgb, Type, moved
from kiosk.ui.text import fit, limit, wrap
from kiosk.ui.theme import Palette, Sizes
from kiosk.ui.words import Words

MUST = 0
"""Priority of a part that stays whatever happens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """What every screen builds with.

    Attributes:
        usable: says whether a picture file can be shown.
    """

    sizes: Sizes
    palette: Palette
    fonts: Fonts
    words: Words
    usable: Callable[[Path], bool]


class Align(StrEnum):
    """Where in its width a text stands."""

    LEFT = "left"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Nodes that hang below (0, 0), and their height."""

    nodes: tuple[Node, ...]
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something that stands in a column.

    Attributes:
        build: makes it with so many lines of text.
        lines, least: how many lines it wants, and can do with.
        gap: space above it, in pixels, unless it comes first.
    """

    build: Callable[[int], Piece]
    lines: int = 1
    least: int = 1
    priority: int = MUST
    gap: int = 0


WHOLE = 99
"""More lines than any text has: it is shown whole or not at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a text part looks.

    Attributes:
        most, least: lines that it may have, and must have to be worth showing.
    """

    type: Type
    colour: Rgb
    on: Rgb
    align: Align = Align.LEFT
    most: int = 9
    least: int = 1
    struck: bool = False


def text(
    kit: Kit, words: str, look: Look, width: int, *, priority: int = MUST, gap: int = 0
) -> Part:
    """Make a part of a text; it is cleaned here, so it may come from anywhere."""
    lines = fit(words, look.type, width, kit.fonts)
    pitch = kit.fonts.pitch(look.type)

    @cache
    def build(most: int) -> Piece:
        # What doesn't fit whole fills its lines instead of balancing them.
        full = lines if len(lines) <= most else wrap(" ".join(lines), look.type, width, kit.fonts)
        kept = limit(full, most, look.type, width, kit.fonts)
        nodes = [
            _line(kit, line, look, Box(0, i * pitch, width, pitch), short=_is_short(i, kept, full))
            for i, line in enumerate(kept)
        ]
        return Piece(nodes=tuple(nodes), height=len(kept) * pitch)

    wanted = max(1, min(look.most, len(lines)))
    return Part(
        build=build, lines=wanted, least=min(look.least, wanted), priority=priority, gap=gap
    )


def row(
    kit: Kit,
    icon: str,
    body: Sequence[Part],
    *,
    icon_px: int,
    colours: tuple[Rgb, Rgb],
    priority: int = MUST,
    gap: int = 0,
) -> Part:
    """Put a drawn sign before texts that were made `icon_px` and one space narrower.

    Args:
        colours: of the sign, and of what lies behind it.
    """
    indent = icon_px + kit.sizes.space

    @cache
    def build(most: int) -> Piece:
        nodes: list[Node] = []
        y = 0
        for piece in _whole(body, most):
            nodes += [moved(node, indent, y) for node in piece.nodes]
            y += piece.height
        first = next((node.box.h for node in nodes if isinstance(node, Line)), icon_px)
        lower, higher = max(0, (icon_px - first) // 2), max(0, (first - icon_px) // 2)
        if y <= icon_px and len(body) == 1:
            lower = (icon_px - y) // 2
        sign = Drawing(
            box=Box(0, higher, icon_px, icon_px), name=icon, ink=colours[0], paper=colours[1]
        )
        texts = tuple(moved(node, 0, lower) for node in nodes)
        return Piece(nodes=(sign, *texts), height=max(y + lower, higher + icon_px))

    lines = sum(part.lines for part in body)
    return Part(build=build, lines=lines, least=body[0].least, priority=priority, gap=gap)


def _whole(body: Sequence[Part], most: int) -> Iterator[Piece]:
    """Build as many texts as have room whole, the first one shortened if it must be."""
    for i, part in enumerate(body):
        if part.lines > most:
            if i == 0:
                yield part.build(most)
            return
        yield part.build(part.lines)
        most -= part.lines


def drawing(
    icon: str,
    width: int,
    height: int,
    colours: tuple[Rgb, Rgb],
    *,
    centred: bool = False,
    priority: int = MUST,
    gap: int = 0,
) -> Part:
    """Make a part of a drawn sign, at the left or in the middle of `width`."""
    side = min(width, height)
    x = (width - side) // 2 if centred else 0
    node = Drawing(box=Box(x, 0, side, side), name=icon, ink=colours[0], paper=colours[1])
    return Part(build=lambda _: Piece(nodes=(node,), height=side), priority=priority, gap=gap)


def stack(parts: Sequence[Part], box: Box, *, middle: bool = False) -> tuple[Node, ...]:
    """Stand parts in a column, leaving out and shortening until all fit."""
    kept = list(parts)
    lines = [part.lines for part in kept]
    while kept and _height(kept, lines) > box.h:
        weakest = max(range(len(kept)), key=lambda i: (kept[i].priority, i))
        if kept[weakest].priority == MUST:
            weakest = max(range(len(kept)), key=lambda i: lines[i] - kept[i].least)
        if lines[weakest] > kept[weakest].least:
            lines[weakest] -= 1
        else:
            del kept[weakest], lines[weakest]
    _give_back(kept, lines, box.h)
    y = box.y + (max(0, box.h - _height(kept, lines)) // 2 if middle else 0)
    nodes: list[Node] = []
    for i, part in enumerate(kept):
        y += part.gap if i else 0
        piece = part.build(lines[i])
        nodes += [moved(node, box.x, y) for node in piece.nodes]
        y += piece.height
    return tuple(nodes)


def _give_back(parts: Sequence[Part], lines: list[int], room: int) -> None:
    """Let parts have the lines again that a part left out afterwards has made room for."""
    for i in sorted(range(len(parts)), key=lambda i: parts[i].priority):
        while lines[i] < parts[i].lines:
            lines[i] += 1
            if _height(parts, lines) > room:
                lines[i] -= 1
                break


def height_of(parts: Sequence[Part]) -> int:
    """Give the height of a column in which every part has all it wants."""
    return _height(parts, [part.lines for part in parts])


def panel(box: Box, colour: Rgb, radius: int) -> Fill:
    """Make a coloured area."""
    return Fill(box=box, colour=colour, radius=radius)


def _height(parts: Sequence[Part], lines: Sequence[int]) -> int:
    heights = [part.build(lines[i]).height for i, part in enumerate(parts)]
    return sum(heights) + sum(part.gap for part in parts[1:])


def _line(kit: Kit, words: str, look: Look, box: Box, *, short: bool) -> Line:
    width = kit.fonts.width(words, look.type)
    x = box.x + ((box.w - width) // 2 if look.align is Align.CENTRE else 0)
    return Line(
        box=Box(x, box.y, min(width, box.w), box.h),
        text=words,
        type=look.type,
        colour=look.colour,
        on=look.on,
        struck=look.struck,
        shortened=short,
    )


def _is_short(index: int, kept: Sequence[str], lines: Sequence[str]) -> bool:
    return index == len(kept) - 1 and len(kept) < len(lines)


def strong(kit: Kit, on: Rgb, colour: Rgb, factor: float = 1.0) -> Look:
    """Look of what a shopper needs, set in the stronger face."""
    return Look(type=kit.sizes.task(Face.STRONG, factor), colour=colour, on=on)


def centred(look: Look) -> Look:
    """Give the same look, its lines in the middle."""
    return replace(look, align=Align.CENTRE)
