"""Routes that give events (EPCIS 2.0, 8.2 and 12.7), and what this repository can do."""

import json
import uuid
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from fleet.api import cursors
from fleet.api.console_session import Parts, Responses
from fleet.api.epcis_capture import DOCUMENT_BYTES, EVENTS
from fleet.api.epcis_gate import MayAsk
from fleet.api.epcis_problems import VERSIONS, EpcisRoute
from fleet.epcis import query
from fleet.epcis.query import Order, Place
from fleet.errors import BadInput
from provenance.epcis import Limits

ROOT = "/epcis"
JSON_LD = "application/ld+json"

router = APIRouter(tags=["epcis"], route_class=EpcisRoute)

ANSWER: Responses = {200: {"content": {JSON_LD: {}}}}
ROOT_ANSWER: Responses = {200: {"content": {"application/json": {}}}}
NOTHING: Responses = {204: {"description": "Headers say what this repository can do"}}
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
    "Allow": "GET, POST, OPTIONS",
}


@router.options(ROOT, status_code=204, response_class=Response, responses=NOTHING)
def epcis_options() -> Response:
    """Say what this repository can do."""
    return Response(status_code=204, headers=_CAN)


@router.get(ROOT, response_class=Response, responses=ROOT_ANSWER)
def epcis_root(who: MayAsk) -> Response:
    """List what there is."""
    del who
    return Response(json.dumps(["capture", "events"]), 200, _CAN, "application/json")


@router.get(EVENTS, response_class=Response, responses=ANSWER)
def find_events(request: Request, parts: Parts, who: MayAsk) -> Response:
    """Give a page of the events that the standard's parameters ask for."""
    del who
    asked = _Asked(request)
    with parts.database.read() as session:
        page = query.find(
            session, asked.parameters, asked.order, after=asked.after, limit=asked.per_page
        )
    headers = {"GS1-EPC-Format": "Never_Translates"}
    if page.following is not None:
        headers["Link"] = f'<{EVENTS}?{asked.following(page.following)}>; rel="next"'
    text = query.document(page, identifier=f"urn:uuid:{uuid.uuid4()}", created=parts.clock.now())
    return Response(text, 200, headers, JSON_LD)


@router.get(EVENTS + "/{event_id:path}", response_class=Response, responses=ANSWER)
def get_event(event_id: str, parts: Parts, who: MayAsk) -> Response:
    """Give one event by its id or its hash."""
    del who
    with parts.database.read() as session:
        return Response(query.get(session, event_id), 200, None, JSON_LD)


class _Asked:
    """What a request asks for."""

    def __init__(self, request: Request) -> None:
        given: dict[str, list[str]] = {}
        for name, value in request.query_params.multi_items():
            given.setdefault(name, []).append(value)
        self._token = _one(given, "nextPageToken", "")
        self._by = _one(given, "orderBy", "eventTime")
        self._direction = _one(given, "orderDirection", "DESC")
        self.order = Order.of(self._by, self._direction)
        self.per_page = _number(_one(given, "perPage", str(query.PAGE)))
        self.parameters = given
        self.after = self._place() if self._token else None

    def following(self, place: Place) -> str:
        """Write the parameters that ask for the next page."""
        pairs: list[tuple[str, Any]] = [
            (name, value) for name, values in self.parameters.items() for value in values
        ]
        token = cursors.write(self._by, self._direction, place[0].isoformat(), place[1])
        pairs += [("orderBy", self._by), ("orderDirection", self._direction)]
        return urlencode([*pairs, ("perPage", self.per_page), ("nextPageToken", token)])

    def _place(self) -> Place:
        by, direction, at, id_ = cursors.read(self._token, 4)
        if (by, direction) != (self._by, self._direction):
            raise cursors.invalid(self._token)
        return cursors.moment(at, self._token), cursors.number(id_, self._token)


def _one(given: dict[str, list[str]], name: str, default: str) -> str:
    values = given.pop(name, [default])
    if len(values) != 1:
        raise BadInput("epcis.parameter_value", name=name, why="given more than once")
    return values[0]


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:9]) <= query.LARGEST_PAGE:
        why = f"a number from 1 to {query.LARGEST_PAGE}"
        raise BadInput("epcis.parameter_value", name="perPage", why=why)
    return int(text[:9])
