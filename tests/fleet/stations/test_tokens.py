"""Only a token signed by the key of an enrolled station, for us and of now, proves a station."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from contract.gateway import JWT_AUDIENCE
from fleet.db.engine import Database
from fleet.errors import NotAuthentic
from fleet.pki import authority
from fleet.pki.authority import serial_text
from fleet.stations.service import Stations
from fleet.stations.tokens import Tokens
from tests.fleet.stations.conftest import Enrolled
from tests.support import pki as keys
from tests.support.fleet_clock import SetClock

Enrol = Callable[[str], Enrolled]


@pytest.fixture
def tokens(database: Database, clock: SetClock) -> Tokens:
    return Tokens(database, clock)


def serial(enrolled: Enrolled) -> str:
    pem = enrolled.identity.certificate_pem.encode()
    return serial_text(x509.load_pem_x509_certificate(pem))


def claims_of(clock: SetClock, station: str = "hom-1", **changed: object) -> dict[str, Any]:
    now_s = int(clock.now().timestamp())
    claims: dict[str, Any] = {
        "iss": station,
        "sub": station,
        "aud": JWT_AUDIENCE,
        "iat": now_s,
        "exp": now_s + 300,
        "jti": "5d0a",
    }
    return {**claims, **changed}


def sign(enrolled: Enrolled, claims: dict[str, Any], kid: str | None = None) -> str:
    headers = {"kid": kid or serial(enrolled)}
    return jwt.encode(claims, enrolled.key, algorithm="ES256", headers=headers)


def code_of(tokens: Tokens, token: str) -> str:
    with pytest.raises(NotAuthentic) as raised:
        tokens.verify(token)
    return raised.value.code


def unsigned(header: dict[str, Any], claims: dict[str, Any], signature: bytes = b"") -> str:
    parts = [json.dumps(header).encode(), json.dumps(claims).encode(), signature]
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)


def test_a_good_token_names_its_station(tokens: Tokens, enrol: Enrol, clock: SetClock) -> None:
    assert tokens.verify(sign(enrol("hom-1"), claims_of(clock))) == "hom-1"


def test_one_token_serves_its_five_minutes(tokens: Tokens, enrol: Enrol, clock: SetClock) -> None:
    token = sign(enrol("hom-1"), claims_of(clock))

    for _ in range(5):
        assert tokens.verify(token) == "hom-1"
        clock.advance(timedelta(seconds=59))


@pytest.mark.parametrize(
    ("passed", "code"),
    [
        (timedelta(seconds=360), "token.expired"),
        (timedelta(days=2), "token.expired"),
        (timedelta(seconds=-61), "token.not_yet"),
    ],
)
def test_time_counts(
    tokens: Tokens, enrol: Enrol, clock: SetClock, passed: timedelta, code: str
) -> None:
    token = sign(enrol("hom-1"), claims_of(clock))
    clock.advance(passed)

    assert code_of(tokens, token) == code


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"aud": "another"}, "token.audience"),
        ({"aud": [JWT_AUDIENCE + "x"]}, "token.audience"),
        ({"aud": None}, "token.malformed"),
        ({"sub": "hom-2"}, "token.subject"),
        ({"iss": "hom-2"}, "token.subject"),
        ({"iss": "hom-2", "sub": "hom-2"}, "token.subject"),
        ({"jti": ""}, "token.malformed"),
        ({"jti": "x" * 65}, "token.malformed"),
        ({"jti": 7}, "token.malformed"),
        ({"iat": "soon"}, "token.malformed"),
        ({"iat": True}, "token.malformed"),
        ({"iat": 10**400, "exp": 10**400 + 1}, "token.malformed"),
        ({"iat": float("nan")}, "token.malformed"),
        ({"exp": float("inf")}, "token.malformed"),
        ({"exp": 2_000_000_000_000}, "token.lifetime"),
        ({"exp": 0}, "token.lifetime"),
        ({"iat": 0}, "token.lifetime"),
    ],
)
def test_each_claim_counts(
    tokens: Tokens, enrol: Enrol, clock: SetClock, changed: dict[str, Any], code: str
) -> None:
    enrolled = enrol("hom-1")
    token = unsigned_but_signed(enrolled, claims_of(clock, **changed))

    assert code_of(tokens, token) == code


def unsigned_but_signed(enrolled: Enrolled, claims: dict[str, Any]) -> str:
    """Sign claims that pyjwt itself would refuse to encode."""
    payload = json.dumps(claims).encode()
    signer = jwt.PyJWS()
    headers = {"kid": serial(enrolled)}
    return signer.encode(payload, enrolled.key, algorithm="ES256", headers=headers)


@pytest.mark.parametrize("missing", ["iss", "sub", "aud", "iat", "exp", "jti"])
def test_no_claim_may_miss(tokens: Tokens, enrol: Enrol, clock: SetClock, missing: str) -> None:
    claims = claims_of(clock)
    del claims[missing]

    code = code_of(tokens, sign(enrol("hom-1"), claims))
    assert code in {"token.malformed", "token.audience"}


def test_anothers_key_id_is_no_proof(tokens: Tokens, enrol: Enrol, clock: SetClock) -> None:
    one, two = enrol("hom-1"), enrol("hom-2")

    assert code_of(tokens, sign(two, claims_of(clock), kid=serial(one))) == "token.signature"
    assert code_of(tokens, sign(two, claims_of(clock))) == "token.subject"


def test_the_algorithm_is_ours(tokens: Tokens, enrol: Enrol, clock: SetClock) -> None:
    enrolled = enrol("hom-1")
    kid, claims = serial(enrolled), claims_of(clock)
    public = enrolled.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    hs256 = jwt.PyJWS().encode(
        json.dumps(claims).encode(),
        base64.b64encode(public),
        algorithm="HS256",
        headers={"kid": kid},
    )

    for alg in ("none", "None", "NONE", "HS256", "ES384", ""):
        assert code_of(tokens, unsigned({"alg": alg, "kid": kid}, claims)) in {
            "token.algorithm",
            "token.malformed",
        }
    assert code_of(tokens, hs256) == "token.algorithm"


def test_a_key_that_nobody_enrolled_is_unknown(
    tokens: Tokens, enrol: Enrol, clock: SetClock
) -> None:
    enrolled = enrol("hom-1")
    stranger = jwt.encode(
        claims_of(clock), keys.key_pem(authority.new_key()), "ES256", {"kid": "abc"}
    )

    assert code_of(tokens, stranger) == "token.unknown_key"
    assert code_of(tokens, sign(enrolled, claims_of(clock), kid="../etc")) == "token.malformed"


@pytest.mark.parametrize("text", ["", "a", "a.b.c", "..", "é.é.é", "x" * 5000, "\x00"])
def test_what_is_no_token_is_malformed(tokens: Tokens, text: str) -> None:
    assert code_of(tokens, text) == "token.malformed"


def test_a_revoked_station_is_refused_at_once(
    tokens: Tokens, enrol: Enrol, clock: SetClock, stations: Stations
) -> None:
    token = sign(enrol("hom-1"), claims_of(clock))
    tokens.verify(token)
    stations.revoke("hom-1", by="an")

    assert code_of(tokens, token) == "token.revoked"


def test_a_certificate_past_its_end_is_refused(
    tokens: Tokens, enrol: Enrol, clock: SetClock
) -> None:
    enrolled = enrol("hom-1")
    clock.advance(timedelta(days=90))

    assert code_of(tokens, sign(enrolled, claims_of(clock))) == "token.certificate_expired"
