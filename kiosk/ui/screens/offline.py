"""The strip that says the network is down, and that looking up still works."""

from kiosk.ui.icons.names import Icon
from kiosk.ui.layout import Kit
from kiosk.ui.scene import Box, Drawing, Face, Fill, Line, Node
from kiosk.ui.text import shorten


def strip(kit: Kit, area: Box) -> tuple[tuple[Node, ...], Box]:
    """Build the strip at the top of an area, and give the rest of the area."""
    sizes, palette = kit.sizes, kit.palette
    type_ = sizes.fine(Face.STRONG)
    pitch = kit.fonts.pitch(type_)
    high = pitch + sizes.space
    box = Box(area.x, area.y, area.w, high)
    left = area.x + sizes.margin
    room = area.w - 2 * sizes.margin - pitch - sizes.space
    words = kit.words("offline.badge")
    if kit.fonts.width(words, type_) > room:
        words = shorten(kit.words("offline.badge_short"), type_, room, kit.fonts)
    top = box.y + (high - pitch) // 2
    line = Box(left + pitch + sizes.space, top, kit.fonts.width(words, type_), pitch)
    nodes: tuple[Node, ...] = (
        Fill(box=box, colour=palette.glow),
        Drawing(
            box=Box(left, top, pitch, pitch), name=Icon.OFFLINE, ink=palette.ink, paper=palette.glow
        ),
        Line(box=line, text=words, type=type_, colour=palette.ink, on=palette.glow),
    )
    return nodes, Box(area.x, area.y + high, area.w, area.h - high)
