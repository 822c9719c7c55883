"""Names of things: EPC URNs and GS1 Digital Links, brought into one canonical form.

That form is the Digital Link on id.gs1.org of the finest level that is named: a serial before a
lot, neither variant nor query (CBV 2.0, 8.9.3). Facts: GS1 EPC Tag Data Standard 2.0 chapter 6
(URNs: the company prefix stands apart, the check digit is left out), GS1 Digital Link URI Syntax.
A name of another kind is left as it is.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import quote, unquote

from provenance.keys import check_digit

RESOLVER = "https://id.gs1.org"
_URN = re.compile(r"urn:epc:(id|class|idpat):([a-z0-9]+):(.+)")
_SERIAL = re.compile(r"(?:[!'()*+,.:;=_A-Za-z0-9-]|%[0-9A-Fa-f]{2})+")
_LINK = re.compile(r"(?:https?|HTTPS?)://[^/?#]+(/[^?#]*)")
_PREFIX_DIGITS = range(6, 13)

_KEY_VALUES: Mapping[str, str] = MappingProxyType(
    {
        "00": r"\d{18}",
        "01": r"\d{8}|\d{12,14}",
        "253": r"\d{13}.{0,17}",
        "255": r"\d{13,25}",
        "401": r".{1,30}",
        "402": r"\d{17}",
        "414": r"\d{13}",
        "417": r"\d{13}",
        "8003": r"\d{14}.{0,16}",
        "8004": r".{4,30}",
        "8006": r"\d{18}",
        "8010": r".{4,30}",
        "8017": r"\d{18}",
        "8018": r"\d{18}",
    }
)
_FINEST: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "01": ("21", "10", "235"),
        "8006": ("21", "10"),
        "414": ("254",),
        "8010": ("8011",),
    }
)
"""Which one qualifier stays, the first of these that is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """What a canonical link says about trade items."""

    gtin: str
    lot: str | None = None
    serial: str | None = None


_KNOWN_CHARACTERS = 200


def canonical(name: str) -> str:
    """Write a name of a thing in its canonical form; one of another kind is given back."""
    return _known(name) if len(name) <= _KNOWN_CHARACTERS else _canonical(name)


def _canonical(name: str) -> str:
    return from_urn(name) or from_link(name) or name


# An event is checked and hashed, and its places stand in others too: that halves the time of both.
_known = lru_cache(maxsize=4096)(_canonical)


def from_urn(urn: str) -> str | None:
    """Turn an EPC URN into its canonical link; None for what is no well-formed EPC URN."""
    match = _URN.fullmatch(urn)
    make = _SCHEMES.get((match[1], match[2])) if match else None
    if match is None or make is None:
        return None
    parts = match[3].split(".", make.parts - 1)
    prefix = parts[0]
    # A prefix of twelve digits leaves nothing for the reference behind it.
    filled = (part for at, part in enumerate(parts) if part or at != 1)
    if len(parts) != make.parts or not all(map(_SERIAL.fullmatch, filled)):
        return None
    if not (_digits(prefix) and len(prefix) in _PREFIX_DIGITS):
        return None
    return make.write(parts)


def is_broken_urn(name: str) -> bool:
    """Tell whether a name is an EPC URN of a scheme known here that breaks the scheme's rules."""
    match = _URN.fullmatch(name)
    if match is None:
        return name.startswith(("urn:epc:id:", "urn:epc:class:", "urn:epc:idpat:"))
    return (match[1], match[2]) in _SCHEMES and from_urn(name) is None


def from_link(link: str) -> str | None:
    """Turn a Digital Link on any host into its canonical form; None for any other address."""
    match = _LINK.match(link)
    if match is None:
        return None
    segments = match[1].strip("/").split("/")
    for at in range(len(segments) - 2, -1, -1):
        key = segments[at]
        pattern = _KEY_VALUES.get(key)
        value = unquote(segments[at + 1])
        if pattern and re.fullmatch(pattern, value):
            named = dict(zip(segments[at + 2 :: 2], segments[at + 3 :: 2], strict=False))
            return _finest(key, value, named)
    return None


def goods_of(link: str) -> Goods | None:
    """Take a canonical link apart, None where it names no trade item."""
    parts = link.removeprefix(f"{RESOLVER}/01/").split("/")
    if not link.startswith(f"{RESOLVER}/01/") or len(parts) not in {1, 3}:
        return None
    value = unquote(parts[2]) if len(parts) == 3 else None
    qualifier = parts[1] if value is not None else ""
    return Goods(
        gtin=parts[0],
        lot=value if qualifier == "10" else None,
        serial=value if qualifier in {"21", "235"} else None,
    )


