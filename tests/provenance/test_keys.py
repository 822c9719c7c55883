"""GTINs and their check digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import BadKey, ProvenanceError
from provenance.keys import check_digit, parse_gtin


@pytest.mark.parametrize(
    ("text", "gtin"),
    [
        ("96385074", "00000096385074"),
        ("036000291452", "00036000291452"),
        ("8938505974194", "08938505974194"),
        ("18938505974191", "18938505974191"),
    ],
)
def test_every_length_becomes_fourteen_digits(text: str, gtin: str) -> None:
    assert parse_gtin(text) == gtin


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "gtin.characters"),
        ("893850597419A", "gtin.characters"),
        ("٨٩٣٨٥٠٥٩٧٤١٩٤", "gtin.characters"),
        ("893850597", "gtin.length"),
        ("8938505974191", "gtin.check_digit"),
    ],
)
def test_bad_gtins(text: str, code: str) -> None:
    with pytest.raises(BadKey) as raised:
        parse_gtin(text)
    assert raised.value.code == code
    assert isinstance(raised.value, ProvenanceError)


@given(digits=st.from_regex(r"[0-9]{12}", fullmatch=True), place=st.integers(0, 12))
def test_one_wrong_digit_is_always_seen(digits: str, place: int) -> None:
    whole = f"{digits}{check_digit(digits)}"
    wrong = f"{whole[:place]}{(int(whole[place]) + 1) % 10}{whole[place + 1 :]}"
    with pytest.raises(BadKey):
        parse_gtin(wrong)
