"""The station process without its camera process: all its parts as they are built, in one hand.

Frames are decoded here and go through a pipe of the kind that the camera process uses. The gateway
can't be reached, since the station was never enrolled, so goods are answered from the cache.
"""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from multiprocessing import Pipe
from pathlib import Path

from kiosk.camera.port import Luma, Rgb
from kiosk.camera.sighting import CameraEvent, Sightings
from kiosk.paths import DataPaths
from kiosk.settings import CameraSettings, ScreenSettings, Settings
from kiosk.station.app import build
from kiosk.station.flow import SessionEnded, ShowingResult
from kiosk.station.loop import Loop
from kiosk.station.pacer import Pacer
from kiosk.station.parts import Parts

SCREEN = ScreenSettings(width_px=1920, height_px=1080, fullscreen=False, driver="dummy")
VERDICT_WITHIN_S = 10.0
_TURN_S = 0.05


class FramePipe:
    """A camera whose frames were decoded by somebody else."""

    def __init__(self) -> None:
        self._reader, self._writer = Pipe(duplex=False)

    def send(self, seen: Sightings) -> None:
        """Give the codes of a frame."""
        self._writer.send(seen)

    def start(self) -> None:
        """Nothing to start."""

    def poll(self) -> list[CameraEvent]:
        """Give what was sent."""
        events: list[CameraEvent] = []
        while self._reader.poll():
            events.append(self._reader.recv())
        return events

    def fileno(self) -> int | None:
        """Give the pipe's end, which wakes the loop."""
        return self._reader.fileno()

    def preview(self) -> Rgb | None:
        """There is none."""
        return None

    def luma(self) -> Luma | None:
        """There is none."""
        return None

    def stop(self) -> None:
        """Close the pipe."""
        self._reader.close()
        self._writer.close()


class BenchStation:
    """A running station; frames go in, verdicts are drawn."""

    def __init__(self, parts: Parts, loop: Loop, camera: FramePipe) -> None:
        self.parts = parts
        self.loop = loop
        self._camera = camera

    def show_verdict(self, seen: Sightings) -> None:
        """Give a frame with a code and turn until its verdict is drawn.

        Raises:
            TimeoutError: no verdict came.
        """
        self._camera.send(seen)
        until_s = time.monotonic() + VERDICT_WITHIN_S
        while not isinstance(self.loop.state.screen, ShowingResult):
            if time.monotonic() > until_s:
                raise TimeoutError(f"no verdict within {VERDICT_WITHIN_S:g} s")
            self.parts.wait(self.parts.clock.monotonic_s() + _TURN_S)
            self.loop.turn()

    def rest(self) -> None:
        """End the session, as when the shopper leaves, and draw what then shows."""
        self.loop.dispatch(SessionEnded())
        self.loop.turn()


@contextmanager
def open_station(data_dir: Path) -> Iterator[BenchStation]:
    """Build the station process, open all of it but the camera, and close it again."""
    settings = Settings(
        data_dir=data_dir,
        camera=CameraSettings(photos=data_dir),
        screen=SCREEN,
        trust_clock=True,
    )
    built = build(settings)
    camera = FramePipe()
    wait = Pacer(built.parts.clock, built.bell, camera.fileno, built.parts.window.touched).wait
    parts = replace(built.parts, camera=camera, wait=wait)
    loop = Loop(parts, built.loop.state, station_name="Chợ Hôm – Đức Viên")
    data_dir.mkdir(parents=True, exist_ok=True)
    with ExitStack() as running:
        running.callback(built.bell.close)
        parts.window.open()
        running.callback(parts.window.close)
        parts.local.start()
        running.callback(parts.local.stop)
        running.callback(parts.recorder.close)
        parts.lookups.start()
        running.callback(parts.lookups.stop)
        running.callback(camera.stop)
        loop.turn()
        yield BenchStation(parts, loop, camera)


def cache_of(data_dir: Path) -> Path:
    """Say where the station keeps what it looked up."""
    return DataPaths(data_dir).cache
