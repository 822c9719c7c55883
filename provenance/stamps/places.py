"""Where stamps were seen, and how far apart that is.

A station's place is certain, unlike what a phone says of itself: it was entered by whoever put the
station up. A market is one place however many stations it has.
"""

from dataclasses import dataclass
from datetime import date, datetime
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088
"""Mean radius (IUGG)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Degrees, WGS 84."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A stamp before a station's camera, once or many times in a row.

    Attributes:
        market: what is one place, compared as it is; `ward` likewise.
        last_at: the last time of that row; `first_at` itself where it was one scan.
        day: date in Vietnam.
        clock_trusted: whether the station's clock was synchronised.
        position: None where nobody entered it.
    """

    station: str
    market: str
    ward: str
    first_at: datetime
    last_at: datetime
    day: date
    clock_trusted: bool
    position: Position | None = None


def distance_km(one: Position, other: Position) -> float:
    """Measure along a great circle (haversine; within 0.6 % of the ellipsoid)."""
    north = radians(other.latitude - one.latitude)
    east = radians(other.longitude - one.longitude)
    part = (
        sin(north / 2) ** 2
        + cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(east / 2) ** 2
    )
    # Rounding may bring two antipodes beyond 1.
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, part)))
