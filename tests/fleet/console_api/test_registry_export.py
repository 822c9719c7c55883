"""Files of the registry's lists hold what the list shows under the same filter, and no more."""

import csv
import io
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from contract.zone import vietnam_day
from fleet.api.console_parts import ConsoleParts
from fleet.registry.service import import_file
from tests.support.registry import GTIN, as_bytes, document


@pytest.fixture(autouse=True)
def records(parts: ConsoleParts) -> None:
    today = vietnam_day(parts.clock.now())
    changed = document()
    paper, other = changed["certificates"]
    paper["record"]["valid_until"] = (today - timedelta(days=1)).isoformat()
    other["record"]["valid_until"] = today.isoformat()
    ended = {"recall_id": "r-2", "lifted_at": "2026-11-20T08:00:00+07:00"}
    changed["recalls"].append({**changed["recalls"][0], **ended})
    import_file(parts.database, parts.clock, as_bytes(changed), by="test")


@pytest.mark.parametrize(
    ("name", "key", "query", "found"),
    [
        ("certificates", "number", {"dates": "expired"}, ["VG-1"]),
        ("certificates", "number", {"dates": "good"}, ["LAB-2"]),
        ("certificates", "number", {"dates": "good", "kind": "vietgap"}, []),
        ("recalls", "recall_id", {"state": "open"}, ["r-1"]),
        ("recalls", "recall_id", {"state": "lifted", "gtin": GTIN}, ["r-2"]),
    ],
)
def test_a_file_is_narrowed_as_its_list_is(
    viewer: TestClient, name: str, key: str, query: dict[str, str], found: list[str]
) -> None:
    listed = viewer.get(f"/api/{name}", params=query).json()["rows"]
    assert [row[key] for row in listed] == found
    text = viewer.get(f"/api/registry-export/{name}", params=query).text
    said, *_, empty = text.removeprefix("\ufeff").split("\r\n")[:4]
    assert all(f"{one}: {value}" in said for one, value in query.items())
    assert empty == ""
    table = text.removeprefix("\ufeff").split("\r\n", 4)[4]
    assert [row[key] for row in csv.DictReader(io.StringIO(table, newline=""))] == found


@pytest.mark.parametrize(("name", "query"), [("recalls", "state"), ("certificates", "dates")])
def test_a_filter_without_such_a_value_gives_no_file(
    viewer: TestClient, name: str, query: str
) -> None:
    answer = viewer.get(f"/api/registry-export/{name}", params={query: "lost"})
    assert (answer.status_code, answer.json()["code"]) == (422, "filter.invalid")
