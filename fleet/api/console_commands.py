"""Routes of commands to stations: one station's queue, its window's picture, orders to many."""

from datetime import timedelta
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import FileResponse

from contract.messages import What
from contract.names import StationId
from fleet.api import console_views as views
from fleet.api import schemas
from fleet.api.console_session import Parts, Responses
from fleet.api.security import Operator, Viewer
from fleet.commands import screenshots
from fleet.commands import service as commands
from fleet.commands.models import CommandName
from fleet.commands.service import Order
from fleet.errors import NotThere
from fleet.stations import service as stations

router = APIRouter(prefix="/api", tags=["commands"])

PICTURE: Responses = {200: {"content": {"image/png": {}}}}


@router.post("/commands", status_code=202)
def order_many(body: schemas.BulkOrder, parts: Parts, who: Operator) -> schemas.BulkResult:
    """Ask many stations to do something; who can't be asked is named, the others are."""
    now = parts.clock.now()
    with parts.database.write() as session:
        given = commands.give(session, body.station_ids, _order(body), by=who.name, now=now)
        result = schemas.BulkResult(
            commands=tuple(views.command(row, now) for row in given.commands),
            refused=tuple(
                schemas.RefusedOrder(station_id=station, code=error.code)
                for station, error in given.refused
            ),
        )
    parts.wake()
    return result


@router.get("/stations/{station_id}/commands")
def list_commands(
    station_id: schemas.StationIdText, parts: Parts, who: Viewer
) -> schemas.CommandList:
    """List the newest commands of a station, newest first."""
    del who
    now = parts.clock.now()
    with parts.database.read() as session:
        station = StationId(stations.get(session, station_id).id)
        rows = commands.newest(session, station)
        return schemas.CommandList(commands=tuple(views.command(row, now) for row in rows))


@router.post("/stations/{station_id}/commands", status_code=202)
def order_one(
    station_id: schemas.StationIdText, body: schemas.CommandOrder, parts: Parts, who: Operator
) -> schemas.CommandView:
    """Ask a station to do something; a command that it still has to answer is given again."""
    return _give(station_id, _order(body), parts, who)


@router.get("/stations/{station_id}/commands/{command_id}")
def get_command(
    station_id: schemas.StationIdText, command_id: UUID, parts: Parts, who: Viewer
) -> schemas.CommandView:
    """Tell what became of a command."""
    del who
    with parts.database.read() as session:
        command = commands.get(session, command_id)
        if command.station_id != station_id:
            raise NotThere("command.unknown", id=str(command_id))
        return views.command(command, parts.clock.now())


@router.delete("/stations/{station_id}/commands/{command_id}")
def cancel_command(
    station_id: schemas.StationIdText, command_id: UUID, parts: Parts, who: Operator
) -> schemas.CommandView:
    """Take a command back; 409 when it is answered or over."""
    now = parts.clock.now()
    with parts.database.write() as session:
        command = commands.cancel(session, StationId(station_id), command_id, by=who.name, now=now)
        return views.command(command, now)


@router.post("/stations/{station_id}/screenshot", status_code=202)
def request_screenshot(
    station_id: schemas.StationIdText, parts: Parts, who: Operator
) -> schemas.CommandView:
    """Ask a station for a picture of its window."""
    return _give(station_id, Order(name=CommandName.SCREENSHOT), parts, who)


@router.get("/stations/{station_id}/screenshot", response_class=FileResponse, responses=PICTURE)
def get_screenshot(station_id: schemas.StationIdText, parts: Parts, who: Viewer) -> FileResponse:
    """Give the newest picture of a station's window; `X-Taken-At` says when it came."""
    del who
    with parts.database.read() as session:
        command = screenshots.latest_screenshot(session, StationId(station_id))
        if command is None or command.upload is None or command.uploaded_at is None:
            raise NotThere("screenshot.none", station=station_id[:40])
        path = parts.uploads.path(command.upload)
        headers = {"X-Taken-At": command.uploaded_at.isoformat(), "X-Command": str(command.id)}
    if not path.is_file():
        raise NotThere("screenshot.none", station=station_id[:40])
    return FileResponse(path, media_type="image/png", headers=headers)


def _give(
    station_id: schemas.StationIdText, order: Order, parts: Parts, who: Operator
) -> schemas.CommandView:
    now = parts.clock.now()
    with parts.database.write() as session:
        command = commands.give_one(session, StationId(station_id), order, by=who.name, now=now)
        view = views.command(command, now)
    parts.wake()
    return view


def _order(body: schemas.CommandOrder) -> Order:
    deadline = None if body.deadline_s is None else timedelta(seconds=body.deadline_s)
    return Order(name=body.name, deadline=deadline, what=body.what or What.BOTH)
