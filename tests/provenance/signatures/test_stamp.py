"""The two forms of a signed stamp."""

from dataclasses import replace
from datetime import date

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from provenance.codes.canonical import digital_link
from provenance.codes.read import read
from provenance.codes.reading import Kind
from provenance.errors import BadMessage
from provenance.signatures import base45, cbor, cose
from provenance.signatures.stamp import (
    MAX_CHARS,
    Claims,
    read_claims,
    read_parameter,
    sign_claims,
    sign_link,
    signed_form,
)
from tests.provenance.signatures.keys import AIS, CLAIMS, GTIN, ISSUER, KEY, KID, LOT, SERIAL

LINK = sign_link(AIS, KID, KEY)
STAMP = sign_claims(CLAIMS, KID, KEY)
FORM = b"https://id.gs1.org/01/08938505974194/10/VD-26112/21/A7K3M9Q2?17=261231"


def test_what_the_signature_of_a_link_covers_never_changes() -> None:
    assert signed_form(AIS) == FORM
    assert signed_form(tuple(reversed(AIS))) == FORM
    assert digital_link(AIS).encode() == FORM


def test_characters_that_a_link_must_escape() -> None:
    ais = (("01", GTIN), ("10", 'a/b"c'), ("3103", "000500"), ("17", "261231"))
    written = b"https://id.gs1.org/01/08938505974194/10/a%2Fb%22c?17=261231&3103=000500"
    assert signed_form(ais) == written


@pytest.mark.parametrize(
    "base", ["https://id.gs1.org", "https://qr.example.vn/", "https://example.vn/truy-xuat"]
)
def test_a_link_on_any_host_is_signed_alike(base: str) -> None:
    reading = read(sign_link(AIS, KID, KEY, base=base))
    assert reading.warnings == ()
    assert reading.ais == AIS
    signature = reading.signature
    assert signature is not None
    assert (signature.kid, signature.covers) == (KID, FORM)
    KEY.public_key().verify(signature.value, signature.covers)


def test_a_link_without_attributes() -> None:
    short = sign_link((("01", GTIN), ("21", SERIAL)), KID, KEY)
    assert short.startswith(f"https://id.gs1.org/01/{GTIN}/21/{SERIAL}?sg=")
    assert read(short).signature is not None


def test_other_parameters_and_a_fragment_dont_matter() -> None:
    signature = read(LINK).signature
    assert read(LINK.replace("sg=", "utm=x&sg=") + "&linkType=all#top").signature == signature


def test_short_names_are_signed_as_their_numbers() -> None:
    short = LINK.replace("/01/0", "/gtin/").replace("/10/", "/lot/").replace("/21/", "/ser/")
    reading = read(short)
    assert reading.signature == read(LINK).signature
    assert {warning.code for warning in reading.warnings} == {"link.short_name", "gtin.short"}


@pytest.mark.parametrize("changed", ["", "x", LINK[-88:-1], LINK[-88:] + "A", "+" * 88, "%20" * 88])
def test_what_is_no_signature_is_said(changed: str) -> None:
    reading = read(LINK[:-88] + changed)
    assert (reading.valid, reading.signature) == (True, None)
    assert [(one.code, one.position) for one in reading.warnings] == [
        ("signature.malformed", LINK.index("sg="))
    ]


def test_two_signatures_are_none() -> None:
    reading = read(f"{LINK}&sg={LINK[-88:]}")
    assert reading.signature is None
    assert reading.warnings[0].code == "signature.malformed"


def test_a_link_to_no_product_isnt_signed() -> None:
    with pytest.raises(BadMessage, match=r"stamp\.no_product"):
        sign_link((("00", "106141412345678908"),), KID, KEY)
    assert read(f"https://id.gs1.org/00/106141412345678908?sg={LINK[-88:]}").signature is None


def test_key_ids_have_two_bytes() -> None:
    with pytest.raises(BadMessage, match=r"stamp\.kid"):
        sign_link(AIS, b"a", KEY)
    with pytest.raises(BadMessage, match=r"stamp\.kid"):
        sign_claims(CLAIMS, b"abc", KEY)


def test_a_stamp_is_read_as_gs1_elements() -> None:
    reading = read(STAMP)
    assert (reading.kind, reading.what, reading.valid) == (Kind.SIGNED_STAMP, "vt1", True)
    assert (reading.ais, reading.expires) == (AIS, date(2026, 12, 31))
    assert reading.item == read(LINK).item
    signature = reading.signature
    assert signature is not None
    assert (signature.algorithm, signature.kid) == ("EdDSA", KID)
    assert (signature.issuer, signature.issued) == ("", date(2026, 11, 20))
    KEY.public_key().verify(signature.value, signature.covers)


