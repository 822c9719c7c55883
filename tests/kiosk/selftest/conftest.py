"""What the tests of the self-test need."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.selftest.context import Context
from kiosk.settings import Settings
from tests.support.kiosk_clock import SetClock

Make = Callable[..., Context]


@pytest.fixture
def clock() -> SetClock:
    """Return the clock that every context of a test has."""
    return SetClock()


@pytest.fixture
def context(data_dir: Path, clock: SetClock) -> Make:
    """Return a function that makes a context with settings of the test's."""

    def make(**areas: object) -> Context:
        settings = Settings.model_validate(
            {"data_dir": data_dir, "screen": {"driver": "dummy"}, **areas}
        )
        return Context(settings=settings, clock=clock)

    return make
