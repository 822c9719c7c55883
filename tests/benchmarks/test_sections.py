"""Each section runs with tiny sizes, and its report has the rows that its page promises."""

from pathlib import Path

import pytest

from benchmarks import decoding, verdict
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


def test_verdict(plan: Plan) -> None:
    section = verdict.measure(plan)

    stages = [row.name for row in section.rows if row.group == "Stages"]
    assert stages == [
        "decode",
        "pipe between the processes",
        "tracker and reading",
        "table: to be asked",
        "cache",
        "table and verdict",
        "outbox, commit",
        "window",
    ]
    total, decoding_ms, rest, share, _ = (row for row in section.rows if row.group != "Stages")
    assert total.value > decoding_ms.value > 0
    assert rest.value > 0
    assert 0 < share.value < 100
    assert [goal.name for goal in section.goals][1] == "95th percentile"
