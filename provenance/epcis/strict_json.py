"""JSON without what JSON doesn't allow, or what two readers would take differently.

Refused: NaN and the infinities, a key that stands twice, numbers of absurd length, half characters
(lone surrogates), which no database and no hash takes. Fractions are kept as they were written.
"""

import json
import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

MOST_DIGITS = 40
MOST_EXPONENT = 300
_HALF = re.compile(r"\\u[dD][89a-fA-F]")


class BadJson(ValueError):
    """Text that is no JSON, or JSON that is refused."""


def loads(text: str) -> Any:  # noqa: ANN401 - any JSON value
    """Read one value; nesting must have been bounded before.

    Raises:
        BadJson: with words that say what is wrong.
    """
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=_fraction,
            parse_int=_whole,
            parse_constant=_constant,
        )
    except json.JSONDecodeError as error:
        raise BadJson(f"{error.msg} at character {error.pos}") from error
    except RecursionError as error:
        raise BadJson("nested too deeply") from error
    if _HALF.search(text):
        try:
            json.dumps(value, ensure_ascii=False, default=str).encode()
        except UnicodeEncodeError as error:
            raise BadJson("half a character (a lone surrogate)") from error
    return value


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise BadJson(f"the key {twice[:60]!r} stands twice")
    return found


def _fraction(text: str) -> Decimal:
    if len(text) > MOST_DIGITS:
        raise BadJson(f"a number of {len(text)} characters")
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise BadJson(f"no number: {text}") from error
    if abs(number.adjusted()) > MOST_EXPONENT:
        raise BadJson(f"a number out of range: {text}")
    return number


def _whole(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise BadJson(f"a number of {len(text)} characters")
    return int(text)


def _constant(text: str) -> NoReturn:
    raise BadJson(f"{text} is no number")
