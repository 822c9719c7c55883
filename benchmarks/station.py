"""`kiosk station` as a process of its own: a window that nobody sees, a replay camera."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import cv2

from benchmarks import scenes
from benchmarks.processes import child_with, running
from kiosk.errors import LocalError
from kiosk.local.client import LocalClient
from kiosk.local.protocol import GetStatus, StatusReply
from kiosk.paths import DataPaths

CAMERA_CHILD = "kiosk.camera.child"
"""The program of the camera process."""
ANSWER_WITHIN_S = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StationProcess:
    """A running station process."""

    process: subprocess.Popen[bytes]
    data_dir: Path

    def status(self) -> StatusReply | None:
        """Ask the process how it is; None while it can't answer."""
        with suppress(LocalError):
            reply = LocalClient(DataPaths(self.data_dir).socket).ask(GetStatus(), ANSWER_WITHIN_S)
            if isinstance(reply, StatusReply):
                return reply
        return None

    @property
    def camera_pid(self) -> int | None:
        """Process id of the camera process, None while there is none."""
        return child_with(self.process.pid, CAMERA_CHILD)


@contextmanager
def station_process(folder: Path) -> Iterator[StationProcess]:
    """Run a station that was never enrolled, whose camera sees a scene without a code."""
    config = prepare(folder)
    words = ("kiosk", "station", "--config", config)
    with running(words, folder / "station.log") as process:
        yield StationProcess(process=process, data_dir=folder / "data")


def prepare(folder: Path) -> Path:
    """Write settings and a picture, and give the settings' path."""
    photos = folder / "photos"
    photos.mkdir(parents=True, exist_ok=True)
    picture = cv2.imencode(".png", scenes.without_code(1))[1].tobytes()
    (photos / "scene.png").write_bytes(picture)
    config = folder / "kiosk.toml"
    lines = [
        'data_dir = "data"',
        "trust_clock = true",
        "[camera]",
        'photos = "photos"',
        "[screen]",
        "width_px = 1920",
        "height_px = 1080",
        "fullscreen = false",
        'driver = "dummy"',
    ]
    config.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return config
