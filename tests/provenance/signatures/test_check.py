"""Lists of keys, and what a signature is worth by them."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pydantic import JsonValue

from provenance.codes.read import read
from provenance.codes.reading import Reading
from provenance.errors import BadMessage
from provenance.keys import Gtin
from provenance.signatures.check import SignatureState, check
from provenance.signatures.keylist import MAX_BYTES, NO_KEYS, KeyList, parse_key_list
from provenance.signatures.stamp import sign_link
from tests.provenance.signatures.keys import (
    AIS,
    CLAIMS,
    ISSUER,
    KEY,
    KID,
    TODAY,
    document,
    entry,
    key_list,
    link,
    vt1,
)

S = SignatureState


def state(reading: Reading, keys: KeyList, today: date | None = TODAY) -> SignatureState:
    found = check(reading, keys, today)
    assert found is not None
    return found.state


def forged(reading: Reading) -> Reading:
    """Change what the code says without signing it anew."""
    assert reading.signature
    return replace(reading, signature=replace(reading.signature, covers=b"other"))


@pytest.mark.parametrize("reading", [link(), vt1()])
class TestBothForms:
    def test_good(self, reading: Reading) -> None:
        found = check(reading, key_list(), TODAY)
        assert found is not None
        assert (found.state, found.issuer, found.party) == (S.GOOD, ISSUER, "grower")
        assert (found.kid, found.validity_unchecked) == ("0a1b", False)

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"kid": "0a1c"}, S.ISSUER_UNKNOWN),
            ({"public_key": bytes(32).hex()}, S.BAD),
            ({"revoked_at": "2026-11-01", "reason": "lộ khóa"}, S.REVOKED),
            ({"revoked_at": "2030-01-01"}, S.REVOKED),
            ({"prefixes": []}, S.NOT_ENTITLED),
            ({"prefixes": ["893850597", "8938505975"]}, S.GOOD),
            ({"prefixes": ["8938505975", "0893850"]}, S.NOT_ENTITLED),
            ({"not_after": "2026-11-22"}, S.GOOD),
            ({"not_after": "2026-11-21"}, S.OUTSIDE_VALIDITY),
            ({"not_before": "2026-11-23"}, S.OUTSIDE_VALIDITY),
            ({"algorithm": "ML-DSA-44"}, S.UNSUPPORTED),
        ],
    )
    def test_by_the_list(
        self, reading: Reading, changes: dict[str, JsonValue], expected: SignatureState
    ) -> None:
        assert state(reading, key_list(**changes)) is expected

    def test_without_a_list(self, reading: Reading) -> None:
        assert state(reading, NO_KEYS) is S.NOT_CHECKED
        assert state(reading, parse_key_list(document())) is S.NOT_CHECKED

    def test_changed_content(self, reading: Reading) -> None:
        assert state(forged(reading), key_list()) is S.BAD

    def test_a_forgery_is_one_whatever_became_of_the_key(self, reading: Reading) -> None:
        assert state(forged(reading), key_list(revoked_at="2026-01-01")) is S.BAD

    def test_without_a_clock(self, reading: Reading) -> None:
        found = check(reading, key_list(not_after="2026-11-21"), None)
        assert found is not None
        assert (found.state, found.validity_unchecked) == (S.GOOD, True)

    def test_an_algorithm_that_isnt_the_keys(self, reading: Reading) -> None:
        assert reading.signature
        other = replace(reading, signature=replace(reading.signature, algorithm="ES256"))
        assert state(other, key_list()) is S.BAD

    def test_several_keys_of_an_issuer(self, reading: Reading) -> None:
        newer = Ed25519PrivateKey.generate()
        public = newer.public_key().public_bytes_raw().hex()
        both = parse_key_list(document(entry(), entry(kid="ffff", public_key=public)))
        assert state(reading, both) is S.GOOD
        assert state(read(sign_link(AIS, b"\xff\xff", newer)), both) is S.GOOD


def test_the_day_of_issue_needs_no_clock() -> None:
    before = vt1(replace(CLAIMS, issued=date(2025, 12, 31)))
    assert state(before, key_list(), None) is S.OUTSIDE_VALIDITY
    late = vt1(replace(CLAIMS, issued=TODAY + timedelta(days=3650)))
    assert state(late, key_list(), None) is S.OUTSIDE_VALIDITY


def test_an_unknown_issuer_is_named_as_the_code_does() -> None:
    found = check(vt1(replace(CLAIMS, issuer="Ai đó")), key_list(kid="ffff"), TODAY)
    assert found is not None
    assert (found.issuer, found.party) == ("Ai đó", None)


def test_other_codes_carry_no_signature() -> None:
    for text in ("8938505974194", "(01)08938505974194", "xin chào", "VT1:"):
        assert check(read(text), key_list(), TODAY) is None


def test_short_gtins_are_filled_up_before_their_prefix_is_looked_at() -> None:
    key = key_list(prefixes=["893850"]).keys[KID]
    assert key.may_sign(Gtin("08938505974194"))
    assert not key.may_sign(Gtin("00000089385050"))
    assert key_list(prefixes=["000008938"]).keys[KID].may_sign(Gtin("00000089385050"))


def test_keys_on_the_curve_p256() -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    keys = key_list(algorithm="ES256", public_key=point.hex())
    reading = vt1()
    assert reading.signature
    numbers = decode_dss_signature(
        private.sign(reading.signature.covers, ec.ECDSA(hashes.SHA256()))
    )
    raw = b"".join(number.to_bytes(32, "big") for number in numbers)
    signature = replace(reading.signature, algorithm="ES256", value=raw)
    assert state(replace(reading, signature=signature), keys) is S.GOOD


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "keys.invalid"),
        (b"[]", "keys.invalid"),
        (b'{"number": 1}', "keys.invalid"),
        (document(number=-1), "keys.invalid"),
        (document(number="one"), "keys.invalid"),
        (document(entry(kid="0A1B")), "keys.invalid"),
        (document(entry(kid="")), "keys.invalid"),
        (document(entry(prefixes=["89"])), "keys.invalid"),
        (document(entry(prefixes=["8938505974194x"])), "keys.invalid"),
        (document(entry(not_before="someday")), "keys.invalid"),
        (document(entry(issuer="")), "keys.invalid"),
        (document(entry(), entry()), "keys.duplicate"),
        (document(entry(public_key="00")), "keys.key"),
        (document(entry(algorithm="ES256")), "keys.key"),
        (b"[" * 100_000, "keys.invalid"),
        (bytes(MAX_BYTES + 1), "keys.too_long"),
    ],
)
def test_a_broken_list_says_what_is_wrong(content: bytes, code: str) -> None:
    with pytest.raises(BadMessage) as caught:
        parse_key_list(content)
    assert caught.value.code == code


def test_a_fault_names_its_entry() -> None:
    with pytest.raises(BadMessage, match=r"keys\.1\.not_after"):
        parse_key_list(document(entry(), entry(kid="ffff", not_after="never")))


def test_a_list_of_a_later_version_is_read() -> None:
    later = json.loads(document(entry(new_field=1)))
    assert parse_key_list(json.dumps({**later, "also": []}).encode()).keys.keys() == {KID}


def test_a_good_signature_is_that_of_the_key() -> None:
    signature = link().signature
    assert signature
    KEY.public_key().verify(signature.value, signature.covers)
