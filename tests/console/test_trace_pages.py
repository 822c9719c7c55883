"""The station's window beside the verdict, events that came in, keys of partners, ways of goods."""

import json
import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, Route, expect

from fleet.accounts.models import Role
from fleet.epcis.store import store
from fleet.registry.service import import_file
from fleet.stamps.issuing import Order
from provenance.epcis import parse
from provenance.keys import parse_gtin
from tests.console.browsing import Visitor
from tests.console.server import PASSWORD, VIEWER, ConsoleServer
from tests.provenance.epcis.documents import document as events
from tests.provenance.epcis.documents import event
from tests.support.registry import GTIN, as_bytes, document

pytestmark = [pytest.mark.browser, pytest.mark.loopback]

ADMIN = "quan.tri"
FARM, SHOP = "https://id.gs1.org/417/8930000000026", "https://id.gs1.org/417/8930000000019"


def lot(name: str) -> str:
    return f"https://id.gs1.org/01/{GTIN}/10/{name}"


def hands(hour: int, giver: str, taker: str) -> dict[str, object]:
    return event(
        eventTime=f"2026-11-21T{hour:02}:00:00Z",
        epcList=None,
        quantityList=[{"epcClass": lot("L1")}],
        sourceList=[{"type": "owning_party", "source": giver}],
        destinationList=[{"type": "owning_party", "destination": taker}],
    )


@pytest.fixture(scope="module")
def server(shared_server: ConsoleServer) -> ConsoleServer:
    """Return a console with goods whose lot was made of another and handed on."""
    parts = shared_server.parts
    import_file(parts.database, parts.clock, as_bytes(document()), by="test")
    parts.accounts.create_user(ADMIN, PASSWORD, Role.ADMINISTRATOR, by="test")
    order = Order(gtin=parse_gtin(GTIN), issuer="htx-a", lot="L1", serials=("T5",))
    parts.stamps.issue(order, by="test")
    made = event(
        type="TransformationEvent",
        action=None,
        epcList=None,
        bizStep="packing",
        eventTime="2026-11-21T01:00:00Z",
        inputQuantityList=[{"epcClass": lot("L0")}],
        outputQuantityList=[{"epcClass": lot("L1")}],
    )
    told = parse(events(made, hands(2, FARM, SHOP))).events
    with parts.database.write() as session:
        store(session, told, now=parts.clock.now(), job=None)
    return shared_server


def look(visitor: Visitor, code: str) -> None:
    visitor.page.get_by_label("Nội dung mã").fill(code)
    visitor.page.get_by_role("button", name="Xem kết luận").click()


def width(page: Page) -> int:
    drawn = page.get_by_role("img", name=re.compile("Màn hình trạm"))
    return int(drawn.evaluate("image => image.decode().then(() => image.naturalWidth)"))


