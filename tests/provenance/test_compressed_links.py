"""Compressed Digital Links: there and back, and nothing else is taken for one."""

import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.codes.canonical import digital_link
from provenance.codes.compressed_link import compress, decompress
from provenance.codes.compression import (
    MAX_CHARACTERS,
    PARTS,
    SEQUENCES,
    SEXTETS,
    compress_elements,
    decompress_elements,
)
from provenance.codes.dictionary import DEFINITIONS
from provenance.codes.options import STRICT
from provenance.codes.read import read
from provenance.codes.reading import Kind
from provenance.errors import BadKey

GTIN = "08938505974194"
LINK = f"https://id.gs1.org/01/{GTIN}/10/A1/21/b2?17=261231&x=1"
CHARACTERS = {
    "N": string.digits,
    "X": "!\"%&'()*+,-./0123456789:;<=>?ABC_abcXYZxyz",
    "Y": "#-/0123456789ABCXYZ",
    "Z": "0123456789ABCXYZabcxyz_-",
}


@st.composite
def values(draw: st.DrawFn, ai: str) -> str:
    """Make a value of the right length and characters."""
    value = ""
    for part in DEFINITIONS[ai].components:
        if part.optional and draw(st.booleans()):
            break
        value += draw(st.text(CHARACTERS[part.charset], min_size=part.least, max_size=part.most))
    return value


elements = st.lists(st.sampled_from(sorted(DEFINITIONS)), min_size=1, max_size=12, unique=True)


@given(data=st.data(), ais=elements, sequences=st.booleans())
def test_elements_come_back(data: st.DataObject, ais: list[str], *, sequences: bool) -> None:
    whole = {ai: data.draw(values(ai)) for ai in ais}
    found = decompress_elements(compress_elements(whole, sequences=sequences))
    assert found is not None
    assert (dict(found[0]), found[1]) == (whole, ())


@pytest.mark.parametrize("digits", sorted(SEQUENCES))
def test_sequences_come_back_and_are_shorter(digits: str) -> None:
    ais = {ai: "1" * sum(part.length for part in PARTS[ai]) for ai in SEQUENCES[digits]}
    short = compress_elements(ais, sequences=True)
    found = decompress_elements(short)
    assert found is not None
    assert dict(found[0]) == ais
    assert len(short) <= len(compress_elements(ais))


@pytest.mark.parametrize("sequences", [False, True])
def test_links_come_back(*, sequences: bool) -> None:
    short = compress(LINK, sequences=sequences)
    assert short.startswith("https://id.gs1.org/")
    assert short.endswith("?x=1")
    assert decompress(short) == LINK
    assert read(short).ais == read(LINK).ais
    assert read(short).item == read(LINK).item
    assert read(short, options=STRICT).valid


def test_a_key_may_stand_in_front_uncompressed() -> None:
    rest = compress_elements({"10": "A1", "21": "b2"})
    for key in ("01", "gtin"):
        partly = f"https://tem.example/x/{key}/{GTIN}/{rest}?17=261231"
        assert decompress(partly) == f"https://tem.example/x/01/{GTIN}/10/A1/21/b2?17=261231"
        assert read(partly).item == read(LINK).item


def test_pairs_that_are_no_ais_are_kept() -> None:
    # `F`, a key of two characters ("ab"), a value in base64url of two characters ("Xy").
    bits = "1111" + f"{2:07b}" + f"{26:06b}{27:06b}" + f"{3:03b}{2:07b}" + f"{23:06b}{50:06b}"
    front = compress_elements({"01": GTIN})
    whole = "".join(f"{SEXTETS.index(character):06b}" for character in front)[:55] + bits
    whole += "0" * (-len(whole) % 6)
    code = "".join(SEXTETS[int(whole[i : i + 6], 2)] for i in range(0, len(whole), 6))
    assert decompress(f"https://a/{code}") == f"https://a/01/{GTIN}?ab=Xy"


def test_a_plain_link_is_read_as_such() -> None:
    serial = compress_elements({"01": GTIN})
    reading = read(f"https://a/01/{GTIN}/21/{serial}")
    assert reading.ais[1] == ("21", serial)


@pytest.mark.parametrize(
    "code",
    [
        "A",
        "AA",
        "ABCDEF",
        "AQnYUc1gmiCNV4J",
        "AQnYUc1gmiCNV4JGA",
        "AQnYUc1gmiCNV4JH",
        "BQnYUc1gmiCNV4JG",
        "AQnYUc1gmiCNV4JG%20",
        "khuyen-mai",
        "_" * 20,
        "A" * (MAX_CHARACTERS + 1),
    ],
)
def test_what_is_no_compressed_link(code: str) -> None:
    assert read(f"https://id.gs1.org/{code}").kind is Kind.LINK
    with pytest.raises(BadKey, match="not_compressed"):
        decompress(f"https://id.gs1.org/{code}")


def test_a_wrong_check_digit_makes_it_another_link() -> None:
    assert read(f"https://a/{compress_elements({'01': '08938505974195'})}").kind is Kind.LINK


@pytest.mark.parametrize("link", ["", "https://a/", f"https://a/01/{GTIN}?17=261331", "x" * 9000])
def test_what_can_not_be_compressed(link: str) -> None:
    with pytest.raises(BadKey, match="invalid"):
        compress(link)


@given(code=st.text(SEXTETS, max_size=80))
def test_any_code_gives_elements_or_nothing(code: str) -> None:
    found = decompress_elements(code)
    reading = read(f"https://a/{code}")
    assert reading.kind in {Kind.LINK, Kind.DIGITAL_LINK, Kind.ESTABLISHMENT}
    if reading.kind is Kind.DIGITAL_LINK:
        assert found is not None
        assert read(digital_link(reading.ais)).ais


@pytest.mark.parametrize("code", ["gA" * 2000, "QB" * 2000, "_" * 4000, "EAAA" * 1000, "A" * 4000])
def test_a_code_made_to_waste_time_takes_little(code: str) -> None:
    started = time.thread_time()
    read(f"https://a/{code}")
    assert time.thread_time() - started < 0.05
