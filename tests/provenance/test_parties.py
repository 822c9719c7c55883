"""Keys of parties and places, and when a certificate is in force."""

from datetime import date

import pytest

from provenance.errors import BadKey
from provenance.keys import parse_gln, parse_tax_code
from provenance.records import Certificate, CertificateKind, CertificateState


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("0100233488", "0100233488"),
        ("0314409058-002", "0314409058002"),
        ("0314409058002", "0314409058002"),
        ("001098012345", "001098012345"),
    ],
)
def test_good_tax_codes(text: str, digits: str) -> None:
    assert parse_tax_code(text) == digits


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0100233489", "check_digit"),
        ("0314409058-000", "form"),
        ("01002334", "form"),
        ("010023348٨", "form"),
        ("0100233488--001", "form"),
        ("", "form"),
    ],
)
def test_bad_tax_codes(text: str, code: str) -> None:
    with pytest.raises(BadKey, match=rf"tax_code\.{code}"):
        parse_tax_code(text)


def test_glns() -> None:
    assert parse_gln("8930000000019") == "8930000000019"
    for bad in ("8930000000018", "893000000001", "893000000001x", ""):
        with pytest.raises(BadKey, match=r"gln\."):
            parse_gln(bad)


@pytest.mark.parametrize(
    ("day", "state", "holds"),
    [
        (date(2026, 1, 1), CertificateState.ISSUED, True),
        (date(2026, 12, 31), CertificateState.ISSUED, True),
        (date(2025, 12, 31), CertificateState.ISSUED, False),
        (date(2027, 1, 1), CertificateState.ISSUED, False),
        (date(2026, 6, 1), CertificateState.SUSPENDED, False),
        (date(2026, 6, 1), CertificateState.WITHDRAWN, False),
    ],
)
def test_when_a_certificate_is_in_force(day: date, state: CertificateState, *, holds: bool) -> None:
    paper = Certificate(
        kind=CertificateKind.VIETGAP,
        number="1",
        issuer="x",
        valid_from=date(2026, 1, 1),
        valid_until=date(2026, 12, 31),
        state=state,
    )
    assert paper.holds_on(day) is holds
