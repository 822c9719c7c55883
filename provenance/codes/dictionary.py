"""The GS1 Barcode Syntax Dictionary: what the standard says about each application identifier (AI).

A row of the table names an AI or a range of them, then
- flags: `*` its length is predefined, so that no separator has to follow; `?` it may be an
  attribute of a GS1 Digital Link;
- components: a character set (N digits, X the 82 characters of ISO/IEC 646, Y 39, Z base64url), a
  length or `..` and the greatest, and the linters of its content; in brackets where it may be
  missing;
- `req=` groups of AIs of which one has to be there, `ex=` AIs that may not be there, `n` standing
  for any digit; `dlpkey` it is a primary key of Digital Links, with sequences of its qualifiers.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from provenance.codes.dictionary_table import ROWS
from provenance.codes.linters import LINTERS, Linter

CHARACTERS: Mapping[str, str] = MappingProxyType(
    {"N": "[0-9]", "X": r"[!\"%-?A-Z_a-z]", "Y": r"[#\-/0-9A-Z]", "Z": "[0-9A-Za-z_=-]"}
)
CHARACTER_LINTERS: Mapping[str, str] = MappingProxyType(
    {"N": "csetnumeric", "X": "cset82", "Y": "cset39", "Z": "cset64"}
)
PREDEFINED_LENGTHS: Mapping[str, int] = MappingProxyType(
    {"00": 18, "01": 14, "02": 14, "03": 14, "04": 16, "20": 2, "41": 13}
    | {str(two): 6 for two in (*range(11, 20), *range(31, 37))}
)
"""Digits behind AIs that begin so, known or not (GS1 General Specifications 7.8.5)."""

_COMPONENT = re.compile(r"\[?([NXYZ])(\.\.)?(\d+)\]?((?:,\w+)*)")
_SPECIFICATION = re.compile(r"\[?[NXYZ](?:\.\.)?\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One part of a value.

    Attributes:
        charset: N, X, Y or Z.
        linters: names of what is checked beside length and characters.
    """

    charset: str
    least: int
    most: int
    optional: bool
    linters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What the standard says about one AI.

    Attributes:
        pattern: of the whole value.
        checks: a part of the value, with a linter of it.
        fixed: the length is predefined, so that no separator has to follow.
        attribute: it may stand in the query of a Digital Link.
        requires: groups of AIs of which one has to be there, where there are any.
        sequences: of the qualifiers that may follow it; None where it is no primary key.
        known: whether it is in the dictionary.
    """

    ai: str
    components: tuple[Component, ...]
    pattern: re.Pattern[str]
    checks: tuple[tuple[slice, Linter], ...]
    fixed: bool
    attribute: bool
    requires: tuple[tuple[str, ...], ...] = ()
    excludes: tuple[str, ...] = ()
    sequences: tuple[tuple[str, ...], ...] | None = None
    known: bool = True


def _component(text: str) -> Component:
    match = _COMPONENT.fullmatch(text)
    if match is None:
        raise ValueError(text)
    charset, varies, length, linters = match.groups()
    return Component(
        charset=charset,
        least=1 if varies else int(length),
        most=int(length),
        optional=text.startswith("["),
        linters=tuple(linters.split(",")[1:]),
    )


def _pattern(components: tuple[Component, ...]) -> re.Pattern[str]:
    parts = []
    for part in components:
        lengths = f"{part.least},{part.most}" if part.least < part.most else str(part.most)
        text = f"{CHARACTERS[part.charset]}{{{lengths}}}"
        parts.append(f"(?:{text})?" if part.optional else text)
    return re.compile("".join(parts))


def _checks(components: tuple[Component, ...]) -> Iterator[tuple[slice, Linter]]:
    start = 0
    for part in components:
        place = slice(start, start + part.most)
        yield from ((place, LINTERS[name]) for name in part.linters)
        start += part.most


def _ais(text: str) -> list[str]:
    first, _, last = text.partition("-")
    return [str(ai).zfill(len(first)) for ai in range(int(first), int(last or first) + 1)]


def _definitions(row: str) -> Iterator[Definition]:
    """Read one row of the table."""
    ais, *fields = row.split(" ")
    flags = "".join(field for field in fields if not field[0].isalnum() and field[0] != "[")
    components = tuple(_component(field) for field in fields if _SPECIFICATION.match(field))
    settings = dict(field.split("=") for field in fields if "=" in field)
    sequences = None
    if "dlpkey" in settings:
        sequences = tuple(tuple(one.split(",")) for one in settings["dlpkey"].split("|"))
    elif "dlpkey" in fields:
        sequences = ()
    whole = Definition(
        ai="",
        components=components,
        pattern=_pattern(components),
        checks=tuple(_checks(components)),
        fixed="*" in flags,
        attribute="?" in flags,
        requires=_groups(settings.get("req", "")),
        excludes=tuple(settings["ex"].split(",")) if "ex" in settings else (),
        sequences=sequences,
    )
    for ai in _ais(ais):
        yield replace(whole, ai=ai)


def _groups(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group.split("+")) for group in text.split(",")) if text else ()


DEFINITIONS: Mapping[str, Definition] = MappingProxyType(
    {one.ai: one for row in ROWS for one in _definitions(row)}
)

AI_LENGTHS: Mapping[str, int] = MappingProxyType(
    dict.fromkeys(PREDEFINED_LENGTHS, 2) | {ai[:2]: len(ai) for ai in DEFINITIONS}
)
"""How many digits an AI has, by its first two: all that begin alike are equally long."""

_UNKNOWN = Component(charset="X", least=1, most=90, optional=False)


def definition_at(text: str, *, unknown: bool = False) -> Definition | None:
    """Find the AI with which a text begins; no AI is the beginning of another.

    Args:
        unknown: whether to make up a definition for an AI that isn't in the dictionary, where its
            first two digits tell how long it is.
    """
    ai = text[: AI_LENGTHS.get(text[:2], 0)]
    return DEFINITIONS.get(ai) or (unknown_definition(ai) if unknown else None)


def definition_of(ai: str, *, unknown: bool = False) -> Definition | None:
    """Look up an AI by its exact digits.

    Args:
        unknown: whether to make up a definition for an AI that isn't in the dictionary.
    """
    return DEFINITIONS.get(ai) or (unknown_definition(ai) if unknown else None)


def unknown_definition(ai: str) -> Definition | None:
    """Make up what can be said of an AI that isn't in the dictionary, None of what can't be one."""
    if not (ai.isascii() and ai.isdigit() and 2 <= len(ai) <= 4):
        return None
    if AI_LENGTHS.get(ai[:2], len(ai)) != len(ai):
        return None
    length = PREDEFINED_LENGTHS.get(ai[:2])
    part = _UNKNOWN if length is None else replace(_UNKNOWN, charset="N", least=length, most=length)
    return Definition(
        ai=ai,
        components=(part,),
        pattern=_pattern((part,)),
        checks=(),
        fixed=length is not None,
        attribute=False,
        known=False,
    )
