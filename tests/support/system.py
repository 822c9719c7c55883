"""The whole system as processes of the tests' own: what `make demo` starts, and can be killed."""

import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import cv2
import numpy as np
import zxingcpp

from deploy.demo.fleet_side import FleetSide, SignIn
from deploy.demo.material.catalogue import read_catalogue
from deploy.demo.material.records import records_of, to_json
from deploy.demo.processes import Child, Stage
from deploy.demo.station_side import Pace, StationSide
from tests.support.processes import children, name

PICTURES = 14
_POLL_S = 0.02


def until(what: str, done: Callable[[], bool], within_s: float) -> None:
    """Wait for something to become true."""
    end_s = time.monotonic() + within_s
    while not done():
        assert time.monotonic() < end_s, f"{what} took longer than {within_s:g} s"
        time.sleep(_POLL_S)


def unknown_goods(count: int) -> tuple[str, ...]:
    """Give links of goods that no registry knows, all different."""
    return tuple(
        f"https://id.gs1.org/01/08935217400102/10/L{number:02}/21/S{number:04}"
        for number in range(count)
    )


def draw_codes(folder: Path, texts: Sequence[str]) -> None:
    """Draw pictures with one QR code each; no texts give one picture without."""
    folder.mkdir()
    if not texts:
        assert cv2.imwrite(str(folder / "empty.png"), np.full((96, 128), 120, np.uint8))
    for number, text in enumerate(texts):
        code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
        picture = np.pad(np.array(code.to_image(scale=8)), 120, constant_values=220)
        assert cv2.imwrite(str(folder / f"{number:02}.png"), picture)


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetRows:
    """What the fleet's database holds of all scans."""

    seqs: tuple[int, ...]
    counted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A fleet manager's data with the registry and somebody who may sign in; it never ran."""

    data_dir: Path
    sign_in: SignIn


def prepare(folder: Path) -> Prepared:
    """Make the data of a fleet manager with its own commands, three processes of seconds each."""
    return _prepare(FleetSide(folder, Stage(folder)), folder)


def _prepare(side: FleetSide, folder: Path) -> Prepared:
    registry = folder / "registry.json"
    registry.write_text(to_json(records_of(read_catalogue(), date(2026, 11, 22))))
    return Prepared(data_dir=folder / "fleet", sign_in=side.prepare(registry))


class System:
    """Fleet manager, broker, agent and station, each a process that can be killed.

    Args:
        codes: what the camera sees, one after the other.
        prepared: what the fleet manager's data are copied from; None makes them anew.
        adapt: changes the fleet manager's settings file before anything reads it.
    """

    def __init__(
        self,
        folder: Path,
        codes: Sequence[str] = unknown_goods(PICTURES),
        *,
        prepared: Prepared | None = None,
        adapt: Callable[[Path], object] = lambda _config: None,
    ) -> None:
        self.folder = folder
        self.stage = Stage(folder)
        photos = folder / "photos"
        draw_codes(photos, codes)
        self.fleet_side = FleetSide(folder, self.stage)
        adapt(self.fleet_side.config)
        if prepared:
            shutil.copytree(prepared.data_dir, folder / "fleet")
        self.sign_in = (prepared or _prepare(self.fleet_side, folder)).sign_in
        self.station_side = StationSide(folder, self.stage, photos, Pace(hold_s=0.4, gap_s=0.2))
        self.fleet = self.fleet_side.serve()
        claim = folder / "claim.json"
        self.fleet_side.add_station(claim)
        self.station_side.enrol(claim)
        self.agent = self.station_side.start_agent()
        self.station = self.station_side.start_window()

    def close(self) -> None:
        """End what still runs."""
        self.stage.end()

    def restart_fleet(self) -> None:
        """Kill the fleet manager with -9, its broker with it, and start it again."""
        self._kill(self.fleet)
        self.fleet = self.fleet_side.serve()

    def stop_fleet(self) -> None:
        """Kill the fleet manager with -9, and its broker with it."""
        self._kill(self.fleet)

    def forget_cache(self) -> None:
        """Take from the station what it has kept of the gateway's answers."""
        path = self.folder / "station" / "cache.sqlite3"
        with closing(sqlite3.connect(path, timeout=10)) as connection:
            with suppress(sqlite3.OperationalError):
                # Where nothing was looked up yet there is no table.
                connection.execute("DELETE FROM dossier")
            connection.commit()

    def restart_agent(self) -> None:
        """Kill the agent with -9 and start it again."""
        self._kill(self.agent)
        self.agent = self.station_side.start_agent()

    def restart_station(self) -> None:
        """Kill the station process with -9 and start it again."""
        self._kill(self.station)
        self.station = self.station_side.start_window()

    def restart_broker(self) -> None:
        """Kill the broker with -9; `fleet serve` starts it again."""
        until("a broker", lambda: self.broker_pid() is not None, within_s=90.0)
        killed = self.broker_pid()
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        until("a new broker", lambda: self.broker_pid() not in {None, killed}, within_s=90.0)

    def broker_pid(self) -> int | None:
        """Find the Mosquitto that is a child of the fleet manager."""
        for child in children(self.fleet.pid):
            if name(child) == "mosquitto":
                return child
        return None

    def stored(self) -> int:
        """Say how many scans the station ever stored."""
        rows = self._ask_outbox("SELECT seq FROM sqlite_sequence WHERE name = 'scan'")
        return rows[0][0] if rows else 0

    def waiting(self) -> int:
        """Say how many scans the station still holds."""
        return self._ask_outbox("SELECT count(*) FROM scan")[0][0]

    def fleet_rows(self) -> FleetRows:
        """Read what the fleet's database holds."""
        database = next((self.folder / "fleet").glob("*.sqlite3"))
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            seqs = connection.execute("SELECT seq FROM scan ORDER BY seq").fetchall()
            counted = connection.execute("SELECT coalesce(sum(count), 0) FROM scan_count")
            return FleetRows(seqs=tuple(row[0] for row in seqs), counted=counted.fetchone()[0])

    def _ask_outbox(self, query: str) -> list[tuple[int, ...]]:
        path = self.folder / "station" / "outbox.sqlite3"
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as connection:
            return connection.execute(query).fetchall()

    def _kill(self, child: Child) -> None:
        self.stage.forget(child)
        child.kill()
