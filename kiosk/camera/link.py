"""The camera process as the window's process holds it: started, watched, killed, started again.

Nothing here waits. A process that was killed is looked at in each `poll` until it is gone, because
one that hangs in a driver goes only when the driver lets it, and its camera can't be opened before.
The process is the program `child.py`, so that this one loads neither OpenCV nor a decoder.
"""

import logging
import os
import pickle
import select
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection, Pipe

from kiosk.camera.port import OpenCamera, Order, Rgb
from kiosk.camera.preview import SharedPreview
from kiosk.camera.sighting import CameraDown, CameraEvent, CameraHealth, CameraUp
from kiosk.clock import Clock
from kiosk.settings import CameraSettings

log = logging.getLogger(__name__)

PROGRAM = "kiosk.camera.child"
ENVIRONMENT = {"OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT": "1", "OPENCV_LOG_LEVEL": "ERROR"}
"""Whole seconds that OpenCV waits for a device's next frame; ten by itself."""
OPENING_S = 15.0
"""A camera may take this long from the start of its process to its first sign of life."""
STEADY_S = 30.0
"""A camera that gave frames for this long is restarted at once when it fails again."""
BACKOFF_S = (0.5, 1.0, 2.0, 5.0, 10.0)
UNSTEADY = frozenset({"camera.frozen", "camera.stalled", "camera.timeout"})
"""After these a camera gives frames again at once, to fail in the same way some seconds later."""
STOP_S = 1.0
"""How long `stop` waits for a killed process to be gone."""
MAX_EVENTS = 200
"""As many are taken in one `poll`, so that a process that floods the pipe doesn't hold it up."""


