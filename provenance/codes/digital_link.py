"""GS1 Digital Links: web addresses that name goods, on any host.

GS1 Digital Link URI Syntax 1.6: the rightmost primary key of the path with its qualifiers in order,
attributes in the query; other query keys and the fragment mean nothing. Accepted with a warning,
since they are on shelves: GTINs of 8, 12 or 13 digits, and the short names of version 1.1.
Compressed links (GS1 Digital Link Compression 1.0) are read elsewhere, before a plain link.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from provenance.codes.dictionary import definition_of
from provenance.codes.dl_keys import (
    KEY_NAMES,
    QUALIFIERS,
    SHORT_NAMES,
    is_in_sequence,
    may_be_attribute,
)
from provenance.codes.element import Element
from provenance.codes.elements import MAX_ELEMENTS, format_problem, gs1_reading
from provenance.codes.hosts import Host, read_host
from provenance.codes.options import Allow, Options
from provenance.codes.percent import decode
from provenance.codes.problems import ProblemCode, problem
from provenance.codes.reading import Kind, Problem, Reading
from provenance.codes.scan import Scan, is_digits
from provenance.keys import GTIN_LENGTHS

_LINK = re.compile(r"(?:https?|HTTPS?)://([^/?#]*)(/[^?#]*)(?:\?([^#]*))?", re.DOTALL)
_ILLEGAL = re.compile(r"[^!#-;=?-\[\]_a-z~]")
"""Characters that no URI holds (RFC 3986)."""
_LIKE_A_KEY = re.compile(r"[0-9]{8}")
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


class _Segment(NamedTuple):
    """A tuple, since a long path has thousands of them."""

    text: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What was found in a link so far."""

    elements: tuple[Element, ...] = ()
    warnings: tuple[Problem, ...] = ()
    error: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """A web address whose path may hold a key.

    Attributes:
        names: AIs by their short names, where these are accepted.
    """

    scan: Scan
    host: Host
    segments: tuple[_Segment, ...]
    query: str | None
    query_position: int
    names: Mapping[str, str]

    @property
    def options(self) -> Options:
        return self.scan.options

    def ai_of(self, segment: _Segment) -> str:
        return self.names.get(segment.text.lower(), segment.text) if self.names else segment.text

    def key_index(self, end: int | None = None) -> int | None:
        """Find the rightmost primary key, walking pairs from the end of the path."""
        end = len(self.segments) if end is None else end
        for index in range(end - 2, -1, -2):
            if self.ai_of(self.segments[index]) in QUALIFIERS:
                return index
        return None


def read_digital_link(scan: Scan) -> Reading | None:
    """Read a Digital Link, None where the text isn't meant as one."""
    link = _link(scan)
    if link is None:
        return None
    start = link.key_index()
    if start is None:
        return _malformed(link)
    pairs = link.segments[start:]
    key = link.ai_of(pairs[0])
    if not _meant_as_key(key, pairs[1].text):
        return None
    parts = _query(link, _path(link, pairs))
    illegal = _ILLEGAL.search(scan.text)
    error = link.host.error or parts.error
    if illegal:
        error = problem(ProblemCode.LINK_CHARACTERS, illegal[0], scan.offset + illegal.start())
    what = KEY_NAMES[key]
    warnings = (*link.host.warnings, *parts.warnings)
    if error:
        return _invalid(error, link.host, what, warnings)
    return gs1_reading(
        Kind.DIGITAL_LINK,
        parts.elements,
        what=what,
        warnings=warnings,
        host=link.host.name,
        options=scan.options,
    )


def _link(scan: Scan) -> _Link | None:
    match = _LINK.match(scan.text)
    if match is None:
        return None
    return _Link(
        scan=scan,
        host=read_host(match[1]),
        segments=_segments(match[2], scan.offset + match.start(2)),
        query=match[3],
        query_position=scan.offset + match.start(3),
        names=SHORT_NAMES if Allow.SHORT_NAMES in scan.options.allow else _NO_NAMES,
    )


def stem_of(scan: Scan) -> str:
    """Give what stands in front of the key of a text that is read as a Digital Link."""
    link = _link(scan)
    start = link.key_index() if link else None
    if link is None or start is None:
        return ""
    return scan.text[: link.segments[start].position - scan.offset - 1]


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
        segments.append(_Segment(text, position))
        position += len(text) + 1
    return tuple(segments[1:])


