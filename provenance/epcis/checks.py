"""Checks of single values in an event: each notes what is wrong and where, and gives what is right.

A check that finds something wrong gives None, so that whoever asked goes on with the next field and
all that is wrong with an event is told at once.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from provenance.epcis.epc import canonical, goods_of, is_broken_urn
from provenance.epcis.faults import Findings, shown
from provenance.epcis.model import ErrorDeclaration, Role, Thing, Typed
from provenance.epcis.moments import OFFSET, parse_moment
from provenance.epcis.vocabulary import (
    DISPOSITION,
    ERROR_REASON,
    Vocabulary,
    expand,
    is_uri,
    is_word,
)

T = TypeVar("T")
Json = Any
Object = Mapping[str, Json]

MOST_ITEMS = 100_000
MOST_QUANTITY = Decimal(10) ** 15
_UNITS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


def text(findings: Findings, value: Json, path: str) -> str | None:
    """Take a text that isn't empty."""
    if isinstance(value, str) and value.strip():
        return value.strip()
    findings.add("epcis.text", path, f"a text is needed, not {shown(value)}")
    return None


def moment(findings: Findings, value: Json, path: str) -> datetime | None:
    """Take a moment with its offset from UTC."""
    found = parse_moment(value) if isinstance(value, str) else None
    if found is None:
        message = f"a time such as 2026-11-22T06:00:00.000+07:00 is needed, not {shown(value)}"
        findings.add("epcis.time", path, message)
    return found


def offset(findings: Findings, value: Json, path: str) -> str | None:
    """Take a time zone's offset."""
    if isinstance(value, str) and OFFSET.fullmatch(value):
        return value
    findings.add("epcis.offset", path, f"an offset such as +07:00 is needed, not {shown(value)}")
    return None


def uri(findings: Findings, value: Json, path: str) -> str | None:
    """Take an absolute URI."""
    if isinstance(value, str) and is_uri(value):
        return value
    findings.add("epcis.uri", path, f"a URI is needed, not {shown(value)}")
    return None


def name(findings: Findings, value: Json, path: str) -> str | None:
    """Take the name of a thing, a place or a party, in its canonical form."""
    found = uri(findings, value, path)
    if found is None:
        return None
    known = canonical(found)
    # U+0000, which stands in no lot and no serial, and which PostgreSQL takes in no text.
    if is_broken_urn(found) or ("%00" in known and goods_of(known)):
        findings.add("epcis.epc", path, f"{shown(found)} breaks the rules of its scheme")
        return None
    return known


def word(findings: Findings, vocabulary: Vocabulary, value: Json, path: str) -> str | None:
    """Take a word of a vocabulary, as its web address."""
    if isinstance(value, str) and is_word(vocabulary, value, findings.prefixes):
        full = expand(vocabulary, value, findings.prefixes)
        if is_uri(full):
            return full
    findings.add(
        "epcis.vocabulary", path, f"{shown(value)} is no standard {vocabulary.name}, and no URI"
    )
    return None


def items(
    findings: Findings, value: Json, path: str, take: Callable[[Findings, Json, str], T | None]
) -> tuple[T, ...]:
    """Take a list, each of its entries by a check of its own."""
    if not isinstance(value, list):
        findings.add("epcis.list", path, f"a list is needed, not {shown(value)}")
        return ()
    if len(value) > MOST_ITEMS:
        findings.add("epcis.too_many", path, f"more than {MOST_ITEMS} entries")
        return ()
    taken = (take(findings, one, f"{path}[{at}]") for at, one in enumerate(value))
    return tuple(one for one in taken if one is not None)


def object_of(
    findings: Findings, value: Json, path: str, allowed: frozenset[str] | None = None
) -> Object | None:
    """Take an object; its fields are those allowed, or of other vocabularies."""
    if not isinstance(value, dict):
        findings.add("epcis.object", path, f"an object is needed, not {shown(value)}")
        return None
    if allowed is not None:
        unknown(findings, value, path, allowed)
    return value


def unknown(findings: Findings, value: Object, path: str, allowed: frozenset[str]) -> None:
    """Note fields that the standard doesn't know and that name no vocabulary."""
    for field in value:
        if field not in allowed and ":" not in field:
            findings.add("epcis.field", path, f"no field {shown(field)} here")


