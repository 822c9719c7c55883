"""Every page in both languages and both themes: axe finds nothing serious, a phone has room.

axe-core comes with the console's npm packages. It is injected, which the console's content
security policy forbids, so these pages alone are opened with that policy set aside. A page is
loaded once; the language and the theme change below it, as they do for somebody who changes them.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.console import goods
from tests.console.browsing import Visitor
from tests.console.places import CHO_HOM, DONG_XUAN, LOST
from tests.console.seeds import Seeder
from tests.console.server import OPERATOR, PASSWORD, ConsoleServer
from tests.support.registry import GTIN

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.timeout(180)]

AXE = Path(__file__).parents[2] / "fleet" / "web" / "node_modules" / "axe-core" / "axe.min.js"
DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
PATHS = (
    "/",
    "/stations",
    "/stations?q=khong-co&columns=place,software,outbox",
    f"/stations/{DONG_XUAN}",
    f"/stations/{LOST}",
    "/stations/khong-co-tram",
    "/scans",
    "/scans?colour=red&from=2020-01-01",
    "/alerts",
    "/alerts?state=closed",
    "/content",
    "/content/new",
    "/nowhere",
)
REGISTRY_PATHS = (
    "/products",
    f"/products/{GTIN}",
    f"/lots/{GTIN}/L1",
    "/lots?q=khong-co",
    "/parties",
    "/parties/htx-a",
    "/certificates?dates=good",
    "/recalls",
    f"/recalls/new?gtin={GTIN}&lot=L1",
    "/stamps",
    "/stamp-batches",
    "/keys",
    "/imports",
    "/connectors",
    "/look",
    "/captures",
    "/partners",
    f"/chains?gtin={GTIN}&lot=L1",
)
DIALOGS = (
    ("/recalls", "r-1"),
    ("/stamps", "TQ001"),
    ("/stamp-batches", "Đợt tem số 1"),
    ("/stamp-batches", "Phát hành tem"),
    ("/keys", "Tạo khóa"),
    ("/connectors", "Cổng minh họa"),
    ("/connectors", "Thêm kết nối"),
)
"""What opens beside a list, by the button that opens it."""
SERIOUS = {"serious", "critical"}
TARGET_PX = 44
# Colours don't depend on the language, and nothing else depends on the theme.
CONTRAST: dict[str, object] = {"runOnly": ["color-contrast"]}
ALL_ELSE: dict[str, object] = {"rules": {"color-contrast": {"enabled": False}}}
Look = tuple[str, str, dict[str, object]]
LOOKS: tuple[Look, ...] = (
    ("vi", "light", {}),
    ("vi", "dark", CONTRAST),
    ("en", "dark", CONTRAST),
    ("en", "light", ALL_ELSE),
)
# What consists of the same parts as pages that are looked at in every way.
FEWER: tuple[Look, ...] = (("vi", "light", {}), ("vi", "dark", CONTRAST))


@pytest.fixture(scope="module")
def server(shared_server: ConsoleServer) -> ConsoleServer:
    """Return the console of all these tests."""
    return shared_server


@pytest.fixture(scope="module")
def seed(shared_seed: Seeder, server: ConsoleServer) -> Seeder:
    """Return what filled it, with something of everything."""
    goods.fill(server)
    shared_seed.add_slide("Rau an toàn mỗi ngày")
    shared_seed.measure_for_a_day(DONG_XUAN)
    shared_seed.probe(CHO_HOM, "cpu_temperature", {"value": 86.2, "unit": "°C", "healthy": False})
    return shared_seed


@pytest.fixture(scope="module")
def bare_page(chromium: Browser, server: ConsoleServer, seed: Seeder) -> Iterator[Page]:
    """Return a page of somebody who is signed in, without the content security policy."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run make console")
    context = chromium.new_context(bypass_csp=True, viewport=DESK)
    page = context.new_page()
    visitor = Visitor(page=page, url=server.url)
    visitor.get_session(goods.ADMIN)
    visitor.open("/")
    yield page
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_for_everybody(bare_page: Page, server: ConsoleServer, path: str) -> None:
    page = bare_page
    page.set_viewport_size(DESK)
    look(page, "vi", "light")
    go(page, server.url + path)
    assert complaints(page) == {}
    fits_a_phone(page, path)


@pytest.mark.parametrize("path", REGISTRY_PATHS)
def test_a_page_of_the_registry_is_for_everybody(bare_page: Page, path: str) -> None:
    page = bare_page
    page.set_viewport_size(DESK)
    look(page, "vi", "light")
    walk(page, path)
    assert complaints(page, FEWER) == {}
    fits_a_phone(page, path)


def fits_a_phone(page: Page, path: str) -> None:
    """Make sure that a page has room on a phone, and that fingers hit what is on it."""
    look(page, "vi", "light")
    page.set_viewport_size(PHONE)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"], f"{path} is {width} px wide"
    assert too_small(page) == []


def test_the_sign_in_is_for_everybody(chromium: Browser, server: ConsoleServer) -> None:
    context = chromium.new_context(bypass_csp=True, viewport=PHONE)
    page = context.new_page()
    go(page, server.url)
    assert complaints(page) == {}
    context.close()


