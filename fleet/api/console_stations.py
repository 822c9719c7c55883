"""Routes of the list of stations, and of one station with its settings."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse
from sqlalchemy.orm import Session

from contract.desired import StationConfiguration
from contract.names import StationId
from contract.zone import vietnam_day
from fleet.alerts import queries as alerts
from fleet.alerts.models import Cause
from fleet.api import console_views as views
from fleet.api import export, schemas, station_queries
from fleet.api.console_session import Parts, Responses
from fleet.api.security import Operator, Viewer
from fleet.api.station_queries import Health, Order, Sort, State, StationFilter
from fleet.content import desired
from fleet.content.models import DesiredState, DesiredStatus
from fleet.db.rows import AnyRow
from fleet.scans import queries
from fleet.stations import service as stations
from fleet.stations.models import Station, StationLatest
from fleet.stations.presence import PresenceStatus

router = APIRouter(prefix="/api", tags=["stations"])

CSV: Responses = {200: {"content": {"text/csv": {}}}}
ShortText = Annotated[str, Query(max_length=200, pattern="^[^\x00]*$")]


def station_filter(
    q: Annotated[str, Query(max_length=100, pattern="^[^\x00]*$")] = "",
    status: PresenceStatus | None = None,
    ward: ShortText = "",
    market: ShortText = "",
    health: Health | None = None,
    state: State | None = None,
    software: ShortText = "",
) -> StationFilter:
    """Read the filter from the query; `q` finds words in id, name, market and ward."""
    return StationFilter(
        text=q,
        status=status,
        ward=ward,
        market=market,
        health=health,
        state=state,
        software=software,
    )


Wanted = Annotated[StationFilter, Depends(station_filter)]


@router.get("/stations")
def list_stations(
    parts: Parts,
    who: Viewer,
    wanted: Wanted,
    sort: Sort = Sort.NAME,
    descending: bool = False,  # noqa: FBT001, FBT002 - a parameter of the query
    after: Annotated[str, Query(max_length=1000)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> schemas.StationPage:
    """List stations; `after` is `next_after` of the page before, with the same filter and sort."""
    del who
    day = vietnam_day(parts.clock.now())
    order = Order(sort=sort, descending=descending, after=after, day=day)
    with parts.database.read() as session:
        rows, next_after = station_queries.find(session, wanted, order, limit)
        total = parts.kept.get(("stations", wanted), lambda: station_queries.count(session, wanted))
        return schemas.StationPage(
            stations=page_rows(session, rows, order), total=total, next_after=next_after
        )


# Not below /stations, where a station may have any name but that of a file.
@router.get("/station-facets")
def count_facets(parts: Parts, who: Viewer, wanted: Wanted) -> schemas.Facets:
    """Count what each filter could be set to."""
    del who

    def look() -> dict[str, list[tuple[str, int]]]:
        with parts.database.read() as session:
            return station_queries.facets(session, wanted)

    found = parts.kept.get(("facets", wanted), look)
    return schemas.Facets.model_validate(
        {
            name: [{"value": value, "count": number} for value, number in counted]
            for name, counted in found.items()
        }
    )


@router.get("/stations/export.csv", response_class=StreamingResponse, responses=CSV)
def export_stations(parts: Parts, who: Viewer, wanted: Wanted) -> StreamingResponse:
    """Give the stations that the filter lets through as CSV, by id."""
    del who
    return export.stations(parts.database, wanted, parts.clock.now())


@router.get("/stations/{station_id}")
def get_station(
    station_id: schemas.StationIdText, parts: Parts, who: Viewer
) -> schemas.StationView:
    """Show everything about one station."""
    del who
    with parts.database.read() as session:
        station = stations.get(session, station_id)
        return _view(session, station, vietnam_day(parts.clock.now()))


@router.put("/stations/{station_id}/settings")
def change_settings(
    station_id: schemas.StationIdText, body: schemas.SettingsChange, parts: Parts, who: Operator
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


def page_rows(
    session: Session, rows: Sequence[AnyRow], order: Order
) -> tuple[schemas.StationRow, ...]:
    """Show a page of stations, with what other rooms know of just these."""
    ids = [row.id for row in rows]
    newest = station_queries.newest_states(session, ids)
    counts = queries.by_station(session, order.day, ids)
    causes = station_queries.open_causes(session, ids)
    return tuple(_row(row, newest.get(row.id), counts, causes) for row in rows)


def _row(
    row: AnyRow,
    newest: DesiredState | None,
    counts: Mapping[str, int],
    causes: Mapping[str, Sequence[Cause]],
) -> schemas.StationRow:
    return schemas.StationRow(
        station_id=row.id,
        name=row.name,
        market=row.market,
        ward=row.ward,
        presence=views.presence(row.revoked_at, row.status, row.online_since, row.last_seen),
        healthy=row.healthy,
        software=row.software,
        desired_number=newest.number if newest else 0,
        reported_number=row.reported_number or 0,
        desired_status=DesiredStatus(newest.status) if newest else None,
        scans_today=counts.get(row.id, 0),
        alert_causes=tuple(causes.get(row.id, ())),
        outbox_depth=row.outbox_depth,
    )


def _view(session: Session, station: Station, day: date) -> schemas.StationView:
    identifier = StationId(station.id)
    latest = session.get(StationLatest, station.id)
    history = desired.history(session, identifier)
    number = history[0].number if history else 0
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
        presence=views.presence_of(station, latest),
        birth=latest.birth if latest else None,
        health=latest.health if latest else None,
        health_at=latest.health_at if latest else None,
        probes=views.probes(latest.health if latest else None),
        reported=reported,
        reported_number=latest.reported_number if latest else 0,
        healthy=latest.healthy if latest else None,
        settings=_settings(history, reported),
        slides=tuple(slide.id for slide in desired.slides_of(session, identifier)),
        history=tuple(views.desired(row) for row in history),
        scans_today=queries.by_station(session, day, [station.id]).get(station.id, 0),
        scans_refused=events_refused,
        messages_refused=messages_refused,
        alerts=tuple(views.alert(row, of) for row, of in alerts.of_station(session, station.id)),
        wanted=schemas.Versions(software=None, number=number),
        running=schemas.Versions(
            software=latest.software if latest else None,
            number=latest.reported_number if latest else 0,
        ),
        outbox_depth=latest.outbox_depth if latest else None,
    )


def _settings(
    history: Sequence[DesiredState], reported: Mapping[str, Any] | None
) -> schemas.SettingsView:
    return schemas.SettingsView(
        number=history[0].number if history else 0,
        desired=history[0].configuration if history else _DEFAULTS,
        reported=reported.get("settings") if reported else None,
        json_schema=StationConfiguration.model_json_schema(),
    )


_DEFAULTS = StationConfiguration().model_dump(mode="json")
