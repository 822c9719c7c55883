"""The verdict area: a large sign, the headline of the table's row, and what it means.

What stands before a headline's dash is set large, in fixed steps down to the size that the distance
asks for and never below; the rest stands under it in the usual size. The headline is the largest
that leaves room for all notes, then for all but the last, and so on. Where even the least is too
long, only the name inside it is shortened, then its end.
"""

from collections.abc import Iterator

from kiosk.ui.icons.names import Icon, icon_of
from kiosk.ui.layout import WHOLE, Kit, Look, Part, drawing, height_of, panel, row, stack, text
from kiosk.ui.sayings import Saying, say
from kiosk.ui.scene import Box, Face, Node, Rgb, Type
from kiosk.ui.text import ELLIPSIS
from provenance.verdict.verdict import Verdict

_FACTORS = (1.9, 1.6, 1.35, 1.15, 1.0)
_STRONG = 3
"""So many of these factors come before the notes, the others after them."""
_SMALL = ((30, 1.6), (24, 1.35), (14, 1.0))
"""On a small screen: millimetres of the sign, and the headline's factor."""
_ENOUGH_NOTES = 2
_SHORTEST_NAME = 8
_SHORTEST_BEFORE_NOTE = 20
"""A name is cut down to this for the note below it: what a stamp doesn't prove must be said."""
_DASH = " – "


