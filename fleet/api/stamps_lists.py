"""Routes that show stamps: lists with a search, one with its history, batches, a file."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import StreamingResponse
from pydantic import TypeAdapter

from contract.zone import vietnam_day
from fleet.api import cursors, export
from fleet.api.console_parts import ConsoleParts
from fleet.api.console_session import Parts
from fleet.api.console_stations import CSV
from fleet.api.schemas import stamps as schemas
from fleet.api.schemas.base import PlainText
from fleet.api.security import Viewer
from fleet.api.spreadsheet import Cell, head
from fleet.db.rows import AnyRow
from fleet.errors import NotThere
from fleet.stamps import queries
from fleet.stamps.models import StampHint
from fleet.stamps.queries import StampFilter
from fleet.stamps.selection import get_batch
from provenance.errors import BadKey
from provenance.keys import Gtin, parse_gtin
from provenance.records import StampState, Text
from provenance.stamps.suspicion import Reason
from provenance.stamps.texts import TEXTS, describe

router = APIRouter(prefix="/api", tags=["stamps"])

COLUMNS = tuple(schemas.StampRow.model_fields)
CHANGES: TypeAdapter[tuple[schemas.StampChangeView, ...]] = TypeAdapter(
    tuple[schemas.StampChangeView, ...]
)
SIGHTINGS: TypeAdapter[tuple[schemas.StampSightingView, ...]] = TypeAdapter(
    tuple[schemas.StampSightingView, ...]
)
MAX_ID = 2**31 - 1
Short = Annotated[PlainText, Query()]
Limit = Annotated[int, Query(ge=1, le=200)]


def stamp_filter(
    q: Short = "",
    gtin: Short = "",
    lot: Short = "",
    state: StampState | None = None,
    issuer: Short = "",
    batch: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    hints: Annotated[bool, Query()] = False,  # noqa: FBT002 - a parameter of the query
) -> StampFilter:
    """Read the filter from the query; `q` is the begin of a serial, a lot, or a product's words."""
    return StampFilter(
        text=q.strip(), gtin=gtin, lot=lot, state=state, issuer=issuer, batch=batch, hints=hints
    )


Wanted = Annotated[StampFilter, Depends(stamp_filter)]


@router.get("/stamps")
def list_stamps(
    parts: Parts,
    who: Viewer,
    wanted: Wanted,
    after: Annotated[str, Query(max_length=1000)] = "",
    limit: Limit = 50,
) -> schemas.StampPage:
    """List stamps by GTIN and serial."""
    del who
    with parts.database.read() as session:
        rows = queries.page(session, wanted, after=_place(after), limit=limit + 1)
    shown = tuple(schemas.StampRow.model_validate(row) for row in rows[:limit])
    more = len(rows) > limit
    next_after = cursors.write(shown[-1].gtin, shown[-1].serial) if more else None
    return schemas.StampPage(stamps=shown, next_after=next_after)


@router.get("/stamps/count")
def count_stamps(parts: Parts, who: Viewer, wanted: Wanted) -> schemas.StampTotal:
    """Count stamps, up to 100,000."""
    del who
    with parts.database.read() as session:
        total, capped = queries.count(session, wanted)
    return schemas.StampTotal(total=total, capped=capped)


@router.get("/stamps/export.csv", response_class=StreamingResponse, responses=CSV)
def export_stamps(parts: Parts, who: Viewer, wanted: Wanted) -> StreamingResponse:
    """Give stamps as CSV, without any secret; `X-Row-Limit` says where it ends at the latest."""
    del who
    day = vietnam_day(parts.clock.now()).isoformat()
    said = [
        f"{name}: {value}"
        for name in ("text", "gtin", "lot", "state", "issuer", "batch", "hints")
        if (value := getattr(wanted, name))
    ]
    facts = [
        ("Bộ lọc", "; ".join(said) or export.EVERYTHING),
        ("Ngày", day),
        ("Múi giờ", export.ZONE),
    ]
    body = export.written(head(facts, COLUMNS), _pages(parts, wanted), export.MAX_ROWS)
    headers = {
        "Content-Disposition": f'attachment; filename="tram-quet-tem_{day}.csv"',
        "X-Row-Limit": str(export.MAX_ROWS),
    }
    return StreamingResponse(body, media_type=export.MEDIA_TYPE, headers=headers)


