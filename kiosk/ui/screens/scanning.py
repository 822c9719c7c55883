"""Something is before the camera: its mirrored picture, and how to hold the code."""

from kiosk.ui.icons.names import Icon
from kiosk.ui.layout import Kit, Look, Part, drawing, panel, row, stack, strong, text
from kiosk.ui.scene import Box, Face, Node, Preview

_RATIO = 4 / 3


def build(kit: Kit, area: Box) -> tuple[Node, ...]:
    """Build the scanning screen."""
    sizes, palette = kit.sizes, kit.palette
    inner = area.grown(-sizes.margin, -sizes.margin)
    if sizes.portrait:
        wide, high = inner.w, round(inner.w / _RATIO)
        side = Box(inner.x, inner.y + high + sizes.margin, inner.w, inner.h - high - sizes.margin)
    else:
        most = round(inner.w * (0.55 if sizes.compact else 0.62))
        wide, high = min(most, round(inner.h * _RATIO)), min(inner.h, round(most / _RATIO))
        side = Box(inner.x + wide + sizes.margin, inner.y, inner.w - wide - sizes.margin, inner.h)
    picture = Box(inner.x, inner.y + (0 if sizes.portrait else (inner.h - high) // 2), wide, high)
    look = Look(type=sizes.task(), colour=palette.on_night, on=palette.night)
    waiting = text(kit, kit.words("scanning.waiting"), look, picture.w - 2 * sizes.margin)
    return (
        panel(picture, palette.night, 0),
        *stack([waiting], picture.grown(-sizes.margin, 0), middle=True),
        Preview(box=picture),
        *stack(_hints(kit, side), side, middle=True),
    )


def _hints(kit: Kit, side: Box) -> list[Part]:
    sizes, palette = kit.sizes, kit.palette
    factor = 1.0 if sizes.compact else 1.35
    head = Look(type=sizes.task(Face.HEADLINE, factor), colour=palette.ink, on=palette.paper)
    fine = sizes.fine()
    sign = kit.fonts.pitch(fine)
    quiet = Look(type=fine, colour=palette.quiet, on=palette.paper)
    notice = text(kit, kit.words("privacy.notice"), quiet, side.w - sign - sizes.space)
    colours = (palette.night, palette.paper)
    art_px = round(min(side.w, side.h * (0.3 if sizes.compact else 0.34)))
    told = row(
        kit,
        Icon.NO_RECORDING,
        [notice],
        icon_px=sign,
        colours=(palette.quiet, palette.paper),
        gap=sizes.margin,
    )
    return [
        text(kit, kit.words("scanning.heading"), head, side.w, priority=3),
        drawing(Icon.ART_DISTANCE, side.w, art_px, colours, priority=4, gap=sizes.space),
        text(
            kit,
            kit.words("scanning.hint"),
            strong(kit, palette.paper, palette.ink),
            side.w,
            gap=sizes.space,
        ),
        *([] if sizes.compact else [told]),
    ]
