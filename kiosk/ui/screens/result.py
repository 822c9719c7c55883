"""What a code proves: one strong verdict area, and beside it what is known about the goods.

The verdict comes first and large. Beside it (below it on a portrait screen) stand the rows of the
detail, or how to find the right code where nothing is known. A headline is set as large as fits, in
fixed steps down to the size that the distance asks for and never below; where even that is too
long, only the name inside it is shortened, then its end.
"""

from datetime import date, datetime

from kiosk.clock import HANOI
from kiosk.ui import details
from kiosk.ui.icons.names import Icon, icon_of
from kiosk.ui.layout import (
    MUST,
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
from kiosk.ui.sayings import Saying, say, wants_guidance
from kiosk.ui.scene import Box, Face, Node, Rgb
from kiosk.ui.text import ELLIPSIS
from kiosk.ui.view import Result

_FACTORS = (1.9, 1.6, 1.35, 1.15, 1.0)
_SHORTEST_NAME = 8


def build(kit: Kit, screen: Result, clock: datetime | None, area: Box) -> tuple[Node, ...]:
    """Build the result screen."""
    sizes = kit.sizes
    if sizes.portrait:
        cut = round(area.h * 0.36)
        band = Box(area.x, area.y, area.w, cut)
        rest = Box(area.x, area.y + cut, area.w, area.h - cut)
    else:
        cut = round(area.w * (0.46 if sizes.compact else 0.41))
        band = Box(area.x, area.y, cut, area.h)
        rest = Box(area.x + cut, area.y, area.w - cut, area.h)
    inner = rest.grown(-sizes.margin, -sizes.margin)
    today = clock.astimezone(HANOI).date() if clock else None
    parts = (
        _guidance(kit, inner.w)
        if wants_guidance(screen.verdict)
        else _detail(kit, screen, today, inner.w)
    )
    return (*_band(kit, screen, band), *stack(parts, inner))


def _band(kit: Kit, screen: Result, area: Box) -> tuple[Node, ...]:
    sizes = kit.sizes
    colour, ink = kit.palette.verdict(screen.verdict.colour)
    saying = say(screen.verdict, kit.words)
    inner = area.grown(-sizes.margin, -sizes.margin)
    icon = icon_of(screen.verdict)
    if sizes.portrait:
        side = min(sizes.px(60), inner.w // 4)
        texts = Box(inner.x + side + sizes.margin, inner.y, inner.w - side - sizes.margin, inner.h)
        sign = stack([drawing(icon, side, side, (ink, colour))], inner, middle=True)
        return (
            panel(area, colour, 0),
            *sign,
            *stack(_told(kit, saying, texts, ink, colour), texts, middle=True),
        )
    side = min(sizes.px(16 if sizes.compact else 46), inner.w // 3, inner.h // 4)
    texts = Box(inner.x, inner.y + side + sizes.space, inner.w, inner.h - side - sizes.space)
    parts = _told(kit, saying, texts, ink, colour)
    sign = drawing(icon, inner.w, side, (ink, colour), priority=1)
    return (panel(area, colour, 0), *stack([sign, *parts], inner, middle=not sizes.compact))


def _told(kit: Kit, saying: Saying, room: Box, ink: Rgb, colour: Rgb) -> list[Part]:
    sizes = kit.sizes
    body = Look(type=sizes.task(), colour=ink, on=colour, most=4)
    notes = [
        text(kit, words, body, room.w, priority=2 + i, gap=sizes.space if i else sizes.margin)
        for i, words in enumerate(saying.below)
    ]
    # The headline may take what the first note leaves, so that at least this one stays.
    spare = height_of(notes[:1]) + sizes.margin if notes else 0
    return [
        _headline(kit, saying, Box(room.x, room.y, room.w, room.h - spare), ink, colour),
        *notes,
    ]


def _headline(kit: Kit, saying: Saying, room: Box, ink: Rgb, colour: Rgb) -> Part:
    sizes = kit.sizes
    factors = _FACTORS if not sizes.compact else _FACTORS[2:]
    part = None
    for factor in factors:
        look = Look(type=sizes.task(Face.HEADLINE, factor), colour=ink, on=colour)
        part = text(kit, saying.headline, look, room.w, gap=sizes.space)
        if height_of([part]) <= room.h * 0.62 and _unbroken(kit, saying.headline, look, room.w):
            return part
    look = Look(type=sizes.task(Face.HEADLINE), colour=ink, on=colour)
    words, name = saying.headline, saying.name
    while height_of([part := text(kit, words, look, room.w, gap=sizes.space)]) > room.h:
        if len(name) <= _SHORTEST_NAME:
            break
        name = name[: len(name) - 4].rstrip()
        words = saying.headline.replace(saying.name, name + ELLIPSIS)
    return part


def _unbroken(kit: Kit, words: str, look: Look, width: int) -> bool:
    return all(kit.fonts.width(word, look.type) <= width for word in words.split())


def _detail(kit: Kit, screen: Result, today: date | None, width: int) -> list[Part]:
    sizes, palette = kit.sizes, kit.palette
    dossier = screen.verdict.dossier
    if dossier is None:
        return []
    name, beside = details.title(dossier, kit.words)
    head = strong(kit, palette.paper, palette.ink, 1.0 if sizes.compact else 1.3)
    brand = Look(type=sizes.fine(), colour=palette.quiet, on=palette.paper, most=1)
    parts = [_limited(kit, name, head, width)]
    if beside:
        parts.append(text(kit, beside, brand, width, priority=8))
    for one in details.rows(screen.verdict, kit.words, today):
        parts.append(_row(kit, one, width))
    return parts


def _limited(kit: Kit, words: str, look: Look, width: int) -> Part:
    most = Look(type=look.type, colour=look.colour, on=look.on, most=2)
    return text(kit, words, most, width, priority=MUST)


def _row(kit: Kit, one: details.Row, width: int) -> Part:
    sizes, palette = kit.sizes, kit.palette
    type_ = sizes.task() if one.task else sizes.fine()
    side = kit.fonts.pitch(sizes.fine())
    body = [
        text(
            kit,
            entry.text,
            Look(
                type=type_,
                colour=palette.ink if not entry.struck else palette.quiet,
                on=palette.paper,
                most=2,
                struck=entry.struck,
            ),
            width - side - sizes.space,
        )
        for entry in one.entries
    ]
    return row(
        kit,
        one.icon,
        body,
        icon_px=side,
        colours=(palette.night, palette.paper),
        priority=one.priority,
        gap=sizes.space if sizes.compact else round(sizes.space * 1.4),
    )


def _guidance(kit: Kit, width: int) -> list[Part]:
    """Show how to find the right code."""
    sizes, palette, words = kit.sizes, kit.palette, kit.words
    colours = (palette.night, palette.paper)
    head = strong(kit, palette.paper, palette.ink, 1.0 if sizes.compact else 1.3)
    side = sizes.px(10 if sizes.compact else 22)
    body = Look(type=sizes.task(), colour=palette.ink, on=palette.paper, most=4)
    tips = (
        (Icon.STEP_FIND, "find.stamp"),
        (Icon.STEP_HOLD, "find.barcode"),
        (Icon.HELP, "find.seller"),
    )
    return [
        text(kit, words("find.heading"), head, width, priority=5),
        *(
            row(
                kit,
                icon,
                [text(kit, words(key), body, width - side - sizes.space)],
                icon_px=side,
                colours=colours,
                priority=1 + i,
                gap=sizes.margin,
            )
            for i, (icon, key) in enumerate(tips)
        ),
    ]
