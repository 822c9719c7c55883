"""What reading a code costs, beside bare biip on the same lines, and on what isn't a code at all.

biip parses; `provenance.read` also names the kind, checks associations and values by GS1's syntax
dictionary, and takes apart what isn't GS1. biip is given only lines that it understands.
"""

import random
import time
from collections.abc import Callable, Sequence

from biip import parse

from benchmarks.plan import Plan
from benchmarks.report import Goal, Row, Section, row_of
from benchmarks.sampling import interleaved, milliseconds, percentile, spread
from provenance.codes import read
from provenance.keys import check_digit

WITHIN_TIMES = 1.5
LINES = 500
ROUNDS = 15
GARBAGE = 3000
GS = "\x1d"
LONGEST = 8000
LONG = f"{LONGEST} characters made to take long"
WITHIN_MS = 1.0
LINK = "https://id.gs1.org/01/09506000134352"


def measure(plan: Plan) -> Section:
    """Measure each form of code, then garbage."""
    rows: list[Row] = []
    goals: list[Goal] = []
    for name, lines in _forms(plan.size(LINES, 5)).items():
        times = interleaved(
            {"station": _per_line(read, lines), "bare biip": _per_line(parse, lines)},
            rounds=plan.size(ROUNDS, 2),
        )
        rows += (row_of(who, "µs", spread(values), group=name) for who, values in times.items())
        ratio = spread(times["station"]).median / spread(times["bare biip"]).median
        goals.append(
            Goal(name=f"{name}: station / bare biip", value=ratio, unit="x", bound=WITHIN_TIMES)
        )
    garbage = _each_ms(_garbage(plan.size(GARBAGE, 20)))
    rows += _of_garbage(garbage)
    slowest = {
        name: spread(_each_ms([text] * plan.size(50, 3)))
        for name, text in _made_to_take_long().items()
    }
    rows += (row_of(name, "ms", values, group=LONG) for name, values in slowest.items())
    worst = max(values.median for values in slowest.values())
    goals.append(Goal(name=f"{LONG}: the slowest", value=worst, unit="ms", bound=WITHIN_MS))
    return Section(
        title="Reading codes",
        rows=tuple(rows),
        goals=tuple(goals),
        notes=(
            "A value is the mean of a round over all lines of a form, which take turns.",
            "Garbage: random bytes, codes with a part repeated, cut off, shuffled; up to 8,000.",
        ),
    )


def _each_ms(texts: Sequence[str]) -> list[float]:
    return [milliseconds(lambda text=text: read(text)) for text in texts]  # type: ignore[misc] # bound at once


def _of_garbage(values: Sequence[float]) -> tuple[Row, ...]:
    group = "What isn't a code"
    return (
        row_of("garbage", "ms", spread(values), group=group),
        Row(
            name="garbage, 99th percentile",
            value=percentile(values, 99),
            unit="ms",
            samples=len(values),
            group=group,
        ),
    )


def _per_line(work: Callable[[str], object], lines: Sequence[str]) -> Callable[[], float]:
    def round_us() -> float:
        began_ns = time.perf_counter_ns()
        for line in lines:
            work(line)
        return (time.perf_counter_ns() - began_ns) / 1e3 / len(lines)

    return round_us


def _forms(count: int) -> dict[str, list[str]]:
    chosen = random.Random(11)
    items = [_item(chosen) for _ in range(count)]
    return {
        "EAN-13": [gtin[1:] for gtin, _, _ in items],
        "Digital Link": [
            f"https://id.gs1.org/01/{gtin}/10/{lot}/21/{serial}?17=271231"
            for gtin, lot, serial in items
        ],
        "element string": [
            f"]Q301{gtin}1727123110{lot}{GS}21{serial}" for gtin, lot, serial in items
        ],
    }


def _item(chosen: random.Random) -> tuple[str, str, str]:
    digits = f"0893{chosen.randrange(10**9):09}"
    lot = f"L{chosen.randrange(10**6)}"
    return f"{digits}{check_digit(digits)}", lot, f"S{chosen.randrange(10**8)}"


def _made_to_take_long() -> dict[str, str]:
    """Give texts of which each once was, or might be, slow to read."""
    shapes = {
        "a path of slashes": ("https://a.example", "/a"),
        "a path of AIs": ("https://a.example", "/01"),
        "a path of keys": ("https://id.gs1.org", "/01/09506000134352"),
        "a trace system's path": ("https://hn.check.net.vn", "/a"),
        "a trace code, percent-encoded": ("https://hn.check.net.vn/t1/", "%41"),
        "a query of ampersands": (f"{LINK}?", "&"),
        "a query of other keys": (f"{LINK}?a=b", "&ab=c"),
        "a query of signatures": (f"{LINK}?", "&sg=AA"),
        "a value, percent-encoded": (f"{LINK}?10=", "%41"),
        "a compressed link": ("https://a.example/", "A1_"),
        "a host": ("https://", "a"),
        "a host in another script": ("https://", "ă."),
        "AIs of few characters": ("]Q3", f"10A{GS}"),
        "separators": ("]Q3", GS),
        "brackets": ("", "(10)A"),
        "payment fields": ("000201", "0000"),
        "base45": ("VT1:", "FGW"),
        "a number": ("", "1"),
    }
    return {name: (start + part * LONGEST)[:LONGEST] for name, (start, part) in shapes.items()}


def _garbage(count: int) -> list[str]:
    chosen = random.Random(13)
    whole = [line for lines in _forms(20).values() for line in lines]
    return [_spoilt(chosen, chosen.choice(whole)) for _ in range(count)]


def _spoilt(chosen: random.Random, line: str) -> str:
    match chosen.randrange(4):
        case 0:
            return chosen.randbytes(chosen.randrange(1, 8000)).decode("latin-1")
        case 1:
            at = chosen.randrange(len(line))
            return (line[:at] + line[at : at + 9] * chosen.randrange(800) + line[at:])[:8000]
        case 2:
            return line[: chosen.randrange(1, len(line))]
        case _:
            letters = list(line)
            chosen.shuffle(letters)
            return "".join(letters)
