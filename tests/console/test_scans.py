"""The scans: live, held still, narrowed down, in full, as a file; and after a lost connection."""

import csv
import io
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, expect

from tests.console.browsing import Visitor
from tests.console.places import CHO_HOM, DONG_XUAN
from tests.console.seeds import Seeder
from tests.console.server import ConsoleServer
from tests.support.waiting import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.loopback]


@pytest.fixture(scope="module")
def server(shared_server: ConsoleServer) -> ConsoleServer:
    """Return the console of all these tests."""
    return shared_server


@pytest.fixture(scope="module")
def seed(shared_seed: Seeder) -> Seeder:
    """Return what filled it."""
    return shared_seed


def rows(visitor: Visitor) -> Locator:
    return visitor.page.locator("tr[data-scan]")


def newest(visitor: Visitor) -> int:
    return int(rows(visitor).first.get_attribute("data-scan") or 0)


def test_scans_come_live_and_wait_while_somebody_reads(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in("/scans")
    before = newest(visitor)
    seed.scan(DONG_XUAN)
    expect(rows(visitor).first).to_have_attribute("data-scan", str(before + 1))
    visitor.page.get_by_role("button", name="Tạm dừng").click()
    seed.scan(DONG_XUAN)
    seed.scan(CHO_HOM)
    show = visitor.page.get_by_role("button", name="Hiện 2 lượt mới")
    expect(show).to_be_visible()
    assert newest(visitor) == before + 1
    expect(visitor.page.get_by_role("status").filter(has_text="2 lượt quét mới")).to_be_attached()
    show.click()
    expect(rows(visitor).first).to_have_attribute("data-scan", str(before + 3))


def test_only_scans_that_fit_come_in(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in(f"/scans?station={CHO_HOM}")
    expect(visitor.page.get_by_text(f"Trạm: {CHO_HOM}")).to_be_visible()
    before = newest(visitor)
    seed.scan(DONG_XUAN)
    seed.scan(CHO_HOM)
    expect(rows(visitor).first).to_have_attribute("data-scan", str(seed.newest_scan(CHO_HOM)))
    assert newest(visitor) > before + 1
    shown = rows(visitor).all()
    assert all("Khu rau quả" in row.inner_text() for row in shown)


def test_filters_stand_in_the_address_and_the_file(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in("/scans")
    page = visitor.page
    page.get_by_label("Màu").select_option("red")
    expect(page).to_have_url(f"{visitor.url}/scans?colour=red")
    expect(page.locator("tr[data-scan]:not([data-colour=red])")).to_have_count(0)
    page.keyboard.press("Escape")
    page.get_by_label("Tìm theo mã").fill("NM-0415")
    expect(page).to_have_url(f"{visitor.url}/scans?colour=red&q=NM-0415")
    page.reload()
    expect(page.get_by_label("Màu")).to_have_value("red")
    expect(page.get_by_label("Tìm theo mã")).to_have_value("NM-0415")
    expect(rows(visitor).first).to_be_visible()
    count = rows(visitor).count()
    expect(page.get_by_test_id("scan-count")).to_have_text(f"{count} lượt quét")
    with page.expect_download() as started:
        page.get_by_role("link", name="Xuất CSV").click()
    content = started.value.path().read_bytes()
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert sum("NM-0415" in line for line in lines) == count
    day = (seed.now + timedelta(hours=7)).date()
    page.get_by_label("Đến ngày").fill((day - timedelta(days=30)).isoformat())
    expect(page.get_by_text("Không có lượt quét phù hợp")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Đến ngày")).to_have_value("")


def test_a_scan_opens_with_everything_that_is_known(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in("/scans?verdict=recalled")
    opener = rows(visitor).first.get_by_role("button")
    opener.click()
    drawer = visitor.page.get_by_role("dialog", name="Một lượt quét")
    for words in ("Thu hồi", "08938501000053", "NM-0415", "QRCode", "180 ms"):
        expect(drawer).to_contain_text(words)
    expect(drawer.get_by_role("button", name="Lượt mới hơn")).to_be_disabled()
    first = drawer.inner_text()
    drawer.get_by_role("button", name="Lượt cũ hơn").click()
    expect(drawer).not_to_have_text(first)
    visitor.page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(opener).to_be_focused()


def test_after_a_lost_connection_the_list_has_no_hole(
    visitor: Visitor, seed: Seeder, server: ConsoleServer
) -> None:
    visitor.sign_in("/scans")
    before = newest(visitor)
    server.stop()
    expect(visitor.page.get_by_text("Mất kết nối với máy chủ")).to_be_visible()
    for _ in range(60):
        seed.scan(DONG_XUAN)
    server.start()
    expect(rows(visitor).first).to_have_attribute("data-scan", str(before + 60), timeout=30_000)
    expect(visitor.page.get_by_text("Mất kết nối với máy chủ")).to_be_hidden()
    expected = list(range(before + 60, before - 1, -1))

    def has_no_hole() -> bool:
        # The list begins anew, with its first page, some time after the connection is back.
        visitor.page.keyboard.press("End")
        found = rows(visitor).evaluate_all("rows => rows.map(row => Number(row.dataset.scan))")
        return bool(found[:61] == expected)

    wait_until(has_no_hole, "all scans in their order")
