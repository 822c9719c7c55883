"""Routes of the scans: pages of the feed, their number, their export."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from fleet.api import console_views as views
from fleet.api import export, schemas
from fleet.api.console_session import Parts
from fleet.api.console_stations import CSV, ShortText
from fleet.api.security import Viewer
from fleet.scans import queries
from fleet.scans.queries import ScanFilter
from provenance.verdict.verdict import Colour, VerdictKind

router = APIRouter(prefix="/api/scans", tags=["scans"])

EARLIEST = date(2000, 1, 1)
LATEST = date(9000, 1, 1)


def scan_filter(
    station: Annotated[str | None, Query(max_length=40, pattern="^[^\x00]*$")] = None,
    ward: ShortText = "",
    market: ShortText = "",
    verdict: VerdictKind | None = None,
    colour: Colour | None = None,
    q: Annotated[str, Query(max_length=100, pattern="^[^\x00]*$")] = "",
    first: Annotated[date | None, Query(alias="from", ge=EARLIEST, le=LATEST)] = None,
    last: Annotated[date | None, Query(alias="to", ge=EARLIEST, le=LATEST)] = None,
) -> ScanFilter:
    """Read the filter from the query; `q` is part of a code, GTIN or lot, dates are Vietnam's."""
    return ScanFilter(
        station=station,
        ward=ward,
        market=market,
        verdict=verdict,
        colour=colour,
        text=q.strip(),
        first=first,
        last=last,
    )


Wanted = Annotated[ScanFilter, Depends(scan_filter)]


@router.get("")
def list_scans(
    parts: Parts,
    who: Viewer,
    wanted: Wanted,
    before: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> schemas.ScanPage:
    """List scans, newest first; `before` is `next_before` of the page before."""
    del who
    with parts.database.read() as session:
        rows = queries.page(session, wanted, before=before, limit=limit + 1)
    scans = tuple(views.scan(row) for row in rows[:limit])
    return schemas.ScanPage(scans=scans, next_before=scans[-1].id if len(rows) > limit else None)


@router.get("/count")
def count_scans(parts: Parts, who: Viewer, wanted: Wanted) -> schemas.ScanTotal:
    """Count scans, up to 100,000."""
    del who
    with parts.database.read() as session:
        total, capped = queries.count(session, wanted)
    return schemas.ScanTotal(total=total, capped=capped)


@router.get("/export.csv", response_class=StreamingResponse, responses=CSV)
def export_scans(parts: Parts, who: Viewer, wanted: Wanted) -> StreamingResponse:
    """Give scans as CSV, newest first; `X-Row-Limit` says where it ends at the latest."""
    del who
    return export.scans(parts.database, wanted, parts.clock.now())
