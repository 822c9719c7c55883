"""What wakes the loop, and how long it sleeps when nothing does."""

import os
import threading
import time
from collections.abc import Iterator

import pytest

from kiosk.clock import SystemClock
from kiosk.station.pacer import TOUCH_EVERY_S, Bell, Pacer

LONG_S = 20.0
AT_ONCE_S = 1.0


@pytest.fixture
def bell() -> Iterator[Bell]:
    bell = Bell()
    yield bell
    bell.close()


class Hand:
    """A window that is touched after it was asked so many times."""

    def __init__(self, after: int | None = None) -> None:
        self.asked = 0
        self._after = after

    def touched(self) -> bool:
        self.asked += 1
        return self._after is not None and self.asked > self._after


def waits_s(
    bell: Bell, for_s: float, *, camera: int | None = None, hand: Hand | None = None
) -> float:
    clock = SystemClock()
    pacer = Pacer(clock, bell, lambda: camera, (hand or Hand()).touched)
    begun_s = time.monotonic()
    pacer.wait(begun_s + for_s)
    return time.monotonic() - begun_s


def test_it_waits_as_long_as_nothing_happens(bell: Bell) -> None:
    assert waits_s(bell, 0.1) >= 0.1


def test_it_does_not_wait_for_what_is_past(bell: Bell) -> None:
    hand = Hand()
    assert waits_s(bell, -1.0, hand=hand) < AT_ONCE_S
    assert hand.asked == 0


def test_the_bell_wakes_it_from_another_thread_and_is_silent_then(bell: Bell) -> None:
    ringer = threading.Timer(0.05, bell.ring)
    ringer.start()
    assert waits_s(bell, LONG_S) < LONG_S / 2
    ringer.join()
    assert waits_s(bell, 0.1) >= 0.1


def test_a_ring_before_it_waits_is_not_lost(bell: Bell) -> None:
    for _ in range(10_000):
        bell.ring()
    assert waits_s(bell, LONG_S) < AT_ONCE_S


def test_the_camera_wakes_it(bell: Bell) -> None:
    reading, writing = os.pipe()
    try:
        assert waits_s(bell, 0.1, camera=reading) >= 0.1
        os.write(writing, b"sighting")
        assert waits_s(bell, LONG_S, camera=reading) < AT_ONCE_S
    finally:
        os.close(reading)
        os.close(writing)


def test_the_window_is_asked_25_times_a_second_and_wakes_it(bell: Bell) -> None:
    calm = Hand()
    waits_s(bell, 10 * TOUCH_EVERY_S, hand=calm)
    assert 1 <= calm.asked <= 11
    assert waits_s(bell, LONG_S, hand=Hand(after=2)) < LONG_S / 2


def test_a_bell_that_was_taken_down_may_be_rung() -> None:
    bell = Bell()
    bell.close()
    bell.ring()
