"""`make conformance`: run outside cases through the functions that the product uses.

The exit status is 1 where a share lies below its goal, 2 where there is nothing to run.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.conformance import epcis, payloads, signed
from benchmarks.conformance.run import not_run, run_suites, to_json, to_text
from benchmarks.conformance.suite import Suite

SUITES: tuple[Suite, ...] = (*payloads.SUITES, *signed.SUITES, *epcis.SUITES)
OUT = Path(__file__).resolve().parents[2] / ".cache" / "conformance.json"


def main(words: Sequence[str] | None = None) -> int:
    """Run every suite under the folder that was given; give the exit status."""
    parser = argparse.ArgumentParser(prog="make conformance", description="Run outside cases.")
    parser.add_argument("folder", type=Path, help="laid out SUITE/SPLIT/FILE")
    parser.add_argument("--out", type=Path, default=OUT, help="JSON with every failed case")
    given = parser.parse_args(words)
    results = []
    for result in run_suites(given.folder, SUITES):
        sys.stdout.write(to_text(result) + "\n")
        results.append(result)
    left_out = not_run(given.folder, SUITES)
    sys.stdout.writelines(f"not run: {path}\n" for path in left_out)
    if not results:
        sys.stderr.write(f"no suite under {given.folder}\n")
        return 2
    given.out.parent.mkdir(parents=True, exist_ok=True)
    summary = json.dumps(to_json(results, left_out), ensure_ascii=False, indent=1)
    given.out.write_text(summary + "\n", encoding="utf-8")
    return 0 if all(result.reached for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
