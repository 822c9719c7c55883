"""The small signs beside texts and on buttons, written as strokes (see `sketch`)."""

from collections.abc import Mapping
from types import MappingProxyType

from kiosk.ui.icons.names import Icon
from kiosk.ui.icons.pen import Pen
from kiosk.ui.icons.sketch import sketch

_SIGNS: Mapping[Icon, str] = MappingProxyType(
    {
        Icon.PIN: """
            arc .07 .5,.39 .3 155 385
            line .07 .228,.517 .5,.92 .772,.517
            ring .07 .5,.39 .11
        """,
        Icon.CALENDAR: """
            frame .075 .12,.18 .76,.72 .1
            line .07 .14,.4 .86,.4
            line .07 .32,.09 .32,.26
            line .07 .68,.09 .68,.26
            block .03 .54,.56 .18,.18
        """,
        Icon.PERSON: """
            ring .07 .5,.3 .17
            arc .07 .5,.92 .36 180 360
            line .07 .14,.92 .86,.92
        """,
        Icon.ROUTE: """
            ring .07 .2,.2 .1
            curve .07 .34,.2 .84,.2 .84,.5 .16,.5 .16,.8 .62,.8
            dot .13 .78,.8
        """,
        Icon.CERTIFICATE: """
            ring .07 .5,.36 .25
            line .07 .4,.36 .48,.44 .61,.28
            line .07 .34,.6 .28,.92 .5,.8 .72,.92 .66,.6
        """,
        Icon.ARCHIVE: """
            frame .075 .12,.14 .76,.24 .05
            line .07 .18,.4 .18,.86 .82,.86 .82,.4
            line .07 .4,.56 .6,.56
        """,
        Icon.OFFER: """
            loop .07 .1,.12 .5,.12 .9,.52 .54,.9 .1,.48
            dot .07 .3,.31
        """,
        Icon.NO_RECORDING: """
            frame .075 .08,.26 .58,.48 .09
            line .07 .68,.44 .9,.32 .9,.68 .68,.56
            cut line .16 .14,.94 .86,.06
            line .07 .14,.94 .86,.06
        """,
        Icon.CAMERA_FAULT: """
            frame .075 .08,.26 .58,.48 .09
            line .07 .68,.44 .9,.32 .9,.68 .68,.56
            cut line .16 .14,.94 .86,.06
            line .07 .14,.94 .86,.06
        """,
        Icon.OFFLINE: """
            arc .07 .5,.8 .24 222 318
            arc .07 .5,.8 .42 222 318
            arc .07 .5,.8 .6 222 318
            dot .075 .5,.8
            cut line .18 .18,.9 .84,.14
            line .085 .18,.9 .84,.14
        """,
        Icon.ONLINE: """
            arc .07 .5,.8 .24 222 318
            arc .07 .5,.8 .42 222 318
            arc .07 .5,.8 .6 222 318
            dot .075 .5,.8
        """,
        Icon.GLOBE: """
            ring .065 .5,.5 .4
            line .06 .1,.5 .9,.5
            bend .06 .5,.1 .24,.3 .24,.7 .5,.9 .76,.7 .76,.3
        """,
        Icon.MORE_TIME: """
            ring .07 .46,.54 .36
            line .07 .46,.32 .46,.56 .62,.64
            cut dot .17 .84,.18
            line .07 .72,.18 .96,.18
            line .07 .84,.06 .84,.3
        """,
        Icon.DONE: """
            line .11 .14,.54 .4,.78 .88,.24
        """,
        Icon.OTHER_CODE: """
            frame .075 .1,.1 .52,.52 .07
            line .07 .76,.36 .9,.36 .9,.9 .36,.9 .36,.76
            block .02 .26,.26 .2,.2
        """,
        Icon.HELP: """
            ring .07 .5,.5 .4
            curve .07 .37,.42 .36,.24 .64,.24 .64,.44 .5,.5 .5,.6
            dot .055 .5,.74
        """,
    }
)


def draw(icon: Icon, pen: Pen) -> None:
    """Draw a small sign."""
    sketch(pen, _SIGNS[icon])
