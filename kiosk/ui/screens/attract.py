"""Nobody is here: a slide, and how to scan in three drawn steps.

On a small screen the steps' words and the slide's text give way first; the drawings, one line that
says what to do, and the notice that no picture is kept always stay.
"""

from kiosk.ui.icons.names import Icon
from kiosk.ui.layout import (
    Align,
    Kit,
    Look,
    Part,
    centred,
    drawing,
    height_of,
    panel,
    row,
    stack,
    strong,
    text,
)
from kiosk.ui.scene import Box, Drawing, Face, Node, Picture
from kiosk.ui.view import Attract, SlideView

_STEPS = (
    (Icon.STEP_FIND, "attract.step_find"),
    (Icon.STEP_HOLD, "attract.step_hold"),
    (Icon.STEP_READ, "attract.step_read"),
)


def build(kit: Kit, screen: Attract, language: str, area: Box) -> tuple[Node, ...]:
    """Build the attract screen."""
    sizes = kit.sizes
    if sizes.portrait:
        cut = round(area.h * 0.56)
        shown = Box(area.x, area.y, area.w, cut)
        told = Box(area.x, area.y + cut, area.w, area.h - cut)
    else:
        cut = round(area.w * (0.5 if sizes.compact else 0.58))
        shown = Box(area.x, area.y, cut, area.h)
        told = Box(area.x + cut, area.y, area.w - cut, area.h)
    slide = screen.slide if screen.slide and kit.usable(screen.slide.picture) else None
    return (
        *(_slide(kit, slide, language, shown) if slide else _welcome(kit, shown)),
        *_how_to(kit, told),
    )


