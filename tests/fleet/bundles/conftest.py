"""What signs bundles in these tests."""

from pathlib import Path

import pytest

from fleet.pki.publisher import Publisher
from tests.support.fleet_rooms import make_desk


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    return make_desk(tmp_path).publisher
