"""The signs of the verdicts: a large outline, and a mark in it.

The outline tells the colour's meaning without any colour: octagon for red, triangle for orange, an
open ring for blue, a seal for green, a square for grey. The marks are written as strokes (see
`sketch`) around (0, 0).
"""

from collections.abc import Mapping
from types import MappingProxyType

from kiosk.ui.icons.names import Icon
from kiosk.ui.icons.pen import Pen, Point, regular
from kiosk.ui.icons.sketch import sketch

_OUTLINES: Mapping[Icon, str] = MappingProxyType(
    {
        Icon.RECALLED: "octagon",
        Icon.VOID: "octagon",
        Icon.SOLD: "octagon",
        Icon.BAD_SIGNATURE: "octagon",
        Icon.MISMATCH: "octagon",
        Icon.SIGNED_BUT_UNKNOWN: "triangle",
        Icon.SUSPECTED_COPY: "triangle",
        Icon.EXPIRED: "triangle",
        Icon.NOT_ACTIVATED: "triangle",
        Icon.VALID: "seal",
        Icon.VALID_DATE_UNCHECKED: "ring",
        Icon.KNOWN: "ring",
        Icon.SIGNED_STATE_UNKNOWN: "ring",
        Icon.ESTABLISHMENT: "ring",
        Icon.UNKNOWN: "square",
        Icon.UNAVAILABLE: "square",
        Icon.NOT_A_TRACE_CODE: "square",
        Icon.RESCAN: "square",
    }
)

_MARKS: Mapping[Icon, str] = MappingProxyType(
    {
        Icon.RECALLED: """
            line .11 -.19,-.19 .19,.19
            line .11 -.19,.19 .19,-.19
        """,
        Icon.VOID: """
            ring .085 0,0 .23
            line .085 -.16,.16 .16,-.16
        """,
        Icon.SOLD: """
            line .06 -.25,-.17 -.17,-.17 -.1,.09 .18,.09 .24,-.1 -.13,-.1
            dot .05 -.06,.2
            dot .05 .14,.2
        """,
        Icon.BAD_SIGNATURE: """
            ring .07 -.16,0 .1
            line .07 -.06,0 .25,0 .25,.11
            line .07 .13,0 .13,.1
            line .07 -.18,.27 .2,-.27
        """,
        Icon.MISMATCH: """
            line .085 -.2,-.08 .2,-.08
            line .085 -.2,.1 .2,.1
            line .07 -.1,.26 .1,-.24
        """,
        Icon.SIGNED_BUT_UNKNOWN: """
            line .075 -.26,.06 -.16,.17 0,-.1
            curve .08 .088,-.068 .08,-.212 .3,-.212 .3,-.051 .19,-.009 .19,.076
            dot .052 .19,.17
        """,
        Icon.SUSPECTED_COPY: """
            loop .07 -.22,-.2 .08,-.2 .08,.1 -.22,.1
            line .07 .22,-.06 .22,.24 -.08,.24
        """,
        Icon.EXPIRED: """
            ring .075 0,0 .27
            line .075 0,-.15 0,.02 .11,.1
        """,
        Icon.NOT_ACTIVATED: """
            loop .08 -.17,-.26 .17,-.26 -.17,.26 .17,.26
        """,
        Icon.VALID_DATE_UNCHECKED: """
            loop .06 -.2,-.16 .2,-.16 .2,.22 -.2,.22
            line .06 -.1,-.25 -.1,-.1
            line .06 .1,-.25 .1,-.1
            line .06 -.09,.07 -.02,.14 .1,0
        """,
        Icon.VALID: """
            line .1 -.17,.01 -.04,.14 .19,-.13
        """,
        Icon.KNOWN: """
            dot .06 0,-.2
            line .1 0,-.03 0,.22
        """,
        Icon.SIGNED_STATE_UNKNOWN: """
            line .06 -.25,.2 .25,.2
            loop .07 -.18,.06 -.14,-.06 .12,-.28 .2,-.18 -.06,.04
        """,
        Icon.ESTABLISHMENT: """
            loop .06 -.26,-.06 -.19,-.22 .19,-.22 .26,-.06
            line .06 -.2,-.03 -.2,.22 .2,.22 .2,-.03
            line .05 0,.2 0,.07 .1,.07 .1,.2
        """,
        Icon.UNKNOWN: """
            curve .08 -.15,-.1 -.163,-.312 .163,-.312 .163,-.075 0,-.013 0,.112
            dot .052 0,.25
        """,
        Icon.UNAVAILABLE: """
            bend .06 -.3,.13 .32,.13 .32,-.08 .16,-.09 .14,-.26 -.16,-.26 -.16,-.06 -.32,-.05
            line .06 -.24,.26 .24,-.28
        """,
        Icon.NOT_A_TRACE_CODE: """
            loop .05 -.2,-.2 -.06,-.2 -.06,-.06 -.2,-.06
            loop .05 .06,-.2 .2,-.2 .2,-.06 .06,-.06
            loop .05 -.2,.06 -.06,.06 -.06,.2 -.2,.2
            line .07 .06,.06 .22,.22
            line .07 .22,.06 .06,.22
        """,
        Icon.RESCAN: """
            arc .085 0,0 .22 20 300
            line .08 .04,-.24 .17,-.16 .08,-.04
        """,
    }
)
_IN_TRIANGLE = 0.62
"""How much smaller a mark is in a triangle."""


def draws(icon: Icon) -> bool:
    """Say whether this is a verdict's sign."""
    return icon in _OUTLINES


def draw(icon: Icon, pen: Pen) -> None:
    """Draw a verdict's sign."""
    outline = _OUTLINES[icon]
    centre = _outline(outline, pen)
    scale = _IN_TRIANGLE if outline == "triangle" else 1.0
    colour = pen.ink if outline == "ring" else pen.paper
    sketch(pen, _MARKS[icon], origin=centre, scale=scale, colour=colour)


def _outline(name: str, pen: Pen) -> Point:
    match name:
        case "octagon":
            pen.shape(regular(8, 0.47, 22.5), soft=0.04)
        case "triangle":
            pen.shape([(0.5, 0.12), (0.92, 0.86), (0.08, 0.86)], soft=0.12)
            return 0.5, 0.61
        case "seal":
            for point in regular(14, 0.405):
                pen.dot(point, 0.085)
            pen.dot((0.5, 0.5), 0.42)
            pen.ring((0.5, 0.5), 0.345, 0.022, pen.paper)
        case "square":
            pen.rect((0.07, 0.07), (0.86, 0.86), radius=0.16)
        case _:
            pen.ring((0.5, 0.5), 0.425, 0.08)
    return 0.5, 0.5
