"""What a station costs while nobody is there: processor time of its window and of its camera.

Nothing but the attract screen shows; the replay camera gives 15 frames a second of one scene, and
each is decoded, as it must be for a scan to need no button.
"""

import time

from benchmarks.plan import Plan
from benchmarks.processes import cpu_s, threads, wait_for
from benchmarks.report import Goal, Row, Section, row_of
from benchmarks.sampling import spread
from benchmarks.station import StationProcess, station_process

GOAL_PERCENT = 1.0
START_WITHIN_S = 60.0


def measure(plan: Plan) -> Section:
    """Let a station rest, and read the kernel's account of it."""
    windows = plan.size(6, 2)
    window_s = plan.size(10.0, 1.0)
    with station_process(plan.folder) as station:
        wait_for("the camera", lambda: _is_up(station), station.process, START_WITHIN_S)
        time.sleep(plan.size(5.0, 0.2))
        resting, watching = _shares(station, windows, window_s)
        camera = station.camera_pid
        rows = (
            row_of("window's process", "% of a core", spread(resting)),
            row_of("camera process", "% of a core", spread(watching)),
            Row(
                name="threads of the window's process", value=threads(station.process.pid), unit=""
            ),
            Row(name="threads of the camera process", value=threads(camera or 0), unit=""),
        )
        status = station.status()
    mean = sum(resting) / len(resting)
    return Section(
        title="A station at rest",
        rows=rows,
        goals=(
            Goal(
                name="window's process, mean",
                value=mean,
                unit="% of a core",
                bound=GOAL_PERCENT,
            ),
        ),
        notes=(
            f"{windows} spans of {window_s:g} s; screen: {status.screen if status else 'none'}.",
            "The camera process decodes 15 frames a second, none of them with a code.",
            "The replay camera copies pictures where a real one would wait for its driver.",
        ),
    )


def _is_up(station: StationProcess) -> bool:
    status = station.status()
    return status is not None and status.camera == "up"


def _shares(
    station: StationProcess, windows: int, window_s: float
) -> tuple[list[float], list[float]]:
    """Give the percentages of one core that both processes used in each window."""
    shares: tuple[list[float], list[float]] = ([], [])
    for _ in range(windows):
        camera = station.camera_pid
        if camera is None:
            raise RuntimeError("the camera process has ended")
        pids = (station.process.pid, camera)
        begun_s, before = time.monotonic(), [cpu_s(pid) for pid in pids]
        time.sleep(window_s)
        took_s = time.monotonic() - begun_s
        for share, pid, used_s in zip(shares, pids, before, strict=True):
            share.append((cpu_s(pid) - used_s) / took_s * 100)
    return shares
