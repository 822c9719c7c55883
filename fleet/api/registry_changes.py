"""Routes that change the registry by hand: recalls, looked at before, entered and lifted."""

from fastapi import APIRouter

from fleet.api.console_session import Parts
from fleet.api.schemas import registry as schemas
from fleet.api.schemas.base import PlainText
from fleet.api.security import Operator
from fleet.errors import BadInput
from fleet.registry import checks, recalls
from fleet.registry.reach import reach
from provenance.errors import BadKey
from provenance.keys import Gtin
from provenance.records import PartyId, Recall, RecallId, Text

router = APIRouter(prefix="/api/recalls", tags=["registry"])


@router.post("", status_code=201)
def enter_recall(body: schemas.NewRecall, parts: Parts, who: Operator) -> schemas.RecallRow:
    """Enter a recall; look-ups answer with it from then on."""
    with parts.database.write() as session:
        row = recalls.enter(session, _recall(body), by=who.name, now=parts.clock.now())
        view = schemas.RecallRow.model_validate(row)
    parts.wake()
    return view


@router.post("/reach")
def count_recalled(body: schemas.NewRecall, parts: Parts, who: Operator) -> schemas.RecallReach:
    """Tell how many registered goods a recall would name; nothing is stored."""
    del who
    try:
        recall = checks.finished(_recall(body))
    except BadKey as error:
        raise BadInput("recall.invalid", field="gtin", problem=error.code) from error
    with parts.database.read() as session:
        return schemas.RecallReach.model_validate(reach(session, recall))


@router.post("/{recall_id}/lift")
def lift_recall(recall_id: PlainText, parts: Parts, who: Operator) -> schemas.RecallRow:
    """End a recall; it stays in the list."""
    with parts.database.write() as session:
        row = recalls.lift(session, recall_id, by=who.name, now=parts.clock.now())
        view = schemas.RecallRow.model_validate(row)
    parts.wake()
    return view


def _recall(body: schemas.NewRecall) -> Recall:
    return Recall(
        recall_id=RecallId(body.recall_id),
        gtin=Gtin(body.gtin) if body.gtin else None,
        lot=body.lot or None,
        serial_from=body.serial_from or None,
        serial_to=body.serial_to or None,
        party=PartyId(body.party) if body.party else None,
        recall_class=body.recall_class,
        reason=Text(vi=body.reason_vi, en=body.reason_en),
        authority=body.authority,
        since=body.since,
        hotline=body.hotline,
        action=Text(vi=body.action_vi, en=body.action_en) if body.action_vi else None,
    )
