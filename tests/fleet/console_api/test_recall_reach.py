"""How much a recall would name, said before it is entered."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from fleet.api.console_parts import ConsoleParts
from fleet.registry.service import import_file
from fleet.stamps.issuing import Order
from provenance.keys import parse_gtin
from tests.support.registry import GTIN, OTHER, as_bytes, document

SERIALS = ("99", "100", "150", "1500", "199", "200", "15A")


@pytest.fixture(autouse=True)
def _stamps(parts: ConsoleParts) -> None:
    import_file(parts.database, parts.clock, as_bytes(document()), by="test")
    order = Order(gtin=parse_gtin(GTIN), issuer="htx-a", lot="L2", serials=SERIALS)
    parts.stamps.issue(order, by="test")


def reach(client: TestClient, **named: object) -> dict[str, Any]:
    body = {"recall_id": "TH-1", "reason_vi": "Nhãn sai", "authority": "Sở", "since": "2026-11-20"}
    answer = client.post("/api/recalls/reach", json={**body, **named})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize(
    ("named", "products", "lots", "stamps"),
    [
        ({"gtin": GTIN}, 1, 2, len(SERIALS) + 1),
        ({"gtin": GTIN[1:], "lot": "L2"}, 1, 1, len(SERIALS)),
        ({"gtin": GTIN, "serial_from": "100", "serial_to": "199"}, 1, None, 3),
        ({"gtin": GTIN, "serial_from": "1"}, 1, None, len(SERIALS) + 1),
        ({"gtin": GTIN, "lot": "L2", "serial_to": "1"}, 1, None, 0),
        ({"gtin": OTHER, "lot": "L2"}, 1, 0, 0),
        ({"gtin": "08930000000033"}, 0, 0, 0),
        ({"party": "nobody"}, 0, 0, 0),
        ({}, 0, 0, 0),
    ],
)
def test_what_a_recall_names_is_counted(
    operator: TestClient, named: dict[str, str], products: int, lots: int | None, stamps: int
) -> None:
    found = reach(operator, **named)
    assert found == {"products": products, "lots": lots, "stamps": stamps, "capped": False}


def test_all_goods_of_a_party_are_counted(operator: TestClient) -> None:
    found = reach(operator, party="htx-a")
    assert found["stamps"] >= len(SERIALS)
    assert found["products"] >= 1


def test_a_gtin_that_is_none_is_refused_and_nothing_is_stored(operator: TestClient) -> None:
    body = {"recall_id": "TH-1", "reason_vi": "x", "authority": "y", "since": "2026-11-20"}
    refused = operator.post("/api/recalls/reach", json={**body, "gtin": "12345670"})
    wrong = operator.post("/api/recalls/reach", json={**body, "gtin": "12345678"})
    assert (refused.status_code, wrong.status_code) == (200, 422)
    assert wrong.json()["code"] == "recall.invalid"
    assert operator.get("/api/recalls").json()["rows"][0]["recall_id"] != "TH-1"
