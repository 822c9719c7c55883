"""Runs Mosquitto as a child process: waits until it listens, keeps it alive, ends it with us.

One thread starts it, reads its log and starts it again when it dies. It must be one thread that
lives as long as we do: with `setpriv --pdeathsig` (util-linux) the kernel ends the child when the
thread that started it ends, however that comes. Mosquitto's stored messages survive a restart;
nothing relies on that.
"""

import errno
import logging
import os
import shutil
import signal
import socket
import subprocess
import threading
from collections import deque

from fleet.broker import config
from fleet.broker.config import BrokerFiles
from fleet.clock import Clock
from fleet.errors import Unavailable

START_TIMEOUT_S = 15.0
STOP_TIMEOUT_S = 3.0
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 30.0
HEALTHY_AFTER_S = 60.0
NOT_STARTED = -1
"""Stands for the status of a process that there never was: no memory, no descriptors."""
SBIN = "/usr/sbin:/sbin"
"""Where Debian puts it, often not on the PATH of an ordinary account."""

_log = logging.getLogger(__name__)
_said = logging.getLogger("fleet.broker.mosquitto")


class BrokerChild:
    """The embedded broker.

    Args:
        workers: names of the fleet's processes that may come to it.
    """

    def __init__(
        self,
        *,
        executable: str,
        host: str,
        port: int,
        files: BrokerFiles,
        workers: tuple[str, ...],
        clock: Clock,
    ) -> None:
        self._executable = executable
        self._host = host
        self._port = port
        self._files = files
        self._workers = workers
        self._clock = clock
        self._command: list[str] = []
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._settled = threading.Event()
        self._listening = False
        self._stopping = threading.Event()
        self._asked_to_restart = False
        self._last_lines: deque[str] = deque(maxlen=5)
        self._thread = threading.Thread(target=self._run, name="broker", daemon=True)

    def start(self) -> None:
        """Write the configuration, start the broker and wait until it listens.

        Raises:
            Unavailable: `broker.executable`, `broker.port_in_use`, `broker.address` or
                `broker.failed` with its last words.
        """
        prefix = [_find("setpriv"), "--pdeathsig=KILL", "--"]
        program = _find(self._executable)
        self._command = [*prefix, program, "-c", str(self._files.config)]
        _require_free(self._host, self._port)
        self._write_files()
        self._thread.start()
        self._settled.wait(START_TIMEOUT_S)
        if not self._listening:
            self.stop()
            raise Unavailable("broker.failed", said=" / ".join(self._last_lines)[:500])

    @property
    def pid(self) -> int | None:
        """The process id of the running broker."""
        with self._lock:
            return self._process.pid if self._process else None

    @property
    def alive(self) -> bool:
        """Whether its thread runs, which starts a broker that died again."""
        return self._thread.is_alive()

    def reload(self) -> None:
        """Have the broker read certificates, revocation list and ACL again; nobody is cut off."""
        self._signal(signal.SIGHUP)

    def restart(self) -> None:
        """Cut everybody off, so that whoever was revoked is out too: the rest come back."""
        with self._lock:
            self._asked_to_restart = True
            process = self._process
        if process:
            self._end(process)

    def stop(self) -> None:
        """End the broker and wait for it."""
        self._stopping.set()
        with self._lock:
            process = self._process
        if process:
            self._end(process)
        if self._thread.is_alive():
            self._thread.join(STOP_TIMEOUT_S)

    def _end(self, process: subprocess.Popen[str]) -> None:
        # Mosquitto 2.0.11 forgets a signal that comes between its words "running" and its first
        # turn, so one isn't enough.
        deadline_s = self._clock.monotonic_s() + STOP_TIMEOUT_S
        while self._clock.monotonic_s() < deadline_s:
            process.terminate()
            try:
                process.wait(0.2)
            except subprocess.TimeoutExpired:
                continue
            return
        process.kill()
        process.wait()

    def _write_files(self) -> None:
        self._files.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        text = config.mosquitto_conf(self._files, self._host, self._port, as_root=os.geteuid() == 0)
        self._files.config.write_text(text, encoding="utf-8")
        self._files.acl.write_text(config.acl(self._workers), encoding="utf-8")
        # Mosquitto warns about rules that others can read.
        self._files.acl.chmod(0o600)

    def _signal(self, number: signal.Signals) -> None:
        with self._lock:
            if self._process and self._process.poll() is None:
                self._process.send_signal(number)

    def _run(self) -> None:
        pause_s = FIRST_PAUSE_S
        while not self._stopping.is_set():
            started_s = self._clock.monotonic_s()
            status = self._run_once()
            with self._lock:
                asked, self._asked_to_restart = self._asked_to_restart, False
            if self._stopping.is_set():
                return
            if not self._listening:
                self._settled.set()
                return
            if asked:
                _log.info("restarting the broker")
                continue
            if self._clock.monotonic_s() - started_s >= HEALTHY_AFTER_S:
                pause_s = FIRST_PAUSE_S
            _log.error("the broker ended with status %d, again in %.1f s", status, pause_s)
            self._stopping.wait(pause_s)
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)

    def _run_once(self) -> int:
        try:
            process = self._spawn()
        except OSError as error:
            self._hear(f"Error: {error}")
            return NOT_STARTED
        with self._lock:
            self._process = process
            # stop() may have come before there was a process to signal.
            if self._stopping.is_set():
                process.terminate()
        with process:
            if process.stderr is not None:
                for line in process.stderr:
                    self._hear(line.rstrip())
        return process.returncode

    def _spawn(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            # A terminal's Ctrl+C is for us; we end the broker last.
            start_new_session=True,
        )

    def _hear(self, line: str) -> None:
        self._last_lines.append(line)
        if line.startswith("mosquitto version") and line.endswith("running"):
            _log.info("the broker listens on %s:%d", self._host, self._port)
            self._listening = True
            self._settled.set()
        _said.log(_level(line), "%s", line)


def _level(line: str) -> int:
    if "run as root" in line:
        return logging.DEBUG
    if "Error:" in line or "error:" in line:
        return logging.WARNING
    if line.startswith("Warning"):
        return logging.WARNING
    return logging.DEBUG


def _find(program: str) -> str:
    path = os.environ.get("PATH", os.defpath)
    found = shutil.which(program, path=f"{path}:{SBIN}")
    if found is None:
        raise Unavailable("broker.executable", program=program, path=path)
    return found


def _require_free(host: str, port: int) -> None:
    """Find out before Mosquitto does, since it only says that it failed."""
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        code = "broker.port_in_use" if error.errno == errno.EADDRINUSE else "broker.address"
        raise Unavailable(code, host=host, port=port, detail=str(error)) from error
