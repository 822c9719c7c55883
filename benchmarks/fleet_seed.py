"""A fleet as some weeks of running leave it, written straight into the tables: half of it offline.

Everything follows from a station's number, so each database that is filled so holds the same.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import insert, text

from contract.probes import PROBES, Kind
from contract.zone import vietnam_day
from fleet.alerts.models import Alert, Cause
from fleet.content.models import DesiredState, DesiredStatus
from fleet.db.base import Base
from fleet.db.engine import Database
from fleet.scans.models import Scan, ScanCount
from fleet.stations.models import Station, StationLatest
from fleet.stations.presence import PresenceStatus
from fleet.stations.rules import fold
from fleet.stations.wards import Ward, read_wards

DAYS = 14
_DAYS = range(DAYS - 1, -1, -1)
"""Oldest first, as they come: on PostgreSQL the counts of one day then lie together."""
SCANS = 50_000
NEVER_EVERY, UNHEALTHY_EVERY, REFUSED_EVERY, REVOKED_EVERY = 50, 20, 200, 500
_ROWS_AT_ONCE = 5_000
_NAMESPACE = 0x0F5B1F9E3A434D0C9C550A4B2F1D7C11
_VERDICTS = (("valid", "green", 37), ("known", "blue", 21), ("unknown", "grey", 5))
_SOFTWARE = ("0.1.0", "0.1.1", "0.2.0")
_GOODS = ("Rau quả", "Thịt cá", "Hàng khô", "Cổng chính", "Tầng hai", "Quầy thông tin")

Rows = Iterable[dict[str, Any]]


def seed(database: Database, stations: int, now: datetime) -> None:
    """Fill an empty, migrated database.

    Args:
        stations: every second of them is offline.
    """
    wards = tuple(read_wards().by_key.values())
    numbers = range(stations)
    for table, rows in (
        (Station, (_station(n, wards, now) for n in numbers)),
        (StationLatest, (_latest(n, now) for n in numbers if n % NEVER_EVERY)),
        (Alert, (_alert(n, now) for n in numbers if n % NEVER_EVERY and _is_offline(n))),
        (DesiredState, (state for n in numbers for state in _states(n, now))),
        (ScanCount, (row for days in _DAYS for n in numbers for row in _counts(n, days, now))),
        (Scan, (_scan(n, stations, now) for n in range(min(SCANS, stations * 5)))),
    ):
        _insert(database, table, rows)
    with database.connection() as connection:
        # As autovacuum does on PostgreSQL, and `PRAGMA optimize` on SQLite, after a while.
        connection.execute(text("ANALYZE"))


def station_id(number: int) -> str:
    """Name a station."""
    return f"tram-{number:05}"


def _is_offline(number: int) -> bool:
    return number % 2 == 1


def _insert(database: Database, table: type[Base], rows: Rows) -> None:
    remaining = iter(rows)
    while some := list(islice(remaining, _ROWS_AT_ONCE)):
        with database.write() as session:
            session.execute(insert(table), some)


def _station(number: int, wards: tuple[Ward, ...], now: datetime) -> dict[str, Any]:
    ward = wards[number % len(wards)]
    name = f"{_GOODS[number % len(_GOODS)]} {number}"
    market = f"Chợ {ward.name} {number // len(wards) % 4 + 1}"
    where = f"{ward.kind.capitalize()} {ward.name}"
    return {
        "id": station_id(number),
        "name": name,
        "market": market,
        "ward": where,
        "folded": fold(station_id(number), name, market, where),
        "created_at": now - timedelta(days=30, seconds=number),
        "revoked_at": now if number % REVOKED_EVERY == REVOKED_EVERY - 1 else None,
    }


def _latest(number: int, now: datetime) -> dict[str, Any]:
    offline = _is_offline(number)
    healthy = number % UNHEALTHY_EVERY != 0
    away = timedelta(minutes=3 + number % 5_000) if offline else timedelta(seconds=number % 60)
    software = _SOFTWARE[number % len(_SOFTWARE)]
    return {
        "station_id": station_id(number),
        "online": not offline,
        "session": number % 90 + 1,
        "online_since": now - timedelta(hours=number % 200) - away,
        "last_seen": now - away,
        "status": (PresenceStatus.OFFLINE if offline else PresenceStatus.ONLINE).value,
        "status_at": now - away,
        "birth": {"kind": "birth", "software": software, "hardware": "Raspberry Pi 4"},
        "health": {"kind": "health", "probes": _probes(healthy=healthy)},
        "reported": {"kind": "reported", "number": 1, "settings": {}, "slides": []},
        "reported_number": 1,
        "software": software,
        "health_at": now - away,
        "healthy": healthy,
        "healthy_at": now - away,
        "camera": True,
        "camera_at": now - away,
        "outbox_depth": number % 300 if offline else 0,
    }


def _probes(*, healthy: bool) -> dict[str, Any]:
    values: dict[Kind, object] = {Kind.NUMBER: 12.5, Kind.FLAG: True, Kind.TEXT: "ok"}
    return {
        name: {"value": values[spec.kind], "unit": spec.unit, "healthy": healthy}
        for name, spec in PROBES.items()
    }


def _alert(number: int, now: datetime) -> dict[str, Any]:
    opened_at = now - timedelta(minutes=3 + number % 5_000)
    return {
        "station_id": station_id(number),
        "cause": Cause.OFFLINE.value,
        "code": "will",
        "opened_at": opened_at,
        "changed_at": opened_at,
    }


def _states(number: int, now: datetime) -> Iterator[dict[str, Any]]:
    refused = number % REFUSED_EVERY == 0
    newest = DesiredStatus.REFUSED if refused else DesiredStatus.IN_FORCE
    for state, status in ((1, DesiredStatus.SUPERSEDED), (2, newest)):
        at = now - timedelta(days=10 - state, seconds=number)
        yield {
            "station_id": station_id(number),
            "number": state,
            "configuration": {},
            "slides": [],
            "body": "{}",
            "key_id": "bench",
            "signature": "",
            "created_at": at,
            "created_by": "bench",
            "status": status.value,
            "changed_at": at,
            "code": "picture.hash" if refused and state == 2 else "",
            "detail": "",
        }


def _counts(number: int, days: int, now: datetime) -> Iterator[dict[str, Any]]:
    if days or not _is_offline(number):
        for verdict, colour, usual in _VERDICTS:
            yield {
                "day": vietnam_day(now) - timedelta(days=days),
                "station_id": station_id(number),
                "verdict": verdict,
                "colour": colour,
                "count": usual + number % 17,
            }


def _scan(number: int, stations: int, now: datetime) -> dict[str, Any]:
    at = now - timedelta(seconds=SCANS - number)
    verdict, colour, _ = _VERDICTS[number % len(_VERDICTS)]
    return {
        "station_id": station_id(number * 2 % stations),
        "event_id": UUID(int=_NAMESPACE ^ number),
        "outbox_id": UUID(int=_NAMESPACE),
        "seq": number + 1,
        "received_at": at,
        "happened_at": at,
        "day": vietnam_day(at),
        "boot_id": "bench",
        "monotonic_s": float(number),
        "wall": at,
        "clock_trusted": True,
        "kind": "digital_link",
        "valid": True,
        "symbology": "]Q1",
        "verdict": verdict,
        "colour": colour,
        "reasons": [],
        "decode_ms": 4.2,
        "frame_to_verdict_ms": 55.0,
        "code": f"(01)08935217400102(10)L{number % 90:03}(21)S{number:06}",
        "gtin": "08935217400102",
        "lot": f"L{number % 90:03}",
        "serial": f"S{number:06}",
        "via": "gateway",
    }
