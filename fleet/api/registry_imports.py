"""Routes of imports: templates to fill in, files to look at first, and to store."""

from contextlib import closing
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, File, Form, Query, Response, UploadFile
from sqlalchemy import select, tuple_
from sqlalchemy.orm import defer

from fleet.api import cursors
from fleet.api.console_parts import ConsoleParts
from fleet.api.console_session import Parts, Responses
from fleet.api.schemas import registry as schemas
from fleet.api.schemas.base import PlainText
from fleet.api.security import BODY_LIMIT, Operator, Viewer
from fleet.imports import download, messages, service
from fleet.imports.models import ImportRow, ImportState
from fleet.imports.reading import MAX_BYTES
from fleet.imports.service import Imports, Upload
from fleet.imports.templates import TEMPLATES, ImportKind
from fleet.stations.rules import fold

IMPORTS = "/api/imports"
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES: Responses = {200: {"content": {CSV_TYPE: {}, XLSX_TYPE: {}}}}
READ_AT_ONCE = 200
_KEY = (ImportRow.created_at, ImportRow.id)
_UNREAD = (defer(ImportRow.errors), defer(ImportRow.warnings))

router = APIRouter(tags=["imports"])


def body_limit(path: str) -> int | None:
    """Say how long the body of a request may be; None where that isn't for here to say."""
    return MAX_BYTES + BODY_LIMIT if path == IMPORTS else None


@router.get("/api/import-templates/{kind}", response_class=Response, responses=FILES)
def get_template(kind: ImportKind, who: Viewer, form: Literal["csv", "xlsx"] = "xlsx") -> Response:
    """Give a template to fill in: headings, an example, notes."""
    del who
    template = TEMPLATES[kind]
    content = download.as_csv(template) if form == "csv" else download.as_workbook(template)
    headers = {"Content-Disposition": f'attachment; filename="mau-{kind}.{form}"'}
    return Response(content, media_type=CSV_TYPE if form == "csv" else XLSX_TYPE, headers=headers)


@router.get(IMPORTS)
def list_imports(
    parts: Parts,
    who: Viewer,
    q: Annotated[PlainText, Query()] = "",
    kind: ImportKind | None = None,
    state: ImportState | None = None,
    after: Annotated[str, Query(max_length=1000)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> schemas.ImportPage:
    """List imports, newest first; `q` finds words in file, source and name of the giver."""
    del who
    statement = select(ImportRow).order_by(*(one.desc() for one in _KEY)).options(*_UNREAD)
    if kind:
        statement = statement.where(ImportRow.kind == kind.value)
    if after:
        statement = statement.where(tuple_(*_KEY) < _place(after))
    words = fold(q).split()
    found: list[schemas.ImportRow] = []
    statement = statement.execution_options(yield_per=READ_AT_ONCE)
    with parts.database.read() as session, closing(session.scalars(statement)) as rows:
        # There are few, and the state that is shown is told by the clock: so each is looked at.
        for row in rows:
            shown = schemas.ImportRow.model_validate(_row(parts, row))
            searched = fold(row.file_name, row.source, row.created_by)
            if state in {None, shown.state} and all(word in searched for word in words):
                found.append(shown)
            if len(found) > limit:
                break
    last = found[limit - 1] if len(found) > limit else None
    next_after = cursors.write(last.created_at.isoformat(), str(last.id)) if last else None
    return schemas.ImportPage(rows=tuple(found[:limit]), next_after=next_after)


def _place(after: str) -> tuple[datetime, UUID]:
    moment, number = cursors.read(after, 2)
    try:
        return cursors.moment(moment, after), UUID(cursors.text(number, after))
    except ValueError as error:
        raise cursors.invalid(after) from error


@router.post(IMPORTS, status_code=202)
def add_import(
    parts: Parts,
    who: Operator,
    tasks: BackgroundTasks,
    file: Annotated[UploadFile, File()],
    kind: Annotated[ImportKind, Form()],
    source: Annotated[str, Form(max_length=100)],
) -> schemas.ImportRow:
    """Take a file to look at; nothing of it is stored before it is applied."""
    imports = Imports(parts.database, parts.clock)
    content = file.file.read(MAX_BYTES + 1)
    upload = Upload(kind=kind, file_name=file.filename or "", source=source, content=content)
    number = imports.add(upload, by=who.name)
    tasks.add_task(imports.check, number)
    with parts.database.read() as session:
        return schemas.ImportRow.model_validate(_row(parts, service.get(session, number)))


@router.get("/api/imports/{import_id}")
def get_import(import_id: UUID, parts: Parts, who: Viewer) -> schemas.ImportView:
    """Show an import with what was found in its file."""
    del who
    with parts.database.read() as session:
        row = service.get(session, import_id)
    found = {
        name: [
            {**one, "message": messages.message(one["code"], one["value"])}
            for one in getattr(row, name)
        ]
        for name in ("errors", "warnings")
    }
    return schemas.ImportView.model_validate({**_row(parts, row), **found})


@router.post("/api/imports/{import_id}/apply", status_code=202)
def apply_import(
    import_id: UUID, parts: Parts, who: Operator, tasks: BackgroundTasks
) -> schemas.ImportRow:
    """Store a file that was looked at and has no errors: all of it, or nothing."""
    imports = Imports(parts.database, parts.clock)
    imports.begin_apply(import_id, by=who.name)
    tasks.add_task(_apply, parts, import_id, who.name)
    with parts.database.read() as session:
        return schemas.ImportRow.model_validate(_row(parts, service.get(session, import_id)))


def _apply(parts: ConsoleParts, import_id: UUID, name: str) -> None:
    Imports(parts.database, parts.clock).apply(import_id, by=name)
    parts.kept.forget()
    parts.wake()


def _row(parts: ConsoleParts, row: ImportRow) -> dict[str, object]:
    state, code = service.state_of(row, parts.clock.now())
    values = {name: getattr(row, name) for name in _SHOWN}
    message = messages.message(code) if code else ""
    return {**values, "state": state, "code": code, "message": message}


_SHOWN = tuple(
    name for name in schemas.ImportRow.model_fields if name not in {"state", "code", "message"}
)
