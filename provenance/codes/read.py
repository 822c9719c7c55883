"""Tell what a scanned code means.

The order is that of the facts about codes on Vietnamese shelves: personal and payment codes first,
since nothing of them may be kept; then GS1 element strings, Digital Links, bare numbers, links;
what is left is text. A GLN alone names an establishment, and the host of a link may be a trace
system's.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from provenance.codes.composite import read_composite
from provenance.codes.compressed_link import read_gs1_link
from provenance.codes.ean import read_ean
from provenance.codes.element_string import read_element_string
from provenance.codes.establishments import as_establishment
from provenance.codes.host_rules import HostRule, read_known_host
from provenance.codes.known_hosts import KNOWN_HOSTS
from provenance.codes.links import read_link
from provenance.codes.options import LENIENT, Options
from provenance.codes.payment import read_payment
from provenance.codes.personal import read_personal
from provenance.codes.problems import ProblemCode, problem
from provenance.codes.reading import Kind, Problem, Reading
from provenance.codes.scan import SYMBOLOGY_ID, Scan
from provenance.codes.signed import read_signed_stamp, with_signature
from provenance.codes.text import decode

MAX_BYTES = 8 * 1024
"""The largest QR code holds 7,089 digits or 2,953 bytes (ISO/IEC 18004)."""

READERS: tuple[Callable[[Scan], Reading | None], ...] = (
    read_personal,
    read_payment,
    read_signed_stamp,
    read_composite,
    read_element_string,
    read_gs1_link,
    read_ean,
    read_link,
)

_BINARY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1c\x1e\x1f\x7f\ud800-\udfff]")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WHITE_SPACE = " \t\r\n\ufeff"


def read(
    payload: bytes | str,
    symbology: str = "",
    *,
    options: Options = LENIENT,
    rules: Sequence[HostRule] = KNOWN_HOSTS,
) -> Reading:
    """Read a code; every input gives a reading, none raises.

    Args:
        payload: what a decoder gave, with or without a symbology identifier in front; its text
            where it gave that too, since it knows the encoding that a symbol names (ECI).
        symbology: ISO/IEC 15424 identifier such as `]Q1`; anything else means that it isn't known.
        options: how strictly to read it.
        rules: tell whose codes the addresses of a host are.
    """
    if len(payload) > MAX_BYTES:
        return _unreadable(problem(ProblemCode.TEXT_TOO_LONG))
    text, warnings = (payload, ()) if isinstance(payload, str) else decode(payload)
    scan = _scan(text, symbology, options)
    # What can be printed holds neither: quicker than to search for them.
    plain = scan.text.isprintable()
    binary = None if plain else _BINARY.search(scan.text)
    if not scan.text:
        return _unreadable(problem(ProblemCode.TEXT_EMPTY))
    if binary:
        return _unreadable(
            problem(ProblemCode.TEXT_BINARY, binary[0], scan.offset + binary.start())
        )
    if len(text.encode()) > MAX_BYTES:
        return _unreadable(problem(ProblemCode.TEXT_TOO_LONG))
    marked = None if plain else _DIRECTION.search(scan.text)
    if marked:
        position = scan.offset + marked.start()
        warnings = (*warnings, problem(ProblemCode.TEXT_DIRECTION, marked[0], position))
    readings = (reader(scan) for reader in READERS)
    found = next((found for found in readings if found), Reading(kind=Kind.TEXT))
    reading = _named(with_signature(found, scan), scan, rules)
    return replace(reading, warnings=(*warnings, *reading.warnings)) if warnings else reading


def _named(reading: Reading, scan: Scan, rules: Sequence[HostRule]) -> Reading:
    """Name the establishment, or the trace system, that a reading is about."""
    if reading.kind is Kind.LINK:
        return read_known_host(scan, rules) or reading
    return reading if scan.options.strict else as_establishment(reading)


def _unreadable(error: Problem) -> Reading:
    return Reading(kind=Kind.UNREADABLE, valid=False, error=error)


def _scan(text: str, symbology: str, options: Options) -> Scan:
    """Leave out white space around a text, and its symbology identifier."""
    if not SYMBOLOGY_ID.fullmatch(symbology):
        symbology = ""
    stripped = text.lstrip(_WHITE_SPACE)
    scan = Scan(
        text=stripped.rstrip(_WHITE_SPACE),
        symbology=symbology,
        offset=len(text) - len(stripped),
        options=options,
    )
    prefix = SYMBOLOGY_ID.match(scan.text)
    if prefix and symbology in ("", prefix[0]):
        return replace(scan, text=scan.text[3:], symbology=prefix[0], offset=scan.offset + 3)
    return scan
