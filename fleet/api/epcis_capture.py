"""Routes that take events in (EPCIS 2.0, 12.6): documents as jobs, single events at once."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from fleet.api import cursors
from fleet.api.console_session import Parts, Responses
from fleet.api.epcis_gate import MaySeeJobs, MaySend
from fleet.api.epcis_problems import BadEvents, EpcisRoute, fault_view
from fleet.api.security import BODY_LIMIT
from fleet.epcis import capture
from fleet.epcis.capture import Behaviour, WantedJobs
from fleet.epcis.models import CaptureJob
from fleet.errors import BadInput
from provenance.epcis import BadEpcis, Fault, Kind, Limits, parse

CAPTURE = "/epcis/capture"
EVENTS = "/epcis/events"
DOCUMENT_BYTES = 512 * 1024 * 1024
EVENT_BYTES = 1024 * 1024
MOST_WAITING = 20
PAGE = 30
LARGEST_PAGE = 100
MEDIA_TYPES = frozenset({"application/json", "application/ld+json"})

router = APIRouter(tags=["epcis"], route_class=EpcisRoute)

JSON: Responses = {200: {"content": {"application/json": {}}}}
ANSWER: Responses = {202: {"description": "Taken; Location names the job"}}
STORED: Responses = {201: {"description": "Stored; Location names the event"}}
Wanted = Annotated[Behaviour, Header(alias="GS1-Capture-Error-Behaviour")]


def body_limit(path: str) -> int | None:
    """Say how long the body of a request may be; None where that isn't for here to say."""
    # What is a little too long is told by the route itself, in the words of the standard.
    return {CAPTURE: DOCUMENT_BYTES + BODY_LIMIT, EVENTS: EVENT_BYTES + BODY_LIMIT}.get(path)


@router.post(CAPTURE, status_code=202, response_class=Response, responses=ANSWER)
async def capture_document(
    request: Request, parts: Parts, who: MaySend, behaviour: Wanted = Behaviour.ROLLBACK
) -> Response:
    """Take a document of events; it is judged and stored by a job."""
    _check_media_type(request)
    captures = parts.captures.captures
    await run_in_threadpool(_check_waiting, captures)
    part = await run_in_threadpool(captures.part)
    try:
        await _save(request, part)
        job = await run_in_threadpool(
            lambda: captures.accept(part, who=who.name, behaviour=behaviour)
        )
    finally:
        await run_in_threadpool(lambda: part.unlink(missing_ok=True))
    parts.captures.wake()
    headers = {"Location": f"{CAPTURE}/{job}", "GS1-Capture-Error-Behaviour": behaviour.value}
    return Response(status_code=202, headers=headers)


@router.get(CAPTURE, response_class=Response, responses=JSON)
def list_captures(
    parts: Parts,
    who: MaySeeJobs,
    per_page: Annotated[int, Query(alias="perPage", ge=1, le=LARGEST_PAGE)] = PAGE,
    token: Annotated[str | None, Query(alias="nextPageToken", max_length=1000)] = None,
) -> Response:
    """List capture jobs, newest first: a partner's own, or all of them."""
    before = None
    if token is not None:
        at, job = cursors.read(token, 2)
        before = (cursors.moment(at, token), cursors.text(job, token))
    with parts.database.read() as session:
        wanted = WantedJobs(of=who.whose_jobs)
        rows = capture.list_jobs(session, wanted, before=before, limit=per_page + 1)
        views = [_view(row) for row in rows[:per_page]]
        last = rows[per_page - 1] if len(rows) > per_page else None
    headers = {}
    if last is not None:
        following = cursors.write(last.created_at.isoformat(), last.id)
        address = f"{CAPTURE}?perPage={per_page}&nextPageToken={following}"
        headers["Link"] = f'<{address}>; rel="next"'
    return JSONResponse(views, headers=headers)


@router.get(CAPTURE + "/{capture_id}", response_class=Response, responses=JSON)
def get_capture(capture_id: str, parts: Parts, who: MaySeeJobs) -> Response:
    """Tell how a capture job is getting on, and what was wrong with its events."""
    with parts.database.read() as session:
        return JSONResponse(_view(capture.get_job(session, capture_id, of=who.whose_jobs)))


@router.post(EVENTS, status_code=201, response_class=Response, responses=STORED)
async def capture_event(request: Request, parts: Parts, who: MaySend) -> Response:
    """Take one event; one that is known already is told by status 200."""
    _check_media_type(request)
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > EVENT_BYTES:
            raise BadInput("capture.too_long", limit=EVENT_BYTES)
    return await run_in_threadpool(lambda: _take_event(bytes(content), parts, who.name))


def _take_event(content: bytes, parts: Parts, who: str) -> Response:
    try:
        parsed = parse(content, Limits(events=1))
    except BadEpcis as error:
        raise BadEvents((error.fault,)) from error
    if parsed.faults:
        raise BadEvents(parsed.faults)
    if parsed.head.kind is not Kind.EVENT:
        fault = Fault(code="epcis.type", path="$.type", message="one event is needed here")
        raise BadEvents((fault,))
    event = parsed.events[0]
    new = parts.captures.captures.take_one(event, who=who)
    name = quote(event.event_id or event.hash_id, safe="")
    return Response(status_code=201 if new else 200, headers={"Location": f"{EVENTS}/{name}"})


def _check_media_type(request: Request) -> None:
    said = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if said not in MEDIA_TYPES:
        raise BadInput("capture.media_type", media_type=said[:60])


def _check_waiting(captures: capture.Captures) -> None:
    if len(captures.waiting()) + len(captures.parts()) >= MOST_WAITING:
        raise BadInput("capture.too_many_jobs", most=MOST_WAITING)


async def _save(request: Request, part: Path) -> None:
    """Write a body to disk as it comes."""
    file = await run_in_threadpool(lambda: part.open("xb"))
    try:
        taken = 0
        async for chunk in request.stream():
            taken += len(chunk)
            if taken > DOCUMENT_BYTES:
                raise BadInput("capture.too_long", limit=DOCUMENT_BYTES)
            await run_in_threadpool(_writer(file.write, chunk))
    finally:
        await run_in_threadpool(file.close)


def _writer(write: Callable[[bytes], int], chunk: bytes) -> Callable[[], int]:
    return lambda: write(chunk)


def _view(row: CaptureJob) -> dict[str, Any]:
    view: dict[str, Any] = {
        "captureID": row.id,
        "createdAt": row.created_at.isoformat(),
        "running": row.finished_at is None,
        "success": bool(row.success),
        "captureErrorBehaviour": row.behaviour,
        "events": row.events,
        "stored": row.stored,
        "rejected": row.rejected,
        "errors": [fault_view(Fault(**error)) for error in row.errors],
    }
    if row.finished_at is not None:
        view["finishedAt"] = row.finished_at.isoformat()
    return view
