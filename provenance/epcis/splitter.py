"""Cuts the events out of an EPCIS document while it streams by, however long it is.

Only strings, brackets and commas are looked at, so that memory holds one event and the document's
head, and nesting is bounded before anything recursive sees it. What is cut out is judged elsewhere;
a document that isn't JSON shows in its head or in one of its events.
"""

import json
import re
from dataclasses import dataclass

from provenance.epcis.faults import BadEpcis

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|["{}\[\],]', re.DOTALL)
_PATHS = frozenset(
    {("epcisBody", "eventList"), ("epcisBody", "queryResults", "resultsBody", "eventList")}
)
_CLOSES = {"}": "{", "]": "["}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a document may hold.

    Attributes:
        depth: of nested brackets, all in all.
        event_characters: of one event.
        head_characters: of everything but the events.
    """

    events: int = 1_000_000
    depth: int = 64
    event_characters: int = 1_000_000
    head_characters: int = 1_000_000


class Splitter:
    """Takes a document in pieces, gives its events as texts.

    Attributes:
        path: JSON path of the list of events, once it has begun.
    """

    def __init__(self, limits: Limits) -> None:
        self.path = "$"
        self._limits = limits
        self._count = 0
        self._buffer = ""
        self._mark = 0
        """Where in the buffer the head, or the event, goes on."""
        self._scanned = 0
        self._head: list[str] = []
        self._head_characters = 0
        self._stack: list[str] = []
        self._keys: list[str] = []
        self._expects_key = False
        self._list_depth = 0
        self._after_comma = False

    def feed(self, text: str) -> list[str]:
        """Take the next piece; give the events that it completes.

        Raises:
            BadEpcis: a limit is passed, or brackets don't match.
        """
        self._buffer += text
        found: list[str] = []
        end = len(self._buffer)
        for match in _TOKEN.finditer(self._buffer, self._scanned):
            if match[0] == '"':
                # A string that goes on in the next piece.
                end = match.start()
                break
            self._take(match[0], match.start(), found)
        if not self._list_depth:
            self._to_head(end)
        self._buffer = self._buffer[self._mark :]
        self._scanned = end - self._mark
        self._mark = 0
        self._check_pending()
        return found

    def finish(self) -> str:
        """Give the head: the document with an empty list in place of its events.

        Raises:
            BadEpcis: `epcis.json` where the document ends too early.
        """
        if self._stack:
            raise BadEpcis("epcis.json", self.path, "the document ends too early")
        self._to_head(len(self._buffer))
        return "".join(self._head)

    def _take(self, mark: str, start: int, found: list[str]) -> None:
        match mark[0]:
            case "{" | "[":
                self._open(mark, start)
            case "}" | "]":
                self._close(mark, start, found)
            case ",":
                self._comma(start, found)
            case _:
                self._string(mark)

    def _open(self, mark: str, start: int) -> None:
        is_list = mark == "[" and not self._list_depth and self._is_event_list()
        self._stack.append(mark)
        if len(self._stack) > self._limits.depth:
            raise BadEpcis("epcis.depth", self.path, f"nested more than {self._limits.depth} deep")
        if is_list:
            self._list_depth = len(self._stack)
            self.path = ".".join(["$", *self._keys])
            self._to_head(start + 1)
        elif not self._list_depth:
            self._expects_key = mark == "{"
            if mark == "{":
                self._keys.append("")

    def _is_event_list(self) -> bool:
        # The list of events may be the whole document.
        return not self._stack or ("[" not in self._stack and tuple(self._keys) in _PATHS)

    def _close(self, mark: str, start: int, found: list[str]) -> None:
        if not self._stack or self._stack[-1] != _CLOSES[mark]:
            raise BadEpcis("epcis.json", self.path, f"{mark} closes nothing")
        if len(self._stack) == self._list_depth:
            last = self._buffer[self._mark : start]
            if self._after_comma or last.strip():
                self._event(last, found)
            self._list_depth = 0
            self._mark = start
        elif not self._list_depth and mark == "}":
            self._keys.pop()
        self._stack.pop()

    def _comma(self, start: int, found: list[str]) -> None:
        if len(self._stack) == self._list_depth:
            self._event(self._buffer[self._mark : start], found)
            self._mark = start + 1
            self._after_comma = True
        elif not self._list_depth:
            self._expects_key = bool(self._stack) and self._stack[-1] == "{"

    def _event(self, text: str, found: list[str]) -> None:
        self._count += 1
        if self._count > self._limits.events:
            raise BadEpcis(
                "epcis.too_many_events", self.path, f"more than {self._limits.events} events"
            )
        if len(text) > self._limits.event_characters:
            raise self._too_long()
        found.append(text)

    def _string(self, mark: str) -> None:
        if self._list_depth or not self._expects_key:
            return
        self._expects_key = False
        try:
            self._keys[-1] = json.loads(mark)
        except ValueError:
            # The head is read strictly later on, and refused for it.
            self._keys[-1] = ""

    def _to_head(self, end: int) -> None:
        self._head.append(self._buffer[self._mark : end])
        self._head_characters += end - self._mark
        self._mark = end

    def _check_pending(self) -> None:
        pending = len(self._buffer)
        if self._list_depth and pending > self._limits.event_characters:
            raise self._too_long()
        if not self._list_depth and self._head_characters + pending > self._limits.head_characters:
            raise BadEpcis("epcis.head_size", "$", "too much stands around the events")

    def _too_long(self) -> BadEpcis:
        most = self._limits.event_characters
        path = f"{self.path}[{max(self._count - 1, 0)}]"
        return BadEpcis("epcis.event_size", path, f"an event of more than {most} characters")
