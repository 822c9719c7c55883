"""The material, made once for all tests that look at its files."""

from datetime import date
from pathlib import Path

import pytest

from deploy.demo.material import Material, make

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """Make everything; two cores take about 10 s, so its tests need a longer time-out."""
    folder: Path = tmp_path_factory.mktemp("material")
    return make(folder, today=TODAY)
