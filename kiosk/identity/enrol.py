"""Becoming a station: a claim and a certificate request for an identity.

TLS is pinned to the root in the claim from the first byte, so a claim is only ever shown to the
fleet that gave it. The fleet burns a claim when it answers; the key stays until the answer is in
force, so an interrupted run can simply be repeated, if need be with a new claim.
"""

from pathlib import Path

import httpx2
from pydantic import ValidationError

from contract.errors import BadName
from contract.gateway import ENROL, Claim, EnrolRequest, Identity
from contract.names import StationId, parse_station_id
from daemon.durable import Disk
from kiosk.clock import Clock
from kiosk.errors import EnrolmentError, GatewayError
from kiosk.identity import request, store
from kiosk.identity.pinned import network_error, pinned_client, problem_of, read_body
from kiosk.identity.store import StationIdentity

TIMEOUT_S = 30.0
MAX_ANSWER_BYTES = 256 * 1024

_NETWORK = {
    "gateway.not_trusted": "enrolment.wrong_root",
    "gateway.unreachable": "enrolment.unreachable",
    "gateway.timeout": "enrolment.unreachable",
    "gateway.broken": "enrolment.unreachable",
}


def enrol(
    claim: Claim,
    folder: Path,
    clock: Clock,
    *,
    replace: bool = False,
    disk: Disk | None = None,
    transport: httpx2.BaseTransport | None = None,
) -> StationIdentity:
    """Turn a claim into this station's identity; blocks for half a minute at most.

    Args:
        folder: `DataPaths.identity`.
        replace: whether an identity that is there may be replaced.
        transport: replaces the network in tests.

    Raises:
        EnrolmentError: `enrolment.already`, `enrolment.bad_claim`, `enrolment.claim_expired`,
            `enrolment.unreachable`, `enrolment.wrong_root`, `enrolment.bad_answer`, the fleet's
            own codes (`enrolment.claim_used`, `enrolment.claim_unknown`, ...), or
            `enrolment.refused` with status and code for any other answer.
    """
    disk = disk or Disk()
    station = _check(claim, folder, clock, replace=replace)
    disk.make_folder(folder, request.PRIVATE_FOLDER)
    key = request.pending_key(folder, disk)
    body = EnrolRequest(
        station=station, secret=claim.secret, csr_pem=request.request_pem(key, station)
    )
    answer = _ask(claim, body, clock, transport)
    request.check_answer(answer, station, claim.root_pem, key)
    request.install(folder, claim.fleet_url, answer, key, disk)
    return store.load(folder)


def _check(claim: Claim, folder: Path, clock: Clock, *, replace: bool) -> StationId:
    if (folder / store.CURRENT).is_symlink() and not replace:
        raise EnrolmentError("enrolment.already", path=str(folder))
    if not claim.fleet_url.startswith("https://"):
        raise EnrolmentError("enrolment.bad_claim", key="fleet_url", detail="not https")
    try:
        station = parse_station_id(claim.station)
    except BadName as error:
        raise EnrolmentError("enrolment.bad_claim", key="station", detail=str(error)) from error
    # The fleet has the last word; without a trusted clock it has the only one.
    if clock.trusted() and clock.now() >= claim.expires_at:
        raise EnrolmentError("enrolment.claim_expired", expired_at=claim.expires_at.isoformat())
    return station


def _ask(
    claim: Claim, body: EnrolRequest, clock: Clock, transport: httpx2.BaseTransport | None
) -> Identity:
    received = bytearray()
    end_s = clock.monotonic_s() + TIMEOUT_S
    try:
        client = pinned_client(claim.fleet_url, claim.root_pem, transport)
    except (OSError, ValueError, httpx2.InvalidURL) as error:
        raise EnrolmentError("enrolment.bad_claim", key="root_pem", detail=str(error)) from error
    try:
        with (
            client,
            client.stream(
                "POST",
                ENROL,
                content=body.model_dump_json(),
                headers={"Content-Type": "application/json"},
            ) as response,
        ):
            read_body(response, received.extend, MAX_ANSWER_BYTES, clock, end_s)
    except httpx2.HTTPError as error:
        raise _from_network(network_error(error), claim) from error
    except GatewayError as error:
        raise _from_network(error, claim) from error
    if not response.is_success:
        raise _refused(response.status_code, bytes(received), claim)
    try:
        return Identity.model_validate_json(bytes(received))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        detail = f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
        raise EnrolmentError("enrolment.bad_answer", detail=detail) from error


def _from_network(error: GatewayError, claim: Claim) -> EnrolmentError:
    code = _NETWORK.get(error.code, "enrolment.bad_answer")
    detail = str(error.params.get("detail", error.code))
    return EnrolmentError(code, fleet=claim.fleet_url, detail=detail)


def _refused(status: int, body: bytes, claim: Claim) -> EnrolmentError:
    problem = problem_of(status, body)
    if problem.code.startswith("enrolment."):
        return EnrolmentError(problem.code, station=claim.station, detail=problem.detail[:300])
    return EnrolmentError(
        "enrolment.refused", status=status, problem=problem.code, detail=problem.detail[:300]
    )
