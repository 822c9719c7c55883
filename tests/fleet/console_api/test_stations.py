"""Stations, their settings and screenshots, scans and counts through the API."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from contract.messages import Health, Message, Probe
from contract.topics import Up
from contract.wire import encode
from fleet.api.console_parts import ConsoleParts
from fleet.commands.models import Command
from fleet.commands.screenshots import store_upload
from fleet.ingest.handlers import apply
from fleet.stations.watching import note_gone
from tests.fleet.console_api.conftest import Woken
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import (
    CHO_HOM,
    DONG_XUAN,
    MOMENT,
    birth,
    received,
    reported,
    scans_payload,
)
from tests.support.pictures import picture
from tests.support.scan_events import scan_event

SETTINGS = f"/api/stations/{CHO_HOM}/settings"
SCREENSHOT = f"/api/stations/{CHO_HOM}/screenshot"


def says(parts: ConsoleParts, *messages: Message) -> None:
    with parts.database.write() as session:
        for one in messages:
            leaf = Up(one.model_dump()["kind"])
            apply(session, [received(CHO_HOM, leaf, encode(one))], parts.desk, parts.clock.now())


def scanned(parts: ConsoleParts, *numbers: int) -> None:
    payload = scans_payload(*map(scan_event, numbers))
    with parts.database.write() as session:
        message = received(CHO_HOM, Up.SCANS, payload)
        apply(session, [message], parts.desk, parts.clock.now())


def ids(client: TestClient, **query: str | int) -> list[str]:
    page = client.get("/api/stations", params=query).json()
    return [one["station_id"] for one in page["stations"]]


def test_stations_are_listed_with_what_is_known(viewer: TestClient, parts: ConsoleParts) -> None:
    health = Health(at=MOMENT, probes={"cpu": Probe(value=90.0, unit="°C", healthy=False)})
    says(parts, birth(), health, reported(0))
    scanned(parts, 1, 2)
    first, second = viewer.get("/api/stations").json()["stations"]
    assert first["presence"]["status"] == "online"
    assert (first["healthy"], first["software"], first["scans_today"]) == (False, "0.1.0", 2)
    assert second["presence"]["status"] == "never"
    assert second["healthy"] is None


def test_a_silent_station_counts_as_gone(
    viewer: TestClient, parts: ConsoleParts, clock: SetClock
) -> None:
    says(parts, birth())
    listening_since = clock.now()
    clock.advance(timedelta(minutes=4))
    with parts.database.write() as session:
        assert note_gone(session, clock.now(), listening_since) == 1
    assert ids(viewer, status="online") == []
    assert ids(viewer, status="offline") == [CHO_HOM]
    assert ids(viewer, status="never") == [DONG_XUAN]
    assert viewer.get("/api/summary").json()["stations"] == {
        "total": 2,
        "online": 0,
        "offline": 1,
        "never": 1,
    }


@pytest.mark.parametrize("text", ["dong xuan", "ĐỒNG-XUÂN", "cho hom dong", "hai bà"])
def test_words_are_found_without_accents(viewer: TestClient, text: str) -> None:
    assert DONG_XUAN in ids(viewer, q=text)


@pytest.mark.parametrize("text", ["%", "dong cho-mo", "_"])
def test_signs_of_the_database_find_nothing(viewer: TestClient, text: str) -> None:
    assert ids(viewer, q=text) == []


def test_pages_follow_each_other(viewer: TestClient) -> None:
    first = viewer.get("/api/stations", params={"limit": 1}).json()
    assert (first["total"], first["stations"][0]["station_id"]) == (2, CHO_HOM)
    assert ids(viewer, limit=1, after=first["next_after"]) == [DONG_XUAN]


def test_a_station_that_nobody_knows(viewer: TestClient) -> None:
    answer = viewer.get("/api/stations/nowhere")
    assert (answer.status_code, answer.json()["code"]) == (404, "station.unknown")


def test_settings_are_changed_from_a_number(
    operator: TestClient, parts: ConsoleParts, wake: Woken
) -> None:
    before = operator.get(f"/api/stations/{CHO_HOM}").json()["settings"]
    assert (before["number"], before["desired"]["result_timeout_s"]) == (0, 60)
    assert before["json_schema"]["properties"]["result_timeout_s"]["maximum"] == 600
    change = {"expected_number": 0, "settings": before["desired"] | {"result_timeout_s": 30}}
    answer = operator.put(SETTINGS, json=change)
    assert (answer.status_code, answer.json()["number"]) == (200, 1)
    assert wake.times == 1
    late = operator.put(SETTINGS, json=change)
    assert (late.status_code, late.json()["code"]) == (409, "desired.number")
    says(parts, reported(1))
    after = operator.get(f"/api/stations/{CHO_HOM}").json()
    assert after["settings"]["desired"]["result_timeout_s"] == 30
    assert (after["reported_number"], after["history"][0]["status"]) == (1, "in_force")
    assert after["history"][0]["created_by"] == "lam"


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        ({"result_timeout_s": 5}, "result_timeout_s"),
        ({"result_timeout_s": "30"}, "result_timeout_s"),
        ({"result_timout_s": 30}, "result_timout_s"),
        ({"default_language": "xx"}, "default_language"),
    ],
)
def test_a_setting_that_breaks_a_rule_is_named(
    operator: TestClient, settings: dict[str, Any], key: str
) -> None:
    answer = operator.put(SETTINGS, json={"expected_number": 0, "settings": settings})
    assert (answer.status_code, answer.json()["code"]) == (422, "settings.invalid")
    assert key in answer.json()["detail"]


def test_a_screenshot_is_asked_for_once_and_shown_when_it_came(
    operator: TestClient, viewer: TestClient, parts: ConsoleParts, wake: Woken
) -> None:
    assert viewer.get(SCREENSHOT).json()["code"] == "screenshot.none"
    asked = operator.post(SCREENSHOT)
    assert (asked.status_code, asked.json()["state"], wake.times) == (202, "queued", 1)
    assert operator.post(SCREENSHOT).json()["command_id"] == asked.json()["command_id"]
    with parts.database.write() as session:
        (command,) = session.scalars(select(Command))
    now = parts.clock.now()
    store_upload(parts.database, CHO_HOM, command.id, picture(), uploads=parts.uploads, now=now)
    answer = viewer.get(SCREENSHOT)
    assert answer.content == picture()
    assert answer.headers["x-command"] == asked.json()["command_id"]
    view = viewer.get(f"/api/stations/{CHO_HOM}/commands/{asked.json()['command_id']}").json()
    assert view["has_picture"] is True
    other = f"/api/stations/{DONG_XUAN}/commands/{asked.json()['command_id']}"
    assert viewer.get(other).status_code == 404


def test_a_command_that_nobody_answered_expires(operator: TestClient, clock: SetClock) -> None:
    command = operator.post(SCREENSHOT).json()
    clock.advance(timedelta(minutes=2))
    view = operator.get(f"/api/stations/{CHO_HOM}/commands/{command['command_id']}").json()
    assert view["state"] == "expired"


def test_scans_are_listed_newest_first_in_pages(viewer: TestClient, parts: ConsoleParts) -> None:
    scanned(parts, *range(1, 8))
    seqs, before = [], None
    while True:
        query = {"limit": 3} | ({"before": before} if before else {})
        page = viewer.get("/api/scans", params=query).json()
        seqs += [one["seq"] for one in page["scans"]]
        before = page["next_before"]
        if before is None:
            break
    assert seqs == [7, 6, 5, 4, 3, 2, 1]
    assert viewer.get("/api/scans", params={"station": DONG_XUAN}).json()["scans"] == []
    assert viewer.get("/api/scans", params={"verdict": "valid"}).json()["scans"] == []
    found = viewer.get("/api/scans", params={"verdict": "not_a_trace_code", "limit": 1}).json()
    assert found["scans"][0]["station_name"] == f"Trạm {CHO_HOM}"


def test_the_summary_counts_the_day(viewer: TestClient, parts: ConsoleParts) -> None:
    scanned(parts, 1, 2, 3)
    scans = viewer.get("/api/summary").json()["scans"]
    assert (scans["total"], scans["last_hour"]) == (3, 3)
    assert scans["by_verdict"] == {"not_a_trace_code": 3}
    assert scans["by_colour"] == {"grey": 3}
    assert scans["by_station"] == {CHO_HOM: 3}


@pytest.mark.parametrize(
    "query",
    [{"limit": 0}, {"limit": 1000}, {"verdict": "teapot"}, {"before": "x"}, {"before": 2**70}],
)
def test_a_query_that_breaks_a_rule_is_refused(
    viewer: TestClient, query: dict[str, str | int]
) -> None:
    answer = viewer.get("/api/scans", params=query)
    assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid")
