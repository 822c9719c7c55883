"""GS1 Digital Links: web addresses that name goods, on any host.

GS1 Digital Link URI Syntax 1.6: the rightmost primary key of the path with its qualifiers in order,
attributes in the query; other query keys and the fragment mean nothing. Accepted with a warning,
since they are on shelves: GTINs of 8, 12 or 13 digits, and the short names of version 1.1.
Compressed links (GS1 Digital Link Compression 1.0) are read elsewhere, before a plain link.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import unquote, unquote_plus

from provenance.codes.dl_keys import (
    KEY_NAMES,
    QUALIFIERS,
    SHORT_NAMES,
    is_in_sequence,
    may_be_attribute,
)
from provenance.codes.elements import (
    MAX_ELEMENTS,
    Element,
    definition_of,
    format_problem,
    gs1_reading,
)
from provenance.codes.hosts import Host, read_host
from provenance.codes.problems import ProblemCode, problem
from provenance.codes.reading import Kind, Problem, Reading
from provenance.codes.scan import Scan, is_digits
from provenance.keys import GTIN_LENGTHS

_LINK = re.compile(r"(?:https?|HTTPS?)://([^/?#]*)(/[^?#]*)(?:\?([^#]*))?", re.DOTALL)
_ILLEGAL = re.compile(r"[^!#-;=?-\[\]_a-z~]")
"""Characters that no URI holds (RFC 3986)."""
_LIKE_A_KEY = re.compile(r"[0-9]{8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Segment:
    text: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What was found in a link so far."""

    elements: tuple[Element, ...] = ()
    warnings: tuple[Problem, ...] = ()
    error: Problem | None = None


def read_digital_link(scan: Scan) -> Reading | None:
    """Read a Digital Link, None where the text isn't meant as one."""
    match = _LINK.match(scan.text)
    if match is None:
        return None
    segments = _segments(match[2], scan.offset + match.start(2))
    start = _key_index(segments)
    if start is None:
        return _malformed(segments, read_host(match[1]))
    pairs = segments[start:]
    if not _meant_as_key(pairs[0].text, pairs[1].text):
        return None
    host = read_host(match[1])
    parts = _path(pairs)
    if match[3] is not None:
        parts = _query(parts, match[3], scan.offset + match.start(3))
    illegal = _ILLEGAL.search(scan.text)
    error = host.error or parts.error
    if illegal:
        error = problem(ProblemCode.LINK_CHARACTERS, illegal[0], scan.offset + illegal.start())
    what = KEY_NAMES[_ai_of(pairs[0].text)]
    warnings = (*host.warnings, *parts.warnings)
    if error:
        return _invalid(error, host, what, warnings)
    return gs1_reading(
        Kind.DIGITAL_LINK, parts.elements, what=what, warnings=warnings, host=host.name
    )


def _invalid(
    error: Problem, host: Host, what: str = "", warnings: tuple[Problem, ...] = ()
) -> Reading:
    return Reading(
        kind=Kind.DIGITAL_LINK,
        valid=False,
        host=host.name,
        what=what,
        warnings=warnings,
        error=error,
    )


def _segments(path: str, position: int) -> tuple[_Segment, ...]:
    segments = []
    for text in path.split("/"):
        segments.append(_Segment(text=text, position=position))
        position += len(text) + 1
    return tuple(segments[1:])


def _ai_of(segment: str) -> str:
    return SHORT_NAMES.get(segment.lower(), segment)


def _key_index(segments: tuple[_Segment, ...]) -> int | None:
    """Find the rightmost primary key, walking pairs from the end of the path."""
    for index in range(len(segments) - 2, -1, -2):
        if _ai_of(segments[index].text) in QUALIFIERS:
            return index
    return None


def _meant_as_key(segment: str, value: str) -> bool:
    """Tell a key from a path that merely looks alike, such as `/2024/01/news`."""
    definition = definition_of(_ai_of(segment))
    numeric = definition is not None and definition.pattern.startswith((r"(\d{1", "(0)"))
    return not numeric or _LIKE_A_KEY.match(value) is not None


def _malformed(segments: tuple[_Segment, ...], host: Host) -> Reading | None:
    """Name what keeps a link with a key from being a Digital Link; None where there is no key."""
    key = next(
        (
            segment
            for segment, value in pairwise(segments)
            if _ai_of(segment.text) in QUALIFIERS
            and _LIKE_A_KEY.match(value.text)
            and _meant_as_key(segment.text, value.text)
        ),
        None,
    )
    if key is None:
        return None
    if not segments[-1].text and _key_index(segments[:-1]) is not None:
        return _invalid(problem(ProblemCode.LINK_TRAILING_SLASH, "", segments[-1].position), host)
    return _invalid(problem(ProblemCode.LINK_PATH, key.text, key.position), host)


def _path(pairs: tuple[_Segment, ...]) -> _Parts:
    elements = []
    warnings = []
    if len(pairs) > 2 * MAX_ELEMENTS:
        return _Parts(error=problem(ProblemCode.AI_TOO_MANY, position=pairs[0].position))
    for key, value in zip(pairs[::2], pairs[1::2], strict=True):
        ai = _ai_of(key.text)
        if ai != key.text:
            warnings.append(problem(ProblemCode.LINK_SHORT_NAME, key.text, key.position))
        element = Element(ai=ai, value=unquote(value.text), position=key.position)
        long = _with_long_gtin(element)
        if long is not element:
            warnings.append(problem(ProblemCode.GTIN_SHORT, ai, value.position))
        elements.append(long)
    qualifiers = tuple(element.ai for element in elements[1:])
    parts = _Parts(elements=tuple(elements), warnings=tuple(warnings))
    for element in elements:
        error = _element_problem(element)
        if error:
            return replace(parts, error=error)
    if not is_in_sequence(elements[0].ai, qualifiers):
        return replace(
            parts,
            error=problem(ProblemCode.LINK_PATH, "/".join(qualifiers), elements[1].position),
        )
    return parts


def _with_long_gtin(element: Element) -> Element:
    digits = element.value
    short = element.ai == "01" and is_digits(digits) and len(digits) in GTIN_LENGTHS[:-1]
    return replace(element, value=digits.zfill(14)) if short else element


def _element_problem(element: Element) -> Problem | None:
    definition = definition_of(element.ai)
    if definition is None:
        return problem(ProblemCode.AI_UNKNOWN, element.ai, element.position)
    return format_problem(definition, element)


def _query(parts: _Parts, query: str, position: int) -> _Parts:
    """Add the attributes of a query, up to the first that is wrong."""
    if parts.error:
        return parts
    elements = list(parts.elements)
    for pair in query.split("&"):
        ai, assigned, value = pair.partition("=")
        if assigned and is_digits(ai):
            element = Element(ai=ai, value=unquote_plus(value), position=position)
            elements.append(element)
            error = _attribute_problem(elements)
            if error:
                return replace(parts, error=error)
        position += len(pair) + 1
    return replace(parts, elements=tuple(elements))


def _attribute_problem(elements: list[Element]) -> Problem | None:
    last = elements[-1]
    if len(elements) > MAX_ELEMENTS:
        return problem(ProblemCode.AI_TOO_MANY, position=last.position)
    error = _element_problem(last)
    if error:
        return error
    if last.ai in {element.ai for element in elements[:-1]}:
        return problem(ProblemCode.AI_DUPLICATE, last.ai, last.position)
    if not may_be_attribute(elements[0].ai, last.ai):
        return problem(ProblemCode.LINK_ATTRIBUTE, last.ai, last.position)
    return None
