"""Which application identifiers may stand where in a GS1 Digital Link.

GS1 Digital Link URI Syntax 1.6, as its machine-readable GS1 Syntax Dictionary has it (`dlpkey`, and
the mark of AIs that may be query attributes). The short names are those of version 1.1, which were
withdrawn later but are still printed.
"""

from collections.abc import Mapping
from types import MappingProxyType

QUALIFIERS: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        "01": (("22", "10", "21"), ("235",)),
        "8006": (("22", "10", "21"),),
        "00": (),
        "253": (),
        "255": (),
        "401": (),
        "402": (),
        "414": (("254",), ("7040",)),
        "415": (("8020",),),
        "417": (("7040",),),
        "8003": (),
        "8004": (("7040",),),
        "8010": (("8011",),),
        "8013": (),
        "8017": (("8019",),),
        "8018": (("8019",),),
    }
)
"""Primary keys, each with the sequences of qualifiers that may follow it, in order, with gaps."""

NEVER_ATTRIBUTES = frozenset(
    {"03", "21", "22", "235", "254", "7040", "7041", "8011", "8014", "8019", "8020"}
    | {"8040", "8041", "8042", "8043", "8200"}
)

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

KEY_NAMES: Mapping[str, str] = MappingProxyType(
    {ai: name for name, ai in SHORT_NAMES.items() if ai in QUALIFIERS}
)


def is_in_sequence(key: str, qualifiers: tuple[str, ...]) -> bool:
    """Tell whether these qualifiers may follow a primary key, in this order."""
    return not qualifiers or any(
        qualifiers == tuple(ai for ai in allowed if ai in qualifiers) for allowed in QUALIFIERS[key]
    )


def may_be_attribute(key: str, ai: str) -> bool:
    """Tell whether an AI may stand in the query of a link with this primary key."""
    own = any(ai in sequence for sequence in QUALIFIERS[key])
    return ai not in NEVER_ATTRIBUTES and not own
