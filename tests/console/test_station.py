"""A station's page: settings out and back, conflicts, refusals, the picture of its window."""

import re
from uuid import UUID

import pytest
from playwright.sync_api import Locator, expect

from contract.messages import CommandState, Refusal, Reply
from contract.names import StationId
from fleet.commands import service as commands
from fleet.commands.models import Command
from fleet.commands.screenshots import store_upload
from tests.console.browsing import Visitor
from tests.console.places import DONG_XUAN, LOST
from tests.console.seeds import Seeder
from tests.console.server import VIEWER, ConsoleServer
from tests.support.pictures import picture

pytestmark = [pytest.mark.browser, pytest.mark.loopback]

STATION = StationId("cho-hom-rau-qua")
PATH = f"/stations/{STATION}"


def timeout_field(visitor: Visitor) -> Locator:
    return visitor.page.get_by_label("Thời gian giữ kết quả")


def save(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="Lưu và gửi đến trạm").click()


def test_a_setting_is_pending_until_the_station_reports_it(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in(PATH)
    state = visitor.page.get_by_test_id("state")
    expect(state).to_contain_text("Chưa có thay đổi")
    timeout_field(visitor).fill("45")
    save(visitor)
    expect(visitor.page.get_by_text("Đã lưu thành số 1")).to_be_visible()
    expect(state).to_contain_text("Chờ áp dụng")
    seed.report(STATION, 1, settings={"result_timeout_s": 45})
    expect(state).to_contain_text("Đang áp dụng")
    expect(state).not_to_contain_text("Chờ áp dụng")
    expect(visitor.page.get_by_test_id("history")).to_contain_text("lan.anh")


def test_a_refusal_is_told_in_words_with_what_is_kept(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in(PATH)
    timeout_field(visitor).fill("45")
    save(visitor)
    expect(visitor.page.get_by_text("Đã lưu thành số 1")).to_be_visible()
    refused = Refusal(number=1, code="document.hash", detail="configuration.json")
    seed.report(STATION, 0, settings={"result_timeout_s": 60}, refused=refused)
    state = visitor.page.get_by_test_id("state")
    expect(state).to_contain_text("Trạm từ chối số 1 và giữ nguyên số 0")
    expect(state).to_contain_text("Tệp tải về bị sai khác so với bản gốc")
    expect(state).to_contain_text("document.hash: configuration.json")
    expect(visitor.panel("Cài đặt")).to_contain_text("Trạm đang chạy: 60 giây")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("5", "Nhập một số từ 10 đến 600"),
        ("601", "Nhập một số từ 10 đến 600"),
        ("", "Nhập một giá trị"),
        ("bốn mươi", "Nhập một số, ví dụ 10"),
        ("45,5", "Nhập số nguyên"),
    ],
)
def test_a_bad_value_is_told_at_its_field_and_not_sent(
    visitor: Visitor, seed: Seeder, typed: str, words: str
) -> None:
    visitor.sign_in(PATH)
    sent: list[str] = []
    visitor.page.on("request", lambda request: sent.append(request.method))
    timeout_field(visitor).fill(typed)
    expect(visitor.panel("Cài đặt")).to_contain_text(words)
    save(visitor)
    expect(timeout_field(visitor)).to_have_attribute("aria-invalid", "true")
    assert "PUT" not in sent


