"""Routes of the scans: pages of the feed, the home page's counts, live events."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query
from fastapi.responses import StreamingResponse

from fleet.api import console_schemas as schemas
from fleet.api import console_views as views
from fleet.api.console_session import Parts, Responses
from fleet.api.events import last_event_id
from fleet.api.security import Viewer, session_token
from fleet.scans import queries
from provenance.verdict.verdict import VerdictKind

router = APIRouter(prefix="/api", tags=["scans"])

EVENTS: Responses = {200: {"content": {"text/event-stream": {}}}}


@router.get("/scans")
def list_scans(
    parts: Parts,
    who: Viewer,
    station: Annotated[str | None, Query(max_length=40)] = None,
    verdict: VerdictKind | None = None,
    before: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> schemas.ScanPage:
    """List scans, newest first; `before` is `next_before` of the page before."""
    del who
    with parts.database.read() as session:
        rows = queries.page(
            session, before=before, limit=limit + 1, station=station, verdict=verdict
        )
    scans = tuple(views.scan(row) for row in rows[:limit])
    return schemas.ScanPage(scans=scans, next_before=scans[-1].id if len(rows) > limit else None)


@router.get("/summary")
def get_summary(parts: Parts, who: Viewer) -> schemas.Summary:
    """Count stations and today's scans."""
    del who
    with parts.database.read() as session:
        return views.summary(session, parts.clock.now())


@router.get("/events", response_class=StreamingResponse, responses=EVENTS)
async def listen(
    parts: Parts,
    who: Viewer,
    token: Annotated[str, Depends(session_token)],
    after: Annotated[int | None, Query(ge=0, le=2**62)] = None,
    last_event: Annotated[str | None, Header(alias="Last-Event-ID")] = None,
) -> StreamingResponse:
    """Stream what happens as server-sent events.

    Events are `scan` (a ScanView, its id is the event's), `counters` (a Summary), `presence`
    (a PresenceEvent), `desired` (a DesiredEvent), `command` (a CommandView), `reset` (too much was
    missed: read again) and `signed_out` (the session ended). An event may come twice. `after` is
    the id of the newest scan that the page has; when the browser reconnects, its header counts.
    """
    del who
    frames = parts.events.stream(
        token, last_event_id(last_event, after), lambda: parts.accounts.holds(token)
    )
    return StreamingResponse(
        frames, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
    )
