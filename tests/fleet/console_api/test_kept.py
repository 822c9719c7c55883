"""Figures that all browsers share: counted once, and never older than a change of ours."""

import threading
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from starlette.testclient import TestClient

from fleet.accounts.models import Role
from fleet.api.console_app import build_console
from fleet.api.console_parts import ConsoleParts
from fleet.api.kept import MOST_KEYS, Kept
from tests.fleet.console_api.conftest import NAMES, PASSWORD
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import CHO_HOM


class Seconds:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        """Give the time."""
        return self.now_s


def test_a_figure_is_kept_for_its_time_and_by_its_key() -> None:
    seconds, numbers = Seconds(), count()
    kept = Kept(seconds, kept_s=1.0)
    told = [kept.get("a", numbers.__next__), kept.get("b", numbers.__next__)]
    seconds.now_s = 0.9
    told.append(kept.get("a", numbers.__next__))
    seconds.now_s = 1.0
    told.append(kept.get("a", numbers.__next__))
    assert told == [0, 1, 0, 2]


def test_what_is_forgotten_while_it_is_counted_is_counted_again() -> None:
    kept, numbers = Kept(Seconds()), count()

    def counted() -> int:
        kept.forget()
        return next(numbers)

    assert [kept.get("a", counted), kept.get("a", numbers.__next__)] == [0, 1]


def test_twenty_who_ask_at_once_cost_one_look() -> None:
    kept, numbers, goes_on = Kept(Seconds()), count(), threading.Event()
    told: list[int] = []

    def look() -> int:
        goes_on.wait(20)
        return next(numbers)

    browsers = [
        threading.Thread(target=lambda: told.append(kept.get("a", look))) for _ in range(20)
    ]
    for browser in browsers:
        browser.start()
    goes_on.set()
    for browser in browsers:
        browser.join(20)
    assert told == [0] * 20


def test_a_look_that_fails_is_not_kept() -> None:
    kept, none = Kept(Seconds()), iter(())
    with pytest.raises(StopIteration):
        kept.get("a", none.__next__)
    assert kept.get("a", lambda: 7) == 7


def test_only_so_many_keys_are_kept() -> None:
    kept = Kept(Seconds())
    for key in range(MOST_KEYS + 1):
        kept.get(key, lambda: "old")
    assert kept.get(0, lambda: "new") == "new"
    assert kept.get(MOST_KEYS, lambda: "new") == "old"


def test_browsers_share_a_summary_until_one_of_them_changes_something(
    parts: ConsoleParts, clock: SetClock
) -> None:
    shared = replace(parts, kept=Kept(Seconds()))
    headers = {"Origin": parts.public_url}
    body = {"name": NAMES[Role.OPERATOR], "password": PASSWORD}
    with TestClient(build_console(shared), headers=headers) as client:
        assert client.post("/api/session", json=body).is_success
        first = client.get("/api/summary").json()["at"]
        clock.advance(timedelta(seconds=5))
        assert client.get("/api/summary").json()["at"] == first
        order = {"name": "restart", "what": "station"}
        assert client.post(f"/api/stations/{CHO_HOM}/commands", json=order).status_code == 202
        assert client.get("/api/summary").json()["at"] > first
        wrong = {"name": "identify", "what": "station"}
        assert client.post(f"/api/stations/{CHO_HOM}/commands", json=wrong).status_code == 422
