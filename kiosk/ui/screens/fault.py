"""The camera gives no pictures: what still works, whom to ask, and a code for a technician."""

from kiosk.ui.icons.names import Icon
from kiosk.ui.layout import Kit, Look, drawing, panel, stack, text
from kiosk.ui.scene import Box, Face, Node


def build(kit: Kit, code: str, area: Box) -> tuple[Node, ...]:
    """Build the fault screen."""
    sizes, palette, words = kit.sizes, kit.palette, kit.words
    if sizes.portrait:
        side = round(min(area.w * 0.5, area.h * 0.3))
        left = Box(area.x, area.y, area.w, side + 2 * sizes.margin)
        right = Box(area.x, left.bottom, area.w, area.bottom - left.bottom)
    else:
        left = Box(area.x, area.y, round(area.w * (0.22 if sizes.compact else 0.32)), area.h)
        right = Box(left.right, area.y, area.w - left.w, area.h)
        side = round(min(left.w * 0.6, area.h * 0.5))
    sign = drawing(Icon.CAMERA_FAULT, left.w, side, (palette.night, palette.sand), centred=True)
    inner = right.grown(-sizes.margin, -sizes.margin)
    head = Look(
        type=sizes.task(Face.HEADLINE, 1.0 if sizes.compact else 1.5),
        colour=palette.ink,
        on=palette.paper,
    )
    body = Look(type=sizes.task(), colour=palette.ink, on=palette.paper)
    small = Look(type=sizes.fine(), colour=palette.quiet, on=palette.paper, most=2)
    parts = [
        text(kit, words("fault.camera.heading"), head, inner.w),
        text(kit, words("fault.camera.works"), body, inner.w, priority=2, gap=sizes.margin),
        text(kit, words("fault.camera.instead"), body, inner.w, priority=3, gap=sizes.space),
        text(kit, words("fault.camera.ask"), body, inner.w, priority=1, gap=sizes.space),
        text(kit, words("fault.code", code=code), small, inner.w, gap=sizes.margin),
    ]
    return (
        panel(left, palette.sand, 0),
        *stack([sign], left, middle=True),
        *stack(parts, inner, middle=True),
    )
