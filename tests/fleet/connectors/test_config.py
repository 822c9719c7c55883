"""What a configuration may say, and what it may not."""

import pytest
from pydantic import ValidationError

from fleet.connectors.config import CONFIG, origin_of

GOOD = {
    "kind": "json",
    "url": "https://a.example/{gtin}",
    "fields": {"item.name.vi": {"path": "n"}},
}


def test_a_short_one_will_do() -> None:
    config = CONFIG.validate_python(GOOD)
    assert config.kind == "json"
    assert config.not_found_status == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "http://a.example/{gtin}"},
        {"url": "https://user:pw@a.example/"},
        {"url": "https://{gtin}.example/"},
        {"url": "https://a.example/{gtin"},
        {"url": "https://a.example/{gtin}}"},
        {"url": "https://a.example/{password}"},
        {"url": "https://a.example/một"},
        {"url": "https://a.example/ b"},
        {"hosts": ["b.example"]},
        {"hosts": ["*.example"]},
        {"fields": {}},
        {"fields": {"item.price": {"path": "p"}}},
        {"fields": {"item.name.vi": {"path": "a..b"}}},
        {"fields": {"item.name.vi": {"path": "a", "constant": "b"}}},
        {"fields": {"item.name.vi": {}}},
        {"lists": {"prices": {"each": "p", "fields": {"a": {"path": "b"}}}}},
        {"lists": {"steps": {"each": "p", "fields": {"price": {"path": "b"}}}}},
        {"credential": {"kind": "bearer", "secret": "../../etc/shadow"}},
        {"credential": {"kind": "header", "secret": "a", "header": "X: y"}},
        {"not_found_status": [500]},
        {"timeout_s": 60},
        {"max_bytes": 10**9},
        {"gtin_prefixes": ["89x"]},
        {"trace": [{"host": "a.example", "path": "/t"}]},
        {"trace": [{"host": "a.example", "path": "/t/x{code}"}]},
        {"trace": [{"host": "A_example", "path": "/t/{code}"}]},
        {"surprise": 1},
        {"kind": "soap"},
    ],
    ids=range(28),
)
def test_what_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        CONFIG.validate_python(GOOD | wrong)


def test_rules_of_trace_hosts() -> None:
    config = CONFIG.validate_python(GOOD | {"trace": [{"host": "*.a.vn", "path": "/t1/{code}"}]})
    assert config.trace[0].of("Sổ").is_for("hn.a.vn")


def test_an_origin_names_the_port_only_where_it_is_another() -> None:
    assert origin_of("https://a.example:443/x") == "a.example"
    assert origin_of("https://a.example:8443/x") == "a.example:8443"
    assert origin_of("https://[::1]:8443/x") == "[::1]:8443"
