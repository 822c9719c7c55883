"""`python -m deploy.demo.material OUT_DIR`: make the demo's records, pictures and slides."""

import argparse
import sys
from collections import Counter
from datetime import date, datetime
from pathlib import Path

from contract.zone import VIETNAM
from deploy.demo.material.build import SEED, make


def main(arguments: list[str]) -> int:
    """Make the material that the arguments ask for; give the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m deploy.demo.material",
        description="Make the demo's registry records, photographs and slides.",
    )
    parser.add_argument("out_dir", type=Path, metavar="OUT_DIR", help="folder to write into")
    parser.add_argument(
        "--today",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="the day for which lots are fresh or expired (default: today in Vietnam)",
    )
    parser.add_argument(
        "--seed", type=int, default=SEED, help="what the pictures' chance starts from"
    )
    given = parser.parse_args(arguments)
    try:
        made = make(
            given.out_dir, today=given.today or datetime.now(VIETNAM).date(), seed=given.seed
        )
    except OSError as error:
        sys.stderr.write(f"can't write the material: {error}\n")
        return 1
    counts = Counter(photo.shot.readable.value for photo in made.photos)
    kinds = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
    sys.stdout.write(
        f"{made.registry}\n{made.manifest}: {len(made.photos)} pictures ({kinds})\n{made.slides}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
