"""Codes of other systems are found by rules that are data; look-alikes are of nobody."""

import pytest

from fleet.connectors.config import TraceRule
from fleet.connectors.port import Question
from fleet.connectors.service import SystemRule
from fleet.connectors.trace import question_of

RULES = [
    SystemRule(system=name, title=name, rule=TraceRule(host=host, path=path))
    for name, host, path in (
        ("city", ".check.example", "/t1/{code}"),
        ("state", "truyxuat.example", "/{code}/xem"),
    )
]


@pytest.mark.parametrize(
    ("text", "system", "code"),
    [
        ("https://hn.check.example/t1/AB12", "city", "AB12"),
        ("HTTP://HN.CHECK.EXAMPLE/t1/AB12?x=1#y", "city", "AB12"),
        ("https://truyxuat.example/r%C3%A9/xem", "state", "ré"),
    ],
)
def test_found(text: str, system: str, code: str) -> None:
    assert question_of(text, RULES) == Question(system=system, code=code)


@pytest.mark.parametrize(
    "text",
    [
        "https://check.example/t1/AB12",
        "https://evilcheck.example/t1/AB12",
        "https://hn.check.example.evil.example/t1/AB12",
        "https://hn.check.example@evil.example/t1/AB12",
        "https://evil.example\\.check.example/t1/AB12",
        "https://hn.check.example/t2/AB12",
        "https://hn.check.example/t1/AB12/more",
        "https://hn.check.example/t1/",
        "https://hn.check.example/t1/a%00b",
        "https://hn.check.example/t1/" + "a" * 201,
        "ftp://hn.check.example/t1/AB12",
        "https://[::1/t1/AB12",
        "AB12",
    ],
    ids=range(13),
)
def test_not_found(text: str) -> None:
    assert question_of(text, RULES) is None
