"""Stamps, keys, imports and what a shopper sees, over the small registry."""

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from fleet.accounts.models import Role
from fleet.registry.service import import_file
from fleet.stamps.actions import Deed
from fleet.stamps.exporting import Wanted
from fleet.stamps.files import PrintKind
from fleet.stamps.issuing import Order
from fleet.stamps.payloads import StampForm
from fleet.stamps.selection import Chosen
from fleet.stamps.service import Export
from provenance.keys import parse_gtin
from provenance.stamps.states import Action
from tests.console.browsing import Visitor
from tests.console.server import OPERATOR, PASSWORD, VIEWER, ConsoleServer
from tests.support.registry import GTIN, as_bytes, document

pytestmark = [pytest.mark.browser, pytest.mark.loopback]

ADMIN = "quan.tri"
HEAD = "Mã GTIN;Số lô;Hạn sử dụng\n"
GOOD = f"{HEAD}{GTIN};L3;27/11/2026\n"
BAD = f"{GOOD}8,93E+12;L4;\n"


@pytest.fixture(scope="module")
def server(shared_server: ConsoleServer) -> ConsoleServer:
    """Return a console with goods, and a batch of stamps of which one is suspect."""
    parts = shared_server.parts
    import_file(parts.database, parts.clock, as_bytes(document()), by="test")
    parts.accounts.create_user(ADMIN, PASSWORD, Role.ADMINISTRATOR, by="test")
    serials = tuple(f"TQ{number:03}" for number in range(1, 61))
    order = Order(gtin=parse_gtin(GTIN), issuer="htx-a", lot="L1", serials=serials)
    parts.stamps.issue(order, by=OPERATOR)
    export = Export(wanted=Wanted(batch=1), form=StampForm.LINK, kind=PrintKind.CSV)
    with parts.stamps.printed(export, by=OPERATOR):
        pass
    for action in (Action.DELIVER, Action.ACTIVATE):
        parts.stamps.act(Chosen(batch=1), Deed(action=action), by=OPERATOR)
    suspect = Chosen(gtin=parse_gtin(GTIN), serials=("TQ007",))
    parts.stamps.act(suspect, Deed(action=Action.SUSPECT, note="Tem in mờ"), by=OPERATOR)
    return shared_server


def upload(page: Page, text: str) -> None:
    """Give a file of lots in."""
    file: FilePayload = {"name": "lô.csv", "mimeType": "text/csv", "buffer": text.encode()}
    form = page.get_by_role("region", name="Nhập tệp mới")
    form.get_by_label("Loại dữ liệu").select_option("Lô hàng")
    form.get_by_label("Nguồn dữ liệu").fill("Chi cục (minh họa)")
    form.get_by_label("Tệp CSV hoặc XLSX").set_input_files(file)
    form.get_by_role("button", name="Tải lên và kiểm tra").click()