class ProcessCameraLink:
    """Runs the camera in a process of its own; main thread only, no call of it blocks.

    The thread that starts the process must live as long as it does: the kernel ends the process
    with that thread.

    Args:
        settings: which camera, and after how long without a sign of life it counts as stalled.
        open_camera: makes the camera; None makes the one that the settings name.
    """

    def __init__(
        self, settings: CameraSettings, clock: Clock, open_camera: OpenCamera | None = None
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._open_camera = open_camera
        self._preview: SharedPreview | None = None
        self._preview_seen = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None
        self._ending = False
        self._untold: list[CameraEvent] = []
        self._alive_until_s = 0.0
        self._restart_at_s = 0.0
        self._steady_at_s = 0.0
        self._failures = 0
        self._down: str | None = None
        self._before = CameraHealth(frames=0, decoded=0, fps=0.0, brightness=0.0)
        self._present = self._before

    @property
    def pid(self) -> int | None:
        """The process id of the camera process, None while there is none."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        """Start the camera process.

        Raises:
            OSError: there is no memory for the preview.
        """
        if self._preview is None:
            self._preview = SharedPreview()
            self._untold = self._launch(self._preview)

    def poll(self) -> list[CameraEvent]:
        """Give what came since the last call, oldest first; restart the process if it stalls."""
        if self._preview is None:
            return []
        events, self._untold = self._untold, []
        now_s = self._clock.monotonic_s()
        if self._ending:
            self._reap()
            return events
        if self._process is None:
            return events + (self._launch(self._preview) if now_s >= self._restart_at_s else [])
        gone = self._process.poll() is not None
        events += self._drain()
        if gone and not self._waiting():
            status = self._process.returncode
            events += self._fail(CameraDown("camera.died", f"the process ended with {status}"))
        elif not gone and now_s > self._alive_until_s:
            events += self._fail(CameraDown("camera.stalled", "no sign of life from its process"))
        return events

    def fileno(self) -> int | None:
        """Give a descriptor that is readable when there is something to poll, if there is one."""
        return self._pipe.fileno() if self._pipe is not None else None

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
        """End the camera process, by force, and wait for up to `STOP_S` until it is gone."""
        if self._process is not None:
            self._kill(self._process)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_S)
            self._reap()
        if self._process is not None:
            log.error("the camera process %s can't be killed: its driver hangs", self._process.pid)
            self._process = None
        if self._preview is not None:
            self._preview.close()
            self._preview = None
        self._preview_seen = 0

    def _launch(self, preview: SharedPreview) -> list[CameraEvent]:
        ours, theirs = Pipe()
        inherited = (theirs.fileno(), preview.fileno())
        level = logging.getLevelName(logging.getLogger().getEffectiveLevel())
        arguments = (*map(str, inherited), str(os.getpid()), level)
        try:
            child = subprocess.Popen(
                [sys.executable, "-m", PROGRAM, *arguments],
                stdin=subprocess.DEVNULL,
                env=os.environ | ENVIRONMENT,
                pass_fds=inherited,
            )
        except OSError as error:
            ours.close()
            return self._fail(CameraDown("camera.no_process", str(error)))
        finally:
            theirs.close()
        self._process, self._pipe = child, ours
        order = Order(
            settings=self._settings,
            open_camera=self._open_camera,
            on_trial=self._down in UNSTEADY,
        )
        # Its pipe is empty, so this doesn't wait; a child that is gone already is seen in `poll`.
        with suppress(OSError):
            ours.send(order)
        self._alive_until_s = self._clock.monotonic_s() + OPENING_S
        return []

    def _waiting(self) -> bool:
        """Say whether the pipe holds more."""
        if self._pipe is None:
            return False
        # Connection.poll makes a selector each time, which is most of what a turn at rest costs.
        poll = select.poll()
        poll.register(self._pipe, select.POLLIN)
        return bool(poll.poll(0))

    def _drain(self) -> list[CameraEvent]:
        events: list[CameraEvent] = []
        for _ in range(MAX_EVENTS):
            if self._pipe is None or not self._waiting():
                break
            try:
                event = self._pipe.recv()
            except (EOFError, OSError, pickle.UnpicklingError) as error:
                log.debug("the pipe of the camera process ended: %r", error)
                self._close_pipe()
                break
            events += self._take(event)
        return events

    def _take(self, event: CameraEvent) -> list[CameraEvent]:
        now_s = self._clock.monotonic_s()
        self._alive_until_s = now_s + self._settings.stall_s
        match event:
            case CameraDown():
                return self._say_down(event)
            case CameraUp():
                log.info("the camera gives frames")
                self._steady_at_s = now_s + STEADY_S
                self._down = None
                return [event]
            case CameraHealth():
                self._present = event
                if self._down is None and now_s >= self._steady_at_s:
                    self._failures = 0
                return [self._sum(event)]
            case _:
                return [event]

    def _sum(self, event: CameraHealth) -> CameraHealth:
        """Count the frames of the processes before this one as well."""
        frames = event.frames + self._before.frames
        return replace(event, frames=frames, decoded=event.decoded + self._before.decoded)

    def _fail(self, down: CameraDown) -> list[CameraEvent]:
        """End what is left of the process and plan the next one."""
        if self._process is not None:
            self._kill(self._process)
        self._before = self._sum(self._present)
        self._present = replace(self._present, frames=0, decoded=0)
        wait_s = BACKOFF_S[min(self._failures, len(BACKOFF_S) - 1)]
        self._failures += 1
        self._restart_at_s = self._clock.monotonic_s() + wait_s
        return self._say_down(down) if self._down is None else []

    def _say_down(self, down: CameraDown) -> list[CameraEvent]:
        """Tell of a failure once an episode; its first reason is the one that counts."""
        if self._down == down.code:
            return []
        self._down = down.code
        log.warning("the camera gives no frames: %s %s", down.code, down.detail)
        return [down]

    def _kill(self, child: subprocess.Popen[bytes]) -> None:
        self._ending = True
        child.kill()
        self._close_pipe()

    def _reap(self) -> None:
        if self._process is not None and self._process.poll() is not None:
            self._process = None
            self._ending = False

    def _close_pipe(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
