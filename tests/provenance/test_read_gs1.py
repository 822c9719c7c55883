"""The rules of GS1 element strings and Digital Links, one by one."""

import time
from datetime import date

import pytest

from provenance.codes.dates import yymmdd
from provenance.codes.problems import ProblemCode
from provenance.codes.read import read
from provenance.codes.reading import Kind

GTIN = "08938505974194"
MANY_ATTRIBUTES = "&".join(f"3{i}{n}=000001" for i in range(10, 17) for n in range(6))
LINK = f"https://id.gs1.org/01/{GTIN}"


def error_of(payload: str) -> str | None:
    error = read(payload).error
    return error.code if error else None


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (f"{LINK}/", ProblemCode.LINK_TRAILING_SLASH),
        (f"{LINK}/10", ProblemCode.LINK_PATH),
        (f"{LINK}/89/X", ProblemCode.AI_UNKNOWN),
        (f"{LINK}/89/X?17=261231", ProblemCode.AI_UNKNOWN),
        (f"{LINK}?" + "99=A&" * 99, ProblemCode.AI_DUPLICATE),
        (f"{LINK}?" + MANY_ATTRIBUTES, ProblemCode.AI_TOO_MANY),
        (f"{LINK}/21/S/10/L", ProblemCode.LINK_PATH),
        (f"{LINK}/10/L/235/X", ProblemCode.LINK_PATH),
        (f"{LINK}/10/L/10/L", ProblemCode.LINK_PATH),
        (f"{LINK}/17/261231", ProblemCode.LINK_PATH),
        (f"{LINK}?10=L", ProblemCode.LINK_ATTRIBUTE),
        (f"{LINK}?21=S", ProblemCode.LINK_ATTRIBUTE),
        (f"{LINK}?8200=x", ProblemCode.LINK_ATTRIBUTE),
        (f"{LINK}?17=261231&17=261231", ProblemCode.AI_DUPLICATE),
        (f"{LINK}?01={GTIN}", ProblemCode.AI_DUPLICATE),
        (f"{LINK}?17=", ProblemCode.AI_EMPTY),
        (f"{LINK}/10/", ProblemCode.AI_EMPTY),
        (f"{LINK}?2024=1", ProblemCode.AI_UNKNOWN),
        (f"{LINK}?23=5A", ProblemCode.AI_UNKNOWN),
        (f"{LINK}?17=261331", ProblemCode.DATE_INVALID),
        (f"{LINK}?17=260230", ProblemCode.DATE_INVALID),
        (f"{LINK}?3103=00019", ProblemCode.AI_VALUE),
        (f"{LINK}/10/{'L' * 21}", ProblemCode.AI_VALUE),
        (f"{LINK}/10/%00", ProblemCode.AI_VALUE),
        (f"{LINK}/10/%C3%A9", ProblemCode.AI_VALUE),
        (f"{LINK}/10/a b", ProblemCode.LINK_CHARACTERS),
        (f"{LINK}/10/Lô", ProblemCode.LINK_CHARACTERS),
        ("https://id.gs1.org/01/08938505974190", ProblemCode.GTIN_CHECK_DIGIT),
        ("https://id.gs1.org/01/8938505974190", ProblemCode.GTIN_CHECK_DIGIT),
        ("https://id.gs1.org/01/893850597419", ProblemCode.GTIN_CHECK_DIGIT),
        ("https://id.gs1.org/01/٠٨٩٣٨٥٠٥٩٧٤١٩٤", None),
        ("https://id.gs1.org/00/006141411234567891", ProblemCode.KEY_CHECK_DIGIT),
        ("https:///01/08938505974194", ProblemCode.HOST_INVALID),
        ("https://id.gs1.org" + f"/01/{GTIN}" + "/10/L" * 64, ProblemCode.AI_TOO_MANY),
    ],
)
def test_digital_links_that_break_a_rule(payload: str, code: ProblemCode | None) -> None:
    assert error_of(payload) == code
    assert read(payload).kind is (Kind.DIGITAL_LINK if code else Kind.LINK)
    assert read(payload).item is None


@pytest.mark.parametrize(
    "payload",
    [
        f"{LINK}?utm_source=zalo&17=261200",
        f"{LINK}#10=L",
        f"{LINK}/10/A%2FB",
        "https://a/01/%30893850597419%34",
        f"{LINK}/10/A+B",
        f"https://a/414/0614141123452/01/{GTIN}/21/00",
        f"{LINK}/235/X",
        f"{LINK}/235/X?10=L",
        "https://a/8004/0614141A?01=" + GTIN,
    ],
)
def test_digital_links_that_keep_the_rules(payload: str) -> None:
    reading = read(payload)
    assert (reading.kind, reading.valid, reading.warnings) == (Kind.DIGITAL_LINK, True, ())
    assert ("01", GTIN) in reading.ais


