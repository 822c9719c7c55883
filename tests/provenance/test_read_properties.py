"""Whatever a code holds: reading never raises, repeats itself, and forgets what is private."""

import gc
import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.codes.canonical import element_string, in_order
from provenance.codes.choose import choose
from provenance.codes.dictionary import definition_of
from provenance.codes.options import Allow, Options
from provenance.codes.read import read
from provenance.codes.reading import Kind
from provenance.keys import check_digit

LONGEST_MS = 50
"""Of this thread's own time: other processes may hold the machine."""

symbologies = st.sampled_from(
    ("", "]Q1", "]Q3", "]d2", "]C0", "]C1", "]e0", "]J1", "]E0", "]E1", "]E3", "]E4", "]I1", "]X0")
) | st.text(max_size=4)
any_text = st.text(alphabet=st.characters(categories=None), max_size=300)
"""Lone surrogates and control characters included."""
FRAGMENTS = [
    *("https://", "HTTP://", "id.gs1.org", "/01/", "/gtin/", "08938505974194", "/10/", "(01)"),
    *"()?&=%+#@:[]\\/|.-0A\x1d\u202e\x00\ud800\ufeff \n\u200d٣е。ßİ",
    *("?17=", "%00", "%C3%A9", "]Q3", "]E0", "01", "10", "21", "17", "7007", "8006", "261231"),
    *("xn--", "000201", "6304", "38", "WIFI:", "BEGIN:VCARD", "www.", "99"),
    *("|]e0", "]E4", "02345673", "00001236", "AQnYUc1gmiCNV4JG", "/414/", "0614141123452"),
    *("hn.check.net.vn", "/t1/", "(8030)", "(253)", "(8110)", "0123456123456", "89"),
]
PRIVATE_STARTS = [
    *("BEGIN:VCARD\n", "MECARD:N:", "WIFI:S:", "tel:", "mailto:", "sms:", "otpauth://totp/"),
    *("001099012345|123456789|", "00020101021138", "Xin chào "),
]

fragments = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)
secrets = st.text(alphabet=string.ascii_uppercase + string.digits, min_size=12, max_size=40)


def keeps_part_of(secret: str, shown: str, length: int = 6) -> bool:
    """Tell whether any run of so many characters of a secret shows up."""
    runs = {secret[i : i + length] for i in range(len(secret) - length + 1)}
    return any(run in shown for run in runs)


@given(
    payload=st.binary(max_size=300) | any_text | fragments,
    symbology=symbologies,
    options=st.builds(
        Options, strict=st.booleans(), allow=st.frozensets(st.sampled_from(list(Allow)))
    ),
)
def test_never_raises_and_repeats_itself(
    payload: bytes | str, symbology: str, options: Options
) -> None:
    reading = read(payload, symbology, options=options)
    assert reading == read(payload, symbology, options=options)
    assert reading.valid is (reading.error is None)
    assert reading.item is None or reading.valid
    problems = (*reading.warnings, *((reading.error,) if reading.error else ()))
    assert all(p.detail.isprintable() and len(p.detail) <= 60 for p in problems)
    assert all(p.position is None or 0 <= p.position <= len(payload) for p in problems)
    assert choose([reading]) == 0


@given(
    start=st.sampled_from(PRIVATE_STARTS),
    end=st.sampled_from(("", "|a|b|c|d|e", ";;", "\nEND:VCARD", "6304ABCD", "\x1d01", "?17=")),
    symbology=symbologies,
    private=secrets,
)
def test_private_content_is_not_kept(start: str, private: str, end: str, symbology: str) -> None:
    assert not keeps_part_of(private, repr(read(start + private + end, symbology)))


@given(private=secrets)
def test_of_a_link_only_the_host_is_kept(private: str) -> None:
    payload = f"https://{private}@example.vn/{private}?token={private}#{private}"
    reading = read(payload)
    assert reading.host == "example.vn"
    assert not keeps_part_of(private, repr(reading))