def band(kit: Kit, verdict: Verdict, area: Box) -> tuple[Node, ...]:
    """Build the verdict area."""
    sizes = kit.sizes
    colour, ink = kit.palette.verdict(verdict.colour)
    inner = area.grown(-sizes.margin, -sizes.margin)
    saying, icon = say(verdict, kit.words), icon_of(verdict)
    ground = panel(area, colour, 0)
    if sizes.compact and not sizes.portrait:
        return (ground, *stack(_beside_sign(kit, saying, icon, inner, (ink, colour)), inner))
    if sizes.portrait:
        side = min(sizes.px(60), inner.w // 4)
        indent = side + sizes.margin
        texts = Box(inner.x + indent, inner.y, inner.w - indent, inner.h)
        sign = drawing(icon, side, side, (ink, colour))
        return (
            ground,
            *stack([sign], inner, middle=True),
            *stack(_told(kit, saying, texts, (ink, colour)), texts, middle=True),
        )
    side = min(sizes.px(42), inner.w // 3, inner.h // 4)
    texts = Box(inner.x, inner.y, inner.w, inner.h - side - sizes.space)
    sign = drawing(icon, inner.w, side, (ink, colour), priority=1)
    parts = [sign, *_told(kit, saying, texts, (ink, colour))]
    return (ground, *stack(parts, inner, middle=True))


def fits_small(kit: Kit, verdict: Verdict, area: Box) -> bool:
    """Say whether a small screen's area holds the headline and the two most important notes."""
    inner = area.grown(-kit.sizes.margin, -kit.sizes.margin)
    saying = say(verdict, kit.words)
    colours = (kit.palette.ink, kit.palette.paper)
    head = _signed(kit, saying, icon_of(verdict), inner.w, _SMALL[-1], colours)
    notes = _notes(kit, saying, inner.w, colours)[:_ENOUGH_NOTES]
    return height_of([*head, *notes]) <= inner.h


def _told(kit: Kit, saying: Saying, room: Box, colours: tuple[Rgb, Rgb]) -> list[Part]:
    notes = _notes(kit, saying, room.w, colours)
    for factors in (_FACTORS[:_STRONG], _FACTORS[_STRONG:]):
        for kept in range(len(notes), -1, -1):
            for factor in factors:
                head = _headline(kit, saying, room.w, factor, colours)
                whole = _unbroken(kit, saying, kit.sizes.task(Face.HEADLINE, factor), room.w)
                if whole and height_of([*head, *notes[:kept]]) <= room.h and (kept or not notes):
                    return [*head, *notes]
    return [*_shortest(kit, saying, room, notes, colours), *notes]


def _notes(kit: Kit, saying: Saying, width: int, colours: tuple[Rgb, Rgb]) -> list[Part]:
    sizes = kit.sizes
    return [
        text(
            kit,
            words,
            Look(
                type=sizes.task(),
                colour=colours[0],
                on=colours[1],
                most=5,
                least=WHOLE if i else 1,
            ),
            width,
            priority=2 + i,
            gap=sizes.space if i or sizes.compact else sizes.margin,
        )
        for i, words in enumerate(saying.below)
    ]


def _headline(
    kit: Kit, saying: Saying, width: int, factor: float, colours: tuple[Rgb, Rgb]
) -> list[Part]:
    sizes = kit.sizes
    lead, rest = _split(saying)
    head = Look(type=sizes.task(Face.HEADLINE, factor), colour=colours[0], on=colours[1])
    tail = Look(type=sizes.task(Face.STRONG), colour=colours[0], on=colours[1])
    parts = [text(kit, lead, head, width, gap=sizes.space)]
    return [*parts, text(kit, rest, tail, width, gap=sizes.space // 2)] if rest else parts


def _beside_sign(
    kit: Kit, saying: Saying, icon: Icon, room: Box, colours: tuple[Rgb, Rgb]
) -> list[Part]:
    """Set a small screen's verdict: the headline beside the sign, the notes below, if they fit."""
    notes = _notes(kit, saying, room.w, colours)
    parts: list[Part] = []
    for side_mm, factor in _SMALL:
        parts = _signed(kit, saying, icon, room.w, (side_mm, factor), colours)
        beside = room.w - kit.sizes.px(side_mm) - kit.sizes.space
        whole = _unbroken(kit, saying, kit.sizes.task(Face.HEADLINE, factor), beside)
        if whole and height_of([*parts, *notes]) <= room.h:
            return [*parts, *notes]
    for kept, name in _shorter(saying, notes):
        shown = _named(saying, name)
        parts = _signed(kit, shown, icon, room.w, _SMALL[-1], colours)
        if height_of([*parts, *kept]) <= room.h:
            break
    return [*parts, *notes]


def _signed(
    kit: Kit,
    saying: Saying,
    icon: Icon,
    width: int,
    scale: tuple[int, float],
    colours: tuple[Rgb, Rgb],
) -> list[Part]:
    sizes = kit.sizes
    side, factor = sizes.px(scale[0]), scale[1]
    lead, rest = _split(saying)
    head = Look(type=sizes.task(Face.HEADLINE, factor), colour=colours[0], on=colours[1])
    tail = Look(type=sizes.task(Face.STRONG), colour=colours[0], on=colours[1])
    inner = width - side - sizes.space
    beside = [text(kit, lead, head, inner)]
    below = [text(kit, rest, tail, width, gap=sizes.space)] if rest else []
    if rest and (short := text(kit, rest, tail, inner)).lines == 1:
        beside, below = [*beside, short], []
    return [row(kit, icon, beside, icon_px=side, colours=colours), *below]


def _shortest(
    kit: Kit, saying: Saying, room: Box, notes: list[Part], colours: tuple[Rgb, Rgb]
) -> list[Part]:
    """Set a headline at its least size, its name cut until it fits, if possible with a note."""
    parts: list[Part] = []
    for kept, name in _shorter(saying, notes):
        shown = _named(saying, name)
        parts = _headline(kit, shown, room.w, 1.0, colours)
        if height_of([*parts, *kept]) <= room.h:
            break
    return parts


def _shorter(saying: Saying, notes: list[Part]) -> Iterator[tuple[list[Part], str]]:
    """Give ever shorter names, first with the note that is to have room below, then without."""
    for kept, shortest in ((notes[:1], _SHORTEST_BEFORE_NOTE), ([], _SHORTEST_NAME)):
        name = saying.name
        yield kept, name
        while len(name) > shortest:
            name = name[:-4].rstrip()
            yield kept, name


def _named(saying: Saying, name: str) -> Saying:
    if name == saying.name:
        return saying
    shown = name + ELLIPSIS
    return Saying(headline=saying.headline.replace(saying.name, shown), below=(), name=shown)


def _split(saying: Saying) -> tuple[str, str]:
    lead, _, rest = saying.headline.partition(_DASH)
    if saying.name and saying.name in saying.headline and saying.name not in rest:
        return saying.headline, ""  # it is the name that has a dash
    return lead, rest[:1].upper() + rest[1:]


def _unbroken(kit: Kit, saying: Saying, type_: Type, width: int) -> bool:
    return all(kit.fonts.width(word, type_) <= width for word in _split(saying)[0].split(" "))
