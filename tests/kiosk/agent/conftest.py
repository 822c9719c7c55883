"""An agent for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kiosk.agent.rig import Rig


@pytest.fixture
def rig(data_dir: Path) -> Iterator[Rig]:
    made = Rig(data_dir)
    yield made
    made.agent.end()
    made.outbox.close()
