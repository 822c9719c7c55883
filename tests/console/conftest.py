"""Fixtures of the console's tests: Debian's Chromium, and a console of its own for each test.

Playwright's own event loop runs in this thread as long as it is open, so it is opened once a
module and closed with it: no other test would bear it. A module whose tests change nothing, or
nothing that another looks at, shares one console: it defines `server` and `seed` as `shared_server`
and `shared_seed`.
"""

import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from fleet.api.console_app import describe
from fleet.api.console_parts import STATIC_DIR
from tests.console.browsing import Visitor
from tests.console.seeds import Seeder
from tests.console.server import ConsoleServer

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Return the browser."""
    executable = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if executable is None:
        pytest.skip("Chromium is not installed: run make system")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def described() -> FastAPI:
    """Return the routes of the console, worked out once for all tests."""
    return describe()


@pytest.fixture
def server(
    data_dir: Path, free_port: Callable[[], int], described: FastAPI
) -> Iterator[ConsoleServer]:
    """Return a console that runs, with accounts and nothing else."""
    yield from _serve(data_dir, free_port(), described)


@pytest.fixture
def seed(server: ConsoleServer) -> Seeder:
    """Return what fills the console; its stations are there."""
    return _filled(server)


@pytest.fixture(scope="module")
def shared_server(
    tmp_path_factory: pytest.TempPathFactory, described: FastAPI
) -> Iterator[ConsoleServer]:
    """Return a console for all tests of a module."""
    # Before pytest-socket looks at a test; only loopback is bound.
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    yield from _serve(tmp_path_factory.mktemp("console"), port, described)


@pytest.fixture(scope="module")
def shared_seed(shared_server: ConsoleServer) -> Seeder:
    """Return what filled the console of the module."""
    return _filled(shared_server)


def _serve(data_dir: Path, port: int, described: FastAPI) -> Iterator[ConsoleServer]:
    if not (STATIC_DIR / "index.html").is_file():
        pytest.skip("the console isn't built: run make console")
    server = ConsoleServer(data_dir, port, described)
    server.start()
    yield server
    server.close()


def _filled(server: ConsoleServer) -> Seeder:
    seeder = Seeder(server)
    seeder.fill()
    return seeder


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Return a browser profile that knows nothing yet, on a machine in Vietnam."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, locale="vi-VN", timezone_id="America/New_York"
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, server: ConsoleServer) -> Iterator[Page]:
    """Return a page; at the end it must have asked nobody but the console, and thrown nothing."""
    page = context.new_page()
    asked: list[str] = []
    thrown: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.on(
        "console",
        lambda message: (
            thrown.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    yield page
    own = (server.url, "blob:", "data:")
    assert [url for url in asked if not url.startswith(own)] == []
    assert thrown == []


@pytest.fixture
def visitor(page: Page, server: ConsoleServer) -> Visitor:
    """Return somebody in front of the page."""
    return Visitor(page=page, url=server.url)
