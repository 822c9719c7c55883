"""COSE messages with one signature (COSE_Sign1): read, checked, made.

RFC 9052 (structures), RFC 9053 and RFC 8230 (algorithms), RFC 8392 (the tag of a CWT around one).
Places where verifiers go wrong, met with the COSE working group's own examples: a protected header
that is an empty map enters the signature as an empty string; the tag of the message may be absent,
or stand inside that of a CWT; where protected and unprotected header name the same thing, the
protected one wins; the hash is the algorithm's, whatever the curve of the key.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from provenance.errors import BadMessage
from provenance.signatures import cbor

SIGN1_TAG = 18
CWT_TAG = 61
MAX_BYTES = 16 * 1024

ALG, CRIT, CONTENT_TYPE, KID = 1, 2, 3, 4
_UNDERSTOOD = frozenset({ALG, CRIT, CONTENT_TYPE, KID})

ALGORITHMS: Mapping[int, str] = MappingProxyType(
    {
        -7: "ES256",
        -8: "EdDSA",
        -35: "ES384",
        -36: "ES512",
        -37: "PS256",
        -38: "PS384",
        -39: "PS512",
    }
)
"""Registered numbers of the algorithms that are checked."""

PublicKey = Ed25519PublicKey | Ed448PublicKey | EllipticCurvePublicKey | RSAPublicKey
Header = Mapping[int | str | bytes, cbor.Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign1:
    """A message that was read; nothing in it is known to be true.

    Attributes:
        algorithm: its name, or the number or text of one that isn't known.
        kid: None where no key is named.
        protected: the protected header as it enters the signature.
        payload: None where the payload travels apart.
    """

    algorithm: str
    kid: bytes | None
    protected: bytes
    payload: bytes | None
    signature: bytes


def read_sign1(data: bytes) -> Sign1:
    """Read a message, tagged or not, in a CWT's tag or not.

    Raises:
        BadMessage: `cbor.*`, `cose.too_long`, `cose.tag`, `cose.structure`, `cose.header`,
            `cose.crit`.
    """
    if len(data) > MAX_BYTES:
        raise BadMessage("cose.too_long", length=len(data))
    match _untagged(cbor.decode(data)):
        case (bytes() as protected, Mapping() as unprotected, payload, bytes() as signature) if (
            payload is None or isinstance(payload, bytes)
        ):
            header = _protected_header(protected)
            _check_critical(header, unprotected)
            return Sign1(
                algorithm=_algorithm(header.get(ALG, unprotected.get(ALG))),
                kid=_kid(header.get(KID, unprotected.get(KID))),
                protected=protected if header else b"",
                payload=payload,
                signature=signature,
            )
        case _:
            raise BadMessage("cose.structure")


def signed_bytes(message: Sign1, *, detached: bytes | None = None, external: bytes = b"") -> bytes:
    """Give what the signature is made over (RFC 9052, 4.4).

    Args:
        detached: the payload, where the message doesn't hold it.
        external: data that both sides know.

    Raises:
        BadMessage: `cose.payload` where there is no payload, or one too many.
    """
    payload = message.payload if detached is None else detached
    if payload is None or (detached is not None and message.payload is not None):
        raise BadMessage("cose.payload")
    return _to_sign(message.protected, external, payload)


def verify(algorithm: str, key: PublicKey, signature: bytes, data: bytes) -> bool:
    """Tell whether a signature is that of a key over some bytes.

    False too where the algorithm isn't known or the key isn't one of its kind.
    """
    try:
        match algorithm, key:
            case "EdDSA", Ed25519PublicKey() | Ed448PublicKey():
                key.verify(signature, data)
            case "ES256" | "ES384" | "ES512", EllipticCurvePublicKey():
                key.verify(_as_der(signature, key), data, ECDSA(_hash(algorithm)))
            case "PS256" | "PS384" | "PS512", RSAPublicKey():
                digest = _hash(algorithm)
                salted = padding.PSS(padding.MGF1(digest), salt_length=digest.digest_size)
                key.verify(signature, data, salted, digest)
            case _:
                return False
    except InvalidSignature:
        return False
    return True


def sign1(payload: bytes, kid: bytes, key: Ed25519PrivateKey) -> bytes:
    """Make a tagged message with an Ed25519 signature, algorithm and key id protected."""
    protected = cbor.encode({ALG: -8, KID: kid})
    signature = key.sign(_to_sign(protected, b"", payload))
    return cbor.encode(cbor.Tag(SIGN1_TAG, (protected, {}, payload, signature)))


def _to_sign(protected: bytes, external: bytes, payload: bytes) -> bytes:
    return cbor.encode(("Signature1", protected, external, payload))


def _untagged(value: cbor.Value) -> cbor.Value:
    """Take the message out of its tags; a CWT's tag stands around a COSE tag (RFC 8392, 6)."""
    match value:
        case cbor.Tag(number=61, value=cbor.Tag(number=18, value=message)):
            return message
        case cbor.Tag(number=18, value=message):
            return message
        case cbor.Tag(number=number):
            raise BadMessage("cose.tag", tag=number)
        case _:
            return value


def _protected_header(protected: bytes) -> Header:
    header = cbor.decode(protected) if protected else {}
    if not isinstance(header, Mapping):
        raise BadMessage("cose.header", part="protected")
    return header


def _check_critical(protected: Header, unprotected: Header) -> None:
    """Refuse a message with a header that has to be understood, and isn't (RFC 9052, 3.1)."""
    if CRIT in unprotected:
        raise BadMessage("cose.crit")
    if CRIT not in protected:
        return
    named = protected[CRIT]
    if not isinstance(named, tuple) or not named:
        raise BadMessage("cose.crit")
    for label in named:
        # Maps and arrays are no labels, and can't be looked for.
        if not isinstance(label, int | str) or label not in _UNDERSTOOD or label not in protected:
            raise BadMessage("cose.crit")


def _algorithm(value: cbor.Value) -> str:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise BadMessage("cose.header", part="alg")
    return ALGORITHMS.get(value, str(value)) if isinstance(value, int) else f"text:{value}"


def _kid(value: cbor.Value) -> bytes | None:
    if value is not None and not isinstance(value, bytes):
        raise BadMessage("cose.header", part="kid")
    return value


def _hash(algorithm: str) -> hashes.HashAlgorithm:
    match algorithm[2:]:
        case "256":
            return hashes.SHA256()
        case "384":
            return hashes.SHA384()
        case _:
            return hashes.SHA512()


def _as_der(signature: bytes, key: EllipticCurvePublicKey) -> bytes:
    """Turn r and s, each as long as the curve's field, into what the library takes."""
    size = (key.curve.key_size + 7) // 8
    if len(signature) != 2 * size:
        raise InvalidSignature
    r, s = signature[:size], signature[size:]
    return encode_dss_signature(int.from_bytes(r, "big"), int.from_bytes(s, "big"))
