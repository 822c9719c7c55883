"""The suites of signed codes: COSE messages with one signature, and EU health certificates.

A file is a case. Of a certificate every expectation that its file names is judged by itself; one
whose input the file doesn't hold (a picture) is left out.
"""

import base64
import hashlib
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import cv2
import numpy as np
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from benchmarks.conformance.health_certificate import may_sign, obeys_schema
from benchmarks.conformance.suite import Outcome, Suite
from kiosk.camera.reading.decoder import Decoder
from provenance.errors import BadMessage
from provenance.signatures import base45, cbor, cose

Case = Mapping[str, Any]

PREFIX = "HC1:"
MAX_INFLATED_BYTES = 64 * 1024
CLAIM_EXPIRES, CLAIM_NOT_BEFORE, CLAIM_HEALTH = 4, 5, -260

_CURVES: Mapping[str, ec.EllipticCurve] = MappingProxyType(
    {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1(), "P-521": ec.SECP521R1()}
)


def cose_messages(folder: Path) -> Iterator[Outcome]:
    """Judge whether each message's signature holds or not."""
    for path in sorted(folder.glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        wanted = not case.get("fail", False)
        told = "bad"
        try:
            holds = _holds(case)
        except BadMessage as error:
            holds, told = False, str(error)
        yield Outcome(
            case=path.stem,
            group="A",
            held=holds == wanted,
            why=f"expected {'good' if wanted else 'bad'}, found {'good' if holds else told}",
        )


def _holds(case: Case) -> bool:
    signer = case["input"].get("sign0") or case["input"]["sign1"]
    message = cose.read_sign1(bytes.fromhex(case["output"]["cbor"]))
    detached = case["input"]["plaintext"].encode() if message.payload is None else None
    external = bytes.fromhex(signer.get("external", ""))
    data = cose.signed_bytes(message, detached=detached, external=external)
    return cose.verify(message.algorithm, _key(signer["key"]), message.signature, data)


def _key(jwk: Case) -> cose.PublicKey:
    def field(name: str) -> bytes:
        return bytes.fromhex(jwk[f"{name}_hex"]) if f"{name}_hex" in jwk else _unpad(jwk[name])

    match jwk["crv"]:
        case "Ed25519":
            return Ed25519PublicKey.from_public_bytes(field("x"))
        case "Ed448":
            return Ed448PublicKey.from_public_bytes(field("x"))
        case curve:
            x, y = (int.from_bytes(field(name), "big") for name in ("x", "y"))
            return ec.EllipticCurvePublicNumbers(x, y, _CURVES[curve]).public_key()


def _unpad(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def certificates(folder: Path) -> Iterator[Outcome]:
    """Judge every expectation of every certificate."""
    for path in sorted(folder.glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        for name, wanted in case["EXPECTEDRESULTS"].items():
            if name == "EXPECTEDPICTUREDECODE" and "2DCODE" not in case:
                continue
            found, told = _judge(name, case)
            yield Outcome(
                case=f"{path.stem} {name}",
                group="A",
                held=found == wanted,
                why=f"expected {wanted}, found {found} {told}",
            )


def _judge(name: str, case: Case) -> tuple[bool | None, str]:
    check = _CHECKS.get(name)
    if check is None:
        return None, "no such check"
    try:
        return check(case), ""
    except (BadMessage, ValueError, zlib.error) as error:
        return False, str(error)


def _picture(case: Case) -> bool:
    raw = np.frombuffer(base64.b64decode(case["2DCODE"], validate=True), dtype=np.uint8)
    luma = cv2.imdecode(raw, cv2.IMREAD_GRAYSCALE)
    if luma is None:
        return False
    texts = [code.text for code in Decoder().decode_still(luma.astype(np.uint8))]
    return bool(case["PREFIX"] in texts)


def _unprefixed(case: Case) -> str:
    text: str = case["PREFIX"]
    if not text.startswith(PREFIX):
        raise BadMessage("prefix")
    return text.removeprefix(PREFIX)


def _has_prefix(case: Case) -> bool:
    return bool(_unprefixed(case) == case.get("BASE45", _unprefixed(case)))


def _base45(case: Case) -> bytes:
    return base45.decode(case["BASE45"] if "BASE45" in case else _unprefixed(case))


def _is_base45(case: Case) -> bool:
    return "COMPRESSED" not in case or _base45(case) == bytes.fromhex(case["COMPRESSED"])


def _inflated(case: Case) -> bytes:
    packed = bytes.fromhex(case["COMPRESSED"]) if "COMPRESSED" in case else _base45(case)
    inflater = zlib.decompressobj()
    plain = inflater.decompress(packed, MAX_INFLATED_BYTES)
    if not inflater.eof or inflater.unused_data:
        raise BadMessage("zlib")
    return plain


def _is_compressed(case: Case) -> bool:
    return "COSE" not in case or _inflated(case) == bytes.fromhex(case["COSE"])


def _message(case: Case) -> cose.Sign1:
    return cose.read_sign1(bytes.fromhex(case["COSE"]) if "COSE" in case else _inflated(case))


def _issuer(case: Case) -> x509.Certificate:
    return x509.load_der_x509_certificate(base64.b64decode(case["TESTCTX"]["CERTIFICATE"]))


def _verifies(case: Case) -> bool:
    """Check the signature with the certificate whose hash the message names as its key."""
    message, issuer = _message(case), _issuer(case)
    key = issuer.public_key()
    named = hashlib.sha256(base64.b64decode(case["TESTCTX"]["CERTIFICATE"])).digest()[:8]
    if message.kid != named or not isinstance(key, cose.PublicKey):
        return False
    return cose.verify(message.algorithm, key, message.signature, cose.signed_bytes(message))


def _claims(case: Case) -> Mapping[Any, Any]:
    claims = cbor.decode(_message(case).payload or b"")
    if not isinstance(claims, Mapping):
        raise BadMessage("claims")
    return claims


def _in_time(case: Case) -> bool:
    """Check the claims `exp` and `nbf` (RFC 8392, 3.1), of which a certificate has the first."""
    claims, clock = _claims(case), datetime.fromisoformat(case["TESTCTX"]["VALIDATIONCLOCK"])
    moments = [claims.get(CLAIM_EXPIRES), claims.get(CLAIM_NOT_BEFORE, 0)]
    if any(isinstance(one, bool) or not isinstance(one, int | float) for one in moments):
        return False
    return bool(moments[1] <= clock.timestamp() < moments[0])


def _certificate(case: Case) -> Mapping[str, Any]:
    health = _claims(case).get(CLAIM_HEALTH)
    certificate = health.get(1) if isinstance(health, Mapping) else None
    if not isinstance(certificate, Mapping):
        raise BadMessage("certificate")
    return certificate


def _decodes(case: Case) -> bool:
    return "JSON" not in case or _plain(_certificate(case)) == case["JSON"]


def _plain(value: object) -> object:
    match value:
        case cbor.Tag(value=inner):
            return _plain(inner)
        case tuple():
            return [_plain(member) for member in value]
        case Mapping():
            return {str(key): _plain(member) for key, member in value.items()}
        case _:
            return value


_CHECKS: Mapping[str, Callable[[Case], bool]] = MappingProxyType(
    {
        "EXPECTEDPICTUREDECODE": _picture,
        "EXPECTEDUNPREFIX": _has_prefix,
        "EXPECTEDB45DECODE": lambda case: bool(_base45(case)) and _is_base45(case),
        "EXPECTEDCOMPRESSION": lambda case: bool(_inflated(case)) and _is_compressed(case),
        "EXPECTEDVERIFY": _verifies,
        "EXPECTEDKEYUSAGE": lambda case: may_sign(_issuer(case), _certificate(case)),
        "EXPECTEDEXPIRATIONCHECK": _in_time,
        "EXPECTEDDECODE": _decodes,
        "EXPECTEDVALIDJSON": _decodes,
        "EXPECTEDSCHEMAVALIDATION": lambda case: obeys_schema(_plain(_certificate(case))),
    }
)

SUITES: tuple[Suite, ...] = (
    Suite(path="signed_qr/*/cose_wg", run=cose_messages, goals={"A": 1.0}),
    Suite(path="signed_qr/*/eu_dcc_common", run=certificates, goals={"A": 1.0}),
)
