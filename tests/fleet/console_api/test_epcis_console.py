"""The console's routes about EPCIS: capture jobs with faults, keys of partners, ways of boxes."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from fleet.accounts.models import AuditEntry, Role
from fleet.api.console_parts import ConsoleParts
from fleet.epcis.keys import PartnerKeys, Scope
from fleet.errors import NotAuthentic
from tests.provenance.epcis.documents import document, event
from tests.provenance.test_lineage import BOX, lot, moved

JSON = {"Content-Type": "application/json", "GS1-Capture-Error-Behaviour": "proceed"}
PARTNERS = "/api/partners"
CAPTURES = "/api/captures"


@pytest.fixture
def administrator(sign_in: Callable[[Role], TestClient]) -> TestClient:
    return sign_in(Role.ADMINISTRATOR)


def send(client: TestClient, *events: object) -> str:
    answer = client.post("/epcis/capture", content=document(*events), headers=JSON)
    assert answer.status_code == 202
    job: str = answer.headers["Location"].rpartition("/")[2]
    return job


def test_jobs_are_listed_with_what_was_wrong(parts: ConsoleParts, operator: TestClient) -> None:
    wrong = send(operator, event(), event(action="X", bizStep="nonsense"))
    right = send(operator, event(bizStep="packing"))
    parts.captures.turn()
    waiting = send(operator, event())

    def ids(**query: str) -> list[str]:
        return [row["id"] for row in operator.get(CAPTURES, params=query).json()["rows"]]

    assert set(ids()) == {wrong, right, waiting}
    assert [ids(state=one) for one in ("running", "done", "failed")] == [
        [waiting],
        [right],
        [wrong],
    ]
    assert ids(q=wrong[:13]) == [wrong]
    assert set(ids(q="LAM")) == {wrong, right, waiting}
    assert ids(q="l%m") == []

    view = operator.get(f"{CAPTURES}/{wrong}").json()
    assert (view["state"], view["events"], view["stored"], view["rejected"]) == ("failed", 2, 1, 1)
    assert {one["code"] for one in view["errors"]} == {"epcis.action", "epcis.vocabulary"}
    assert view["first_error"] == view["errors"][0]
    assert view["first_error"]["path"].startswith("$.epcisBody.eventList[1].")
    unknown = operator.get(f"{CAPTURES}/none")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "capture.unknown")


def test_pages_of_jobs_follow_each_other(operator: TestClient) -> None:
    jobs = {send(operator, event()) for _ in range(3)}
    first = operator.get(CAPTURES, params={"limit": 2}).json()
    second = operator.get(CAPTURES, params={"limit": 2, "after": first["next_after"]}).json()
    assert {row["id"] for row in first["rows"] + second["rows"]} == jobs
    assert second["next_after"] is None
    assert operator.get(CAPTURES, params={"after": "x"}).json()["code"] == "cursor.invalid"


def test_the_life_of_a_key(administrator: TestClient, parts: ConsoleParts) -> None:
    made = administrator.post(PARTNERS, json={"name": "htx", "may": ["query", "capture"]})
    assert made.status_code == 201
    keys = PartnerKeys(parts.database, parts.clock)
    partner = keys.whose(made.json()["key"])
    assert (partner.name, partner.scopes) == ("htx", frozenset(Scope))

    (row,) = administrator.get(PARTNERS).json()["rows"]
    assert (row["name"], row["may"], row["created_by"]) == ("htx", ["capture", "query"], "quan")
    assert made.json()["key"] not in administrator.get(PARTNERS).text
    assert administrator.post(f"{PARTNERS}/htx/revoke").status_code == 204
    with pytest.raises(NotAuthentic):
        keys.whose(made.json()["key"])
    again = administrator.post(f"{PARTNERS}/htx/revoke")
    assert (again.status_code, again.json()["code"]) == (404, "partner.unknown")
    with parts.database.read() as session:
        deeds = session.scalars(select(AuditEntry.what).order_by(AuditEntry.id)).all()
    assert deeds[-2:] == ["partner.add", "partner.revoke"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"name": "a", "may": ["query"]}, 409, "partner.exists"),
        ({"name": "b", "may": []}, 422, "partner.no_scope"),
        ({"name": "Ấ", "may": ["query"]}, 422, "partner.name"),
        ({"name": "b", "may": ["all"]}, 422, "request.invalid"),
        ({"name": "b", "may": ["query"], "key": "mine"}, 422, "request.invalid"),
    ],
)
def test_keys_that_can_not_be_made(
    administrator: TestClient, body: dict[str, object], status: int, code: str
) -> None:
    administrator.post(PARTNERS, json={"name": "a", "may": ["query"]})
    answer = administrator.post(PARTNERS, json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_keys_are_found_by_name_and_state(administrator: TestClient) -> None:
    for name in ("an", "binh", "chi.an"):
        administrator.post(PARTNERS, json={"name": name, "may": ["query"]})
    administrator.post(f"{PARTNERS}/binh/revoke")

    def names(**query: str) -> list[str]:
        return [row["name"] for row in administrator.get(PARTNERS, params=query).json()["rows"]]

    assert names(q="AN") == ["an", "chi.an"]
    assert (names(state="good"), names(state="revoked")) == (["an", "chi.an"], ["binh"])
    first = administrator.get(PARTNERS, params={"limit": 2}).json()
    assert names(after=first["next_after"]) == ["chi.an"]


def test_a_box_is_followed_by_any_of_its_names(parts: ConsoleParts, operator: TestClient) -> None:
    send(operator, moved(1, [BOX, lot("a")], 1, 2))
    parts.captures.turn()
    view = operator.get("/api/chains/things", params={"name": BOX}).json()
    assert [node["name"] for node in view["nodes"]] == [view["start"][0]]
    assert len(view["nodes"][0]["happenings"]) == 1
    wrong = operator.get("/api/chains/things", params={"name": "a box"})
    assert (wrong.status_code, wrong.json()["code"]) == (404, "chain.no_thing")
