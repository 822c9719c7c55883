"""Reads server-sent events, in this process or over HTTP."""

import json
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a stream; a comment has the name `:`."""

    name: str
    data: Any = None
    event_id: int | None = None


def parse(frame: str) -> Event:
    """Read one frame, without its empty line."""
    fields: dict[str, str] = {}
    for line in frame.splitlines():
        name, _, value = line.partition(":")
        fields[name] = value.strip()
    if "event" not in fields:
        return Event(":" if "" in fields else next(iter(fields), ""))
    number = int(fields["id"]) if "id" in fields else None
    return Event(fields["event"], json.loads(fields["data"]), number)


class Reader:
    """Gives the events of a stream of bytes one by one."""

    def __init__(self, chunks: AsyncIterator[bytes]) -> None:
        self._chunks = chunks
        self._text = ""
        self.seen: list[Event] = []

    async def next(self) -> Event | None:
        """Give the next event; None at the end of the stream."""
        while "\n\n" not in self._text:
            try:
                self._text += (await anext(self._chunks)).decode()
            except StopAsyncIteration:
                return None
        frame, _, self._text = self._text.partition("\n\n")
        self.seen.append(parse(frame))
        return self.seen[-1]

    async def until(self, name: str, count: int = 1) -> list[Event]:
        """Read until so many more events of a name came; give these."""
        found: list[Event] = []
        while len(found) < count:
            event = await self.next()
            assert event is not None, f"the stream ended: {self.names()}"
            if event.name == name:
                found.append(event)
        return found

    async def to_the_end(self) -> list[Event]:
        """Read what is left."""
        start = len(self.seen)
        while await self.next() is not None:
            pass
        return self.seen[start:]

    def names(self) -> list[str]:
        """Give the names of all events so far."""
        return [event.name for event in self.seen]


def data_of(events: Iterable[Event], name: str) -> list[Any]:
    """Give the bodies of all events of a name."""
    return [event.data for event in events if event.name == name]
