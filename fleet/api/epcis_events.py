"""Routes that give events (EPCIS 2.0, 8.2 and 12.7), and what this repository can do."""

import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request, Response

from fleet.api import cursors
from fleet.api.console_parts import ConsoleParts
from fleet.api.console_session import Parts, Responses
from fleet.api.epcis_capture import DOCUMENT_BYTES, EVENTS
from fleet.api.epcis_gate import MayAsk
from fleet.api.epcis_problems import VERSIONS, EpcisRoute
from fleet.epcis import query
from fleet.epcis.query import EPCS, EVENT_TYPES, RESOURCES, Asked, Order, Page, Place, is_class
from fleet.errors import BadInput, NotThere
from provenance.epcis import EventType, Limits
from provenance.epcis.vocabulary import is_uri

ROOT = "/epcis"
JSON = "application/json"
JSON_LD = "application/ld+json"
MOST_COUNTED = 1_000_000

router = APIRouter(tags=["epcis"], route_class=EpcisRoute)

ANSWER: Responses = {200: {"content": {JSON_LD: {}}}}
ROOT_ANSWER: Responses = {200: {"content": {JSON: {}}}}
NOTHING: Responses = {204: {"description": "Headers say what this repository can do"}}
_METHODS = "GET, POST, OPTIONS"
_CAN: dict[str, str] = {
    **VERSIONS,
    "GS1-EPCIS-Min": "2.0.0",
    "GS1-EPCIS-Max": "2.0.0",
    "GS1-CBV-Min": "2.0.0",
    "GS1-CBV-Max": "2.0.0",
    "GS1-EPC-Format": "Never_Translates",
    "GS1-EPCIS-Capture-Limit": str(Limits().events),
    "GS1-EPCIS-Capture-File-Size-Limit": str(DOCUMENT_BYTES),
    "GS1-Capture-Error-Behaviour": "rollback",
    "Allow": "GET, OPTIONS",
}


@router.options(ROOT, status_code=204, response_class=Response, responses=NOTHING)
def epcis_options() -> Response:
    """Say what this repository can do."""
    return Response(status_code=204, headers=_CAN)


@router.options(ROOT + "/{resource:path}", status_code=204, response_class=Response)
def epcis_resource_options(resource: str) -> Response:
    """Say the same of one of its resources."""
    methods = _METHODS if resource in {"capture", "events"} else "GET, OPTIONS"
    return Response(status_code=204, headers={**_CAN, "Allow": methods})


@router.get(ROOT, response_class=Response, responses=ROOT_ANSWER)
def epcis_root(who: MayAsk) -> Response:
    """List what there is."""
    del who
    return Response(json.dumps(["capture", "events", *RESOURCES]), 200, _CAN, JSON)


@router.get(EVENTS, response_class=Response, responses=ANSWER)
def find_events(request: Request, parts: Parts, who: MayAsk) -> Response:
    """Give a page of the events that the standard's parameters ask for."""
    del who
    return _page(_Request(request), parts)


@router.get(EVENTS + "/{event_id:path}", response_class=Response, responses=ANSWER)
def get_event(event_id: str, parts: Parts, who: MayAsk) -> Response:
    """Give one event by its id or its hash."""
    del who
    with parts.database.read(statement_ms=query.STATEMENT_MS) as session:
        return Response(query.get(session, event_id), 200, None, JSON_LD)


@router.get(ROOT + "/{resource}", response_class=Response, responses=ROOT_ANSWER)
def list_resource(
    resource: str,
    parts: Parts,
    who: MayAsk,
    per_page: Annotated[int, Query(alias="perPage", ge=1, le=query.LARGEST_PAGE)] = query.PAGE,
    token: Annotated[str, Query(alias="nextPageToken", max_length=cursors.LONGEST)] = "",
) -> Response:
    """List what stored events name: `eventTypes`, `epcs`, `bizSteps`, `bizLocations` and so on."""
    del who
    values: Sequence[str]
    if resource == EVENT_TYPES:
        values = [one.value for one in EventType]
        return Response(json.dumps(values), 200, None, JSON)
    behind = cursors.text(cursors.read(token, 1)[0], token) if token else ""
    with parts.database.read(statement_ms=query.STATEMENT_MS) as session:
        values = query.values_of(session, resource, behind=behind, limit=per_page + 1)
    headers = {}
    if len(values) > per_page:
        following = {"perPage": per_page, "nextPageToken": cursors.write(values[per_page - 1])}
        headers["Link"] = f'<{ROOT}/{resource}?{urlencode(following)}>; rel="next"'
    body = json.dumps(values[:per_page], ensure_ascii=False)
    return Response(body, 200, headers, JSON)


