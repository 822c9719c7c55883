"""Routes of what was with one station: charts of its health, its timeline."""

from typing import Annotated

from fastapi import APIRouter, Query

from contract.probes import PROBES
from fleet.api import console_views as views
from fleet.api import schemas
from fleet.api.console_session import Parts
from fleet.api.security import Viewer
from fleet.health import queries as history
from fleet.stations import service as stations
from fleet.stations import timeline
from fleet.stations.timeline import EventKind

router = APIRouter(prefix="/api/stations/{station_id}", tags=["history"])

LONGEST_H = 396 * 24


@router.get("/health")
def get_health(
    station_id: schemas.StationIdText,
    parts: Parts,
    who: Viewer,
    hours: Annotated[int, Query(ge=1, le=LONGEST_H)] = 24,
) -> schemas.HealthChart:
    """Chart the last hours of a station's health, at most 300 points a line."""
    del who
    with parts.database.read() as session:
        station = stations.get(session, station_id)
        chart = history.chart(session, station.id, hours=hours, now=parts.clock.now())
    ranges = {name: PROBES[name] for name in PROBES if name in chart.series}
    return schemas.HealthChart(
        begin=chart.begin,
        end=chart.end,
        step_s=chart.step_s,
        probes={
            name: schemas.ProbeRange(unit=spec.unit, low=spec.low, high=spec.high)
            for name, spec in ranges.items()
        },
        at=chart.at,
        series={name: chart.series[name] for name in ranges},
    )


@router.get("/timeline")
def get_timeline(
    station_id: schemas.StationIdText,
    parts: Parts,
    who: Viewer,
    kind: Annotated[list[EventKind] | None, Query()] = None,
    before: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> schemas.Timeline:
    """Tell what happened to a station, newest first; `kind` may be given several times."""
    del who
    with parts.database.read() as session:
        station = stations.get(session, station_id)
        rows = timeline.page(session, station.id, kinds=kind or (), before=before, limit=limit + 1)
    events = tuple(views.event(row) for row in rows[:limit])
    return schemas.Timeline(events=events, next_before=events[-1].id if len(rows) > limit else None)
