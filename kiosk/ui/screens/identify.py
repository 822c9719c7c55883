"""This is the station that somebody looks for: its id as large as the screen allows."""

from collections.abc import Iterator

from kiosk.ui.layout import Kit, Look, Part, centred, height_of, panel, stack, text
from kiosk.ui.scene import Box, Face, Node, Rgb
from kiosk.ui.view import Identify

LARGE = (8.0, 6.0, 5.0, 4.0, 3.0)
SMALLER = (2.5, 2.0, 1.5)
_ID = 0
"""Where the id stands among the parts by weight."""


def build(kit: Kit, screen: Identify, area: Box) -> tuple[Node, ...]:
    """Build the screen, in one of two colours that take turns."""
    palette = kit.palette
    colours = (palette.on_night, palette.night) if screen.lit else (palette.ink, palette.glow)
    inner = area.grown(-kit.sizes.margin, -kit.sizes.margin)
    parts = next(_fitting(kit, screen, inner, colours), [])
    parts = parts or _parts(kit, screen, inner.w, colours, 1.0)[:1]
    return (panel(area, colours[1], 0), *stack(_in_order(parts), inner, middle=True))


def _fitting(
    kit: Kit, screen: Identify, inner: Box, colours: tuple[Rgb, Rgb]
) -> Iterator[list[Part]]:
    """Give what fits, best first: an id in one line, then in two, then with less beside it."""
    for most, factors in ((1, LARGE), (2, LARGE + SMALLER)):
        for count in (4, 3, 2, 1):
            for factor in factors:
                parts = _parts(kit, screen, inner.w, colours, factor)[:count]
                if parts[_ID].lines <= most and height_of(parts) <= inner.h:
                    yield parts


def _parts(
    kit: Kit, screen: Identify, width: int, colours: tuple[Rgb, Rgb], factor: float
) -> list[Part]:
    """Make the parts, what matters most first."""
    sizes, words = kit.sizes, kit.words
    ink, paper = colours
    body = centred(Look(type=sizes.task(), colour=ink, on=paper))
    large = centred(Look(type=sizes.task(Face.HEADLINE, factor), colour=ink, on=paper, most=3))
    middle = centred(
        Look(type=sizes.task(Face.STRONG, max(1.0, factor / 3)), colour=ink, on=paper, most=2)
    )
    named = [text(kit, screen.name, middle, width, priority=1, gap=sizes.margin)]
    return [
        text(kit, screen.station, large, width, gap=sizes.space),
        *(named if screen.name else []),
        text(kit, words("identify.heading"), body, width, priority=2),
        text(kit, words("identify.ends"), body, width, priority=3, gap=sizes.margin),
    ]


def _in_order(parts: list[Part]) -> list[Part]:
    """Put the heading above the id, the rest below it."""
    heading = [part for part in parts if part.priority == 2]
    return [*heading, *(part for part in parts if part.priority != 2)]
