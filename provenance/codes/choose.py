"""Choose among several codes in one view: the one that says most about this very item.

Several codes on one pack are the normal case on Vietnamese shelves. A signed stamp ranks above
every other, whether its signature turns out good or not.
"""

from collections.abc import Sequence
from enum import IntEnum

from provenance.codes.reading import Kind, Reading
from provenance.keys import ItemKey


class Rank(IntEnum):
    """How much a code says about the item in hand, the lowest number first."""

    SIGNED = 1
    UNIT = 2
    LOT = 3
    PRODUCT = 4
    OTHER_GS1 = 5
    """A place, a party, a logistic unit: well formed, but no product."""
    OTHER_TRACE = 6
    """Of another trace system, which says more of the goods than any other link."""
    LINK = 7
    IN_STORE = 8
    BROKEN = 9
    """Meant as a code for goods, but damaged."""
    PAYMENT = 10
    OTHER = 11


GOODS_KINDS = frozenset(
    {Kind.DIGITAL_LINK, Kind.ELEMENT_STRING, Kind.SIGNED_STAMP, Kind.EAN, Kind.IN_STORE}
)


def rank(reading: Reading) -> Rank:
    """Tell how much a code says about the item in hand."""
    if reading.item is not None:
        return _rank_of_goods(reading, reading.item)
    if reading.kind in GOODS_KINDS and not reading.valid:
        return Rank.BROKEN
    match reading.kind:
        case Kind.DIGITAL_LINK | Kind.ELEMENT_STRING | Kind.SIGNED_STAMP | Kind.ESTABLISHMENT:
            return Rank.OTHER_GS1
        case Kind.TRACE:
            return Rank.OTHER_TRACE
        case Kind.LINK:
            return Rank.LINK
        case Kind.IN_STORE:
            return Rank.IN_STORE
        case Kind.PAYMENT:
            return Rank.PAYMENT
        case Kind.EAN | Kind.PERSONAL | Kind.TEXT | Kind.UNREADABLE:
            return Rank.OTHER


def _rank_of_goods(reading: Reading, item: ItemKey) -> Rank:
    if reading.signature is not None:
        return Rank.SIGNED
    if item.serial is not None:
        return Rank.UNIT
    return Rank.LOT if item.lot is not None else Rank.PRODUCT


def in_order(readings: Sequence[Reading]) -> tuple[int, ...]:
    """Give the indexes of the readings, the one to use first; equals keep their order."""
    return tuple(sorted(range(len(readings)), key=lambda index: rank(readings[index])))


def choose(readings: Sequence[Reading]) -> int | None:
    """Give the index of the reading to use, None where there are none."""
    return next(iter(in_order(readings)), None)
