"""Checks the JWT with which a station proves itself over HTTP (see `contract.gateway`).

Facts: RFC 7519, RFC 8725 (the algorithm is ours, never the token's choice). The certificate on
record says which key and which name count, so that a revoked station is refused at once. A
station uses one token for all requests of its five minutes, so a `jti` isn't single-use.
"""

import re
from datetime import timedelta
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from contract.gateway import JWT_ALGORITHM, JWT_AUDIENCE, JWT_LIFETIME_S
from contract.names import StationId
from fleet.clock import Clock
from fleet.db.engine import Database
from fleet.errors import NotAuthentic
from fleet.stations.enrolment import enrolled
from fleet.stations.models import StationCertificate

LEEWAY = timedelta(seconds=60)
LONGEST_TOKEN = 4096
LONGEST_JTI = 64
LATEST_S = 1e15
_KID = re.compile(r"[0-9a-f]{1,40}")
_REQUIRED = ["iss", "sub", "aud", "iat", "exp", "jti"]


class Tokens:
    """Tells which station sent a request."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def verify(self, token: str) -> StationId:
        """Check a bearer token.

        Raises:
            NotAuthentic: `token.malformed`, `token.algorithm`, `token.unknown_key`,
                `token.revoked`, `token.certificate_expired`, `token.signature`, `token.audience`,
                `token.subject`, `token.lifetime`, `token.expired` or `token.not_yet`; the last
                two mean that the station's clock is wrong, and the `Date` header has the time.
        """
        certificate = self._certificate(_key_id(token))
        key = load_pem_public_key(certificate.public_key_pem.encode())
        if not isinstance(key, ec.EllipticCurvePublicKey):
            raise NotAuthentic("token.unknown_key")
        claims = _signed_claims(token, key)
        if not claims["iss"] == claims["sub"] == certificate.station_id:
            raise NotAuthentic("token.subject")
        self._check_time(claims)
        return StationId(certificate.station_id)

    def _certificate(self, serial: str) -> StationCertificate:
        with self._database.read() as session:
            found = enrolled(session, serial)
        if found is None:
            raise NotAuthentic("token.unknown_key")
        station, certificate = found
        if certificate.revoked_at is not None or station.revoked_at is not None:
            raise NotAuthentic("token.revoked")
        if not certificate.not_before <= self._clock.now() < certificate.not_after:
            raise NotAuthentic("token.certificate_expired")
        return certificate

    def _check_time(self, claims: dict[str, Any]) -> None:
        now_s = self._clock.now().timestamp()
        issued, expires = claims["iat"], claims["exp"]
        if not 0 < expires - issued <= JWT_LIFETIME_S:
            raise NotAuthentic("token.lifetime")
        if now_s >= expires + LEEWAY.total_seconds():
            raise NotAuthentic("token.expired")
        if now_s < issued - LEEWAY.total_seconds():
            raise NotAuthentic("token.not_yet")


def _key_id(token: str) -> str:
    if len(token) > LONGEST_TOKEN:
        raise NotAuthentic("token.malformed")
    try:
        header = jwt.get_unverified_header(token)
    except jwt.InvalidTokenError as error:
        raise NotAuthentic("token.malformed") from error
    if header.get("alg") != JWT_ALGORITHM:
        raise NotAuthentic("token.algorithm")
    key_id = header.get("kid")
    if not (isinstance(key_id, str) and _KID.fullmatch(key_id)):
        raise NotAuthentic("token.malformed")
    return key_id


def _is_moment(value: object) -> bool:
    """Tell whether a claim is a time; JSON has numbers that no clock can be compared with."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= LATEST_S


def _signed_claims(token: str, key: ec.EllipticCurvePublicKey) -> dict[str, Any]:
    # The times are compared with our own clock, afterwards.
    options: Any = {"require": _REQUIRED, "verify_exp": False, "verify_iat": False}
    try:
        claims: dict[str, Any] = jwt.decode(
            token, key, algorithms=[JWT_ALGORITHM], audience=JWT_AUDIENCE, options=options
        )
    except jwt.InvalidSignatureError as error:
        raise NotAuthentic("token.signature") from error
    except jwt.InvalidAudienceError as error:
        raise NotAuthentic("token.audience") from error
    except jwt.InvalidTokenError as error:
        raise NotAuthentic("token.malformed") from error
    times = claims["iat"], claims["exp"]
    if not all(_is_moment(value) for value in times):
        raise NotAuthentic("token.malformed")
    if not (isinstance(claims["jti"], str) and 0 < len(claims["jti"]) <= LONGEST_JTI):
        raise NotAuthentic("token.malformed")
    return claims
