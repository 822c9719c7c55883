"""Reads EPCIS 2.0 documents: what is captured, what a query gave, a list of events, one event.

A document is gone through twice, once for its head (its contexts may stand behind its events), once
for its events, so that memory holds one event at a time. Contexts are never fetched: the standard's
words are known, and prefixes count that the document itself declares.
"""

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from provenance.epcis.event import faults_of, read_event
from provenance.epcis.faults import BadEpcis, Fault, shown
from provenance.epcis.model import Event, Rejected
from provenance.epcis.moments import parse_moment
from provenance.epcis.splitter import Limits, Splitter
from provenance.epcis.strict_json import BadJson, loads
from provenance.epcis.vocabulary import STANDARD_PREFIXES, expand_prefix, is_uri

MOST_PREFIXES = 100
"""Each event is searched for each of them."""
_VERSIONS = ("2.0", "2.0.0", "2.0.1")
_IGNORE = ":ignoreFields"
_PREFIX = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,60}", re.ASCII)


class Kind(StrEnum):
    """What a document is."""

    CAPTURE = "EPCISDocument"
    QUERY = "EPCISQueryDocument"
    LIST = "list"
    EVENT = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A document without its events.

    Attributes:
        path: JSON path of its list of events.
        prefixes: namespaces by prefix, the standard's own among them.
        ignored: full names of extension fields that hashes leave out.
        alone: the text of the event, where the document is one.
        events: how many there are, right or wrong.
    """

    kind: Kind
    path: str
    prefixes: Mapping[str, str]
    ignored: tuple[str, ...] = ()
    alone: str | None = None
    events: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A whole document in memory: its right events, and what is wrong with the others."""

    head: Head
    events: tuple[Event, ...]
    faults: tuple[Fault, ...]


def parse(content: bytes, limits: Limits | None = None) -> Parsed:
    """Read a document that fits into memory.

    Raises:
        BadEpcis: it can't be read as an EPCIS 2.0 document at all.
    """
    head = read_head([content], limits)
    events: list[Event] = []
    faults: list[Fault] = []
    for one in read_events([content], head, limits):
        match one:
            case Event():
                events.append(one)
            case Rejected():
                faults.extend(one.faults)
    return Parsed(head=head, events=tuple(events), faults=tuple(faults))


def read_head(chunks: Iterable[bytes], limits: Limits | None = None) -> Head:
    """Go through a document for everything but its events.

    Raises:
        BadEpcis: `epcis.encoding`, `epcis.json`, a limit, or what is wrong with the head.
    """
    splitter = Splitter(limits or Limits())
    count = sum(len(splitter.feed(text)) for text in _texts(chunks))
    text = splitter.finish()
    try:
        value = loads(text)
    except BadJson as error:
        raise BadEpcis("epcis.json", "$", str(error)) from error
    return _head(value, text, splitter.path, count)


def read_events(
    chunks: Iterable[bytes], head: Head, limits: Limits | None = None
) -> Iterator[Event | Rejected]:
    """Go through a document for its events, in their order.

    Raises:
        BadEpcis: the chunks aren't those of which the head was made.
    """
    for path, text in _cut(chunks, head, limits):
        yield _event(text, path, head)


def judge_events(
    chunks: Iterable[bytes], head: Head, limits: Limits | None = None
) -> Iterator[tuple[Fault, ...]]:
    """Go through a document for what is wrong with each event; nothing, where one is right.

    Raises:
        BadEpcis: the chunks aren't those of which the head was made.
    """
    for path, text in _cut(chunks, head, limits):
        try:
            value, prefixes = _value(text, path, head)
        except BadEpcis as error:
            yield (error.fault,)
        else:
            yield faults_of(value, path, prefixes)


def _cut(chunks: Iterable[bytes], head: Head, limits: Limits | None) -> Iterator[tuple[str, str]]:
    """Cut a document into the texts of its events, each with its JSON path."""
    if head.alone is not None:
        yield "$", head.alone
        return
    splitter = Splitter(limits or Limits())
    at = 0
    for text in _texts(chunks):
        for found in splitter.feed(text):
            yield f"{head.path}[{at}]", found
            at += 1


