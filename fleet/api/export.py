"""Lists as CSV files, streamed: one page of rows is in memory, however many there are.

Each page is a transaction of its own, so that a slow browser holds up neither the database nor a
connection. Every file says its filter, its period and its time zone.
"""

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime

from fastapi.responses import StreamingResponse

from contract.zone import vietnam_day
from fleet.api import station_queries
from fleet.api.spreadsheet import Cell, head, line
from fleet.api.station_queries import Order, Sort, StationFilter
from fleet.db.engine import Database
from fleet.scans import queries
from fleet.scans.queries import ScanFilter

MAX_ROWS = 1_000_000
PAGE_ROWS = 2000
MEDIA_TYPE = "text/csv; charset=utf-8"
ZONE = "Asia/Ho_Chi_Minh (UTC+07:00)"
EVERYTHING = "tất cả"
CUT = "Bị cắt tại giới hạn số dòng"

SCAN_COLUMNS = (
    "id",
    "event_id",
    "happened_at",
    "received_at",
    "clock_trusted",
    "station_id",
    "station_name",
    "market",
    "ward",
    "verdict",
    "colour",
    "reasons",
    "kind",
    "valid",
    "symbology",
    "code",
    "gtin",
    "lot",
    "serial",
    "host",
    "via",
    "frame_to_verdict_ms",
)
STATION_COLUMNS = (
    "station_id",
    "name",
    "market",
    "ward",
    "status",
    "online_since",
    "last_seen",
    "healthy",
    "software",
    "reported_number",
    "outbox_depth",
    "scans_today",
)


def scans(database: Database, wanted: ScanFilter, now: datetime) -> StreamingResponse:
    """Give scans, newest first, as a file."""
    first, last = wanted.first, wanted.last
    period = f"{first or '…'} – {last or vietnam_day(now)}"
    ends = [str(first) if first else "dau", str(last or vietnam_day(now))]
    facts = _facts(wanted, period if first or last else EVERYTHING)
    with database.read() as session:
        # Scans that come meanwhile aren't in it: the file is what was there when it was asked for.
        newest = queries.newest_id(session)
    rows = _scan_rows(database, wanted, newest + 1)
    return _response(f"tram-quet-luot-quet_{'_'.join(ends)}.csv", facts, SCAN_COLUMNS, rows)


def stations(database: Database, wanted: StationFilter, now: datetime) -> StreamingResponse:
    """Give stations by id as a file."""
    day = vietnam_day(now)
    facts = _facts(wanted, day.isoformat())
    name = f"tram-quet-tram_{day.isoformat()}.csv"
    rows = _station_rows(database, wanted, Order(sort=Sort.STATION, day=day))
    return _response(name, facts, STATION_COLUMNS, rows)


def _facts(wanted: ScanFilter | StationFilter, period: str) -> list[tuple[str, str]]:
    values = ((one.name, getattr(wanted, one.name)) for one in fields(wanted))
    said = [f"{name}: {value}" for name, value in values if value not in {None, ""}]
    return [
        ("Bộ lọc", "; ".join(said) or EVERYTHING),
        ("Khoảng thời gian", period),
        ("Múi giờ", ZONE),
    ]


def _response(
    name: str,
    facts: list[tuple[str, str]],
    columns: tuple[str, ...],
    rows: Iterator[list[list[Cell]]],
) -> StreamingResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Row-Limit": str(MAX_ROWS),
    }
    body = written(head(facts, columns), rows, MAX_ROWS)
    return StreamingResponse(body, media_type=MEDIA_TYPE, headers=headers)


def written(begin: str, pages: Iterator[list[list[Cell]]], most: int) -> Iterator[bytes]:
    """Write a file: its beginning, pages of rows, and where it was cut, if it was."""
    yield begin.encode()
    left = most
    for page in pages:
        yield "".join(map(line, page[:left])).encode()
        if len(page) > left:
            yield line([CUT, most]).encode()
            return
        left -= len(page)


def _scan_rows(database: Database, wanted: ScanFilter, before: int) -> Iterator[list[list[Cell]]]:
    while True:
        with database.read() as session:
            rows = queries.page(session, wanted, before=before, limit=PAGE_ROWS)
        if not rows:
            return
        yield [[_cell(row._mapping[name]) for name in SCAN_COLUMNS] for row in rows]  # noqa: SLF001 - SQLAlchemy's public name
        before = rows[-1].id


def _station_rows(
    database: Database, wanted: StationFilter, order: Order
) -> Iterator[list[list[Cell]]]:
    after: str | None = ""
    while after is not None:
        with database.read() as session:
            place = Order(sort=order.sort, day=order.day, after=after)
            rows, after = station_queries.find(session, wanted, place, PAGE_ROWS)
            counts = queries.by_station(session, order.day, [row.id for row in rows])
        yield [
            [
                row.id,
                row.name,
                row.market,
                row.ward,
                "revoked" if row.revoked_at else row.status or "never",
                row.online_since,
                row.last_seen,
                row.healthy,
                row.software,
                row.reported_number,
                row.outbox_depth,
                counts.get(row.id, 0),
            ]
            for row in rows
        ]


def _cell(value: object) -> Cell:
    if isinstance(value, list):
        return " ".join(map(str, value))
    if value is None or isinstance(value, str | int | float | datetime):
        return value
    return str(value)
