"""Runs a call that may never return.

A thread that hangs in a driver can't be ended: it is left behind, and ends with the process.
"""

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")


def within(limit_s: float, call: Callable[[], T], name: str) -> T:
    """Run a call on a thread of its own and wait for it.

    Args:
        name: the thread's.

    Raises:
        TimeoutError: it hasn't returned after `limit_s`; it goes on without anybody waiting.
        BaseException: whatever the call raises.
    """
    running = _Running(call)
    threading.Thread(target=running.run, name=name, daemon=True).start()
    if not running.ended.wait(limit_s):
        raise TimeoutError(f"{name} took longer than {limit_s:g} s")
    if running.error is not None:
        raise running.error
    (result,) = running.results
    return result


class _Running(Generic[T]):
    """A call, and what comes of it: entered, it hands any error on to the thread that waits."""

    def __init__(self, call: Callable[[], T]) -> None:
        self._call = call
        self.ended = threading.Event()
        self.error: BaseException | None = None
        self.results: list[T] = []

    def run(self) -> None:
        with self:
            self.results.append(self._call())

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        self.error = error
        self.ended.set()
        return True
