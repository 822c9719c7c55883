"""Waits for a condition with a deadline, for what other threads and processes do."""

import time
from collections.abc import Callable

TIMEOUT_S = 60.0
STEP_S = 0.01


def wait_until(condition: Callable[[], bool], what: str = "", within_s: float = TIMEOUT_S) -> None:
    """Wait until a condition holds; fail after the deadline."""
    deadline = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < deadline, f"not within {within_s:g} s: {what or condition}"
        time.sleep(STEP_S)
