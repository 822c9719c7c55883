"""Each section runs with tiny sizes, and its report has the rows that its page promises."""

from pathlib import Path

import pytest

from benchmarks import decoding, memory, rest, start, verdict, window
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


def test_window(plan: Plan) -> None:
    section = window.measure(plan)

    groups = {row.group for row in section.rows}
    assert "station, 1920x1080: drawn" in groups
    assert "cabin-portrait, 1080x1920: nothing changed" in groups
    drawn = {
        row.name: row.value for row in section.rows if row.group == "station, 1920x1080: drawn"
    }
    assert drawn.keys() >= {*window.STATES, window.PREVIEW}
    assert [goal.bound for goal in section.goals] == [window.FRAME_MS] * 2


@pytest.mark.system
def test_rest(plan: Plan) -> None:
    section = rest.measure(plan)

    names = [row.name for row in section.rows]
    assert names[:2] == ["window's process", "camera process"]
    assert all(row.value > 0 for row in section.rows)
    assert section.goals[0].bound == rest.GOAL_PERCENT


@pytest.mark.system
def test_start(plan: Plan) -> None:
    section = start.measure(plan)

    for way in ("warm", "cold"):
        seconds = {row.name: row.value for row in section.rows if row.group == way}
        assert 0 < seconds[start.SOCKET] <= seconds[start.FIRST_VIEW] <= seconds[start.CAMERA]
    assert {goal.bound for goal in section.goals} == {start.GOAL_S}


@pytest.mark.system
@pytest.mark.loopback
@pytest.mark.timeout(180)
def test_memory(plan: Plan) -> None:
    section = memory.measure(plan)

    measured = {row.name: row.value for row in section.rows if row.group == "Memory (PSS)"}
    assert list(measured) == [
        "kiosk station",
        "camera process",
        "kiosk agent",
        "fleet serve",
        "Mosquitto",
        "fleet api",
        "fleet ingest",
    ]
    assert all(value > 1 for value in measured.values())
