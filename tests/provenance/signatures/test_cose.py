"""COSE messages with one signature: what is accepted, and what isn't."""

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import BadMessage
from provenance.signatures import cbor, cose
from provenance.signatures.cbor import Tag, Value

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KID = b"\x0a\x1b"
PAYLOAD = b"content"
PROTECTED = cbor.encode({1: -8, 4: KID})


def message(
    protected: bytes = PROTECTED,
    unprotected: Value = None,
    *,
    payload: bytes | None = PAYLOAD,
    tags: tuple[int, ...] = (18,),
    external: bytes = b"",
    protected_as_signed: bytes | None = None,
) -> bytes:
    """Make a message, signed with `KEY` over what the standard says."""
    covered = protected if protected_as_signed is None else protected_as_signed
    signed = cbor.encode(("Signature1", covered, external, payload or PAYLOAD))
    value: Value = (
        protected,
        {} if unprotected is None else unprotected,
        payload,
        KEY.sign(signed),
    )
    for tag in reversed(tags):
        value = Tag(tag, value)
    return cbor.encode(value)


def holds(data: bytes, *, detached: bytes | None = None, external: bytes = b"") -> bool:
    read = cose.read_sign1(data)
    covered = cose.signed_bytes(read, detached=detached, external=external)
    return cose.verify(read.algorithm, KEY.public_key(), read.signature, covered)


def test_what_is_made_holds() -> None:
    made = cose.sign1(PAYLOAD, KID, KEY)
    read = cose.read_sign1(made)
    assert (read.algorithm, read.kid, read.payload) == ("EdDSA", KID, PAYLOAD)
    assert holds(made)
    assert made == message()


@pytest.mark.parametrize("tags", [(), (18,), (61, 18)])
def test_tags(tags: tuple[int, ...]) -> None:
    assert holds(message(tags=tags))


@pytest.mark.parametrize("tags", [(17,), (998,), (61,), (18, 61), (61, 61, 18), (55799, 18)])
def test_other_tags_are_refused(tags: tuple[int, ...]) -> None:
    with pytest.raises(BadMessage, match=r"cose\.(tag|structure)"):
        cose.read_sign1(message(tags=tags))


def test_an_empty_protected_header_is_signed_as_an_empty_string() -> None:
    unprotected: Value = {1: -8, 4: KID}
    assert holds(message(b"\xa0", unprotected, protected_as_signed=b""))
    assert holds(message(b"", unprotected))
    assert not holds(message(b"\xa0", unprotected))


def test_what_is_protected_wins() -> None:
    read = cose.read_sign1(message(unprotected={1: -7, 4: b"other"}))
    assert (read.algorithm, read.kid) == ("EdDSA", KID)


def test_a_key_may_go_unnamed() -> None:
    assert cose.read_sign1(message(cbor.encode({1: -8}))).kid is None


def test_payload_apart() -> None:
    apart = message(payload=None)
    assert holds(apart, detached=PAYLOAD)
    assert not holds(apart, detached=b"other")
    with pytest.raises(BadMessage, match=r"cose\.payload"):
        holds(apart)
    with pytest.raises(BadMessage, match=r"cose\.payload"):
        holds(message(), detached=PAYLOAD)


def test_data_that_both_sides_know() -> None:
    assert holds(message(external=b"context"), external=b"context")
    assert not holds(message(external=b"context"))


@pytest.mark.parametrize(
    "header",
    [
        {2: (99,), 99: 1},
        {2: ()},
        {2: 4},
        {2: ("x",), "x": 1},
        {2: (3,)},
        {2: (1, 99), 99: 0},
        {2: ({},)},
        {2: ((1,),)},
    ],
)
def test_headers_that_must_be_understood(header: dict[int | str | bytes, Value]) -> None:
    with pytest.raises(BadMessage, match=r"cose\.crit"):
        cose.read_sign1(message(cbor.encode({1: -8, 4: KID, **header})))
    with pytest.raises(BadMessage, match=r"cose\.crit"):
        cose.read_sign1(message(unprotected=header))


def test_headers_that_are_understood() -> None:
    assert holds(message(cbor.encode({1: -8, 2: (1, 4), 4: KID})))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (cbor.encode((b"", {}, b"")), "cose.structure"),
        (cbor.encode((b"", {}, b"", b"", b"")), "cose.structure"),
        (cbor.encode((b"", {}, "text", b"")), "cose.structure"),
        (cbor.encode((b"", (), b"", b"")), "cose.structure"),
        (cbor.encode(7), "cose.structure"),
        (message(cbor.encode(())), "cose.header"),
        (message(b"\xa1\x01"), "cbor.truncated"),
        (message(bytes.fromhex("a201260126")), "cbor.duplicate_key"),
        (message(cbor.encode({4: KID})), "cose.header"),
        (message(cbor.encode({1: True})), "cose.header"),
        (message(cbor.encode({1: -8, 4: "text"})), "cose.header"),
        (message() + b"\x00", "cbor.trailing"),
        (bytes(cose.MAX_BYTES + 1), "cose.too_long"),
    ],
)
def test_says_what_is_wrong(data: bytes, code: str) -> None:
    with pytest.raises(BadMessage) as caught:
        cose.read_sign1(data)
    assert caught.value.code == code


@pytest.mark.parametrize("algorithm", [-999, "unknown", "EdDSA"])
def test_an_unknown_algorithm_never_holds(algorithm: int | str) -> None:
    assert not holds(message(cbor.encode({1: algorithm, 4: KID})))


def test_every_byte_counts() -> None:
    made = message()
    for place in range(len(made)):
        broken = bytearray(made)
        broken[place] ^= 1
        try:
            good = holds(bytes(broken)) and cose.read_sign1(bytes(broken)).kid == KID
        except BadMessage:
            good = False
        assert not good, place


@pytest.mark.parametrize(
    ("name", "curve", "digest"),
    [
        ("ES256", ec.SECP256R1(), hashes.SHA256()),
        ("ES384", ec.SECP384R1(), hashes.SHA384()),
        ("ES512", ec.SECP521R1(), hashes.SHA512()),
        ("ES512", ec.SECP256R1(), hashes.SHA512()),
    ],
)
def test_elliptic_curves(name: str, curve: ec.EllipticCurve, digest: hashes.HashAlgorithm) -> None:
    key = ec.generate_private_key(curve)
    size = (curve.key_size + 7) // 8
    r, s = decode_dss_signature(key.sign(PAYLOAD, ec.ECDSA(digest)))
    raw = r.to_bytes(size, "big") + s.to_bytes(size, "big")
    public = key.public_key()
    assert cose.verify(name, public, raw, PAYLOAD)
    assert not cose.verify(name, public, raw, b"other")
    assert not cose.verify(name, public, raw + b"\x00", PAYLOAD)
    assert not cose.verify("EdDSA", public, raw, PAYLOAD)
    assert not cose.verify(name, KEY.public_key(), raw, PAYLOAD)


def test_rsa_with_pss() -> None:
    key = rsa.generate_private_key(65537, 2048)
    salted = padding.PSS(padding.MGF1(hashes.SHA256()), salt_length=32)
    signature = key.sign(PAYLOAD, salted, hashes.SHA256())
    assert cose.verify("PS256", key.public_key(), signature, PAYLOAD)
    assert not cose.verify("PS384", key.public_key(), signature, PAYLOAD)


@given(st.binary(max_size=120))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read = cose.read_sign1(data)
    except BadMessage:
        return
    assert not cose.verify(read.algorithm, KEY.public_key(), read.signature, b"")
