"""Makes a dossier of what a source said, and holds it against what was asked.

A draft is a tree of plain values under the names of `provenance.records`; pydantic turns it into
records and says where it is none. An answer about other goods than those asked for is refused.
"""

from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from fleet.connectors.port import Question, Reason, SourceFailed
from provenance.errors import BadKey
from provenance.keys import parse_gtin
from provenance.records import Dossier, PartyId

Draft = dict[str, Any]

DOSSIER: TypeAdapter[Dossier] = TypeAdapter(Dossier)
MOST_RECORDS = 200


def put(draft: Draft, target: str, value: object) -> None:
    """Set a field, whose name may lead into records: `item.name.vi`."""
    *parents, name = target.split(".")
    for parent in parents:
        draft = draft.setdefault(parent, {})
    draft[name] = value


def build(draft: Draft, question: Question, *, title: str, fetched_at: datetime) -> Dossier:
    """Make the dossier of an answer.

    Args:
        title: name of the source, for people to read.

    Raises:
        SourceFailed: `connector.shape` with the field, `connector.other_goods`.
    """
    item = draft.setdefault("item", {})
    item["gtin"] = _gtin(item, question)
    _complete(draft, title, fetched_at)
    try:
        dossier = DOSSIER.validate_python(draft)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SourceFailed(Reason.SHAPE, f"{where}: {first['msg']}") from error
    if not dossier.item.name.vi:
        raise SourceFailed(Reason.SHAPE, "item.name.vi: there is no name")
    _check_goods(dossier, question)
    return dossier


def _gtin(item: Draft, question: Question) -> str:
    asked = question.key.gtin if question.key else None
    if not item.get("gtin"):
        if asked is None:
            raise SourceFailed(Reason.SHAPE, "item.gtin: the code of a system needs a GTIN")
        return asked
    try:
        found = parse_gtin(item["gtin"])
    except BadKey as error:
        raise SourceFailed(Reason.SHAPE, f"item.gtin: {error}") from error
    if asked is not None and found != asked:
        raise SourceFailed(Reason.OTHER_GOODS, f"{found} in place of {asked}")
    return found


def _complete(draft: Draft, title: str, fetched_at: datetime) -> None:
    """Add what records need and a source needn't know."""
    item = draft["item"]
    draft["source"] = title
    draft.setdefault("source_time", fetched_at)
    for text in (item.get("name"), item.get("origin")):
        _with_vietnamese(text)
    for number, party in enumerate(draft.get("parties", ()), start=1):
        party.setdefault("party_id", f"{title}:{number}")
        party.setdefault("role", "producer")
    if draft.get("parties"):
        item.setdefault("producer", draft["parties"][0]["party_id"])
    _complete_lists(draft, title)
    for part, name in (("lot", "lot"), ("stamp", "serial")):
        if (draft.get(part) or {}).get(name):
            draft[part]["gtin"] = item["gtin"]
        else:
            draft.pop(part, None)
    if "stamp" in draft:
        _with_vietnamese(draft["stamp"].get("note"))
        _with_issuer(draft, title)


def _complete_lists(draft: Draft, title: str) -> None:
    gtin = draft["item"]["gtin"]
    for record in (*draft.get("steps", ()), *draft.get("recalls", ())):
        for text in ("note", "reason", "action"):
            _with_vietnamese(record.get(text))
    for number, recall in enumerate(draft.get("recalls", ()), start=1):
        recall["gtin"] = gtin
        recall.setdefault("recall_id", f"{title}:{gtin}:{number}")
        recall.setdefault("authority", title)


def _with_vietnamese(text: Draft | None) -> None:
    if text and not text.get("vi"):
        text["vi"] = text.get("en", "")


def _with_issuer(draft: Draft, title: str) -> None:
    issuer = draft["item"].get("producer")
    if issuer is None:
        issuer = PartyId(title)
        draft["parties"] = [{"party_id": issuer, "name": title, "role": "producer"}]
    draft["stamp"]["issuer"] = issuer
    lot = draft.get("lot")
    if lot and "lot" not in draft["stamp"]:
        draft["stamp"]["lot"] = lot["lot"]


def _check_goods(dossier: Dossier, question: Question) -> None:
    key = question.key
    if key is None:
        return
    if dossier.stamp and dossier.stamp.serial != key.serial:
        raise SourceFailed(Reason.OTHER_GOODS, "another serial")
    # A unit's own lot may differ from the one on its code, which is for the verdict to say.
    if dossier.lot and key.lot and not dossier.stamp and dossier.lot.lot != key.lot:
        raise SourceFailed(Reason.OTHER_GOODS, "another lot")
