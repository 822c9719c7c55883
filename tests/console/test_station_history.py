"""A station over time: charts of its health, its timeline, commands that can be taken back."""

import pytest
from playwright.sync_api import expect

from fleet.stations.timeline import EventKind
from tests.console.browsing import Visitor
from tests.console.places import DONG_XUAN
from tests.console.seeds import Seeder

pytestmark = [pytest.mark.browser, pytest.mark.loopback]


def test_the_day_is_drawn_told_and_asked(visitor: Visitor, seed: Seeder) -> None:
    seed.measure_for_a_day(DONG_XUAN)
    seed.happen(DONG_XUAN, EventKind.CAMERA_FAILED, code="camera", detail="camera.stalled")
    seed.happen(DONG_XUAN, EventKind.PROBE_BAD, code="under_voltage", detail="True")
    seed.happen(DONG_XUAN, EventKind.PROBE_BAD, code="cpu_temperature", detail="84.25 °C")
    seed.happen(DONG_XUAN, EventKind.REPLY, code="identify", detail="done")
    seed.happen(DONG_XUAN, EventKind.REPLY, code="screenshot", detail="local.timeout after 10 s")
    visitor.sign_in(f"/stations/{DONG_XUAN}")
    page = visitor.page
    page.get_by_role("button", name="Xem biểu đồ").click()
    expect(page.locator("canvas").first).to_be_visible()
    page.get_by_text("Xem dạng bảng").click()
    expect(page.get_by_role("table", name="Nhiệt độ CPU").locator("tbody tr").first).to_be_visible()
    timeline = page.get_by_test_id("timeline")
    expect(timeline).to_contain_text("Trạm từ chối số 2")
    page.get_by_label("Loại sự kiện").select_option("camera")
    expect(timeline.get_by_role("listitem")).to_have_count(1)
    expect(timeline).to_contain_text("máy ảnh bị treo")
    page.get_by_label("Loại sự kiện").select_option("health")
    expect(timeline).to_contain_text("Thiếu điện áp: Có")
    expect(timeline).to_contain_text("Nhiệt độ CPU: 84,3 °C")
    page.get_by_label("Loại sự kiện").select_option("command")
    expect(timeline).to_contain_text("Trả lời lệnh: Nhận diện")
    expect(timeline).to_contain_text("chương trình trạm không trả lời: after 10 s")
    page.get_by_role("button", name="Khởi động lại").click()
    command = page.get_by_test_id("commands").get_by_role("listitem").first
    expect(command).to_contain_text("Chờ gửi")
    command.get_by_role("button", name="Hủy lệnh").click()
    expect(command).to_contain_text("Đã hủy")
