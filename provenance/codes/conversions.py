"""One form of GS1 elements into another."""

from provenance.codes.canonical import RESOLVER, digital_link, element_string, raw_element_string
from provenance.codes.element_string import read_element_string, read_raw
from provenance.codes.options import LENIENT, Options
from provenance.codes.read import read
from provenance.codes.reading import Kind, Reading
from provenance.codes.scan import Scan
from provenance.errors import BadKey


def to_element_string(link: str, *, brackets: bool = True, options: Options = LENIENT) -> str:
    """Write a Digital Link, plain or compressed, as an element string.

    Args:
        brackets: as printed; otherwise as symbols hold it, with FNC1 as U+001D.

    Raises:
        BadKey: `link.invalid`.
    """
    reading = read(link, options=options)
    if reading.kind not in {Kind.DIGITAL_LINK, Kind.ESTABLISHMENT} or not reading.valid:
        raise BadKey("link.invalid", error=_error_of(reading))
    return element_string(reading.ais) if brackets else raw_element_string(reading.ais)


def from_element_string(text: str, stem: str = RESOLVER, *, options: Options = LENIENT) -> str:
    """Write an element string, with brackets or as symbols hold it, as a Digital Link.

    Raises:
        BadKey: `element_string.invalid`, or what `digital_link` raises.
    """
    scan = Scan(text=text, options=options)
    reading = (read_element_string(scan) if text.startswith("(") else None) or read_raw(scan)
    if not reading.valid:
        raise BadKey("element_string.invalid", error=_error_of(reading))
    return digital_link(reading.ais, stem, options=options)


def _error_of(reading: Reading) -> str:
    return reading.error.code if reading.error else reading.kind.value