@given(digits=st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_the_number_of_a_citizens_card_is_not_kept(digits: str) -> None:
    card = f"{digits}|123456789|Nguyễn Văn A|01012000|Nam|Hà Nội|01012021"
    assert not keeps_part_of(digits, repr(read(card)))
    assert not keeps_part_of(digits, repr(read(digits, "]Q1")))


LENGTHS = {"10": 20, "21": 20, "22": 20, "240": 30, "400": 30, "91": 90, "99": 90}
CSET_82 = "!\"%&'()*+,-./_" + string.digits + string.ascii_letters + ":;<=>?"


@st.composite
def elements(draw: st.DrawFn) -> tuple[tuple[str, str], ...]:
    """AI 01 with a right check digit, and some others, each once."""
    digits = draw(st.from_regex(r"0893[0-9]{9}", fullmatch=True))
    others = draw(st.lists(st.sampled_from(sorted(LENGTHS)), unique=True, max_size=5))
    values = [
        draw(st.text(alphabet=CSET_82, min_size=1, max_size=LENGTHS[other])) for other in others
    ]
    return (("01", f"{digits}{check_digit(digits)}"), *zip(others, values, strict=True))


@given(ais=elements())
def test_what_was_written_is_read_again(ais: tuple[tuple[str, str], ...]) -> None:
    written = element_string(ais)
    reading = read(written)
    assert (reading.kind, reading.valid) == (Kind.ELEMENT_STRING, True)
    assert reading.ais == in_order(ais)
    assert element_string(reading.ais) == written


@pytest.mark.parametrize(
    ("payload", "valid"),
    [
        pytest.param("A" * 4000, True, id="4000-bytes"),
        pytest.param("1" * 1_000_000, False, id="a-megabyte-of-text"),
        pytest.param(b"\xff" * 1_000_000, False, id="a-megabyte-of-bytes"),
        pytest.param("https://a/01/" + "0" * 1_000_000, False, id="a-megabyte-of-link"),
        pytest.param("(01)08938505974194" * 10_000, False, id="10000-elements"),
        pytest.param("]Q3" + "99A\x1d" * 2000, False, id="as-many-elements-as-fit"),
        pytest.param("https://a" + "/01" * 2700, True, id="a-path-of-keys"),
        pytest.param("https://a/01/08938505974194?" + "99=A&" * 1600, False, id="attributes"),
        pytest.param("https://" + "é." * 2700, False, id="a-long-host"),
        pytest.param("000201" + "0000" * 2000, False, id="empty-fields"),
        pytest.param("(7256)" + "%41%42" * 1300, False, id="percent"),
        pytest.param("|" * 8000, True, id="bars"),
        pytest.param("https://a/" + "gA" * 2000, True, id="compressed"),
        pytest.param("https://a/" + "AQnYUc1gmiCNV4JG" * 250, True, id="compressed-often"),
        pytest.param("https://hn.check.net.vn" + "/t1" * 2500, True, id="a-known-host"),
        pytest.param("(8007)" + "9" * 8000, False, id="a-long-account"),
        pytest.param("\x1d" * 8000, False, id="separators"),
        pytest.param("\u202e" * 2000, True, id="right-to-left"),
        pytest.param("\ud800" * 2000, False, id="surrogates"),
        pytest.param("\x00" * 8000, False, id="nul"),
    ],
)
def test_no_code_takes_long(payload: bytes | str, *, valid: bool) -> None:
    # Collecting the garbage of all tests so far would take longer than any code.
    gc.disable()
    started = time.thread_time()
    reading = read(payload)
    took_ms = (time.thread_time() - started) * 1000
    gc.enable()
    assert reading.valid is valid
    assert took_ms < LONGEST_MS


def test_every_length_used_here_is_the_standards() -> None:
    for ai, length in LENGTHS.items():
        definition = definition_of(ai)
        assert definition is not None
        assert definition.components[-1].most == length
