"""The registry's pages: found without accents, opened, recalled with a last look, and ended."""

import pytest
from playwright.sync_api import expect

from fleet.registry.service import import_file
from tests.console.browsing import Visitor
from tests.console.server import VIEWER, ConsoleServer
from tests.support.registry import GTIN, OTHER, as_bytes, document

pytestmark = [pytest.mark.browser, pytest.mark.loopback]

RECALL = "TH-2026-117"


@pytest.fixture(scope="module")
def server(shared_server: ConsoleServer) -> ConsoleServer:
    """Return the console of all these tests; its registry holds a small file."""
    parts = shared_server.parts
    import_file(parts.database, parts.clock, as_bytes(document()), by="test")
    return shared_server


def test_goods_are_found_without_accents_and_open_with_all_that_is_known(
    visitor: Visitor,
) -> None:
    page = visitor.page
    visitor.sign_in("/products")
    expect(page.get_by_test_id("count")).to_have_text("2 dòng")
    page.get_by_label("Tìm theo GTIN").fill("rau muong")
    expect(page.get_by_test_id("count")).to_have_text("1 dòng")
    assert page.url.endswith("/products?q=rau+muong")
    for form in ("CSV", "Excel"):
        link = page.get_by_role("link", name=f"Xuất {form}")
        with page.expect_download() as download:
            link.click()
        assert "tram-quet-products" in download.value.suggested_filename
    page.get_by_role("link", name="Rau muống").click()
    expect(visitor.heading("Rau muống")).to_be_visible()
    visitor.panel("Các lô hàng").get_by_role("link", name="L1").click()
    expect(visitor.heading("Lô L1")).to_be_visible()
    expect(visitor.panel("Thông tin lô hàng")).to_contain_text("25/11/2026")
    visitor.panel("Thông tin sản phẩm").get_by_role("link", name="HTX A (minh họa)").click()
    expect(visitor.heading("HTX A (minh họa)")).to_be_visible()
    expect(visitor.panel("Địa điểm")).to_contain_text("Ruộng 1 (minh họa)")
    page.get_by_role("link", name="Xem sản phẩm của cơ sở").click()
    expect(page.get_by_test_id("rows").get_by_role("link", name="Rau muống")).to_be_visible()


def test_lists_are_filtered_by_what_stands_in_the_address(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in(f"/lots?gtin={GTIN}")
    expect(page.get_by_test_id("count")).to_have_text("2 dòng")
    page.get_by_label("Tình trạng").select_option("held")
    expect(page.get_by_text("Không tìm thấy dòng phù hợp")).to_be_visible()
    page.get_by_role("link", name="Bỏ bộ lọc").click()
    expect(page.get_by_test_id("rows").locator("tbody tr")).to_have_count(2)
    visitor.open("/parties?role=retailer")
    expect(page.get_by_test_id("count")).to_have_text("1 dòng")
    visitor.open("/certificates?kind=vietgap")
    expect(page.get_by_label("Loại giấy")).to_have_value("vietgap")
    expect(page.get_by_test_id("count")).to_have_text("1 dòng")
    visitor.open("/certificates?kind=nothing")
    expect(page.get_by_role("alert")).to_contain_text("Máy chủ không hiểu yêu cầu")


def test_a_recall_is_entered_after_a_last_look_and_ended_after_another(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in(f"/products/{OTHER}")
    page.get_by_role("link", name="Thu hồi sản phẩm").click()
    expect(page.get_by_text("Cốm", exact=True)).to_be_visible()
    page.get_by_role("button", name="Kiểm tra và xác nhận").click()
    expect(page.get_by_label("Số lệnh")).to_be_focused()
    expect(page.get_by_text("Cần điền ô này")).to_have_count(3)
    page.get_by_label("Số lệnh").fill(RECALL)
    page.get_by_label("Cơ quan ra lệnh").fill("Sở Công Thương (minh họa)")
    page.get_by_label("Lý do (tiếng Việt)").fill("Phẩm màu không được phép")
    page.get_by_role("button", name="Kiểm tra và xác nhận").click()
    expect(page.get_by_role("alert")).to_contain_text(f"Cả sản phẩm {OTHER} (Cốm)")
    page.get_by_role("button", name="Xác nhận thu hồi").click()
    row = page.get_by_role("row", name=RECALL)
    expect(row).to_contain_text("Đang thu hồi")
    visitor.open(f"/products/{OTHER}")
    expect(page.get_by_role("alert")).to_contain_text("Phẩm màu không được phép")
    page.get_by_role("link", name=f"Xem lệnh {RECALL}").click()
    page.get_by_role("button", name=RECALL).click()
    drawer = page.get_by_role("dialog", name=f"Lệnh thu hồi {RECALL}")
    drawer.get_by_role("button", name="Kết thúc thu hồi").click()
    expect(drawer).to_contain_text("không mở lại lệnh được nữa")
    drawer.get_by_role("button", name="Kết thúc", exact=True).click()
    expect(drawer).to_contain_text("Kết thúc lúc")
    expect(drawer.get_by_role("button", name="Kết thúc thu hồi")).to_have_count(0)


def test_what_only_the_server_can_refuse_is_told_in_words(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in("/recalls/new?party=khong-co")
    expect(page.get_by_text("Sổ đăng ký không có cơ sở này")).to_be_visible()
    page.get_by_label("Số lệnh").fill("TH-2")
    page.get_by_label("Cơ quan ra lệnh").fill("Sở Y tế (minh họa)")
    page.get_by_label("Lý do (tiếng Việt)").fill("Giả mạo nhãn")
    page.get_by_role("button", name="Kiểm tra và xác nhận").click()
    page.get_by_role("button", name="Xác nhận thu hồi").click()
    refusal = page.get_by_role("alert").filter(has_text="Sổ đăng ký không có cơ sở này.")
    expect(refusal).to_be_visible()
    page.get_by_role("button", name="Sửa lại").click()
    expect(page.get_by_label("Số lệnh")).to_have_value("TH-2")


def test_a_viewer_sees_all_and_changes_nothing_and_a_phone_has_the_way(visitor: Visitor) -> None:
    page = visitor.page
    page.set_viewport_size({"width": 390, "height": 844})
    visitor.sign_in("/", name=VIEWER)
    page.get_by_role("navigation").get_by_role("button", name="Sổ đăng ký").click()
    page.get_by_role("dialog").get_by_role("link", name="Thu hồi").click()
    expect(visitor.heading("Thu hồi")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_test_id("count")).to_be_visible()
    expect(page.get_by_role("link", name="Nhập lệnh thu hồi")).to_have_count(0)
    visitor.open(f"/products/{GTIN}")
    expect(visitor.panel("Thông tin sản phẩm")).to_be_visible()
    expect(page.get_by_role("link", name="Thu hồi sản phẩm")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
