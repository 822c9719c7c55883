"""Percent-encoding of values in GS1 Digital Links.

RFC 3986 for the path, the form encoding of HTML for the query, where a plus sign stands for a
space. Each encoded byte is one character, U+0000 to U+00FF; a percent sign without two hexadecimal
digits stands for itself.
"""

from urllib.parse import quote, quote_plus, unquote, unquote_plus

_ENCODING = "latin-1"


def encode(text: str, *, query: bool = False) -> str:
    """Encode a value for the path, or for the query.

    Raises:
        ValueError: a character lies beyond U+00FF.
    """
    return (quote_plus if query else quote)(text, safe="", encoding=_ENCODING)


def decode(text: str, *, query: bool = False) -> str:
    """Decode a value of the path, or of the query."""
    if "%" not in text and not query:
        return text
    return (unquote_plus if query else unquote)(text, encoding=_ENCODING)