def _finest(key: str, value: str, named: Mapping[str, str]) -> str:
    digits = value.zfill(14) if key == "01" else value
    for ai in _FINEST.get(key, ()):
        if named.get(ai):
            return _link(key, digits, ai, unquote(named[ai]))
    return _link(key, digits)


def _link(key: str, value: str, qualifier: str = "", more: str = "") -> str:
    tail = f"/{qualifier}/{quote(more, safe='')}" if qualifier else ""
    return f"{RESOLVER}/{key}/{quote(value, safe='')}{tail}"


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _checked(digits: str, length: int) -> str | None:
    """Add the check digit to digits of one length."""
    if not _digits(digits) or len(digits) != length:
        return None
    return f"{digits}{check_digit(digits)}"


def _gtin(prefix: str, item: str) -> str | None:
    return _checked(item[:1] + prefix + item[1:], 13)


@dataclass(frozen=True, slots=True)
class _Scheme:
    parts: int
    write: Callable[[list[str]], str | None]


def _trade_item(qualifier: str, *, any_one: bool = False) -> _Scheme:
    def write(parts: list[str]) -> str | None:
        gtin = _gtin(parts[0], parts[1])
        if gtin is None or (any_one and parts[2] != "*"):
            return None
        return _link("01", gtin) if any_one else _link("01", gtin, qualifier, unquote(parts[2]))

    return _Scheme(3, write)


def _serial_shipping(parts: list[str]) -> str | None:
    number = _checked(parts[1][:1] + parts[0] + parts[1][1:], 17)
    return number and _link("00", number)


def _location(parts: list[str]) -> str | None:
    number = _checked(parts[0] + parts[1], 12)
    if number is None:
        return None
    return _link("414", number, *(() if parts[2] in {"0", "*"} else ("254", unquote(parts[2]))))


def _numbered(key: str, length: int, *, before: str = "", serial: str = "") -> _Scheme:
    """Describe a key of digits with a check digit; `serial` is `own`, `any` or none."""

    def write(parts: list[str]) -> str | None:
        number = _checked(parts[0] + (parts[1] if parts[1:] else ""), length)
        if number is None or (serial == "any" and parts[2] != "*"):
            return None
        own = unquote(parts[2]) if serial == "own" else ""
        return _link(key, f"{before}{number}{own}")

    return _Scheme(3 if serial else 2, write)


def _free(key: str) -> _Scheme:
    return _Scheme(2, lambda parts: _link(key, parts[0] + unquote(parts[1])))


def _component(*, any_one: bool = False) -> _Scheme:
    def write(parts: list[str]) -> str | None:
        part = parts[0] + unquote(parts[1])
        if any_one:
            return _link("8010", part) if parts[2] == "*" else None
        return _link("8010", part, "8011", unquote(parts[2])) if _digits(parts[2]) else None

    return _Scheme(3, write)


def _piece(*, any_one: bool = False) -> _Scheme:
    def write(parts: list[str]) -> str | None:
        gtin = _gtin(parts[0], parts[1])
        pieces = parts[2] + parts[3]
        if gtin is None or not (_digits(pieces) and len(pieces) == 4):
            return None
        if any_one:
            return _link("8006", gtin + pieces) if parts[4] == "*" else None
        return _link("8006", gtin + pieces, "21", unquote(parts[4]))

    return _Scheme(5, write)


_SCHEMES: Mapping[tuple[str, str], _Scheme] = MappingProxyType(
    {
        ("id", "sgtin"): _trade_item("21"),
        ("id", "upui"): _trade_item("235"),
        ("class", "lgtin"): _trade_item("10"),
        ("idpat", "sgtin"): _trade_item("21", any_one=True),
        ("idpat", "upui"): _trade_item("235", any_one=True),
        ("id", "sscc"): _Scheme(2, _serial_shipping),
        ("id", "sgln"): _Scheme(3, _location),
        ("idpat", "sgln"): _Scheme(3, _location),
        ("id", "pgln"): _numbered("417", 12),
        ("id", "gsrn"): _numbered("8018", 17),
        ("id", "gsrnp"): _numbered("8017", 17),
        ("id", "gsin"): _numbered("402", 16),
        ("id", "grai"): _numbered("8003", 12, before="0", serial="own"),
        ("idpat", "grai"): _numbered("8003", 12, before="0", serial="any"),
        ("id", "gdti"): _numbered("253", 12, serial="own"),
        ("idpat", "gdti"): _numbered("253", 12, serial="any"),
        ("id", "sgcn"): _numbered("255", 12, serial="own"),
        ("idpat", "sgcn"): _numbered("255", 12, serial="any"),
        ("id", "giai"): _free("8004"),
        ("id", "ginc"): _free("401"),
        ("id", "cpi"): _component(),
        ("idpat", "cpi"): _component(any_one=True),
        ("id", "itip"): _piece(),
        ("idpat", "itip"): _piece(any_one=True),
    }
)
