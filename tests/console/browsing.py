"""Somebody who uses the console, in the words of its texts."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.console.server import OPERATOR, PASSWORD


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """A person in front of a page of the console at `url`."""

    page: Page
    url: str

    def open(self, path: str) -> None:
        """Go to an address of the console."""
        self.page.goto(self.url + path)

    def fill_in(self, name: str = OPERATOR, password: str = PASSWORD) -> None:
        """Fill in the sign-in form, and send it."""
        self.page.get_by_label("Tên đăng nhập").fill(name)
        self.page.get_by_label("Mật khẩu", exact=True).fill(password)
        self.page.get_by_role("button", name="Đăng nhập").click()

    def sign_in(self, path: str = "/", name: str = OPERATOR) -> None:
        """Open an address with a session, and wait until the page is live."""
        self.get_session(name)
        self.open(path)
        self.wait_until_live()

    def get_session(self, name: str = OPERATOR) -> None:
        """Sign in without the form, which has tests of its own."""
        answer = self.page.context.request.post(
            f"{self.url}/api/session",
            data={"name": name, "password": PASSWORD},
            headers={"Origin": self.url},
        )
        assert answer.ok, answer.text()

    def sign_in_by_form(self, path: str = "/") -> None:
        """Sign in on the way to an address, and wait until the page is live."""
        self.open(path)
        self.fill_in()
        self.wait_until_live()

    def wait_until_live(self) -> None:
        """Wait for the first word over the live connection."""
        expect(self.page.get_by_title("Cập nhật")).to_be_visible()

    def heading(self, name: str) -> Locator:
        """Find the title of a page."""
        return self.page.get_by_role("heading", level=1, name=name)

    def panel(self, name: str) -> Locator:
        """Find a part of a page by its title."""
        return self.page.get_by_role("region", name=name)
