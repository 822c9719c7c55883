"""GS1 elements, whatever form they were written in: what is wrong with them, and what they name."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from provenance.codes.associations import association_problem
from provenance.codes.dates import yymmdd
from provenance.codes.dictionary import (
    CHARACTER_LINTERS,
    Definition,
    definition_of,
)
from provenance.codes.ean import is_in_store
from provenance.codes.element import Element
from provenance.codes.lint_errors import LintError
from provenance.codes.linters import csum, lint, yymmd0, yyyymmdd
from provenance.codes.linters import yymmdd as date_linter
from provenance.codes.options import LENIENT, Options
from provenance.codes.problems import ProblemCode, problem
from provenance.codes.reading import Kind, Problem, Reading
from provenance.keys import Gtin, ItemKey

MAX_ELEMENTS = 40
"""More than any printed code holds; keeps a code made to waste time from doing so."""

GTIN_AIS = frozenset({"01", "02", "03", "8006", "8026"})
_DATE_LINTERS = (yymmd0, date_linter, yyyymmdd)


def format_problem(definition: Definition, element: Element) -> Problem | None:
    """Check length and characters of a value."""
    if definition.pattern.fullmatch(element.value):
        return None
    if not element.value:
        return problem(ProblemCode.AI_EMPTY, element.ai, element.position)
    fault = _format_fault(definition, element.value)
    return problem(ProblemCode.AI_VALUE, f"{element.ai} {fault}", element.position)


def _format_fault(definition: Definition, value: str) -> str:
    """Name what is wrong with a value whose length or characters are."""
    start = 0
    for part in definition.components:
        piece = value[start : start + part.most]
        fault = lint(CHARACTER_LINTERS[part.charset], piece)
        if fault:
            return fault.value
        if len(piece) < part.least and not (part.optional and not piece):
            return "too_short"
        start += part.most
    return "too_long"


def value_problems(elements: Sequence[Element]) -> Iterator[Problem]:
    """Check what goes beyond length and characters: check digits, dates, code lists.

    Args:
        elements: their lengths and characters are right.
    """
    for element in elements:
        definition = definition_of(element.ai)
        for place, linter in definition.checks if definition else ():
            part = element.value[place]
            # A part that may be missing is checked where it is there.
            fault = linter(part) if part else None
            if fault is None:
                continue
            code = ProblemCode.AI_CONTENT
            if fault is LintError.INCORRECT_CHECK_DIGIT and linter is csum:
                gtin = element.ai in GTIN_AIS
                code = ProblemCode.GTIN_CHECK_DIGIT if gtin else ProblemCode.KEY_CHECK_DIGIT
            elif linter in _DATE_LINTERS:
                code = ProblemCode.DATE_INVALID
            yield problem(code, f"{element.ai} {fault}", element.position)


def gs1_reading(
    kind: Kind,
    elements: Sequence[Element],
    *,
    what: str,
    warnings: tuple[Problem, ...] = (),
    host: str | None = None,
    options: Options = LENIENT,
) -> Reading:
    """Make the reading of well-formed elements; their values and companions are judged here.

    Leniently, a wrong check digit or date is an error, everything else a warning.
    """
    ais = tuple((element.ai, element.value) for element in elements)
    for fault in value_problems(elements):
        if options.strict or fault.code != ProblemCode.AI_CONTENT:
            return _invalid(kind, ais, what, warnings, host, fault)
        warnings = (*warnings, fault)
    companion = association_problem(elements)
    if companion and options.strict:
        return _invalid(kind, ais, what, warnings, host, companion)
    if companion:
        warnings = (*warnings, companion)
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


def _invalid(
    kind: Kind,
    ais: tuple[tuple[str, str], ...],
    what: str,
    warnings: tuple[Problem, ...],
    host: str | None,
    error: Problem,
) -> Reading:
    return Reading(
        kind=kind, valid=False, ais=ais, host=host, what=what, warnings=warnings, error=error
    )


def _item(values: Mapping[str, str]) -> ItemKey | None:
    gtin = values.get("01")
    if gtin is None:
        return None
    return ItemKey(gtin=Gtin(gtin), lot=values.get("10"), serial=values.get("21"))


def _expires(values: Mapping[str, str]) -> date | None:
    ai = "17" if "17" in values else "15"
    return yymmdd(values[ai], zero_day=True) if ai in values else None
