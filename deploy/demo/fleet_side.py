"""The fleet manager of the demonstration, through its own commands and its own API."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from deploy.demo.processes import Child, DemoError, Stage, Word, program
from deploy.demo.summary import FleetCount

STATION = "demo-cho-hom"
STATION_NAME = "Trạm demo chợ Hôm"
MARKET = "Chợ Hôm – Đức Viên"
USER = "demo"
READY_WITHIN_S = 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """The sign-in made for this run."""

    name: str
    password: str


class FleetSide:
    """The fleet manager of one run.

    Args:
        folder: takes settings, database and keys.
    """

    def __init__(self, folder: Path, stage: Stage) -> None:
        self._folder = folder
        self._stage = stage
        self.config = folder / "fleet.toml"
        self._console_port, stations_port, broker_port = free_ports(3)
        self.config.write_text(
            "\n".join(
                [
                    'data_dir = "fleet"',
                    "[console]",
                    f"port = {self._console_port}",
                    f'public_url = "{self.console_url}"',
                    "[stations]",
                    f"port = {stations_port}",
                    "[broker]",
                    f"port = {broker_port}",
                    "",
                ]
            ),
            encoding="utf-8",
        )

    @property
    def console_url(self) -> str:
        """Where the console is."""
        return f"http://127.0.0.1:{self._console_port}"

    def prepare(self, registry: Path) -> SignIn:
        """Make the database, the registry's records and somebody who may sign in."""
        self._fleet("migrate")
        self._fleet("registry", "import", str(registry))
        made = json.loads(
            self._fleet("user", "add", USER, "--role", "administrator", "--generate", "--json")
        )
        return SignIn(name=made["name"], password=made["password"])

    def add_station(self, claim: Path) -> None:
        """Place the station, and write the claim that makes a machine into it."""
        self._fleet(
            *("station", "add", STATION, "--name", STATION_NAME, "--market", MARKET),
            *("--claim-file", str(claim)),
        )

    def serve(self) -> Child:
        """Start all roles, and wait until they answer."""
        command: list[Word] = [program("fleet"), "serve", "--config", self.config]
        child = self._stage.start("fleet", command)
        self._stage.wait("the start of the fleet manager", self._ready, READY_WITHIN_S)
        return child

    def publish_slides(self, slides: Path, sign_in: SignIn) -> int:
        """Put the demonstration's slides on all stations, as an operator would.

        Raises:
            DemoError: the console's API refused one.
        """
        entries = json.loads(slides.read_text(encoding="utf-8"))["slides"]
        with self.browse(sign_in) as client:
            for entry in entries:
                picture = (slides.parent / entry["file"]).read_bytes()
                form = {"stations": "all"}
                for language, text in entry["texts"].items():
                    form[f"title_{language}"] = text["title"]
                    form[f"body_{language}"] = text["body"]
                files = {"picture": (entry["file"], picture, "image/png")}
                _accepted(client.post("/api/slides", data=form, files=files))
        return len(entries)

    @contextmanager
    def browse(self, sign_in: SignIn) -> Iterator[httpx2.Client]:
        """Sign in as a browser does.

        Raises:
            DemoError: the console refused it.
        """
        with httpx2.Client(base_url=self.console_url, timeout=30.0) as client:
            client.headers["Origin"] = self.console_url
            body = {"name": sign_in.name, "password": sign_in.password}
            _accepted(client.post("/api/session", json=body))
            yield client

    def count(self) -> FleetCount:
        """Count what the database holds of the station."""
        shown = json.loads(self._fleet("station", "show", STATION, "--json"))
        return FleetCount(stored=shown["scans_stored"], counted=shown["scans_counted"])

    def _ready(self) -> bool:
        try:
            return httpx2.get(f"{self.console_url}/readyz", timeout=1.0).is_success
        except httpx2.HTTPError:
            return False

    def _fleet(self, *arguments: str) -> str:
        words = " ".join(arguments[:2])
        command: list[Word] = [program("fleet"), *arguments, "--config", self.config]
        return self._stage.run(f"fleet {words}", command)


def _accepted(response: httpx2.Response) -> None:
    if not response.is_success:
        raise DemoError(f"{response.request.url.path}: {response.status_code} {response.text}")


def free_ports(count: int) -> list[int]:
    """Find TCP ports that are free on the loopback address now."""
    probes = [socket.socket(socket.AF_INET, socket.SOCK_STREAM) for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()
