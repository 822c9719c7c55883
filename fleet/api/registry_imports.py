"""Routes of imports: templates to fill in, files to look at first, and to store."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, File, Form, Query, Response, UploadFile
from sqlalchemy import select, tuple_

from fleet.api import cursors
from fleet.api.console_parts import ConsoleParts
from fleet.api.console_session import Parts, Responses
from fleet.api.schemas import registry as schemas
from fleet.api.security import BODY_LIMIT, Operator, Viewer
from fleet.imports import download, messages, service
from fleet.imports.models import ImportRow
from fleet.imports.reading import MAX_BYTES
from fleet.imports.service import Imports, Upload
from fleet.imports.templates import TEMPLATES, ImportKind

IMPORTS = "/api/imports"
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES: Responses = {200: {"content": {CSV_TYPE: {}, XLSX_TYPE: {}}}}

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
    after: Annotated[str, Query(max_length=1000)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> schemas.ImportPage:
    """List imports, newest first."""
    del who
    key = (ImportRow.created_at, ImportRow.id)
    statement = select(ImportRow).order_by(*(one.desc() for one in key)).limit(limit + 1)
    if after:
        moment, number = cursors.read(after, 2)
        try:
            place = (cursors.moment(moment, after), UUID(cursors.text(number, after)))
        except ValueError as error:
            raise cursors.invalid(after) from error
        statement = statement.where(tuple_(*key) < place)
    with parts.database.read() as session:
        rows = session.scalars(statement).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return schemas.ImportPage(
        rows=tuple(schemas.ImportRow.model_validate(_row(parts, row)) for row in rows[:limit]),
        next_after=cursors.write(last.created_at.isoformat(), str(last.id)) if last else None,
    )


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
