"""Ten thousand stations, written straight into the tables: every second one is offline."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert

from fleet.stations.models import Station, StationLatest
from fleet.stations.presence import PresenceStatus
from fleet.stations.rules import fold
from fleet.stations.wards import Ward, read_wards
from tests.console.seeds import Seeder

STATIONS = 10_000
WARD, OF_A_WARD = "Phường Cửa Nam", 80
"""One of the first of the 126 wards by its code, and how many of the crowd stand in it."""
_UNWELL_EVERY = 25


def add_crowd(seed: Seeder) -> None:
    """Add the stations, spread over all wards in turn."""
    wards = sorted(read_wards().by_key.values(), key=lambda ward: ward.code)
    stations = [_station(n, wards[n % len(wards)], seed.now) for n in range(STATIONS)]
    # By blocks, so that each ward has some of either.
    latest = [_latest(n, n // len(wards) % 2 == 0, seed.now) for n in range(STATIONS)]
    with seed.database.write() as session:
        session.execute(insert(Station), stations)
        session.execute(insert(StationLatest), latest)


def _station(number: int, ward: Ward, now: datetime) -> dict[str, Any]:
    station_id, name = f"tram-{number:05}", f"Trạm {number}"
    market = f"Chợ {ward.name}"
    where = f"{ward.kind.capitalize()} {ward.name}"
    return {
        "id": station_id,
        "name": name,
        "market": market,
        "ward": where,
        "folded": fold(station_id, name, market, where),
        "created_at": now - timedelta(days=30),
    }


def _latest(number: int, online: bool, now: datetime) -> dict[str, Any]:  # noqa: FBT001 - a column
    seen = now - (timedelta(seconds=number % 60) if online else timedelta(minutes=number + 4))
    return {
        "station_id": f"tram-{number:05}",
        "online": online,
        "session": 1,
        "online_since": seen - timedelta(hours=2),
        "last_seen": seen,
        "status": PresenceStatus.ONLINE if online else PresenceStatus.OFFLINE,
        "status_at": seen,
        "reported_number": 0,
        "software": "0.1.0" if number % 3 else "0.2.0",
        "health_at": seen,
        "healthy": number % _UNWELL_EVERY != 0,
        "healthy_at": seen,
        "camera": True,
        "camera_at": seen,
        "outbox_depth": 0 if online else number % 40,
    }
