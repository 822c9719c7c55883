"""The suites of payloads: GS1's own (grade A), third parties that GS1's toolkit agrees with (B).

Everything is read strictly, with the opt-ins that a case names and no others. A suite that doesn't
look at check digits, code lists or companions (its `checks` say so) holds where nothing else is
wrong.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from benchmarks.conformance.suite import Outcome, Suite
from provenance.codes.canonical import RESOLVER, digital_link
from provenance.codes.compressed_link import compress, decompress
from provenance.codes.conversions import from_element_string, to_element_string
from provenance.codes.dl_keys import QUALIFIERS, is_in_sequence
from provenance.codes.linters import LINTERS, lint
from provenance.codes.options import STRICT, Allow, Options
from provenance.codes.percent import decode, encode
from provenance.codes.problems import ProblemCode
from provenance.codes.read import read
from provenance.codes.reading import Kind, Reading
from provenance.errors import BadKey

Case = Mapping[str, Any]
Check = Callable[[Case], str]
"""Gives what came instead of what was expected, nothing where the case holds."""

ALLOWED_BY: Mapping[str, Allow] = MappingProxyType(
    {
        "permit_zero_suppressed_gtin": Allow.ZERO_SUPPRESSED_GTIN,
        "permit_convenience_alphas": Allow.SHORT_NAMES,
        "permit_unknown_ais": Allow.UNKNOWN_AI,
        "permit_unknown_ai_as_dl_attribute": Allow.UNKNOWN_AI_AS_ATTRIBUTE,
    }
)
COMPANIONS = frozenset({ProblemCode.AI_REQUIRES, ProblemCode.AI_EXCLUDES})
CONTENT = frozenset(
    {
        ProblemCode.AI_CONTENT,
        ProblemCode.DATE_INVALID,
        ProblemCode.GTIN_CHECK_DIGIT,
        ProblemCode.KEY_CHECK_DIGIT,
    }
)
EVERY_AI = Options(strict=True, allow=frozenset({Allow.UNKNOWN_AI, Allow.UNKNOWN_AI_AS_ATTRIBUTE}))


def options_of(case: Case) -> Options:
    """Give the opt-ins that a case names."""
    named = case.get("options") or {}
    allow = frozenset(option for name, option in ALLOWED_BY.items() if named.get(name))
    return Options(strict=True, allow=allow)


def accepted(case: Case, reading: Reading, kind: Kind) -> bool:
    """Tell whether a reading obeys the rules that a case looks at."""
    checks = case.get("checks") or {}
    ignored: frozenset[str] = frozenset() if checks.get("associations") else COMPANIONS
    if not checks.get("check_digits") and not checks.get("values"):
        ignored |= CONTENT
    error = reading.error
    return reading.kind is kind and (error is None or error.code in ignored)


def listed(reading: Reading) -> list[list[str]]:
    """Give the elements as the cases have them."""
    return [list(pair) for pair in reading.ais]


def judge(case: Case, reading: Reading, kind: Kind) -> str:
    """Compare a reading with what a case expects of it."""
    holds = accepted(case, reading, kind)
    if not case["valid"]:
        return f"accepted: {listed(reading)}" if holds else ""
    if not holds:
        return f"refused: {reading.kind} {reading.error and reading.error.code}"
    return "" if listed(reading) == case["ais"] else f"read: {listed(reading)}"


def _parse(case: Case) -> str:
    return judge(case, read(case["input"], options=options_of(case)), Kind.DIGITAL_LINK)


def _extract(case: Case) -> str:
    reading = read(case["input"], options=options_of(case))
    if not case["valid"]:
        return judge(case, reading, Kind.DIGITAL_LINK)
    if not accepted(case, reading, Kind.DIGITAL_LINK):
        return f"refused: {reading.error and reading.error.code}"
    return "" if sorted(listed(reading)) == sorted(case["ais"]) else f"read: {listed(reading)}"


def _bracketed(case: Case) -> str:
    return judge(case, read(case["input"], options=options_of(case)), Kind.ELEMENT_STRING)


def _raw(case: Case) -> str:
    scan = case["scan"] or case["input"]
    return judge(case, read(scan, options=options_of(case)), Kind.ELEMENT_STRING)


def _printed(case: Case) -> str:
    reading = read(case["input"], "]Q3", options=STRICT)
    holds = accepted(case, reading, Kind.ELEMENT_STRING)
    if not case["valid"]:
        return f"accepted: {listed(reading)}" if holds else ""
    hri = "".join(f"({ai}){value}" for ai, value in reading.ais)
    return "" if holds and hri == case["hri"] else f"read: {hri or reading.error}"


def _values(case: Case) -> str:
    reading = read(case["input"], options=options_of(case))
    error = reading.error
    if error is not None and error.code in COMPANIONS:
        error = None
    found = error.detail.rpartition(" ")[2] if error else None
    return "" if found == case["error"] else f"found: {found}"


def _associations(case: Case) -> str:
    reading = read(case["input"], options=EVERY_AI)
    error = reading.error
    wrong = error is not None and error.code in COMPANIONS | {ProblemCode.AI_DUPLICATE}
    return "" if case["valid"] is not wrong else f"found: {error and error.code}"


def _scan_data(case: Case) -> str:
    """Compare scan data; without a symbology identifier it is none to the suite, a text to us."""
    reading = read(case["input"], options=options_of(case))
    if not case["valid"]:
        refused = not reading.valid or reading.kind is Kind.TEXT
        return "" if refused else f"accepted: {reading.kind} {listed(reading)}"
    gs1 = case["digital_link_element_string"] or case["data"]
    linear, bar, composite = gs1.partition("|")
    if bar:
        gs1 = f"^01{linear.zfill(14)}" + composite
    if not gs1.startswith("^"):
        return "" if reading.valid and not _is_gs1(reading) else f"read: {reading}"
    expected = read(gs1.removeprefix("^").replace("^", "\x1d"), "]Q3", options=EVERY_AI)
    same = reading.ais == expected.ais != ()
    holds = accepted(case, reading, reading.kind)
    return "" if same and holds else f"read: {listed(reading)} {reading.error}"


def _is_gs1(reading: Reading) -> bool:
    return reading.kind in {Kind.DIGITAL_LINK, Kind.ELEMENT_STRING}


def _linter(case: Case) -> str:
    if case["linter"] not in LINTERS:
        return "no such linter"
    found = lint(case["linter"], case["input"])
    return "" if found == case["error"] else f"found: {found}"


def _path(case: Case) -> str:
    key, *qualifiers = case["ais"]
    holds = key in QUALIFIERS and is_in_sequence(key, tuple(qualifiers))
    return "" if holds is case["valid"] else f"accepted: {holds}"


def _percent(case: Case) -> str:
    convert = encode if case["op"] == "escape" else decode
    path, query = convert(case["input"]), convert(case["input"], query=True)
    return "" if (path, query) == (case["path"], case["query"]) else f"{path} {query}"


def _generate(case: Case) -> str:
    """Write a link; the suite doesn't say when it lets unknown AIs pass, only that it did."""
    options = Options(allow=options_of(case).allow)
    made = _written(case, options)
    if made is None and case["valid"]:
        made = _written(case, Options(allow=EVERY_AI.allow))
    return "" if made == case["expected"] else f"made: {made}"


