"""What is known about the goods, as a column of rows with drawn signs.

On a small screen the rows have no signs, and each text of a row counts for itself, so that the
use-by date, the telephone and the origin stay when their by-lines go.
"""

from datetime import date

from kiosk.ui import details
from kiosk.ui.layout import WHOLE, Kit, Look, Part, row, strong, text
from kiosk.ui.scene import Rgb
from provenance.verdict.verdict import Verdict

_NAME_LINES = 2
_BYLINE = 4
"""How much less a row's further texts count than its first."""


def parts(kit: Kit, verdict: Verdict, today: date | None, width: int) -> list[Part]:
    """Make the column's parts; none where nothing is known.

    Args:
        today: None without a clock to trust.
    """
    sizes, palette = kit.sizes, kit.palette
    name, beside = details.title(verdict, kit.words)
    if not name:
        return []
    head = strong(kit, palette.paper, palette.ink, 1.0 if sizes.compact else 1.2)
    made = [text(kit, name, _at_most(head, _NAME_LINES), width)]
    if beside:
        brand = Look(type=sizes.fine(), colour=palette.quiet, on=palette.paper, most=1)
        made.append(text(kit, beside, brand, width, priority=8))
    for one in details.rows(verdict, kit.words, today):
        made += _plain_row(kit, one, width) if sizes.compact else [_signed_row(kit, one, width)]
    return made


def _signed_row(kit: Kit, one: details.Row, width: int) -> Part:
    sizes, palette = kit.sizes, kit.palette
    side = kit.fonts.pitch(sizes.fine())
    inner = width - side - sizes.space
    return row(
        kit,
        one.icon,
        [text(kit, entry.text, _look(kit, entry), inner) for entry in one.entries],
        icon_px=side,
        colours=(palette.night, palette.paper),
        priority=one.priority,
        gap=round(sizes.space * 1.2),
    )


def _plain_row(kit: Kit, one: details.Row, width: int) -> list[Part]:
    first = next((entry for entry in one.entries if entry.task), one.entries[0])
    return [
        text(
            kit,
            entry.text,
            _look(kit, entry),
            width,
            priority=one.priority + (0 if entry is first else _BYLINE),
            gap=0 if i else kit.sizes.space,
        )
        for i, entry in enumerate(one.entries)
    ]


def _look(kit: Kit, entry: details.Entry) -> Look:
    colour: Rgb = kit.palette.quiet if entry.struck else kit.palette.ink
    return Look(
        type=kit.sizes.task() if entry.task else kit.sizes.fine(),
        colour=colour,
        on=kit.palette.paper,
        most=2,
        least=WHOLE,
        struck=entry.struck,
    )


def _at_most(look: Look, lines: int) -> Look:
    return Look(type=look.type, colour=look.colour, on=look.on, most=lines)
