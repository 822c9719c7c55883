"""Routes of the slides."""

from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from fastapi.responses import FileResponse

from contract.desired import MAX_PICTURE_BYTES
from contract.names import StationId
from fleet.api import console_views as views
from fleet.api import schemas
from fleet.api.console_session import Parts, Responses
from fleet.api.security import BODY_LIMIT, Operator, Viewer
from fleet.content import pictures, rules, service

SLIDES = "/api/slides"
router = APIRouter(prefix=SLIDES, tags=["slides"])

PICTURE: Responses = {200: {"content": {"image/png": {}, "image/jpeg": {}}}}
EVERYWHERE = "all"

Text = Annotated[str, Form(max_length=2000)]


def body_limit(path: str) -> int:
    """Say how long the body of a request may be: a picture with its form, else a document."""
    return MAX_PICTURE_BYTES + BODY_LIMIT if path == SLIDES else BODY_LIMIT


@router.get("")
def list_slides(parts: Parts, who: Viewer) -> schemas.SlideList:
    """List the slides that aren't retired, in their order."""
    del who
    with parts.database.read() as session:
        rows = service.list_slides(session)
        ids = [row.id for row in rows]
        assigned = service.assigned_to(session, ids)
        waiting = service.not_in_force(session, ids)
        return schemas.SlideList(
            slides=tuple(
                views.slide(row, None if row.everywhere else assigned[row.id], waiting[row.id])
                for row in rows
            )
        )


@router.post("", status_code=201)
def add_slide(
    parts: Parts,
    who: Operator,
    picture: Annotated[UploadFile, File()],
    title_vi: Text,
    title_en: Text,
    stations: Annotated[list[schemas.StationIdText], Form(max_length=1000)],
    body_vi: Text = "",
    body_en: Text = "",
) -> schemas.SlideView:
    """Add a slide; `stations` is `all`, or the ids of stations, one a field."""
    texts = rules.check_texts({"vi": (title_vi, body_vi), "en": (title_en, body_en)})
    content = picture.file.read(MAX_PICTURE_BYTES + 1)
    checked = pictures.check(content)
    named = None if stations == [EVERYWHERE] else frozenset(StationId(one) for one in stations)
    new = service.NewSlide(
        picture=checked,
        artifact=parts.desk.assets.add(content),
        texts=texts,
        stations=named,
    )
    with parts.database.write() as session:
        row = service.add_slide(session, parts.desk, new, by=who.name, now=parts.clock.now())
        waiting = service.not_in_force(session, [row.id])
        view = views.slide(row, None if named is None else sorted(named), waiting[row.id])
    parts.wake()
    return view


@router.delete("/{slide_id}", status_code=204)
def retire_slide(slide_id: schemas.PlainText, parts: Parts, who: Operator) -> None:
    """Take a slide away from every station."""
    with parts.database.write() as session:
        service.retire_slide(session, parts.desk, slide_id, by=who.name, now=parts.clock.now())
    parts.wake()


@router.get("/{slide_id}/picture", response_class=FileResponse, responses=PICTURE)
def get_picture(slide_id: schemas.PlainText, parts: Parts, who: Viewer) -> FileResponse:
    """Give the picture of a slide; it never changes."""
    del who
    with parts.database.read() as session:
        row = service.get_slide(session, slide_id)
        path = parts.desk.assets.find(row.picture_sha256)
        headers = {"Cache-Control": "private, max-age=31536000, immutable"}
        return FileResponse(path, media_type=row.media_type, headers=headers)