def test_a_stamp_may_name_its_issuer() -> None:
    signature = read(sign_claims(replace(CLAIMS, issuer=ISSUER), KID, KEY)).signature
    assert signature is not None
    assert signature.issuer == ISSUER


def test_a_stamp_of_a_product_alone() -> None:
    reading = read(sign_claims(Claims(gtin=GTIN), KID, KEY))
    assert reading.ais == (("01", GTIN),)
    assert reading.expires is None


@pytest.mark.parametrize(("text", "version"), [(LINK, 9), (STAMP, 7)])
def test_size_of_the_code(text: str, version: int) -> None:
    assert segno.make(text, error="m", boost_error=False).version == version


def sealed(payload: cbor.Value | bytes) -> str:
    content = payload if isinstance(payload, bytes) else cbor.encode(payload)
    return "VT1:" + base45.encode(cose.sign1(content, KID, KEY))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("VT1:", "cbor.truncated"),
        ("VT1:bb8", "base45.characters"),
        (STAMP[:-1], "base45.length"),
        (STAMP.replace("VT1:", "VT1:" + "0" * MAX_CHARS), "stamp.too_long"),
        (sealed(b""), "cbor.truncated"),
        (sealed({1: 2}), "stamp.claims"),
        (sealed((int(GTIN), LOT, SERIAL, None)), "stamp.claims"),
        (sealed((int(GTIN), LOT, SERIAL, None, None, "A", "B")), "stamp.claims"),
        (sealed((GTIN, LOT, SERIAL, None, None)), "stamp.claims"),
        (sealed((True, LOT, SERIAL, None, None)), "stamp.claims"),
        (sealed((10**14, LOT, SERIAL, None, None)), "stamp.claims"),
        (sealed((int(GTIN), "", SERIAL, None, None)), "stamp.claims"),
        (sealed((int(GTIN), LOT, 7, None, None)), "stamp.claims"),
        (sealed((int(GTIN), LOT, SERIAL, 2**63, None)), "stamp.claims"),
        (sealed((int(GTIN), LOT, SERIAL, 0, None)), "stamp.claims"),
        (sealed((int(GTIN), LOT, SERIAL, None, "today")), "stamp.claims"),
    ],
)
def test_a_broken_stamp_says_why(text: str, code: str) -> None:
    reading = read(text)
    assert (reading.kind, reading.valid, reading.signature) == (Kind.SIGNED_STAMP, False, None)
    assert reading.error is not None
    assert (reading.error.code, reading.error.detail) == ("stamp.malformed", code)


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ((int(GTIN) + 1, None, None, None, None), "gtin.check_digit"),
        ((int(GTIN), "x" * 21, None, None, None), "ai.value"),
        ((int(GTIN), None, "số", None, None), "ai.value"),
        ((int(GTIN), "L\x1d17", None, None, None), "ai.value"),
    ],
)
def test_what_was_signed_may_still_break_the_rules_of_gs1(payload: cbor.Value, code: str) -> None:
    reading = read(sealed(payload))
    assert (reading.valid, reading.item) == (False, None)
    assert reading.error is not None
    assert reading.error.code == code


def test_a_message_without_a_key_id() -> None:
    content = cbor.encode((int(GTIN), LOT, SERIAL, None, None))
    unnamed = cbor.encode((cbor.encode({1: -8}), {}, content, bytes(64)))
    reading = read("VT1:" + base45.encode(unnamed))
    assert reading.error is not None
    assert (reading.error.code, reading.error.detail) == ("stamp.malformed", "kid")


@given(
    st.builds(
        Claims,
        gtin=st.just(GTIN),
        lot=st.none() | st.text(min_size=1, max_size=20),
        serial=st.none() | st.text(min_size=1, max_size=20),
        expires=st.none() | st.dates(date(1977, 1, 1), date(2076, 12, 31)),
        issued=st.none() | st.dates(date(1977, 1, 1), date(2076, 12, 31)),
    )
)
def test_claims_come_back_as_they_were(claims: Claims) -> None:
    text = sign_claims(claims, KID, KEY)
    assert read_claims(text)[0] == claims
    expires = read(text).expires
    assert expires in {None, claims.expires}


@given(st.text(alphabet=base45.ALPHABET, max_size=300))
def test_any_text_behind_the_prefix_is_read(text: str) -> None:
    reading = read(f"VT1:{text}")
    assert reading.kind is Kind.SIGNED_STAMP
    assert reading.valid == (reading.error is None)


@given(st.binary(max_size=200))
def test_any_payload_that_is_signed_is_read(payload: bytes) -> None:
    assert read(sealed(payload)).kind is Kind.SIGNED_STAMP


def test_the_parameter_is_key_id_and_signature() -> None:
    assert read_parameter(LINK[-88:]) == (KID, KEY.sign(FORM))
