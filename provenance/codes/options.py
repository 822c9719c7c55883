"""How strictly codes are read.

The station reads leniently, since what is on shelves has to be read: the two legacy forms of
Digital Links are accepted with a warning, as are codes that break a rule without being damaged
(a companion AI that is missing, an unknown country). Strictly, only what the standards allow is
valid, and what is named besides.
"""

from dataclasses import dataclass
from enum import StrEnum


class Allow(StrEnum):
    """What is accepted beyond the standards, one by one."""

    ZERO_SUPPRESSED_GTIN = "zero-suppressed-gtin"
    """GTINs of 8, 12 or 13 digits in Digital Links."""
    SHORT_NAMES = "short-names"
    """Names in place of AIs in Digital Links, as version 1.1 had them: `gtin`, `lot`."""
    UNKNOWN_AI = "unknown-ai"
    """AIs that the dictionary doesn't know, in element strings."""
    UNKNOWN_AI_AS_ATTRIBUTE = "unknown-ai-as-attribute"
    """AIs that the dictionary doesn't know, in the query of a Digital Link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How strictly to read, and what to accept besides."""

    strict: bool = False
    allow: frozenset[Allow] = frozenset({Allow.ZERO_SUPPRESSED_GTIN, Allow.SHORT_NAMES})


LENIENT = Options()
STRICT = Options(strict=True, allow=frozenset())