@router.get(ROOT + "/{resource}/{value:path}/events", response_class=Response, responses=ANSWER)
def find_events_of(
    resource: str, value: str, request: Request, parts: Parts, who: MayAsk
) -> Response:
    """Give a page of the events that name something; the parameters of all events hold too."""
    del who
    parameter = RESOURCES.get(resource)
    if parameter is None:
        raise NotThere("epcis.resource_unknown", resource=resource[:60])
    if resource == EPCS and is_class(value):
        parameter = "MATCH_anyEPCClass"
    return _page(_Request(request, {parameter: [value]}), parts)


def _page(asked: "_Request", parts: ConsoleParts) -> Response:
    with parts.database.read(statement_ms=query.STATEMENT_MS) as session:
        if asked.most is not None:
            query.require_at_most(session, asked.events, asked.most)
        page = query.find(
            session, asked.events, asked.order, after=asked.after, limit=asked.page_size
        )
    headers = {"GS1-EPC-Format": "Never_Translates"}
    following = asked.following(page)
    if following is not None:
        headers["Link"] = f'<{following}>; rel="next"'
    text = query.document(page, identifier=f"urn:uuid:{uuid.uuid4()}", created=parts.clock.now())
    return Response(text, 200, headers, JSON_LD)


class _Request:
    """What a request asks for.

    Attributes:
        most: of events, beyond which nothing is given.
    """

    def __init__(self, request: Request, of: Mapping[str, list[str]] | None = None) -> None:
        self._address = quote(request.url.path)
        self._of = of or {}
        given: dict[str, list[str]] = {}
        for name, value in request.query_params.multi_items():
            given.setdefault(name, []).append(value)
        self._token = _one(given, "nextPageToken", "")
        self._by = _one(given, "orderBy", "eventTime")
        self._direction = _one(given, "orderDirection", "DESC")
        self.order = Order.of(self._by, self._direction)
        self._per_page = _number(given, "perPage", query.LARGEST_PAGE) or query.PAGE
        self._limit = _number(given, "eventCountLimit", MOST_COUNTED)
        self.most = _number(given, "maxEventCount", MOST_COUNTED)
        if self._limit is not None and self.most is not None:
            why = "not together with eventCountLimit"
            raise BadInput("epcis.parameter_value", name="maxEventCount", why=why)
        if twice := given.keys() & self._of.keys():
            why = "the path says it already"
            raise BadInput("epcis.parameter_value", name=min(twice), why=why)
        self._given = given
        self.events = Asked(parameters={**given, **self._of}, prefixes=_extensions(request))
        self._left = self._limit
        self.after = self._place() if self._token else None

    @property
    def page_size(self) -> int:
        """How many events this page may have."""
        return self._per_page if self._left is None else min(self._per_page, self._left)

    def following(self, page: Page) -> str | None:
        """Write the address of the next page; None where there is none."""
        left = None if self._left is None else self._left - len(page.events)
        if page.following is None or left == 0:
            return None
        at, id_ = page.following
        token = cursors.write(self._by, self._direction, at.isoformat(), id_, left or 0)
        pairs: list[tuple[str, Any]] = [
            (name, value) for name, values in self._given.items() for value in values
        ]
        pairs += [("orderBy", self._by), ("orderDirection", self._direction)]
        if self._limit is not None:
            pairs.append(("eventCountLimit", self._limit))
        pairs += [("perPage", self._per_page), ("nextPageToken", token)]
        return f"{self._address}?{urlencode(pairs)}"

    def _place(self) -> Place:
        by, direction, at, id_, left = cursors.read(self._token, 5)
        if (by, direction) != (self._by, self._direction):
            raise cursors.invalid(self._token)
        if self._limit is not None:
            self._left = cursors.number(left, self._token)
            if not 0 < self._left <= self._limit:
                raise cursors.invalid(self._token)
        # It was counted for the first page.
        self.most = None
        return cursors.moment(at, self._token), cursors.number(id_, self._token)


def _extensions(request: Request) -> dict[str, str]:
    """Read the namespaces that a header declares: `own=https://own.example/, ...`."""
    given = request.headers.get("GS1-Extensions", "")
    pairs = (one.strip().partition("=") for one in given.split(",") if one.strip())
    return {name: base for name, _, base in pairs if name and is_uri(base)}


def _one(given: dict[str, list[str]], name: str, default: str) -> str:
    values = given.pop(name, [default])
    if len(values) != 1:
        raise BadInput("epcis.parameter_value", name=name, why="given more than once")
    return values[0]


def _number(given: dict[str, list[str]], name: str, most: int) -> int | None:
    if name not in given:
        return None
    text = _one(given, name, "")
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:9]) <= most:
        why = f"a number from 1 to {most}"
        raise BadInput("epcis.parameter_value", name=name, why=why)
    return int(text[:9])
