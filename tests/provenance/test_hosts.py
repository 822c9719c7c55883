"""What a shopper is told about where a link leads."""

import pytest

from provenance.codes.problems import ProblemCode
from provenance.codes.read import read


@pytest.mark.parametrize(
    ("link", "host", "codes"),
    [
        ("https://Example.VN./x", "example.vn", []),
        ("https://example.vn xin chào", "example.vn", []),
        ("https://xn--99999999999.vn", "xn--99999999999.vn", [ProblemCode.HOST_NOT_ASCII]),
        ("https://example.vn:8443", "example.vn", [ProblemCode.LINK_PORT]),
        ("https://bank.vn@evil.example", "evil.example", [ProblemCode.LINK_USERINFO]),
        ("https://a:b@c@evil.example", "evil.example", [ProblemCode.LINK_USERINFO]),
        ("https://evil.example\\@bank.vn", "evil.example", [ProblemCode.LINK_BACKSLASH]),
        ("https:\\\\evil.example", "evil.example", []),
        ("http://[2001:DB8::1]:80/x", "[2001:db8::1]", [ProblemCode.LINK_PORT]),
        ("http://3232235777/", "3232235777", [ProblemCode.HOST_NUMERIC]),
        ("http://192.168.1.1/", "192.168.1.1", [ProblemCode.HOST_NUMERIC]),
        ("http://0xc0a80101/", "0xc0a80101", [ProblemCode.HOST_NUMERIC]),
        ("https://chợ.vn", "xn--ch-3bt.vn", [ProblemCode.HOST_NOT_ASCII]),
        (
            "https://vietc\u043embank.vn",
            "xn--vietcmbank-ivi.vn",
            [ProblemCode.HOST_NOT_ASCII, ProblemCode.HOST_MIXED_SCRIPTS],
        ),
        (
            "https://xn--vietcmbank-ivi.vn",
            "xn--vietcmbank-ivi.vn",
            [ProblemCode.HOST_NOT_ASCII, ProblemCode.HOST_MIXED_SCRIPTS],
        ),
        ("https://\u0430\u0440\u0440\u04cf\u0435.com", "xn--80ak6aa92e.com", ["host.not_ascii"]),
        ("https://example。vn", "example.vn", [ProblemCode.HOST_NOT_ASCII]),
    ],
)
def test_host(link: str, host: str, codes: list[str]) -> None:
    reading = read(link)
    assert reading.valid
    assert reading.host == host
    assert [warning.code for warning in reading.warnings] == codes


@pytest.mark.parametrize(
    "link",
    [
        "https://",
        "https:///x",
        "https://-a.vn",
        "https://a..vn",
        "https://a.vn:99999",
        "https://a.vn:8x",
        "https://[::1",
        "https://[::g]/",
        "https://[::1]x/",
        "https://a%2evn/",
        "https://" + "a" * 64 + ".vn",
        "https://" + "a." * 130 + "vn",
        "https://a\u202e.vn",
    ],
)
def test_no_host(link: str) -> None:
    reading = read(link)
    assert reading.host is None
    assert reading.error is not None
    assert reading.error.code == ProblemCode.HOST_INVALID