def test_percent_and_plus() -> None:
    assert read(f"{LINK}/10/A%2FB+C?99=D%2bE").ais[1:] == (("10", "A/B+C"), ("99", "D+E"))


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ("]Q3\x1d", ProblemCode.AI_EMPTY),
        ("]Q389X", ProblemCode.AI_UNKNOWN),
        ("]Q3AB", ProblemCode.AI_UNKNOWN),
        (f"]Q301{GTIN[:-1]}", ProblemCode.AI_VALUE),
        (f"]Q310A\x1d\x1d01{GTIN}", ProblemCode.AI_UNKNOWN),
        (f"]Q301{GTIN}30", ProblemCode.AI_EMPTY),
        (f"]Q301{GTIN}10{'A' * 21}", ProblemCode.AI_VALUE),
        (f"]Q301{GTIN}10Lô", ProblemCode.AI_VALUE),
        ("]Q3" + "\x1d".join(["90a"] * 65), ProblemCode.AI_TOO_MANY),
        ("(10)A(10)B", ProblemCode.AI_DUPLICATE),
        ("(01)", ProblemCode.AI_EMPTY),
        ("(10)(11)260101", ProblemCode.AI_EMPTY),
        ("(89)A", ProblemCode.AI_UNKNOWN),
        ("(10)A(B)C", ProblemCode.AI_UNKNOWN),
        ("(10)A\\B", ProblemCode.AI_VALUE),
        ("(01)8938505974194", ProblemCode.AI_VALUE),
        (f"(01){GTIN}(11)260230", ProblemCode.DATE_INVALID),
        (f"(01){GTIN}(7006)260100", ProblemCode.DATE_INVALID),
        (f"(01){GTIN}(7007)260101260132", ProblemCode.DATE_INVALID),
        ("(8018)123456789012345675(7250)20260230", ProblemCode.DATE_INVALID),
        ("(410)0614141123453", ProblemCode.KEY_CHECK_DIGIT),
        ("(8006)089385059741900102", ProblemCode.GTIN_CHECK_DIGIT),
    ],
)
def test_element_strings_that_break_a_rule(payload: str, code: ProblemCode) -> None:
    reading = read(payload)
    assert (reading.kind, error_of(payload)) == (Kind.ELEMENT_STRING, code)
    assert reading.item is None


@pytest.mark.parametrize(
    ("payload", "ais"),
    [
        (f"]Q301{GTIN}\x1d10A", (("01", GTIN), ("10", "A"))),
        ("(400)A(400)A", (("400", "A"), ("400", "A"))),
        (r"(10)A\(B)", (("10", "A(B)"),)),
        (f"(01){GTIN}(7007)260101260131", (("01", GTIN), ("7007", "260101260131"))),
        (f"]C117261200310300019510A\x1d01{GTIN}", None),
    ],
)
def test_element_strings_that_keep_the_rules(
    payload: str, ais: tuple[tuple[str, str], ...] | None
) -> None:
    reading = read(payload)
    assert reading.valid
    assert ais is None or reading.ais == ais


@pytest.mark.parametrize(
    ("text", "zero_day", "expected"),
    [
        ("260100", True, date(2026, 1, 31)),
        ("280200", True, date(2028, 2, 29)),
        ("260200", True, date(2026, 2, 28)),
        ("260100", False, None),
        ("000229", False, date(2000, 2, 29)),
        ("260229", False, None),
        ("761231", False, date(2076, 12, 31)),
        ("770101", False, date(1977, 1, 1)),
        ("260001", False, None),
        ("261301", False, None),
    ],
)
def test_dates(text: str, *, zero_day: bool, expected: date | None) -> None:
    assert yymmdd(text, zero_day=zero_day) == expected


@pytest.mark.parametrize("ai", ["4300", "4320", "7253", "7256", "7259"])
def test_percent_encoded_values_take_no_time(ai: str) -> None:
    """A pattern that takes percent-encoding apart may backtrack for minutes on such a value."""
    started = time.perf_counter()
    reading = read(f"({ai})" + "%41%42" * 40)
    assert time.perf_counter() - started < 1
    assert reading.error is not None
    assert reading.error.code == ProblemCode.AI_VALUE
