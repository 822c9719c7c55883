"""Routes that change stamps: issue, print, what is done to them; and the keys that sign them."""

import io
import zipfile
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from fleet.api.console_session import Parts, Responses
from fleet.api.schemas import stamps as schemas
from fleet.api.schemas.base import PlainText
from fleet.api.security import Administrator, Operator
from fleet.errors import BadInput
from fleet.stamps.actions import Deed
from fleet.stamps.exporting import Wanted
from fleet.stamps.files import PrintFile
from fleet.stamps.issuing import Order
from fleet.stamps.keys import NewKey
from fleet.stamps.selection import Chosen
from fleet.stamps.service import Export
from fleet.stamps.sheets import Layout
from provenance.keys import parse_gtin
from provenance.stamps.serials import serial_range

router = APIRouter(prefix="/api", tags=["stamps"])

FILES: Responses = {
    200: {"content": {one: {} for one in ("text/csv", "application/pdf", "application/zip")}}
}
BatchNumber = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.post("/stamp-batches", status_code=201)
def issue_batch(body: schemas.NewBatch, parts: Parts, who: Operator) -> schemas.IssuedBatch:
    """Issue stamps; the same `request` again gives the batch of before, with `new` false."""
    numbered = body.first is not None and body.last is not None
    if body.first is not None and body.last is not None:
        serials = serial_range(body.first, body.last)
    else:
        serials = body.serials
    ways = (body.count is not None, bool(body.serials), numbered)
    if sum(ways) != 1 or (body.first is None) != (body.last is None):
        raise BadInput("stamps.how_many")
    order = Order(
        gtin=parse_gtin(body.gtin),
        issuer=body.issuer,
        lot=body.lot,
        count=body.count,
        serials=serials,
        numbered=numbered,
        two_layer=body.two_layer,
        expires=body.expires,
        area=body.area,
        request=body.request,
    )
    batch, new = parts.stamps.issue(order, by=who.name)
    return schemas.IssuedBatch(batch=batch.id, count=batch.count, new=new)


@router.post("/stamp-batches/{batch}/print", response_class=Response, responses=FILES)
def print_batch(
    batch: BatchNumber, body: schemas.PrintOrder, parts: Parts, who: Operator
) -> Response:
    """Give a batch as a file for the printer (SVG as a ZIP); secrets are in it and nowhere else."""
    order = Export(
        wanted=Wanted(
            batch=batch, first=body.first, last=body.last, renew_secrets=body.renew_secrets
        ),
        form=body.form,
        kind=body.kind,
        layout=Layout(
            columns=body.columns,
            rows=body.rows,
            code_mm=body.code_mm,
            margin_mm=body.margin_mm,
        ),
    )
    with parts.stamps.printed(order, by=who.name) as made:
        file = made[0] if len(made) == 1 else _zipped(f"tem-lo-{batch}.zip", made)
    headers = {
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "Cache-Control": "no-store",
    }
    return Response(file.content, media_type=file.media_type, headers=headers)


@router.post("/stamp-actions")
def act_upon_stamps(body: schemas.StampOrder, parts: Parts, who: Operator) -> schemas.StampsDone:
    """Do something to all stamps that are named, or to none; twice is as good as once."""
    chosen = Chosen(
        gtin=parse_gtin(body.gtin) if body.gtin is not None else None,
        serials=body.serials,
        lot=body.lot,
        batch=body.batch,
        first=body.first,
        last=body.last,
    )
    deed = Deed(
        action=body.action,
        note=body.note,
        leave_ended=body.leave_ended,
        replacement=body.replacement,
    )
    done = parts.stamps.act(chosen, deed, by=who.name)
    parts.wake()
    return schemas.StampsDone(changed=done.changed, unchanged=done.unchanged, left=done.left)


@router.post("/issuer-keys", status_code=201)
def create_key(body: schemas.NewIssuerKey, parts: Parts, who: Administrator) -> schemas.MadeKey:
    """Make a key with which an issuer's stamps are signed here."""
    wanted = NewKey(
        party=body.party,
        prefixes=body.prefixes,
        first_day=body.first_day or parts.stamps.today(),
        last_day=body.last_day,
    )
    made = parts.stamps.create_key(wanted, by=who.name)
    return schemas.MadeKey.model_validate(made)


@router.post("/issuer-keys/{kid}/rotate", status_code=201)
def rotate_key(
    kid: PlainText, body: schemas.NextIssuerKey, parts: Parts, who: Administrator
) -> schemas.MadeKey:
    """Make the key that follows another, which goes on holding for what it signed."""
    made = parts.stamps.rotate_key(kid, body.last_day, by=who.name)
    return schemas.MadeKey.model_validate(made)


@router.post("/issuer-keys/{kid}/revoke")
def revoke_key(
    kid: PlainText, body: schemas.RevokedKey, parts: Parts, who: Administrator
) -> schemas.MadeKey:
    """End a key for everything that it ever signed."""
    row = parts.stamps.revoke_key(kid, body.reason, by=who.name)
    parts.wake()
    return schemas.MadeKey.model_validate(row)


def _zipped(name: str, made: tuple[PrintFile, ...]) -> PrintFile:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in made:
            archive.writestr(file.name, file.content)
    return PrintFile(name=name, media_type="application/zip", content=packed.getvalue())