def _slide(kit: Kit, slide: SlideView, language: str, area: Box) -> tuple[Node, ...]:
    sizes, palette = kit.sizes, kit.palette
    inner = area.grown(-sizes.margin, -sizes.margin)
    title = Look(
        type=sizes.task(Face.HEADLINE, 1.0 if sizes.compact else 1.35),
        colour=palette.ink,
        on=palette.paper,
        most=2,
    )
    parts = [text(kit, _in(slide.title, language), title, inner.w)]
    if (body := _in(slide.body, language)) and not sizes.compact:
        look = Look(type=sizes.task(), colour=palette.quiet, on=palette.paper, most=3)
        parts.append(text(kit, body, look, inner.w, priority=5, gap=sizes.space // 2))
    high = min(height_of(parts), inner.h // 2)
    picture = Box(inner.x, inner.y, inner.w, inner.h - high - sizes.space)
    below = Box(inner.x, inner.bottom - high, inner.w, high)
    node = Picture(box=picture, path=slide.picture, radius=sizes.radius, paper=palette.paper)
    return (node, *stack(parts, below))


def _welcome(kit: Kit, area: Box) -> tuple[Node, ...]:
    """Show the built-in slide, where the fleet has given none that can be shown."""
    sizes, palette = kit.sizes, kit.palette
    inner = area.grown(-sizes.margin, -sizes.margin)
    factor = 1.0 if sizes.compact else 1.5
    look = Look(
        type=sizes.task(Face.HEADLINE, factor),
        colour=palette.ink,
        on=palette.paper,
        align=Align.CENTRE,
        most=3,
    )
    key = "attract.heading_short" if sizes.compact else "attract.heading"
    heading = text(kit, kit.words(key), look, inner.w, gap=sizes.margin)
    side = max(1, min(inner.w, inner.h - height_of([heading]) - sizes.margin))
    art = drawing(
        Icon.ART_WELCOME, inner.w, side, (palette.night, palette.paper), centred=True, priority=1
    )
    return stack([art, heading], inner, middle=True)


def _how_to(kit: Kit, area: Box) -> tuple[Node, ...]:
    sizes, palette = kit.sizes, kit.palette
    card = area.grown(-sizes.margin // 2, -sizes.margin // 2)
    nodes: list[Node] = [panel(card, palette.night, sizes.radius)]
    if sizes.compact:
        return (*nodes, *_steps_small(kit, card.grown(-sizes.margin, -sizes.space)))
    inner = card.grown(-sizes.margin, -sizes.margin)
    notice = _notice(kit, inner.w)
    high = height_of([notice])
    above = Box(inner.x, inner.y, inner.w, inner.h - high - sizes.space)
    nodes += _steps_beside(kit, above) if sizes.portrait else _steps_below(kit, above)
    return (*nodes, *stack([notice], Box(inner.x, inner.bottom - high, inner.w, high)))


def _steps_below(kit: Kit, area: Box) -> tuple[Node, ...]:
    """Draw the three steps one below the other, as large as fits."""
    for side_mm, factor in ((44, 1.6), (36, 1.3), (26, 1.0)):
        side = kit.sizes.px(side_mm)
        width = area.w - side - kit.sizes.space
        parts = [
            row(
                kit,
                icon,
                [_step(kit, key, factor, width)],
                icon_px=side,
                colours=(kit.palette.on_night, kit.palette.night),
                gap=kit.sizes.margin,
            )
            for icon, key in _STEPS
        ]
        if height_of(parts) <= area.h and all(
            part.lines <= (1 if factor > 1 else 2) for part in parts
        ):
            return stack(parts, area, middle=True)
    return _steps_small(kit, area)


def _steps_beside(kit: Kit, area: Box) -> tuple[Node, ...]:
    """Draw the three steps side by side, each with its words below."""
    sizes = kit.sizes
    colours = (kit.palette.on_night, kit.palette.night)
    wide = (area.w - 2 * sizes.margin) // 3
    columns = []
    for icon, key in _STEPS:
        side = min(wide, round(area.h * 0.45))
        words = _step(kit, key, 1.0, wide, align=Align.CENTRE)
        columns.append([drawing(icon, wide, side, colours, centred=True, priority=1), words])
    top = area.y + max(0, area.h - max(height_of(parts) for parts in columns)) // 2
    nodes: list[Node] = []
    for i, parts in enumerate(columns):
        x = area.x + i * (wide + sizes.margin)
        nodes += stack(parts, Box(x, top, wide, area.bottom - top))
    return tuple(nodes)


def _step(kit: Kit, key: str, factor: float, width: int, *, align: Align = Align.LEFT) -> Part:
    look = strong(kit, kit.palette.night, kit.palette.on_night, factor)
    look = centred(look) if align is Align.CENTRE else look
    return text(kit, kit.words(key), look, width, gap=kit.sizes.space)


def _steps_small(kit: Kit, area: Box) -> tuple[Node, ...]:
    """Draw the three steps side by side, with one text for all."""
    sizes, palette = kit.sizes, kit.palette
    look = strong(kit, palette.night, palette.on_night)
    call = text(kit, kit.words("attract.call"), look, area.w)
    wide = (area.w - 2 * sizes.space) // 3
    side = min(wide, sizes.px(26), area.h - height_of([call]) - sizes.space)
    if side < sizes.px(7):
        return stack([call], area, middle=True)
    top = area.y + max(0, area.h - side - sizes.space - height_of([call])) // 2
    signs = [
        Drawing(
            box=Box(area.x + i * (wide + sizes.space) + (wide - side) // 2, top, side, side),
            name=icon,
            ink=palette.glow,
            paper=palette.night,
        )
        for i, (icon, _) in enumerate(_STEPS)
    ]
    rest = Box(area.x, top + side + sizes.space, area.w, area.bottom - top - side - sizes.space)
    return (*signs, *stack([call], rest))


def _notice(kit: Kit, width: int) -> Part:
    sizes, palette = kit.sizes, kit.palette
    type_ = sizes.fine()
    side = kit.fonts.pitch(type_)
    look = Look(type=type_, colour=palette.on_night, on=palette.night, most=3)
    words = text(kit, kit.words("privacy.notice"), look, width - side - sizes.space)
    colours = (palette.glow, palette.night)
    return row(kit, Icon.NO_RECORDING, [words], icon_px=side, colours=colours)


def _in(texts: tuple[tuple[str, str], ...], language: str) -> str:
    by_language = dict(texts)
    return by_language.get(language) or by_language.get("vi", "")