def words(findings: Findings, vocabulary: Vocabulary, value: Json, path: str) -> tuple[str, ...]:
    """Take a list of words."""

    def take(to: Findings, one: Json, where: str) -> str | None:
        return word(to, vocabulary, one, where)

    return items(findings, value, path, take)


def place(findings: Findings, value: Json, path: str) -> str | None:
    """Take a place: an object with an id."""
    found = object_of(findings, value, path, frozenset({"id"}))
    return None if found is None else name(findings, found.get("id"), f"{path}.id")


def typed(
    findings: Findings, value: Json, path: str, field: str, vocabulary: Vocabulary
) -> Typed | None:
    """Take a document, a source or a destination, with its type where there is one."""
    found = object_of(findings, value, path, frozenset({"type", field}))
    if found is None:
        return None
    kind: str | None = ""
    if "type" in found:
        kind = word(findings, vocabulary, found["type"], f"{path}.type")
    elif field != "bizTransaction":
        findings.add("epcis.missing", path, "a type is needed")
    named = name(findings, found.get(field), f"{path}.{field}")
    return None if named is None or kind is None else Typed(kind=kind, name=named)


def thing(findings: Findings, value: Json, path: str, role: Role) -> Thing | None:
    """Take one thing."""
    found = name(findings, value, path)
    return None if found is None else Thing(role=role, name=found)


def quantity(findings: Findings, value: Json, path: str, role: Role) -> Thing | None:
    """Take a quantity of a class of things."""
    found = object_of(findings, value, path, frozenset({"epcClass", "quantity", "uom"}))
    if found is None:
        return None
    named = name(findings, found.get("epcClass"), f"{path}.epcClass")
    amount = (
        number(findings, found["quantity"], f"{path}.quantity") if "quantity" in found else None
    )
    if amount is not None and not 0 <= amount <= MOST_QUANTITY:
        findings.add("epcis.quantity", f"{path}.quantity", f"out of range: {amount}")
    unit = found.get("uom", "")
    if not (isinstance(unit, str) and len(unit) <= 3 and set(unit) <= _UNITS):
        message = f"a unit of UN/CEFACT such as KGM is needed, not {shown(unit)}"
        findings.add("epcis.unit", f"{path}.uom", message)
        return None
    if named is None:
        return None
    return Thing(role=role, name=named, is_class=True, quantity=amount, uom=unit)


def number(findings: Findings, value: Json, path: str) -> Decimal | None:
    """Take a number."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    findings.add("epcis.number", path, f"a number is needed, not {shown(value)}")
    return None


def certificates(findings: Findings, value: Json, path: str) -> tuple[str, ...]:
    """Take one URI of a certificate, or several."""
    if isinstance(value, list):
        return items(findings, value, path, uri)
    found = uri(findings, value, path)
    return () if found is None else (found,)


def persistent(
    findings: Findings, value: Json, path: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Take a persistent disposition: what is set, what is unset."""
    found = object_of(findings, value, path, frozenset({"set", "unset"}))
    if found is None:
        return (), ()
    if not found.keys() & {"set", "unset"}:
        findings.add("epcis.missing", path, "set or unset is needed")
    return (
        words(findings, DISPOSITION, found.get("set", []), f"{path}.set"),
        words(findings, DISPOSITION, found.get("unset", []), f"{path}.unset"),
    )


def error_declaration(findings: Findings, value: Json, path: str) -> ErrorDeclaration | None:
    """Take the declaration that an event was wrong."""
    allowed = frozenset({"declarationTime", "reason", "correctiveEventIDs"})
    found = object_of(findings, value, path, allowed)
    if found is None:
        return None
    at = moment(findings, found.get("declarationTime"), f"{path}.declarationTime")
    reason: str | None = ""
    if "reason" in found:
        reason = word(findings, ERROR_REASON, found["reason"], f"{path}.reason")
    named = found.get("correctiveEventIDs", [])
    ids = items(findings, named, f"{path}.correctiveEventIDs", uri)
    if at is None or reason is None:
        return None
    own = {field: one for field, one in found.items() if ":" in field}
    return ErrorDeclaration(at=at, reason=reason, corrective_ids=ids, extensions=own or None)
