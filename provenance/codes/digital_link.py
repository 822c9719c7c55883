"""GS1 Digital Links: web addresses that name goods, on any host.

GS1 Digital Link URI Syntax 1.6: the rightmost primary key of the path with its qualifiers in order,
attributes in the query; other query keys and the fragment mean nothing. Accepted with a warning,
since they are on shelves: GTINs of 8, 12 or 13 digits, and the short names of version 1.1.
Compressed links (GS1 Digital Link Compression 1.0) are read elsewhere, before a plain link.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from provenance.codes.dictionary import DEFINITIONS, definition_of
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
_NUMBER_IN_PATH = re.compile(r"/[0-9]{8}")
_NUMBERED = re.compile(r"(?:^|(?<=&))([0-9]++)=([^&]*+)")
"""A pair of a query whose key is a number."""
_NO_NAMES: Mapping[str, str] = MappingProxyType({})
_KEYS = frozenset(QUALIFIERS)
_KEYS_AND_NAMES = _KEYS | {name for name, ai in SHORT_NAMES.items() if ai in QUALIFIERS}
_LONGEST = max(sum(part.most for part in one.components) for one in DEFINITIONS.values())
_MOST_ENCODED = 3 * (_LONGEST + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What was found in a link so far."""

    elements: tuple[Element, ...] = ()
    warnings: tuple[Problem, ...] = ()
    error: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """A web address whose path may hold a key; a path may have thousands of segments.

    Attributes:
        segments: of the path, without the slashes; `lowered` the same in lower case.
        position: of the first segment.
        names: AIs by their short names, where these are accepted.
        keys: how a primary key may be written, in lower case.
    """

    scan: Scan
    authority: str
    path: str
    segments: list[str]
    lowered: list[str]
    position: int
    query: str | None
    query_position: int
    names: Mapping[str, str]
    keys: frozenset[str]

    @property
    def options(self) -> Options:
        return self.scan.options

    def ai_of(self, index: int) -> str:
        return self.names.get(self.lowered[index], self.segments[index])

    def position_of(self, index: int) -> int:
        return self.position + sum(map(len, self.segments[:index])) + index

    def key_index(self, end: int) -> int | None:
        """Find the rightmost primary key, walking pairs from the end of the path."""
        walked = self.lowered[end - 2 :: -2] if end >= 2 else []
        return next((end - 2 - 2 * at for at, name in enumerate(walked) if name in self.keys), None)


def read_digital_link(scan: Scan) -> Reading | None:
    """Read a Digital Link, None where the text isn't meant as one."""
    link = _link(scan)
    if link is None:
        return None
    start = link.key_index(len(link.segments))
    if start is None:
        return _malformed(link)
    key = link.ai_of(start)
    if not _meant_as_key(key, link.segments[start + 1]):
        return None
    host = read_host(link.authority)
    parts = _query(link, _path(link, start))
    illegal = _ILLEGAL.search(scan.text)
    error = host.error or parts.error
    if illegal:
        error = problem(ProblemCode.LINK_CHARACTERS, illegal[0], scan.offset + illegal.start())
    what = KEY_NAMES[key]
    warnings = (*host.warnings, *parts.warnings)
    if error:
        return _invalid(error, host, what, warnings)
    return gs1_reading(
        Kind.DIGITAL_LINK,
        parts.elements,
        what=what,
        warnings=warnings,
        host=host.name,
        options=scan.options,
    )


def _link(scan: Scan) -> _Link | None:
    match = _LINK.match(scan.text)
    if match is None:
        return None
    named = Allow.SHORT_NAMES in scan.options.allow
    path = match[2]
    return _Link(
        scan=scan,
        authority=match[1],
        path=path,
        segments=path.split("/")[1:],
        lowered=path.lower().split("/")[1:],
        position=scan.offset + match.start(2) + 1,
        query=match[3],
        query_position=scan.offset + match.start(3),
        names=SHORT_NAMES if named else _NO_NAMES,
        keys=_KEYS_AND_NAMES if named else _KEYS,
    )


def stem_of(scan: Scan) -> str:
    """Give what stands in front of the key of a text that is read as a Digital Link."""
    link = _link(scan)
    start = link.key_index(len(link.segments)) if link else None
    if link is None or start is None:
        return ""
    return scan.text[: link.position_of(start) - scan.offset - 1]


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


def _meant_as_key(key: str, value: str) -> bool:
    """Tell a key from a path that merely looks alike, such as `/2024/01/news`."""
    definition = definition_of(key)
    numeric = definition is not None and definition.components[0].charset == "N"
    return not numeric or _LIKE_A_KEY.match(_value(value)) is not None


def _value(text: str, *, query: bool = False) -> str:
    """Decode a value; one that is too long for any AI stays too long, but isn't decoded whole."""
    return decode(text[:_MOST_ENCODED], query=query)


def _malformed(link: _Link) -> Reading | None:
    """Name what keeps a link with a key from being a Digital Link; None where there is no key."""
    if not _NUMBER_IN_PATH.search(link.path):
        return None
    segments = link.segments
    key = next(
        (
            index
            for index, (name, value) in enumerate(zip(link.lowered, segments[1:], strict=False))
            if name in link.keys
            and _LIKE_A_KEY.match(value)
            and _meant_as_key(link.ai_of(index), value)
        ),
        None,
    )
    if key is None:
        return None
    last = len(segments) - 1
    if not segments[-1] and link.key_index(last) is not None:
        error = problem(ProblemCode.LINK_TRAILING_SLASH, "", link.position_of(last))
    else:
        error = problem(ProblemCode.LINK_PATH, segments[key], link.position_of(key))
    return _invalid(error, read_host(link.authority))


def _path(link: _Link, start: int) -> _Parts:
    """Read the pairs from the key to the end of the path."""
    elements = []
    warnings = []
    position = link.position_of(start)
    if len(link.segments) - start > 2 * MAX_ELEMENTS:
        return _Parts(error=problem(ProblemCode.AI_TOO_MANY, position=position))
    for index in range(start, len(link.segments), 2):
        name, text = link.segments[index : index + 2]
        ai = link.ai_of(index)
        if ai != name:
            warnings.append(problem(ProblemCode.LINK_SHORT_NAME, name, position))
        element = Element(ai=ai, value=_value(text), position=position)
        position += len(name) + 1
        long = _with_long_gtin(element, link.options)
        if long is not element:
            warnings.append(problem(ProblemCode.GTIN_SHORT, ai, position))
        elements.append(long)
        position += len(text) + 1
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
    for pair in _NUMBERED.finditer(link.query):
        ai, value = pair.groups()
        position = link.query_position + pair.start()
        element = Element(ai=ai, value=_value(value, query=True), position=position)
        long = _with_long_gtin(element, link.options)
        if long is not element:
            warnings.append(problem(ProblemCode.GTIN_SHORT, ai, position))
        elements.append(long)
        error = _attribute_problem(elements, path, present, link.options)
        if error:
            return replace(parts, error=error, warnings=tuple(warnings))
        present.add(ai)
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
