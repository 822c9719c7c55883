"""The overview: what needs somebody, who takes it on, and the city by its wards."""

import re

import pytest
from playwright.sync_api import expect

from fleet.stations.models import StationLatest
from tests.console.browsing import Visitor
from tests.console.places import CHO_HOM, LOST
from tests.console.seeds import Seeder
from tests.console.server import VIEWER, ConsoleServer

pytestmark = [pytest.mark.browser, pytest.mark.loopback]


@pytest.fixture(scope="module")
def server(shared_server: ConsoleServer) -> ConsoleServer:
    """Return the console of all these tests."""
    return shared_server


@pytest.fixture(scope="module")
def seed(shared_seed: Seeder) -> Seeder:
    """Return what filled it."""
    shared_seed.probe(CHO_HOM, "cpu_temperature", {"value": 86.2, "unit": "°C", "healthy": False})
    return shared_seed


def test_the_worst_comes_first_and_says_why(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in()
    rows = visitor.panel("Cần xử lý").get_by_role("listitem")
    expect(rows).to_have_count(4)
    causes = [row.get_attribute("data-cause") for row in rows.all()]
    assert causes == ["offline", "offline", "refused", "unhealthy"]
    expect(rows.nth(2)).to_contain_text("Chữ ký của cấu hình không đúng")
    expect(rows.nth(3)).to_contain_text("Nhiệt độ CPU")
    rows.nth(3).get_by_role("link").click()
    expect(visitor.heading("Khu rau quả")).to_be_visible()


def test_an_alert_is_taken_on_with_a_word_and_given_back(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in()
    row = visitor.panel("Cần xử lý").get_by_role("listitem").filter(has_text="Kho lạnh số 2")
    row.get_by_role("button", name="Nhận xử lý").click()
    comment = row.get_by_label("Ghi chú")
    expect(comment).to_be_focused()
    comment.fill("Mất điện cả dãy, chờ điện lực")
    comment.press("Enter")
    expect(row).to_contain_text("lan.anh nhận xử lý")
    expect(row).to_contain_text("Mất điện cả dãy, chờ điện lực")
    row.get_by_role("button", name="Hoàn tác").click()
    expect(row.get_by_role("button", name="Nhận xử lý")).to_be_visible()
    expect(row).not_to_contain_text("Mất điện")


def test_the_map_and_its_table_say_the_same(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in()
    panel = visitor.panel("Theo phường, xã")
    expect(panel.locator("svg path[data-shade]")).to_have_count(126)
    expect(panel).to_contain_text("không phải ranh giới hành chính")
    # One station that is away makes no ward red.
    expect(panel.locator("a[data-ward] path[data-shade=some]")).to_have_count(4)
    expect(panel.locator("a[data-ward] path[data-shade=many]")).to_have_count(0)
    first = panel.get_by_role("row").nth(1)
    expect(first).to_contain_text("Cần chú ý")
    expect(panel.locator("tbody tr")).to_have_count(7)
    panel.get_by_role("button", name="Xem cả 126 phường, xã").click()
    expect(panel.locator("tbody tr")).to_have_count(126)


def test_the_map_works_with_keys_alone(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in()
    panel = visitor.panel("Theo phường, xã")
    drawing = panel.get_by_role("group", name="Sơ đồ phường, xã")
    before = drawing.get_attribute("viewBox")
    start = drawing.locator("a[tabindex='0']")
    start.focus()
    card = panel.get_by_test_id("ward-card")
    expect(card).to_be_visible()
    named = card.locator("strong").inner_text()
    visitor.page.keyboard.press("+")
    expect(drawing).not_to_have_attribute("viewBox", before or "")
    visitor.page.keyboard.press("ArrowDown")
    expect(card.locator("strong")).not_to_have_text(named)
    expect(drawing.locator("a[data-pointed]")).to_be_focused()
    chosen = card.locator("strong").inner_text()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page).to_have_url(re.compile(r"/stations\?ward="))
    expect(visitor.page.get_by_role("combobox", name="Phường, xã")).to_have_value(
        re.compile(chosen.removeprefix("Phường "))
    )
    expect(visitor.page.locator("tr[data-station]").first).to_contain_text(chosen)


def test_a_viewer_sees_what_is_wrong_and_takes_nothing_on(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in(name=VIEWER)
    panel = visitor.panel("Cần xử lý")
    expect(panel).to_contain_text("Kho lạnh số 2")
    expect(panel.get_by_role("button")).to_have_count(0)


def test_alerts_are_listed_and_end_by_themselves(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in("/alerts")
    alerts = visitor.page.get_by_test_id("alerts")
    expect(alerts.get_by_role("listitem")).to_have_count(2)
    with seed.database.write() as session:
        latest = session.get_one(StationLatest, LOST)
        latest.online, latest.status = True, "online"
        latest.status_at = latest.last_seen = seed.now
    seed.open_alerts()
    expect(alerts.get_by_role("listitem")).to_have_count(1)
    visitor.page.get_by_role("radio", name="Đã hết").check()
    expect(visitor.page).to_have_url(f"{visitor.url}/alerts?state=closed")
    expect(alerts).to_contain_text("Kho lạnh số 2")
    expect(alerts).to_contain_text("Hết lúc")
    seed.go_offline(LOST)
    seed.open_alerts()


def test_nobody_at_work_is_told(visitor: Visitor, seed: Seeder) -> None:
    seed.rest()
    visitor.sign_in()
    expect(visitor.page.get_by_text("Chưa có tiến trình nào theo dõi trạm")).to_be_visible()
    seed.watch()
