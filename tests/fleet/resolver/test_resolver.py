"""The public listener: what it answers to Digital Links, compressed ones, and nonsense."""

from datetime import timedelta
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from provenance.codes.compressed_link import compress
from tests.fleet.resolver.conftest import ROOT
from tests.support.fleet_clock import SetClock
from tests.support.registry import GTIN, OTHER

PRODUCT = f"/01/{GTIN}"
UNIT = f"/01/{GTIN}/10/L1/21/S1"
LINKSET = "application/linkset+json"
VOC = "https://ref.gs1.org/voc/"


def linkset_of(answer: httpx2.Response) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["linkset"]
    return found


@pytest.mark.parametrize(
    ("path", "target"),
    [
        (PRODUCT, f"/page/vi{PRODUCT}"),
        (f"{PRODUCT}/", f"/page/vi{PRODUCT}"),
        (UNIT, f"/page/vi{UNIT}"),
        (f"{PRODUCT}/10/a%2Fb", f"/page/vi{PRODUCT}/10/a%2Fb"),
        (f"{PRODUCT}?17=261231&x=a%26b", f"/page/vi{PRODUCT}?17=261231&x=a%26b"),
        (f"/gtin/{GTIN[1:]}/lot/L1", f"/page/vi{PRODUCT}/10/L1"),
        (f"{PRODUCT}?linkType=gs1:pip", f"/page/vi{PRODUCT}?linkType=gs1:pip"),
        (f"{PRODUCT}?linkType=gs1:nothing", f"/page/vi{PRODUCT}?linkType=gs1:nothing"),
    ],
    ids=range(8),
)
def test_the_default_link_is_a_page_of_our_own(
    resolver: TestClient, path: str, target: str
) -> None:
    answer = resolver.get(path)
    assert (answer.status_code, answer.headers["location"]) == (307, ROOT + target)
    assert resolver.get(answer.headers["location"]).status_code == 200


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("en", "en"),
        ("en-GB,vi;q=0.5", "en"),
        ("ko, vi;q=0.1", "vi"),
        ("ko", "vi"),
        ("en;q=0", "vi"),
    ],
)
def test_the_language_is_the_readers(resolver: TestClient, accepted: str, language: str) -> None:
    answer = resolver.get(PRODUCT, headers={"Accept-Language": accepted})
    assert answer.headers["location"] == f"{ROOT}/page/{language}{PRODUCT}"


@pytest.mark.parametrize(
    "asked", ["gs1:traceability", f"{VOC}traceability", "https://gs1.org/voc/traceability"]
)
def test_a_link_type_is_found_by_each_of_its_names(resolver: TestClient, asked: str) -> None:
    answer = resolver.get(f"{PRODUCT}/10/L1", params={"linkType": asked})
    assert answer.status_code == 307
    assert answer.headers["location"].endswith("#steps")
    assert "?linkType=" in answer.headers["location"]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (LINKSET, LINKSET),
        (f"text/html;q=0.5, {LINKSET}", LINKSET),
        ("application/json", "application/json"),
        ("application/ld+json, */*;q=0.1", "application/ld+json"),
        (f"{LINKSET}, */*", LINKSET),
    ],
)
def test_who_wants_the_linkset_gets_it(resolver: TestClient, accept: str, kind: str) -> None:
    answer = resolver.get(PRODUCT, headers={"Accept": accept})
    assert linkset_of(answer)
    assert answer.headers["content-type"] == kind
    assert 'rel="http://www.w3.org/ns/json-ld#context"' in answer.headers["link"]


@pytest.mark.parametrize(
    "accept",
    ["", "*/*", "text/html, application/json;q=0.9", "image/png", f"{LINKSET};q=0", "a" * 5000],
    ids=range(6),
)
def test_everybody_else_is_sent_to_the_page(resolver: TestClient, accept: str) -> None:
    assert resolver.get(PRODUCT, headers={"Accept": accept}).status_code == 307


@pytest.mark.parametrize("link_type", ["all", "linkset"])
def test_a_linkset_has_every_level(resolver: TestClient, link_type: str) -> None:
    contexts = linkset_of(resolver.get(f"{UNIT}?linkType={link_type}"))

    anchors = [ROOT + UNIT, f"{ROOT}{PRODUCT}/10/L1", ROOT + PRODUCT]
    assert [one["anchor"] for one in contexts] == anchors
    for context in contexts:
        assert len(context[f"{VOC}defaultLink"]) == 1
        every = [link for name, value in context.items() if name.startswith(VOC) for link in value]
        assert all(link["href"].startswith(f"{ROOT}/page/") and link["title"] for link in every)
        assert {link["hreflang"][0] for link in context[f"{VOC}pip"]} == {"vi", "en"}


def test_a_compressed_link_is_named_in_full(resolver: TestClient) -> None:
    packed = compress(f"{ROOT}{UNIT}?17=261231&x=1").removeprefix(ROOT)

    answer = resolver.get(packed)

    assert answer.headers["location"] == f"{ROOT}/page/vi{UNIT}?17=261231&x=1"
    assert f'<{ROOT}{UNIT}?17=261231>; rel="owl:sameAs"' in answer.headers["link"]
    contexts = linkset_of(resolver.get(packed, headers={"Accept": LINKSET}))
    assert contexts[0]["anchor"] == ROOT + UNIT
    assert "owl:sameAs" not in resolver.get(UNIT).headers["link"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (f"/01/{GTIN[:-1]}8", "gtin.check_digit"),
        ("/01/123", "link.invalid"),
        ("/01", "link.invalid"),
        (f"/01/{GTIN}/21/S1/10/L1", "link.path"),
        (f"/01/{GTIN}/10/{'a' * 21}", "ai.value"),
        (f"/01/{GTIN}?99999=1", "ai.unknown"),
        (f"/01/{GTIN}?17=261331", "date.invalid"),
        (f"/01/{GTIN}/10/{'a' * 2500}", "link.too_long"),
    ],
    ids=range(8),
)
def test_bad_syntax_is_a_400(resolver: TestClient, path: str, code: str) -> None:
    for address in (path, f"{path}{'&' if '?' in path else '?'}linkType=linkset"):
        answer = resolver.get(address)
        assert answer.status_code == 400, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
    assert resolver.get(path).json()["code"] == code


@pytest.mark.parametrize(
    "path",
    [
        "/01/04006381333931",
        "/01/04006381333931?linkType=linkset",
        "/page/vi/01/04006381333931",
        f"/page/ko{PRODUCT}",
        "/414/8930000000019",
        "/favicon.ico",
        "/",
        "/admin",
        "//evil.example",
    ],
    ids=range(9),
)
def test_what_is_not_there_is_a_404(resolver: TestClient, path: str) -> None:
    answer = resolver.get(ROOT + path)
    assert (answer.status_code, answer.json()["status"]) == (404, 404)
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(resolver: TestClient, method: str) -> None:
    assert resolver.request(method, PRODUCT).status_code == 405


def test_who_asks_too_often_waits(resolver: TestClient, clock: SetClock) -> None:
    answers = [resolver.get(f"/01/{OTHER}").status_code for _ in range(70)]
    assert answers == [307] * 60 + [429] * 10
    refused = resolver.get(f"/01/{OTHER}")
    assert (refused.json()["code"], refused.headers["retry-after"]) == ("resolver.too_many", "1")
    clock.advance(timedelta(seconds=1))
    assert resolver.get(f"/01/{OTHER}").status_code == 307
