"""Signing in and out, and what stands between the network and the routes."""

from datetime import timedelta

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from fleet.accounts.models import Role
from fleet.api.console_app import build_console
from fleet.api.console_parts import ConsoleParts
from tests.fleet.console_api.conftest import NAMES, ORIGIN, PASSWORD
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import CHO_HOM

SIGN_IN = {"name": NAMES[Role.OPERATOR], "password": PASSWORD}


def test_signing_in_tells_who_one_is(anybody: TestClient) -> None:
    answer = anybody.post("/api/session", json=SIGN_IN)
    assert answer.json()["name"] == "lam"
    assert answer.json()["can_change"] is True
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("tq_session=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    assert anybody.get("/api/session").json() == answer.json()


def test_over_https_the_cookie_belongs_to_this_host_alone(parts: ConsoleParts) -> None:
    from_https = ConsoleParts(
        **{name: getattr(parts, name) for name in parts.__slots__}
        | {"public_url": "https://fleet.example"}
    )
    headers = {"Origin": "https://testserver"}
    with TestClient(build_console(from_https), "https://testserver", headers=headers) as client:
        answer = client.post("/api/session", json=SIGN_IN)
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-tq=")
        assert "Secure" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert client.get("/api/summary").status_code == 200


def test_after_signing_out_the_session_is_over(operator: TestClient) -> None:
    token = operator.cookies["tq_session"]
    assert operator.delete("/api/session").status_code == 204
    assert operator.get("/api/summary").status_code == 401
    operator.cookies.set("tq_session", token)
    assert operator.get("/api/summary").json()["code"] == "session.unknown"
    assert operator.delete("/api/session").status_code == 204


def test_signing_in_again_ends_the_session_before(operator: TestClient) -> None:
    token = operator.cookies["tq_session"]
    operator.post("/api/session", json=SIGN_IN)
    assert operator.cookies["tq_session"] != token
    operator.cookies.clear()
    operator.cookies.set("tq_session", token)
    assert operator.get("/api/session").status_code == 401


def test_a_session_ends_after_half_an_hour_of_nothing(
    operator: TestClient, clock: SetClock
) -> None:
    clock.advance(timedelta(minutes=31))
    assert operator.get("/api/session").json()["code"] == "session.expired"


@pytest.mark.parametrize(
    "body",
    [{"name": "lam", "password": "wrong wrong wrong"}, {"name": "nobody", "password": PASSWORD}],
)
def test_a_wrong_name_and_a_wrong_password_look_alike(
    anybody: TestClient, body: dict[str, str]
) -> None:
    answer = anybody.post("/api/session", json=body)
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in.refused")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin", "Origin": ORIGIN}, 200),
        ({"Sec-Fetch-Site": "cross-site", "Origin": ORIGIN}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": ORIGIN}, 403),
        ({"Sec-Fetch-Site": "none", "Origin": ORIGIN}, 403),
        ({"Origin": ORIGIN}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_only_our_own_pages_may_change_something(
    parts: ConsoleParts, described: FastAPI, headers: dict[str, str], status: int
) -> None:
    with TestClient(build_console(parts, described), headers=headers) as client:
        answer = client.post("/api/session", json=SIGN_IN)
        assert answer.status_code == status
        if status == 403:
            assert answer.json()["code"] == "origin.other"


def test_a_page_of_another_site_may_change_nothing_with_a_session(operator: TestClient) -> None:
    answer = operator.post(
        f"/api/stations/{CHO_HOM}/screenshot", headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.json()["code"] == "origin.other"


@pytest.mark.parametrize("path", ["/api/summary", "/", "/nothing/here", "/healthz"])
def test_every_answer_says_what_its_page_may_do(anybody: TestClient, path: str) -> None:
    headers = anybody.get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "script-src" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"


def test_a_body_that_is_too_long_is_refused_before_it_is_read(anybody: TestClient) -> None:
    answer = anybody.post("/api/session", content=b"x" * 70_000)
    assert (answer.status_code, answer.json()["code"]) == (413, "request.too_long")


def test_a_body_of_unknown_length_is_counted(anybody: TestClient) -> None:
    def endless() -> "list[bytes]":
        return [b"x" * 10_000] * 10

    answer = anybody.post("/api/session", content=iter(endless()))
    assert (answer.status_code, answer.json()["code"]) == (413, "request.too_long")


def test_a_key_that_nobody_knows_is_refused(anybody: TestClient) -> None:
    answer = anybody.post("/api/session", json={**SIGN_IN, "role": "administrator"})
    assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid")
    assert "role" in answer.json()["detail"]


def test_health_is_told_to_anybody(anybody: TestClient) -> None:
    assert anybody.get("/healthz").json() == {"alive": True}
    assert anybody.get("/readyz").json() == {"ready": True}
