"""How a station comes by its certificate: by a claim the first time, by its old key afterwards.

Shaped after EST (RFC 7030): the request's signature is checked, its subject ignored; the name comes
from the claim or from the token. Claim, certificate and audit row are one transaction, so that a
claim is burnt exactly when it bore a certificate.
"""

import hmac
import logging
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import select
from sqlalchemy.orm import Session

from contract.errors import BadName
from contract.gateway import BrokerAddress, EnrolRequest, Identity, PublisherKey
from contract.names import StationId, parse_station_id
from fleet.accounts import audit
from fleet.accounts.attempts import Limit, Throttle, address_key
from fleet.clock import Clock
from fleet.db.engine import Database
from fleet.errors import Denied
from fleet.pki.authority import Authority, read_request, serial_text
from fleet.stations import rules, timeline
from fleet.stations.models import Claim, Station, StationCertificate
from fleet.stations.service import get, revoke_certificates
from fleet.stations.timeline import Event, EventKind

_log = logging.getLogger(__name__)

_BY_ADDRESS = Limit("enrolment", free=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a station is told beside its certificate."""

    root_pem: str
    broker: BrokerAddress
    publisher_keys: tuple[PublisherKey, ...]


class Enrolment:
    """Gives certificates to stations; may be shared by threads."""

    def __init__(self, database: Database, clock: Clock, authority: Authority, told: Told) -> None:
        self._database = database
        self._clock = clock
        self._authority = authority
        self._told = told
        self._throttle = Throttle(database, clock)

    def enrol(self, request: EnrolRequest, address: str) -> Identity:
        """Turn a claim into an identity; certificates that the station had before are revoked.

        Args:
            address: where the request came from; guessing is slowed down by it.

        Raises:
            BadInput: `enrolment.csr_invalid` or `enrolment.csr_key`; the claim still holds.
            Denied: `enrolment.claim_unknown`, `enrolment.claim_used`, `enrolment.claim_expired`
                or `enrolment.station_revoked`.
            TooMany: `enrolment.too_many`.
        """
        network = address_key(address)
        self._throttle.enter((_BY_ADDRESS, network))
        key = read_request(request.csr_pem)
        now = self._clock.now()
        with self._database.write() as session:
            claim = _find_claim(session, request, network)
            _check_claim(claim, now)
            station = get(session, claim.station_id)
            if station.revoked_at is not None:
                raise Denied("enrolment.station_revoked", station=station.id)
            claim.used_at = now
            revoke_certificates(session, station.id, now)
            identity = self._issue(session, StationId(station.id), key, now, what="station.enrol")
            timeline.note(session, [Event(station_id=station.id, at=now, kind=EventKind.ENROLLED)])
        self._throttle.clear(_BY_ADDRESS, network)
        return identity

    def renew(self, station: StationId, csr_pem: str) -> Identity:
        """Give an enrolled station its next certificate; the present one holds until its end.

        Args:
            station: as the station's token proved.

        Raises:
            BadInput: `enrolment.csr_invalid` or `enrolment.csr_key`.
        """
        key = read_request(csr_pem)
        with self._database.write() as session:
            return self._issue(session, station, key, self._clock.now(), what="station.renew")

    def _issue(
        self,
        session: Session,
        station: StationId,
        key: ec.EllipticCurvePublicKey,
        now: datetime,
        *,
        what: str,
    ) -> Identity:
        certificate = self._authority.issue_station(station, key, now)
        serial = serial_text(certificate)
        session.add(_row(station, certificate, key, now))
        audit.record(
            session, at=now, who=f"station:{station}", what=what, subject=station, serial=serial
        )
        chain = [certificate, self._authority.certificate]
        return Identity(
            station=station,
            name=get(session, station).name,
            certificate_pem="".join(c.public_bytes(Encoding.PEM).decode() for c in chain),
            root_pem=self._told.root_pem,
            broker=self._told.broker,
            publisher_keys=self._told.publisher_keys,
        )


def _find_claim(session: Session, request: EnrolRequest, network: str) -> Claim:
    """Find the claim with this secret among all of the named station."""
    try:
        station = parse_station_id(request.station)
    except BadName as error:
        raise Denied("enrolment.claim_unknown") from error
    wanted = rules.secret_hash(request.secret)
    query = select(Claim).where(Claim.station_id == station).with_for_update()
    found: Claim | None = None
    for claim in session.scalars(query):
        if hmac.compare_digest(claim.secret_hash, wanted):
            found = claim
    if found is None:
        _log.warning("a claim on %s from %s is unknown", station, network)
        raise Denied("enrolment.claim_unknown", station=station)
    return found


def _check_claim(claim: Claim, now: datetime) -> None:
    if claim.used_at is not None:
        raise Denied("enrolment.claim_used", used_at=claim.used_at.isoformat())
    if now >= claim.expires_at:
        raise Denied("enrolment.claim_expired", expired_at=claim.expires_at.isoformat())


def _row(
    station: StationId,
    certificate: x509.Certificate,
    key: ec.EllipticCurvePublicKey,
    now: datetime,
) -> StationCertificate:
    return StationCertificate(
        serial=serial_text(certificate),
        station_id=station,
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        public_key_pem=key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
        issued_at=now,
    )


def enrolled(session: Session, serial: str) -> tuple[Station, StationCertificate] | None:
    """Find a certificate and its station by serial number."""
    row = session.get(StationCertificate, serial)
    return None if row is None else (session.get_one(Station, row.station_id), row)
