"""What browsers never send and people make up is refused, whatever the database."""

import base64

import pytest
from starlette.testclient import TestClient

from fleet.api import cursors
from tests.support.fleet_rooms import CHO_HOM


def cursor(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    ("sort", "text"),
    [
        ("scans_today", '["scans_today", Infinity, "a"]'),
        ("scans_today", '["scans_today", NaN, "a"]'),
        ("scans_today", '["scans_today", 1e30, "a"]'),
        ("scans_today", '["scans_today", 1' + 30 * "0" + ', "a"]'),
        ("scans_today", '["scans_today", true, "a"]'),
        ("name", '["name", "\\ud800", "a"]'),
        ("name", '["name", "a", "\\udfff"]'),
        ("name", '["name", "a", "\\u0000"]'),
        ("name", '["name", "a"]'),
        ("name", "[" * 700),
        ("last_seen", '["last_seen", "0001-01-01T00:00:00+14:00", "a"]'),
        ("last_seen", '["last_seen", "2026-01-01T00:00:00", "a"]'),
    ],
)
def test_a_cursor_of_the_list(viewer: TestClient, sort: str, text: str) -> None:
    answer = viewer.get("/api/stations", params={"sort": sort, "after": cursor(text)})
    assert (answer.status_code, answer.json()["code"]) == (422, "cursor.invalid")


@pytest.mark.parametrize(
    "text",
    [
        '[Infinity, "2026-01-01T00:00:00+00:00", "a", "b"]',
        '[4, "2026-01-01T00:00:00+00:00", "a", "b"]',
        '[0, "0001-01-01T00:00:00+14:00", "a", "b"]',
        '[0, "2026-01-01T00:00:00+00:00", "\\ud800", "b"]',
        '[0, "2026-01-01T00:00:00+00:00", "a", "\\u0000"]',
    ],
)
def test_a_cursor_of_what_needs_attention(viewer: TestClient, text: str) -> None:
    answer = viewer.get("/api/attention", params={"after": cursor(text)})
    assert (answer.status_code, answer.json()["code"]) == (422, "cursor.invalid")


def test_what_was_written_is_read() -> None:
    written = cursors.write("tên", 5)
    assert cursors.read(written, 2) == ["tên", 5]


@pytest.mark.parametrize("path", ["", "/health", "/timeline", "/commands", "/screenshot"])
def test_a_station_with_characters_that_no_database_takes(viewer: TestClient, path: str) -> None:
    assert viewer.get(f"/api/stations/a%00b{path}").status_code == 422


def test_commands_to_stations_with_characters_that_no_database_takes(operator: TestClient) -> None:
    body = {"name": "identify", "station_ids": [CHO_HOM, "a\x00b"]}
    assert operator.post("/api/commands", json=body).status_code == 422


def test_a_slide_with_characters_that_no_database_takes(viewer: TestClient) -> None:
    assert viewer.get("/api/slides/a%00b/picture").status_code == 422
