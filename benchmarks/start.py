"""From the start of `kiosk station` to its first drawn view, and to the camera's first frame.

A turn of the loop answers requests and then draws, so the second answer on the local socket comes
after the first view was drawn, and a millisecond at most after it when it is asked for without a
pause. Cold means that the kernel was told to forget the files of Python and its packages that
nobody else has mapped (posix_fadvise(2), POSIX_FADV_DONTNEED).
"""

import os
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.plan import Plan
from benchmarks.processes import wait_for
from benchmarks.report import Goal, Section, row_of
from benchmarks.sampling import spread
from benchmarks.station import StationProcess, station_process
from kiosk.local.protocol import StatusReply

GOAL_S = 2.0
START_WITHIN_S = 120.0
SOCKET = "the local socket answers"
FIRST_VIEW = "first view drawn"
CAMERA = "camera gives frames"
VERSION = "`kiosk --version` ends"
_SUFFIXES = {".py", ".pyc", ".so", ".ttf", ".otf"}


def measure(plan: Plan) -> Section:
    """Start a station again and again, warm and cold in turns."""
    ways: dict[str, Callable[[], object]] = {"warm": lambda: None, "cold": _forget_files}
    took: dict[tuple[str, str], list[float]] = {}
    _start(plan.folder / "first")
    for number in range(plan.size(5, 1)):
        for way, prepare in ways.items():
            prepare()
            for name, seconds in _start(plan.folder / f"{way}-{number}").items():
                took.setdefault((way, name), []).append(seconds)
    rows = tuple(row_of(name, "s", spread(s), group=way) for (way, name), s in _by_way(took))
    goals = tuple(
        Goal(
            name=f"{FIRST_VIEW}, {way}, median",
            value=spread(took[way, FIRST_VIEW]).median,
            unit="s",
            bound=GOAL_S,
        )
        for way in ways
    )
    return Section(
        title="Start of the station",
        rows=rows,
        goals=goals,
        notes=(
            "From exec of the command to the station's second answer, after its first drawn view.",
            "A new data directory each time, a screen of 1920x1080 on SDL's dummy driver.",
            "Cold: the page cache forgot Python and its packages, but for what others have mapped.",
        ),
    )


def _by_way(
    took: dict[tuple[str, str], list[float]],
) -> Iterable[tuple[tuple[str, str], list[float]]]:
    return sorted(took.items(), key=lambda item: item[0][0], reverse=True)


def _start(folder: Path) -> dict[str, float]:
    """Start a station once; give the seconds from its start by what happened."""
    version_s = _version()
    folder.mkdir()
    begun_s = time.monotonic()
    with station_process(folder) as station:
        return {
            VERSION: version_s,
            SOCKET: _when(SOCKET, station, lambda status: status is not None) - begun_s,
            FIRST_VIEW: _when(FIRST_VIEW, station, lambda status: status is not None) - begun_s,
            CAMERA: _when(CAMERA, station, _has_camera) - begun_s,
        }


def _when(
    what: str, station: StationProcess, happened: Callable[[StatusReply | None], bool]
) -> float:
    wait_for(what, lambda: happened(station.status()), station.process, START_WITHIN_S)
    return time.monotonic()


def _has_camera(status: StatusReply | None) -> bool:
    return status is not None and status.camera == "up"


def _version() -> float:
    begun_s = time.monotonic()
    command = [sys.executable, "-m", "kiosk", "--version"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - begun_s


def _forget_files() -> None:
    """Have the kernel read Python and its packages from the disk again."""
    folders = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    for folder in map(Path, sorted(folders)):
        for path in folder.rglob("*"):
            if path.suffix in _SUFFIXES and path.is_file():
                descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
                try:
                    os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
                finally:
                    os.close(descriptor)
