"""`fleet serve` as a process on ports of its own, for tests of the whole.

    with FleetProcess.prepared(tmp_path, free_port) as fleet:
        claim = fleet.add_station("hom-1")
        ...

A test that uses it needs the mark `loopback`. The process dies with the test run, even with one
that is killed; Mosquitto, its child, dies with it.
"""

import json
import os
import shutil
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx2

from contract.gateway import Claim

USER = "an"
START_WITHIN_S = 120.0
END_WITHIN_S = 30.0


@dataclass(slots=True, kw_only=True)
class FleetProcess:
    """The fleet manager; `start`, `kill` and `end` may follow each other on the same data."""

    folder: Path
    console_port: int
    stations_port: int
    broker_port: int
    extra: str = ""
    password: str = ""
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @classmethod
    def prepared(
        cls, folder: Path, free_port: Callable[[], int], *, extra: str = ""
    ) -> "FleetProcess":
        """Write settings and make the account `an` (administrator); nothing runs yet.

        Args:
            extra: lines put before the sections of the settings file, e.g. a database section.
        """
        folder.mkdir(parents=True, exist_ok=True)
        ports = [free_port() for _ in range(3)]
        made = cls(
            folder=folder,
            console_port=ports[0],
            stations_port=ports[1],
            broker_port=ports[2],
            extra=extra,
        )
        made.write_settings()
        made.command("migrate")
        words = ("user", "add", USER, "--role", "administrator", "--generate", "--json")
        made.password = str(json.loads(made.command(*words))["password"])
        return made

    def copied(self, folder: Path, free_port: Callable[[], int]) -> "FleetProcess":
        """Make another one with the same keys and rows on ports of its own; this one is ended."""
        shutil.copytree(self.folder, folder)
        copy = replace(
            self,
            folder=folder,
            console_port=free_port(),
            stations_port=free_port(),
            broker_port=free_port(),
        )
        copy.write_settings()
        return copy

    @property
    def config(self) -> Path:
        """The settings file."""
        return self.folder / "fleet.toml"

    @property
    def console_url(self) -> str:
        """Base address of the console."""
        return f"http://127.0.0.1:{self.console_port}"

    @property
    def stations_url(self) -> str:
        """Base address of the station listener."""
        return f"https://localhost:{self.stations_port}"

    @property
    def root(self) -> Path:
        """The root certificate."""
        return self.folder / "data" / "pki" / "root.pem"

    @property
    def pid(self) -> int:
        """The process id, 0 when it doesn't run."""
        return self._process.pid if self._process else 0

    def write_settings(self) -> None:
        """Write the settings file."""
        lines = [
            'data_dir = "data"',
            self.extra,
            "[console]",
            f"port = {self.console_port}",
            f'public_url = "{self.console_url}"',
            "[stations]",
            f"port = {self.stations_port}",
            "[broker]",
            f"port = {self.broker_port}",
        ]
        self.config.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def run(self, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run a `fleet` command on the same settings, and give how it ended."""
        return subprocess.run(
            [sys.executable, "-m", "fleet", *words, "--config", str(self.config)],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def command(self, *words: str) -> str:
        """Run a `fleet` command that must succeed, and give what it printed."""
        done = self.run(*words)
        if done.returncode != 0:
            raise RuntimeError(f"fleet {' '.join(words)}: {done.stderr}")
        return done.stdout

    def add_station(self, station: str) -> Claim:
        """Make a station, and give the claim on it."""
        path = self.folder / f"{station}.claim.json"
        words = ("station", "add", station, "--name", station, "--market", "Chợ Hôm")
        self.command(*words, "--claim-file", str(path))
        return Claim.model_validate_json(path.read_text(encoding="utf-8"))

    def start(self) -> "FleetProcess":
        """Start `fleet serve` and wait until it is ready."""
        serve = [sys.executable, "-m", "fleet", "serve", "--config", str(self.config)]
        with (self.folder / "fleet.log").open("ab") as log:
            self._process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "TERM", "--", *serve],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        deadline_s = time.monotonic() + START_WITHIN_S
        while not self._ready():
            if self._process.poll() is not None or time.monotonic() > deadline_s:
                raise RuntimeError(f"fleet serve did not start: {self.log()}")
            time.sleep(0.05)
        return self

    def log(self) -> str:
        """Give what the process wrote."""
        return (self.folder / "fleet.log").read_text(encoding="utf-8", errors="replace")

    def end(self) -> int:
        """Ask the process to end (SIGTERM), and give its exit status."""
        return self._finish(signal.SIGTERM)

    def kill(self) -> None:
        """End the process without warning (SIGKILL)."""
        self._finish(signal.SIGKILL)

    @contextmanager
    def browser(self) -> Iterator[httpx2.Client]:
        """Give a client that is signed in to the console."""
        with httpx2.Client(base_url=self.console_url, timeout=20, trust_env=False) as client:
            client.headers["Origin"] = self.console_url
            body = {"name": USER, "password": self.password}
            client.post("/api/session", json=body).raise_for_status()
            yield client

    def station_client(self) -> httpx2.Client:
        """Give a client for the station listener, pinned to the fleet's root."""
        context = ssl.create_default_context(cafile=str(self.root))
        return httpx2.Client(
            base_url=self.stations_url, verify=context, timeout=20, trust_env=False
        )

    def shown(self, station: str) -> dict[str, Any]:
        """Give what `fleet station show --json` says."""
        found: dict[str, Any] = json.loads(self.command("station", "show", station, "--json"))
        return found

    def _ready(self) -> bool:
        try:
            answer = httpx2.get(f"{self.console_url}/readyz", timeout=2, trust_env=False)
        except httpx2.HTTPError:
            return False
        return answer.is_success

    def _finish(self, number: signal.Signals) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        if process.poll() is None:
            os.kill(process.pid, number)
        try:
            return process.wait(END_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()
