"""Each section runs with tiny sizes, and its report has the rows that its page promises."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from benchmarks import console, decoders, decoding, frames, memory, rest, start, verdict, window
from benchmarks.fleet_seed import seed
from benchmarks.plan import Plan
from fleet.alerts.models import Alert
from fleet.db import migrate
from fleet.db.engine import Database
from fleet.stations.models import StationLatest
from tests.support.postgres import programs

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return Plan(quick=True, folder=tmp_path)


def test_decoding(plan: Plan, shared_data: Path) -> None:
    photographs = shared_data / "qr" / "dev"
    section = decoding.measure(replace(plan, photographs=photographs))

    goals = {goal.name: goal for goal in section.goals}
    assert goals["Codes read where there is none"].value == 0
    assert goals["Mean time of a picture"].value > 0
    assert goals["Stream: read within 500 ms"].value > 50
    assert len(section.goals) == 9
    names = {row.name for row in section.rows}
    assert f"{decoders.STATION}: read" in names
    assert f"{decoders.CASCADE}: read" in names
    shares = {row.name: row.value for row in section.rows if "hard passes" in row.group.lower()}
    assert 0 <= shares["bent: read by no other"] <= shares["bent: read"] <= 100


def test_decoding_without_the_photographs(plan: Plan) -> None:
    section = decoding.measure(plan)

    assert [goal.name for goal in section.goals] == [
        "Cheap pass / bare zxing-cpp",
        "Codes read where there is none",
    ]


def test_frames(plan: Plan) -> None:
    section = frames.measure(plan)

    views = ("A QR code in view", "An EAN-13 in view", "No code in view")
    assert {row.group for row in section.rows} == {*views, *(f"{v}: frames read" for v in views)}
    read = {(row.group, row.name): row.value for row in section.rows if row.unit == "%"}
    assert read["A QR code in view: frames read", frames.STREAM] == 100
    assert read["No code in view: frames read", frames.STILL] == 0
    assert all(row.value > 0 for row in section.rows if row.unit == "ms")
    assert len(section.goals) == 11


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
        "fleet worker",
    ]
    assert all(value > 1 for value in measured.values())


@pytest.mark.system
@pytest.mark.loopback
@pytest.mark.postgres
def test_console(plan: Plan) -> None:
    if programs() is None:
        pytest.skip("PostgreSQL's server programs are not installed: run make system")
    section = console.measure(plan)

    groups = {row.group for row in section.rows}
    assert groups == {"SQLite", "PostgreSQL"}
    assert all(row.value > 0 for row in section.rows)
    bounds = {goal.name: goal.bound for goal in section.goals}
    assert bounds["page of 50 by name, SQLite, p95"] == console.PAGE_MS
    assert bounds["summary, PostgreSQL, p95"] == console.SUMMARY_MS


def test_a_seeded_fleet_is_half_offline_and_the_same_each_time(tmp_path: Path) -> None:
    counted = []
    for name in ("first", "second"):
        with closing(Database(f"sqlite:///{tmp_path / name}")) as database:
            migrate.upgrade(database)
            seed(database, 100, datetime(2026, 11, 22, 3, 0, tzinfo=UTC))
            with database.read() as session:
                statuses = session.execute(
                    select(StationLatest.status, func.count()).group_by(StationLatest.status)
                )
                alerts = session.scalar(select(func.count()).select_from(Alert))
                counted.append((dict(statuses.all()), alerts))

    assert counted[0] == counted[1] == ({"online": 48, "offline": 50}, 50)
