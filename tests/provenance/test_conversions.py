"""One form of goods into another, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.codes.canonical import digital_link, element_string, in_order, raw_element_string
from provenance.codes.conversions import from_element_string, to_element_string
from provenance.codes.options import STRICT, Allow, Options
from provenance.codes.percent import decode, encode
from provenance.codes.read import read
from provenance.errors import BadKey
from provenance.keys import check_digit

GTIN = "08938505974194"
LINK = f"https://id.gs1.org/01/{GTIN}/10/A%2F1?17=261231"

gtins = st.text("0123456789", min_size=13, max_size=13).map(lambda d: d + str(check_digit(d)))
characters = st.text("!\"%&'()*+,-./09:;<=>?AZ_az", min_size=1, max_size=20)


@given(gtin=gtins, lot=characters, serial=characters, more=characters)
def test_every_form_says_the_same(gtin: str, lot: str, serial: str, more: str) -> None:
    ais = (("01", gtin), ("10", lot), ("21", serial), ("17", "261231"), ("240", more))
    link = digital_link(ais)
    assert read(link, options=STRICT).ais == ais
    assert sorted(read(element_string(ais), options=STRICT).ais) == sorted(ais)
    raw = read(raw_element_string(ais), "]Q3", options=STRICT)
    assert sorted(raw.ais) == sorted(ais)
    assert from_element_string(to_element_string(link)) == digital_link(in_order(ais))
    assert sorted(read(from_element_string(to_element_string(link, brackets=False))).ais) == sorted(
        ais
    )


def test_short_names_and_stems() -> None:
    ais = read(LINK).ais
    named = digital_link(ais, "https://tem.example/a/", short_names=True)
    assert named == f"https://tem.example/a/gtin/{GTIN}/lot/A%2F1?17=261231"
    assert from_element_string(f"(01){GTIN}", "https://a") == f"https://a/01/{GTIN}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(01)08938505974195", "element_string.invalid"),
        ("", "element_string.invalid"),
        ("https://a/", "element_string.invalid"),
        ("(10)A", "link.no_key"),
        (f"(01){GTIN}(8200)A", "link.attribute"),
    ],
)
def test_what_has_no_link(text: str, code: str) -> None:
    with pytest.raises(BadKey) as refused:
        from_element_string(text)
    assert refused.value.code == code


@pytest.mark.parametrize("text", [f"(01){GTIN}", "https://a/", "https://a/01/08938505974195"])
def test_what_is_no_link(text: str) -> None:
    with pytest.raises(BadKey, match=r"link\.invalid"):
        to_element_string(text)


def test_values_that_contradict_each_other_make_no_link() -> None:
    with pytest.raises(BadKey, match=r"ai\.duplicate"):
        digital_link((("01", GTIN), ("10", "A"), ("10", "B")))


def test_unknown_ais_are_written_where_that_is_allowed() -> None:
    ais = (("01", GTIN), ("89", "A"))
    with pytest.raises(BadKey):
        digital_link(ais)
    options = Options(allow=frozenset({Allow.UNKNOWN_AI_AS_ATTRIBUTE}))
    assert digital_link(ais, options=options).endswith("?89=A")


@given(text=st.text(st.characters(max_codepoint=255)))
def test_percent_encoding_comes_back(text: str) -> None:
    assert decode(encode(text)) == text
    assert decode(encode(text, query=True), query=True) == text


def test_characters_beyond_a_byte_are_not_encoded() -> None:
    with pytest.raises(ValueError, match="latin-1"):
        encode("Lô số 1 ơ")
