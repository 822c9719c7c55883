"""Texts made fit for a screen: cleaned, broken into lines, shortened where nothing else helps.

Facts: Unicode 16 categories; NFC (UAX 15); the explicit direction marks of UAX 9, which could make
a foreign text look like another. Whatever is shown goes through `clean` first, ours as well as that
of a code or a record.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from kiosk.ui.fonts import Fonts
from kiosk.ui.scene import Face, Type

ELLIPSIS = "…"
_LONGEST = 400
"""Characters; more than the largest panel of any screen can hold."""
_NOT_SHOWABLE = "?"
_DROPPED = ("Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me")


def clean(text: str, fonts: Fonts, face: Face) -> str:
    """Give what may be shown of a text: NFC, one line, no controls, only glyphs that exist.

    A run of characters that the typeface doesn't have becomes one question mark.
    """
    shown: list[str] = []
    for character in unicodedata.normalize("NFC", text[: 4 * _LONGEST]):
        kind = unicodedata.category(character)
        if character in "\t\n\r" or kind in {"Zl", "Zp"} or (kind == "Zs" and character != "\xa0"):
            shown.append(" ")
        elif kind in _DROPPED:
            continue
        elif character == "\xa0" or fonts.shows(character, face):
            shown.append(character)
        elif shown[-1:] != [_NOT_SHOWABLE]:
            shown.append(_NOT_SHOWABLE)
    tidy = " ".join("".join(shown).split(" ")).strip(" ")
    while "  " in tidy:
        tidy = tidy.replace("  ", " ")
    return tidy if len(tidy) <= _LONGEST else tidy[: _LONGEST - 1].rstrip() + ELLIPSIS


def fit(text: str, type_: Type, width: int, fonts: Fonts) -> tuple[str, ...]:
    """Clean any text and break it into balanced lines; what was asked for lately is remembered."""
    return fonts.broken.get(
        (text, type_, width),
        lambda: tuple(balance(clean(text, fonts, type_.face), type_, width, fonts)),
    )


def wrap(text: str, type_: Type, width: int, fonts: Fonts) -> list[str]:
    """Break a clean text into lines of at most `width` pixels.

    No-break spaces hold. A word wider than a line, such as a host, is broken after its last full
    stop or hyphen that fits, else anywhere.
    """
    lines: list[str] = []
    line = ""
    for word in _words(text, type_, width, fonts):
        longer = f"{line} {word}" if line else word
        if line and fonts.width(longer, type_) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def balance(text: str, type_: Type, width: int, fonts: Fonts) -> list[str]:
    """Break a clean text as `wrap` does, into lines that are about equally long."""
    lines = wrap(text, type_, width, fonts)
    if len(lines) < 2:
        return lines
    widest = max(fonts.width(word, type_) for word in text.split(" "))
    if widest > width:
        return lines
    narrow, wide = max(width // 2, widest - 1), width
    while wide - narrow > 4:
        middle = (narrow + wide) // 2
        if len(wrap(text, type_, middle, fonts)) == len(lines):
            wide = middle
        else:
            narrow = middle
    return wrap(text, type_, wide, fonts)


def shorten(text: str, type_: Type, width: int, fonts: Fonts) -> str:
    """Cut a text to `width` pixels, ending in an ellipsis where something was cut."""
    if fonts.width(text, type_) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if fonts.width(text[:middle].rstrip() + ELLIPSIS, type_) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS


def limit(lines: Sequence[str], most: int, type_: Type, width: int, fonts: Fonts) -> list[str]:
    """Keep at most so many lines; the last one kept ends in an ellipsis for the rest."""
    if len(lines) <= most:
        return list(lines)
    last = shorten(" ".join(lines[most - 1 :]), type_, width, fonts)
    if not last.endswith(ELLIPSIS):
        last = shorten(last + ELLIPSIS, type_, width, fonts)
    return [*lines[: most - 1], last]


def _words(text: str, type_: Type, width: int, fonts: Fonts) -> Iterator[str]:
    for word in text.split(" "):
        rest = word
        while rest and fonts.width(rest, type_) > width:
            end = max(1, _fitting(rest, type_, width, fonts))
            end = max(rest.rfind(mark, 0, end) for mark in ".-/") + 1 or end
            yield rest[:end]
            rest = rest[end:]
        if rest:
            yield rest


def _fitting(word: str, type_: Type, width: int, fonts: Fonts) -> int:
    low, high = 0, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if fonts.width(word[:middle], type_) <= width:
            low = middle
        else:
            high = middle - 1
    return low
