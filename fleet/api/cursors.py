"""Cursors of pages: a place in an order, written so that nobody takes it for something to build.

Whoever sends one may have made it up, so what comes out of it is bounded before a database sees it.
"""

import base64
import binascii
import json
from datetime import UTC, datetime
from typing import Any

from fleet.errors import BadInput

LONGEST = 1000
LARGEST = 2**62


def write(*values: str | int) -> str:
    """Write a place as a cursor."""
    text = json.dumps(values, ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(cursor: str, length: int) -> list[Any]:
    """Read a cursor of so many values.

    Raises:
        BadInput: `cursor.invalid`.
    """
    if len(cursor) > LONGEST:
        raise invalid(cursor)
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError, binascii.Error) as error:
        raise invalid(cursor) from error
    if not isinstance(values, list) or len(values) != length:
        raise invalid(cursor)
    return values


def text(value: object, cursor: str) -> str:
    """Check that a value is a text that any database takes.

    Raises:
        BadInput: `cursor.invalid`.
    """
    # JSON can name half a character, which is no text; PostgreSQL takes no U+0000.
    if (
        not isinstance(value, str)
        or "\x00" in value
        or any("\ud800" <= one < "\ue000" for one in value)
    ):
        raise invalid(cursor)
    return value


def number(value: object, cursor: str) -> int:
    """Check that a value is a whole number that a database takes.

    Raises:
        BadInput: `cursor.invalid`.
    """
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > LARGEST:
        raise invalid(cursor)
    return value


def moment(value: object, cursor: str) -> datetime:
    """Check that a value is a moment with its offset from UTC.

    Raises:
        BadInput: `cursor.invalid`.
    """
    try:
        found = datetime.fromisoformat(text(value, cursor))
        if found.tzinfo is not None:
            return found.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise invalid(cursor) from error
    raise invalid(cursor)


def invalid(cursor: str) -> BadInput:
    """Make the error that says so."""
    return BadInput("cursor.invalid", cursor=cursor[:100])
