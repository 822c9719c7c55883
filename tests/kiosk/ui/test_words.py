"""The catalogues: complete, alike, compiled, and in typefaces that have their letters."""

import ast
import string
import unicodedata
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # ships no annotations

import kiosk.ui
from kiosk.errors import DisplayError
from kiosk.ui.fonts import font_file
from kiosk.ui.pseudo import lengthen
from kiosk.ui.samples import NOW, TODAY, verdicts
from kiosk.ui.sayings import LONGEST_HOST, say
from kiosk.ui.scene import Face
from kiosk.ui.text import ELLIPSIS
from kiosk.ui.view import LANGUAGES
from kiosk.ui.words import LANGUAGE_NAMES, following, load
from provenance.records import CertificateKind
from provenance.verdict import VerdictKind

ROOT = Path(kiosk.ui.__file__).parent


def catalogue(language: str) -> Catalog:
    path = ROOT / "locales" / language / "LC_MESSAGES" / "kiosk.po"
    with path.open("rb") as stream:
        return read_po(stream, locale=language, abort_invalid=True)


def texts(language: str) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalogue(language) if message.id}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def used_keys() -> set[str]:
    """Find the keys in the sources: whole ones, and those made of a family and a member."""
    found: set[str] = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def test_languages_have_the_same_keys() -> None:
    first, *others = (set(texts(language)) for language in LANGUAGES)
    assert all(other == first for other in others)


def test_texts_are_there_and_composed() -> None:
    for language in LANGUAGES:
        for key, text in texts(language).items():
            assert text.strip() == text != "", (language, key)
            assert unicodedata.is_normalized("NFC", text), (language, key)


def test_languages_have_the_same_places() -> None:
    first, *others = (texts(language) for language in LANGUAGES)
    for other in others:
        for key in first:
            if not key.startswith("date."):
                assert places(first[key]) == places(other[key]), key


def test_every_key_that_is_asked_for_is_there() -> None:
    asked: set[str] = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="words") | ast.Attribute(attr="words"),
                    args=[ast.Constant(value=str(key)), *_],
                ):
                    asked.add(key)
                case _:
                    pass
    assert len(asked) > 60
    assert asked <= set(texts("vi"))


def test_no_key_is_unused() -> None:
    families = ("step.", "cert.", "verdict.", "detail.", "note.", "button.", "hint.")
    unused = set(texts("vi")) - used_keys()
    assert {key for key in unused if not key.startswith(families)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_source(language: str) -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    beside = ROOT / "locales" / language / "LC_MESSAGES" / "kiosk.mo"
    with beside.open("rb") as stream:
        committed = {message.id: message.string for message in read_mo(stream) if message.id}
    fresh = {message.id: message.string for message in read_mo(compiled) if message.id}
    assert committed == fresh, f"compile {language} again"
    assert {str(key) for key in committed} == set(texts(language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", VerdictKind)
def test_every_verdict_has_words(language: str, kind: VerdictKind) -> None:
    found = [verdict for verdict in verdicts().values() if verdict.kind is kind]
    assert found
    for verdict in found:
        saying = say(verdict, load(language))
        assert saying.headline
        assert "{" not in saying.headline + "".join(saying.below)


@pytest.mark.parametrize("language", LANGUAGES)
def test_families_are_complete(language: str) -> None:
    words = load(language)
    for kind in CertificateKind:
        assert words(f"cert.{kind.value}", stars=4)


def test_a_missing_key_is_an_error() -> None:
    with pytest.raises(DisplayError, match=r"text.missing .*'no\.such\.key'.*'vi'"):
        load("vi")("no.such.key")


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(DisplayError, match=r"text.no_catalogue .*'tlh'"):
        load("tlh")


def test_dates_and_numbers() -> None:
    vi, en = load("vi"), load("en")
    assert vi.date(TODAY) == "22/11/2026"
    assert en.date(TODAY) == "22\xa0Nov\xa02026"
    assert vi.moment(NOW) == "08:30 ngày\xa022/11/2026"
    assert (vi.number(1234567), en.number(1234567)) == ("1.234.567", "1,234,567")


def test_the_button_leads_round_all_languages() -> None:
    assert set(LANGUAGE_NAMES) == set(LANGUAGES)
    met = [LANGUAGES[0]]
    while (language := following(met[-1])) not in met:
        met.append(language)
    assert sorted(met) == sorted(LANGUAGES)


def test_the_long_language_is_longer_and_keeps_places() -> None:
    text = "Giữ mã {code} trước camera"
    assert places(lengthen(text)) == {"code"}
    assert len(lengthen("Giữ mã trước camera")) >= 1.4 * len("Giữ mã trước camera")


@pytest.mark.parametrize("face", Face)
def test_each_letter_is_in_its_typeface(face: Face) -> None:
    shown = set("".join(LANGUAGE_NAMES.values())) | set("…?·0123456789:/.,-()")
    for language in LANGUAGES:
        words = load(language)
        shown |= set("".join(texts(language).values()))
        for verdict in verdicts().values():
            saying = say(verdict, words)
            shown |= set(saying.headline + "".join(saying.below))
            shown |= set(repr(verdict.dossier)) if verdict.dossier else set()
    with font_file(face) as path:
        known = TTFont(path).getBestCmap()
    assert {character for character in shown if ord(character) not in known} == set()


def test_the_end_of_a_long_host_is_what_stays() -> None:
    host = f"ngan-hang.example.{'a' * 60}.lua-dao.example"
    verdict = verdicts()["link"]
    verdict = replace(verdict, reading=replace(verdict.reading, host=host))
    below = "\n".join(say(verdict, load("vi")).below)
    assert f"{ELLIPSIS}{host[1 - LONGEST_HOST :]}" in below
    assert "ngan-hang" not in below


def test_what_a_verdict_says() -> None:
    vi = load("vi")
    made = verdicts()
    headline = {name: say(verdict, vi).headline for name, verdict in made.items()}
    assert headline["recalled"] == "THU HỒI – không sử dụng"
    assert headline["expired"] == "Hết hạn ngày 16/11/2026"
    assert headline["valid"].startswith("Tem hợp lệ – do Hợp tác xã")
    assert headline["payment"] == "Đây là mã thanh toán"
    assert headline["link"] == "Đây không phải mã truy xuất"
    assert headline["unreadable"] == "Mã bị lỗi hoặc in sai"
    below = {name: "\n".join(say(verdict, vi).below) for name, verdict in made.items()}
    assert "khuyen-mai.vi-du.example" in below["link"]
    assert "Trạm không mở liên kết này" in below["link"]
    assert "1900\xa00000" in below["recalled"]
    assert "VD-261120" in below["mismatch"]
    assert "VD-261015" in below["mismatch"]
    assert "Cổng truy xuất Hà Nội, GS1 Việt Nam" in below["unknown"]
    assert "Dữ liệu đã lưu lúc 21:00 ngày\xa021/11/2026" in below["valid_offline"]
    assert "tạm giữ" in below["held"]