def _meant_as_key(key: str, value: str) -> bool:
    """Tell a key from a path that merely looks alike, such as `/2024/01/news`."""
    definition = definition_of(key)
    numeric = definition is not None and definition.components[0].charset == "N"
    return not numeric or _LIKE_A_KEY.match(decode(value)) is not None


def _malformed(link: _Link) -> Reading | None:
    """Name what keeps a link with a key from being a Digital Link; None where there is no key."""
    segments = link.segments
    key = next(
        (
            segment
            for segment, value in pairwise(segments)
            if link.ai_of(segment) in QUALIFIERS
            and _LIKE_A_KEY.match(value.text)
            and _meant_as_key(link.ai_of(segment), value.text)
        ),
        None,
    )
    if key is None:
        return None
    if not segments[-1].text and link.key_index(len(segments) - 1) is not None:
        error = problem(ProblemCode.LINK_TRAILING_SLASH, "", segments[-1].position)
    else:
        error = problem(ProblemCode.LINK_PATH, key.text, key.position)
    return _invalid(error, link.host)


def _path(link: _Link, pairs: tuple[_Segment, ...]) -> _Parts:
    elements = []
    warnings = []
    if len(pairs) > 2 * MAX_ELEMENTS:
        return _Parts(error=problem(ProblemCode.AI_TOO_MANY, position=pairs[0].position))
    for key, value in zip(pairs[::2], pairs[1::2], strict=True):
        ai = link.ai_of(key)
        if ai != key.text:
            warnings.append(problem(ProblemCode.LINK_SHORT_NAME, key.text, key.position))
        element = Element(ai=ai, value=decode(value.text), position=key.position)
        long = _with_long_gtin(element, link.options)
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


def _with_long_gtin(element: Element, options: Options) -> Element:
    digits = element.value
    short = element.ai == "01" and len(digits) in GTIN_LENGTHS[:-1] and is_digits(digits)
    if not short or Allow.ZERO_SUPPRESSED_GTIN not in options.allow:
        return element
    return replace(element, value=digits.zfill(14))


def _element_problem(element: Element, *, unknown: bool = False) -> Problem | None:
    definition = definition_of(element.ai, unknown=unknown)
    if definition is None:
        return problem(ProblemCode.AI_UNKNOWN, element.ai, element.position)
    return format_problem(definition, element)


def _query(link: _Link, parts: _Parts) -> _Parts:
    """Add the attributes of a query, up to the first that is wrong."""
    if parts.error or link.query is None:
        return parts
    elements = list(parts.elements)
    warnings = list(parts.warnings)
    path = tuple(element.ai for element in elements)
    present = set(path)
    position = link.query_position
    for pair in link.query.split("&"):
        ai, assigned, value = pair.partition("=")
        if assigned and is_digits(ai):
            element = Element(ai=ai, value=decode(value, query=True), position=position)
            long = _with_long_gtin(element, link.options)
            if long is not element:
                warnings.append(problem(ProblemCode.GTIN_SHORT, ai, position))
            elements.append(long)
            error = _attribute_problem(elements, path, present, link.options)
            if error:
                return replace(parts, error=error, warnings=tuple(warnings))
            present.add(ai)
        position += len(pair) + 1
    return replace(parts, elements=tuple(elements), warnings=tuple(warnings))


def _attribute_problem(
    elements: list[Element], path: tuple[str, ...], present: set[str], options: Options
) -> Problem | None:
    last = elements[-1]
    if len(elements) > MAX_ELEMENTS:
        return problem(ProblemCode.AI_TOO_MANY, position=last.position)
    unknown = Allow.UNKNOWN_AI_AS_ATTRIBUTE in options.allow
    error = _element_problem(last, unknown=unknown)
    if error:
        return error
    if last.ai in present:
        return problem(ProblemCode.AI_DUPLICATE, last.ai, last.position)
    if not may_be_attribute(path, last.ai, unknown=unknown):
        return problem(ProblemCode.LINK_ATTRIBUTE, last.ai, last.position)
    return None
