"""Which clock a sensor's time stamp is of."""

import pytest

from kiosk.camera.pi.time import OLDEST_S, ExposureTimes

NOW_S = 5000.0


def convert(stamp: object, slept_s: float) -> float:
    return ExposureTimes(lambda: NOW_S, lambda: NOW_S + slept_s).convert(stamp)


@pytest.mark.parametrize("slept_s", [0.0, 0.5, 3600.0])
@pytest.mark.parametrize("age_s", [0.0, 0.02, 1.9])
def test_of_the_monotonic_clock(slept_s: float, age_s: float) -> None:
    assert convert(round((NOW_S - age_s) * 1e9), slept_s) == pytest.approx(NOW_S - age_s)


@pytest.mark.parametrize("age_s", [0.0, 0.02, 1.9])
def test_of_the_clock_that_goes_on_while_the_machine_sleeps(age_s: float) -> None:
    stamp_ns = round((NOW_S + 3600.0 - age_s) * 1e9)
    assert convert(stamp_ns, 3600.0) == pytest.approx(NOW_S - age_s)


@pytest.mark.parametrize(
    "stamp", [None, "soon", 0, 1.5, -1, round((NOW_S - OLDEST_S - 1) * 1e9), 10**19]
)
def test_one_that_cannot_be_is_of_the_present(stamp: object) -> None:
    assert convert(stamp, 3600.0) == NOW_S
