"""The signs of what would help the camera, written as strokes (see `sketch`).

Each says by its shape what to do: a lamp, a sun with a shade before it, a label with a star of
light on it, a label between lines that shake, a label with an arrow to the lens or away from it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from kiosk.camera.sighting import Hint
from kiosk.ui.icons.names import Icon
from kiosk.ui.icons.pen import Pen
from kiosk.ui.icons.sketch import sketch

_SIGNS: Mapping[Icon, str] = MappingProxyType(
    {
        Icon.HINT_TOO_DARK: """
            arc .07 .5,.42 .26 140 400
            line .07 .3,.59 .4,.74 .6,.74 .7,.59
            line .07 .4,.84 .6,.84
            line .06 .46,.94 .54,.94
            line .06 .5,.02 .5,.07
            line .06 .12,.1 .17,.15
            line .06 .88,.1 .83,.15
            line .06 .04,.42 .1,.42
            line .06 .96,.42 .9,.42
        """,
        Icon.HINT_TOO_BRIGHT: """
            dot .15 .36,.36
            line .06 .36,.06 .36,.13
            line .06 .06,.36 .13,.36
            line .06 .15,.15 .2,.2
            line .06 .57,.15 .52,.2
            line .06 .15,.57 .2,.52
            line .09 .3,.8 .8,.3
            block .04 .62,.62 .32,.32
            cut block .01 .7,.7 .16,.16
        """,
        Icon.HINT_GLARE: """
            frame .07 .1,.26 .64,.64 .07
            block .02 .22,.38 .14,.14
            block .02 .22,.64 .14,.14
            block .02 .48,.64 .14,.14
            cut dot .27 .7,.3
            line .06 .7,.04 .7,.56
            line .06 .44,.3 .96,.3
            line .05 .55,.15 .85,.45
            line .05 .55,.45 .85,.15
        """,
        Icon.HINT_MOVING: """
            frame .07 .27,.27 .46,.46 .06
            block .02 .37,.37 .1,.1
            block .02 .53,.37 .1,.1
            block .02 .37,.53 .1,.1
            curve .06 .14,.26 .06,.4 .06,.6 .14,.74
            curve .06 .86,.26 .94,.4 .94,.6 .86,.74
            line .07 .34,.92 .66,.92
            line .07 .34,.08 .66,.08
        """,
        Icon.HINT_TOO_FAR: """
            block .05 .04,.28 .3,.44
            cut dot .1 .19,.5
            dot .05 .19,.5
            frame .06 .74,.38 .24,.24 .04
            block .01 .82,.46 .08,.08
            line .08 .44,.5 .68,.5
            line .08 .55,.39 .44,.5 .55,.61
        """,
        Icon.HINT_TOO_NEAR: """
            block .05 .02,.28 .28,.44
            cut dot .1 .16,.5
            dot .05 .16,.5
            frame .07 .64,.2 .34,.6 .05
            block .02 .73,.3 .16,.16
            block .02 .73,.54 .16,.16
            line .08 .36,.5 .57,.5
            line .08 .47,.39 .58,.5 .47,.61
        """,
    }
)


def sign_of(hint: Hint) -> Icon:
    """Give the sign of a hint."""
    return Icon(f"hint_{hint.value}")


def draws(icon: Icon) -> bool:
    """Say whether this is the sign of a hint."""
    return icon in _SIGNS


def draw(icon: Icon, pen: Pen) -> None:
    """Draw the sign of a hint."""
    sketch(pen, _SIGNS[icon])
