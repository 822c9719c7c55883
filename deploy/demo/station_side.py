"""The station of the demonstration: enrolled with a claim, then its two processes."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.demo.processes import Child, DemoError, Stage, Word, program
from kiosk.errors import LocalError
from kiosk.local.client import LocalClient
from kiosk.local.protocol import GetStatus, StatusReply
from kiosk.paths import DataPaths

HEADLESS = "dummy"
ANSWER_WITHIN_S = 2.0
START_WITHIN_S = 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long each picture is seen, and the empty scene behind it."""

    hold_s: float
    gap_s: float


CALM = Pace(hold_s=6.0, gap_s=2.0)
"""For people who watch."""
QUICK = Pace(hold_s=0.8, gap_s=0.3)
"""For a run that counts scans."""


def find_display(environment: Mapping[str, str]) -> str | None:
    """Say which SDL driver to ask for: None where there is a desktop, else no screen at all."""
    if environment.get("SDL_VIDEODRIVER"):
        return environment["SDL_VIDEODRIVER"]
    has_desktop = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    return None if has_desktop else HEADLESS


class StationSide:
    """The station of one run.

    Args:
        folder: takes settings and data.
        photos: what its camera sees.
        pace: how fast.
        scans: how many scans to take; None takes them for ever.
    """

    def __init__(
        self, folder: Path, stage: Stage, photos: Path, pace: Pace, scans: int | None = None
    ) -> None:
        self._stage = stage
        self._scans = scans
        self._config = folder / "kiosk.toml"
        self._driver = find_display(os.environ)
        driver = [f'driver = "{self._driver}"'] if self._driver else []
        self._config.write_text(
            "\n".join(
                [
                    'data_dir = "station"',
                    "trust_clock = true",
                    "[camera]",
                    f'photos = "{photos.resolve()}"',
                    f"hold_s = {pace.hold_s}",
                    f"gap_s = {pace.gap_s}",
                    "[screen]",
                    "width_px = 1280",
                    "height_px = 720",
                    "mm_per_px = 0.27",
                    "fullscreen = false",
                    *driver,
                    "",
                ]
            ),
            encoding="utf-8",
        )
        self._window: Child | None = None
        self._client = LocalClient(DataPaths(folder / "station").socket)

    @property
    def has_window(self) -> bool:
        """Whether the window can be seen on this machine."""
        return self._driver != HEADLESS

    def enrol(self, claim: Path) -> None:
        """Become a station of the fleet."""
        command: list[Word] = [program("kiosk"), "enrol", claim, "--config", self._config]
        self._stage.run("kiosk enrol", command)

    def start_agent(self) -> Child:
        """Start the process that talks to the fleet."""
        return self._stage.start("agent", [program("kiosk"), "agent", "--config", self._config])

    def start_window(self) -> Child:
        """Start the process with the window, and wait until it answers."""
        command: list[Word] = [program("kiosk"), "station", "--config", self._config]
        if self._scans:
            command += ["--scans", str(self._scans)]
        self._window = self._stage.start("station", command)
        self._stage.wait(
            "the start of the station", lambda: self.status() is not None, START_WITHIN_S
        )
        return self._window

    @property
    def was_left(self) -> bool:
        """Whether somebody closed the window."""
        return self._window is not None and self._window.status == 0

    def status(self) -> StatusReply | None:
        """Ask the station process how it is; None while it can't answer."""
        try:
            reply = self._client.ask(GetStatus(), ANSWER_WITHIN_S)
        except LocalError:
            return None
        if not isinstance(reply, StatusReply):
            raise DemoError(f"the station answered {reply.kind!r} when asked for its status")
        return reply
