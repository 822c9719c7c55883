"""Which of several codes in view is used."""

import pytest

from provenance.codes.choose import Rank, choose, in_order, rank
from provenance.codes.read import read
from provenance.codes.reading import Reading

GTIN = "08938505974194"

BY_RANK = {
    Rank.UNIT: f"https://id.gs1.org/01/{GTIN}/21/S",
    Rank.LOT: f"(01){GTIN}(10)L",
    Rank.PRODUCT: "8938505974194",
    Rank.OTHER_GS1: "https://id.gs1.org/414/0614141123452",
    Rank.LINK: "https://example.vn/",
    Rank.IN_STORE: "]E02012345678903",
    Rank.BROKEN: f"https://id.gs1.org/01/{GTIN}/",
    Rank.PAYMENT: "000201",
    Rank.OTHER: "WIFI:S:a;;",
}


@pytest.mark.parametrize(("expected", "payload"), BY_RANK.items())
def test_rank(expected: Rank, payload: str) -> None:
    assert rank(read(payload)) is expected


def test_order_is_that_of_the_ranks() -> None:
    readings = [read(payload) for payload in reversed(BY_RANK.values())]
    assert in_order(readings) == tuple(reversed(range(len(readings))))
    assert choose(readings) == len(readings) - 1


def test_equals_keep_their_order() -> None:
    readings = [read("xin chào"), read("8938505974194"), read(f"(01){GTIN}"), read("chào")]
    assert in_order(readings) == (1, 2, 0, 3)


def test_nothing_in_view() -> None:
    nothing: list[Reading] = []
    assert choose(nothing) is None
