"""What can be wrong, or merely unusual, about a code: the stable names.

The list is repeated with its meanings in docs/verdicts.md; a test keeps the two alike. A detail
holds the name of the offending part (an AI, a query key), never its value, so that nothing that a
code says about a person can slip into a log through an error.
"""

from enum import StrEnum

from provenance.codes.reading import Problem

MAX_DETAIL_CHARS = 60


class ProblemCode(StrEnum):
    """Names for `Problem.code`."""

    AI_CONTENT = "ai.content"
    AI_DUPLICATE = "ai.duplicate"
    AI_EMPTY = "ai.empty"
    AI_EXCLUDES = "ai.excludes"
    AI_REQUIRES = "ai.requires"
    AI_TOO_MANY = "ai.too_many"
    AI_UNKNOWN = "ai.unknown"
    AI_VALUE = "ai.value"
    DATE_INVALID = "date.invalid"
    EAN_ADD_ON = "ean.add_on"
    EAN_CHARACTERS = "ean.characters"
    GS1_SPACES = "gs1.spaces"
    GS1_SYMBOLOGY_MISSING = "gs1.symbology_missing"
    GTIN_CHECK_DIGIT = "gtin.check_digit"
    GTIN_IN_STORE = "gtin.in_store"
    GTIN_SHORT = "gtin.short"
    HOST_INVALID = "host.invalid"
    HOST_MIXED_SCRIPTS = "host.mixed_scripts"
    HOST_NOT_ASCII = "host.not_ascii"
    HOST_NUMERIC = "host.numeric"
    KEY_CHECK_DIGIT = "key.check_digit"
    LINK_ATTRIBUTE = "link.attribute"
    LINK_BACKSLASH = "link.backslash"
    LINK_CHARACTERS = "link.characters"
    LINK_PATH = "link.path"
    LINK_PORT = "link.port"
    LINK_SCRIPT = "link.script"
    LINK_SHORT_NAME = "link.short_name"
    LINK_TRAILING_SLASH = "link.trailing_slash"
    LINK_USERINFO = "link.userinfo"
    PAYMENT_CRC = "payment.crc"
    PAYMENT_STRUCTURE = "payment.structure"
    SIGNATURE_MALFORMED = "signature.malformed"
    STAMP_MALFORMED = "stamp.malformed"
    TEXT_BINARY = "text.binary"
    TEXT_DIRECTION = "text.direction"
    TEXT_EMPTY = "text.empty"
    TEXT_NOT_UTF8 = "text.not_utf8"
    TEXT_TOO_LONG = "text.too_long"


def problem(code: ProblemCode, detail: str = "", position: int | None = None) -> Problem:
    """Make a problem whose detail is safe to print and short.

    Args:
        detail: name of the offending part; what can't be printed (controls, direction marks, lone
            surrogates) is escaped.
        position: zero-based character in the payload.
    """
    detail = detail[:MAX_DETAIL_CHARS]
    if not detail.isprintable():
        detail = "".join(
            one if one.isprintable() else one.encode("unicode_escape").decode("ascii")
            for one in detail
        )[:MAX_DETAIL_CHARS]
    return Problem(code=code.value, position=position, detail=detail)
