"""What a shopper would see: any code through the station's own reading and verdict.

The code comes in the body of a request, since paths and queries end in logs, and it may be one
about a person. Nothing of it is stored.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contract.window import window_order
from contract.zone import vietnam_day
from fleet.api.console_parts import ConsoleParts
from fleet.api.console_session import Parts, Responses
from fleet.api.epcis_lookup import TracedLookup
from fleet.api.lookup_answers import Answer as Told
from fleet.api.lookup_answers import Answers
from fleet.api.registry_lists import DOSSIER, ESTABLISHMENT
from fleet.api.schemas.registry import LookOrder, LookView, LookWindowOrder, ReasonView
from fleet.api.security import Viewer
from fleet.bundles.notices import key_list
from fleet.connectors.service import trace_rules
from fleet.errors import Unavailable as FleetUnavailable
from fleet.registry import recalls
from fleet.registry.lookup import Lookup
from provenance.answer import (
    Answer,
    EstablishmentAnswer,
    Found,
    FoundEstablishment,
    NotFound,
    Unavailable,
    Via,
)
from provenance.codes import read
from provenance.codes.canonical import goods_code
from provenance.codes.known_hosts import KNOWN_HOSTS
from provenance.codes.reading import Kind, Reading
from provenance.keys import ItemKey
from provenance.records import Recall
from provenance.signatures.check import check
from provenance.signatures.keylist import parse_key_list
from provenance.verdict import Circumstances, Verdict, assess, gtin_in_question

DEADLINE_S = 2.0
PICTURE: Responses = {200: {"content": {"image/png": {}}}}

router = APIRouter(prefix="/api", tags=["registry"])


@router.post("/look")
def look(body: LookOrder, parts: Parts, who: Viewer) -> LookView:
    """Show the verdict on a code, as of now, as after a second reading."""
    del who
    return _view(_assessed(parts, body))


@router.post("/look/window", response_class=Response, responses=PICTURE)
def look_window(body: LookWindowOrder, parts: Parts, who: Viewer) -> Response:
    """Draw the window that a station would show for a code; takes a second or two."""
    del who
    order = window_order(_assessed(parts, body), body.housing, body.language, parts.clock.now())
    return Response(parts.windows.draw(order), media_type="image/png")


def _assessed(parts: ConsoleParts, body: LookOrder) -> Verdict:
    with parts.database.read() as session:
        rules = (*trace_rules(session), *KNOWN_HOSTS)
    reading = read(body.code, body.symbology, rules=rules)
    today = vietnam_day(parts.clock.now())
    signature = None
    if reading.signature is not None:
        with parts.database.read() as session:
            document = key_list(session)
        keys = parse_key_list(document.model_dump_json().encode())
        signature = check(reading, keys, today)
    answer = _answer(parts, reading)
    orders: tuple[Recall, ...] = ()
    gtin = gtin_in_question(reading, answer)
    if gtin is not None:
        with parts.database.read() as session:
            orders = recalls.naming(session, gtin)
    circumstances = Circumstances(today=today, rescanned=True, signature=signature, recalls=orders)
    return assess(reading, answer, circumstances)


def _answer(parts: ConsoleParts, reading: Reading) -> Answer | EstablishmentAnswer | None:
    if reading.item is not None:
        return _about_goods(parts, reading.item)
    if reading.kind is Kind.ESTABLISHMENT and reading.valid:
        return _about_establishment(parts, reading.code or "")
    if reading.kind is Kind.TRACE and reading.code:
        return _answered(parts, partial(_answers(parts).about_code, reading.what, reading.code))
    return None


def _about_establishment(parts: ConsoleParts, code: str) -> EstablishmentAnswer:
    lookup = Lookup(parts.database, parts.clock)
    found = lookup.establishment(code)
    if found is None:
        return NotFound(asked=lookup.sources())
    now = parts.clock.now()
    return FoundEstablishment(establishment=found, via=Via.GATEWAY, fetched_at=now)


def _about_goods(parts: ConsoleParts, key: ItemKey) -> Answer | None:
    return _answered(parts, partial(_answers(parts).about, key))


def _answers(parts: ConsoleParts) -> Answers:
    lookup = TracedLookup(parts.database, parts.clock)
    return Answers(lookup=lookup, connectors=parts.connectors, deadline_s=DEADLINE_S)


def _answered(parts: ConsoleParts, ask: Callable[[], Told | None]) -> Answer | None:
    try:
        found = ask()
    except FleetUnavailable as error:
        return Unavailable(reason=error.code)
    if found is None:
        return None
    if found.dossier is None:
        return NotFound(asked=found.asked)
    fetched_at = found.fetched_at or parts.clock.now()
    return Found(dossier=found.dossier, via=Via.GATEWAY, fetched_at=fetched_at)


def _view(verdict: Verdict) -> LookView:
    reading, answer, dossier = verdict.reading, verdict.answer, verdict.dossier
    establishment = verdict.establishment
    return LookView(
        kind=verdict.kind,
        colour=verdict.colour,
        reasons=tuple(
            ReasonView(code=one.code, params=dict(one.params)) for one in verdict.reasons
        ),
        reading=reading.kind,
        what=reading.what,
        valid=reading.valid,
        warnings=tuple(one.code for one in reading.warnings),
        error=reading.error.code if reading.error else None,
        code=goods_code(reading),
        host=reading.host,
        rescan=verdict.rescan,
        dates_withheld=verdict.dates_withheld,
        info_present=verdict.info_present,
        unavailable=answer.reason if isinstance(answer, Unavailable) else None,
        dossier=_document(DOSSIER, dossier),
        establishment=_document(ESTABLISHMENT, establishment),
    )


def _document(adapter: Any, record: object) -> dict[str, Any] | None:  # noqa: ANN401 - of either record
    if record is None:
        return None
    found: dict[str, Any] = adapter.dump_python(record, mode="json")
    return found