def test_a_comma_is_a_decimal_point(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in(PATH)
    visitor.page.get_by_label("Chờ tra cứu tối đa").fill("2,5")
    visitor.page.get_by_role("radio", name="Tiếng Anh").check()
    save(visitor)
    expect(visitor.page.get_by_text("Đã lưu thành số 1")).to_be_visible()
    expect(visitor.page.get_by_label("Chờ tra cứu tối đa")).to_have_value("2,5")
    with seed.database.read() as session:
        row = seed.newest(session, STATION)
        assert row.configuration["lookup_deadline_s"] == 2.5
        assert row.configuration["default_language"] == "en"


def test_somebody_elses_change_is_explained_and_both_survive(
    visitor: Visitor, seed: Seeder
) -> None:
    visitor.sign_in(PATH)
    timeout_field(visitor).fill("45")
    seed.change_settings(STATION, expected=0, result_timeout_s=120, slide_s=15)
    expect(visitor.page.get_by_test_id("state")).to_contain_text("Chờ áp dụng")
    save(visitor)
    settings = visitor.panel("Cài đặt")
    expect(settings).to_contain_text("Người khác vừa đổi cài đặt của trạm này")
    expect(settings).to_contain_text("Người khác đặt: 120 giây")
    expect(settings).to_contain_text("Người khác đặt: 15 giây")
    expect(timeout_field(visitor)).to_have_value("45")
    save(visitor)
    expect(visitor.page.get_by_text("Đã lưu thành số 2")).to_be_visible()
    with seed.database.read() as session:
        row = seed.newest(session, STATION)
        assert (row.configuration["result_timeout_s"], row.configuration["slide_s"]) == (45, 15)


def test_a_viewer_sees_everything_and_changes_nothing(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in(PATH, name=VIEWER)
    expect(timeout_field(visitor)).to_be_disabled()
    expect(visitor.page.get_by_text("chỉ được xem")).to_be_visible()
    expect(visitor.page.get_by_role("button", name="Xem màn hình")).to_have_count(0)


def test_the_window_is_asked_for_and_shown_with_its_age(
    visitor: Visitor, seed: Seeder, server: ConsoleServer
) -> None:
    visitor.sign_in(PATH)
    window = visitor.panel("Màn hình của trạm")
    visitor.page.get_by_role("button", name="Xem màn hình").click()
    expect(window).to_contain_text("Đang chờ gửi lệnh đến trạm")
    command = only_command(seed)
    png = picture(size=(1280, 720))
    uploads = server.parts.uploads
    store_upload(server.database, STATION, command, png, uploads=uploads, now=seed.now)
    with server.database.write() as session:
        done = Reply(
            command_id=command, done=True, state=CommandState(code="command.done"), result={}
        )
        commands.note_reply(session, STATION, done, seed.now)
    image = window.get_by_role("img", name="Ảnh màn hình")
    expect(image).to_be_visible()
    expect(image).to_have_js_property("naturalWidth", 1280)
    expect(visitor.page.get_by_test_id("screenshot-age")).to_contain_text("Ảnh chụp")
    expect(visitor.page.get_by_role("button", name="Chụp lại")).to_be_enabled()


def test_a_window_that_can_not_be_had_says_why(
    visitor: Visitor, seed: Seeder, server: ConsoleServer
) -> None:
    visitor.sign_in(f"/stations/{LOST}")
    visitor.page.get_by_role("button", name="Xem màn hình").click()
    window = visitor.panel("Màn hình của trạm")
    expect(window).to_contain_text("lệnh chỉ chờ được một phút")
    command = only_command(seed)
    failed = Reply(
        command_id=command, done=False, state=CommandState(code="station.silent"), result={}
    )
    with server.database.write() as session:
        commands.note_reply(session, LOST, failed, seed.now)
    expect(window).to_contain_text("Trạm không chụp được màn hình (station.silent)")


def test_what_is_wrong_with_its_health_comes_first(visitor: Visitor, seed: Seeder) -> None:
    seed.probe(STATION, "cpu_temperature", {"value": 86.2, "unit": "°C", "healthy": False})
    visitor.sign_in(PATH)
    expect(visitor.page.get_by_test_id("health-sum")).to_contain_text("Có vấn đề")
    first = visitor.panel("Sức khỏe").locator("dl").first
    expect(first).to_contain_text("Nhiệt độ CPU")
    expect(first).to_contain_text("86,2 °C")
    expect(first).to_contain_text("tốt: đến 80 °C")


def test_an_unknown_station_is_told(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in("/stations/khong-co-tram")
    expect(visitor.heading("Không có trạm khong-co-tram")).to_be_visible()
    visitor.page.get_by_role("link", name="Về danh sách trạm").click()
    expect(visitor.page).to_have_url(re.compile("/stations$"))


def test_scans_of_the_station_come_live_those_of_others_do_not(
    visitor: Visitor, seed: Seeder
) -> None:
    visitor.sign_in(f"/stations/{DONG_XUAN}")
    feed = visitor.page.get_by_test_id("feed").locator("li")
    before = int(feed.first.get_attribute("data-scan") or 0)
    seed.scan(STATION)
    seed.scan(DONG_XUAN)
    expect(feed.first).not_to_have_attribute("data-scan", str(before))
    newest = int(feed.first.get_attribute("data-scan") or 0)
    assert int(feed.nth(1).get_attribute("data-scan") or 0) == before
    assert newest > before + 1


def only_command(seed: Seeder) -> UUID:
    """Find the one command that was asked for."""
    with seed.database.read() as session:
        (command,) = session.query(Command).all()
        return command.id
