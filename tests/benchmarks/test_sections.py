"""Each section runs with tiny sizes, and its report has the rows that its page promises."""

from pathlib import Path

import pytest

from benchmarks import decoding
from benchmarks.plan import Plan


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return Plan(quick=True, folder=tmp_path)


def test_decoding(plan: Plan) -> None:
    section = decoding.measure(plan)

    assert {row.group for row in section.rows} == {
        "A QR code in view",
        "An EAN-13 in view",
        "No code in view",
    }
    read = {(row.group, row.name): row.value for row in section.rows if row.unit == "%"}
    assert read["A QR code in view", "station, stream: codes"] == 100
    assert read["No code in view", "station, still picture: codes"] == 0
    assert all(row.value > 0 for row in section.rows if row.unit == "ms")
    assert len(section.goals) == 12