def test_what_opens_above_a_page_is_for_everybody(bare_page: Page, server: ConsoleServer) -> None:
    page = bare_page
    page.set_viewport_size(DESK)
    go(page, server.url + "/stations")
    page.locator("header button[popovertarget]").click()
    expect(page.locator("[popover]:popover-open")).to_be_visible()
    assert complaints(page) == {}, "the menu"
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
    assert complaints(page) == {}, "the palette"
    page.keyboard.press("Escape")
    page.locator("tbody input[type=checkbox]").first.check()
    assert complaints(page) == {}, "the bulk bar"
    go(page, server.url + "/scans")
    page.locator("tbody button").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert complaints(page) == {}, "the drawer"
    go(page, f"{server.url}/stations/{DONG_XUAN}")
    page.get_by_role("button", name="Show charts").or_(
        page.get_by_role("button", name="Xem biểu đồ")
    ).click()
    expect(page.locator("canvas").first).to_be_visible()
    assert complaints(page) == {}, "the charts"


@pytest.mark.parametrize(("path", "opener"), DIALOGS)
def test_what_opens_beside_a_list_is_for_everybody(bare_page: Page, path: str, opener: str) -> None:
    page = bare_page
    page.set_viewport_size(DESK)
    look(page, "vi", "light")
    walk(page, path)
    page.get_by_role("button", name=opener).first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button").first).to_be_visible()
    expect(dialog.locator("[aria-hidden=true][class*=loading]")).to_have_count(0)
    assert complaints(page, FEWER) == {}
    page.set_viewport_size(PHONE)
    assert too_small(page) == []
    page.keyboard.press("Escape")


def test_a_file_with_errors_is_for_everybody(bare_page: Page) -> None:
    page = bare_page
    page.set_viewport_size(DESK)
    look(page, "vi", "light")
    walk(page, "/imports")
    page.get_by_role("link", name="lô.csv").click()
    expect(page.get_by_role("region", name="Lỗi cần sửa")).to_be_visible()
    assert complaints(page, FEWER) == {}


def test_axe_would_complain(bare_page: Page, server: ConsoleServer) -> None:
    go(bare_page, server.url + "/alerts")
    bare_page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    found = serious(bare_page, {})
    # The tests that come after walk on from this page.
    bare_page.evaluate("document.querySelector('main > button:empty').remove()")
    assert any(one.startswith("button-name") for one in found)


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


def go(page: Page, address: str) -> None:
    """Open an address and wait until its data is drawn."""
    page.goto(address)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("main [aria-hidden=true][class*=loading]")).to_have_count(0)


def walk(page: Page, path: str) -> None:
    """Go to a page of the console from the one that is open, without loading the console anew."""
    page.evaluate(
        """(path) => {
            if (location.pathname + location.search === path) return;
            document.querySelector('h1')?.setAttribute('data-before', '');
            history.pushState(null, '', path);
            dispatchEvent(new PopStateEvent('popstate'));
        }""",
        path,
    )
    expect(page.locator("h1:not([data-before])")).to_be_visible()
    expect(page.locator("main [aria-hidden=true][class*=loading]")).to_have_count(0)


def look(page: Page, language: str, theme: str) -> None:
    """Change the language as another tab does, and the theme as the machine does."""
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.evaluate(
        """(language) => {
            localStorage.setItem('tq-language', language);
            dispatchEvent(new StorageEvent('storage', { key: 'tq-language' }));
        }""",
        language,
    )
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", theme)


def complaints(page: Page, looks: tuple[Look, ...] = LOOKS) -> dict[str, list[str]]:
    """Run axe in languages and themes; give what it finds serious, by the look."""
    found = {}
    for language, theme, options in looks:
        look(page, language, theme)
        if said := serious(page, options):
            found[f"{language} {theme}"] = said
    return found


def serious(page: Page, options: dict[str, object]) -> list[str]:
    """Run axe and name what it finds serious, with the elements."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=AXE)
    results = page.evaluate(
        "(options) => axe.run(document, {resultTypes: ['violations'], ...options})", options
    )
    return [
        f"{one['id']}: {[node['target'] for node in one['nodes']]}"
        for one in results["violations"]
        if one["impact"] in SERIOUS
    ]


def too_small(page: Page) -> list[str]:
    """Name the controls that a finger would miss; links within a text may be small."""
    found: list[str] = page.evaluate(
        """(least) => [...document.querySelectorAll(
            'button, nav a, [class*=tq-button], select, textarea, tbody a, li > a, ' +
            'input:not(.tq-hidden, [type=checkbox]), label:has([type=checkbox])'
        )].filter((one) => {
            const box = one.getBoundingClientRect();
            const hidden = box.width === 0 || getComputedStyle(one).visibility === 'hidden';
            return !hidden && (box.height < least - 0.5 || box.width < least - 0.5);
        }).map((one) => one.outerHTML.slice(0, 120))""",
        TARGET_PX,
    )
    return found
