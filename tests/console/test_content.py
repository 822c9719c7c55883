"""Slides: added with a picture and words, refused with a reason, retired with a way back."""

import pytest
from playwright.sync_api import FilePayload, expect

from tests.console.browsing import Visitor
from tests.console.places import DONG_XUAN
from tests.console.seeds import Seeder
from tests.console.server import VIEWER
from tests.support.pictures import huge_png, picture

pytestmark = [pytest.mark.browser, pytest.mark.loopback]

GRACE_MS = 6_000


def png(name: str = "rau.png", content: bytes | None = None) -> FilePayload:
    return {"name": name, "mimeType": "image/png", "buffer": content or picture(size=(640, 360))}


def write_slide(visitor: Visitor) -> None:
    """Fill in a new slide, all but where it shows."""
    page = visitor.page
    page.get_by_label("Chọn hình").set_input_files(png())
    page.get_by_label("Tiêu đề tiếng Việt").fill("Rau an toàn mỗi ngày")
    page.get_by_label("Nội dung tiếng Việt").fill("Quét mã để biết rau trồng ở đâu.")
    page.get_by_label("Tiêu đề tiếng Anh").fill("Safe vegetables every day")


def send(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="Thêm và gửi đến trạm").click()


def test_a_slide_for_all_stations_is_added_and_waits_for_them(
    visitor: Visitor, seed: Seeder
) -> None:
    visitor.sign_in("/content")
    expect(visitor.page.get_by_text("Chưa có trang chiếu nào")).to_be_visible()
    visitor.page.get_by_role("link", name="Thêm trang chiếu").first.click()
    write_slide(visitor)
    expect(visitor.page.get_by_alt_text("Xem trước hình đã chọn")).to_be_visible()
    expect(visitor.page.get_by_text("640 × 360 px")).to_be_visible()
    send(visitor)
    card = visitor.page.get_by_role("article", name="Rau an toàn mỗi ngày")
    expect(card).to_contain_text("Safe vegetables every day")
    expect(card).to_contain_text("Mọi trạm")
    expect(card).to_contain_text("8 trạm chưa áp dụng")
    expect(card.locator("img")).to_have_js_property("naturalWidth", 640)


def test_a_slide_for_one_station_is_found_by_typing(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in("/content/new")
    write_slide(visitor)
    visitor.page.get_by_role("radio", name="Một số trạm").check()
    visitor.page.get_by_role("combobox", name="Chọn trạm").fill("hang kho")
    visitor.page.get_by_role("option", name="Dãy hàng khô").click()
    visitor.page.keyboard.press("Escape")
    send(visitor)
    card = visitor.page.get_by_role("article", name="Rau an toàn mỗi ngày")
    expect(card).to_contain_text("1 trạm chưa áp dụng")


def test_what_is_missing_is_told_at_each_field(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in("/content/new")
    visitor.page.get_by_role("radio", name="Một số trạm").check()
    send(visitor)
    for words in ("Chọn một hình", "Nhập tiêu đề", "Chọn ít nhất một trạm"):
        expect(visitor.page.get_by_text(words).first).to_be_visible()
    expect(visitor.page.get_by_label("Chọn hình")).to_be_focused()


def test_pictures_that_can_not_be_shown_are_refused_at_once(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in("/content/new")
    chooser = visitor.page.get_by_label("Chọn hình")
    alert = visitor.panel("Hình").get_by_role("alert")
    chooser.set_input_files({"name": "a.gif", "mimeType": "image/gif", "buffer": b"GIF89a"})
    expect(alert).to_contain_text("Chỉ nhận hình PNG hoặc JPEG")
    chooser.set_input_files(png(content=b"\x89PNG\r\n\x1a\nbroken"))
    expect(alert).to_contain_text("Không mở được hình này")
    chooser.set_input_files(png(content=picture() + b"\0" * (8 * 1024 * 1024)))
    expect(alert).to_contain_text("tối đa 8 MB")
    chooser.set_input_files(png())
    expect(alert).to_be_empty()


def test_what_only_the_server_can_refuse_is_told_in_words(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in("/content/new")
    write_slide(visitor)
    visitor.page.get_by_label("Nội dung tiếng Anh").fill("right\u202eleft")
    send(visitor)
    alert = visitor.page.get_by_role("alert").filter(has_text="Lời của trang chiếu")
    expect(alert).to_contain_text("body_en")
    assert visitor.page.url.endswith("/content/new")


def test_a_slide_is_retired_only_after_a_moment_to_undo(visitor: Visitor, seed: Seeder) -> None:
    seed.add_slide("Rau an toàn")
    visitor.sign_in("/content")
    card = visitor.page.get_by_role("article", name="Rau an toàn")
    card.get_by_role("button", name="Gỡ trang chiếu").click()
    expect(card).to_contain_text("Sẽ gỡ sau")
    card.get_by_role("button", name="Hoàn tác").click()
    expect(card).not_to_contain_text("Sẽ gỡ sau")
    card.get_by_role("button", name="Gỡ trang chiếu").click()
    expect(card).to_have_count(0, timeout=GRACE_MS + 10_000)
    expect(visitor.page.get_by_text("Chưa có trang chiếu nào")).to_be_visible()


def test_whoever_leaves_the_page_meant_it(visitor: Visitor, seed: Seeder) -> None:
    seed.add_slide("Rau an toàn")
    visitor.sign_in("/content")
    visitor.page.get_by_role("button", name="Gỡ trang chiếu").click()
    with visitor.page.expect_response(lambda answer: answer.request.method == "DELETE") as answer:
        visitor.page.get_by_role("link", name="Tổng quan").click()
    assert answer.value.status == 204


def test_a_slide_in_force_is_told_so_live(visitor: Visitor, seed: Seeder) -> None:
    seed.add_slide("Rau an toàn", only=DONG_XUAN)
    visitor.sign_in("/content")
    card = visitor.page.get_by_role("article", name="Rau an toàn")
    expect(card).to_contain_text("1 trạm chưa áp dụng")
    seed.report(DONG_XUAN, 3, settings={})
    expect(card).to_contain_text("Đã áp dụng")


def test_a_viewer_adds_and_retires_nothing(visitor: Visitor, seed: Seeder) -> None:
    seed.add_slide("Rau an toàn")
    visitor.sign_in("/content", name=VIEWER)
    expect(visitor.page.get_by_role("article")).to_have_count(1)
    expect(visitor.page.get_by_role("link", name="Thêm trang chiếu")).to_have_count(0)
    expect(visitor.page.get_by_role("button", name="Gỡ trang chiếu")).to_have_count(0)


def test_a_picture_of_too_many_pixels_is_refused(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in("/content/new")
    visitor.page.get_by_label("Chọn hình").set_input_files(png(content=huge_png(20_000, 20_000)))
    alert = visitor.panel("Hình").get_by_role("alert")
    expect(alert).not_to_be_empty()
    expect(visitor.page.get_by_alt_text("Xem trước hình đã chọn")).to_have_count(0)
