"""The one form in which elements are written."""

import pytest

from provenance.codes.canonical import (
    MAX_GOODS_CODE_CHARS,
    digital_link,
    element_string,
    goods_code,
)
from provenance.codes.read import read
from provenance.errors import BadKey

GTIN = "08938505974194"


def test_order_of_elements_does_not_matter() -> None:
    one = (("17", "261231"), ("21", "S"), ("10", "L"), ("01", GTIN), ("11", "260101"))
    assert element_string(one) == f"(01){GTIN}(10)L(21)S(11)260101(17)261231"
    assert element_string(one[::-1]) == element_string(one)


def test_brackets_inside_a_value_are_escaped() -> None:
    assert element_string((("10", "A(1)"),)) == r"(10)A\(1)"


def test_digital_link() -> None:
    ais = (("17", "261231"), ("21", "S/1"), ("99", "a b"), ("01", GTIN), ("10", "L+"))
    link = f"https://id.gs1.org/01/{GTIN}/10/L%2B/21/S%2F1?17=261231&99=a+b"
    assert digital_link(ais) == link
    assert sorted(read(digital_link(ais[:2] + ais[3:])).ais) == sorted(ais[:2] + ais[3:])


@pytest.mark.parametrize(
    ("ais", "code"),
    [
        ((("99", "A"),), "link.no_key"),
        ((), "link.no_key"),
        ((("00", "006141411234567890"), ("21", "S")), "link.attribute"),
        ((("01", GTIN), ("10", "L"), ("235", "X")), "link.attribute"),
    ],
)
def test_no_digital_link(ais: tuple[tuple[str, str], ...], code: str) -> None:
    with pytest.raises(BadKey) as raised:
        digital_link(ais)
    assert raised.value.code == code


def test_what_leaves_the_station_says_nothing_of_people() -> None:
    label = read("(00)006141411234567890(4301)NGUYEN+VAN+A(4308)0912345678(400)ORDER1")
    assert label.valid
    assert goods_code(label) == "(00)006141411234567890(400)ORDER1"
    assert goods_code(read("(8018)061414112345678907(7256)NGUYEN")) is None


@pytest.mark.parametrize("payload", ["WIFI:S:a;;", f"(01){GTIN[:-1]}0", "https://example.vn", ""])
def test_what_names_no_goods_has_no_code(payload: str) -> None:
    assert goods_code(read(payload)) is None


def test_a_long_code_keeps_what_identifies_the_goods() -> None:
    filling = "".join(f"({ai}){'A' * 90}" for ai in range(91, 99))
    reading = read(f"{filling}(21)S(01){GTIN}(10)L")
    assert reading.valid
    assert goods_code(reading) == f"(01){GTIN}(10)L(21)S"
    assert goods_code(read(filling)) is None
    assert len(goods_code(read(f"(01){GTIN}{filling[:340]}")) or "") <= MAX_GOODS_CODE_CHARS
