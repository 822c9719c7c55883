"""EPC URNs and Digital Links in one canonical form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.epcis.epc import Goods, canonical, from_link, from_urn, goods_of, is_broken_urn

PAIRS = [
    ("urn:epc:id:sgtin:4012345.011111.987", "01/04012345111118/21/987"),
    ("urn:epc:id:sgtin:4012345.011111.a%2Fb", "01/04012345111118/21/a%2Fb"),
    ("urn:epc:class:lgtin:4012345.011111.4444", "01/04012345111118/10/4444"),
    ("urn:epc:idpat:sgtin:4012345.011111.*", "01/04012345111118"),
    ("urn:epc:id:upui:4012345.011111.x-1", "01/04012345111118/235/x-1"),
    ("urn:epc:id:sscc:4012345.1111111112", "00/140123451111111124"),
    ("urn:epc:id:sgln:4012345.00005.0", "414/4012345000054"),
    ("urn:epc:id:sgln:4012345.00005.12", "414/4012345000054/254/12"),
    ("urn:epc:id:pgln:4012345.00005", "417/4012345000054"),
    ("urn:epc:id:grai:4012345.55555.987", "8003/04012345555554987"),
    ("urn:epc:id:giai:4000001.111", "8004/4000001111"),
    ("urn:epc:id:gsrn:4012345.0000010253", "8018/401234500000102532"),
    ("urn:epc:id:gdti:4012345.00001.77", "253/401234500001677"),
    ("urn:epc:id:cpi:4012345.A1.9", "8010/4012345A1/8011/9"),
    ("urn:epc:id:itip:4012345.011111.01.02.9", "8006/040123451111180102/21/9"),
]


@pytest.mark.parametrize(("urn", "path"), PAIRS)
def test_a_urn_becomes_its_link(urn: str, path: str) -> None:
    link = f"https://id.gs1.org/{path}"
    assert from_urn(urn) == link
    assert canonical(link) == link


@pytest.mark.parametrize(
    "urn",
    [
        "urn:epc:id:sgtin:4012345.11111.987",
        "urn:epc:id:sgtin:4012345.011111",
        "urn:epc:id:sgtin:401234x.011111.1",
        "urn:epc:id:sgtin:4012345.011111.a/b",
        "urn:epc:id:sscc:4012345.1",
        "urn:epc:id:sgtin:",
        "urn:epc:idpat:sgtin:4012345.011111.7",
    ],
)
def test_a_broken_urn_is_told(urn: str) -> None:
    assert from_urn(urn) is None
    assert is_broken_urn(urn)
    assert canonical(urn) == urn


def test_links_keep_the_finest_level_only() -> None:
    link = "https://a.example/shop/01/04012345111118/22/v2/10/L/21/S?17=271231#x"
    assert from_link(link) == "https://id.gs1.org/01/04012345111118/21/S"
    assert from_link("https://a.example/01/4012345111118") == "https://id.gs1.org/01/04012345111118"


@pytest.mark.parametrize(
    "address",
    ["http://transaction.acme.com/po/12345678", "https://a.example/2024/01/news", "geo:21,105"],
)
def test_other_addresses_are_left_alone(address: str) -> None:
    assert canonical(address) == address


def test_goods_are_found_in_a_canonical_link() -> None:
    base = "https://id.gs1.org/01/04012345111118"
    assert goods_of(base) == Goods(gtin="04012345111118")
    assert goods_of(f"{base}/10/a%2Fb") == Goods(gtin="04012345111118", lot="a/b")
    assert goods_of(f"{base}/21/7") == Goods(gtin="04012345111118", serial="7")
    assert goods_of("https://id.gs1.org/414/4012345000054") is None


@given(st.text(max_size=60))
def test_any_text_has_a_canonical_form_that_stays(text: str) -> None:
    for start in ("", "urn:epc:id:sgtin:", "https://x.example/01/04012345111118/21/"):
        once = canonical(start + text)
        assert canonical(once) == once
