"""EPCIS over HTTP: documents and single events in, pages of events out, errors as it names them."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from fleet.accounts.models import Role
from fleet.api.console_app import build_console
from fleet.api.console_parts import ConsoleParts
from fleet.api.epcis_capture import MOST_WAITING
from fleet.epcis.keys import PartnerKeys, Scope
from tests.provenance.epcis.documents import CONTEXT, UNIT, document, event

CONTEXT_OF_ANSWERS = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
JSON = {"Content-Type": "application/json"}
ALONE = {"@context": [CONTEXT, {"own": "https://own.example/"}], **event(**{"own:a": 1})}

Machine = Callable[..., TestClient]


@pytest.fixture
def machine(parts: ConsoleParts, described: FastAPI) -> Machine:
    """Return a function that gives a partner's machine: a key and no Origin."""

    def make(name: str, *scopes: Scope) -> TestClient:
        key = PartnerKeys(parts.database, parts.clock).add(name, frozenset(scopes), by="test")
        app = build_console(parts, described)
        return TestClient(app, headers={"Authorization": f"Bearer {key}"})

    return make


@pytest.fixture
def partner(machine: Machine) -> Iterator[TestClient]:
    with machine("htx", Scope.CAPTURE, Scope.QUERY) as client:
        yield client


def send(client: TestClient, content: bytes, **headers: str) -> str:
    answer = client.post("/epcis/capture", content=content, headers={**JSON, **headers})
    assert answer.status_code == 202, answer.text
    return answer.headers["Location"]


def events_in(answer: Response) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    results = answer.json()["epcisBody"]["queryResults"]
    found: list[dict[str, Any]] = results["resultsBody"]["eventList"]
    return found


def test_a_document_becomes_a_job_and_its_events_are_found(
    parts: ConsoleParts, partner: TestClient
) -> None:
    job = send(partner, document(event(), event(bizStep="packing")))
    assert partner.get(job).json()["running"] is True
    parts.captures.turn()
    done = partner.get(job).json()
    assert (done["running"], done["success"], done["errors"]) == (False, True, [])
    assert (done["events"], done["stored"]) == (2, 2)

    answer = partner.get("/epcis/events", params={"EQ_bizStep": "packing"})
    assert answer.headers["GS1-EPCIS-Version"] == "2.0.0"
    assert answer.headers["content-type"] == "application/ld+json"
    (found,) = events_in(answer)
    assert (found["bizStep"], found["epcList"]) == ("packing", [UNIT])


def test_what_a_query_gives_can_be_captured_again(parts: ConsoleParts, partner: TestClient) -> None:
    partner.post("/epcis/events", json=ALONE)
    given = partner.get("/epcis/events")
    job = send(partner, given.content)
    parts.captures.turn()
    done = partner.get(job).json()
    assert (done["success"], done["events"], done["stored"]) == (True, 1, 0)


def test_wrong_events_are_told_in_the_job(parts: ConsoleParts, partner: TestClient) -> None:
    behaviour = {"GS1-Capture-Error-Behaviour": "proceed"}
    job = send(partner, document(event(), event(action="X")), **behaviour)
    parts.captures.turn()
    done = partner.get(job).json()
    assert (done["success"], done["stored"], done["rejected"]) == (False, 1, 1)
    assert done["captureErrorBehaviour"] == "proceed"
    (error,) = done["errors"]
    assert error["type"] == "epcisException:ValidationException"
    assert (error["code"], error["detail"]) == ("epcis.action", "$.epcisBody.eventList[1].action")


def test_pages_of_jobs_follow_each_other(partner: TestClient) -> None:
    jobs = {send(partner, document()).rpartition("/")[2] for _ in range(3)}
    first = partner.get("/epcis/capture", params={"perPage": 2})
    assert len(first.json()) == 2
    second = partner.get(first.links["next"]["url"])
    assert "next" not in second.links
    assert {one["captureID"] for one in first.json() + second.json()} == jobs


def test_one_event_is_stored_at_once_and_found_by_its_name(partner: TestClient) -> None:
    first = partner.post("/epcis/events", json=ALONE)
    assert first.status_code == 201
    assert partner.post("/epcis/events", json=ALONE).status_code == 200
    found = partner.get(first.headers["Location"])
    assert found.status_code == 200
    assert found.json()["own:a"] == 1
    assert found.json()["@context"] == [CONTEXT_OF_ANSWERS, {"own": "https://own.example/"}]
    assert partner.get("/epcis/events/" + quote("urn:x", safe="")).status_code == 404


