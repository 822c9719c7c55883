"""GS1 elements: an application identifier (AI) with its value.

The table of AIs with their formats is biip's (GS1 General Specifications 3.2). Its parsers are not
used, for reasons met with version 5.2:
- they ask the clock for the century of a date, and take the two dates of AI 7007 for one moment;
- its patterns of AIs that allow percent-encoding (4300-4320, 7253-7259) backtrack exponentially,
  and `30` and `7004` may be empty in its table;
- a Digital Link may repeat an AI, hold an unknown one, or an empty value.
Associations between AIs (`req`, `ex`) and the finer checks of values (countries, currencies,
coordinates, coupons) belong beside `value_problem`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from biip import ParseError
from biip.gs1_application_identifiers import GS1ApplicationIdentifier

from provenance.codes.dates import ZERO_DAY_ALLOWED, dates_are_valid, yymmdd
from provenance.codes.ean import is_in_store
from provenance.codes.problems import ProblemCode, problem
from provenance.codes.reading import Kind, Problem, Reading
from provenance.codes.scan import is_digits
from provenance.keys import Gtin, ItemKey, check_digit

MAX_ELEMENTS = 40
"""More than any printed code holds; keeps a code made to waste time from doing so."""

GTIN_AIS = frozenset({"01", "02", "03", "8006", "8026"})

CHECKED_DIGITS: Mapping[str, slice] = MappingProxyType(
    dict.fromkeys(("00", "8017", "8018"), slice(0, 18))
    | dict.fromkeys(GTIN_AIS, slice(0, 14))
    | dict.fromkeys(("253", "255"), slice(0, 13))
    | {str(ai): slice(0, 13) for ai in range(410, 418)}
    | {"402": slice(0, 17), "8003": slice(1, 14)}
)
"""Which part of a value ends in a check digit (GS1 Syntax Dictionary, `csum`)."""

_PERCENT_ENCODED = re.compile(r"\(\?:.*%\[0-9A-Fa-f\].*\{1,(\d+)\}\)\$$")
_CSET_82 = r"[!%-?A-Z_a-z\x22]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One AI with its value.

    Attributes:
        position: zero-based character in the payload at which it begins.
    """

    ai: str
    value: str
    position: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What the standard says about one AI.

    Attributes:
        pattern: regular expression of the value alone.
        fixed: the length is predefined, so that no separator has to follow.
    """

    ai: str
    pattern: str
    fixed: bool


def definition_at(text: str) -> Definition | None:
    """Find the AI with which a text begins; no AI is the beginning of another."""
    if not is_digits(text[:2]):
        return None
    try:
        found = GS1ApplicationIdentifier.extract(text[:4])
    except ParseError:
        return None
    pattern = found.pattern.removeprefix(f"^{found.ai}")
    encoded = _PERCENT_ENCODED.search(pattern)
    if encoded:
        pattern = f"{_CSET_82}{{1,{encoded[1]}}}$"
    return Definition(
        ai=found.ai, pattern=pattern.removesuffix("$"), fixed=not found.separator_required
    )


def definition_of(ai: str) -> Definition | None:
    """Look up an AI by its exact digits."""
    found = definition_at(ai)
    return found if found and found.ai == ai else None


def format_problem(definition: Definition, element: Element) -> Problem | None:
    """Check length and characters of a value."""
    if not element.value:
        return problem(ProblemCode.AI_EMPTY, element.ai, element.position)
    if not element.value.isascii() or not re.fullmatch(definition.pattern, element.value):
        return problem(ProblemCode.AI_VALUE, element.ai, element.position)
    return None


def value_problem(elements: Iterable[Element]) -> Problem | None:
    """Check what goes beyond length and characters: check digits, then dates."""
    for element in elements:
        part = element.value[CHECKED_DIGITS.get(element.ai, slice(0))]
        if part and check_digit(part[:-1]) != int(part[-1]):
            gtin = element.ai in GTIN_AIS
            code = ProblemCode.GTIN_CHECK_DIGIT if gtin else ProblemCode.KEY_CHECK_DIGIT
            return problem(code, element.ai, element.position)
        if not dates_are_valid(element.ai, element.value):
            return problem(ProblemCode.DATE_INVALID, element.ai, element.position)
    return None


def gs1_reading(
    kind: Kind,
    elements: Sequence[Element],
    *,
    what: str,
    warnings: tuple[Problem, ...] = (),
    host: str | None = None,
) -> Reading:
    """Make the reading of well-formed elements; their values are judged here."""
    ais = tuple((element.ai, element.value) for element in elements)
    error = value_problem(elements)
    if error:
        return Reading(
            kind=kind, valid=False, ais=ais, host=host, what=what, warnings=warnings, error=error
        )
    values = dict(ais)
    item = _item(values)
    if item and is_in_store(item.gtin):
        item = None
        warnings = (*warnings, problem(ProblemCode.GTIN_IN_STORE, "01"))
    return Reading(
        kind=kind,
        ais=ais,
        item=item,
        expires=_expires(values),
        host=host,
        what=what,
        warnings=warnings,
    )


def _item(values: Mapping[str, str]) -> ItemKey | None:
    gtin = values.get("01")
    if gtin is None:
        return None
    return ItemKey(gtin=Gtin(gtin), lot=values.get("10"), serial=values.get("21"))


def _expires(values: Mapping[str, str]) -> date | None:
    ai = "17" if "17" in values else "15"
    return yymmdd(values[ai], zero_day=ai in ZERO_DAY_ALLOWED) if ai in values else None
