"""Bodies of the console's API: what browsers send and get.

Requests refuse unknown keys. Moments are ISO 8601 in UTC; dates are those of Vietnam. Texts for
people are made in the console from the codes that stand here.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from contract.desired import SlideText
from fleet.accounts.models import Role
from fleet.commands.models import CommandState
from fleet.content.models import DesiredStatus
from fleet.stations.presence import PresenceStatus
from provenance.verdict.verdict import Colour, VerdictKind


class Request(BaseModel):
    """A body from a browser."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Response(BaseModel):
    """A body for a browser."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class SignIn(Request):
    """Name and password."""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    password: Annotated[str, Field(min_length=1, max_length=1000)]


class Who(Response):
    """Who is signed in, and what the role may do."""

    name: str
    role: Role
    can_change: bool
    expires_at: datetime


class Presence(Response):
    """Whether a station is connected.

    Attributes:
        status: `never` was connected, `revoked` may not connect any more.
        since: when the present (or last) connection began.
    """

    status: PresenceStatus
    since: datetime | None
    last_seen: datetime | None


class StationRow(Response):
    """A station in the list.

    Attributes:
        healthy: whether no probe complains; None before the first health message.
        desired_number: newest desired state; 0 if none was ever made.
        reported_number: desired state in force.
        desired_status: what became of the newest desired state.
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


class StationPage(Response):
    """A page of the list of stations; `next_after` is None on the last one."""

    stations: tuple[StationRow, ...]
    total: int
    next_after: str | None


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


class StationView(Response):
    """Everything about one station."""

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


class SettingsChange(Request):
    """New settings, made from those of desired state `expected_number`."""

    expected_number: Annotated[int, Field(ge=0)]
    settings: dict[str, Any]


class SlideView(Response):
    """A slide.

    Attributes:
        stations: ids of the stations that show it; None means every station.
        pending: on how many of them it isn't in force yet.
    """

    slide_id: str
    media_type: str
    width_px: int
    height_px: int
    picture_size: int
    texts: dict[Literal["vi", "en"], SlideText]
    stations: tuple[str, ...] | None
    pending: int
    created_at: datetime
    created_by: str
    retired_at: datetime | None


class SlideList(Response):
    """The slides in their order."""

    slides: tuple[SlideView, ...]


class CommandView(Response):
    """A command to a station and what became of it.

    Attributes:
        code: how it failed.
        has_picture: whether the screenshot can be fetched.
    """

    command_id: UUID
    station_id: str
    name: str
    state: CommandState
    created_at: datetime
    created_by: str
    deadline: datetime
    changed_at: datetime
    code: str
    detail: str
    has_picture: bool


class ScanView(Response):
    """One scan."""

    id: int
    event_id: UUID
    station_id: str
    station_name: str
    seq: int
    received_at: datetime
    happened_at: datetime
    clock_trusted: bool
    kind: str
    valid: bool
    symbology: str
    code: str | None
    gtin: str | None
    lot: str | None
    serial: str | None
    host: str | None
    verdict: VerdictKind
    colour: Colour
    via: str | None
    reasons: tuple[str, ...]
    frame_to_verdict_ms: float


class ScanPage(Response):
    """Scans, newest first; `next_before` is None on the last page."""

    scans: tuple[ScanView, ...]
    next_before: int | None


class StationCounts(Response):
    """How many stations there are, and how many are connected."""

    total: int
    online: int
    offline: int
    never: int


class ScanCounts(Response):
    """Scans of one day in Vietnam.

    Attributes:
        last_hour: scans that came within the last sixty minutes, of whatever day they are.
        by_station: the twenty stations with the most scans.
    """

    day: date
    total: int
    last_hour: int
    by_colour: dict[Colour, int]
    by_verdict: dict[VerdictKind, int]
    by_station: dict[str, int]


class Summary(Response):
    """What the home page shows."""

    at: datetime
    stations: StationCounts
    scans: ScanCounts


class PresenceEvent(Response):
    """A station came or went (`event: presence`)."""

    station_id: str
    presence: Presence


class DesiredEvent(Response):
    """A desired state was made or settled (`event: desired`)."""

    station_id: str
    number: int
    status: DesiredStatus
    code: str
    detail: str


class Alive(Response):
    """The process answers."""

    alive: Literal[True] = True


class Ready(Response):
    """The process can do its work."""

    ready: Literal[True] = True
