"""Bodies about stations: the list, one station, its settings."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from contract.probes import Group
from fleet.alerts.models import Cause
from fleet.api.schemas.alerts import AlertView
from fleet.api.schemas.base import Presence, Request, Response
from fleet.content.models import DesiredStatus


class StationRow(Response):
    """A station in the list.

    Attributes:
        healthy: whether no probe complains; None before the first health message.
        desired_number: newest desired state; 0 if none was ever made.
        reported_number: desired state in force.
        desired_status: what became of the newest desired state.
        alert_causes: of its open alerts.
        outbox_depth: scans that wait on the station; None where it doesn't say.
    """

    station_id: str
    name: str
    market: str
    ward: str
    presence: Presence
    healthy: bool | None
    software: str | None
    desired_number: int
    reported_number: int
    desired_status: DesiredStatus | None
    scans_today: int
    alert_causes: tuple[Cause, ...]
    outbox_depth: int | None


class StationPage(Response):
    """A page of the list of stations.

    Attributes:
        total: how many the filter lets through.
        next_after: the cursor of the next page, None on the last one.
    """

    stations: tuple[StationRow, ...]
    total: int
    next_after: str | None


class Facet(Response):
    """A value that a filter may take, and how many stations have it."""

    value: str
    count: int


class Facets(Response):
    """What the list could be narrowed to; each counts as if its own filter were not set."""

    wards: tuple[Facet, ...]
    markets: tuple[Facet, ...]
    software: tuple[Facet, ...]
    statuses: tuple[Facet, ...]


class DesiredRow(Response):
    """One numbered desired state of a station, and what became of it.

    Attributes:
        code: why the station refused it; `detail` says what and where.
    """

    number: int
    status: DesiredStatus
    created_at: datetime
    created_by: str
    changed_at: datetime
    configuration: dict[str, Any]
    slides: tuple[str, ...]
    code: str
    detail: str


class DesiredEvent(Response):
    """A desired state was made or settled (`event: desired`)."""

    station_id: str
    number: int
    status: DesiredStatus
    code: str
    detail: str


class SettingsView(Response):
    """The settings of a station: what should be, what is, and what may be.

    Attributes:
        number: of the newest desired state; `PUT` sends it back as `expected_number`.
        desired: what should be in force.
        reported: what the station says is in force; None before its first report.
        json_schema: JSON Schema of the settings, with ranges and defaults.
    """

    number: int
    desired: dict[str, Any]
    reported: dict[str, Any] | None
    json_schema: dict[str, Any]


class SettingsChange(Request):
    """New settings, made from those of desired state `expected_number`."""

    expected_number: Annotated[int, Field(ge=0)]
    settings: dict[str, Any]


class ProbeView(Response):
    """A measured value of a station, and what is healthy for it.

    Attributes:
        low, high: bounds of a healthy number, both included.
        healthy_values: the healthy values of a flag or text; empty where it is only told.
        healthy: None where it can't be measured or isn't judged.
        group: None for a probe that this release doesn't know.
    """

    name: str
    value: float | str | bool | None
    unit: str
    low: float | None
    high: float | None
    healthy_values: tuple[str | bool, ...]
    healthy: bool | None
    group: Group | None


class Versions(Response):
    """What a station runs, or should run.

    Attributes:
        software: None where nobody says.
        number: of the desired state, 0 for none.
    """

    software: str | None
    number: int


class StationView(Response):
    """Everything about one station.

    Attributes:
        health_at: when its last health message came.
        probes: of that message, in the order in which they are shown.
        wanted: what it should run; no software is wanted before there are rollouts of it.
    """

    station_id: str
    name: str
    market: str
    ward: str
    address: str | None
    latitude: float | None
    longitude: float | None
    created_at: datetime
    presence: Presence
    birth: dict[str, Any] | None
    health: dict[str, Any] | None
    reported: dict[str, Any] | None
    reported_number: int
    healthy: bool | None
    settings: SettingsView
    slides: tuple[str, ...]
    history: tuple[DesiredRow, ...]
    scans_today: int
    scans_refused: int
    messages_refused: int
    alerts: tuple[AlertView, ...]
    health_at: datetime | None
    probes: tuple[ProbeView, ...]
    wanted: Versions
    running: Versions
    outbox_depth: int | None


class PresenceEvent(Response):
    """A station came or went (`event: presence`)."""

    station_id: str
    presence: Presence
