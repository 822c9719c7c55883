"""A call with a limit: it comes back, raises, or is left behind."""

import threading

import pytest

from kiosk.camera.bounded import within
from tests.support.waiting import wait_until


def test_its_result_and_that_it_ran_on_a_thread_of_its_own() -> None:
    thread = within(5.0, threading.current_thread, "another")
    assert thread is not threading.current_thread()
    assert (thread.name, thread.daemon) == ("another", True)


def test_what_it_raises() -> None:
    def fail() -> None:
        raise LookupError("inside")

    with pytest.raises(LookupError, match="inside"):
        within(5.0, fail, "fails")


def test_one_that_hangs_is_left_behind_and_ends_when_it_can() -> None:
    go_on = threading.Event()
    ended: list[bool] = []

    def hang() -> None:
        ended.append(go_on.wait())

    with pytest.raises(TimeoutError, match="hangs took longer than"):
        within(0.05, hang, "hangs")
    assert not ended
    go_on.set()
    wait_until(lambda: ended == [True])
