"""The listener for stations: enrolment, look-ups, documents and uploads (see `contract.gateway`).

Only TLS with the fleet's own server certificate; who asks is told by a claim or by the station's
signed token, so that any proxy may stand between. A look-up that can't be answered is never a 200.
"""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import FileResponse

from contract import gateway
from contract.gateway import (
    EnrolRequest,
    EstablishmentAnswer,
    EstablishmentFound,
    EstablishmentRequest,
    Identity,
    LookupAnswer,
    LookupFound,
    LookupNotFound,
    LookupRequest,
    Problem,
    RenewRequest,
    TraceRequest,
)
from contract.names import StationId
from fleet.api import problems
from fleet.api.lookup_answers import Answer, Answers
from fleet.api.security import BodyLimit
from fleet.clock import Clock
from fleet.commands.screenshots import store_upload
from fleet.commands.uploads import Uploads
from fleet.content.assets import Assets, find_in
from fleet.db.engine import Database
from fleet.errors import BadInput, NotAuthentic, Unavailable
from fleet.stations.enrolment import Enrolment
from fleet.stations.tokens import Tokens
from provenance.errors import BadKey
from provenance.keys import ItemKey, parse_gtin

TITLE = "Trạm Quét: stations"
BODY_LIMIT = 64 * 1024
_UPLOADS = gateway.UPLOAD.partition("{")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class StationParts:
    """What the station listener works with."""

    database: Database
    clock: Clock
    tokens: Tokens
    enrolment: Enrolment
    answers: Answers
    assets: tuple[Assets, ...]
    uploads: Uploads


def _parts(request: Request) -> StationParts:
    parts: StationParts = request.app.state.parts
    return parts


Parts = Annotated[StationParts, Depends(_parts)]


def _station(request: Request, parts: Parts) -> StationId:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotAuthentic("token.missing")
    return parts.tokens.verify(token.strip())


Caller = Annotated[StationId, Depends(_station)]


def build_station_app(parts: StationParts) -> FastAPI:
    """Put the listener together; every route but enrolment wants a token."""
    app = FastAPI(
        title=TITLE,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        responses={code: {"model": Problem} for code in (401, 403, 404, 413, 422, 429, 503)},
    )
    app.state.parts = parts
    problems.install(app)
    app.post(gateway.ENROL)(enrol)
    app.post(gateway.RENEW)(renew)
    app.post(gateway.LOOKUP)(look_up)
    app.post(gateway.ESTABLISHMENT)(look_up_establishment)
    app.post(gateway.TRACE)(look_up_trace)
    app.get(gateway.ARTIFACT, response_class=FileResponse)(artifact)
    app.put(gateway.UPLOAD, status_code=204)(upload)
    app.add_middleware(BodyLimit, limit=body_limit)
    return app


def body_limit(path: str) -> int:
    """Say how many bytes a request to a path may bring."""
    return gateway.MAX_UPLOAD_BYTES if path.startswith(_UPLOADS) else BODY_LIMIT


def enrol(body: EnrolRequest, request: Request, parts: Parts) -> Identity:
    """Turn a claim and a certificate request into an identity."""
    address = request.client.host if request.client else "unknown"
    return parts.enrolment.enrol(body, address)


def renew(body: RenewRequest, station: Caller, parts: Parts) -> Identity:
    """Give a station its next certificate, proved by the present one's key."""
    return parts.enrolment.renew(station, body.csr_pem)


def look_up(body: LookupRequest, station: Caller, parts: Parts) -> LookupAnswer:
    """Tell what is known about goods."""
    del station
    if "\x00" in f"{body.lot}{body.serial}":
        raise BadInput("lookup.characters")
    try:
        key = ItemKey(gtin=parse_gtin(body.gtin), lot=body.lot, serial=body.serial)
    except BadKey:
        # No registry can hold it, and "not known" is the truth about it.
        return LookupNotFound(asked=parts.answers.lookup.sources())
    return _told(parts.answers.about(key))


def look_up_establishment(
    body: EstablishmentRequest, station: Caller, parts: Parts
) -> EstablishmentAnswer:
    """Tell who stands behind the code of a shop, a stall or a co-operative."""
    del station
    if "\x00" in body.code:
        raise BadInput("lookup.characters")
    lookup = parts.answers.lookup
    found = lookup.establishment(body.code)
    if found is None:
        return LookupNotFound(asked=lookup.sources())
    return EstablishmentFound(establishment=found)


def look_up_trace(body: TraceRequest, station: Caller, parts: Parts) -> LookupAnswer:
    """Tell which goods another trace system's code stands for, as that system says."""
    del station
    if "\x00" in f"{body.system}{body.code}":
        raise BadInput("lookup.characters")
    found = parts.answers.about_code(body.system, body.code)
    if found is None:
        # The station has rules from before a connector was changed: nobody was asked.
        raise Unavailable("lookup.nobody", system=body.system)
    return _told(found)


def _told(found: Answer) -> LookupAnswer:
    if found.dossier is None:
        return LookupNotFound(asked=found.asked)
    return LookupFound(dossier=found.dossier, fetched_at=found.fetched_at)


def artifact(sha256: str, station: Caller, parts: Parts) -> FileResponse:
    """Send a file by its hash; it never changes, so it may be kept for ever."""
    del station
    return FileResponse(
        find_in(parts.assets, sha256),
        media_type="application/octet-stream",
        headers={"Cache-Control": "private, max-age=31536000, immutable"},
    )


async def _png(request: Request) -> bytes:
    # The limit counts while the body arrives; no more than that is ever in memory.
    return await request.body()


def upload(
    command_id: UUID, station: Caller, parts: Parts, png: Annotated[bytes, Depends(_png)]
) -> Response:
    """Take the picture that a command asked for."""
    now = parts.clock.now()
    store_upload(parts.database, station, command_id, png, uploads=parts.uploads, now=now)
    return Response(status_code=204)