def _texts(chunks: Iterable[bytes]) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        for chunk in chunks:
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise BadEpcis("epcis.encoding", "$", "the document isn't UTF-8") from error


def _event(text: str, path: str, head: Head) -> Event | Rejected:
    try:
        value, prefixes = _value(text, path, head)
    except BadEpcis as error:
        return Rejected(faults=(error.fault,))
    return read_event(value, text.strip(), path, prefixes, head.ignored)


def _value(text: str, path: str, head: Head) -> tuple[Any, Mapping[str, str]]:
    try:
        value = loads(text)
    except BadJson as error:
        raise BadEpcis("epcis.json", path, str(error)) from error
    if isinstance(value, dict) and "@context" in value:
        return value, {**head.prefixes, **_prefixes(value["@context"], f"{path}.@context")}
    return value, head.prefixes


def _head(value: Any, text: str, path: str, count: int) -> Head:  # noqa: ANN401 - any JSON value
    if isinstance(value, list):
        return Head(kind=Kind.LIST, path=path, prefixes=STANDARD_PREFIXES, events=count)
    if not isinstance(value, dict):
        raise BadEpcis("epcis.object", "$", f"an object or a list is needed, not {shown(value)}")
    if "@context" not in value:
        raise BadEpcis("epcis.context", "$", "@context is needed")
    prefixes = {**STANDARD_PREFIXES, **_prefixes(value["@context"], "$.@context")}
    kind = value.get("type")
    if not isinstance(kind, str) or kind not in {Kind.CAPTURE, Kind.QUERY}:
        return Head(kind=Kind.EVENT, path="$", prefixes=prefixes, alone=text, events=1)
    _check_envelope(value)
    body = value.get("epcisBody")
    inner = [body]
    if kind == Kind.QUERY:
        inner += _query_body(body)
    if not isinstance(inner[-1], dict) or inner[-1].get("eventList") != []:
        raise BadEpcis("epcis.missing", "$.epcisBody", "a list of events is needed")
    ignored = tuple(name for one in (value, *inner) for name in _ignored(one, prefixes))
    return Head(kind=Kind(kind), path=path, prefixes=prefixes, ignored=ignored, events=count)


def _check_envelope(value: Mapping[str, Any]) -> None:
    version = value.get("schemaVersion")
    if version not in _VERSIONS:
        message = f"version 2.0 is needed, not {shown(version)}"
        raise BadEpcis("epcis.version", "$.schemaVersion", message)
    created = value.get("creationDate")
    if not isinstance(created, str) or parse_moment(created) is None:
        raise BadEpcis("epcis.time", "$.creationDate", f"a time is needed, not {shown(created)}")


def _query_body(body: Any) -> list[Any]:  # noqa: ANN401 - any JSON value
    results = body.get("queryResults") if isinstance(body, dict) else None
    if not isinstance(results, dict) or not isinstance(results.get("queryName"), str):
        path = "$.epcisBody.queryResults"
        raise BadEpcis("epcis.missing", path, "queryResults with a queryName are needed")
    return [results, results.get("resultsBody")]


def _ignored(value: Any, prefixes: Mapping[str, str]) -> Iterator[str]:  # noqa: ANN401 - any JSON value
    for name, names in value.items() if isinstance(value, dict) else ():
        if name.endswith(_IGNORE) and isinstance(names, list):
            yield from (expand_prefix(one, prefixes) for one in names if isinstance(one, str))


def _is_prefix(name: str, base: object) -> bool:
    return isinstance(base, str) and _PREFIX.fullmatch(name) is not None and is_uri(base)


def _prefixes(context: Any, path: str) -> Mapping[str, str]:  # noqa: ANN401 - any JSON value
    """Collect the namespaces that a context declares; addresses of other contexts stay unread."""
    found: dict[str, str] = {}
    for one in context if isinstance(context, list) else [context]:
        match one:
            case str() if one.strip():
                continue
            case dict():
                found |= {name: base for name, base in one.items() if _is_prefix(name, base)}
                if len(found) > MOST_PREFIXES:
                    raise BadEpcis("epcis.context", path, f"more than {MOST_PREFIXES} prefixes")
            case _:
                raise BadEpcis("epcis.context", path, f"no context: {shown(one)}")
    return found
