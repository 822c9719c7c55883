"""Slides through the API: a picture with texts becomes a signed state of each station."""

import base64
import hashlib
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import select
from starlette.testclient import TestClient

from contract.desired import ContentManifest, DesiredState
from contract.messages import Desired
from contract.signing import DESIRED_DOMAIN, signed_bytes
from contract.wire import decode_as
from fleet.accounts.models import AuditEntry
from fleet.api.console_parts import ConsoleParts
from fleet.downlink.models import DownMessage
from tests.fleet.console_api.conftest import Woken
from tests.support.fleet_rooms import CHO_HOM, DONG_XUAN
from tests.support.pictures import huge_png, picture

FORM = {
    "title_vi": "Rau sạch Đông Anh",
    "body_vi": "Thu hoạch mỗi sáng",
    "title_en": "Fresh greens",
    "body_en": "",
    "stations": "all",
}


def add(client: TestClient, content: bytes | None = None, /, **changes: object) -> Any:  # noqa: ANN401
    files = {"picture": ("slide.png", content or picture(), "image/png")}
    return client.post("/api/slides", data=FORM | changes, files=files)


def desired_of(parts: ConsoleParts, station: str) -> Desired | None:
    with parts.database.read() as session:
        row = session.scalar(select(DownMessage).where(DownMessage.station_id == station))
    return decode_as(Desired, row.payload.encode()) if row else None


def test_a_slide_for_all_reaches_every_station_signed(
    operator: TestClient, parts: ConsoleParts, wake: Woken
) -> None:
    answer = add(operator)
    assert answer.status_code == 201, answer.text
    slide = answer.json()
    assert (slide["stations"], slide["pending"], slide["width_px"]) == (None, 2, 64)
    assert wake.times == 1
    for station in (CHO_HOM, DONG_XUAN):
        message = desired_of(parts, station)
        assert message is not None
        key = base64.urlsafe_b64decode(parts.desk.publisher.public_key.public_key + "=")
        signature = base64.urlsafe_b64decode(message.signature + "==")
        signed = signed_bytes(DESIRED_DOMAIN, message.body)
        Ed25519PublicKey.from_public_bytes(key).verify(signature, signed)
        state = DesiredState.model_validate_json(message.body)
        assert (state.station, state.number) == (station, 1)
        for artifact in (state.configuration, state.content):
            content = parts.desk.assets.find(artifact.sha256).read_bytes()
            assert len(content) == artifact.size
            assert hashlib.sha256(content).hexdigest() == artifact.sha256
        document = parts.desk.assets.find(state.content.sha256).read_text()
        manifest = ContentManifest.model_validate_json(document)
        assert [one.slide_id for one in manifest.slides] == [slide["slide_id"]]
        assert manifest.slides[0].texts["vi"].title == FORM["title_vi"]


def test_a_slide_for_one_station_leaves_the_other_alone(
    operator: TestClient, parts: ConsoleParts
) -> None:
    slide = add(operator, stations=[CHO_HOM]).json()
    assert slide["stations"] == [CHO_HOM]
    assert desired_of(parts, CHO_HOM) is not None
    assert desired_of(parts, DONG_XUAN) is None
    view = operator.get(f"/api/stations/{CHO_HOM}").json()
    assert view["slides"] == [slide["slide_id"]]
    assert view["history"][0]["status"] == "pending"


def test_a_retired_slide_is_taken_away_with_a_new_state(
    operator: TestClient, parts: ConsoleParts
) -> None:
    first, second = add(operator).json(), add(operator).json()
    assert operator.delete(f"/api/slides/{first['slide_id']}").status_code == 204
    assert operator.delete(f"/api/slides/{first['slide_id']}").status_code == 204
    listed = operator.get("/api/slides").json()["slides"]
    assert [one["slide_id"] for one in listed] == [second["slide_id"]]
    history = operator.get(f"/api/stations/{CHO_HOM}").json()["history"]
    assert [(one["number"], one["status"]) for one in history] == [
        (3, "pending"),
        (2, "superseded"),
        (1, "superseded"),
    ]
    message = desired_of(parts, CHO_HOM)
    assert message is not None
    assert json.loads(message.body)["number"] == 3
    with parts.database.read() as session:
        deeds = session.scalars(select(AuditEntry.what).where(AuditEntry.who == "lam")).all()
    assert deeds == ["sign_in", "slide.add", "slide.add", "slide.retire"]


def test_the_picture_is_given_back_as_it_came(operator: TestClient, viewer: TestClient) -> None:
    content = picture("JPEG")
    slide = add(operator, content).json()
    answer = viewer.get(f"/api/slides/{slide['slide_id']}/picture")
    assert answer.content == content
    assert answer.headers["content-type"] == "image/jpeg"
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"GIF89a not allowed", "picture.type"),
        (picture()[:60], "picture.broken"),
        (picture("JPEG")[:200], "picture.broken"),
        (huge_png(10_000, 10_000), "picture.too_many_pixels"),
        (huge_png(0, 10), "picture.broken"),
        (huge_png(100, 100), "picture.broken"),
        (b"\x89PNG\r\n\x1a\n", "picture.broken"),
        (b"\xff\xd8\xff\xe0", "picture.broken"),
    ],
    ids=["gif", "cut png", "cut jpeg", "100 megapixels", "no width", "no rows", "png", "jpeg"],
)
def test_a_picture_that_no_station_could_show_is_refused(
    operator: TestClient, parts: ConsoleParts, content: bytes, code: str
) -> None:
    answer = add(operator, content)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert operator.get("/api/slides").json() == {"slides": []}
    assert desired_of(parts, CHO_HOM) is None


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"title_vi": "  "}, "title_vi"),
        ({"title_en": "x" * 81}, "title_en"),
        ({"body_en": "x" * 301}, "body_en"),
        ({"title_en": "a\x07b"}, "title_en"),
    ],
)
def test_a_text_that_breaks_a_rule_is_named(
    operator: TestClient, changes: dict[str, str], where: str
) -> None:
    answer = add(operator, None, **changes)
    assert (answer.status_code, answer.json()["code"]) == (422, "slide.text")
    assert where in answer.json()["detail"]


def test_a_station_that_nobody_knows_is_named(operator: TestClient) -> None:
    answer = add(operator, stations=[CHO_HOM, "nowhere"])
    assert (answer.status_code, answer.json()["code"]) == (404, "station.unknown")
    assert "nowhere" in answer.json()["detail"]
    assert operator.get("/api/slides").json() == {"slides": []}


def test_a_picture_that_is_too_long_is_refused(operator: TestClient) -> None:
    answer = add(operator, picture() + b"\0" * (8 * 1024 * 1024))
    assert (answer.status_code, answer.json()["code"]) == (422, "picture.too_long")
    answer = add(operator, picture() + b"\0" * (9 * 1024 * 1024))
    assert (answer.status_code, answer.json()["code"]) == (413, "request.too_long")