def test_events_come_in_pages(partner: TestClient) -> None:
    for second in range(5):
        timed = {**ALONE, "eventTime": f"2026-11-22T06:00:0{second}Z"}
        assert partner.post("/epcis/events", json=timed).status_code == 201
    address: str | None = (
        "/epcis/events?perPage=2&orderBy=eventTime&orderDirection=ASC&EQ_action=OBSERVE"
    )
    times = []
    while address is not None:
        answer = partner.get(address)
        times += [one["eventTime"] for one in events_in(answer)]
        address = answer.links.get("next", {}).get("url")
    assert times == [f"2026-11-22T06:00:0{second}Z" for second in range(5)]


def test_at_most_so_many_events_are_given(partner: TestClient) -> None:
    for second in range(5):
        partner.post("/epcis/events", json={**ALONE, "eventTime": f"2026-11-22T06:00:0{second}Z"})
    address: str | None = "/epcis/events?perPage=2&eventCountLimit=3"
    sizes = []
    while address is not None:
        answer = partner.get(address)
        sizes.append(len(events_in(answer)))
        address = answer.links.get("next", {}).get("url")
    assert sizes == [2, 1]

    answer = partner.get("/epcis/events?perPage=2&maxEventCount=5")
    assert len(events_in(answer)) == 2
    answer = partner.get("/epcis/events?maxEventCount=4")
    assert (answer.status_code, answer.json()["code"]) == (413, "epcis.query_too_large")
    assert answer.json()["type"] == "epcisException:QueryTooLargeException"
    assert "4" in answer.json()["detail"]


def test_a_query_that_asks_too_much_is_told_the_limit(partner: TestClient) -> None:
    answer = partner.get("/epcis/events?" + "&".join(f"EQ_own:{at}=1" for at in range(11)))
    assert (answer.status_code, answer.json()["code"]) == (413, "epcis.query_too_complex")
    assert answer.json()["type"] == "epcisException:QueryTooComplexException"
    assert "most: 10" in answer.json()["detail"]


def test_prefixes_of_extensions_are_declared_in_a_header(partner: TestClient) -> None:
    partner.post("/epcis/events", json=ALONE)
    declared = {"GS1-Extensions": "mine=https://own.example/, x=no uri"}
    assert len(events_in(partner.get("/epcis/events?EQ_mine:a=1", headers=declared))) == 1
    assert events_in(partner.get("/epcis/events?EQ_mine:a=1")) == []


def test_an_unknown_parameter_is_refused_by_its_name(partner: TestClient) -> None:
    answer = partner.get("/epcis/events?EQ_action=ADD&MATCH_colour=red")
    assert (answer.status_code, answer.json()["code"]) == (400, "epcis.parameter")
    assert answer.json()["detail"] == "name: MATCH_colour"


