"""A small language for places in a JSON document: `data.items[0].name`, `logs[*]`, `["a.b"].c`.

Names, numbers in brackets, `[*]` for every element; nothing is searched, computed or guessed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fleet.errors import BadInput

LONGEST = 200
EVERY = -1
Step = str | int


@dataclass(frozen=True, slots=True)
class Path:
    """A place in a document; `EVERY` stands for all elements of a list."""

    steps: tuple[Step, ...]

    def all(self, document: object) -> Iterator[object]:
        """Give every value at this place, none where there is no such place."""
        return _walk(document, self.steps)

    def first(self, document: object) -> object:
        """Give the first value at this place, None where there is none (or null)."""
        return next(self.all(document), None)


def parse(text: str) -> Path:
    """Read a path; the empty text is the document itself.

    Raises:
        BadInput: `path.syntax` with the place where it went wrong.
    """
    if len(text) > LONGEST:
        raise BadInput("path.syntax", text=text[:60], position=LONGEST)
    steps: list[Step] = []
    at = 0
    while at < len(text):
        step, after = _bracket(text, at) if text[at] == "[" else _name(text, at)
        steps.append(step)
        at = after
        if at < len(text) and text[at] == ".":
            at += 1
            if at == len(text) or text[at] in ".[":
                raise BadInput("path.syntax", text=text, position=at)
        elif at < len(text) and text[at] != "[":
            raise BadInput("path.syntax", text=text, position=at)
    return Path(tuple(steps))


def _name(text: str, at: int) -> tuple[str, int]:
    end = at
    while end < len(text) and text[end] not in '.[]"':
        end += 1
    if end == at:
        raise BadInput("path.syntax", text=text, position=at)
    return text[at:end], end


def _bracket(text: str, at: int) -> tuple[Step, int]:
    if text.startswith('["', at):
        end = text.find('"]', at + 2)
        if end <= at + 2:
            raise BadInput("path.syntax", text=text, position=at)
        return text[at + 2 : end], end + 2
    end = text.find("]", at)
    inside = text[at + 1 : end] if end > 0 else ""
    if inside == "*":
        return EVERY, end + 1
    if not (inside.isascii() and inside.isdigit() and len(inside) <= 4):
        raise BadInput("path.syntax", text=text, position=at)
    return int(inside), end + 1


def _walk(value: object, steps: Sequence[Step]) -> Iterator[object]:
    if not steps:
        yield value
        return
    step, rest = steps[0], steps[1:]
    if isinstance(step, str):
        if isinstance(value, dict) and step in value:
            yield from _walk(value[step], rest)
    elif isinstance(value, list):
        chosen = value if step == EVERY else value[step : step + 1]
        for one in chosen:
            yield from _walk(one, rest)
