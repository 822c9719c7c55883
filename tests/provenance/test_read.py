"""Which family a code belongs to, and what is kept of it."""

from datetime import date

import pytest

from provenance.codes.problems import ProblemCode
from provenance.codes.read import read
from provenance.codes.reading import Kind, Reading
from provenance.keys import Gtin, ItemKey

GTIN = Gtin("08938505974194")
VIETQR = (
    "00020101021138580010A0000007270128000697040701141903041360101802"
    "08QRIBFTTA53037045802VN63040283"
)


def warned(reading: Reading) -> list[str]:
    return [warning.code for warning in reading.warnings]


@pytest.mark.parametrize(
    ("payload", "symbology", "kind", "what"),
    [
        (f"https://id.gs1.org/01/{GTIN}", "]Q1", Kind.DIGITAL_LINK, "gtin"),
        ("https://id.gs1.org/00/006141411234567890", "", Kind.DIGITAL_LINK, "sscc"),
        (f"(01){GTIN}(10)A1", "", Kind.ELEMENT_STRING, "bracketed"),
        (f"01{GTIN}10A1\x1d21B2", "]d2", Kind.ELEMENT_STRING, "raw"),
        (f"01{GTIN}10A1\x1d21B2", "]d8", Kind.ELEMENT_STRING, "raw"),
        (f"]C101{GTIN}", "", Kind.ELEMENT_STRING, "raw"),
        (f"]C101{GTIN}", "]C1", Kind.ELEMENT_STRING, "raw"),
        ("8938505974194", "]E0", Kind.EAN, "ean13"),
        ("8938505974194", "]Q1", Kind.EAN, "ean13"),
        ("96385074", "]E4", Kind.EAN, "ean8"),
        ("036000291452", "]E0", Kind.EAN, "upc_a"),
        ("01234565", "]E0", Kind.EAN, "upc_e"),
        ("18938505974191", "]I1", Kind.EAN, "itf14"),
        ("2012345678903", "]E0", Kind.IN_STORE, "ean13"),
        ("0212345678909", "", Kind.IN_STORE, "ean13"),
        ("20123451", "]E4", Kind.IN_STORE, "ean8"),
        (VIETQR, "]Q1", Kind.PAYMENT, "vietqr"),
        (VIETQR[:-4] + VIETQR[-4:].lower(), "", Kind.PAYMENT, "vietqr"),
        (VIETQR, "]Q3", Kind.PAYMENT, "vietqr"),
        (
            "001099012345|123456789|Nguyễn Văn A|01012000|Nam|Hà Nội|01012021",
            "",
            Kind.PERSONAL,
            None,
        ),
        ("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\nEND:VCARD", "", Kind.PERSONAL, "contact"),
        ("MECARD:N:A;TEL:0912;;", "", Kind.PERSONAL, "contact"),
        ("WIFI:T:WPA;S:a;P:b;;", "", Kind.PERSONAL, "wifi"),
        ("mailto:a@example.vn", "", Kind.PERSONAL, "email"),
        ("tel:+84912345678", "", Kind.PERSONAL, "phone"),
        ("smsto:0912345678:xin chào", "", Kind.PERSONAL, "message"),
        ("otpauth://totp/a?secret=b", "", Kind.PERSONAL, "secret"),
        ("https://example.vn/khuyen-mai", "", Kind.LINK, "web"),
        ("HtTps://id.gs1.org/01/08938505974194", "", Kind.LINK, "web"),
        ("https://example.vn/2024/01/tin-tuc", "", Kind.LINK, "web"),
        ("www.example.vn", "", Kind.LINK, "web"),
        ("zalo://qr/p/abc", "", Kind.LINK, "app"),
        ("javascript:alert(1)", "", Kind.LINK, "script"),
        ("Rau cải ngọt, chợ Đồng Xuân", "", Kind.TEXT, ""),
        ("geo:21.03,105.85", "", Kind.TEXT, ""),
        ("001099012345", "]Q1", Kind.TEXT, ""),
        ("036000291452", "]Q1", Kind.TEXT, ""),
        ("12", "]E1", Kind.TEXT, ""),
        ("0912345678", "", Kind.TEXT, ""),
    ],
)
def test_kind_of_valid_codes(payload: str, symbology: str, kind: Kind, what: str | None) -> None:
    reading = read(payload, symbology)
    assert (reading.kind, reading.valid, reading.error) == (kind, True, None)
    assert what is None or reading.what == what
    assert read(payload.encode(), symbology) == reading


@pytest.mark.parametrize(
    ("payload", "kind", "error", "position"),
    [
        ("", Kind.UNREADABLE, ProblemCode.TEXT_EMPTY, None),
        (" \r\n", Kind.UNREADABLE, ProblemCode.TEXT_EMPTY, None),
        ("a\x00b", Kind.UNREADABLE, ProblemCode.TEXT_BINARY, 1),
        (b"\x89PNG\r\n\x1a\n", Kind.UNREADABLE, ProblemCode.TEXT_BINARY, 6),
        ("a\ud800", Kind.UNREADABLE, ProblemCode.TEXT_BINARY, 1),
        ("a" * 8193, Kind.UNREADABLE, ProblemCode.TEXT_TOO_LONG, None),
        ("ă" * 8000, Kind.UNREADABLE, ProblemCode.TEXT_TOO_LONG, None),
        (VIETQR[:-4] + "0284", Kind.PAYMENT, ProblemCode.PAYMENT_CRC, len(VIETQR) - 4),
        (VIETQR[:-1], Kind.PAYMENT, ProblemCode.PAYMENT_STRUCTURE, None),
        ("8938505974191", Kind.EAN, ProblemCode.GTIN_CHECK_DIGIT, 12),
        ("]E01234ABC890123", Kind.EAN, ProblemCode.EAN_CHARACTERS, 3),
        ("]E08938505", Kind.EAN, ProblemCode.EAN_CHARACTERS, 3),
        ("http:///x", Kind.LINK, ProblemCode.HOST_INVALID, None),
    ],
)
def test_what_is_wrong(
    payload: str | bytes, kind: Kind, error: ProblemCode, position: int | None
) -> None:
    reading = read(payload)
    assert reading.error is not None
    found = (reading.kind, reading.valid, reading.error.code, reading.error.position)
    assert found == (kind, False, error, position)
    assert reading.item is None


