"""Foreign text on a terminal: nothing in it acts, nothing is longer than asked."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.technician.legible import legible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Chè Thái Nguyên", "Chè Thái Nguyên"),
        ("a\x1b[31m\x07b", r"a\x1b[31m\x07b"),
        ("a\nb\tc\r", r"a\nb\tc\r"),
        ("abc\u202egnp.exe", r"abc\u202egnp.exe"),
        ("\u200b\ufeff", r"\u200b\ufeff"),
        ("\U000e0041", r"\U000e0041"),
        ("w\udcff.png", r"w\udcff.png"),
        ("\x85\u2028", r"\x85\u2028"),
        ("C:\\a", "C:\\a"),
    ],
)
def test_what_acts_is_escaped(text: str, shown: str) -> None:
    assert legible(text) == shown


@given(st.text(st.characters(exclude_categories=())), st.integers(1, 40))
def test_any_text_can_be_printed_and_is_as_short_as_asked(text: str, most: int) -> None:
    shown = legible(text, most)
    assert len(shown) <= most
    assert all(unicodedata.category(char)[0] != "C" for char in shown)
    shown.encode()


def test_only_what_is_cut_ends_in_an_ellipsis() -> None:
    assert legible("a" * 10, 10) == "a" * 10
    assert legible("a" * 11, 10) == "a" * 9 + "…"
