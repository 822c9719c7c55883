"""Ten thousand stations: pages of them, filters in the address, many asked at once, files."""

import csv
import io
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from fleet.commands.models import Command
from tests.console.browsing import Visitor
from tests.console.crowd import OF_A_WARD, STATIONS, WARD, add_crowd
from tests.console.places import PLACES
from tests.console.seeds import Seeder
from tests.console.server import VIEWER, ConsoleServer

pytestmark = [pytest.mark.browser, pytest.mark.loopback]

ALL = STATIONS + len(PLACES)
ALL_WORDS = f"{ALL:,} trạm".replace(",", ".")


@pytest.fixture(scope="module")
def server(shared_server: ConsoleServer) -> ConsoleServer:
    """Return the console of all these tests."""
    return shared_server


@pytest.fixture(scope="module")
def seed(shared_seed: Seeder) -> Seeder:
    """Return what filled it, with a crowd."""
    add_crowd(shared_seed)
    return shared_seed


def rows(visitor: Visitor) -> Locator:
    return visitor.page.locator("tr[data-station]")


def ids(visitor: Visitor) -> list[str]:
    return [row.get_attribute("data-station") or "" for row in rows(visitor).all()]


def download(page: Page) -> list[list[str]]:
    """Fetch the file that the page offers."""
    with page.expect_download() as started:
        page.get_by_role("link", name="Xuất CSV").click()
    text = started.value.path().read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_the_list_goes_on_as_one_scrolls_and_has_no_station_twice(
    visitor: Visitor, seed: Seeder
) -> None:
    visitor.sign_in("/stations?sort=last_seen&descending=true")
    expect(visitor.page.get_by_test_id("total")).to_have_text(ALL_WORDS)
    expect(rows(visitor)).to_have_count(50)
    visitor.page.keyboard.press("End")
    expect(rows(visitor)).to_have_count(100)
    visitor.page.keyboard.press("End")
    expect(rows(visitor)).to_have_count(150)
    found = ids(visitor)
    assert len(set(found)) == len(found)
    expect(visitor.page.get_by_text("150 trên")).to_be_visible()


