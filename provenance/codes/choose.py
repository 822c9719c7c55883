"""Choose among several codes in one view: the one that says most about this very item.

Several codes on one pack are the normal case on Vietnamese shelves. A signed stamp, once such are
read, ranks above every other.
"""

from collections.abc import Sequence
from enum import IntEnum

from provenance.codes.reading import Kind, Reading


class Rank(IntEnum):
    """How much a code says about the item in hand, the lowest number first."""

    UNIT = 1
    LOT = 2
    PRODUCT = 3
    OTHER_GS1 = 4
    """A place, a party, a logistic unit: well formed, but no product."""
    LINK = 5
    IN_STORE = 6
    BROKEN = 7
    """Meant as a code for goods, but damaged."""
    PAYMENT = 8
    OTHER = 9


GOODS_KINDS = frozenset({Kind.DIGITAL_LINK, Kind.ELEMENT_STRING, Kind.EAN, Kind.IN_STORE})


def rank(reading: Reading) -> Rank:
    """Tell how much a code says about the item in hand."""
    if reading.item is not None:
        if reading.item.serial is not None:
            return Rank.UNIT
        return Rank.LOT if reading.item.lot is not None else Rank.PRODUCT
    if reading.kind in GOODS_KINDS and not reading.valid:
        return Rank.BROKEN
    match reading.kind:
        case Kind.DIGITAL_LINK | Kind.ELEMENT_STRING:
            return Rank.OTHER_GS1
        case Kind.LINK:
            return Rank.LINK
        case Kind.IN_STORE:
            return Rank.IN_STORE
        case Kind.PAYMENT:
            return Rank.PAYMENT
        case Kind.EAN | Kind.PERSONAL | Kind.TEXT | Kind.UNREADABLE:
            return Rank.OTHER


def in_order(readings: Sequence[Reading]) -> tuple[int, ...]:
    """Give the indexes of the readings, the one to use first; equals keep their order."""
    return tuple(sorted(range(len(readings)), key=lambda index: rank(readings[index])))


def choose(readings: Sequence[Reading]) -> int | None:
    """Give the index of the reading to use, None where there are none."""
    return next(iter(in_order(readings)), None)