def _written(case: Case, options: Options) -> str | None:
    elements = read(case["input"], "" if case["input"].startswith("(") else "]Q3", options=EVERY_AI)
    try:
        return digital_link(elements.ais, case["stem"] or RESOLVER, options=options)
    except BadKey:
        return None


def _from_element_string(case: Case) -> str:
    try:
        made = from_element_string(case["input"])
    except BadKey as refused:
        return str(refused) if case["valid"] else ""
    return "" if made == case["expected"] else f"made: {made}"


def _to_element_string(case: Case) -> str:
    expected = case["expected"] or ""
    brackets = expected.startswith("(")
    options = Options(allow=options_of(case).allow)
    try:
        made = to_element_string(case["input"], brackets=brackets, options=options)
    except BadKey as refused:
        return str(refused) if case["valid"] else ""
    mark = "" if brackets else "]Q3"
    same = sorted(read(made, mark).ais) == sorted(read(expected.replace("<GS>", "\x1d"), mark).ais)
    return "" if case["valid"] and same else f"made: {made}"


def _compress(case: Case) -> str:
    try:
        made = compress(case["input"])
    except BadKey as refused:
        return str(refused) if case["valid"] else ""
    return "" if made == case["expected"] else f"made: {made}"


def _decompress(case: Case) -> str:
    short_names = "short names" in case.get("scenario", "")
    try:
        made = decompress(case["input"], short_names=short_names)
    except BadKey as refused:
        return str(refused) if case["valid"] else ""
    return "" if made == case["expected"] else f"made: {made}"


def _payment(case: Case) -> str:
    reading = read(case["input"])
    holds = reading.kind is Kind.PAYMENT and reading.valid is case["valid"]
    return "" if holds else f"read: {reading.kind} {reading.valid}"


def _suite(name: str, check: Check, *, b: float = 0.97, others: float = 1.0) -> Suite:
    folder, file = name.split("/")

    def run(path: Path) -> Iterator[Outcome]:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                case = json.loads(line)
                why = check(case)
                group = case.get("tier") or "all"
                yield Outcome(
                    case=case.get("id") or case.get("ref", ""), group=group, held=not why, why=why
                )

    goals = MappingProxyType({"A": 1.0, "B": b, "all": others})
    return Suite(path=f"{folder}/*/{file}.jsonl", run=run, goals=goals)


SUITES: tuple[Suite, ...] = (
    _suite("digital_link/parse", _parse),
    _suite("digital_link/extract", _extract),
    _suite("digital_link/path_sequences", _path),
    _suite("digital_link/percent_encoding", _percent),
    _suite("digital_link/generate", _generate),
    _suite("digital_link/from_element_string", _from_element_string),
    _suite("digital_link/to_element_string", _to_element_string),
    _suite("digital_link/compress", _compress, b=0.95),
    _suite("digital_link/decompress", _decompress, b=0.95),
    _suite("element_strings/bracketed", _bracketed),
    _suite("element_strings/raw", _raw),
    _suite("element_strings/hri", _printed),
    _suite("element_strings/values", _values),
    _suite("element_strings/linters", _linter),
    _suite("element_strings/associations", _associations),
    _suite("element_strings/scan_data", _scan_data),
    _suite("payment_qr/emv", _payment),
)