@pytest.mark.parametrize(
    "query",
    [
        "EQ_colour=red",
        "eventCountLimit=0",
        "maxEventCount=1000001",
        "maxEventCount=1&eventCountLimit=1",
        "&".join(f"EQ_own:{number}=1" for number in range(31)),
        "perPage=0",
        "perPage=1001",
        "perPage=x",
        "orderBy=name",
        "orderDirection=UP",
        "nextPageToken=xyz",
        "nextPageToken=WyJhIiwiYiJd",
        "perPage=1&perPage=2",
        "GE_eventTime=now",
        "MATCH_epc=%00",
    ],
)
def test_a_wrong_query_is_told_as_the_standard_names_it(partner: TestClient, query: str) -> None:
    answer = partner.get(f"/epcis/events?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "epcisException:QueryParameterException"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", "epcis.json"),
        (b'{"@context": [], "type": "ObjectEvent"}', "epcis.time"),
        (b"[]", "epcis.type"),
        (document(event()), "epcis.type"),
        (b"[" * 5000, "epcis.depth"),
        (b"{}", "epcis.context"),
    ],
)
def test_a_wrong_event_is_refused_with_its_faults(
    partner: TestClient, body: bytes, code: str
) -> None:
    answer = partner.post("/epcis/events", content=body, headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (400, "epcis.invalid")
    assert answer.json()["type"] == "epcisException:ValidationException"
    assert code in {one["code"] for one in answer.json()["errors"]}


def test_what_is_too_large_or_of_another_kind_is_refused(partner: TestClient) -> None:
    xml = {"Content-Type": "application/xml"}
    for path in ("/epcis/capture", "/epcis/events"):
        answer = partner.post(path, content=b"<a/>", headers=xml)
        assert (answer.status_code, answer.json()["code"]) == (415, "capture.media_type")
    answer = partner.post("/epcis/events", content=b" " * (1024 * 1024 + 1), headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "capture.too_long")
    answer = partner.post(
        "/epcis/capture", content=b"{}", headers={**JSON, "GS1-Capture-Error-Behaviour": "hope"}
    )
    assert answer.status_code == 400


def test_only_so_many_documents_may_wait(parts: ConsoleParts, partner: TestClient) -> None:
    for _ in range(MOST_WAITING):
        send(partner, document())
    answer = partner.post("/epcis/capture", content=document(), headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (429, "capture.too_many_jobs")
    parts.captures.turn()
    send(partner, document())


def test_a_key_does_what_its_scopes_say_and_sees_its_own_jobs(
    machine: Machine, partner: TestClient
) -> None:
    job = send(partner, document())
    with machine("other", Scope.CAPTURE) as other:
        assert other.get(job).status_code == 404
        assert other.get("/epcis/capture").json() == []
        refused = other.get("/epcis/events")
        assert (refused.status_code, refused.json()["code"]) == (403, "partner.scope")
        assert refused.json()["type"] == "epcisException:SecurityException"
    with machine("asker", Scope.QUERY) as asker:
        assert asker.get("/epcis/events").status_code == 200
        assert asker.post("/epcis/events", json=ALONE).status_code == 403


def test_a_wrong_key_opens_nothing_even_with_a_session(
    sign_in: Callable[[Role], TestClient],
) -> None:
    browser = sign_in(Role.ADMINISTRATOR)
    assert browser.get("/epcis/events").status_code == 200
    wrong = {"Authorization": "Bearer tqp_" + "a" * 43}
    for path in ("/epcis/events", "/api/session"):
        assert browser.get(path, headers=wrong).status_code == 401
    answer = browser.delete("/api/slides/none", headers={**wrong, "Origin": "http://evil.example"})
    assert answer.status_code == 401


def test_people_capture_with_a_session_from_their_own_page_only(operator: TestClient) -> None:
    assert operator.post("/epcis/events", json=ALONE).status_code == 201
    other = {"Origin": "http://evil.example"}
    assert operator.post("/epcis/events", json=ALONE, headers=other).status_code == 403


def test_anybody_may_ask_what_this_repository_can_do(anybody: TestClient) -> None:
    answer = anybody.options("/epcis")
    assert answer.status_code == 204
    assert answer.headers["GS1-EPCIS-Version"] == "2.0.0"
    assert int(answer.headers["GS1-EPCIS-Capture-Limit"]) == 1_000_000
    assert anybody.get("/epcis").status_code == 401


def test_what_events_name_is_listed_with_its_events(partner: TestClient) -> None:
    place = "https://id.gs1.org/414/8935001200000"
    lot = "https://id.gs1.org/01/08935001200017/10/L1"
    goods = [{"epcClass": lot, "quantity": 1}]
    partner.post("/epcis/events", json={**ALONE, "readPoint": {"id": place}})
    partner.post("/epcis/events", json={**ALONE, "bizStep": "packing", "quantityList": goods})
    root = partner.get("/epcis").json()
    assert root[:2] == ["capture", "events"]
    listed = {name: partner.get(f"/epcis/{name}").json() for name in root[2:]}
    assert listed["readPoints"] == [place]
    assert [one.rpartition("-")[2] for one in listed["bizSteps"]] == ["packing", "shipping"]
    assert listed["dispositions"] == []
    assert len(listed["eventTypes"]) == 5
    assert lot in listed["epcs"]
    for name, several in listed.items():
        for value in several if name != "eventTypes" else ["ObjectEvent"]:
            found = partner.get(f"/epcis/{name}/{quote(value, safe='')}/events?perPage=1")
            assert len(events_in(found)) == 1, value
            rest = found.links.get("next", {}).get("url")
            assert len(events_in(partner.get(rest))) == 1 if rest else True

    first = partner.get("/epcis/bizSteps?perPage=1")
    assert partner.get(first.links["next"]["url"]).json() == listed["bizSteps"][1:]
    both = partner.get("/epcis/bizSteps/packing/events?EQ_bizStep=shipping")
    assert (both.status_code, both.json()["code"]) == (400, "epcis.parameter_value")
    for path in ("/epcis/colours", "/epcis/colours/red/events"):
        answer = partner.get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "epcis.resource_unknown")


@pytest.mark.parametrize(
    ("path", "methods"), [("events", "GET, POST, OPTIONS"), ("bizSteps", "GET, OPTIONS")]
)
def test_each_resource_says_what_can_be_done(anybody: TestClient, path: str, methods: str) -> None:
    answer = anybody.options(f"/epcis/{path}")
    assert (answer.status_code, answer.headers["Allow"]) == (204, methods)
    assert answer.headers["GS1-CBV-Version"] == "2.0.0"
