"""JSON of strangers: read with limits, and texts made fit to be shown."""

import json
import unicodedata

from fleet.connectors.port import Reason, SourceFailed

DEEPEST = 32
MOST_VALUES = 100_000
LONGEST_TEXT = 2000


def read_json(body: bytes) -> object:
    """Read a JSON document.

    Raises:
        SourceFailed: `connector.bad_json`, `connector.too_deep`, `connector.too_long`.
    """
    try:
        document: object = json.loads(body, parse_constant=_no_constant)
    except RecursionError as error:
        raise SourceFailed(Reason.TOO_DEEP) from error
    except ValueError as error:
        raise SourceFailed(Reason.BAD_JSON, str(error)) from error
    _check_depth(document)
    return document


def _no_constant(name: str) -> object:
    message = f"{name} is no JSON"
    raise ValueError(message)


def _check_depth(document: object) -> None:
    level: list[object] = [document]
    values = 0
    for _ in range(DEEPEST):
        level = [child for one in level for child in _children(one)]
        values += len(level)
        if values > MOST_VALUES:
            raise SourceFailed(Reason.TOO_LONG, f"more than {MOST_VALUES} values")
        if not level:
            return
    raise SourceFailed(Reason.TOO_DEEP, f"more than {DEEPEST} levels")


def _children(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def plain_text(value: object) -> str:
    """Give a value as a text that may be stored and shown; None is the empty text.

    Control characters and marks that turn the writing around are left out; markup stays what it
    is, text, for whoever shows it to escape.

    Raises:
        SourceFailed: `connector.shape` for lists and objects.
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case str():
            text = unicodedata.normalize("NFC", value[:LONGEST_TEXT])
            return "".join(map(_shown, text)).strip()
        case _:
            raise SourceFailed(Reason.SHAPE, f"a text was expected, not {type(value).__name__}")


def _shown(character: str) -> str:
    if character in "\t\n\r":
        return " "
    category = unicodedata.category(character)
    return "" if category in {"Cc", "Cs", "Co"} or _turns(character) else character


def _turns(character: str) -> bool:
    return unicodedata.bidirectional(character) in {
        *("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"),
    }
