"""`fleet api` as a process of its own on a filled database, and somebody signed in."""

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx2

from benchmarks.fleet_seed import seed
from benchmarks.processes import running, wait_for
from deploy.demo.fleet_side import free_ports
from fleet import parts
from fleet.accounts.models import Role
from fleet.accounts.service import ADVISED_PASSWORD, Accounts
from fleet.clock import SystemClock
from fleet.db import migrate
from fleet.db.engine import Database, database_url
from fleet.settings import load

READY_WITHIN_S = 180.0
ANSWER_WITHIN_S = 60.0
USER = "bench"


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetFolder:
    """Settings and keys of a fleet manager whose database is filled."""

    folder: Path
    console_url: str
    password: str

    @property
    def config(self) -> Path:
        """The settings file."""
        return self.folder / "fleet.toml"


def prepare(folder: Path, stations: int, url: str | None = None) -> FleetFolder:
    """Make a fleet manager with so many stations.

    Args:
        url: of its database; None for SQLite in the folder.
    """
    folder.mkdir(parents=True)
    console, stations_port, broker = free_ports(3)
    console_url = f"http://127.0.0.1:{console}"
    address = url or f"sqlite:///{folder / 'fleet.sqlite3'}"
    lines = [
        'data_dir = "data"',
        "[console]",
        f"port = {console}",
        f'public_url = "{console_url}"',
        "[stations]",
        f"port = {stations_port}",
        "[broker]",
        f"port = {broker}",
        "[database]",
        f'url = "{address}"',
    ]
    (folder / "fleet.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    password = set_up(folder / "fleet.toml")
    with closing(Database(address)) as database:
        seed(database, stations, datetime.now(UTC))
    return FleetFolder(folder=folder, console_url=console_url, password=password)


def set_up(config: Path) -> str:
    """Make keys, tables and an account named `USER` for a settings file; give its password.

    What `fleet migrate` and `fleet user add` do, without seconds of starting them.
    """
    settings, clock = load(config), SystemClock()
    parts.prepare(settings, clock)
    password = secrets.token_urlsafe(ADVISED_PASSWORD)
    with closing(Database(database_url(settings))) as database:
        migrate.upgrade(database)
        Accounts(database, clock).create_user(USER, password, Role.ADMINISTRATOR, by=USER)
    return password


@contextmanager
def serving(fleet: FleetFolder) -> Iterator[httpx2.Client]:
    """Run `fleet api` and sign in to its console."""
    with process_serving(fleet) as (_, client):
        yield client


@contextmanager
def process_serving(fleet: FleetFolder) -> Iterator[tuple[int, httpx2.Client]]:
    """Run `fleet api`, give the number of its process, and sign in to its console."""
    words = ("fleet", "api", "--config", fleet.config)
    log = fleet.folder / "api.log"
    with running(words, log) as process:
        wait_for("the API", lambda: _is_ready(fleet.console_url), process, READY_WITHIN_S)
        with httpx2.Client(
            base_url=fleet.console_url, timeout=ANSWER_WITHIN_S, trust_env=False
        ) as client:
            client.headers["Origin"] = fleet.console_url
            body = {"name": USER, "password": fleet.password}
            client.post("/api/session", json=body).raise_for_status()
            yield process.pid, client


def _is_ready(url: str) -> bool:
    try:
        return httpx2.get(f"{url}/readyz", timeout=2.0, trust_env=False).is_success
    except httpx2.HTTPError:
        return False
