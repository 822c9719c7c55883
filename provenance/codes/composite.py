"""GS1 Composite: an EAN or UPC symbol with a two-dimensional component above it.

Decoders hand both over in one text, the second behind `|]e0` (GS1 General Specifications 5.9).
"""

from dataclasses import replace

from provenance.codes.ean import expand_upc_e, read_ean
from provenance.codes.element import Element
from provenance.codes.element_string import read_raw
from provenance.codes.elements import gs1_reading
from provenance.codes.reading import Kind, Reading
from provenance.codes.scan import Scan

_JOINT = "|]e0"


def read_composite(scan: Scan) -> Reading | None:
    """Read an EAN or UPC symbol with its component, None where the text is none."""
    linear, joint, component = scan.text.partition(_JOINT)
    if not joint or not scan.symbology.startswith("]E"):
        return None
    product = read_ean(replace(scan, text=linear))
    if product is None or not product.valid:
        return product
    offset = scan.offset + len(linear) + len(_JOINT)
    more = read_raw(replace(scan, text=component, offset=offset))
    if not more.ais:
        return more
    elements = [Element(ai="01", value=_gtin(product, linear), position=scan.offset)]
    elements += [Element(ai=ai, value=value, position=offset) for ai, value in more.ais]
    return gs1_reading(Kind.ELEMENT_STRING, elements, what="composite", options=scan.options)


def _gtin(product: Reading, digits: str) -> str:
    """Give the number of a product; of one that a shop gave itself, the reading keeps none."""
    if product.ais:
        return product.ais[0][1]
    short = expand_upc_e(digits) if product.what == "upc_e" else digits
    return short[:13].zfill(14)
