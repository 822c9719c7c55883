"""The camera process as the window's process holds it: started, watched, killed, started again."""

import logging
import multiprocessing
import os
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from kiosk.camera import process
from kiosk.camera.app import build_camera
from kiosk.camera.port import Rgb
from kiosk.camera.preview import SharedPreview
from kiosk.camera.process import OpenCamera
from kiosk.camera.sighting import CameraDown, CameraEvent, CameraHealth, CameraUp
from kiosk.clock import Clock
from kiosk.settings import CameraSettings

log = logging.getLogger(__name__)

OPENING_S = 15.0
"""A camera may take this long from the start of its process to its first sign of life."""
STEADY_S = 30.0
"""A camera that gave frames for this long is restarted at once when it fails again."""
BACKOFF_S = (0.5, 1.0, 2.0, 5.0, 10.0)
_KILL_WAIT_S = 1.0


class ProcessCameraLink:
    """Runs the camera in a process of its own; main thread only, no call blocks for long.

    Args:
        settings: which camera, and after how long without a sign of life it counts as stalled.
        open_camera: makes the camera inside the process, must survive pickling; None makes the
            one that the settings name.
    """

    def __init__(
        self, settings: CameraSettings, clock: Clock, open_camera: OpenCamera | None = None
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._open_camera = open_camera or partial(build_camera, settings)
        self._context = multiprocessing.get_context("spawn")
        self._preview: SharedPreview | None = None
        self._preview_seen = 0
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._alive_until_s = 0.0
        self._restart_at_s: float | None = None
        self._failures = 0
        self._steady_at_s = 0.0
        self._down: str | None = None
        self._totals = CameraHealth(frames=0, decoded=0, fps=0.0, brightness=0.0)
        self._present = self._totals

    def start(self) -> None:
        """Start the camera process."""
        self._preview = SharedPreview()
        self._launch()

    def poll(self) -> list[CameraEvent]:
        """Give what came since the last call, oldest first; restart the process if it stalls."""
        events = self._drain()
        now_s = self._clock.monotonic_s()
        if self._restart_at_s is not None:
            if now_s >= self._restart_at_s:
                self._launch()
        elif self._process is not None and not self._process.is_alive():
            events += self._drain()
            code = self._process.exitcode
            events += self._fail(CameraDown("camera.died", f"the process ended with {code}"))
        elif now_s > self._alive_until_s:
            events += self._fail(
                CameraDown("camera.stalled", f"no frame for {self._settings.stall_s:g} s")
            )
        return events

    def preview(self) -> Rgb | None:
        """Give the newest preview picture as a copy, None where there is no new one."""
        if self._preview is None or self._preview.number == self._preview_seen:
            return None
        newest = self._preview.read()
        if newest is None:
            return None
        self._preview_seen, picture = newest
        return picture

    def stop(self) -> None:
        """End the camera process, by force if it must be."""
        self._end()
        self._restart_at_s = None
        if self._preview is not None:
            self._preview.unlink()
            self._preview = None

    def _launch(self) -> None:
        if self._preview is None:
            return
        self._restart_at_s = None
        receiving, sending = self._context.Pipe(duplex=False)
        arguments = (self._open_camera, sending, self._preview.name, os.getpid())
        self._process = self._context.Process(
            target=process.run, args=arguments, name="camera", daemon=True
        )
        self._process.start()
        sending.close()
        self._pipe = receiving
        self._alive_until_s = self._clock.monotonic_s() + OPENING_S

    def _drain(self) -> list[CameraEvent]:
        events: list[CameraEvent] = []
        try:
            while self._pipe is not None and self._pipe.poll():
                events += self._take(self._pipe.recv())
        except (EOFError, OSError):
            self._close_pipe()
        return events

    def _take(self, event: CameraEvent) -> list[CameraEvent]:
        self._alive_until_s = self._clock.monotonic_s() + self._settings.stall_s
        match event:
            case CameraDown():
                return self._say_down(event)
            case CameraUp():
                log.info("the camera gives frames")
                self._steady_at_s = self._clock.monotonic_s() + STEADY_S
                self._down = None
                return [event]
            case CameraHealth():
                self._present = event
                if self._clock.monotonic_s() >= self._steady_at_s:
                    self._failures = 0
                frames, decoded = self._totals.frames, self._totals.decoded
                return [
                    replace(event, frames=event.frames + frames, decoded=event.decoded + decoded)
                ]
            case _:
                return [event]

    def _fail(self, down: CameraDown) -> list[CameraEvent]:
        """End what is left of the process and plan the next one."""
        self._end()
        wait_s = BACKOFF_S[min(self._failures, len(BACKOFF_S) - 1)]
        self._failures += 1
        self._restart_at_s = self._clock.monotonic_s() + wait_s
        return self._say_down(down) if self._down is None else []

    def _say_down(self, down: CameraDown) -> list[CameraEvent]:
        """Tell of a failure once an episode; a stall's first reason is the one that counts."""
        if self._down == down.code:
            return []
        self._down = down.code
        log.warning("the camera gives no frames: %s %s", down.code, down.detail)
        return [down]

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join(_KILL_WAIT_S)
            if self._process.is_alive():
                log.error("the camera process can't be killed; only a reboot can help")
            else:
                self._process.close()
            self._process = None
        self._close_pipe()
        self._totals = replace(
            self._totals,
            frames=self._totals.frames + self._present.frames,
            decoded=self._totals.decoded + self._present.decoded,
        )
        self._present = replace(self._totals, frames=0, decoded=0)

    def _close_pipe(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
