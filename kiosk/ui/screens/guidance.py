"""What to do where nothing is known of the goods: find the right code, wait, take care."""

from kiosk.ui.icons.names import Icon
from kiosk.ui.layout import WHOLE, Kit, Look, Part, centred, drawing, row, strong, text
from kiosk.ui.scene import Box
from provenance.codes.reading import Kind
from provenance.verdict.verdict import Colour, Verdict, VerdictKind

Tip = tuple[Icon, str]

_STAMP: Tip = (Icon.STEP_FIND, "find.stamp")
_BARCODE: Tip = (Icon.STEP_HOLD, "find.barcode")
_SELLER: Tip = (Icon.HELP, "find.seller")
_LABEL: Tip = (Icon.CALENDAR, "wait.label")
_AGAIN: Tip = (Icon.MORE_TIME, "wait.again")
_ASK_FIRST: Tip = (Icon.HELP, "care.ask")
_KEEP: Tip = (Icon.OFFER, "care.keep")


def tips(kit: Kit, verdict: Verdict, width: int) -> list[Part]:
    """Make the parts that say what to do."""
    sizes, palette, words = kit.sizes, kit.palette, kit.words
    head = strong(kit, palette.paper, palette.ink, 1.0 if sizes.compact else 1.3)
    body = Look(type=sizes.task(), colour=palette.ink, on=palette.paper, most=9, least=WHOLE)
    side = 0 if sizes.compact else sizes.px(22)
    heading, advice = _advice(verdict)
    made = [text(kit, words(heading), head, width, priority=5)]
    for i, (icon, key) in enumerate(advice):
        if sizes.compact:
            made.append(text(kit, words(key), body, width, priority=1 + i, gap=sizes.space))
        else:
            told = text(kit, words(key), body, width - side - sizes.space)
            made.append(
                row(
                    kit,
                    icon,
                    [told],
                    icon_px=side,
                    colours=(palette.night, palette.paper),
                    priority=1 + i,
                    gap=sizes.margin,
                )
            )
    return made


def once_more(kit: Kit, area: Box) -> list[Part]:
    """Make the parts that ask for the code once more."""
    sizes, palette = kit.sizes, kit.palette
    side = round(min(area.w, area.h * 0.6))
    colours = (palette.night, palette.paper)
    hint = centred(strong(kit, palette.paper, palette.ink))
    return [
        drawing(Icon.ART_DISTANCE, area.w, side, colours, centred=True, priority=1),
        text(kit, kit.words("scanning.hint"), hint, area.w, gap=sizes.margin),
    ]


def _advice(verdict: Verdict) -> tuple[str, list[Tip]]:
    if verdict.kind in {VerdictKind.UNAVAILABLE, VerdictKind.SIGNED_STATE_UNKNOWN}:
        return "wait.heading", [_LABEL, _AGAIN, _SELLER]
    if verdict.colour in {Colour.RED, Colour.ORANGE}:
        return "care.heading", [_ASK_FIRST, _KEEP]
    if verdict.reading.kind is Kind.EAN:
        return "find.heading", [_STAMP, _SELLER]
    if verdict.kind is VerdictKind.UNKNOWN:
        return "find.heading", [_BARCODE, _SELLER]
    return "find.heading", [_STAMP, _BARCODE, _SELLER]
