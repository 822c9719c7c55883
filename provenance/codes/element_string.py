r"""GS1 element strings: raw, with FNC1 as group separators, or printed with brackets.

GS1 General Specifications 7.8: an AI of predefined length needs no separator behind it, every
other value ends at the next one. An AI that occurs twice must have the same value both times. In
brackets, `\(` stands for a bracket inside a value.
"""

import re

from provenance.codes.dictionary import definition_at, definition_of
from provenance.codes.element import Element
from provenance.codes.elements import MAX_ELEMENTS, format_problem, gs1_reading
from provenance.codes.linters import csum
from provenance.codes.options import Allow
from provenance.codes.problems import ProblemCode, problem
from provenance.codes.reading import Kind, Problem, Reading
from provenance.codes.scan import GS, GS1_SYMBOLOGIES, Scan, is_digits

_BRACKETED = re.compile(r"\([0-9]{2,4}\)")
_BRACKETED_ELEMENT = re.compile(r"\(([0-9]{2,4})\)((?:[^(\\]++|\\.)*+)", re.DOTALL)


def read_element_string(scan: Scan) -> Reading | None:
    """Read an element string, None where the text can't be meant as one."""
    if _BRACKETED.match(scan.text):
        return _read_bracketed(scan)
    if scan.symbology in GS1_SYMBOLOGIES:
        return read_raw(scan)
    if scan.options.strict:
        return None
    if GS in scan.text or (not scan.symbology and _begins_with_gtin(scan.text)):
        warning = problem(ProblemCode.GS1_SYMBOLOGY_MISSING)
        reading = read_raw(scan, (warning,))
        return reading if reading.valid or GS in scan.text else None
    return None


def _begins_with_gtin(text: str) -> bool:
    """Recognise what a decoder leaves that tells neither symbology nor the FNC1 in front."""
    gtin = text[2:16]
    return text.startswith("01") and len(gtin) == 14 and is_digits(gtin) and csum(gtin) is None


def read_raw(scan: Scan, warnings: tuple[Problem, ...] = ()) -> Reading:
    """Read a text that is known to be a raw element string, with or without FNC1 in front."""
    elements: list[Element] = []
    values: dict[str, str] = {}
    text = scan.text
    at = 1 if text.startswith(GS) else 0
    end = len(text) - 1 if text.endswith(GS) else len(text)
    error = None if at < end else problem(ProblemCode.AI_EMPTY, position=scan.offset)
    while at < end and error is None:
        stop = text.find(GS, at, end)
        element, error, at = _element_at(scan, at, end if stop < 0 else stop)
        elements.append(element)
        error = error or _repetition(elements, values)
        if text.startswith(GS, at):
            at += 1
    return _reading(scan, elements, error, "raw", warnings)


def _element_at(scan: Scan, at: int, stop: int) -> tuple[Element, Problem | None, int]:
    """Take the element that begins at a place.

    Args:
        stop: where the next separator stands, or the end.

    Returns:
        The element, what is wrong with it, and where the next one begins.
    """
    position = scan.offset + at
    unknown = Allow.UNKNOWN_AI in scan.options.allow
    definition = definition_at(scan.text[at : min(at + 4, stop)], unknown=unknown)
    if definition is None:
        name = scan.text[at : min(at + 2, stop)]
        nothing = Element(ai=name, value="", position=position)
        return nothing, problem(ProblemCode.AI_UNKNOWN, name, position), stop
    start = at + len(definition.ai)
    if definition.fixed:
        stop = min(stop, start + sum(part.most for part in definition.components))
    element = Element(ai=definition.ai, value=scan.text[start:stop], position=position)
    return element, format_problem(definition, element), stop


def _read_bracketed(scan: Scan) -> Reading:
    elements: list[Element] = []
    values: dict[str, str] = {}
    warnings: tuple[Problem, ...] = ()
    error = None
    at = 0
    while at < len(scan.text) and error is None:
        position = scan.offset + at
        match = _BRACKETED_ELEMENT.match(scan.text, at)
        if match is None:
            error = problem(ProblemCode.AI_UNKNOWN, position=position)
            break
        at = match.end()
        value = match[2].replace("\\(", "(")
        if not scan.options.strict and value != value.strip(" "):
            value = value.strip(" ")
            warnings = (problem(ProblemCode.GS1_SPACES, match[1], position),)
        element = Element(ai=match[1], value=value, position=position)
        elements.append(element)
        definition = definition_of(element.ai, unknown=Allow.UNKNOWN_AI in scan.options.allow)
        if definition is None:
            error = problem(ProblemCode.AI_UNKNOWN, element.ai, position)
        else:
            error = format_problem(definition, element) or _repetition(elements, values)
    return _reading(scan, elements, error, "bracketed", warnings)


def _repetition(elements: list[Element], values: dict[str, str]) -> Problem | None:
    """Note the value of the last element, and say whether it contradicts one before it."""
    last = elements[-1]
    if len(elements) > MAX_ELEMENTS:
        return problem(ProblemCode.AI_TOO_MANY, position=last.position)
    if values.setdefault(last.ai, last.value) != last.value:
        return problem(ProblemCode.AI_DUPLICATE, last.ai, last.position)
    return None


def _reading(
    scan: Scan,
    elements: list[Element],
    error: Problem | None,
    what: str,
    warnings: tuple[Problem, ...],
) -> Reading:
    kind = Kind.ELEMENT_STRING
    if error:
        return Reading(kind=kind, valid=False, what=what, warnings=warnings, error=error)
    return gs1_reading(kind, elements, what=what, warnings=warnings, options=scan.options)
