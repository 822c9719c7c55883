"""The next certificate, asked for with a new key and proved by the old one.

A certificate lives 90 days; from two thirds of its life on the agent asks about once an hour, so a
fleet may be away for a month before a station needs a new claim.
"""

from datetime import datetime
from pathlib import Path

from cryptography import x509
from pydantic import ValidationError

from contract.gateway import RENEW, Identity, RenewRequest
from daemon.durable import Disk
from kiosk.errors import EnrolmentError
from kiosk.identity import request, store
from kiosk.identity.gateway import JSON, Gateway
from kiosk.identity.store import StationIdentity

TIMEOUT_S = 30.0


def read_certificate(identity: StationIdentity) -> x509.Certificate:
    """Read the certificate in force.

    Raises:
        EnrolmentError: `identity.unreadable`.
    """
    path = identity.certificate_path
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError) as error:
        raise EnrolmentError("identity.unreadable", path=str(path), detail=str(error)) from error


def due(certificate: x509.Certificate, now: datetime) -> bool:
    """Say whether two thirds of a certificate's life are over."""
    begin, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    return now >= begin + (end - begin) * 2 / 3


def renew(
    identity: StationIdentity, folder: Path, gateway: Gateway, disk: Disk | None = None
) -> StationIdentity:
    """Ask for the next certificate and put it in force; blocks for half a minute at most.

    Args:
        folder: `DataPaths.identity`.

    Raises:
        GatewayError: nobody answered, or the fleet refused.
        EnrolmentError: `enrolment.bad_answer`.
    """
    disk = disk or Disk()
    key = request.pending_key(folder, disk)
    body = RenewRequest(csr_pem=request.request_pem(key, identity.station))
    received = gateway.send(
        "POST", RENEW, body.model_dump_json().encode(), JSON, timeout_s=TIMEOUT_S
    )
    try:
        answer = Identity.model_validate_json(received)
    except ValidationError as error:
        raise EnrolmentError("enrolment.bad_answer", detail=str(error)[:300]) from error
    request.check_answer(answer, identity.station, identity.root_path.read_text(), key)
    request.install(folder, identity.fleet_url, answer, key, disk)
    return store.load(folder)