def test_stamps_are_found_read_on_and_voided_with_a_reason(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in("/stamps?batch=1&q=RAU+muong")
    expect(page.get_by_text("60 tem", exact=True)).to_be_visible()
    expect(page.locator("tbody tr").first).to_be_visible()
    page.keyboard.press("End")
    expect(page.locator("tbody tr")).to_have_count(60)
    page.get_by_label("Trạng thái").select_option("Nghi vấn")
    expect(page).to_have_url(re.compile("state=suspect"))
    expect(page.locator("tbody tr")).to_have_count(1)
    href = page.get_by_role("link", name="Xuất CSV").get_attribute("href") or ""
    assert "state=suspect" in href
    page.get_by_role("button", name="TQ007").click()
    drawer = page.get_by_role("dialog")
    expect(drawer).to_contain_text("Tem in mờ")
    expect(drawer.get_by_role("button", name="Xác nhận đã bán")).to_have_count(0)
    drawer.get_by_role("button", name="Hủy tem").click()
    drawer.get_by_label("Lý do").fill("Tem giả")
    drawer.get_by_role("button", name="Hủy tem").click()
    expect(drawer).to_contain_text("Đã đổi 1 tem")
    expect(drawer).to_contain_text("Đã hủy")


def test_a_batch_is_issued_and_its_file_handed_out(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in("/stamp-batches")
    page.get_by_role("button", name="Phát hành tem").click()
    form = page.get_by_role("dialog")
    form.get_by_label("Mã GTIN").fill(GTIN)
    form.get_by_label("Mã cơ sở").fill("htx-a")
    form.get_by_label("Số lượng tem").fill("12")
    form.get_by_label("Khu vực bán").fill("Phường ở trên trời")
    form.get_by_role("button", name="Phát hành").click()
    expect(form.get_by_role("alert")).to_contain_text("Không có chợ hay phường nào tên như vậy")
    form.get_by_label("Khu vực bán").fill("")
    form.get_by_role("button", name="Phát hành").click()
    expect(form).to_contain_text("Đã phát hành đợt số 2: 12 tem")
    form.get_by_label("Theo dải").check()
    form.get_by_label("Mã GTIN").fill(GTIN)
    form.get_by_label("Mã cơ sở").fill("htx-a")
    form.get_by_label("Từ số").fill("A0001")
    form.get_by_label("Đến số").fill("A0030")
    form.get_by_label("Tem hết hạn").fill("2027-12-31")
    form.get_by_role("button", name="Phát hành").click()
    expect(form).to_contain_text("Đã phát hành đợt số 3: 30 tem")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Đợt tem số 2").click()
    batch = page.get_by_role("dialog")
    batch.get_by_label("Loại tệp").select_option("Bảng CSV")
    with page.expect_download() as waiting:
        batch.get_by_role("button", name="Tải tệp").click()
    assert waiting.value.suggested_filename == "tem-dot-2.csv"
    assert waiting.value.path().read_bytes().count(b"\n") >= 13
    expect(batch).to_contain_text("Ở nhà in")


def test_a_file_is_looked_at_then_applied(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in("/imports")
    upload(page, BAD)
    expect(page.get_by_role("alert")).to_contain_text("Có lỗi, chưa nhận")
    errors = page.get_by_role("region", name="Lỗi cần sửa")
    expect(errors.get_by_role("row")).to_have_count(2)
    expect(errors).to_contain_text("8,93E+12")
    expect(page.get_by_role("button", name="Áp dụng")).to_have_count(0)
    page.get_by_role("link", name="Về danh sách nhập").click()
    upload(page, GOOD)
    page.get_by_role("button", name="Áp dụng").click()
    expect(page.get_by_role("status").filter(has_text="Đã áp dụng")).to_be_visible()
    page.get_by_role("link", name="Về danh sách nhập").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    page.get_by_label("Trạng thái").select_option("Có lỗi, chưa nhận")
    page.get_by_label("Tìm theo tên tệp").fill("CHI CUC lo")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"state=refused&q=CHI\+CUC\+lo$"))


def test_a_key_is_made_and_revoked_by_an_administrator_only(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in("/keys", ADMIN)
    page.get_by_role("button", name="Tạo khóa").click()
    form = page.get_by_role("dialog")
    form.get_by_label("Mã cơ sở").fill("htx-a")
    form.get_by_label("Đầu mã GTIN").fill("893000000")
    form.get_by_label("Đến hết ngày").fill("2099-12-31")
    form.get_by_role("button", name="Tạo khóa").click()
    row = page.locator("tbody tr").filter(has_text="31/12/2099")
    expect(row).to_contain_text("Còn hiệu lực")
    row.get_by_role("button").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("Lý do").fill("Lộ khóa")
    drawer.get_by_role("button", name="Thu hồi khóa").click()
    expect(row).to_contain_text("Đã thu hồi")
    visitor.get_session(VIEWER)
    visitor.open("/keys")
    expect(page.locator("tbody tr").first).to_be_visible()
    expect(page.get_by_role("button", name="Tạo khóa")).to_have_count(0)
    visitor.open("/connectors")
    expect(page.get_by_text("Chỉ quản trị viên")).to_be_visible()


def test_a_connection_is_made_corrected_tried_and_switched_off(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in("/connectors", ADMIN)
    page.get_by_role("button", name="Thêm kết nối").click()
    form = page.get_by_role("dialog")
    form.get_by_role("button", name="Lưu kết nối").click()
    expect(form.get_by_label("Tên kết nối")).to_be_focused()
    expect(form.get_by_label("Mã kết nối")).to_have_attribute("aria-invalid", "true")
    form.get_by_label("Tên kết nối").fill("Cổng minh họa")
    form.get_by_label("Mã kết nối").fill("cong-minh-hoa")
    form.get_by_label("Địa chỉ").fill("https://cong.invalid")
    form.get_by_label("Xác thực").select_option("Mã truy cập (Bearer)")
    form.get_by_label("Tên của bí mật").fill("cong-minh-hoa")
    form.get_by_label("Máy chủ được phép").fill("khac.invalid")
    form.get_by_label("Bật ngay khi lưu").check()
    form.get_by_role("button", name="Lưu kết nối").click()
    # What only the server can tell stands at its field too.
    expect(form.get_by_label("Địa chỉ")).to_be_focused()
    expect(form).to_contain_text("has to be one of hosts")
    form.get_by_label("Máy chủ được phép").fill("")
    form.get_by_role("button", name="Lưu kết nối").click()
    drawer = page.get_by_role("dialog", name="Cổng minh họa")
    drawer.get_by_label("Mã hoặc đường dẫn").fill(GTIN)
    drawer.get_by_role("button", name="Hỏi thử").click()
    expect(drawer).to_contain_text("thiếu bí mật trên máy chủ")
    drawer.get_by_role("button", name="Sửa kết nối").click()
    edited = page.get_by_role("dialog", name="Sửa kết nối")
    expect(edited.get_by_label("Mã kết nối")).not_to_be_editable()
    edited.get_by_label("Thứ tự hỏi").fill("7")
    edited.get_by_role("button", name="Lưu kết nối").click()
    drawer.get_by_role("button", name="Tắt kết nối").click()
    expect(drawer).to_contain_text("Đang tắt")
    expect(page.locator("tbody tr")).to_contain_text("7")


def test_any_code_gives_the_verdict_and_stays_out_of_the_address(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in("/look", VIEWER)
    page.get_by_label("Nội dung mã").fill(f"https://id.gs1.org/01/{GTIN}/10/L1/21/TQ001")
    page.get_by_role("button", name="Xem kết luận").click()
    verdict = page.get_by_test_id("verdict")
    expect(verdict.get_by_role("heading", level=2).first).to_be_visible()
    expect(verdict).to_contain_text("Rau muống")
    expect(verdict).to_contain_text(GTIN)
    assert page.url.endswith("/look")
    page.get_by_label("Nội dung mã").fill("xin chào")
    page.get_by_role("button", name="Xem kết luận").click()
    expect(verdict).to_contain_text("Không phải mã truy xuất")
