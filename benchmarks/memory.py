"""Memory of each process after a minute of work: PSS, in which shared pages are divided.

One station scans a code each 1.1 s and sends it; somebody turns the console's pages, in `fleet
serve` and in a `fleet api` of its own. Beside them run the other roles apart, on the same database.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import cv2
import httpx2

from benchmarks import scenes
from benchmarks.fleet_api import USER, set_up
from benchmarks.plan import Plan
from benchmarks.processes import child_with, cpu_s, pss_mib, threads
from benchmarks.report import Row, Section
from benchmarks.station import CAMERA_CHILD
from deploy.demo.fleet_side import FleetSide, SignIn, free_ports
from deploy.demo.processes import Child, Stage, program
from deploy.demo.station_side import Pace, StationSide

CODES = 12
PACE = Pace(hold_s=0.8, gap_s=0.3)
BROKER = "Mosquitto"
CAMERA = "camera process"
_ROLES_APART = ("api", "ingest", "worker")
_READY_WITHIN_S = 60.0
_PAGES = ("/api/summary", "/api/stations", "/api/scans")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Usage:
    pss_mib: float
    cpu_s: float
    threads: int


def measure(plan: Plan) -> Section:
    """Let everything work, then ask the kernel."""
    work_s = plan.size(60.0, 3.0)
    with ExitStack() as running:
        stage = Stage(plan.folder)
        running.callback(stage.end)
        pids, browsers, station = _everything(plan.folder, stage, running)
        before = {name: cpu_s(pid) for name, pid in pids.items()}
        _browse(browsers, work_s)
        used = {
            name: _Usage(
                pss_mib=pss_mib(pid), cpu_s=cpu_s(pid) - before[name], threads=threads(pid)
            )
            for name, pid in pids.items()
        }
        status = station.status()
    return Section(
        title="Memory of each process",
        rows=tuple(_rows(used, work_s)),
        notes=(
            f"After {work_s:g} s of work; scans stored: {status.stored if status else 'unknown'}.",
            "PSS from /proc/PID/smaps_rollup: pages shared by processes are divided among them.",
            "A screen of 1920x1080 on SDL's dummy driver; SQLite; one station, one browser.",
        ),
    )


def _rows(used: Mapping[str, _Usage], work_s: float) -> Iterator[Row]:
    for name, usage in used.items():
        yield Row(name=name, value=usage.pss_mib, unit="MiB", group="Memory (PSS)")
    for name, usage in used.items():
        share = usage.cpu_s / work_s * 100
        yield Row(name=name, value=share, unit="% of a core", group="Processor at that work")
    for name, usage in used.items():
        yield Row(name=name, value=usage.threads, unit="", group="Threads")


def _everything(
    folder: Path, stage: Stage, running: ExitStack
) -> tuple[dict[str, int], list[httpx2.Client], StationSide]:
    """Start it all; give process ids by name, signed-in browsers, and the station."""
    fleet = FleetSide(folder, stage)
    let_in = ", ".join(f'"{_worker(role)}"' for role in _ROLES_APART)
    with fleet.config.open("a", encoding="utf-8") as config:
        config.write(f"workers = [{let_in}]\n")
    sign_in = SignIn(name=USER, password=set_up(fleet.config))
    serve = fleet.serve()
    station = _station(folder, stage, fleet)
    agent, window = station.start_agent(), station.start_window()
    apart, console_url = _apart(folder, stage, fleet)
    stage.wait(CAMERA, lambda: child_with(window.pid, CAMERA_CHILD) is not None, _READY_WITHIN_S)
    pids = {
        "kiosk station": window.pid,
        CAMERA: _child(window, CAMERA_CHILD),
        "kiosk agent": agent.pid,
        "fleet serve": serve.pid,
        BROKER: _child(serve, "mosquitto"),
        **{f"fleet {role}": child.pid for role, child in apart.items()},
    }
    browsers = [
        running.enter_context(fleet.browse(sign_in)),
        running.enter_context(_browse_at(console_url, sign_in, stage)),
    ]
    return pids, browsers, station


def _station(folder: Path, stage: Stage, fleet: FleetSide) -> StationSide:
    photos = folder / "photos"
    photos.mkdir()
    for number in range(CODES):
        picture = cv2.imencode(".png", scenes.with_qr(number))[1].tobytes()
        (photos / f"{number:02}.png").write_bytes(picture)
    station = StationSide(folder, stage, photos, PACE)
    config = folder / "kiosk.toml"
    lines = [_at_full_size(line) for line in config.read_text(encoding="utf-8").splitlines()]
    config.write_text("\n".join(lines) + "\n", encoding="utf-8")
    claim = folder / "claim.json"
    fleet.add_station(claim)
    station.enrol(claim)
    return station


def _at_full_size(line: str) -> str:
    sizes = {"width_px": "width_px = 1920", "height_px": "height_px = 1080"}
    return sizes.get(line.partition(" ")[0], line)


def _worker(role: str) -> str:
    return f"fleet-{role}-2"


def _apart(folder: Path, stage: Stage, fleet: FleetSide) -> tuple[dict[str, Child], str]:
    """Start the roles in processes of their own; give these, and where the console is."""
    console, stations = free_ports(2)
    url = f"http://127.0.0.1:{console}"
    broker = next(
        line
        for line in reversed(fleet.config.read_text(encoding="utf-8").splitlines())
        if line.startswith("port")
    )
    children: dict[str, Child] = {}
    for role in _ROLES_APART:
        config = folder / f"{role}.toml"
        lines = [
            f'worker = "{_worker(role)}"',
            'data_dir = "fleet"',
            "[console]",
            f"port = {console}",
            f'public_url = "{url}"',
            "[stations]",
            f"port = {stations}",
            "[broker]",
            "embedded = false",
            broker,
        ]
        config.write_text("\n".join(lines) + "\n", encoding="utf-8")
        children[role] = stage.start(role, [program("fleet"), role, "--config", config])
    return children, url


@contextmanager
def _browse_at(url: str, sign_in: SignIn, stage: Stage) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=url, timeout=30.0, trust_env=False) as client:
        stage.wait("fleet api", lambda: _is_ready(client), _READY_WITHIN_S)
        client.headers["Origin"] = url
        body = {"name": sign_in.name, "password": sign_in.password}
        client.post("/api/session", json=body).raise_for_status()
        yield client


def _is_ready(client: httpx2.Client) -> bool:
    try:
        return client.get("/readyz").is_success
    except httpx2.HTTPError:
        return False


def _browse(browsers: list[httpx2.Client], seconds: float) -> None:
    """Turn pages once a second."""
    until_s = time.monotonic() + seconds
    while (left_s := until_s - time.monotonic()) > 0:
        for client in browsers:
            for page in _PAGES:
                client.get(page).raise_for_status()
        time.sleep(min(1.0, left_s))


def _child(parent: Child, word: str) -> int:
    found = child_with(parent.pid, word)
    if found is None:
        raise RuntimeError(f"{parent.name} has no child {word!r}")
    return found
