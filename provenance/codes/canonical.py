"""Write GS1 elements in one form, whatever form they were read from."""

from collections.abc import Sequence
from urllib.parse import quote, urlencode

from provenance.codes.dl_keys import QUALIFIERS, is_in_sequence, may_be_attribute
from provenance.codes.reading import Reading
from provenance.errors import BadKey

Ais = Sequence[tuple[str, str]]

RESOLVER = "https://id.gs1.org"
MAX_GOODS_CODE_CHARS = 500

PERSONAL_AIS = frozenset(
    {str(ai) for ai in (*range(4300, 4320), *range(7250, 7260))} | {"8017", "8018", "8019"}
)
"""Name and address of a receiver, birth and name of a patient, number of a service relation."""


def element_string(ais: Ais) -> str:
    """Write elements with brackets: primary key, its qualifiers in order, then the rest by AI."""
    return "".join(f"({ai}){value.replace('(', chr(92) + '(')}" for ai, value in in_order(ais))


def in_order(ais: Ais) -> tuple[tuple[str, str], ...]:
    """Put elements into canonical order, each once."""
    key = _key_of(ais)
    path = [key, *(ai for sequence in QUALIFIERS.get(key, ()) for ai in sequence)]

    def place(pair: tuple[str, str]) -> tuple[int, str]:
        return (path.index(pair[0]) if pair[0] in path else len(path), pair[0])

    return tuple(sorted(dict.fromkeys(ais), key=place))


def digital_link(ais: Ais) -> str:
    """Write elements as a GS1 Digital Link on id.gs1.org (URI Syntax 1.6).

    Raises:
        BadKey: `link.no_key` where no element is a primary key, `link.attribute` where one may
            stand neither in the path nor in the query.
    """
    key = _key_of(ais)
    if not key:
        raise BadKey("link.no_key")
    pairs = tuple(dict.fromkeys(ais))
    own = {ai for sequence in QUALIFIERS[key] for ai in sequence}
    path = [pair for pair in in_order(pairs) if pair[0] == key or pair[0] in own]
    qualifiers = tuple(ai for ai, _ in path[1:])
    query = [pair for pair in pairs if pair not in path]
    wrong = next((ai for ai, _ in query if not may_be_attribute(key, ai)), None)
    if wrong is not None or not is_in_sequence(key, qualifiers):
        raise BadKey("link.attribute", ai=wrong or "/".join(qualifiers))
    address = RESOLVER + "".join(f"/{ai}/{quote(value, safe='')}" for ai, value in path)
    return f"{address}?{urlencode(query)}" if query else address


def goods_code(reading: Reading) -> str | None:
    """Write what a code says about goods, None where it names none.

    This is the form that may be stored and sent: elements about people are left out, and of a code
    with very many elements only those that identify the goods are kept.
    """
    ais = [pair for pair in reading.ais if pair[0] not in PERSONAL_AIS]
    if not reading.valid or not ais:
        return None
    code = element_string(ais)
    if len(code) <= MAX_GOODS_CODE_CHARS:
        return code
    key = _key_of(ais)
    own = {key, *(ai for sequence in QUALIFIERS.get(key, ()) for ai in sequence)}
    return element_string([pair for pair in ais if pair[0] in own]) or None


def _key_of(ais: Ais) -> str:
    """Name the primary key: AI 01 before others, since a product may stand beside its asset."""
    found = [ai for ai, _ in ais if ai in QUALIFIERS]
    return "01" if "01" in found else next(iter(found), "")
