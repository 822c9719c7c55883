"""The demonstration's own parts: what it counts, which screen it takes, what it keeps."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import typer

from deploy.demo import kept
from deploy.demo.__main__ import ENDING, check_options, interrupted_once
from deploy.demo.processes import DemoError, Stage
from deploy.demo.station_side import HEADLESS, find_display
from deploy.demo.summary import FleetCount, compare
from kiosk.local.protocol import Distribution, StatusReply

STATUS = StatusReply(
    started_at=datetime(2026, 11, 22, tzinfo=UTC),
    frames_seen=300,
    frames_decoded=200,
    decode_ms=Distribution(median=1.234, p95=9.876),
    frame_to_verdict_ms=Distribution(),
    verdicts={"valid": 12, "recalled": 8},
    stored=20,
    stored_total=20,
    not_stored=0,
    camera="up",
    screen="result",
    number=2,
    fps=15.0,
)


def test_a_good_run_says_so_in_json_and_in_a_table() -> None:
    summary = compare(STATUS, FleetCount(stored=20, counted=20))
    assert summary.good
    assert json.loads(summary.as_json()) == {
        "frames_seen": 300,
        "frames_decoded": 200,
        "decode_ms": {"median": 1.23, "p95": 9.88},
        "frame_to_verdict_ms": {"median": None, "p95": None},
        "verdicts": {"valid": 12, "recalled": 8},
        "stored_on_station": 20,
        "stored_in_fleet": 20,
        "lost": 0,
        "doubled": 0,
    }
    assert "verdict recalled" in summary.as_table()


@pytest.mark.parametrize(
    ("count", "lost", "doubled"),
    [
        (FleetCount(stored=19, counted=19), 1, 0),
        (FleetCount(stored=20, counted=21), 0, 1),
        (FleetCount(stored=0, counted=0), 20, 0),
    ],
)
def test_a_bad_run_is_not_good(count: FleetCount, lost: int, doubled: int) -> None:
    summary = compare(STATUS, count)
    assert (summary.lost, summary.doubled, summary.good) == (lost, doubled, False)


@pytest.mark.parametrize(
    ("environment", "driver"),
    [
        ({}, HEADLESS),
        ({"DISPLAY": ":0"}, None),
        ({"WAYLAND_DISPLAY": "wayland-0"}, None),
        ({"SDL_VIDEODRIVER": "kmsdrm"}, "kmsdrm"),
        ({"DISPLAY": ""}, HEADLESS),
    ],
)
def test_a_window_opens_where_there_is_a_screen(
    environment: dict[str, str], driver: str | None
) -> None:
    assert find_display(environment) == driver


def test_material_is_drawn_once_a_day(tmp_path: Path) -> None:
    drawn: list[date] = []

    def draw(out_dir: Path, *, today: date) -> None:
        out_dir.mkdir(parents=True)
        drawn.append(today)

    first = kept.material(date(2026, 11, 22), tmp_path / "kept", draw)
    assert kept.material(date(2026, 11, 22), tmp_path / "kept", draw) == first
    os.utime(first.folder, (0, 0))
    second = kept.material(date(2026, 11, 23), tmp_path / "kept", draw)
    assert drawn == [date(2026, 11, 22), date(2026, 11, 23)]
    assert not first.folder.exists()
    assert second.folder.is_dir()


def test_two_runs_that_draw_at_once_agree(tmp_path: Path) -> None:
    folder = tmp_path / "kept"

    def draw(out_dir: Path, *, today: date) -> None:
        out_dir.mkdir(parents=True)
        (out_dir / "registry.json").touch()
        if len(list(folder.iterdir())) == 1:
            # Another run begins and ends while this one draws.
            out_dir.rename(folder / "unfinished-of-this-run")
            kept.material(today, folder, draw)
            (folder / "unfinished-of-this-run").rename(out_dir)

    found = kept.material(date(2026, 11, 22), folder, draw)
    assert found.registry.is_file()
    assert list(folder.iterdir()) == [found.folder]


def test_a_command_that_fails_tells_what_it_said(tmp_path: Path) -> None:
    script = "import sys; sys.exit('no such goods')"
    with pytest.raises(DemoError, match="no such goods"):
        Stage(tmp_path).run("import", [sys.executable, "-c", script])


def test_a_process_that_ends_is_noticed_with_the_end_of_its_log(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.start("fleet", [sys.executable, "-c", "print('port in use'); raise SystemExit(3)"])
    with pytest.raises(DemoError, match=r"(?s)fleet ended with status 3.*port in use"):
        stage.wait("the start", lambda: False, within_s=20)
    stage.end()


def test_processes_end_newest_first_also_one_that_does_not_want_to(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stubborn = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True)"
    first = stage.start("first", [sys.executable, "-c", f"{stubborn}; time.sleep(600)"])
    stage.wait("its word", _says(tmp_path / "first.log", "up"), within_s=20)
    stage.end(within_s=0.2)
    assert first.status == -9


def test_processes_end_when_the_conductor_is_killed(tmp_path: Path) -> None:
    child = (
        "import signal, sys, time\n"
        "signal.signal(15, lambda *_: sys.exit('told to end'))\n"
        "print('up', flush=True); time.sleep(600)"
    )
    conductor = (
        "import pathlib, sys, time; from deploy.demo.processes import Stage\n"
        f"stage = Stage(pathlib.Path({str(tmp_path)!r}))\n"
        f"stage.start('fleet', [sys.executable, '-c', {child!r}]); time.sleep(600)"
    )
    log = tmp_path / "fleet.log"
    with subprocess.Popen([sys.executable, "-c", conductor]) as process:
        stage = Stage(tmp_path)
        stage.wait("the child's word", lambda: log.is_file() and _says(log, "up")(), within_s=20)
        process.kill()
    stage.wait("the child's end", _says(log, "told to end"), within_s=20)


@pytest.mark.parametrize("first", ENDING)
def test_only_the_first_signal_interrupts(first: signal.Signals) -> None:
    before = [signal.getsignal(number) for number in ENDING]
    with interrupted_once():
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(first)
        for number in ENDING:
            signal.raise_signal(number)
    assert [signal.getsignal(number) for number in ENDING] == before


def test_options_that_could_only_fail_later_are_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no picture")
    with pytest.raises(typer.BadParameter, match="no picture in"):
        check_options(tmp_path, None)
    with pytest.raises(typer.BadParameter, match="can't be written"):
        check_options(None, tmp_path / "nowhere" / "out.json")
    check_options(None, tmp_path / "out.json")


def _says(log: Path, word: str) -> Callable[[], bool]:
    return lambda: word in log.read_text()
