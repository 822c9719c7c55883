"""Write GS1 elements in one form, whatever form they were read from."""

from collections.abc import Sequence

from provenance.codes.dictionary import definition_of
from provenance.codes.dl_keys import AI_NAMES, QUALIFIERS, is_in_sequence, may_be_attribute
from provenance.codes.options import LENIENT, Allow, Options
from provenance.codes.percent import encode
from provenance.codes.reading import Reading
from provenance.codes.scan import GS
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


def digital_link(
    ais: Ais, stem: str = RESOLVER, *, short_names: bool = False, options: Options = LENIENT
) -> str:
    """Write elements as a GS1 Digital Link (URI Syntax 1.6).

    Args:
        stem: scheme and host, and what of the path stands in front of the key.
        short_names: whether to write `gtin` and `lot` in place of AIs that have such names.
        options: whether AIs that the dictionary doesn't know may be attributes.

    Raises:
        BadKey: `link.no_key` where no element is a primary key, `link.attribute` where one may
            stand neither in the path nor in the query, `ai.duplicate` where values differ.
    """
    key = _key_of(ais)
    if not key:
        raise BadKey("link.no_key")
    pairs = tuple(dict.fromkeys(ais))
    if len(dict(pairs)) < len(pairs):
        raise BadKey("ai.duplicate")
    own = {ai for sequence in QUALIFIERS[key] for ai in sequence}
    path = [pair for pair in in_order(pairs) if pair[0] == key or pair[0] in own]
    qualifiers = tuple(ai for ai, _ in path[1:])
    query = [pair for pair in pairs if pair not in path]
    unknown = Allow.UNKNOWN_AI_AS_ATTRIBUTE in options.allow
    whole = (key, *qualifiers)
    wrong = next((ai for ai, _ in query if not may_be_attribute(whole, ai, unknown=unknown)), None)
    if wrong is not None or not is_in_sequence(key, qualifiers):
        raise BadKey("link.attribute", ai=wrong or "/".join(qualifiers))
    names = AI_NAMES if short_names else {}
    address = stem.rstrip("/") + "".join(
        f"/{names.get(ai, ai)}/{encode(value)}" for ai, value in path
    )
    attributes = "&".join(f"{ai}={encode(value, query=True)}" for ai, value in query)
    return f"{address}?{attributes}" if attributes else address


def raw_element_string(ais: Ais) -> str:
    """Write elements as symbols hold them, FNC1 (U+001D) where one has to follow.

    Those of predefined length come first, so that few separators are needed.
    """
    known = ((ai, value, definition_of(ai, unknown=True)) for ai, value in in_order(ais))
    fixed = [(f"{ai}{value}", bool(found and found.fixed)) for ai, value, found in known]
    front = "".join(text for text, is_fixed in fixed if is_fixed)
    return front + GS.join(text for text, is_fixed in fixed if not is_fixed)


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
