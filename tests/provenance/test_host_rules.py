"""Addresses of trace systems and codes of establishments: known by rules that are data."""

import pytest

from provenance.codes.choose import Rank, rank
from provenance.codes.host_rules import HostRule
from provenance.codes.known_hosts import KNOWN_HOSTS
from provenance.codes.options import STRICT
from provenance.codes.read import read
from provenance.codes.reading import Kind
from provenance.errors import BadRecord

RULES = (
    HostRule(host="tem.example", path="/q/*/{code}/chi-tiet", system="Tem"),
    HostRule(host="*.tem.example", path="/{code}", system="Tem"),
    HostRule(host="coso.example", path="/cs/{code}", system="Hà Nội", kind=Kind.ESTABLISHMENT),
    HostRule(host="coso.example", path="/**", system="Hà Nội"),
)


@pytest.mark.parametrize(
    ("payload", "kind", "code"),
    [
        ("https://tem.example/q/7/AB-1/chi-tiet", Kind.TRACE, "AB-1"),
        ("https://tem.example/q/7/AB-1/chi-tiet?x=1#y", Kind.TRACE, "AB-1"),
        ("https://tem.example/q/7/AB-1", Kind.LINK, None),
        ("https://tem.example/q/7//chi-tiet", Kind.LINK, None),
        ("https://tem.example/q/7/%00/chi-tiet", Kind.LINK, None),
        ("https://TEM.example:8443/q/7/AB%2F1/chi-tiet", Kind.TRACE, "AB/1"),
        ("https://a.b.tem.example/AB", Kind.TRACE, "AB"),
        ("https://tem.example/AB", Kind.LINK, None),
        ("https://xtem.example/AB", Kind.LINK, None),
        ("https://a.tem.example@evil.example/AB", Kind.LINK, None),
        ("https://a.tem.example\\@evil.example/AB", Kind.LINK, None),
        ("https://coso.example/cs/0123", Kind.ESTABLISHMENT, "0123"),
        ("https://coso.example/khac/0123", Kind.TRACE, None),
        ("https://coso.example", Kind.TRACE, None),
        ("https://tem.example.evil.example/q/7/AB-1/chi-tiet", Kind.LINK, None),
        ("https://tém.example/q/7/AB-1/chi-tiet", Kind.LINK, None),
    ],
)
def test_rules_name_systems_and_codes(payload: str, kind: Kind, code: str | None) -> None:
    reading = read(payload, rules=RULES)
    assert (reading.kind, reading.code, reading.valid) == (kind, code, True)


@pytest.mark.parametrize("between", ["\t", "\n", "\r"])
@pytest.mark.parametrize("after", [".evil.example", "@evil.example", ""])
def test_a_host_is_not_named_where_a_browser_may_go_to_another(between: str, after: str) -> None:
    reading = read(f"https://coso.example{between}{after}/cs/0123", rules=RULES)
    assert reading.kind is Kind.LINK
    assert reading.host is None
    assert not reading.valid
    assert reading.error is not None


@pytest.mark.parametrize("between", ["\t", "\n", " ", "\u00a0", "\u2003"])
def test_a_code_is_not_cut_at_white_space(between: str) -> None:
    reading = read(f"https://coso.example/cs/01{between}23", rules=RULES)
    assert (reading.kind, reading.code) == (Kind.LINK, None)


def test_a_key_of_gs1_is_read_on_any_host() -> None:
    reading = read("https://coso.example/01/08938505974194", rules=RULES)
    assert reading.kind is Kind.DIGITAL_LINK


def test_what_is_known_without_settings() -> None:
    printed = read("https://hn.check.net.vn/t1/A1B2C3")
    assert (printed.kind, printed.what, printed.code) == (Kind.TRACE, "CheckVN", "A1B2C3")
    assert printed.host == "hn.check.net.vn"
    assert read("https://check.net.vn/tin-tuc/1").code is None
    assert read("https://check.net.vn/t1/A", rules=()).kind is Kind.LINK
    assert rank(printed) is Rank.OTHER_TRACE
    assert len({(rule.host, rule.path) for rule in KNOWN_HOSTS}) == len(KNOWN_HOSTS)


@pytest.mark.parametrize(
    ("host", "path", "system", "kind", "code"),
    [
        ("Tem.example", "/x", "T", Kind.TRACE, "rule.host"),
        ("*", "/x", "T", Kind.TRACE, "rule.host"),
        ("a.*.example", "/x", "T", Kind.TRACE, "rule.host"),
        ("tem.example", "x", "T", Kind.TRACE, "rule.path"),
        ("tem.example", "/**/x", "T", Kind.TRACE, "rule.path"),
        ("tem.example", "/{code}/{code}", "T", Kind.TRACE, "rule.path"),
        ("tem.example", "/{id}", "T", Kind.TRACE, "rule.path"),
        ("tem.example", "/x", "T", Kind.ESTABLISHMENT, "rule.path"),
        ("tem.example", "/x", "", Kind.TRACE, "rule.system"),
        ("tem.example", "/x", "T", Kind.PAYMENT, "rule.system"),
    ],
)
def test_rules_that_make_no_sense(host: str, path: str, system: str, kind: Kind, code: str) -> None:
    with pytest.raises(BadRecord) as broken:
        HostRule(host=host, path=path, system=system, kind=kind)
    assert broken.value.code == code


@pytest.mark.parametrize(
    ("payload", "what"),
    [
        ("https://id.gs1.org/414/0614141123452", "gln"),
        ("https://id.gs1.org/414/0614141123452/254/A1", "gln"),
        ("https://id.gs1.org/417/0614141123452", "party"),
        ("(414)0614141123452", "gln"),
        ("]Q34170614141123452", "party"),
    ],
)
def test_a_gln_alone_names_an_establishment(payload: str, what: str) -> None:
    reading = read(payload)
    assert (reading.kind, reading.what) == (Kind.ESTABLISHMENT, what)
    assert reading.code == "0614141123452"
    assert read(payload, options=STRICT).kind in {Kind.DIGITAL_LINK, Kind.ELEMENT_STRING}


@pytest.mark.parametrize(
    "payload",
    ["(01)08938505974194(414)0614141123452", "(414)0614141123453", "(410)0614141123452"],
)
def test_a_gln_beside_goods_names_none(payload: str) -> None:
    assert read(payload).kind is Kind.ELEMENT_STRING
