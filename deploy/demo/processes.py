"""The processes of the demonstration: started, watched, ended in reverse.

With `setpriv --pdeathsig` (util-linux) the kernel asks them to end when the conductor is killed.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

Word = str | Path
"""Part of a command."""
POLL_S = 0.1
END_WITHIN_S = 10.0
TAIL_LINES = 15


class DemoError(Exception):
    """The demonstration can't go on; the text says why, and what to look at."""


class Child:
    """One process with its log.

    Args:
        name: what people call it.
        command: program and arguments.
        log: file that takes what it prints.
    """

    def __init__(self, name: str, command: Sequence[Word], log: Path) -> None:
        self.name = name
        self._log = log
        with log.open("ab") as out:
            self._process = subprocess.Popen(
                [setpriv(), "--pdeathsig=TERM", "--", *map(str, command)],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def status(self) -> int | None:
        """Its exit status, None while it runs."""
        return self._process.poll()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def check(self) -> None:
        """Complain when it has ended.

        Raises:
            DemoError: with the end of its log.
        """
        if self.status is not None:
            raise DemoError(f"{self.name} ended with status {self.status}:\n{tail(self._log)}")

    def kill(self) -> None:
        """Kill it with SIGKILL, as a power cut or the kernel would."""
        self._process.kill()
        self._process.wait()

    def end(self, within_s: float = END_WITHIN_S) -> None:
        """Ask it to end, and make it when it doesn't."""
        if self.status is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(within_s)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


class Stage:
    """All processes of one run.

    Args:
        folder: takes the logs.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._children: list[Child] = []

    def start(self, name: str, command: Sequence[Word]) -> Child:
        """Start a process that stays."""
        child = Child(name, command, self._folder / f"{name}.log")
        self._children.append(child)
        return child

    def forget(self, child: Child) -> None:
        """Stop watching a process that was ended on purpose."""
        self._children.remove(child)

    def run(self, name: str, command: Sequence[Word]) -> str:
        """Run a command to its end, and give what it printed.

        Raises:
            DemoError: it failed; with what it said.
        """
        done = subprocess.run(
            [str(part) for part in command],
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise DemoError(f"{name} failed:\n{done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    def wait(self, what: str, done: Callable[[], bool], within_s: float) -> None:
        """Wait for something, while every process must keep running.

        Raises:
            DemoError: it took longer than `within_s`, or a process ended.
        """
        until_s = time.monotonic() + within_s
        while not done():
            for child in self._children:
                child.check()
            if time.monotonic() > until_s:
                raise DemoError(f"{what} took longer than {within_s:g} s; logs: {self._folder}")
            time.sleep(POLL_S)

    def end(self, within_s: float = END_WITHIN_S) -> None:
        """End every process, the newest first."""
        while self._children:
            self._children.pop().end(within_s)


def program(name: str) -> Path:
    """Find a command of this distribution beside the Python that runs this."""
    return Path(sys.executable).with_name(name)


def setpriv() -> str:
    """Find the program that ties a child's life to ours.

    Raises:
        DemoError: it isn't installed.
    """
    found = shutil.which("setpriv")
    if found is None:
        raise DemoError("setpriv is not installed (it is in the package util-linux)")
    return found


def tail(log: Path) -> str:
    """Give the last lines of a log."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(lines[-TAIL_LINES:])
