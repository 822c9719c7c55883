"""Something is before the camera: its mirrored picture, and how to hold the code."""

from kiosk.camera.sighting import Hint
from kiosk.ui.icons.hints import sign_of
from kiosk.ui.icons.names import Icon
from kiosk.ui.layout import (
    WHOLE,
    Kit,
    Look,
    Part,
    drawing,
    height_of,
    panel,
    row,
    stack,
    strong,
    text,
)
from kiosk.ui.scene import Box, Face, Node, Preview
from kiosk.ui.view import Scanning

_RATIO = 4 / 3


def build(kit: Kit, area: Box, screen: Scanning) -> tuple[Node, ...]:
    """Build the scanning screen."""
    sizes, palette = kit.sizes, kit.palette
    inner = area.grown(-sizes.margin, -sizes.margin)
    if sizes.portrait:
        wide, high = inner.w, round(inner.w / _RATIO)
        side = Box(inner.x, inner.y + high + sizes.margin, inner.w, inner.h - high - sizes.margin)
    else:
        wide, high, side = _halves(kit, inner)
    picture = Box(inner.x, inner.y + (0 if sizes.portrait else (inner.h - high) // 2), wide, high)
    look = Look(type=sizes.task(), colour=palette.on_night, on=palette.night)
    waiting = text(kit, kit.words("scanning.waiting"), look, picture.w - 2 * sizes.margin)
    return (
        panel(picture, palette.night, 0),
        *stack([waiting], picture.grown(-sizes.margin, 0), middle=True),
        Preview(box=picture, cap_px=sizes.fine_cap),
        *stack(_hints(kit, side, screen.hint), side, middle=True),
    )


def _halves(kit: Kit, inner: Box) -> tuple[int, int, Box]:
    """Give the picture's size and the room beside it, which must hold any hint whole.

    The picture keeps its size when a hint comes.
    """
    large, small = _split(kit, inner, 0.55), _split(kit, inner, 0.44)
    if not kit.sizes.compact:
        return _split(kit, inner, 0.62)
    said = [_saying(kit, large[2].w, hint) for hint in (None, *Hint)]
    return large if max(height_of([part]) for part in said) <= large[2].h else small


def _split(kit: Kit, inner: Box, share: float) -> tuple[int, int, Box]:
    most = round(inner.w * share)
    wide, high = min(most, round(inner.h * _RATIO)), min(inner.h, round(most / _RATIO))
    indent = wide + kit.sizes.margin
    return wide, high, Box(inner.x + indent, inner.y, inner.w - indent, inner.h)


def _saying(kit: Kit, width: int, hint: Hint | None) -> Part:
    key = "scanning.hint" if hint is None else f"hint.{hint.value}"
    factor = 1.0 if hint is None or kit.sizes.compact else 1.35
    look = strong(kit, kit.palette.paper, kit.palette.ink, factor)
    return text(kit, kit.words(key), look, width, gap=kit.sizes.space)


def _hints(kit: Kit, side: Box, hint: Hint | None) -> list[Part]:
    """Say how to hold the code; what would help right now takes the place of the usual words."""
    sizes, palette = kit.sizes, kit.palette
    factor = 1.0 if sizes.compact else 1.35
    head = Look(
        type=sizes.task(Face.HEADLINE, factor), colour=palette.ink, on=palette.paper, least=WHOLE
    )
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
    icon = Icon.ART_DISTANCE if hint is None else sign_of(hint)
    heading = text(kit, kit.words("scanning.heading"), head, side.w, priority=3)
    return [
        *([heading] if hint is None else []),
        drawing(icon, side.w, art_px, colours, priority=4, gap=sizes.space),
        _saying(kit, side.w, hint),
        *([] if sizes.compact else [told]),
    ]
