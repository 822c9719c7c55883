"""Bodies about what was: charts of health, the timeline."""

from datetime import datetime
from uuid import UUID

from fleet.api.schemas.base import Response
from fleet.stations.timeline import EventKind


class ProbeRange(Response):
    """The unit of a chart's line, and its healthy range."""

    unit: str
    low: float | None
    high: float | None


class HealthChart(Response):
    """Means of each numeric probe over equal steps, at most 300.

    Attributes:
        at: where each step begins.
        series: for each probe one value a step, null where nothing came.
    """

    begin: datetime
    end: datetime
    step_s: int
    probes: dict[str, ProbeRange]
    at: tuple[datetime, ...]
    series: dict[str, tuple[float | None, ...]]


class EventView(Response):
    """Something that happened to a station.

    Attributes:
        by: who did it, where somebody did.
        code: what exactly: a probe, a cause, a command, a reason.
        number: of the desired state that it is about.
    """

    id: int
    at: datetime
    kind: EventKind
    by: str | None
    code: str
    detail: str
    number: int | None
    command_id: UUID | None


class Timeline(Response):
    """What happened to a station, newest first; `next_before` is None on the last page."""

    events: tuple[EventView, ...]
    next_before: int | None
