"""A code was read and is being looked up: calm, one slim bar that fills and then stands."""

from kiosk.ui.layout import Align, Kit, Look, Part, panel, stack, text
from kiosk.ui.scene import Box, Face, Fill, Line, Node
from provenance.codes.reading import Reading

STEPS = 24
"""The bar moves in so many steps, so that equal pictures need no drawing."""


def build(kit: Kit, reading: Reading, area: Box, progress: float) -> tuple[Node, ...]:
    """Build the checking screen.

    Args:
        progress: 0 to 1.
    """
    sizes, palette = kit.sizes, kit.palette
    inner = area.grown(-sizes.margin, -sizes.margin)
    thick = sizes.px(2.5)
    long = min(inner.w, sizes.px(120))
    room = Box(inner.x, inner.y, inner.w, inner.h - thick - 2 * sizes.margin)
    texts = stack(_parts(kit, reading, inner.w), room, middle=True)
    bottom = max((node.box.bottom for node in texts if isinstance(node, Line)), default=inner.y)
    track = Box(inner.x + (inner.w - long) // 2, bottom + sizes.margin, long, thick)
    done = round(long * max(0.06, progress) * STEPS) // STEPS
    return (
        *texts,
        panel(track, palette.line, thick // 2),
        Fill(box=Box(track.x, track.y, done, thick), colour=palette.night, radius=thick // 2),
    )


def _parts(kit: Kit, reading: Reading, width: int) -> list[Part]:
    sizes, palette, words = kit.sizes, kit.palette, kit.words

    def look(face: Face, factor: float) -> Look:
        return Look(
            type=sizes.task(face, factor),
            colour=palette.ink if face is Face.HEADLINE else palette.quiet,
            on=palette.paper,
            align=Align.CENTRE,
            most=2,
        )

    large = 1.0 if sizes.compact else 2.0
    parts = [text(kit, words("checking.heading"), look(Face.HEADLINE, large), width)]
    if reading.item is not None:
        code = words("checking.product", code=reading.item.gtin.lstrip("0"))
        parts.append(text(kit, code, look(Face.BODY, 1.0), width, priority=2, gap=sizes.space))
        if reading.item.lot:
            lot = words("checking.lot", lot=reading.item.lot)
            parts.append(text(kit, lot, look(Face.BODY, 1.0), width, priority=3))
    wait = text(
        kit, words("checking.wait"), look(Face.BODY, 1.0), width, priority=4, gap=sizes.space
    )
    return [*parts, wait]
