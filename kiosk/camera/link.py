"""The camera process as the window's process holds it: started, watched, killed, started again.

Nothing here waits. A process that was killed is looked at in each `poll` until it is gone, because
one that hangs in a driver goes only when the driver lets it, and its camera can't be opened before.

Pictures are back within five seconds of a failure: `stall_s` or what `process.py` allows itself, a
moment for closing, the first of `BACKOFF_S`, and the opening by a process that stands in reserve.
So they are after a second one that soon follows, but for a sensor that froze (`TRIAL_S`).
"""

import logging
import math
from dataclasses import replace
from types import MappingProxyType

from kiosk.camera.launch import CameraProcess
from kiosk.camera.port import Luma, MakeDecoder, OpenCamera, Order, Place, Rgb
from kiosk.camera.shared import SharedPictures
from kiosk.camera.sighting import CameraDown, CameraEvent, CameraHealth, CameraUp
from kiosk.clock import Clock
from kiosk.settings import CameraSettings

log = logging.getLogger(__name__)

OPENING_S = 15.0
"""A camera may take this long from the start of its process to its first sign of life."""
CLOSING_S = 0.5
"""A camera that failed may take this long to close before its process is killed."""
STEADY_S = 30.0
"""A camera that gave frames for this long is restarted at once when it fails again."""
RESERVE_AFTER_S = 3.0
"""A camera that gave frames for this long is given a process in reserve: not before, since both
would load at once, and the one with the camera is waited for."""
BACKOFF_S = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
TRIAL_S = MappingProxyType({"camera.frozen": 2.5, "camera.stalled": 0.5, "camera.timeout": 0.5})
"""After these a camera gives frames again at once. One that fails so for a second time before it
was steady is likely to do it again: it is on trial for so long. A frozen one gives frames as well
and shows only after 2.5 s that they are all the same; one that stalls gives none, and what it took
to find that leaves no more of the five seconds."""
FATAL = frozenset({"camera.died", "camera.stalled"})
"""What a picture does that crashes or hangs whoever looks at it."""
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
        make_decoder: makes what reads codes; None makes the station's.
    """

    def __init__(
        self,
        settings: CameraSettings,
        clock: Clock,
        open_camera: OpenCamera | None = None,
        make_decoder: MakeDecoder | None = None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._open_camera = open_camera
        self._make_decoder = make_decoder
        self._pictures: SharedPictures | None = None
        self._preview_seen = 0
        self._luma_seen = 0
        self._process: CameraProcess | None = None
        self._reserve: CameraProcess | None = None
        self._ending = False
        self._untold: list[CameraEvent] = []
        self._alive_until_s = 0.0
        self._restart_at_s = 0.0
        self._steady_at_s = 0.0
        self._reserve_at_s = math.inf
        self._is_absent = False
        self._failures = 0
        self._fatal = 0
        self._frames_before = 0
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
            OSError: there is no memory for the pictures.
        """
        if self._pictures is None:
            self._pictures = SharedPictures()
            self._untold = self._launch(self._pictures)

    def poll(self) -> list[CameraEvent]:
        """Give what came since the last call, oldest first; restart the process if it stalls."""
        if self._pictures is None:
            return []
        events, self._untold = self._untold, []
        if self._ending:
            self._reap()
        elif self._process is not None:
            events += self._watch(self._process, self._pictures)
        if self._process is None and self._is_due():
            events += self._launch(self._pictures)
        return events

    def fileno(self) -> int | None:
        """Give a descriptor that is readable when there is something to poll, if there is one."""
        return self._process.fileno() if self._process is not None else None

    def preview(self) -> Rgb | None:
        """Give the newest preview picture as a copy, None where there is no new one."""
        newest = self._pictures.preview(self._preview_seen) if self._pictures else None
        if newest is None:
            return None
        self._preview_seen, picture = newest
        return picture

    def luma(self) -> Luma | None:
        """Give the newest luma as a copy, None where there is no new one or it is too large."""
        newest = self._pictures.luma(self._luma_seen) if self._pictures else None
        if newest is None:
            return None
        self._luma_seen, picture = newest
        return picture

    def stop(self) -> None:
        """End the camera process, by force, and wait for up to `STOP_S` until it is gone."""
        processes = [one for one in (self._process, self._reserve) if one is not None]
        for process in processes:
            process.kill()
        for process in processes:
            if not process.wait(STOP_S):
                log.error("the camera process %s can't be killed: it hangs", process.pid)
        self._process = self._reserve = None
        self._ending = False
        if self._pictures is not None:
            self._pictures.close()
            self._pictures = None
        self._preview_seen = self._luma_seen = 0

    def _is_due(self) -> bool:
        """Say whether a process is to be started: now is the time, or the camera is back."""
        if self._is_absent and self._has_device():
            self._is_absent = False
            self._failures = 0
            return True
        return self._clock.monotonic_s() >= self._restart_at_s

    def _has_device(self) -> bool:
        device = self._settings.device
        return device is None or device.exists()

    def _launch(self, pictures: SharedPictures) -> list[CameraEvent]:
        try:
            process = self._take_reserve() or CameraProcess(self._settings.adapter, pictures)
        except OSError as error:
            return self._fail(CameraDown("camera.no_process", str(error), ends=True), pictures)
        process.begin(
            Order(
                settings=self._settings,
                open_camera=self._open_camera,
                make_decoder=self._make_decoder,
                after=self._after(pictures.place),
                trial_s=TRIAL_S.get(self._down or "", 0.0) if self._failures > 1 else 0.0,
            )
        )
        self._process = process
        self._frames_before = pictures.frames
        self._alive_until_s = self._clock.monotonic_s() + OPENING_S
        self._reserve_at_s = math.inf
        return []

    def _after(self, place: Place | None) -> Place | None:
        """Give where a replay goes on: behind what was shown, and what was fatal before it was."""
        if not self._fatal:
            return place
        if place is None:
            return Place(item=self._fatal - 1)
        return Place(item=place.item + self._fatal - (place.frame is not None))

    def _watch(self, process: CameraProcess, pictures: SharedPictures) -> list[CameraEvent]:
        now_s = self._clock.monotonic_s()
        status = process.status()
        events = [told for event in process.listen(MAX_EVENTS) for told in self._take(event)]
        if status is not None and not process.has_told():
            detail = f"the process ended with {status}"
            events += self._fail(CameraDown("camera.died", detail, ends=True), pictures)
        elif status is None and now_s > self._alive_until_s:
            detail = "no sign of life from its process"
            events += self._fail(CameraDown("camera.stalled", detail, ends=True), pictures)
        elif self._down is None and now_s >= self._reserve_at_s:
            self._keep_reserve(pictures)
        return events

    def _keep_reserve(self, pictures: SharedPictures) -> None:
        """Have a process that waits with everything loaded."""
        if self._reserve is None:
            try:
                self._reserve = CameraProcess(self._settings.adapter, pictures)
            except OSError as error:
                log.warning("there is no camera process in reserve: %s", error)
                self._reserve_at_s = self._clock.monotonic_s() + STEADY_S

    def _take_reserve(self) -> CameraProcess | None:
        """Give the process in reserve, unless it has ended meanwhile."""
        reserve, self._reserve = self._reserve, None
        if reserve is not None and reserve.status() is not None:
            reserve.kill()
            return None
        return reserve

    def _take(self, event: CameraEvent) -> list[CameraEvent]:
        now_s = self._clock.monotonic_s()
        self._alive_until_s = now_s + self._settings.stall_s
        match event:
            case CameraDown():
                if event.ends:
                    self._alive_until_s = now_s + CLOSING_S
                return self._say_down(event)
            case CameraUp():
                log.info("the camera gives frames")
                self._steady_at_s = now_s + STEADY_S
                self._reserve_at_s = now_s + RESERVE_AFTER_S
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

    def _fail(self, down: CameraDown, pictures: SharedPictures) -> list[CameraEvent]:
        """End what is left of the process and plan the next one."""
        if self._process is not None:
            self._process.kill()
            self._ending = True
        self._before = self._sum(self._present)
        self._present = replace(self._present, frames=0, decoded=0)
        told = self._say_down(down) if self._down is None else []
        is_fatal = self._down in FATAL and pictures.frames == self._frames_before
        self._fatal = self._fatal + 1 if is_fatal else 0
        self._is_absent = not self._has_device()
        wait_s = BACKOFF_S[min(self._failures, len(BACKOFF_S) - 1)]
        self._failures += 1
        self._restart_at_s = self._clock.monotonic_s() + wait_s
        return told

    def _say_down(self, down: CameraDown) -> list[CameraEvent]:
        """Tell of a failure once an episode; its first reason is the one that counts."""
        if self._down == down.code:
            return []
        self._down = down.code
        # An error's text begins with its code, a text of our own doesn't.
        reason = down.detail if down.detail.startswith(down.code) else f"{down.code} {down.detail}"
        log.warning("the camera gives no frames: %s", reason.strip())
        return [down]

    def _reap(self) -> None:
        if self._process is not None and self._process.status() is not None:
            self._process = None
            self._ending = False
