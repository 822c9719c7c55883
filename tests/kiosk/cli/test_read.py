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

KEYS = {"kind", "valid", "what", "ais", "item", "host", "expires", "warnings", "error"}
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
    [(("--symbology", "Q1", LINK), b"]Q1"), (("-", LINK), b"stands alone")],
)
def test_wrong_usage_is_refused(arguments: tuple[str, ...], said: bytes) -> None:
    ended = run(*arguments)
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert said in ended.stderr


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
