"""What the dictionary says beyond lengths: contents, companions, strictness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.codes.dictionary import DEFINITIONS
from provenance.codes.lint_errors import LintError
from provenance.codes.linters import LINTERS, lint
from provenance.codes.options import LENIENT, STRICT, Allow, Options
from provenance.codes.problems import ProblemCode
from provenance.codes.read import read
from provenance.codes.reading import Kind

GTIN = "08938505974194"
COUPON = "012345612345611110123"


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("csum", "8938505974194", None),
        ("csum", "893850597419A", LintError.NON_DIGIT_CHARACTER),
        ("csumalpha", "1987654Ad4X4bL5ttr2310c2K", None),
        ("csumalpha", "A" * 120, LintError.TOO_LONG_FOR_CHECK_PAIR_IMPLEMENTATION),
        ("csumalpha", "1é2K", LintError.INVALID_CSET82_CHARACTER),
        ("csumalpha", "1987O1", LintError.INVALID_CSET32_CHARACTER),
        ("gcppos1", "893", LintError.TOO_SHORT_FOR_KEY),
        ("gcppos1", "89A8505", LintError.INVALID_GCP_PREFIX),
        ("gcppos2", "X8938505", None),
        ("iban", "GB82WEST12345698765432", None),
        ("iban", "GB82WEST12345698765431", LintError.INCORRECT_IBAN_CHECKSUM),
        ("iban", "XX82WEST12345698765432", LintError.ILLEGAL_IBAN_COUNTRY_CODE),
        ("iban", "GB82west12345698765432", LintError.INVALID_IBAN_CHARACTER),
        ("iban", "GB82", LintError.IBAN_TOO_SHORT),
        ("importeridx", "_", None),
        ("importeridx", "=", LintError.INVALID_IMPORT_IDX_CHARACTER),
        ("importeridx", "", LintError.IMPORTER_IDX_MUST_BE_ONE_CHARACTER),
        ("iso3166", "704", None),
        ("iso3166999", "999", None),
        ("iso3166999", "998", LintError.NOT_ISO3166_OR_999),
        ("iso3166list", "704840", None),
        ("iso3166list", "70484", LintError.NOT_ISO3166),
        ("iso3166alpha2", "VN", None),
        ("iso4217", "704", None),
        ("iso4217", "000", LintError.NOT_ISO4217),
        ("iso5218", "9", None),
        ("iso5218", "3", LintError.INVALID_BIOLOGICAL_SEX_CODE),
        ("cset64", "QUJD", None),
        ("cset64", "QU=", None),
        ("cset64", "Q==", None),
        ("cset64", "QUI=", LintError.INVALID_CSET64_PADDING),
        ("cset64", "QU+D", LintError.INVALID_CSET64_CHARACTER),
        ("mediatype", "80", None),
        ("mediatype", "11", LintError.INVALID_MEDIA_TYPE),
        ("winding", "9", None),
        ("winding", "2", LintError.INVALID_WINDING_DIRECTION),
        ("hyphen", "X", LintError.NOT_HYPHEN),
        ("packagetype", "PX", None),
        ("packagetype", "XX", LintError.INVALID_PACKAGE_TYPE),
        ("ss", "60", LintError.ILLEGAL_SECOND),
        ("ss", "6", LintError.SECOND_TOO_SHORT),
        ("mmoptss", "5960", LintError.ILLEGAL_SECOND),
        ("mmoptss", "595", LintError.MMSS_INVALID_LENGTH),
        ("yymmddhh", "26123124", LintError.ILLEGAL_HOUR),
        ("yymmddhh", "261231", LintError.DATE_WITH_HOUR_TOO_SHORT),
        ("nozeroprefix", "0", None),
        ("pieceoftotal", "0012", LintError.ZERO_PIECE_NUMBER),
        ("longitude", "3600000001", LintError.INVALID_LONGITUDE),
        ("yyyymmdd", "19000229", LintError.ILLEGAL_DAY),
        ("couponcode", COUPON, None),
        ("couponcode", COUPON[:-1], LintError.COUPON_TRUNCATED_1ST_PURCHASE_FAMILY_CODE),
        ("couponcode", COUPON + "7", LintError.COUPON_EXCESS_DATA),
        ("couponcode", COUPON + "101101239" + "50123456" + "90100", None),
        ("couponcode", COUPON + "101101238", LintError.COUPON_INVALID_2ND_PURCHASE_GCP_LENGTH),
        ("couponcode", COUPON + "32601014260102", LintError.COUPON_EXPIRATION_BEFORE_START),
        ("couponcode", "A", LintError.NON_DIGIT_CHARACTER),
        ("couponcode", "", LintError.COUPON_MISSING_GCP_VLI),
        ("couponposoffer", "001234561234560123456", None),
    ],
)
def test_linters(name: str, value: str, error: LintError | None) -> None:
    assert lint(name, value) == error


@given(name=st.sampled_from(sorted(LINTERS)), value=st.text(max_size=80))
def test_linters_answer_whatever_they_get(name: str, value: str) -> None:
    assert lint(name, value) in {None, *LintError}


def test_every_linter_of_the_dictionary_is_there() -> None:
    parts = [part for one in DEFINITIONS.values() for part in one.components]
    assert {name for part in parts for name in part.linters} <= set(LINTERS)


@pytest.mark.parametrize(
    ("payload", "code", "detail"),
    [
        (f"(01){GTIN}(422)987", ProblemCode.AI_CONTENT, "422 not_iso3166"),
        (f"(01){GTIN}(7003)2612312460", ProblemCode.AI_CONTENT, "7003 illegal_hour"),
        ("(10)A", ProblemCode.AI_REQUIRES, "10"),
        ("(21)A(235)B(01)" + GTIN, ProblemCode.AI_EXCLUDES, "21"),
        (f"(01){GTIN}(02){GTIN}(37)1", ProblemCode.AI_EXCLUDES, "01"),
        (f"(01){GTIN}(3103)000001(3102)000001", ProblemCode.AI_EXCLUDES, "3103"),
        (f"(01){GTIN}(3925)100", ProblemCode.AI_REQUIRES, "3925"),
        ("(8030)A(253)1231231231232", ProblemCode.AI_REQUIRES, "8030"),
        (f"https://a/01/{GTIN}?427=HN", ProblemCode.AI_REQUIRES, "427"),
    ],
)
def test_what_food_is_not_refused_for(payload: str, code: ProblemCode, detail: str) -> None:
    lenient = read(payload)
    assert lenient.valid
    assert (code, detail) in {(one.code, one.detail) for one in lenient.warnings}
    strictly = read(payload, options=STRICT)
    assert not strictly.valid
    assert strictly.error is not None
    assert (strictly.error.code, strictly.error.detail) == (code, detail)
    assert strictly.ais == lenient.ais
    assert strictly.item is None


@pytest.mark.parametrize(
    "payload",
    [
        f"(01){GTIN}(3103)000001(3925)100",
        f"(01){GTIN}(422)704(427)HN",
        "(8030)A(253)1231231231232X",
        "(400)A(400)A",
        f"https://a/01/{GTIN}?3103=000001&422=704",
    ],
)
def test_what_is_right_has_nothing_to_say(payload: str) -> None:
    reading = read(payload, options=STRICT)
    assert (reading.valid, reading.warnings) == (True, ())


@pytest.mark.parametrize(
    ("payload", "allow"),
    [
        ("https://a/01/8938505974194", Allow.ZERO_SUPPRESSED_GTIN),
        ("https://a/8004/93850597A?01=8938505974194", Allow.ZERO_SUPPRESSED_GTIN),
        (f"https://a/gtin/{GTIN}", Allow.SHORT_NAMES),
        (f"https://a/01/{GTIN}?89=A", Allow.UNKNOWN_AI_AS_ATTRIBUTE),
        (f"(01){GTIN}(89)A", Allow.UNKNOWN_AI),
        (f"]Q301{GTIN}14123456232A", Allow.UNKNOWN_AI),
    ],
)
def test_each_opt_in_opens_one_door(payload: str, allow: Allow) -> None:
    opened = read(payload, options=Options(strict=True, allow=frozenset({allow})))
    assert opened.valid
    assert "01" in dict(opened.ais)
    others = Options(strict=True, allow=frozenset(Allow) - {allow})
    assert "01" not in dict(read(payload, options=others).ais)
    assert read(payload, options=LENIENT).valid is (allow in LENIENT.allow)


@pytest.mark.parametrize("ai", ["8", "89012", "2367", "ab", "٨٩"])
def test_what_can_be_no_ai(ai: str) -> None:
    every = Options(strict=True, allow=frozenset(Allow))
    assert not read(f"https://a/01/{GTIN}?{ai}=A", options=every).ais[1:]


@pytest.mark.parametrize(
    "payload", [f"01{GTIN}10A", f"01{GTIN}10A\x1d21B", f"(01) {GTIN}", f"https://a/01/{GTIN}/"]
)
def test_strictly_nothing_else_is_accepted(payload: str) -> None:
    reading = read(payload, options=STRICT)
    assert reading.kind is Kind.TEXT or not reading.valid


@pytest.mark.parametrize(
    ("payload", "valid"),
    [
        ("]E08938505974194|]e010LO", True),
        ("]E402345673|]e010LO\x1d21X", True),
        ("]E02012345678903|]e010LO", True),
        ("]E000001233|]e010LO", True),
        ("]E08938505974195|]e010LO", False),
        ("]E08938505974194|]e0", False),
        ("]E08938505974194|]e0XX", False),
    ],
)
def test_composite_symbols(payload: str, *, valid: bool) -> None:
    reading = read(payload)
    assert reading.valid is valid
    assert ("10", "LO") in reading.ais or not valid
