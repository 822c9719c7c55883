"""Fixtures of the console's tests: Debian's Chromium, and a console of its own for each test.

Playwright's own event loop runs in this thread as long as it is open, so it is opened once a
module and closed with it: no other test would bear it.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

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
PATIENCE_MS = 10_000


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


@pytest.fixture
def server(data_dir: Path, free_port: Callable[[], int]) -> Iterator[ConsoleServer]:
    """Return a console that runs, with accounts and nothing else."""
    if not (STATIC_DIR / "index.html").is_file():
        pytest.skip("the console isn't built: run make console")
    server = ConsoleServer(data_dir, free_port())
    server.start()
    yield server
    server.close()


@pytest.fixture
def seed(server: ConsoleServer) -> Seeder:
    """Return what fills the console; its stations are there."""
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
