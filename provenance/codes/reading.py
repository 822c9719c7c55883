"""The result of reading one code.

One plain record for every kind of code, since most readers of it want the same three things: which
goods it names, whether it is well formed, and what may be said of it on a screen. What a personal
or a payment code holds is never kept here, so that it can be neither shown, stored nor sent.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from provenance.keys import ItemKey


class Kind(StrEnum):
    """What family of code it is."""

    DIGITAL_LINK = "digital_link"
    ELEMENT_STRING = "element_string"
    SIGNED_STAMP = "signed_stamp"
    """`VT1:` and a COSE message that holds goods, issuer and signature."""
    ESTABLISHMENT = "establishment"
    """A shop, a stall, a co-operative: by its GLN or the code that the city gave it."""
    EAN = "ean"
    """EAN-13, EAN-8, UPC-A, UPC-E or ITF-14: a bare GTIN."""
    IN_STORE = "in_store"
    """A number that only the shop itself can explain (GS1 prefixes 02 and 20-29)."""
    PAYMENT = "payment"
    """An EMVCo merchant code (VietQR and others)."""
    PERSONAL = "personal"
    """A citizen's card, a contact, a Wi-Fi password: recognised only to be refused."""
    TRACE = "trace"
    """A web address of a trace system that is known by its host."""
    LINK = "link"
    """A web address that is no Digital Link: its host is named, it is never opened."""
    TEXT = "text"
    UNREADABLE = "unreadable"
    """Empty, binary, or longer than any code that is printed on goods."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, or merely unusual, about a code.

    Attributes:
        code: stable name such as `gtin.check_digit` or `ai.duplicate`.
        position: zero-based character in the payload at which it was seen, where that is known.
        detail: the offending part, at most 60 characters, control characters escaped.
    """

    code: str
    position: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StampSignature:
    """A signature that a code carries; nobody has checked it yet.

    Attributes:
        algorithm: its registered name, `EdDSA` or `ES256`.
        kid: names the key among those of the key list.
        value: the signature itself.
        covers: the bytes that were signed.
        issuer: who the code says has signed it, empty where it doesn't say.
        issued: when, where the code says.
    """

    algorithm: str
    kid: bytes
    value: bytes
    covers: bytes
    issuer: str = ""
    issued: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one code says.

    Attributes:
        kind: the family of code that it is, or was meant to be where `valid` is false.
        valid: whether it obeys the rules of its family.
        ais: GS1 application identifiers with their values, in the order of the code.
        item: the goods that it names; None where it names none or is not valid.
        expires: date of AI 17, else of AI 15, that the code itself carries.
        host: host of a web address, for display only (punycode where it is not ASCII).
        what: finer name inside the kind: `citizen_card`, `contact`, `wifi`, `ean13`, ...
        code: of a trace system, or of an establishment, where it is known which part that is.
        warnings: departures from the standard that were accepted.
        error: why it is not valid.
        signature: of a signed stamp; None for every other code.
    """

    kind: Kind
    valid: bool = True
    ais: tuple[tuple[str, str], ...] = ()
    item: ItemKey | None = None
    expires: date | None = None
    host: str | None = None
    what: str = ""
    code: str | None = None
    warnings: tuple[Problem, ...] = ()
    error: Problem | None = None
    signature: StampSignature | None = None