def test_goods_are_named_alike_by_every_form() -> None:
    expected = ItemKey(gtin=GTIN, lot="A1", serial="B2")
    forms = (
        f"https://id.gs1.org/01/{GTIN}/10/A1/21/B2",
        f"http://shop.example.vn:8080/a/b/01/{GTIN}/10/A1/21/B2?x=1#y",
        f"https://id.gs1.org/gtin/{GTIN}/lot/A1/ser/B2",
        "https://id.gs1.org/01/8938505974194/10/A1/21/B2",
        f"(01){GTIN}(10)A1(21)B2",
        f"(01) {GTIN} (21) B2 (10) A1",
        f"]Q301{GTIN}10A1\x1d21B2\x1d",
        f"]d2\x1d01{GTIN}10A1\x1d21B2",
        f"01{GTIN}10A1\x1d21B2",
    )
    assert [read(form).item for form in forms] == [expected] * len(forms)


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ("https://id.gs1.org/01/8938505974194", ProblemCode.GTIN_SHORT),
        (f"https://id.gs1.org/gtin/{GTIN}", ProblemCode.LINK_SHORT_NAME),
        (f"https://a@b.vn/01/{GTIN}", ProblemCode.LINK_USERINFO),
        (f"01{GTIN}10A1\x1d21B2", ProblemCode.GS1_SYMBOLOGY_MISSING),
        (f"01{GTIN}10A1", ProblemCode.GS1_SYMBOLOGY_MISSING),
        (f"(01) {GTIN}", ProblemCode.GS1_SPACES),
        ("]E3893850597419412", ProblemCode.EAN_ADD_ON),
        (b"Th\xf4ng tin", ProblemCode.TEXT_NOT_UTF8),
        ("xin \u202echào", ProblemCode.TEXT_DIRECTION),
    ],
)
def test_departures_are_accepted_and_told(payload: str | bytes, code: ProblemCode) -> None:
    reading = read(payload)
    assert reading.valid
    assert warned(reading) == [code]


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("01234505", "012000003455"),
        ("01234514", "012100003454"),
        ("01234531", "012300000451"),
        ("01234543", "012340000053"),
        ("01234558", "012345000058"),
        ("19876502", "198000007652"),
    ],
)
def test_upc_e_names_the_goods_of_its_upc_a(short: str, long: str) -> None:
    assert read(short, "]E0").item == read(long, "]E0").item
    assert read(short, "]E0").ais == (("01", f"00{long}"),)


def test_element_string_with_another_symbology_is_none() -> None:
    assert read(f"01{GTIN}10A1", "]Q1").kind is Kind.TEXT


def test_in_store_number_inside_gs1_is_never_looked_up() -> None:
    reading = read("(01)02012345678903")
    assert reading.valid
    assert reading.item is None
    assert warned(reading) == [ProblemCode.GTIN_IN_STORE]


def test_expiry_is_use_by_before_best_before() -> None:
    assert read(f"(01){GTIN}(15)261130(17)261231").expires == date(2026, 12, 31)
    assert read(f"(01){GTIN}(15)261130").expires == date(2026, 11, 30)
    assert read(f"(01){GTIN}(11)261130").expires is None


def test_position_counts_what_was_cut_off() -> None:
    reading = read(f" ]Q301{GTIN}89X")
    assert reading.error is not None
    assert reading.error.position == len(f" ]Q301{GTIN}")


def test_details_are_short_and_printable() -> None:
    reading = read("https://a/01/08938505974194\u202e" + "é" * 100)
    assert reading.error is not None
    assert reading.error.detail == "\\u202e"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        "https://id.gs1.org/01/08935217400102/10/A1",
        "(01)08935217400102(10)A1",
        "]d2010893521740010210A1\x1d21S1",
        "001099012345||Nguyễn Văn A|01011990|Nam|Hà Nội|01012021",
        "Rau muống hữu cơ",
    ],
)
def test_marked_utf_16_reads_as_the_text_that_it_is(text: str, encoding: str) -> None:
    mark = "\ufeff".encode(encoding)
    assert read(mark + text.encode(encoding)) == read(text)


@pytest.mark.parametrize("payload", [b"\xff\xfea", b"\xfe\xff\xd8\x00\x00a", b"\xff\xfe\x01\x00"])
def test_bytes_that_only_begin_so_are_no_utf_16(payload: bytes) -> None:
    reading = read(payload)
    assert reading.kind in {Kind.TEXT, Kind.UNREADABLE}
    assert reading == read(payload.decode("latin-1")) or reading.warnings
