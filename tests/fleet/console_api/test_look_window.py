"""The window that a station would show, drawn by the station's own program beside the fleet."""

import sys
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from fleet.accounts.models import Role
from fleet.api.console_app import build_console
from fleet.api.console_parts import ConsoleParts
from fleet.registry.service import import_file
from fleet.windows.drawing import Windows
from tests.fleet.console_api.conftest import NAMES, ORIGIN, PASSWORD
from tests.support.registry import GTIN, as_bytes, document

LOOK = "/api/look/window"
CODE = f"https://id.gs1.org/01/{GTIN}/21/S1"


@pytest.fixture
def goods(parts: ConsoleParts) -> None:
    import_file(parts.database, parts.clock, as_bytes(document()), by="test")


def with_windows(parts: ConsoleParts, windows: Windows) -> TestClient:
    app = build_console(replace(parts, windows=windows))
    client = TestClient(app, headers={"Origin": ORIGIN})
    client.post("/api/session", json={"name": NAMES[Role.VIEWER], "password": PASSWORD})
    return client


@pytest.mark.usefixtures("goods")
def test_the_window_of_a_known_stamp_and_of_a_person_s_card(parts: ConsoleParts) -> None:
    viewer = with_windows(parts, Windows())
    order = {"code": CODE, "housing": "compact-7", "language": "en"}
    answer = viewer.post(LOOK, json=order)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert answer.headers["cache-control"] == "no-store"
    picture = answer.content
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (800, 480)
    card = "001099012345|012345678|Nguyễn Văn A|01011999|Nam|Hà Nội|01012021"
    refused = viewer.post(LOOK, json={**order, "code": card})
    assert refused.status_code == 200
    assert refused.content != picture
    viewer.close()


@pytest.mark.parametrize("wrong", [{"housing": "bus"}, {"language": "fr"}, {"theme": "dark"}])
def test_a_window_that_no_station_has(viewer: TestClient, wrong: dict[str, str]) -> None:
    answer = viewer.post(LOOK, json={"code": CODE, **wrong})
    assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid")


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("import sys; sys.exit(4)", "window.not_installed"),
        ("import time; time.sleep(60)", "window.slow"),
        ("import os; os.abort()", "window.failed"),
    ],
)
def test_why_there_is_no_picture_is_said(parts: ConsoleParts, program: str, code: str) -> None:
    windows = Windows(command=(sys.executable, "-I", "-c", program), timeout_s=1.0)
    with with_windows(parts, windows) as client:
        answer = client.post(LOOK, json={"code": CODE})
    body = answer.json()
    assert (answer.status_code, body["code"], body["detail"]) == (503, code, "")
    assert answer.headers["content-type"] == "application/problem+json"
