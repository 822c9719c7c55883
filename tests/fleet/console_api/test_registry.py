"""The registry's pages: lists, recalls, and what a shopper would see."""

import csv
import io
import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from fleet.api.console_parts import ConsoleParts
from fleet.imports import workbook
from fleet.registry.service import import_file
from tests.support.registry import GTIN, OTHER, as_bytes, document

NAMES = ["products", "lots", "parties", "locations", "certificates", "recalls"]


@pytest.fixture(autouse=True)
def records(parts: ConsoleParts) -> None:
    import_file(parts.database, parts.clock, as_bytes(document()), by="test")


def got(client: TestClient, path: str, **query: str | int) -> dict[str, Any]:
    answer = client.get(f"/api/{path}", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize(
    "name", ["products", "lots", "parties", "locations", "certificates", "recalls"]
)
def test_pages_follow_each_other(viewer: TestClient, name: str) -> None:
    whole = got(viewer, name)
    assert whole["next_after"] is None
    assert whole["total"] == len(whole["rows"]) > 0
    rows: list[Any] = []
    after = ""
    for _ in whole["rows"]:
        page = got(viewer, name, after=after, limit=1)
        rows += page["rows"]
        after = page["next_after"] or ""
    assert (rows, after) == (whole["rows"], "")


@pytest.mark.parametrize(
    ("path", "query", "found"),
    [
        ("products", {"q": "rau MUONG"}, [GTIN]),
        ("products", {"q": "rau cốm"}, []),
        ("products", {"q": "0026"}, [OTHER]),
        ("products", {"producer": "htx-a"}, [GTIN]),
        ("products", {"q": "%"}, []),
        ("lots", {"q": "muong l2"}, ["L2"]),
        ("lots", {"gtin": OTHER}, []),
        ("lots", {"state": "active"}, ["L1", "L2"]),
        ("parties", {"q": "sap b"}, ["cho-b"]),
        ("parties", {"q": "hn-0001"}, ["htx-a"]),
        ("parties", {"role": "carrier"}, ["khac"]),
        ("locations", {"kind": "plot"}, ["ruong-1"]),
        ("certificates", {"dates": "expired"}, []),
        ("recalls", {"state": "open", "q": "du luong"}, ["r-1"]),
        ("recalls", {"state": "lifted"}, []),
        ("issuer-keys", {"q": "x"}, []),
    ],
)
def test_search_and_filters(
    viewer: TestClient, path: str, query: dict[str, str], found: list[str]
) -> None:
    keys = {
        "products": "gtin",
        "lots": "lot",
        "parties": "party_id",
        "locations": "location_id",
        "recalls": "recall_id",
        "certificates": "number",
        "issuer-keys": "kid",
    }
    assert [row[keys[path]] for row in got(viewer, path, **query)["rows"]] == found


@pytest.mark.parametrize("name", ["products", "lots", "recalls", "certificates", "imports"])
@pytest.mark.parametrize("after", ["x", "WzFd", "WyIyMDI2IiwieCJd", "W251bGwsbnVsbF0"])
def test_made_up_cursors_are_refused(viewer: TestClient, name: str, after: str) -> None:
    answer = viewer.get(f"/api/{name}", params={"after": after})
    assert answer.status_code in {200, 422}
    if answer.status_code == 422:
        assert answer.json()["code"] == "cursor.invalid"


def test_details(viewer: TestClient) -> None:
    assert got(viewer, f"products/{GTIN[1:]}")["dossier"]["item"]["name"]["vi"] == "Rau muống"
    assert got(viewer, f"lots/{GTIN}/L1")["dossier"]["lot"]["use_by"] == "2026-11-25"
    shop = got(viewer, "parties/HN-0001")["establishment"]
    assert (shop["party"]["party_id"], shop["locations"][0]["name"]) == (
        "htx-a",
        "Ruộng 1 (minh họa)",
    )
    assert got(viewer, "parties/8930000000019")["establishment"]["party"]["party_id"] == "cho-b"
    assert viewer.get(f"/api/lots/{GTIN}/L9").json()["code"] == "lot.unknown"


def look(client: TestClient, code: str) -> dict[str, Any]:
    answer = client.post("/api/look", json={"code": code})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_what_a_shopper_would_see(viewer: TestClient) -> None:
    valid = look(viewer, f"https://id.gs1.org/01/{GTIN}/21/S1")
    assert (valid["kind"], valid["colour"]) == ("valid", "green")
    assert valid["dossier"]["stamp"]["serial"] == "S1"
    recalled = look(viewer, f"(01){GTIN}(10)L2")
    assert (recalled["kind"], recalled["reasons"][0]["code"]) == ("recalled", "recall.lot")
    assert look(viewer, "8930000000033")["kind"] == "unknown"
    shop = look(viewer, "(414)8930000000019")
    assert (shop["kind"], shop["establishment"]["party"]["name"]) == (
        "establishment",
        "Sạp B (minh họa)",
    )


def test_a_personal_code_is_not_repeated(viewer: TestClient) -> None:
    code = "WIFI:S:nha;T:WPA;P:mat-khau-123;;"
    found = look(viewer, code)
    assert (found["kind"], found["reading"]) == ("not_a_trace_code", "personal")
    assert "mat-khau" not in json.dumps(found)


RECALL = {
    "recall_id": "TH-2026-7",
    "gtin": OTHER,
    "serial_from": "100",
    "serial_to": "199",
    "reason_vi": "Nhãn sai",
    "authority": "Chi cục",
    "since": "2026-11-20",
}


def test_a_recall_is_entered_and_lifted(operator: TestClient, parts: ConsoleParts) -> None:
    code = f"(01){OTHER}(21)150"
    assert look(operator, code)["kind"] == "unknown"

    assert operator.post("/api/recalls", json=RECALL).status_code == 201
    recalled = look(operator, code)
    assert [one["code"] for one in recalled["reasons"]] == ["recall.serial"]
    assert operator.post("/api/recalls", json=RECALL).json()["code"] == "recall.exists"
    assert got(operator, "recalls", q="nhan sai")["rows"][0]["recall_id"] == "TH-2026-7"

    lifted = operator.post("/api/recalls/TH-2026-7/lift")
    assert lifted.status_code == 200
    assert lifted.json()["lifted_at"] is not None
    assert look(operator, code)["kind"] == "unknown"
    assert operator.post("/api/recalls/TH-2026-7/lift").json()["code"] == "recall.lifted"


UNREGISTERED = "08930000000033"


@pytest.mark.parametrize(
    ("code", "scope", "kind", "reason"),
    [
        (f"(01){UNREGISTERED}", {}, "recalled", "recall.product"),
        (f"(01){UNREGISTERED}(10)L7", {"lot": "L7"}, "recalled", "recall.lot"),
        (f"(01){UNREGISTERED}(10)L8", {"lot": "L7"}, "unknown", "item.unknown"),
        (f"(01){UNREGISTERED}", {"lot": "L7"}, "unknown", "recall.other_lots"),
        (
            f"(01){UNREGISTERED}(21)150",
            {"serial_from": "100", "serial_to": "199"},
            "recalled",
            "recall.serial",
        ),
    ],
)
def test_a_product_that_is_not_registered_is_recalled(
    operator: TestClient, code: str, scope: dict[str, str], kind: str, reason: str
) -> None:
    assert look(operator, code)["kind"] == "unknown"
    body = {name: value for name, value in RECALL.items() if not name.startswith("serial")}
    entered = operator.post("/api/recalls", json={**body, "gtin": UNREGISTERED, **scope})
    assert entered.status_code == 201
    found = look(operator, code)
    assert found["kind"] == kind
    assert reason in [one["code"] for one in found["reasons"]]
    assert got(operator, "recalls", q=UNREGISTERED)["total"] == 1


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"gtin": None}, 422, "recall.invalid"),
        ({"serial_to": "050"}, 422, "recall.invalid"),
        ({"gtin": "8930000000018"}, 422, "recall.invalid"),
        ({"party": "nobody"}, 404, "party.unknown"),
        ({"since": "0026-11-20"}, 422, "recall.invalid"),
        ({"reason_vi": ""}, 422, "request.invalid"),
        ({"recall_id": "a\x00"}, 422, "recall.invalid"),
    ],
)
def test_recalls_that_are_refused(
    operator: TestClient, change: dict[str, Any], status: int, code: str
) -> None:
    answer = operator.post("/api/recalls", json={**RECALL, **change})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    "name", ["products", "lots", "parties", "locations", "certificates", "recalls"]
)
def test_exports_hold_the_rows_of_the_list(viewer: TestClient, name: str) -> None:
    count = got(viewer, name)["total"]
    text = viewer.get(f"/api/registry-export/{name}").text
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert len(rows) == count + 5
    book = viewer.get(f"/api/registry-export/{name}", params={"form": "xlsx"}).content
    assert len(list(workbook.rows(book, most_rows=50, most_columns=50))) == count + 1


