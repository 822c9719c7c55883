"""What a run was measured on: the machine without its name, versions, and how busy it was.

Facts: /proc/cpuinfo `model name` (x86; absent on ARM, where `Model` is the board),
/proc/stat's first line in ticks (proc(5)), os.getloadavg.
"""

import os
import platform
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

QUIET_BELOW = 0.10
_WATCHED_S = 1.0
_LIBRARIES = (
    "zxing-cpp",
    "pyzbar",
    "opencv-python-headless",
    "numpy",
    "pygame-ce",
    "pydantic",
    "paho-mqtt",
    "sqlalchemy",
    "psycopg",
    "fastapi",
    "uvicorn",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What the figures belong to."""

    processor: str
    cores: int
    memory_gib: float
    kernel: str
    python: str
    sqlite: str
    libraries: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Busyness:
    """What others did with the machine just before a section began.

    Args:
        others: share of all cores that was in use while nothing was measured, 0 to 1.
        load: one-minute load average; it holds the sections before too.
    """

    others: float
    load: float

    @property
    def quiet(self) -> bool:
        """Say whether absolute figures can be compared with those of another run."""
        return self.others < QUIET_BELOW


def describe() -> Machine:
    """Describe this machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return Machine(
        processor=_processor(Path("/proc/cpuinfo").read_text(encoding="utf-8")),
        cores=len(os.sched_getaffinity(0)),
        memory_gib=round(memory / 2**30, 1),
        kernel=f"{platform.system()} {platform.release()}",
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        libraries={name: metadata.version(name) for name in _LIBRARIES},
    )


def watch(seconds: float = _WATCHED_S) -> Busyness:
    """Look how busy the machine is; blocks for as long as it looks."""
    before = _ticks()
    time.sleep(seconds)
    after = _ticks()
    total = sum(after) - sum(before)
    idle = sum(after[3:5]) - sum(before[3:5])
    return Busyness(others=1 - idle / max(total, 1), load=os.getloadavg()[0])


def _ticks() -> list[int]:
    """Read user, nice, system, idle, iowait, irq, softirq, steal."""
    with Path("/proc/stat").open(encoding="ascii") as file:
        return [int(word) for word in file.readline().split()[1:9]]


def _processor(cpuinfo: str) -> str:
    lines = (line.partition(":") for line in cpuinfo.splitlines())
    named = {name.strip(): value.strip() for name, _, value in lines}
    return named.get("model name") or named.get("Model") or platform.machine()
