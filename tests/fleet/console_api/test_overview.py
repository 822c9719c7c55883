"""What needs attention, wards, alerts, the station's page, and orders to many, through the API."""

from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from contract.messages import Health, Message, Probe
from contract.names import StationId
from contract.topics import Up
from contract.wire import encode
from fleet.alerts import service as alerts
from fleet.api.console_parts import ConsoleParts
from fleet.ingest.handlers import apply
from fleet.stations.watching import note_gone
from tests.fleet.console_api.conftest import Woken
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import (
    CHO_HOM,
    DONG_XUAN,
    birth,
    presence,
    received,
)
from tests.support.fleet_seed import seed_stations


def says(parts: ConsoleParts, *messages: Message, station: StationId = CHO_HOM) -> None:
    taken = [received(station, Up(one.model_dump()["kind"]), encode(one)) for one in messages]
    with parts.database.write() as session:
        apply(session, taken, parts.desk, parts.clock.now())


def look(parts: ConsoleParts, clock: SetClock) -> None:
    with parts.database.write() as session:
        note_gone(session, clock.now(), None)
        alerts.look(session, clock.now(), timedelta(0))


def lose(parts: ConsoleParts, clock: SetClock) -> int:
    """Let Chợ Hôm go; gives the alert's id."""
    says(parts, birth(1), presence(1, online=False))
    clock.advance(timedelta(seconds=6))
    look(parts, clock)
    return 1


def item(client: TestClient) -> list[tuple[str, str]]:
    page = client.get("/api/attention").json()
    assert page["total"] == len(page["items"])
    return [(one["station_id"], one["cause"]) for one in page["items"]]


def test_what_needs_attention_comes_worst_first(
    viewer: TestClient, parts: ConsoleParts, clock: SetClock
) -> None:
    hot = Probe(value=91.0, unit="°C", healthy=False)
    says(parts, birth(1), station=DONG_XUAN)
    moment = clock.now()
    says(parts, Health(at=moment, probes={"cpu_temperature": hot}), station=DONG_XUAN)
    assert item(viewer) == [(DONG_XUAN, "unhealthy")]
    lose(parts, clock)
    assert item(viewer) == [(CHO_HOM, "offline"), (DONG_XUAN, "unhealthy")]
    (_, last) = viewer.get("/api/attention").json()["items"]
    assert (last["probes"], last["alert_id"]) == (["cpu_temperature"], None)
    summary = viewer.get("/api/summary").json()
    assert (summary["attention"], summary["alerts"]["open"]) == (2, 1)
    assert summary["watch"] == {"hearing_since": None, "working_since": None}
    first = viewer.get("/api/attention", params={"limit": 1}).json()
    rest = viewer.get("/api/attention", params={"after": first["next_after"]}).json()
    assert [one["station_id"] for one in rest["items"]] == [DONG_XUAN]


def test_an_alert_is_known_of_and_that_is_taken_back(
    operator: TestClient, parts: ConsoleParts, clock: SetClock
) -> None:
    path = f"/api/alerts/{lose(parts, clock)}/acknowledge"
    known = operator.post(path, json={"comment": "mất điện"}).json()
    assert known["acknowledged"]["comment"] == "mất điện"
    assert (known["station_id"], known["cause"], known["closed_at"]) == (CHO_HOM, "offline", None)
    assert operator.get("/api/attention").json()["items"][0]["acknowledged"]["by"] == "lam"
    assert operator.delete(path).json()["acknowledged"] is None
    says(parts, birth(2))
    look(parts, clock)
    assert operator.post(path, json={}).json()["code"] == "alert.closed"
    assert operator.get("/api/alerts", params={"state": "open"}).json()["alerts"] == []
    (closed,) = operator.get("/api/alerts", params={"state": "closed"}).json()["alerts"]
    assert closed["closed_at"] is not None
    kinds = [
        one["kind"] for one in operator.get(f"/api/stations/{CHO_HOM}/timeline").json()["events"]
    ]
    assert kinds == ["alert_closed", "connected", "alert_opened", "disconnected", "connected"]
    only = operator.get(
        f"/api/stations/{CHO_HOM}/timeline", params={"kind": "connected", "limit": 1}
    )
    assert len(only.json()["events"]) == 1
    assert only.json()["next_before"] is not None


def test_all_wards_are_listed_with_their_stations(viewer: TestClient, parts: ConsoleParts) -> None:
    says(parts, birth(1))
    found = viewer.get("/api/wards").json()
    assert len(found["wards"]) == 126
    (ward,) = [one for one in found["wards"] if one["total"]]
    assert (ward["name"], ward["kind"]) == ("Hai Bà Trưng", "phường")
    assert (ward["total"], ward["online"], ward["never"]) == (2, 1, 1)
    assert found["elsewhere"]["total"] == 0