def test_an_export_runs_no_formula(operator: TestClient, viewer: TestClient) -> None:
    body = {**RECALL, "recall_id": '=HYPERLINK("x")', "reason_vi": "+1;=2"}
    assert operator.post("/api/recalls", json=body).status_code == 201
    text = viewer.get("/api/registry-export/recalls").text
    assert "'=HYPERLINK" in text
    assert "'+1;'=2" in text
    book = viewer.get("/api/registry-export/recalls", params={"form": "xlsx"}).content
    cells = [cell for row in workbook.rows(book, most_rows=50, most_columns=50) for cell in row]
    assert '\'=HYPERLINK("x")' in cells


def test_an_export_knows_its_filter(viewer: TestClient) -> None:
    query = {"q": "com", "producer": ""}
    text = viewer.get("/api/registry-export/products", params=query).text
    assert "q: com" in text
    assert (OTHER in text, GTIN in text) == (True, False)
    assert viewer.get("/api/registry-export/users").json()["code"] == "export.unknown"


def test_a_lot_whose_number_holds_a_slash_is_found(viewer: TestClient, parts: ConsoleParts) -> None:
    changed = document()
    changed["lots"].append({"gtin": GTIN, "lot": "L/26 B"})
    import_file(parts.database, parts.clock, as_bytes(changed), by="test")
    assert got(viewer, f"lots/{GTIN}/L%2F26%20B")["dossier"]["lot"]["lot"] == "L/26 B"
