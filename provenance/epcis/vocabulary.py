"""The standard words of the Core Business Vocabulary (CBV 2.0), in each form that they take.

A word may stand bare (`receiving`), as a compact URI (`cbv:BizStep-receiving`), as the URN of CBV 1
(`urn:epcglobal:cbv:bizstep:receiving`) or as a web address
(`https://ref.gs1.org/cbv/BizStep-receiving`); `expand` gives the last of these. A word of one's own
is an absolute URI or a compact URI. Facts: CBV 2.0 chapter 7; GS1 Web Vocabulary.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

CBV = "https://ref.gs1.org/cbv/"
GS1 = "https://gs1.org/voc/"
_URN = "urn:epcglobal:cbv:"
STANDARD_PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "cbv": CBV,
        "cbvmda": "urn:epcglobal:cbv:mda:",
        "epcis": "https://ref.gs1.org/epcis/",
        "gs1": GS1,
    }
)
"""Prefixes that the EPCIS context declares, so that a document needn't."""

URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-\[\]_a-z~]+")
MOST_URI_CHARACTERS = 500
"""Also of a compact URI in full: an index of PostgreSQL takes at most 2,704 bytes."""
_COMPACT = re.compile(r"([A-Za-z_][A-Za-z0-9_.-]*):(?!//)(.+)", re.DOTALL)
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The standard words for one field.

    Attributes:
        base: what stands before a word in its web address.
        urn: what stands before it in a URN of CBV 1, empty where there was none.
        closed: whether a bare word must be one of these; sensors measure more than the list names.
    """

    name: str
    base: str
    urn: str
    words: frozenset[str]
    closed: bool = True


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BIZ_STEP = Vocabulary(
    name="business step",
    base=f"{CBV}BizStep-",
    urn=f"{_URN}bizstep:",
    words=_words(
        "accepting arriving assembling collecting commissioning consigning"
        " creating_class_instance cycle_counting decommissioning departing destroying"
        " disassembling dispensing encoding entering_exiting holding inspecting installing killing"
        " loading other packing picking receiving removing repackaging repairing replacing"
        " reserving retail_selling sampling sensor_reporting shipping staging_outbound"
        " stock_taking stocking storing transporting unloading unpacking void_shipping"
    ),
)
DISPOSITION = Vocabulary(
    name="disposition",
    base=f"{CBV}Disp-",
    urn=f"{_URN}disp:",
    words=_words(
        "active available completeness_inferred completeness_verified conformant container_closed"
        " container_open damaged destroyed dispensed disposed encoded expired in_progress"
        " in_transit inactive mismatch_class mismatch_instance mismatch_quantity needs_replacement"
        " no_pedigree_match non_conformant non_sellable_other partially_dispensed recalled"
        " reserved retail_sold returned sellable_accessible sellable_not_accessible stolen"
        " unavailable unknown"
    ),
)
BIZ_TRANSACTION_TYPE = Vocabulary(
    name="business transaction type",
    base=f"{CBV}BTT-",
    urn=f"{_URN}btt:",
    words=_words("bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt"),
)
SOURCE_DEST_TYPE = Vocabulary(
    name="source or destination type",
    base=f"{CBV}SDT-",
    urn=f"{_URN}sdt:",
    words=_words("location owning_party possessing_party"),
)
ERROR_REASON = Vocabulary(
    name="error reason",
    base=f"{CBV}ER-",
    urn=f"{_URN}er:",
    words=_words("did_not_occur incorrect_data"),
)
COMPONENT = Vocabulary(
    name="component",
    base=f"{CBV}Comp-",
    urn="",
    words=_words(
        "altitude axial_distance azimuth easting elevation_angle height latitude longitude"
        " northing polar_angle spherical_radius x y z"
    ),
)
SENSOR_ALERT = Vocabulary(
    name="sensor alert",
    base=GS1,
    urn="",
    words=_words("ALARM_CONDITION ERROR_CONDITION"),
)
MEASUREMENT = Vocabulary(name="measurement type", base=GS1, urn="", words=frozenset(), closed=False)


def is_uri(text: str) -> bool:
    """Tell whether a text is an absolute URI, or a compact one, of bearable length."""
    return len(text) <= MOST_URI_CHARACTERS and URI.fullmatch(text) is not None


def is_word(vocabulary: Vocabulary, text: str, prefixes: Mapping[str, str]) -> bool:
    """Tell whether a text is a standard word in any form, or a word of somebody's own."""
    if _WORD.fullmatch(text):
        return not vocabulary.closed or text in vocabulary.words
    if not is_uri(text):
        return False
    if not vocabulary.closed:
        return True
    full = expand_prefix(text, prefixes)
    for base in filter(None, (vocabulary.base, vocabulary.urn)):
        if full.startswith(base):
            return full.removeprefix(base) in vocabulary.words
    # Nobody but GS1 makes words there.
    return not full.startswith((CBV, _URN))


def expand(vocabulary: Vocabulary, text: str, prefixes: Mapping[str, str]) -> str:
    """Write a word as its web address; a word of somebody's own as its full URI."""
    if ":" not in text:
        return vocabulary.base + text
    if vocabulary.urn and text.startswith(vocabulary.urn):
        return vocabulary.base + text.removeprefix(vocabulary.urn)
    return expand_prefix(text, prefixes)


def expand_prefix(text: str, prefixes: Mapping[str, str]) -> str:
    """Write a compact URI in full where its prefix is declared."""
    match = _COMPACT.fullmatch(text)
    if match is None:
        return text
    base = prefixes.get(match[1])
    return text if base is None else base + match[2]
