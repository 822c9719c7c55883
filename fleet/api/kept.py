"""Figures that every browser asks for, counted once for all of them.

Counting ten thousand stations takes tens of milliseconds, and each change makes every open page ask
anew. So what was counted is kept for a second, and who asks while it is being counted waits for
that count. A change that this process makes itself is seen at once: it makes everything be
forgotten.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

KEPT_S = 1.0
MOST_KEYS = 256
"""Filters that are in use at one time; the one that was asked for longest ago goes first."""

T = TypeVar("T")


class _Slot:
    """One figure; `lock` is held while it is made."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.value: Any = None
        self.made_s: float | None = None
        self.generation = 0


class Kept:
    """Keeps figures for a moment; shared by all threads.

    Args:
        monotonic_s: gives seconds that only grow.
        kept_s: how old a figure may be; at 0 each one is counted anew.
    """

    def __init__(self, monotonic_s: Callable[[], float], kept_s: float = KEPT_S) -> None:
        self._monotonic_s = monotonic_s
        self._kept_s = kept_s
        self._lock = threading.Lock()
        self._slots: OrderedDict[Hashable, _Slot] = OrderedDict()
        self._generation = 0

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give the figure of a key, made by `make` unless there is one that is young enough."""
        slot = self._slot(key)
        with slot.lock:
            if not self._is_young(slot):
                slot.made_s, generation = None, self._generation
                begun_s = self._monotonic_s()
                slot.value = make()
                slot.made_s, slot.generation = begun_s, generation
            value: T = slot.value
            return value

    def forget(self) -> None:
        """Have everything counted anew, also what is being counted now."""
        with self._lock:
            self._generation += 1

    def _slot(self, key: Hashable) -> _Slot:
        with self._lock:
            slot = self._slots.setdefault(key, _Slot())
            self._slots.move_to_end(key)
            if len(self._slots) > MOST_KEYS:
                self._slots.popitem(last=False)
            return slot

    def _is_young(self, slot: _Slot) -> bool:
        if slot.made_s is None or slot.generation != self._generation:
            return False
        return self._monotonic_s() - slot.made_s < self._kept_s
