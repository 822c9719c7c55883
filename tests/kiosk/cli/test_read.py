"""`kiosk read`: one answer for each code, whatever the bytes."""

import io
import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cli.read import MAX_LINE_BYTES, lines, to_json, to_text
from provenance.codes import read

KEYS = {
    *("kind", "valid", "what", "ais", "element_string", "digital_link", "item", "host", "code"),
    *("expires", "signature", "warnings", "error"),
}
LINK = "https://id.gs1.org/01/08935217400102/10/A1?17=271231"


def run(
    *arguments: str, stdin: bytes = b"", python: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, *python, "-m", "kiosk", "read", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=60)


def objects(output: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_each_line_of_stdin_gives_one_object() -> None:
    payload = b"\n".join(
        [LINK.encode(), b"", b"\xff\x00\x1b[31m", b"x" * 100_000, b"8938505974195"]
    )
    ended = run("-", stdin=payload)
    assert ended.returncode == 0
    found = objects(ended.stdout)
    assert all(set(each) == KEYS for each in found)
    assert [(each["kind"], each["valid"]) for each in found] == [
        ("digital_link", True),
        ("unreadable", False),
        ("unreadable", False),
        ("unreadable", False),
        ("ean", False),
    ]


def test_goods_are_given_with_their_elements() -> None:
    (found,) = objects(run("--json", LINK).stdout)
    assert found["ais"] == [["01", "08935217400102"], ["10", "A1"], ["17", "271231"]]
    assert found["item"] == {"gtin": "08935217400102", "lot": "A1", "serial": None}
    assert (found["host"], found["expires"]) == ("id.gs1.org", "2027-12-31")
    assert (found["error"], found["warnings"]) == (None, [])


def test_every_form_of_goods_is_given() -> None:
    (found,) = objects(run("--json", "]Q3010893521740010217271231\x1d10A1").stdout)
    assert found["element_string"] == "(01)08935217400102(10)A1(17)271231"
    assert found["digital_link"] == LINK
    (place,) = objects(run("--json", "(414)0614141123452(99)A").stdout)
    assert place["digital_link"] == "https://id.gs1.org/414/0614141123452?99=A"
    (none,) = objects(run("--json", "(99)A").stdout)
    assert (none["element_string"], none["digital_link"]) == ("(99)A", None)


@pytest.mark.parametrize(
    ("code", "allow"),
    [
        ("https://a/01/8935217400102", "zero-suppressed-gtin"),
        ("https://a/gtin/08935217400102", "short-names"),
        ("(89)A", "unknown-ai"),
        ("https://a/01/08935217400102?89=A", "unknown-ai-as-attribute"),
        ("https://a/gtin/8935217400102", "zero-suppressed-gtin,short-names"),
    ],
)
def test_what_is_named_is_accepted_and_nothing_else(code: str, allow: str) -> None:
    stdin = code.encode()
    (strictly,) = objects(run("-", "--strict", stdin=stdin).stdout)
    assert not (strictly["valid"] and strictly["ais"])
    (allowed,) = objects(run("-", "--strict", "--allow", allow, stdin=stdin).stdout)
    assert allowed["valid"]
    assert allowed["ais"]


def test_an_answer_comes_before_the_next_line() -> None:
    command = [sys.executable, "-m", "kiosk", "read", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for code, kind in ((LINK, "digital_link"), ("Xin chào", "text")):
            process.stdin.write(code.encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["kind"] == kind


@pytest.mark.parametrize(
    "code",
    [
        "001099012345|123456789|Nguyễn Văn A|01012000|Nam|Hà Nội|01012021",
        "WIFI:T:WPA;S:Nha Hang;P:bi mat 123;;",
        "BEGIN:VCARD\tFN:Nguyen Van A\tEND:VCARD",
    ],
)
def test_nothing_of_a_personal_code_is_shown(code: str) -> None:
    (found,) = objects(run("--json", code).stdout)
    shown = {name for name, value in found.items() if value not in (None, [], "")}
    assert shown == {"kind", "valid", "what"}
    assert found["kind"] == "personal"


def test_what_is_wrong_is_said_with_its_place() -> None:
    (found,) = objects(run("--json", "https://id.gs1.org/01/08935217400103").stdout)
    assert found["valid"] is False
    assert set(found["error"]) == {"code", "position", "detail"}
    assert found["error"]["code"] == "gtin.check_digit"


def test_the_symbology_decides_what_bare_digits_are() -> None:
    assert objects(run("--json", "--symbology", "]d2", "0108935217400102").stdout)[0]["kind"] == (
        "element_string"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--symbology", "Q1", LINK), b"]Q1"),
        (("-", LINK), b"stands alone"),
        (("--allow", "all", LINK), b"short-names"),
    ],
)
def test_wrong_usage_is_refused(arguments: tuple[str, ...], said: bytes) -> None:
    ended = run(*arguments)
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert said in ended.stderr


def test_a_signature_is_shown_unchecked() -> None:
    sealed = "Chs" + "A" * 85
    (found,) = objects(run("--json", f"{LINK}&sg={sealed}").stdout)
    assert found["signature"] == {
        "algorithm": "EdDSA",
        "kid": "0a1b",
        "issuer": None,
        "issued": None,
    }
    assert b"signed   by key 0a1b, not checked" in run(f"{LINK}&sg={sealed}").stdout


def test_several_codes_are_told_apart_for_people() -> None:
    output = run(LINK, "Xin chào").stdout.decode()
    assert "(10)     A1" in output
    assert output.count("kind ") == 2


def test_without_codes_it_says_how_it_is_used() -> None:
    ended = run()
    assert ended.returncode == 2
    assert b"CODE" in ended.stderr


def test_help_has_an_example() -> None:
    assert b"Example: kiosk read" in run("--help").stdout


def test_nothing_heavy_is_imported() -> None:
    ended = run("x", python=("-X", "importtime"))
    imported = {line.rpartition(b"|")[2].strip() for line in ended.stderr.splitlines()}
    assert b"provenance.codes.read" in imported
    assert imported.isdisjoint({b"pygame", b"cv2", b"numpy", b"zxingcpp", b"httpx2"})


def test_a_line_without_end_is_cut_in_bounded_memory() -> None:
    long = b"a" * (3 * MAX_LINE_BYTES)
    found = list(lines(io.BytesIO(long + b"\nb\n\nc")))
    assert found == [long[:MAX_LINE_BYTES], b"b", b"", b"c"]


@given(content=st.binary(max_size=200).filter(lambda content: b"\n" not in content))
def test_any_bytes_give_one_json_object(content: bytes) -> None:
    (line,) = lines(io.BytesIO(content + b"\n"))
    assert line == content
    reading = read(line)
    assert json.loads(json.dumps(to_json(reading)))["kind"] == reading.kind.value
    assert "\x1b" not in to_text(reading)
