"""Gives a test that measures time the machine for itself while workers run tests side by side.

Each test of a worker holds a lock: shared, or alone where it is marked so. Whoever waits to be
alone stands at a gate that everybody passes first, so that the others can't keep it waiting.
Facts: flock(2) locks belong to an open file and end with its process.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GATE, TURN = "tests.gate", "tests.turn"


@contextmanager
def turn(folder: Path, *, alone: bool) -> Iterator[None]:
    """Wait for a turn, and hold it for the length of the block.

    Args:
        folder: takes the lock files; the same for all workers.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / TURN).open("w") as held:
        with (folder / GATE).open("w") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            fcntl.flock(held, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield
