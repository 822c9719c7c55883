"""Every section that `make bench` knows, in the order in which it runs them."""

from collections.abc import Callable, Mapping

from benchmarks import (
    console,
    decoding,
    frames,
    ingest,
    memory,
    provenance,
    rest,
    start,
    verdict,
    window,
)
from benchmarks.plan import Plan
from benchmarks.report import Section

Measure = Callable[[Plan], Section]

SECTIONS: Mapping[str, Measure] = {
    "decoding": decoding.measure,
    "frames": frames.measure,
    "verdict": verdict.measure,
    "window": window.measure,
    "rest": rest.measure,
    "start": start.measure,
    "memory": memory.measure,
    "console": console.measure,
    "ingest": ingest.measure,
    "provenance": provenance.measure,
}
