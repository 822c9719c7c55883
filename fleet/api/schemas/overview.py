"""Bodies of the home page: counts, wards."""

from datetime import date, datetime
from typing import Literal

from fleet.api.schemas.base import Response
from provenance.verdict.verdict import Colour, VerdictKind


class StationCounts(Response):
    """How many stations there are, and how many are connected."""

    total: int
    online: int
    offline: int
    never: int


class BusyStation(Response):
    """A station and how many scans it had."""

    station_id: str
    name: str
    count: int


class ScanCounts(Response):
    """Scans of one day in Vietnam.

    Attributes:
        last_hour: scans that came within the last sixty minutes, of whatever day they are.
        busiest: the same as `by_station`, with names, most first.
        by_station: the twenty stations with the most scans.
    """

    day: date
    total: int
    last_hour: int
    by_colour: dict[Colour, int]
    by_verdict: dict[VerdictKind, int]
    by_station: dict[str, int]
    busiest: tuple[BusyStation, ...]


class AlertCounts(Response):
    """How many alerts there are."""

    open: int


class Watch(Response):
    """Who looks after the stations.

    Attributes:
        hearing_since: since when stations are heard without a break; None while nobody hears them,
            so that a silent station isn't told from one that is gone.
        working_since: since when a worker looks after alerts and presence; None while none does.
    """

    hearing_since: datetime | None
    working_since: datetime | None


class Summary(Response):
    """What the home page shows."""

    at: datetime
    stations: StationCounts
    scans: ScanCounts
    alerts: AlertCounts
    attention: int
    watch: Watch


class WardCounts(Response):
    """How the stations of an area are; revoked ones don't count.

    Attributes:
        attention: how many of them need attention.
    """

    total: int
    online: int
    offline: int
    never: int
    attention: int
    scans_today: int


class WardView(WardCounts):
    """A ward or commune with its stations, perhaps none.

    Attributes:
        latitude: of the centroid, degrees in WGS 84; `longitude` likewise.
    """

    code: str
    name: str
    kind: Literal["phường", "xã"]
    latitude: float
    longitude: float
    area_km2: float


class WardList(Response):
    """All wards of the city, and the stations whose ward is none of them."""

    wards: tuple[WardView, ...]
    elsewhere: WardCounts