def test_filters_and_order_survive_a_reload_and_the_way_back(
    visitor: Visitor, seed: Seeder
) -> None:
    visitor.sign_in("/stations")
    page = visitor.page
    page.get_by_label("Phường, xã").select_option(label=f"{WARD} ({OF_A_WARD})")
    expect(page.get_by_test_id("total")).to_have_text(f"{OF_A_WARD} trạm")
    page.get_by_label("Trạng thái").select_option("offline")
    expect(page).to_have_url(re.compile("status=offline"))
    page.get_by_role("button", name="Lượt quét hôm nay").click()
    expect(page.get_by_role("columnheader", name="Lượt quét hôm nay")).to_have_attribute(
        "aria-sort", "descending"
    )
    page.get_by_role("button", name="Hiển thị", exact=True).click()
    page.get_by_role("checkbox", name="Phần mềm").check()
    page.keyboard.press("Escape")
    expect(page.get_by_role("columnheader", name="Phần mềm")).to_be_visible()
    address, total = page.url, page.get_by_test_id("total").inner_text()
    shown = ids(visitor)
    page.reload()
    expect(page.get_by_test_id("total")).to_have_text(total)
    expect(page.get_by_role("columnheader", name="Phần mềm")).to_be_visible()
    assert ids(visitor) == shown
    rows(visitor).first.get_by_role("link").click()
    expect(page.get_by_role("link", name="Về danh sách trạm")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Trạng thái")).to_have_value("offline")
    assert page.url == address
    page.get_by_role("link", name="Bỏ bộ lọc").click()
    expect(page.get_by_test_id("total")).to_have_text(ALL_WORDS)


def test_the_file_has_exactly_the_stations_of_the_list(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in("/stations?q=tram-0000&status=online")
    total = int(visitor.page.get_by_test_id("total").inner_text().split()[0])
    assert 0 < total < STATIONS
    lines = download(visitor.page)
    found = {cell for line in lines for cell in line if re.fullmatch(r"tram-\d{5}", cell)}
    assert len(found) == total
    assert found == set(ids(visitor))


@pytest.fixture
def revoke(seed: Seeder) -> Iterator[Callable[[str], None]]:
    """Give a function that revokes a station, for this test: the others share the crowd."""
    revoked: list[str] = []

    def one(station: str) -> None:
        revoked.append(station)
        seed.revoke(station)

    yield one
    for station in revoked:
        seed.reinstate(station)


def test_a_range_is_ticked_and_told_what_to_do(
    visitor: Visitor, seed: Seeder, revoke: Callable[[str], None]
) -> None:
    visitor.sign_in("/stations?q=tram-0001&sort=station")
    page = visitor.page
    ticks = rows(visitor).get_by_role("checkbox")
    expect(ticks).to_have_count(10)
    ticks.nth(1).check()
    ticks.nth(4).click(modifiers=["Shift"])
    expect(page.get_by_text("Đã chọn 4 trạm")).to_be_visible()
    revoke("tram-00012")
    page.get_by_role("region", name="Lệnh cho các trạm").get_by_role(
        "button", name="Nhận diện"
    ).click()
    results = page.get_by_test_id("bulk-results")
    expect(results.get_by_role("listitem")).to_have_count(4)
    refused = results.locator("li[data-refused]")
    expect(refused).to_have_count(1)
    expect(refused).to_contain_text("Trạm 12")
    expect(refused).to_contain_text("Trạm này đã bị thu hồi")
    with seed.database.read() as session:
        asked = {one.station_id for one in session.query(Command).all()}
    assert asked == {"tram-00011", "tram-00013", "tram-00014"}
    one = results.get_by_role("listitem").filter(has_text="Trạm 13")
    expect(one).to_contain_text("Chờ gửi")
    expect(one).to_contain_text("còn")
    one.get_by_role("button", name="Hủy lệnh").click()
    expect(one).to_contain_text("Đã hủy")
    page.keyboard.press("Escape")
    expect(results).to_be_hidden()


def test_all_on_the_page_are_ticked_at_once(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in("/stations?status=offline")
    expect(rows(visitor)).to_have_count(50)
    visitor.page.get_by_role("checkbox", name="Chọn cả 50 trạm đang hiện").check()
    expect(visitor.page.get_by_text("Đã chọn 50 trạm")).to_be_visible()
    visitor.page.get_by_role("button", name="Bỏ chọn").click()
    expect(rows(visitor).locator(":checked")).to_have_count(0)


def test_a_viewer_ticks_nothing(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in("/stations", name=VIEWER)
    expect(rows(visitor)).to_have_count(50)
    expect(rows(visitor).get_by_role("checkbox")).to_have_count(0)


def test_the_city_shows_where_half_are_away(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in()
    panel = visitor.panel("Theo phường, xã")
    expect(panel.locator("a[data-ward]")).to_have_count(126)
    assert panel.locator("a[data-ward] path[data-shade=many]").count() > 0
    expect(visitor.page.get_by_test_id("count-offline")).to_have_text(re.compile(r"^\d\.\d{3}$"))


def test_the_palette_finds_a_station_among_them(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in()
    page = visitor.page
    page.keyboard.press("Control+k")
    field = page.get_by_role("dialog").get_by_role("combobox")
    expect(field).to_be_focused()
    page.keyboard.type("kho lanh")
    expect(page.get_by_role("option", name="Kho lạnh số 2")).to_be_visible()
    page.keyboard.press("Enter")
    expect(visitor.heading("Kho lạnh số 2")).to_be_visible()
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("g")
    page.keyboard.press("q")
    expect(visitor.heading("Lượt quét")).to_be_visible()
    page.keyboard.press("Control+k")
    page.keyboard.type("toi")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