@router.get("/stamps/{gtin}/{serial:path}")
def get_stamp(gtin: PlainText, serial: PlainText, parts: Parts, who: Viewer) -> schemas.StampView:
    """Show a stamp, its changes, where it was seen, and what the rules found.

    Raises:
        NotThere: `stamps.unknown`.
    """
    del who
    with parts.database.read() as session:
        found = queries.detail(session, _gtin(gtin, serial), serial)
    return schemas.StampView(
        stamp=schemas.StampRow.model_validate(found.stamp),
        sealed=found.two_layer,
        area=tuple(found.batch.area) if found.batch else (),
        changes=CHANGES.validate_python(found.changes, from_attributes=True),
        hints=tuple(map(_hint, found.hints)),
        sightings=SIGHTINGS.validate_python(found.sightings, from_attributes=True),
        earlier=schemas.EarlierView.model_validate(found.earlier) if found.earlier else None,
    )


@router.get("/stamp-batches")
def list_batches(
    parts: Parts,
    who: Viewer,
    q: Short = "",
    gtin: Short = "",
    before: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    limit: Limit = 50,
) -> schemas.BatchPage:
    """List batches, newest first; `q` is a lot, or words of the product's name."""
    del who
    with parts.database.read() as session:
        rows = queries.batches(session, gtin=gtin, text=q.strip(), before=before, limit=limit + 1)
        shown = tuple(_batch(row) for row in rows[:limit])
    return schemas.BatchPage(batches=shown, next_before=shown[-1].id if len(rows) > limit else None)


@router.get("/stamp-batches/{batch}")
def get_batch_view(
    batch: Annotated[int, Path(ge=1, le=MAX_ID)], parts: Parts, who: Viewer
) -> schemas.BatchView:
    """Show a batch, and how many of its stamps are in each state.

    Raises:
        NotThere: `stamps.batch_unknown`.
    """
    del who
    with parts.database.read() as session:
        get_batch(session, batch)
        (row,) = queries.batches(session, before=batch + 1, limit=1)
        return schemas.BatchView(batch=_batch(row), states=queries.states_of(session, batch))


def _place(after: str) -> tuple[str, str] | None:
    if not after:
        return None
    gtin, serial = (cursors.text(one, after) for one in cursors.read(after, 2))
    return gtin, serial


def _gtin(text: str, serial: str) -> Gtin:
    try:
        return parse_gtin(text)
    except BadKey as error:
        raise NotThere("stamps.unknown", gtin=text, count=1, serials=serial) from error


def _pages(parts: ConsoleParts, wanted: StampFilter) -> Iterator[list[list[Cell]]]:
    after: tuple[str, str] | None = None
    while True:
        with parts.database.read() as session:
            rows = queries.page(session, wanted, after=after, limit=export.PAGE_ROWS)
        if not rows:
            return
        yield [[getattr(row, name) for name in COLUMNS] for row in rows]
        after = (rows[-1].gtin, rows[-1].serial)


def _batch(row: AnyRow) -> schemas.BatchRow:
    values: dict[str, Any] = {
        name: getattr(row.StampBatch, name)
        for name in schemas.BatchRow.model_fields
        if name not in {"name_vi", "issuer_name"}
    }
    return schemas.BatchRow(**values, name_vi=row.name_vi, issuer_name=row.issuer_name)


def _hint(row: StampHint) -> schemas.StampHintView:
    said = Text(vi="")
    if row.code in TEXTS:
        said = describe([Reason(code=row.code, params=tuple(row.params.items()))])
    return schemas.StampHintView(
        code=row.code,
        suspect=row.suspect,
        params=row.params,
        first_at=row.first_at,
        last_at=row.last_at,
        cleared_at=row.cleared_at,
        text_vi=said.vi,
        text_en=said.en,
    )
