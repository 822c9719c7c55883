"""Real commands as processes of a section's own, and what the kernel says of them.

Facts (proc(5)): /proc/PID/task/TID/schedstat begins with the nanoseconds that a thread was on a
processor; /proc/PID/smaps_rollup has `Pss`, memory with what is shared divided among those who
share it; /proc/PID/task/TID/children lists the processes that a thread started.
"""

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from deploy.demo.processes import program, setpriv

END_WITHIN_S = 15.0
_POLL_S = 0.002


class ProcessEnded(RuntimeError):
    """A measured process ended by itself; the text has the end of what it said."""


@contextmanager
def running(
    words: Sequence[str | Path], log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command of this distribution for the length of the block.

    Args:
        words: the command's name and its arguments.
        log: takes what it prints.
        environment: added to ours.
    """
    name, *rest = words
    command = [setpriv(), "--pdeathsig=TERM", "--", str(program(str(name))), *map(str, rest)]
    with log.open("ab") as out:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            env={**os.environ, **(environment or {})},
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(END_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(
    what: str, done: Callable[[], bool], process: subprocess.Popen[bytes], within_s: float
) -> None:
    """Wait for something that a process does.

    Raises:
        ProcessEnded: the process ended before.
        TimeoutError: it took longer than `within_s`.
    """
    until_s = time.monotonic() + within_s
    while not done():
        if process.poll() is not None:
            raise ProcessEnded(f"status {process.returncode} while waiting for {what}")
        if time.monotonic() > until_s:
            raise TimeoutError(f"{what} took longer than {within_s:g} s")
        time.sleep(_POLL_S)


def cpu_s(pid: int) -> float:
    """Say how long the living threads of a process have been on a processor."""
    return sum(_on_cpu_ns(task) for task in Path(f"/proc/{pid}/task").iterdir()) / 1e9


def pss_mib(pid: int) -> float:
    """Say how much memory a process has, its part of what it shares with others."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise ValueError(f"the kernel gives no Pss of process {pid}")


def threads(pid: int) -> int:
    """Count the threads of a process."""
    return len(list(Path(f"/proc/{pid}/task").iterdir()))


def child_with(pid: int, word: str) -> int | None:
    """Find the child of a process whose command line holds a word."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in _text(task / "children").split():
            if word in _text(Path(f"/proc/{child}/cmdline")):
                return int(child)
    return None


def _on_cpu_ns(task: Path) -> int:
    words = _text(task / "schedstat").split()
    return int(words[0]) if words else 0


def _text(path: Path) -> str:
    # What ends while it is looked at has nothing to say.
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""
