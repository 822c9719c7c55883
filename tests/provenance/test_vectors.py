"""Outside vectors: GS1's own suites (tier A) and corroborated third parties (tier B).

The floors are what was reached when they were written; each case that fails is listed by the
assertion, so that a fall names its cause.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from provenance.codes.canonical import digital_link
from provenance.codes.options import STRICT
from provenance.codes.read import read
from provenance.codes.reading import Kind, Reading
from provenance.errors import BadKey

VECTORS = Path(__file__).parents[2] / ".." / "shared" / "data" / "vectors"

Case = dict[str, Any]

pytestmark = pytest.mark.skipif(
    not VECTORS.is_dir(), reason="the outside vectors lie beside the repository, and aren't here"
)


def cases(name: str) -> list[Case]:
    path = VECTORS / name
    if not path.is_file():
        pytest.skip(f"no {name}")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def has_structure(reading: Reading) -> bool:
    """Well formed apart from check digits, which some of the suites don't look at."""
    error = reading.error
    return reading.valid or (error is not None and error.code.endswith(".check_digit"))


def listed(reading: Reading) -> list[list[str]]:
    return [list(pair) for pair in reading.ais]


def parses_link(case: Case) -> bool:
    reading = read(case["input"])
    accepted = reading.kind is Kind.DIGITAL_LINK and has_structure(reading)
    return accepted and listed(reading) == case["ais"] if case["valid"] else not accepted


def extracts_link(case: Case) -> bool:
    reading = read(case["input"])
    return reading.kind is Kind.DIGITAL_LINK and sorted(listed(reading)) == sorted(case["ais"])


def parses_raw(case: Case) -> bool:
    reading = read(case["scan"] or case["input"])
    if case["valid"]:
        return reading.valid and listed(reading) == case["ais"]
    return reading.kind is not Kind.ELEMENT_STRING or not reading.valid


def parses_bracketed(case: Case) -> bool:
    reading = read(case["input"])
    accepted = reading.kind is Kind.ELEMENT_STRING and has_structure(reading)
    return accepted and listed(reading) == case["ais"] if case["valid"] else not accepted


def reads_scan_data(case: Case) -> bool:
    """Compare scan data; without symbology identifier it is none to the suite, a text to us."""
    reading = read(case["input"])
    data = case["digital_link_element_string"] or case["data"]
    if case["symbology"] is None:
        return not reading.valid or reading.kind is Kind.TEXT
    if not data.startswith("^"):
        return reading.valid and reading.kind in {Kind.EAN, Kind.IN_STORE, Kind.LINK}
    gs1 = reading.kind in {Kind.DIGITAL_LINK, Kind.ELEMENT_STRING}
    told = read(data.removeprefix("^").replace("^", "\x1d"), "]Q3")
    return gs1 and has_structure(reading) and reading.ais == told.ais != ()


def checks_payment(case: Case) -> bool:
    reading = read(case["input"])
    return reading.kind is Kind.PAYMENT and reading.valid is case["valid"]


def refuses_value(case: Case) -> bool:
    return read(case["input"], options=STRICT).valid is case["valid"]


def makes_link(case: Case) -> bool:
    reading = read(case["input"])
    try:
        made = digital_link(reading.ais)
    except BadKey:
        return not case["valid"]
    expected = case["expected"]
    stem = case.get("stem", "https://id.gs1.org").rstrip("/")
    return bool(case["valid"]) and made.replace("https://id.gs1.org", stem) == expected


@pytest.mark.parametrize(
    ("name", "passes", "floor"),
    [
        pytest.param("digital_link/dev/parse.jsonl", parses_link, 41, id="link-parse"),
        pytest.param("digital_link/dev/extract.jsonl", extracts_link, 21, id="link-extract"),
        pytest.param("digital_link/dev/generate.jsonl", makes_link, 12, id="link-generate"),
        pytest.param("digital_link/dev/from_element_string.jsonl", makes_link, 14, id="link-from"),
        pytest.param("element_strings/dev/raw.jsonl", parses_raw, 31, id="raw"),
        pytest.param("element_strings/dev/bracketed.jsonl", parses_bracketed, 6, id="bracketed"),
        pytest.param("element_strings/dev/scan_data.jsonl", reads_scan_data, 18, id="scan-data"),
        pytest.param("element_strings/dev/values.jsonl", refuses_value, 35, id="values"),
        pytest.param("payment_qr/dev/emv.jsonl", checks_payment, 6, id="payment"),
    ],
)
def test_vectors(name: str, passes: Callable[[Case], bool], floor: int) -> None:
    every = cases(name)
    failed = [case["input"] for case in every if not passes(case)]
    assert len(every) - len(failed) >= floor, failed


def test_path_sequences() -> None:
    values = {"22": "A", "10": "B", "21": "C", "254": "D", "7040": "1ABC", "8011": "1", "8019": "2"}
    keys = {
        "01": "08935000000010",
        "253": "1231231231232",
        "255": "1231231231232",
        "401": "12345678",
        "414": "1231231231232",
        "417": "1231231231232",
        "8003": "01231231231232",
        "8004": "12345678",
        "8006": "089350000000100101",
        "8018": "123456789012345675",
    }
    failed = []
    for case in cases("digital_link/dev/path_sequences.jsonl"):
        path = "/".join(f"{ai}/{(keys | values)[ai]}" for ai in case["ais"])
        reading = read(f"https://id.gs1.org/{path}")
        accepted = reading.kind is Kind.DIGITAL_LINK and has_structure(reading)
        if accepted is not case["valid"]:
            failed.append(case["ais"])
    assert not failed