def test_a_station_shows_its_probes_with_their_ranges(
    viewer: TestClient, parts: ConsoleParts, clock: SetClock
) -> None:
    probes = {
        "cpu_temperature": Probe(value=61.5, unit="°C", healthy=True),
        "camera": Probe(value="up", healthy=True),
        "of_tomorrow": Probe(value=1.0),
    }
    says(parts, birth(1), Health(at=clock.now(), probes=probes))
    shown = viewer.get(f"/api/stations/{CHO_HOM}").json()
    assert [one["name"] for one in shown["probes"]] == ["camera", "cpu_temperature", "of_tomorrow"]
    camera, hot, unknown = shown["probes"]
    assert "up" in camera["healthy_values"]
    assert (hot["high"], hot["unit"], hot["group"]) == (80, "°C", "machine")
    assert unknown["group"] is None
    assert shown["running"] == {"software": "0.1.0", "number": 0}
    chart = viewer.get(f"/api/stations/{CHO_HOM}/health", params={"hours": 1}).json()
    assert chart["probes"] == {"cpu_temperature": {"unit": "°C", "low": None, "high": 80.0}}
    assert [one for one in chart["series"]["cpu_temperature"] if one] == [61.5]


def order(client: TestClient, *stations: str, name: str = "identify") -> dict[str, Any]:
    answer = client.post("/api/commands", json={"name": name, "station_ids": list(stations)})
    assert answer.status_code == 202
    found: dict[str, Any] = answer.json()
    return found


def test_many_stations_get_one_order_and_who_cannot_is_named(
    operator: TestClient, wake: Woken
) -> None:
    found = order(operator, CHO_HOM, "nowhere", DONG_XUAN, CHO_HOM)
    assert [one["station_id"] for one in found["commands"]] == [CHO_HOM, DONG_XUAN]
    assert found["refused"] == [{"station_id": "nowhere", "code": "station.unknown"}]
    assert wake.times == 1
    again = order(operator, CHO_HOM)
    assert again["commands"][0]["command_id"] == found["commands"][0]["command_id"]
    listed = operator.get(f"/api/stations/{CHO_HOM}/commands").json()["commands"]
    assert [one["name"] for one in listed] == ["identify"]


def test_a_command_is_taken_back_once(operator: TestClient, clock: SetClock) -> None:
    body = {"name": "restart", "deadline_s": 20}
    made = operator.post(f"/api/stations/{CHO_HOM}/commands", json=body).json()
    path = f"/api/stations/{CHO_HOM}/commands/{made['command_id']}"
    assert operator.delete(path).json()["state"] == "cancelled"
    assert operator.delete(path).json()["code"] == "command.over"
    late = operator.post(f"/api/stations/{CHO_HOM}/commands", json=body).json()
    clock.advance(timedelta(seconds=21))
    path = f"/api/stations/{CHO_HOM}/commands/{late['command_id']}"
    assert operator.delete(path).json()["code"] == "command.over"


@pytest.mark.parametrize(
    "body",
    [
        {"name": "reboot"},
        {"name": "identify", "deadline_s": 9},
        {"name": "identify", "deadline_s": 3601},
        {"name": "identify", "more": 1},
    ],
)
def test_an_order_that_breaks_a_rule(operator: TestClient, body: dict[str, Any]) -> None:
    answer = operator.post(f"/api/stations/{CHO_HOM}/commands", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid")


@pytest.fixture
def many(parts: ConsoleParts) -> int:
    seed_stations(parts.database, 120, parts.clock.now())
    return 122


@pytest.mark.parametrize("sort", ["station", "name", "ward", "market", "last_seen", "scans_today"])
@pytest.mark.parametrize("descending", [False, True])
def test_every_sort_gives_each_station_once(
    viewer: TestClient, many: int, sort: str, *, descending: bool
) -> None:
    found: list[str] = []
    after: str | None = ""
    while after is not None:
        query: dict[str, str | int] = {"sort": sort, "after": after, "limit": 50}
        query["descending"] = descending
        page = viewer.get("/api/stations", params=query).json()
        assert page["total"] == many
        found += [one["station_id"] for one in page["stations"]]
        after = page["next_after"]
    assert len(found) == len(set(found)) == many


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"status": "online"}, 60),
        ({"status": "offline"}, 54),
        ({"status": "never"}, 8),
        ({"health": "bad"}, 3),
        ({"state": "refused"}, 2),
        ({"software": "0.2.0"}, 38),
        ({"market": "cho buoi"}, 24),
        ({"ward": "Phường Hai Bà Trưng"}, 3),
        ({"ward": "hai bà trưng", "status": "never"}, 2),
    ],
)
def test_filters_narrow_the_list(
    viewer: TestClient, many: int, query: dict[str, str], count: int
) -> None:
    page = viewer.get("/api/stations", params=query | {"limit": "200"}).json()
    assert (page["total"], len(page["stations"])) == (count, count)
    facets = viewer.get("/api/station-facets", params=query).json()
    statuses = {one["value"]: one["count"] for one in facets["statuses"]}
    if "status" in query:
        assert statuses[query["status"]] == count
    else:
        assert sum(statuses.values()) == count


@pytest.mark.parametrize("after", ["x", "W10", "bnVsbA", "WyJuYW1lIiwgMSwgImEiXQ", "é"])
def test_a_cursor_that_is_none_is_refused(viewer: TestClient, after: str) -> None:
    for path in ("/api/stations", "/api/attention"):
        answer = viewer.get(path, params={"after": after})
        assert (answer.status_code, answer.json()["code"]) == (422, "cursor.invalid")
