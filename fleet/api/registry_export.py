"""Lists of the registry as files, with the filter of the list."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse

from contract.zone import VIETNAM, vietnam_day
from fleet.api import export, registry_queries
from fleet.api.console_parts import ConsoleParts
from fleet.api.console_session import Parts, Responses
from fleet.api.registry_imports import CSV_TYPE, XLSX_TYPE
from fleet.api.registry_queries import Listing, Wanted
from fleet.api.schemas.base import PlainText
from fleet.api.security import Viewer
from fleet.api.spreadsheet import Cell, head, safe
from fleet.errors import NotThere
from fleet.imports import workbook

MAX_WORKBOOK_ROWS = 100_000
"""A workbook is put together in memory."""
PAGE_ROWS = 2000
FILES: Responses = {200: {"content": {CSV_TYPE: {}, XLSX_TYPE: {}}}}

router = APIRouter(prefix="/api", tags=["registry"])


@router.get("/registry-export/{name}", response_class=Response, responses=FILES)
def export_list(
    name: PlainText,
    request: Request,
    parts: Parts,
    who: Viewer,
    q: Annotated[PlainText, Query()] = "",
    form: Literal["csv", "xlsx"] = "csv",
) -> Response:
    """Give a list as a file: `products`, `lots`, `parties`, `locations`, `certificates`, `recalls`.

    Its own filters are parameters of the query, as they are of the list.

    Raises:
        BadInput: `filter.invalid`.
        NotThere: `export.unknown`.
    """
    del who
    listing = registry_queries.LISTINGS.get(name)
    if listing is None:
        raise NotThere("export.unknown", name=name)
    asked = request.query_params
    equal = tuple(
        (one, asked[one]) for one in listing.filters if "\x00" not in asked.get(one, "\x00")
    )
    today = vietnam_day(parts.clock.now())
    ruled = registry_queries.ruled(listing, asked, today)
    pages = _pages(parts, listing, Wanted(text=q, equal=equal, extra=ruled))
    day = today.isoformat()
    headers = {"Content-Disposition": f'attachment; filename="tram-quet-{name}_{day}.{form}"'}
    columns = tuple(listing.columns)
    if form == "xlsx":
        rows = _workbook_rows(columns, pages)
        return Response(workbook.write(name, rows), media_type=XLSX_TYPE, headers=headers)
    rules = tuple((one, asked.get(one, "")) for one in listing.rules)
    facts = _facts((("q", q), *equal, *rules), day)
    body = export.written(head(facts, columns), pages, export.MAX_ROWS)
    return StreamingResponse(body, media_type=CSV_TYPE, headers=headers)


def _facts(filters: Sequence[tuple[str, str]], day: str) -> list[tuple[str, str]]:
    said = [f"{name}: {value}" for name, value in filters if value]
    return [
        ("Bộ lọc", "; ".join(said) or export.EVERYTHING),
        ("Ngày", day),
        ("Múi giờ", export.ZONE),
    ]


def _pages(parts: ConsoleParts, listing: Listing, wanted: Wanted) -> Iterator[list[list[Cell]]]:
    after: str | None = ""
    while after is not None:
        with parts.database.read() as session:
            rows, after = registry_queries.find(session, listing, wanted, after, PAGE_ROWS)
        yield [_cells(row, listing) for row in rows]


def _cells(row: Mapping[str, Any], listing: Listing) -> list[Cell]:
    return [row[name] for name in listing.columns]


def _workbook_rows(
    columns: tuple[str, ...], pages: Iterator[list[list[Cell]]]
) -> Iterator[list[str | float | None]]:
    yield list(columns)
    left = MAX_WORKBOOK_ROWS
    for page in pages:
        for row in page[:left]:
            yield [_typed(cell) for cell in row]
        if len(page) > left:
            yield [export.CUT, MAX_WORKBOOK_ROWS]
            return
        left -= len(page)


def _typed(cell: Cell) -> str | float | None:
    match cell:
        case datetime():
            return cell.astimezone(VIETNAM).isoformat(timespec="seconds")
        case date():
            return cell.isoformat()
        case str():
            return safe(cell)
        case _:
            return cell
