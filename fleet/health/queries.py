"""Reads the health history as a chart: few points, evenly spaced, with holes where nothing came."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from fleet.health.models import StationHealth, StationHealthHour
from fleet.health.packing import means
from fleet.health.service import BLOCK_HOURS, HOUR_S, hour_of, numbers_of

MAX_POINTS = 300
RAW_HOURS = 48
"""Up to here the messages themselves are read, above it the hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Means of each probe over equal steps.

    Attributes:
        at: where each step begins.
        series: for each probe one value a step, None where nothing came.
    """

    begin: datetime
    end: datetime
    step_s: int
    at: tuple[datetime, ...]
    series: dict[str, tuple[float | None, ...]]


def chart(session: Session, station_id: str, *, hours: int, now: datetime) -> Chart:
    """Read the last hours of a station."""
    raw = hours <= RAW_HOURS
    unit_s = 60 if raw else HOUR_S
    # One point fewer than there may be: the window rarely begins where a step does.
    step_s = unit_s * math.ceil(hours * HOUR_S / unit_s / (MAX_POINTS - 1))
    end_s = int(now.timestamp())
    first = (end_s - hours * HOUR_S) // step_s
    count = end_s // step_s - first + 1
    read = _messages if raw else _hours
    buckets: list[list[bytes]] = [[] for _ in range(count)]
    for at_s, numbers in read(session, station_id, first * step_s, now):
        place = at_s // step_s - first
        if 0 <= place < count:
            buckets[place].append(numbers)
    names = {number: name for name, number in numbers_of(session).items()}
    return Chart(
        begin=now - timedelta(hours=hours),
        end=now,
        step_s=step_s,
        at=tuple(datetime.fromtimestamp((first + n) * step_s, UTC) for n in range(count)),
        series=_series([means(rows) for rows in buckets], names),
    )


def _series(
    points: Sequence[dict[int, float]], names: dict[int, str]
) -> dict[str, tuple[float | None, ...]]:
    found = sorted({number for point in points for number in point})
    return {
        names[number]: tuple(_rounded(point.get(number)) for point in points) for number in found
    }


def _rounded(value: float | None) -> float | None:
    """Cut what a 32-bit float never knew."""
    return None if value is None else float(f"{value:.6g}")


def _messages(
    session: Session, station_id: str, from_s: int, now: datetime
) -> Iterable[tuple[int, bytes]]:
    hours = range(from_s // HOUR_S, hour_of(now) + 1)
    rows = session.execute(
        select(StationHealth.hour, StationHealth.second, StationHealth.numbers).where(
            StationHealth.hour.in_(hours), StationHealth.station_id == station_id
        )
    )
    return ((hour * HOUR_S + second, numbers) for hour, second, numbers in rows)


def _hours(
    session: Session, station_id: str, from_s: int, now: datetime
) -> Iterable[tuple[int, bytes]]:
    first = from_s // HOUR_S
    blocks = range(first // BLOCK_HOURS, hour_of(now) // BLOCK_HOURS + 1)
    rows = session.execute(
        select(StationHealthHour.hour, StationHealthHour.numbers).where(
            StationHealthHour.block.in_(blocks),
            StationHealthHour.station_id == station_id,
            StationHealthHour.hour >= first,
        )
    )
    return ((hour * HOUR_S, numbers) for hour, numbers in rows)
