"""Routes of the home page: what needs attention, counts, wards, alerts, live events."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query
from fastapi.responses import StreamingResponse
from sqlalchemy.orm import Session

from fleet.alerts import queries as alerts
from fleet.alerts import service
from fleet.alerts.models import Alert
from fleet.api import attention_queries, overview, schemas
from fleet.api import console_views as views
from fleet.api.console_session import Parts, Responses
from fleet.api.events import last_event_id
from fleet.api.security import Operator, Viewer, session_token
from fleet.stations import service as stations

router = APIRouter(prefix="/api", tags=["overview"])

AlertId = Annotated[int, Path(ge=1, le=2**62)]

EVENTS: Responses = {200: {"content": {"text/event-stream": {}}}}


@router.get("/summary")
def get_summary(parts: Parts, who: Viewer) -> schemas.Summary:
    """Count stations, alerts and today's scans; `at` says when, at most a second ago."""
    del who
    return overview.shared_summary(parts.database, parts.kept, parts.clock.now())


@router.get("/wards")
def list_wards(parts: Parts, who: Viewer) -> schemas.WardList:
    """Count the stations of each of the city's wards; `ward=` of other routes takes their names."""
    del who

    def look() -> schemas.WardList:
        with parts.database.read() as session:
            return overview.wards(session, parts.wards, parts.clock.now())

    return parts.kept.get("wards", look)


@router.get("/attention")
def list_attention(
    parts: Parts,
    who: Viewer,
    after: Annotated[str, Query(max_length=1000)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> schemas.AttentionPage:
    """List what needs attention, worst first; `after` is `next_after` of the page before."""
    del who
    with parts.database.read() as session:
        rows, next_after = attention_queries.find(session, after, limit)
        known = alerts.of(session, [row.alert_id for row in rows if row.alert_id is not None])
        items = tuple(views.attention(row, known.get(row.alert_id)) for row in rows)
        total = parts.kept.get("attention", lambda: attention_queries.count(session))
    return schemas.AttentionPage(items=items, total=total, next_after=next_after)


@router.get("/alerts")
def list_alerts(
    parts: Parts,
    who: Viewer,
    state: alerts.State | None = None,
    before: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> schemas.AlertPage:
    """List alerts, newest first; `before` is `next_before` of the page before."""
    del who
    with parts.database.read() as session:
        rows = alerts.page(session, state=state, before=before, limit=limit + 1)
        found = tuple(views.alert(alert, station) for alert, station in rows[:limit])
    return schemas.AlertPage(alerts=found, next_before=found[-1].id if len(rows) > limit else None)


@router.post("/alerts/{alert_id}/acknowledge")
def acknowledge(
    alert_id: AlertId, body: schemas.Acknowledge, parts: Parts, who: Operator
) -> schemas.AlertView:
    """Say that one knows of an alert; 409 when it is closed."""
    with parts.database.write() as session:
        row = service.acknowledge(
            session, alert_id, body.comment, by=who.name, now=parts.clock.now()
        )
        return _view(session, row)


@router.delete("/alerts/{alert_id}/acknowledge")
def withdraw(alert_id: AlertId, parts: Parts, who: Operator) -> schemas.AlertView:
    """Take back that one knows of an alert; 409 when it is closed."""
    with parts.database.write() as session:
        row = service.withdraw(session, alert_id, by=who.name, now=parts.clock.now())
        return _view(session, row)


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
    (a PresenceEvent), `desired` (a DesiredEvent), `command` (a CommandView), `alert` (an
    AlertView), `reset` (too much was missed: read again) and `signed_out` (the session ended). An
    event may come twice. `after` is the id of the newest scan that the page has; when the browser
    reconnects, its header counts.
    """
    del who
    frames = parts.events.stream(
        token, last_event_id(last_event, after), lambda: parts.accounts.holds(token)
    )
    return StreamingResponse(
        frames, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
    )


def _view(session: Session, row: Alert) -> schemas.AlertView:
    return views.alert(row, stations.get(session, row.station_id))
