"""Which application identifiers may stand where in a GS1 Digital Link.

GS1 Digital Link URI Syntax 1.6, as the GS1 Syntax Dictionary has it. The short names are those of
version 1.1, which were withdrawn later but are still printed.
"""

from collections.abc import Mapping
from types import MappingProxyType

from provenance.codes.dictionary import DEFINITIONS, definition_of

QUALIFIERS: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {ai: one.sequences for ai, one in DEFINITIONS.items() if one.sequences is not None}
)
"""Primary keys, each with the sequences of qualifiers that may follow it, in order, with gaps."""

SHORT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "gtin": "01",
        "itip": "8006",
        "sscc": "00",
        "gdti": "253",
        "gcn": "255",
        "ginc": "401",
        "gsin": "402",
        "gln": "414",
        "payto": "415",
        "party": "417",
        "grai": "8003",
        "giai": "8004",
        "cpid": "8010",
        "gmn": "8013",
        "gsrnp": "8017",
        "gsrn": "8018",
        "cpv": "22",
        "lot": "10",
        "ser": "21",
        "tpx": "235",
        "glnx": "254",
        "refno": "8020",
        "cpsn": "8011",
        "srin": "8019",
    }
)

AI_NAMES: Mapping[str, str] = MappingProxyType({ai: name for name, ai in SHORT_NAMES.items()})

KEY_NAMES: Mapping[str, str] = MappingProxyType(
    {ai: name for ai, name in AI_NAMES.items() if ai in QUALIFIERS}
)


def is_in_sequence(key: str, qualifiers: tuple[str, ...]) -> bool:
    """Tell whether these qualifiers may follow a primary key, in this order."""
    return not qualifiers or any(
        qualifiers == tuple(ai for ai in allowed if ai in qualifiers) for allowed in QUALIFIERS[key]
    )


def may_be_attribute(path: tuple[str, ...], ai: str, *, unknown: bool = False) -> bool:
    """Tell whether an AI may stand in the query of a link; what could stand in its path may not.

    Args:
        path: the primary key of the link, then its qualifiers.
        unknown: whether AIs that the dictionary doesn't know may.
    """
    key, *qualifiers = path
    definition = definition_of(ai, unknown=unknown)
    if definition is None or any({ai, *qualifiers} <= {*one} for one in QUALIFIERS[key]):
        return False
    return definition.attribute or not definition.known
