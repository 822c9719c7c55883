"""Signing in and out, and what happens when a session ends."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete

from fleet.accounts.models import UserSession
from tests.console.browsing import Visitor
from tests.console.places import DONG_XUAN
from tests.console.seeds import Seeder
from tests.console.server import PASSWORD, ConsoleServer

pytestmark = [pytest.mark.browser, pytest.mark.loopback]


def test_a_wrong_password_is_told_and_the_right_one_opens_the_overview(visitor: Visitor) -> None:
    visitor.open("/")
    visitor.fill_in(password="sai mật khẩu")
    expect(visitor.page.get_by_role("alert")).to_contain_text("không đúng")
    visitor.fill_in()
    expect(visitor.heading("Tổng quan")).to_be_visible()


def test_empty_fields_are_told_and_focused(visitor: Visitor) -> None:
    visitor.open("/sign-in")
    visitor.page.get_by_role("button", name="Đăng nhập").click()
    expect(visitor.page.get_by_text("Nhập tên đăng nhập")).to_be_visible()
    expect(visitor.page.get_by_label("Tên đăng nhập")).to_be_focused()


def test_after_signing_in_one_is_where_one_wanted_to_go(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in_by_form(f"/stations/{DONG_XUAN}")
    expect(visitor.heading("Cổng chính, tầng một")).to_be_visible()
    assert visitor.page.url == f"{visitor.url}/stations/{DONG_XUAN}"


@pytest.mark.parametrize("foreign", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_the_way_back_leads_nowhere_else(visitor: Visitor, foreign: str) -> None:
    visitor.open(f"/sign-in?to={foreign}")
    visitor.fill_in()
    expect(visitor.heading("Tổng quan")).to_be_visible()
    assert visitor.page.url == f"{visitor.url}/"


def test_a_session_that_ends_leads_to_the_sign_in_and_back(
    visitor: Visitor, server: ConsoleServer, seed: Seeder
) -> None:
    visitor.sign_in("/stations?q=dong")
    with server.database.write() as session:
        session.execute(delete(UserSession))
    # The live connection notices by itself; nobody has to click.
    expect(visitor.page.get_by_text("Phiên làm việc đã hết")).to_be_visible()
    visitor.fill_in()
    expect(visitor.page).to_have_url(f"{visitor.url}/stations?q=dong")


def test_whoever_signs_out_sees_nothing_any_more(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in()
    visitor.page.get_by_role("button", name="Tài khoản và hiển thị").click()
    visitor.page.get_by_role("button", name="Đăng xuất").click()
    expect(visitor.page.get_by_label("Tên đăng nhập")).to_be_visible()
    visitor.page.go_back()
    expect(visitor.page).to_have_url(re.compile("/sign-in"))


def test_language_and_theme_are_kept(visitor: Visitor, seed: Seeder) -> None:
    visitor.sign_in()
    visitor.page.get_by_role("button", name="Tài khoản và hiển thị").click()
    visitor.page.get_by_role("radio", name="English").check()
    visitor.page.get_by_role("radio", name="Dark").check()
    visitor.page.reload()
    expect(visitor.heading("Overview")).to_be_visible()
    root = visitor.page.locator("html")
    expect(root).to_have_attribute("lang", "en")
    expect(root).to_have_attribute("data-mantine-color-scheme", "dark")


def test_the_server_away_is_told_in_words(visitor: Visitor, server: ConsoleServer) -> None:
    visitor.open("/sign-in")
    visitor.page.get_by_label("Tên đăng nhập").fill("lan.anh")
    visitor.page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    server.stop()
    visitor.page.get_by_role("button", name="Đăng nhập").click()
    expect(visitor.page.get_by_role("alert")).to_contain_text("Không kết nối được với máy chủ")
