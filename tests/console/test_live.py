"""The overview and the list of stations: live figures, and what is searched for."""

import re
import statistics
import time
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.console.browsing import Visitor
from tests.console.places import CHO_HOM, DONG_XUAN, LOST
from tests.console.seeds import Seeder
from tests.console.server import ConsoleServer

pytestmark = [pytest.mark.browser, pytest.mark.loopback]

EVENT_TO_SCREEN_S = 2.0


@pytest.mark.alone
def test_a_scan_is_on_the_screen_within_two_seconds(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in()
    newest = visitor.page.get_by_test_id("feed").locator("li").first
    took_s = []
    for _ in range(3):
        before = int(newest.get_attribute("data-scan") or 0)
        began_s = time.monotonic()
        seed.scan(DONG_XUAN)
        expect(newest).to_have_attribute("data-scan", str(before + 1))
        took_s.append(time.monotonic() - began_s)
    assert statistics.median(took_s) <= EVENT_TO_SCREEN_S


def test_counters_follow_the_scans(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in()
    total = visitor.page.get_by_test_id("scans-total")
    before = int(total.inner_text())
    for _ in range(5):
        seed.scan(DONG_XUAN)
    expect(total).to_have_text(str(before + 5))
    parts = [
        int(visitor.page.get_by_test_id(f"scans-{colour}").inner_text())
        for colour in ("red", "orange", "blue", "green", "grey")
    ]
    assert sum(parts) == before + 5


def test_a_counter_leads_to_the_stations_it_counts(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in()
    expect(visitor.page.get_by_test_id("count-offline")).to_have_text("2")
    visitor.page.get_by_role("list", name="Trạm quét").get_by_text("Mất kết nối").click()
    expect(visitor.page).to_have_url(f"{visitor.url}/stations?status=offline")
    expect(visitor.page.locator("tr[data-station]")).to_have_count(2)


def test_a_station_that_vanishes_needs_attention_without_a_reload(
    visitor: Visitor, seed: Seeder
) -> None:
    visitor.sign_in()
    attention = visitor.panel("Cần xử lý")
    expect(attention).not_to_contain_text("Khu rau quả")
    seed.go_offline(CHO_HOM)
    seed.open_alerts()
    expect(visitor.page.get_by_test_id("count-offline")).to_have_text("3")
    expect(attention).to_contain_text("Khu rau quả")


def test_a_lost_connection_is_told_and_caught_up(
    visitor: Visitor, seed: Seeder, server: ConsoleServer
) -> None:
    visitor.sign_in()
    newest = visitor.page.get_by_test_id("feed").locator("li").first
    before = int(newest.get_attribute("data-scan") or 0)
    server.stop()
    lost = visitor.page.get_by_text("Mất kết nối với máy chủ")
    expect(lost).to_be_visible()
    for _ in range(3):
        seed.scan(DONG_XUAN)
    server.start()
    expect(newest).to_have_attribute("data-scan", str(before + 3), timeout=20_000)
    expect(lost).not_to_be_visible()
    shown = visitor.page.get_by_test_id("feed").locator("li")
    ids = [int(row.get_attribute("data-scan") or 0) for row in shown.all()]
    assert ids[:4] == [before + 3, before + 2, before + 1, before]


def test_an_empty_fleet_says_what_to_do_next(visitor: Visitor) -> None:
    visitor.sign_in()
    expect(visitor.panel("Lượt quét mới nhất")).to_contain_text("chưa có lượt quét nào")
    expect(visitor.panel("Cần xử lý")).to_contain_text("Không có việc cần xử lý")
    visitor.page.get_by_role("link", name="Trạm", exact=True).click()
    expect(visitor.page.get_by_text("fleet station add")).to_be_visible()


def test_the_search_stands_in_the_address(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in("/stations")
    visitor.page.keyboard.press("/")
    search = visitor.page.get_by_label("Tìm theo tên")
    expect(search).to_be_focused()
    visitor.page.keyboard.type("dong xuan")
    rows = visitor.page.locator("tr[data-station]")
    expect(rows).to_have_count(2)
    expect(visitor.page).to_have_url(f"{visitor.url}/stations?q=dong+xuan")
    visitor.page.reload()
    expect(search).to_have_value("dong xuan")
    expect(rows).to_have_count(2)


def test_nothing_found_offers_the_way_out(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in("/stations?q=khong-co")
    expect(visitor.page.get_by_text("Không tìm thấy trạm phù hợp")).to_be_visible()
    visitor.page.get_by_role("link", name="Bỏ bộ lọc").last.click()
    expect(visitor.page.locator("tr[data-station]")).to_have_count(8)
    expect(visitor.page.get_by_label("Tìm theo tên")).to_have_value("")


def test_when_a_station_was_last_seen_is_told_both_ways(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in(f"/stations?q={LOST}")
    age = visitor.page.locator(f"tr[data-station={LOST}] time")
    expect(age).to_have_text("43 phút trước")
    seen = seed.now - timedelta(minutes=43)
    day = (seen + timedelta(hours=7)).strftime("%d/%m/%Y")
    expect(age).to_have_attribute("title", re.compile(f"^{day} "))
