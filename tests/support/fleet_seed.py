"""Ten thousand stations in seconds, written straight into the tables, for benchmarks and tests.

Half of them are online, one in ten of the others was never connected, a few complain or refused
their desired state; each that was ever there has scans of today and an outbox.
"""

from datetime import date, datetime, timedelta
from typing import Any

from contract.probes import PROBES, Kind
from contract.zone import vietnam_day
from fleet.alerts.models import Alert
from fleet.content.models import DesiredState
from fleet.db.base import Base
from fleet.db.engine import Database
from fleet.db.upsert import table_of
from fleet.scans.models import ScanCount
from fleet.stations.models import Station, StationLatest
from fleet.stations.rules import fold
from fleet.stations.wards import read_wards

MARKETS = ("Chợ Hôm", "Chợ Đồng Xuân", "Chợ Bưởi", "Chợ Mơ", "Siêu thị Cầu Giấy")
VERDICTS = (("valid", "green"), ("unknown", "orange"), ("not_a_trace_code", "grey"))
CHUNK = 2000


def seed_stations(database: Database, count: int, now: datetime) -> None:
    """Fill an empty database with stations and what is known of each."""
    rows: dict[type[Base], list[dict[str, Any]]] = {
        Station: [],
        StationLatest: [],
        DesiredState: [],
        ScanCount: [],
        Alert: [],
    }
    wards = [ward.name for ward in read_wards().by_key.values()]
    for number in range(count):
        station = f"seed-{number:05d}"
        rows[Station].append(_station(number, station, wards[number % len(wards)], now))
        if number % 20 == 19:
            continue
        online = number % 2 == 0
        rows[StationLatest].append(_latest(number, station, now, online=online))
        rows[DesiredState].append(_desired(number, station, now))
        rows[ScanCount] += _counts(number, station, vietnam_day(now))
        if not online:
            rows[Alert].append(_alert(station, now))
    for model, found in rows.items():
        with database.write() as session:
            for start in range(0, len(found), CHUNK):
                session.execute(table_of(model).insert(), found[start : start + CHUNK])


def _station(number: int, station: str, ward: str, now: datetime) -> dict[str, Any]:
    market = MARKETS[number % len(MARKETS)]
    name = f"Trạm số {number} – {market}"
    return {
        "id": station,
        "name": name,
        "market": market,
        "ward": ward,
        "folded": fold(station, name, market, ward),
        "created_at": now - timedelta(days=30),
    }


def _latest(number: int, station: str, now: datetime, *, online: bool) -> dict[str, Any]:
    seen = now - timedelta(seconds=number % 60 if online else 600 + number)
    healthy = number % 50 != 0
    probes = {
        name: {
            "value": float(number % 100) if spec.kind is Kind.NUMBER else None,
            "unit": spec.unit,
            "healthy": healthy or name != "disk_free",
        }
        for name, spec in PROBES.items()
    }
    return {
        "station_id": station,
        "online": online,
        "session": 3,
        "online_since": seen - timedelta(hours=7),
        "last_seen": seen,
        "status": "online" if online else "offline",
        "status_at": seen,
        "software": f"0.{number % 3}.0",
        "birth": {"software": f"0.{number % 3}.0", "hardware": "Raspberry Pi 5"},
        "health": {"at": seen.isoformat(), "probes": probes},
        "health_at": seen,
        "healthy": healthy,
        "healthy_at": seen,
        "camera": True,
        "camera_at": seen,
        "outbox_depth": number % 7,
        "reported_number": 1,
    }


def _desired(number: int, station: str, now: datetime) -> dict[str, Any]:
    return {
        "station_id": station,
        "number": 1,
        "configuration": {},
        "slides": [],
        "body": "{}",
        "key_id": "seed",
        "signature": "seed",
        "created_at": now - timedelta(days=1),
        "created_by": "an",
        "status": "refused" if number % 100 == 2 else "in_force",
        "changed_at": now - timedelta(days=1),
        "code": "desired.signature" if number % 100 == 2 else "",
        "detail": "",
    }


def _counts(number: int, station: str, day: date) -> list[dict[str, Any]]:
    return [
        {
            "day": day,
            "station_id": station,
            "verdict": verdict,
            "colour": colour,
            "count": number % 90 + place,
        }
        for place, (verdict, colour) in enumerate(VERDICTS)
    ]


def _alert(station: str, now: datetime) -> dict[str, Any]:
    opened = now - timedelta(minutes=10)
    return {
        "station_id": station,
        "cause": "offline",
        "code": "station.offline",
        "opened_at": opened,
        "changed_at": opened,
    }
