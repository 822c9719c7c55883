"""A setting and a slide travel from the console to the window, survive, and are reported back."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import cv2
import httpx2
import numpy as np
import pytest

from contract.desired import DesiredState as DesiredBody
from contract.messages import Desired
from contract.names import StationId
from contract.signing import DESIRED_DOMAIN
from deploy.demo.fleet_side import STATION
from fleet import settings as fleet_settings
from fleet.clock import SystemClock
from fleet.content.desired import newest
from fleet.content.models import DesiredState, DesiredStatus
from fleet.downlink import service as downlink
from fleet.parts import Parts
from tests.support.system import Prepared, System, until

pytestmark = [pytest.mark.system, pytest.mark.loopback, pytest.mark.timeout(300)]

PAGE = f"/api/stations/{STATION}"
SETTLED_WITHIN_S = 90.0
MAGENTA = (255, 0, 255)
LEAST_SHARE = 0.05
"""A slide fills far more of the window than this."""


@pytest.fixture
def system(tmp_path: Path, prepared: Prepared) -> Iterator[System]:
    """Start everything, with nothing to scan, so that the attract screen stays."""
    whole = System(tmp_path, codes=(), prepared=prepared)
    yield whole
    whole.close()


@pytest.fixture
def console(system: System) -> Iterator[httpx2.Client]:
    """Sign in to the console."""
    with system.fleet_side.browse(system.sign_in) as client:
        yield client


def page(console: httpx2.Client) -> dict[str, Any]:
    shown: dict[str, Any] = console.get(PAGE).raise_for_status().json()
    return shown


def change_setting(console: httpx2.Client, seconds: int) -> None:
    wanted = page(console)["settings"]
    change = {
        "expected_number": wanted["number"],
        "settings": {"result_timeout_s": seconds},
    }
    console.put(f"{PAGE}/settings", json=change).raise_for_status()


def add_slide(console: httpx2.Client) -> str:
    picture = cv2.imencode(".png", np.full((720, 1280, 3), MAGENTA, np.uint8))[1].tobytes()
    form = {"title_vi": "Chợ sạch", "title_en": "Clean market", "stations": "all"}
    files = {"picture": ("slide.png", picture, "image/png")}
    answer = console.post("/api/slides", data=form, files=files).raise_for_status()
    slide_id: str = answer.json()["slide_id"]
    return slide_id


def settled(system: System, console: httpx2.Client, number: int) -> bool:
    """Say whether a state is in force, reported, and shown by the window's process."""
    status = system.station_side.status()
    return (
        page(console)["reported_number"] == number
        and status is not None
        and status.number == number
    )


def share_of_slide(console: httpx2.Client) -> float:
    """Ask for the window, and say how much of it the slide's colour fills."""
    asked = console.post(f"{PAGE}/screenshot").raise_for_status().json()
    command = f"{PAGE}/commands/{asked['command_id']}"

    def done() -> bool:
        state = console.get(command).raise_for_status().json()
        assert state["state"] != "failed", state
        return bool(state["has_picture"])

    until("the picture of the window", done, SETTLED_WITHIN_S)
    png = console.get(f"{PAGE}/screenshot").raise_for_status().content
    window = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    assert window is not None
    near = np.abs(window.astype(np.int16) - MAGENTA).max(axis=2) < 24
    return float(near.mean())


def publish_bad_settings(system: System) -> int:
    """Publish a state that is signed and whole, but whose settings have a key nobody knows."""
    settings = fleet_settings.load(system.fleet_side.config)
    parts = Parts.open(settings, SystemClock())
    now = datetime.now(UTC)
    station = StationId(STATION)
    try:
        with parts.database.write() as session:
            before = newest(session, station)
            assert before is not None
            good = DesiredBody.model_validate_json(before.body)
            bad = parts.desk.assets.add(b'{"result_timeout_s": 50, "colour": "red"}')
            number = before.number + 1
            update = {"number": number, "issued_at": now, "configuration": bad}
            body = good.model_copy(update=update).model_dump_json()
            signed = parts.desk.publisher.sign(DESIRED_DOMAIN, body)
            row = DesiredState(
                station_id=station,
                number=number,
                configuration={"result_timeout_s": 50, "colour": "red"},
                slides=before.slides,
                body=body,
                key_id=signed.key_id,
                signature=signed.signature,
                created_at=now,
                created_by="test",
                status=DesiredStatus.PENDING,
                changed_at=now,
            )
            session.add(row)
            message = Desired(body=body, key_id=signed.key_id, signature=signed.signature)
            downlink.post_desired(session, station, message, now)
    finally:
        parts.database.close()
    return number


def test_a_setting_and_a_slide_reach_the_window_and_stay(
    system: System, console: httpx2.Client
) -> None:
    change_setting(console, 33)
    slide_id = add_slide(console)
    number = page(console)["settings"]["number"]
    until("the new state", lambda: settled(system, console, number), SETTLED_WITHIN_S)
    shown = page(console)
    assert shown["settings"]["reported"]["result_timeout_s"] == 33
    assert shown["reported"]["slides"] == [slide_id]
    assert share_of_slide(console) > LEAST_SHARE

    system.restart_station()
    system.restart_agent()
    until("the same state", lambda: settled(system, console, number), SETTLED_WITHIN_S)
    assert share_of_slide(console) > LEAST_SHARE


def test_a_bad_state_is_refused_and_the_old_one_stays(
    system: System, console: httpx2.Client
) -> None:
    change_setting(console, 44)
    number = page(console)["settings"]["number"]
    until("the good state", lambda: settled(system, console, number), SETTLED_WITHIN_S)
    bad = publish_bad_settings(system)

    def refused() -> dict[str, Any] | None:
        return next(
            (
                row
                for row in page(console)["history"]
                if row["number"] == bad and row["status"] == "refused"
            ),
            None,
        )

    until("the refusal", lambda: refused() is not None, SETTLED_WITHIN_S)
    row = refused()
    assert row is not None
    assert row["code"] == "settings.invalid"
    assert "colour" in row["detail"]
    assert settled(system, console, number)
    assert page(console)["settings"]["reported"]["result_timeout_s"] == 44

    system.restart_agent()
    change_setting(console, 55)
    until("the next good state", lambda: settled(system, console, bad + 1), SETTLED_WITHIN_S)
