"""The conformance statements of GS1-Conformant Resolver 1.2, one test each, and GS1's own schema.

The words of the statements are looked up in the outside material, so that none is passed over.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from fleet.resolver.description import WELL_KNOWN
from provenance.codes.compressed_link import compress
from tests.fleet.resolver.conftest import ROOT
from tests.support import json_schema
from tests.support.registry import GTIN, OTHER

PRODUCT = f"/01/{GTIN}"
UNIT = f"{PRODUCT}/10/L1/21/S1"
VOC = "https://ref.gs1.org/voc/"
LINKSET = "application/linkset+json"


def methods(resolver: TestClient) -> None:
    got, head = resolver.get(PRODUCT), resolver.head(PRODUCT)
    assert head.status_code == got.status_code == 307
    assert {**head.headers} == {**got.headers}
    options = resolver.options(PRODUCT)
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS")


def cors(resolver: TestClient) -> None:
    for answer in (resolver.get(PRODUCT), resolver.get("/01/1"), resolver.options(PRODUCT)):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "Link" in answer.headers["access-control-expose-headers"]
    allowed = resolver.options(PRODUCT).headers["access-control-allow-methods"]
    assert allowed == "GET, HEAD, OPTIONS"


def decompresses(resolver: TestClient) -> None:
    answer = resolver.get(compress(ROOT + UNIT))
    assert answer.headers["location"] == f"{ROOT}/page/vi{UNIT}"


def same_as(resolver: TestClient) -> None:
    answer = resolver.get(compress(ROOT + UNIT))
    assert f'<{ROOT}{UNIT}>; rel="owl:sameAs"' in answer.headers["link"]


def syntax(resolver: TestClient) -> None:
    for path in ("/01/08930000000018", f"{UNIT}/10/L2", f"{PRODUCT}/21/S1/10/L1", "/01/abc"):
        assert resolver.get(path).status_code == 400


def no_error_is_a_200(resolver: TestClient) -> None:
    for path in ("/01/08930000000018", "/01/04006381333931", "/nothing", "/page/vi/01/x"):
        for more in ("", "?linkType=all", "?linkType=linkset"):
            assert resolver.get(path + more).status_code in {400, 404}


def all_links(resolver: TestClient) -> None:
    answer = resolver.get(f"{UNIT}?linkType=all")
    assert answer.headers["content-type"] == LINKSET
    anchors = [one["anchor"] for one in answer.json()["linkset"]]
    assert anchors == [ROOT + UNIT, f"{ROOT}{PRODUCT}/10/L1", ROOT + PRODUCT]
    packed = resolver.get(f"{compress(ROOT + UNIT)}?linkType=all")
    assert [one["anchor"] for one in packed.json()["linkset"]] == anchors


def link_header(resolver: TestClient) -> None:
    answer = resolver.get(UNIT)
    assert answer.status_code == 307
    expected = f'<{ROOT}{UNIT}?linkType=linkset>; rel="linkset"; type="{LINKSET}"'
    assert expected in answer.headers["link"]
    assert resolver.get(f"{UNIT}?linkType=linkset").status_code == 200


def one_default(resolver: TestClient) -> None:
    for path in (PRODUCT, UNIT, f"/01/{OTHER}"):
        contexts = resolver.get(f"{path}?linkType=linkset").json()["linkset"]
        assert all(len(one[f"{VOC}defaultLink"]) == 1 for one in contexts)


def titles(resolver: TestClient) -> None:
    for context in resolver.get(f"{UNIT}?linkType=linkset").json()["linkset"]:
        for relation, found in context.items():
            if relation.startswith("https://"):
                assert all(link["href"] and link["title"] for link in found)


def default_link(resolver: TestClient) -> None:
    contexts = resolver.get(f"{PRODUCT}?linkType=linkset").json()["linkset"]
    default = contexts[0][f"{VOC}defaultLink"][0]["href"]
    assert resolver.get(PRODUCT).headers["location"] == default


def requested_type(resolver: TestClient) -> None:
    contexts = resolver.get(f"{UNIT}?linkType=linkset").json()["linkset"]
    for relation in ("traceability", "certificationInfo"):
        first = contexts[0][VOC + relation][0]["href"].partition("#")[2]
        location = resolver.get(f"{UNIT}?linkType=gs1:{relation}").headers["location"]
        assert location.partition("#")[2] == first


def passes_query(resolver: TestClient) -> None:
    location = resolver.get(f"{UNIT}?17=261231&utm=a%20b&flag").headers["location"]
    assert location == f"{ROOT}/page/vi{UNIT}?17=261231&utm=a%20b&flag"


def description(resolver: TestClient) -> None:
    answer = resolver.get(WELL_KNOWN)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json()["resolverRoot"] == ROOT
    assert answer.json()["supportedPrimaryKeys"] == ["01"]


def namespace(resolver: TestClient) -> None:
    supported = resolver.get(WELL_KNOWN).json()["supportedLinkType"]
    assert {"namespace": VOC, "prefix": "gs1:"} in supported


def trailing_slash(resolver: TestClient) -> None:
    for path in (PRODUCT, UNIT):
        assert resolver.get(f"{path}/").headers["location"] == f"{ROOT}/page/vi{path}"


STATEMENTS: dict[str, Callable[[TestClient], None]] = {
    "GET, HEAD and OPTIONS": methods,
    "support CORS": cors,
    "able to decompress": decompresses,
    "rel value of owl:sameAs": same_as,
    "HTTP response code of 400": syntax,
    "NOT use a 200 OK": no_error_is_a_200,
    "linkType set to all": all_links,
    "link to the linkset in an HTTP Link header": link_header,
    "one available link as the default": one_default,
    "human-readable title": titles,
    "redirect to the default link unless": default_link,
    "redirect to the requested linkType": requested_type,
    "pass on all key=value pairs": passes_query,
    "resolver description file": description,
    "GS1 Web vocabulary namespace": namespace,
    "tolerate trailing slashes": trailing_slash,
}
ELSEWHERE = {
    "HTTP Over TLS": "the proxy in front of the listener ends TLS, as for the console",
    "redirection based on an MO": "nothing is handed over to another resolver here",
}


@pytest.mark.parametrize("words", STATEMENTS)
def test_statement(resolver: TestClient, words: str) -> None:
    STATEMENTS[words](resolver)


def test_no_statement_is_passed_over(shared_data: Path) -> None:
    name = "resolver_conformance_statements_1_2.txt"
    text = (shared_data / "vectors" / "reference" / name).read_text(encoding="utf-8")
    statements = [line for line in text.splitlines() if line.strip()]
    assert len(statements) == len(STATEMENTS) + len(ELSEWHERE)
    for words in (*STATEMENTS, *ELSEWHERE):
        assert sum(words in line for line in statements) == 1, words


def test_linksets_hold_against_the_schema_of_gs1(resolver: TestClient, shared_data: Path) -> None:
    folder = shared_data / "vectors" / "reference" / "linkset"
    schema = json.loads((folder / "gs1-linkset-schema.json").read_text(encoding="utf-8"))
    for path in (PRODUCT, UNIT, f"/01/{OTHER}"):
        document = resolver.get(f"{path}?linkType=linkset").json()
        assert list(json_schema.faults(schema, document)) == []
    good = json.loads((folder / "modelLinkset.json").read_text(encoding="utf-8"))
    assert list(json_schema.faults(schema, good)) == []
    bad = json.loads((folder / "invalid-gs1-example.json").read_text(encoding="utf-8"))
    assert list(json_schema.faults(schema, bad))
