"""Imports over HTTP: a template comes down, a file goes up, is looked at, and is stored."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from fleet.api.console_parts import ConsoleParts
from fleet.imports import workbook
from fleet.registry.service import import_file
from tests.support.registry import GTIN, as_bytes, document

LOTS = f"Mã GTIN;Số lô;Hạn sử dụng\n{GTIN};L1;26/11/2026\n{GTIN};L3;27/11/2026\n"


@pytest.fixture(autouse=True)
def records(parts: ConsoleParts) -> None:
    import_file(parts.database, parts.clock, as_bytes(document()), by="test")


def upload(client: TestClient, content: bytes, kind: str = "lots") -> dict[str, Any]:
    answer = client.post(
        "/api/imports",
        data={"kind": kind, "source": "Chi cục (minh họa)"},
        files={"file": ("lô.csv", content)},
    )
    assert answer.status_code == 202, answer.text
    found: dict[str, Any] = client.get(f"/api/imports/{answer.json()['id']}").json()
    return found


def test_a_file_is_looked_at_then_stored(operator: TestClient) -> None:
    before = upload(operator, LOTS.encode())
    assert (before["state"], before["added"], before["changed"], before["rows"]) == (
        "ready",
        1,
        1,
        2,
    )
    assert operator.get(f"/api/lots/{GTIN}/L3").status_code == 404

    answer = operator.post(f"/api/imports/{before['id']}/apply")
    assert (answer.status_code, answer.json()["state"]) == (202, "applying")
    after = operator.get(f"/api/imports/{before['id']}").json()
    assert (after["state"], after["created_by"], after["file_name"]) == ("applied", "lam", "lô.csv")
    assert operator.get(f"/api/lots/{GTIN}/L3").json()["dossier"]["lot"]["use_by"] == "2026-11-27"
    again = operator.post(f"/api/imports/{before['id']}/apply")
    assert again.json()["code"] == "import.not_ready"


def test_what_is_wrong_is_said_in_vietnamese(operator: TestClient) -> None:
    found = upload(operator, f"{LOTS}8,93E+12;L4;\n".encode())
    assert (found["state"], found["error_count"]) == ("refused", 1)
    (error,) = found["errors"]
    assert (error["row"], error["column"], error["code"]) == (4, "Mã GTIN", "number.scientific")
    assert "8,93E+12" in error["message"]
    assert operator.post(f"/api/imports/{found['id']}/apply").status_code == 409


def test_imports_are_listed_newest_first(operator: TestClient) -> None:
    made = {upload(operator, LOTS.encode())["id"] for _ in range(3)}
    first = operator.get("/api/imports", params={"limit": 2}).json()
    rest = operator.get("/api/imports", params={"after": first["next_after"]}).json()
    assert {row["id"] for row in first["rows"] + rest["rows"]} == made
    assert rest["next_after"] is None


def test_imports_are_found_by_words_kind_and_state(operator: TestClient) -> None:
    good = [upload(operator, LOTS.encode())["id"] for _ in range(2)]
    bad = upload(operator, f"{LOTS}8,93E+12;L4;\n".encode())["id"]

    def found(**query: str | int) -> list[str]:
        rows = operator.get("/api/imports", params=query).json()["rows"]
        return [row["id"] for row in rows]

    assert sorted(found(q="LO chi cuc")) == sorted([*good, bad])
    assert found(q="lo nha may") == []
    assert found(state="refused", kind="lots") == [bad]
    assert found(kind="stamps") == []
    assert operator.get("/api/imports", params={"state": "lost"}).status_code == 422
    first = operator.get("/api/imports", params={"state": "ready", "limit": 1}).json()
    rest = found(state="ready", after=first["next_after"])
    assert sorted([first["rows"][0]["id"], *rest]) == sorted(good)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_template_is_filled_in_and_sent_back(operator: TestClient, form: str) -> None:
    answer = operator.get("/api/import-templates/parties", params={"form": form})
    assert answer.status_code == 200
    assert f'filename="mau-parties.{form}"' in answer.headers["content-disposition"]
    if form == "csv":
        filled = answer.content + "sap-d;Sạp D;bán lẻ\r\n".encode()
    else:
        rows = list(workbook.rows(answer.content, most_rows=9, most_columns=9))
        shown = [[cell or "" for cell in row[:9]] for row in rows]
        filled = workbook.write("x", [*shown, ["sap-d", "Sạp D", "bán lẻ"]])  # type: ignore[list-item] # all texts
    found = upload(operator, filled, "parties")
    assert (found["state"], found["added"], found["errors"]) == ("ready", 1, [])


def test_a_bomb_is_refused_and_an_empty_file_too(operator: TestClient) -> None:
    assert upload(operator, b"PK\x03\x04 broken")["errors"][0]["code"] == "import.not_xlsx"
    answer = operator.post(
        "/api/imports", data={"kind": "lots", "source": "x"}, files={"file": ("a", b"")}
    )
    assert answer.json()["code"] == "import.empty"
    answer = operator.post(
        "/api/imports", data={"kind": "cars", "source": "x"}, files={"file": ("a", b"1")}
    )
    assert answer.json()["code"] == "request.invalid"
