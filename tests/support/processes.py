"""What proc(5) says of processes that may end meanwhile: one that has ended isn't there."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.camera.launch import PROGRAM

# Fields of /proc/pid/stat, counted after the name in brackets.
STATE = 0
USER_TICKS = 11
SYSTEM_TICKS = 12
BEGAN_AT = 19


def children(pid: int) -> list[int]:
    """List the processes that any thread of a process started and hasn't waited for."""
    return list(_children(pid))


def descendants(pid: int) -> list[int]:
    """List the processes below a process, each before its own."""
    listed: list[int] = []
    for child in children(pid):
        listed += [child, *descendants(child)]
    return listed


def is_running(pid: int) -> bool:
    """Say whether a process runs; one that has ended and was not waited for doesn't."""
    fields = stat(pid)
    return bool(fields) and fields[STATE] not in "ZX"


def stat(pid: int) -> list[str]:
    """Give the fields of /proc/pid/stat after the name, none when the process is gone."""
    return _read(f"/proc/{pid}/stat").rpartition(")")[2].split()


def name(pid: int) -> str:
    """Give a process's name, empty when it is gone."""
    return _read(f"/proc/{pid}/comm").strip()


def command(pid: int) -> list[str]:
    """Give a process's command line, empty when it has ended."""
    return _read(f"/proc/{pid}/cmdline").split("\0")


def maps(pid: int) -> str:
    """Give what a process has mapped, empty when it is gone."""
    return _read(f"/proc/{pid}/maps")


def camera_processes(pid: int) -> list[int]:
    """List a process's camera processes, in use or in reserve, the oldest first.

    Browsers and databases that other tests started from the same process aren't among them.
    """
    cameras = [(stat(child), child) for child in children(pid) if PROGRAM in command(child)]
    return [child for fields, child in sorted(cameras, key=_began_at) if fields]


def _began_at(process: tuple[list[str], int]) -> tuple[int, int]:
    fields, pid = process
    return int(fields[BEGAN_AT]) if fields else 0, pid


def _children(pid: int) -> Iterator[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return
    for task in tasks:
        yield from map(int, _read(f"{task}/children").split())


def _read(path: str) -> str:
    # A process that ends between open and read gives ESRCH, before that ENOENT.
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
