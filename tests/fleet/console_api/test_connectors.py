"""Connectors are for administrators: described, changed, tried, removed; each deed is audited."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from fleet.accounts.models import AuditEntry, Role
from fleet.api.console_parts import ConsoleParts
from fleet.clock import SystemClock
from fleet.connectors.ask import Connectors
from fleet.connectors.fetch import Fetcher
from fleet.connectors.secret_store import Secrets
from fleet.db.engine import Database
from tests.fleet.connectors.conftest import LOOPBACK, authority, config_for, portal, secrets
from tests.fleet.console_api.conftest import NAMES
from tests.support.fleet_clock import SetClock
from tests.support.portal import Portal, says, status

__all__ = ["authority", "portal", "secrets"]

pytestmark = pytest.mark.loopback

PATH = "/api/connectors"
GTIN = "08930000000019"
NEW = {"name": "city", "title": "Cổng Hà Nội", "place": 5}


@pytest.fixture
def connectors(database: Database, clock: SetClock, secrets: Secrets) -> Iterator[Connectors]:
    """Return connectors that may reach loopback, in place of those that reach nobody."""
    fetcher = Fetcher(SystemClock(), secrets, networks=LOOPBACK)
    connectors = Connectors(database, SystemClock(), fetcher, chance=lambda: 0.5)
    yield connectors
    connectors.close()


@pytest.fixture
def administrator(sign_in: Callable[[Role], TestClient]) -> TestClient:
    return sign_in(Role.ADMINISTRATOR)


@pytest.fixture
def document(portal: Portal) -> dict[str, object]:
    trace = [{"host": "*.city.example", "path": "/t1/{code}"}]
    described = config_for(portal, trace=trace, timeout_s=2)
    return described.model_dump(mode="json", exclude_defaults=True) | {"kind": "json"}


def audited(parts: ConsoleParts) -> list[tuple[str, str, str]]:
    with parts.database.read() as session:
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    return [(e.who, e.what, e.subject) for e in entries if e.what.startswith("connector.")]


def test_the_life_of_a_connector(
    administrator: TestClient, document: dict[str, object], parts: ConsoleParts
) -> None:
    added = administrator.post(PATH, json=NEW | {"document": document})
    assert added.status_code == 201, added.text
    assert added.json()["revision"] == 1
    assert added.json()["health"]["state"] == "closed"
    assert administrator.post(PATH, json=NEW | {"document": document}).status_code == 409

    change = {"title": "Cổng thành phố", "document": document, "expected_revision": 1}
    changed = administrator.put(f"{PATH}/city", json=change)
    assert (changed.status_code, changed.json()["revision"]) == (200, 2)
    stale = administrator.put(f"{PATH}/city", json=change)
    assert (stale.status_code, stale.json()["code"]) == (409, "connector.changed")

    assert administrator.get(f"{PATH}/city").json()["title"] == "Cổng thành phố"
    assert administrator.delete(f"{PATH}/city").status_code == 204
    assert administrator.get(f"{PATH}/city").json()["code"] == "connector.unknown"
    who = NAMES[Role.ADMINISTRATOR]
    deeds = ["connector.add", "connector.change", "connector.remove"]
    assert audited(parts) == [(who, deed, "city") for deed in deeds]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["city", "epcis"]),
        ("?q=ha noi", ["city"]),
        ("?q=HÀ+cong", ["city"]),
        ("?kind=epcis", ["epcis"]),
        ("?state=open", []),
        ("?state=closed&q=kho", ["epcis"]),
    ],
)
def test_the_list_is_searched_without_accents(
    administrator: TestClient, document: dict[str, object], query: str, found: list[str]
) -> None:
    epcis = {"kind": "epcis", "url": "https://epcis.example"}
    administrator.post(PATH, json=NEW | {"document": document})
    second = {"name": "epcis", "title": "Kho sự kiện", "place": 6, "document": epcis}
    assert administrator.post(PATH, json=second).status_code == 201

    listed = administrator.get(PATH + query).json()["connectors"]

    assert [one["name"] for one in listed] == found


def test_what_is_wrong_is_named(administrator: TestClient, document: dict[str, object]) -> None:
    wrong = NEW | {"document": document | {"url": "http://a.example/{gtin}"}}
    answer = administrator.post(PATH, json=wrong)
    assert (answer.status_code, answer.json()["code"]) == (422, "connector.invalid")
    assert "https" in answer.json()["detail"]
    assert administrator.post(PATH, json=NEW | {"name": "../x"}).status_code == 422


def test_a_code_is_tried(
    administrator: TestClient, document: dict[str, object], portal: Portal, parts: ConsoleParts
) -> None:
    administrator.post(PATH, json=NEW | {"document": document})

    def check(code: str) -> dict[str, object]:
        body: dict[str, object] = administrator.post(
            f"{PATH}/city/check", json={"code": code}
        ).json()
        return body

    assert check(GTIN[1:])["reason"] == "connector.not_there"
    portal.answers[f"/goods/{GTIN}"] = says({"name": "Rau muống <script>"})
    known = check(f"https://id.gs1.org/01/{GTIN}")
    assert known["outcome"] == "known"
    assert known["dossier"]["item"]["name"]["vi"] == "Rau muống <script>"  # type: ignore[index]
    portal.answers[f"/goods/{GTIN}"] = status(500)
    assert check(GTIN[1:])["reason"] == "connector.server"
    assert check("Rau muống")["code"] == "code.no_goods"
    assert check("https://hn.city.example/t1/abc")["code"] == "connector.no_match"
    assert ("quan", "connector.check", "city") in audited(parts)
    listed = administrator.get(PATH).json()["connectors"]
    assert listed[0]["health"]["reason"] == "connector.server"


def test_a_shoppers_code_of_another_system_is_asked_for_there(
    administrator: TestClient, document: dict[str, object], portal: Portal
) -> None:
    fields = {"item.name.vi": {"path": "name"}, "item.gtin": {"path": "gtin"}}
    url = f"{portal.url}/codes/{{code}}"
    described = document | {"url": url, "fields": fields, "not_found_status": [404]}
    assert administrator.post(PATH, json=NEW | {"document": described}).status_code == 201
    portal.answers["/codes/AB12"] = says({"name": "Rau muống", "gtin": GTIN})
    portal.answers["/codes/CD34"] = status(500)

    def look(code: str) -> dict[str, object]:
        answer = administrator.post("/api/look", json={"code": code})
        assert answer.status_code == 200, answer.text
        body: dict[str, object] = answer.json()
        return body

    known = look("https://hn.city.example/t1/AB12")
    assert (known["kind"], known["colour"], known["what"]) == ("known", "blue", NEW["title"])
    assert look("https://hn.city.example/t1/XY99")["kind"] == "unknown"
    assert look("https://hn.city.example/t1/CD34")["kind"] == "unavailable"
    assert look("https://hn.city.example/other")["kind"] == "not_a_trace_code"
    assert look("https://qr.icheck.vn/x")["kind"] == "not_a_trace_code"


def test_a_recall_holds_for_goods_that_only_another_system_names(
    administrator: TestClient, document: dict[str, object], portal: Portal
) -> None:
    fields = {"item.name.vi": {"path": "name"}, "item.gtin": {"path": "gtin"}}
    described = document | {"fields": fields, "url": f"{portal.url}/codes/{{code}}"}
    assert administrator.post(PATH, json=NEW | {"document": described}).status_code == 201
    portal.answers["/codes/AB12"] = says({"name": "Rau muống", "gtin": GTIN})
    recall = {
        "recall_id": "TH-01",
        "gtin": GTIN,
        "reason_vi": "Dư lượng thuốc",
        "authority": "Chi cục An toàn thực phẩm",
        "since": "2026-11-20",
    }
    entered = administrator.post("/api/recalls", json=recall)
    assert entered.status_code == 201, entered.text
    for code in ("https://hn.city.example/t1/AB12", f"https://id.gs1.org/01/{GTIN}"):
        seen = administrator.post("/api/look", json={"code": code}).json()
        assert (seen["kind"], seen["colour"]) == ("recalled", "red")
