"""`make bench`: measure, print tables, write docs/benchmarks.

A quick run writes its pages below .cache instead, since its figures mean nothing.
"""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.plan import EVENTS
from benchmarks.run import Order, run
from benchmarks.sections import SECTIONS

REPOSITORY = Path(__file__).resolve().parent.parent
PAGES = REPOSITORY / "docs" / "benchmarks"
QUICK_PAGES = REPOSITORY / ".cache" / "benchmarks"
SCRATCH = REPOSITORY / ".cache" / "bench-scratch"
FREE_PHOTOGRAPHS = REPOSITORY / ".cache" / "photographs" / "skimage" / "data"
PHOTOGRAPHS = REPOSITORY.parent / "shared" / "data" / "qr" / "dev"


def main(words: Sequence[str] | None = None) -> int:
    """Run the benchmarks that were asked for; give the exit status."""
    parser = argparse.ArgumentParser(prog="make bench", description="Measure the product.")
    parser.add_argument("--only", default="", help="sections with commas between: " + _known())
    parser.add_argument("--quick", action="store_true", help="tiny sizes: does it work at all?")
    parser.add_argument("--events", type=int, default=EVENTS, help="in the EPCIS document captured")
    given = parser.parse_args(words)
    names = [name for name in given.only.split(",") if name] or list(SECTIONS)
    if unknown := [name for name in names if name not in SECTIONS]:
        parser.error(f"no section {', '.join(unknown)}; there are {_known()}")
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("benchmarks").setLevel(logging.INFO)
    order = Order(
        names=names,
        quick=given.quick,
        pages=QUICK_PAGES if given.quick else PAGES,
        scratch=SCRATCH,
        photographs=PHOTOGRAPHS if PHOTOGRAPHS.is_dir() else None,
        free_photographs=FREE_PHOTOGRAPHS if FREE_PHOTOGRAPHS.is_dir() else None,
        events=given.events,
    )
    return 0 if run(order, SECTIONS) else 1


def _known() -> str:
    return ", ".join(SECTIONS)


if __name__ == "__main__":
    sys.exit(main())
