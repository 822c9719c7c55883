"""Fixtures of the console API's tests: the listener in this process, and people who use it."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.testclient import TestClient

from fleet.accounts.models import Role
from fleet.accounts.service import Accounts
from fleet.api.console_app import build_console, describe
from fleet.api.console_parts import ConsoleParts
from fleet.api.events import Hub
from fleet.api.kept import Kept
from fleet.commands.uploads import uploads_in
from fleet.connectors.ask import Connectors
from fleet.db.engine import Database
from fleet.epcis.runner import CaptureRunner
from fleet.windows.drawing import PNG, Windows
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import (
    CHO_HOM,
    DONG_XUAN,
    add_stations,
    make_desk,
    make_stamps,
)

PASSWORD = "một mật khẩu dài"
ORIGIN = "http://testserver"
EMPTY_PICTURE = f"import sys; sys.stdout.buffer.write({PNG!r})"
"""A program that draws at once."""
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
NAMES = {Role.VIEWER: "xem", Role.OPERATOR: "lam", Role.ADMINISTRATOR: "quan"}


class Woken:
    """Counts how often stations were to hear of something at once."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> None:
        self.times += 1


@pytest.fixture
def wake() -> Woken:
    return Woken()


@pytest.fixture
def parts(
    database: Database, clock: SetClock, data_dir: Path, wake: Woken, connectors: Connectors
) -> ConsoleParts:
    add_stations(database, CHO_HOM, DONG_XUAN)
    accounts = Accounts(database, clock, QUICK)
    for role, name in NAMES.items():
        accounts.create_user(name, PASSWORD, role, by="test")
    # The clock stands still, so what is kept would never be too old.
    kept = Kept(clock.monotonic_s, kept_s=0)
    return ConsoleParts(
        database=database,
        accounts=accounts,
        clock=clock,
        desk=make_desk(data_dir),
        uploads=uploads_in(data_dir),
        events=Hub(database, clock, kept, look_every_s=0.02, heartbeat_s=0.2),
        kept=kept,
        connectors=connectors,
        public_url="http://testserver",
        static_dir=data_dir / "static",
        captures=CaptureRunner(database, clock, data_dir / "captures"),
        stamps=make_stamps(database, clock, data_dir),
        wake=wake,
        windows=Windows(command=(sys.executable, "-I", "-S", "-c", EMPTY_PICTURE)),
    )


@pytest.fixture(scope="session")
def described() -> FastAPI:
    """Return the routes of the console, worked out once for all tests."""
    return describe()


@pytest.fixture
def anybody(parts: ConsoleParts, described: FastAPI) -> Iterator[TestClient]:
    """Return a browser that isn't signed in."""
    with TestClient(build_console(parts, described), headers={"Origin": ORIGIN}) as client:
        yield client


@pytest.fixture
def sign_in(parts: ConsoleParts, described: FastAPI) -> Iterator[Callable[[Role], TestClient]]:
    """Return a function that gives a browser in which somebody with a role is signed in."""
    opened: list[TestClient] = []

    def open_as(role: Role) -> TestClient:
        client = TestClient(build_console(parts, described), headers={"Origin": ORIGIN})
        opened.append(client)
        answer = client.post("/api/session", json={"name": NAMES[role], "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        return client

    yield open_as
    for client in opened:
        client.close()


@pytest.fixture
def operator(sign_in: Callable[[Role], TestClient]) -> TestClient:
    return sign_in(Role.OPERATOR)


@pytest.fixture
def viewer(sign_in: Callable[[Role], TestClient]) -> TestClient:
    return sign_in(Role.VIEWER)
