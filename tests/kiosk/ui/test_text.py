"""Any text can be shown: cleaned, broken, shortened."""

import unicodedata

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ui.fonts import Fonts, Lru
from kiosk.ui.scene import Face, Type
from kiosk.ui.text import ELLIPSIS, balance, clean, limit, shorten, wrap

BODY = Type(face=Face.BODY, cap_px=20)
SAMPLE = "Thịt lợn sạch Đông Anh, giết mổ tập trung tại cơ sở được kiểm soát"


@pytest.fixture(scope="module")
def all_fonts() -> Fonts:
    pygame.font.init()
    return Fonts()


@given(text=st.text(max_size=300), face=st.sampled_from(Face))
def test_any_text_becomes_one_that_can_be_drawn(all_fonts: Fonts, text: str, face: Face) -> None:
    shown = clean(text, all_fonts, face)
    assert unicodedata.is_normalized("NFC", shown)
    assert not {"Cc", "Cf", "Cs", "Co", "Cn"} & {unicodedata.category(one) for one in shown}
    if shown:
        surface, _ = all_fonts.render(shown, Type(face=face, cap_px=20), (0, 0, 0))
        assert surface.get_width() > 0


@given(text=st.text(max_size=200), width=st.integers(min_value=40, max_value=900))
def test_lines_are_never_wider_than_allowed(all_fonts: Fonts, text: str, width: int) -> None:
    shown = clean(text, all_fonts, Face.BODY)
    for lines in (wrap(shown, BODY, width, all_fonts), balance(shown, BODY, width, all_fonts)):
        assert all(all_fonts.width(line, BODY) <= width for line in lines)
        assert "".join(lines).replace(" ", "") == shown.replace(" ", "")


def test_what_is_dangerous_or_missing_is_taken_out(all_fonts: Fonts) -> None:
    assert clean("a\0b\x1b[31mc", all_fonts, Face.BODY) == "ab[31mc"
    assert clean("gia\u202egnp.exe", all_fonts, Face.BODY) == "giagnp.exe"
    assert clean("一二三 táo\n\tđỏ", all_fonts, Face.BODY) == "? táo đỏ"
    assert clean("\ud800x", all_fonts, Face.BODY) == "x"
    assert clean("", all_fonts, Face.BODY) == ""


def test_decomposed_and_composed_are_the_same(all_fonts: Fonts) -> None:
    composed = "Hợp tác xã Ẫ Ễ Ự"
    assert clean(unicodedata.normalize("NFD", composed), all_fonts, Face.HEADLINE) == composed


def test_a_very_long_text_is_cut(all_fonts: Fonts) -> None:
    shown = clean("Rau muống " * 400, all_fonts, Face.BODY)
    assert len(shown) <= 400
    assert shown.endswith(ELLIPSIS)


def test_balanced_lines_are_about_equally_long(all_fonts: Fonts) -> None:
    width = all_fonts.width(SAMPLE, BODY) * 6 // 10
    lines = balance(SAMPLE, BODY, width, all_fonts)
    assert len(lines) == len(wrap(SAMPLE, BODY, width, all_fonts)) == 2
    widths = [all_fonts.width(line, BODY) for line in lines]
    assert max(widths) - min(widths) < width // 4


def test_a_host_is_broken_at_its_dots(all_fonts: Fonts) -> None:
    host = "mot-ten-mien-rat-dai.khuyen-mai.example"
    lines = wrap(host, BODY, all_fonts.width(host, BODY) * 7 // 10, all_fonts)
    assert len(lines) == 2
    assert lines[0][-1] in ".-"


def test_no_break_spaces_hold(all_fonts: Fonts) -> None:
    text = "Gọi 1900\xa00000"
    width = all_fonts.width("Gọi 1900\xa00", BODY)
    assert wrap(text, BODY, width, all_fonts) == ["Gọi", "1900\xa00000"]


def test_what_is_left_out_is_marked(all_fonts: Fonts) -> None:
    width = all_fonts.width(SAMPLE, BODY) // 3
    lines = wrap(SAMPLE, BODY, width, all_fonts)
    kept = limit(lines, 2, BODY, width, all_fonts)
    assert len(kept) == 2
    assert kept[1].endswith(ELLIPSIS)
    assert limit(lines, 9, BODY, width, all_fonts) == lines
    short = shorten(SAMPLE, BODY, width, all_fonts)
    assert short.endswith(ELLIPSIS)
    assert SAMPLE.startswith(short[:-1])


@pytest.mark.parametrize("face", Face)
@pytest.mark.parametrize("cap_px", [18, 27, 41, 70])
def test_stacked_capitals_do_not_move_the_baseline(
    all_fonts: Fonts, face: Face, cap_px: int
) -> None:
    type_ = Type(face=face, cap_px=cap_px)

    def baseline(text: str) -> int:
        surface, offset = all_fonts.render(text, type_, (255, 255, 255))
        wide = all_fonts.width("x", type_)
        last = surface.subsurface((surface.get_width() - wide, 0, wide, surface.get_height()))
        return offset + last.get_bounding_rect().bottom

    assert {baseline(text) for text in ("x", "Ẫx", "Ửx", "Ặx", "Hx")} == {baseline("x")}


def test_the_cache_forgets_what_is_oldest() -> None:
    cache: Lru[int, str] = Lru(2)
    assert cache.get(1, lambda: "made 1") == "made 1"
    cache.get(2, lambda: "made 2")
    cache.get(1, lambda: "made again")
    cache.get(3, lambda: "made 3")
    assert cache.get(1, lambda: "made again") == "made 1"
    assert cache.get(2, lambda: "made again") == "made again"
    assert len(cache) == 2
    cache.clear()
    assert len(cache) == 0
