"""Routes of the stations: the list, one station, its settings, its window's picture."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse
from sqlalchemy.orm import Session

from contract.desired import StationConfiguration
from contract.names import StationId
from fleet.api import console_schemas as schemas
from fleet.api import console_views as views
from fleet.api.console_parts import ConsoleParts
from fleet.api.console_queries import Found, StationFilter, find_stations
from fleet.api.console_session import Parts, Responses
from fleet.api.security import Operator, Viewer
from fleet.commands import service as commands
from fleet.content import desired
from fleet.content.models import DesiredStatus
from fleet.errors import NotThere
from fleet.scans import queries
from fleet.scans.rules import vietnam_day
from fleet.stations import service as stations
from fleet.stations.models import StationLatest
from fleet.stations.presence import PresenceStatus

router = APIRouter(prefix="/api/stations", tags=["stations"])

PICTURE: Responses = {200: {"content": {"image/png": {}}}}


@router.get("")
def list_stations(
    parts: Parts,
    who: Viewer,
    q: Annotated[str, Query(max_length=100)] = "",
    status: PresenceStatus | None = None,
    after: Annotated[str, Query(max_length=40)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> schemas.StationPage:
    """List stations by id; `q` finds words in id, name, market and ward without accents."""
    del who
    now = parts.clock.now()
    with parts.database.read() as session:
        wanted = StationFilter(text=q, status=status)
        found, total = find_stations(session, wanted, after=after, limit=limit + 1, now=now)
        page = found[:limit]
        counts = queries.by_station(
            session, vietnam_day(now), [station.id for station, _, _ in page]
        )
        rows = tuple(_row(one, counts.get(one[0].id, 0), parts) for one in page)
    return schemas.StationPage(
        stations=rows,
        total=total,
        next_after=rows[-1].station_id if len(found) > limit else None,
    )


@router.get("/{station_id}")
def get_station(station_id: str, parts: Parts, who: Viewer) -> schemas.StationView:
    """Show everything about one station."""
    del who
    with parts.database.read() as session:
        return _view(session, station_id, parts)


@router.put("/{station_id}/settings")
def change_settings(
    station_id: str, body: schemas.SettingsChange, parts: Parts, who: Operator
) -> schemas.DesiredRow:
    """Give a station new settings; 409 if somebody changed it since `expected_number`."""
    with parts.database.write() as session:
        row = parts.desk.change_settings(
            session,
            StationId(station_id),
            body.settings,
            expected=body.expected_number,
            by=who.name,
            now=parts.clock.now(),
        )
        view = views.desired(row)
    parts.wake()
    return view


@router.post("/{station_id}/screenshot", status_code=202)
def request_screenshot(station_id: str, parts: Parts, who: Operator) -> schemas.CommandView:
    """Ask a station for a picture of its window."""
    now = parts.clock.now()
    with parts.database.write() as session:
        command = commands.request_screenshot(session, StationId(station_id), by=who.name, now=now)
        view = views.command(command, now)
    parts.wake()
    return view


@router.get("/{station_id}/screenshot", response_class=FileResponse, responses=PICTURE)
def get_screenshot(station_id: str, parts: Parts, who: Viewer) -> FileResponse:
    """Give the newest picture of a station's window; `X-Taken-At` says when it came."""
    del who
    with parts.database.read() as session:
        command = commands.latest_screenshot(session, StationId(station_id))
        if command is None or command.upload is None or command.uploaded_at is None:
            raise NotThere("screenshot.none", station=station_id[:40])
        path = parts.uploads.path(command.upload)
        headers = {"X-Taken-At": command.uploaded_at.isoformat(), "X-Command": str(command.id)}
    if not path.is_file():
        raise NotThere("screenshot.none", station=station_id[:40])
    return FileResponse(path, media_type="image/png", headers=headers)


@router.get("/{station_id}/commands/{command_id}")
def get_command(
    station_id: str, command_id: UUID, parts: Parts, who: Viewer
) -> schemas.CommandView:
    """Tell what became of a command."""
    del who
    with parts.database.read() as session:
        command = commands.get(session, command_id)
        if command.station_id != station_id:
            raise NotThere("command.unknown", id=str(command_id))
        return views.command(command, parts.clock.now())


def _row(found: Found, scans_today: int, parts: ConsoleParts) -> schemas.StationRow:
    station, latest, newest = found
    return schemas.StationRow(
        station_id=station.id,
        name=station.name,
        market=station.market,
        ward=station.ward,
        presence=views.presence_of(station, latest, parts.clock.now()),
        healthy=views.healthy(latest.health if latest else None),
        software=(latest.birth or {}).get("software") if latest else None,
        desired_number=newest.number if newest else 0,
        reported_number=latest.reported_number if latest else 0,
        desired_status=DesiredStatus(newest.status) if newest else None,
        scans_today=scans_today,
    )


def _view(session: Session, station_id: str, parts: ConsoleParts) -> schemas.StationView:
    now = parts.clock.now()
    station = stations.get(session, station_id)
    identifier = StationId(station.id)
    latest = session.get(StationLatest, station.id)
    history = desired.history(session, identifier)
    events_refused, messages_refused = queries.refused(session, station.id)
    reported = latest.reported if latest else None
    return schemas.StationView(
        station_id=station.id,
        name=station.name,
        market=station.market,
        ward=station.ward,
        address=station.address,
        latitude=station.latitude,
        longitude=station.longitude,
        created_at=station.created_at,
        presence=views.presence_of(station, latest, now),
        birth=latest.birth if latest else None,
        health=latest.health if latest else None,
        reported=reported,
        reported_number=latest.reported_number if latest else 0,
        healthy=views.healthy(latest.health if latest else None),
        settings=schemas.SettingsView(
            number=history[0].number if history else 0,
            desired=history[0].configuration if history else _DEFAULTS,
            reported=reported.get("settings") if reported else None,
            json_schema=StationConfiguration.model_json_schema(),
        ),
        slides=tuple(slide.id for slide in desired.slides_of(session, identifier)),
        history=tuple(views.desired(row) for row in history),
        scans_today=queries.by_station(session, vietnam_day(now), [station.id]).get(station.id, 0),
        scans_refused=events_refused,
        messages_refused=messages_refused,
    )


_DEFAULTS = StationConfiguration().model_dump(mode="json")
