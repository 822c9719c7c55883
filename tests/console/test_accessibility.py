"""Every page in both languages and both themes: axe finds nothing serious, a phone has room.

axe-core comes with the console's npm packages. It is injected, which the console's content
security policy forbids, so these pages alone are opened with that policy set aside.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.console.browsing import Visitor
from tests.console.seeds import DONG_XUAN, LOST, Seeder
from tests.console.server import OPERATOR, PASSWORD, ConsoleServer

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.timeout(180)]

AXE = Path(__file__).parents[2] / "fleet" / "web" / "node_modules" / "axe-core" / "axe.min.js"
DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
PATHS = (
    "/",
    "/stations",
    "/stations?q=khong-co",
    f"/stations/{DONG_XUAN}",
    f"/stations/{LOST}",
    "/stations/khong-co-tram",
    "/content",
    "/content/new",
    "/nowhere",
)
SERIOUS = {"serious", "critical"}
TARGET_PX = 44

Theme = Literal["light", "dark"]
OpenPage = Callable[[str, Theme, ViewportSize], Page]


@pytest.fixture
def open_page(chromium: Browser, server: ConsoleServer, seed: Seeder) -> Iterator[OpenPage]:
    """Return a function that signs in on a screen in a language and a theme."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run make console")
    seed.add_slide("Rau an toàn mỗi ngày")
    opened = []

    def open_page(language: str, theme: Theme, viewport: ViewportSize) -> Page:
        context = chromium.new_context(bypass_csp=True, color_scheme=theme, viewport=viewport)
        opened.append(context)
        context.add_init_script(f"localStorage.setItem('tq-language', '{language}')")
        page = context.new_page()
        page.goto(server.url)
        assert serious(page) == [], "the sign-in page"
        page.locator("input[autocomplete=username]").fill(OPERATOR)
        page.locator("input[type=password]").fill(PASSWORD)
        page.locator("button[type=submit]").click()
        expect(page.locator("nav")).to_be_visible()
        return page

    yield open_page
    for context in opened:
        context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_serious(open_page: OpenPage, language: str, theme: Theme) -> None:
    page = open_page(language, theme, DESK)
    found = {}
    for path in PATHS:
        go(page, path)
        if complaints := serious(page):
            found[path] = complaints
    go(page, "/")
    page.locator("header button[popovertarget]").click()
    expect(page.locator("[popover]")).to_be_visible()
    if complaints := serious(page):
        found["the menu"] = complaints
    assert found == {}
    assert page.locator("html").get_attribute("lang") == language


def test_a_phone_has_room_for_everything(open_page: OpenPage) -> None:
    page = open_page("vi", "light", PHONE)
    for path in PATHS:
        go(page, path)
        assert serious(page) == [], path
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE["width"], f"{path} is {width} px wide"
        assert too_small(page) == [], path


def test_axe_would_complain(open_page: OpenPage) -> None:
    page = open_page("vi", "light", DESK)
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert any(one.startswith("button-name") for one in serious(page))


def test_the_keyboard_alone_reaches_and_opens_everything(visitor: Visitor, seed: Seeder) -> None:
    visitor.open("/")
    page = visitor.page
    expect(page.get_by_label("Tên đăng nhập")).to_be_focused()
    page.keyboard.type(OPERATOR)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    visitor.wait_until_live()
    expect(page.locator("main")).to_be_focused()
    page.reload()
    visitor.wait_until_live()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Bỏ qua đến nội dung")).to_be_focused()
    page.get_by_role("link", name="Trạm", exact=True).focus()
    page.keyboard.press("Enter")
    expect(visitor.heading("Trạm")).to_be_visible()
    expect(page.locator("main")).to_be_focused()
    page.get_by_role("button", name="Tài khoản và hiển thị").focus()
    page.keyboard.press("Enter")
    english = page.get_by_role("radio", name="English")
    expect(english).to_be_visible()
    page.keyboard.press("Escape")
    expect(english).to_be_hidden()
    expect(page.get_by_role("button", name="Tài khoản và hiển thị")).to_be_focused()


def go(page: Page, path: str) -> None:
    """Open an address and wait until its data is drawn."""
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + path)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("main [aria-hidden=true][class*=loading]")).to_have_count(0)


def serious(page: Page) -> list[str]:
    """Run axe and name what it finds serious, with the elements."""
    expect(page.locator("h1")).to_be_visible()
    page.add_script_tag(path=AXE)
    results = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {[node['target'] for node in one['nodes']]}"
        for one in results["violations"]
        if one["impact"] in SERIOUS
    ]


def too_small(page: Page) -> list[str]:
    """Name the controls that a finger would miss; links within a text may be small."""
    found: list[str] = page.evaluate(
        """(least) => [...document.querySelectorAll(
            'button, nav a, [class*=tq-button], input:not(.tq-hidden), textarea, tbody a, li > a'
        )].filter((one) => {
            const box = one.getBoundingClientRect();
            const hidden = box.width === 0 || getComputedStyle(one).visibility === 'hidden';
            return !hidden && (box.height < least - 0.5 || box.width < least - 0.5);
        }).map((one) => one.outerHTML.slice(0, 120))""",
        TARGET_PX,
    )
    return found
