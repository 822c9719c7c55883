"""Which goods a recall names; the one rule of station, gateway and console.

Serials are texts (GS1 General Specifications 3.4.9), so the ends of a range are compared as texts.
One rule more: where both ends are digits of the same length, the range is one of numbers, and a
serial with another length or other characters lies outside of it, as `15` does of `100` to `199`,
between which it stands as a text.
"""

from collections.abc import Collection
from enum import StrEnum

from provenance.keys import ItemKey
from provenance.records import PartyId, Recall


class Hit(StrEnum):
    """How a recall concerns goods."""

    PARTY = "party"
    PRODUCT = "product"
    LOT = "lot"
    SERIAL = "serial"
    PERHAPS = "perhaps"
    """It names lots or serials of the product, and which these goods are isn't known."""


def hit(
    recall: Recall, item: ItemKey, lots: Collection[str], parties: Collection[PartyId] = ()
) -> Hit | None:
    """Tell how a recall concerns goods, None where it doesn't.

    Args:
        lots: every lot that the code or the stamp names; empty where nobody knows.
        parties: who answers for the goods: producer, and issuer of the stamp.
    """
    if recall.lifted_at is not None:
        return None
    if recall.gtin is None:
        return Hit.PARTY if recall.party is not None and recall.party in parties else None
    if recall.gtin != item.gtin:
        return None
    if recall.lot is not None and recall.lot not in lots:
        return None if lots else Hit.PERHAPS
    if recall.serial_from is not None or recall.serial_to is not None:
        if item.serial is None:
            return Hit.PERHAPS
        within = in_range(item.serial, recall.serial_from, recall.serial_to)
        return Hit.SERIAL if within else None
    return Hit.PRODUCT if recall.lot is None else Hit.LOT


def in_range(serial: str, first: str | None, last: str | None) -> bool:
    """Tell whether a serial lies in a range, both ends included; None leaves an end open."""
    numeric = first is not None and last is not None and _are_alike_numbers(first, last)
    if numeric and not _are_alike_numbers(first or "", serial):
        return False
    return (first is None or first <= serial) and (last is None or serial <= last)


def _are_alike_numbers(one: str, other: str) -> bool:
    both = one + other
    return len(one) == len(other) and both.isascii() and both.isdigit()
