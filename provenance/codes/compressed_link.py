"""Compressed GS1 Digital Links: the last part of the path holds the elements.

GS1 Digital Link Compression 1.0. A key may stand uncompressed in front of what is compressed, and
attributes may follow uncompressed in the query. Any text in base64url is a row of bits, so that a
short link of another site could pass for a compressed one: read as one is only what holds together
to the last bit, with right check digits and dates.
"""

import re

from provenance.codes.canonical import digital_link
from provenance.codes.compression import compress_elements, decompress_elements
from provenance.codes.digital_link import read_digital_link, stem_of
from provenance.codes.dl_keys import QUALIFIERS, SHORT_NAMES
from provenance.codes.options import LENIENT, Options
from provenance.codes.percent import decode, encode
from provenance.codes.reading import Reading
from provenance.codes.scan import Scan
from provenance.errors import BadKey

_STEM = re.compile(r"(?:https?|HTTPS?)://[^/]")
_CODE = re.compile(r"[0-9A-Za-z_-]{2,}+")
_KEY_IN_FRONT = re.compile(r"(?P<stem>.*)/(?P<ai>[a-z0-9]{2,5})/(?P<value>[^/]+)")


def read_gs1_link(scan: Scan) -> Reading | None:
    """Read a Digital Link, plain or compressed, None where the text isn't meant as one."""
    reading = read_digital_link(scan)
    if reading is not None and reading.valid:
        return reading
    return read_compressed_link(scan) or reading


def read_compressed_link(scan: Scan) -> Reading | None:
    """Read a compressed Digital Link, None where the text is none."""
    plain = _decompressed(scan.text, scan.options)
    if plain is None:
        return None
    reading = read_digital_link(Scan(text=plain, options=scan.options))
    return reading if reading and reading.valid else None


def decompress(link: str, *, short_names: bool = False, options: Options = LENIENT) -> str:
    """Write a compressed Digital Link in full, on the same host.

    Args:
        short_names: whether to write `gtin` and `lot` in place of AIs.

    Raises:
        BadKey: `link.not_compressed`.
    """
    plain = _decompressed(link, options, short_names=short_names)
    if plain is None:
        raise BadKey("link.not_compressed")
    return plain


def compress(link: str, *, sequences: bool = False, options: Options = LENIENT) -> str:
    """Compress a Digital Link; what its query holds beside AIs stays there as it is.

    Args:
        sequences: whether to use the short forms of AIs that often occur together.

    Raises:
        BadKey: `link.invalid` where the text is no valid Digital Link.
    """
    scan = Scan(text=link, options=options)
    reading = read_digital_link(scan)
    if reading is None or not reading.valid:
        raise BadKey("link.invalid", error=reading.error.code if reading and reading.error else "")
    code = compress_elements(dict(reading.ais), sequences=sequences)
    query = link.partition("#")[0].partition("?")[2]
    others = [pair for pair in query.split("&") if pair and not _is_attribute(pair)]
    return f"{stem_of(scan)}/{code}" + (f"?{'&'.join(others)}" if others else "")


def _is_attribute(pair: str) -> bool:
    key, assigned, _ = pair.partition("=")
    return bool(assigned) and key.isdigit()


def _decompressed(text: str, options: Options, *, short_names: bool = False) -> str | None:
    path, _, query = text.partition("#")[0].partition("?")
    front, _, code = path.rpartition("/")
    if not _STEM.match(front) or not _CODE.fullmatch(code):
        return None
    found = decompress_elements(code)
    if found is None:
        return None
    ais, others = found
    stem, key = _key_in_front(front)
    try:
        plain = digital_link((*key, *ais), stem, short_names=short_names, options=options)
    except BadKey:
        return None
    checked = read_digital_link(Scan(text=plain))
    if checked is None or not checked.valid or not checked.ais:
        return None
    kept = [f"{encode(key, query=True)}={encode(value, query=True)}" for key, value in others]
    kept += [query] if query else []
    return plain + ("&" if "?" in plain else "?") + "&".join(kept) if kept else plain


def _key_in_front(stem: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Part a stem from the uncompressed key at its end, where there is one."""
    match = _KEY_IN_FRONT.fullmatch(stem)
    ai = SHORT_NAMES.get(match["ai"], match["ai"]) if match else ""
    if match is None or ai not in QUALIFIERS:
        return stem, ()
    return match["stem"], ((ai, decode(match["value"])),)