def test_the_very_window_stands_beside_the_verdict(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in("/look", VIEWER)
    look(visitor, f"https://id.gs1.org/01/{GTIN}/21/S1")
    window = visitor.panel("Màn hình trạm")
    expect(window.get_by_role("img", name=re.compile("Tem hợp lệ"))).to_be_visible()
    expect(window.get_by_role("status")).to_have_count(0)
    assert width(page) == 1920
    window.get_by_label("Loại trạm").select_option("Trạm nhỏ 7 inch")
    expect(window.locator("img[width='800']")).to_be_visible()
    assert width(page) == 800

    def missing(route: Route) -> None:
        problem = {"title": "", "status": 503, "code": "window.not_installed", "detail": ""}
        route.fulfill(status=503, body=json.dumps(problem), content_type="application/problem+json")

    page.route("**/api/look/window", missing)
    window.get_by_label("English").check()
    expect(window).to_contain_text("Máy chủ chưa cài phần mềm của trạm")
    expect(window.get_by_role("img")).to_have_count(0)


def test_a_document_with_faults_says_where_they_are(
    visitor: Visitor, server: ConsoleServer
) -> None:
    page = visitor.page
    visitor.get_session()
    headers = {"Origin": server.url, "Content-Type": "application/json"}
    wrong = events(event(), event(bizStep="packing", eventTime="hôm qua"))
    for body in (wrong, events(event(action="ADD", eventID=f"urn:uuid:{uuid4()}"))):
        answer = page.context.request.post(
            f"{server.url}/epcis/capture", data=body, headers=headers
        )
        assert answer.status == 202, answer.text()
    server.parts.captures.turn()
    visitor.open("/captures")
    expect(page.locator("tbody tr")).to_have_count(2)
    page.get_by_label("Tình trạng").select_option("Có lỗi")
    expect(page).to_have_url(re.compile("state=failed"))
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody")).to_contain_text("Thời điểm không đúng")
    page.locator("tbody").get_by_role("button").click()
    drawer = page.get_by_role("dialog")
    expect(drawer).to_contain_text("Từ chối cả tài liệu")
    expect(drawer).to_contain_text("eventList[1]")
    visitor.open("/captures?q=nobody")
    expect(page.get_by_text("Không tìm thấy dòng phù hợp")).to_be_visible()


def test_a_partner_s_key_is_shown_once_and_revoked(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in("/partners", ADMIN)
    page.get_by_role("button", name="Cấp khóa").click()
    form = page.get_by_role("dialog")
    form.get_by_label("Tên của đối tác hoặc máy").fill("htx-van-duc")
    form.get_by_label("Gửi và hỏi sự kiện").check()
    form.get_by_role("button", name="Cấp khóa").click()
    expect(form).to_contain_text(re.compile("tqp_[A-Za-z0-9_-]{43}"))
    form.get_by_role("button", name="Đã chép, đóng").click()
    row = page.locator("tbody tr").filter(has_text="htx-van-duc")
    expect(row).to_contain_text("Gửi và hỏi sự kiện")
    expect(page.locator("body")).not_to_contain_text("tqp_")
    row.get_by_role("button").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_role("button", name="Thu hồi khóa").click()
    expect(drawer).to_contain_text("Không thể hoàn tác")
    drawer.get_by_role("button", name="Thu hồi khóa").click()
    expect(row).to_contain_text("Đã thu hồi")
    visitor.get_session(VIEWER)
    visitor.open("/partners")
    expect(page.get_by_text("Chỉ quản trị viên")).to_be_visible()


def test_a_lot_s_page_leads_to_its_way(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in(f"/lots/{GTIN}/L1", VIEWER)
    page.get_by_role("link", name="Xem cả đường đi").click()
    expect(visitor.heading("Đường đi của lô L1")).to_be_visible()
    steps = visitor.panel("Một bước lùi, một bước tiến")
    expect(steps.get_by_role("link", name="Lô L0")).to_be_visible()
    expect(steps).to_contain_text("GLN 8930000000026")
    steps.get_by_label("Nhìn từ").select_option("GLN 8930000000026")
    expect(page).to_have_url(re.compile("holder="))
    expect(steps.get_by_role("link", name="Sạp B (minh họa)")).to_be_visible()
    whole = visitor.panel("Cả chuỗi")
    expect(whole).to_contain_text("Trước đó 1 bước")
    steps.get_by_role("link", name="Lô L0").click()
    expect(visitor.heading("Đường đi của lô L0")).to_be_visible()
    expect(whole).to_contain_text("Sau đó 1 bước")


def test_a_recall_of_serials_says_what_it_names_and_no_lot(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in(f"/recalls/new?gtin={GTIN}")
    page.get_by_label("Một dãy tem").check()
    page.get_by_label("Sê-ri đầu").fill("T1")
    page.get_by_label("Sê-ri cuối").fill("T9")
    page.get_by_label("Số lệnh").fill("TH-77")
    page.get_by_label("Cơ quan ra lệnh").fill("Sở Công Thương")
    page.get_by_label("Lý do (tiếng Việt)").fill("Nhãn sai")
    page.get_by_role("button", name="Kiểm tra và xác nhận").click()
    expect(page.get_by_test_id("reach")).to_have_text("Trong sổ đăng ký, lệnh này nhắm đến 1 tem.")
    page.get_by_role("button", name="Xác nhận thu hồi").click()
    row = page.locator("tbody tr").filter(has_text="TH-77")
    expect(row).to_contain_text(f"Sê-ri T1 đến T9 của {GTIN}")
    expect(row).not_to_contain_text("Lô")
