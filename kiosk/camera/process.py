"""What the camera process does: frames in, sightings and pictures out.

It is a process of its own because a camera driver may block for ever and a decoder may crash; both
are then met with a kill and a new process, while the window stays alive. It dies with its parent
(prctl(2), PR_SET_PDEATHSIG), ignores SIGINT, which a terminal sends to the whole group, and is
ended by SIGTERM or SIGKILL. Its only way out is a pipe; when the window's process doesn't read, the
pipe fills and the camera waits. `child.py` is its program.

The limits here and in `link.py` are chosen together, so that pictures are back five seconds after
a camera's failure: what is found here or there within 2.5 s leaves as much to a new process.
"""

import ctypes
import logging
import os
import signal
import time
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from multiprocessing.connection import Connection

import numpy as np

from daemon.boundary import Boundaries
from kiosk.camera.port import Frame, FrameDecoder, Luma, MakeDecoder, OpenCamera
from kiosk.camera.shared import SharedPictures
from kiosk.camera.sharpness import sharpness
from kiosk.camera.sighting import (
    CameraDown,
    CameraEvent,
    CameraHealth,
    CameraUp,
    Sighting,
    Sightings,
)
from kiosk.camera.watching.attention import Attention, Notice
from kiosk.errors import CameraError

log = logging.getLogger(__name__)

FIRST_TIMEOUT_S = 5.0
"""USB cameras take up to three seconds from their opening to their first frame."""
READ_TIMEOUT_S = 1.4
"""With `HEALTH_EVERY_S` before it, less than any `CameraSettings.stall_s`, so that the camera's own
reason is told; more than the second that the slowest rate leaves between two frames."""
HEALTH_EVERY_S = 0.5
BLACK_BELOW = 4.0
"""Mean luma, 0 to 255; a covered lens gives 0 to 2, a dark market at night more than 10."""
BLACK_AFTER_S = 3.0
GLARE_ABOVE = 250.0
"""Mean luma; a picture that is white all over is the same each time."""
FROZEN_AFTER_S = 2.5
"""So long no two frames of a sensor are alike in all their pixels, even in a dim hall, where one
sensor's noise of a level or two changes some of a million."""
_PR_SET_PDEATHSIG = 1


def die_with(parent_pid: int) -> bool:
    """Let the kernel end this process with its parent, and no terminal before.

    Returns:
        False where the parent is gone already.
    """
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    return os.getppid() == parent_pid


def run(
    open_camera: OpenCamera,
    make_decoder: MakeDecoder,
    pipe: Connection,
    pictures: SharedPictures,
    *,
    trial_s: float,
) -> None:
    """Run the camera until it fails, or nobody is there to be told.

    Args:
        open_camera: makes the camera.
        make_decoder: makes what reads codes.
        pipe: takes `CameraEvent`s.
        pictures: where the pictures go.
        trial_s: see `Watcher`.
    """
    # A broken pipe means that the window's process is gone, and with it whoever could be told.
    with suppress(BrokenPipeError), closing(pictures):
        try:
            camera = open_camera()
            with camera:
                watcher = Watcher(
                    pipe.send, pictures, make_decoder(), time.monotonic, trial_s=trial_s
                )
                try:
                    watcher.take(camera.read(FIRST_TIMEOUT_S))
                    while True:
                        watcher.take(camera.read(READ_TIMEOUT_S))
                except CameraError as error:
                    # Before the camera is closed, since a driver that hangs does so there too.
                    pipe.send(CameraDown(error.code, str(error), ends=True))
        except CameraError as error:
            pipe.send(CameraDown(error.code, str(error), ends=True))


class Watcher:
    """Turns frames into events.

    Args:
        tell: passes an event on.
        pictures: takes each frame's pictures.
        monotonic_s: the clock of `Frame.captured_at_s`.
        trial_s: tell of a camera that gives frames only once they have changed for so long: this
            one froze or stalled more than once lately.
    """

    def __init__(
        self,
        tell: Callable[[CameraEvent], None],
        pictures: SharedPictures,
        decoder: FrameDecoder,
        monotonic_s: Callable[[], float],
        *,
        trial_s: float = 0.0,
    ) -> None:
        self._tell = tell
        self._pictures = pictures
        self._decoder = decoder
        self._attention = Attention()
        self._monotonic_s = monotonic_s
        self._boundaries = Boundaries(log)
        self._empty = 0
        self._frames = 0
        self._decoded = 0
        self._decodes = 0
        self._decode_s = 0.0
        self._told_at_s = 0.0
        self._told_frames = 0
        self._light_at_s = 0.0
        self._up: bool | None = None
        self._sample: int | None = None
        self._picture: int | None = None
        self._moved_at_s = 0.0
        self._begun_at_s = 0.0
        self._trial_s = trial_s

    def take(self, frame: Frame) -> None:
        """Share one frame's pictures, decode it, tell what there is to tell.

        Raises:
            CameraError: `camera.frozen` where a sensor gives the same frame again and again.
        """
        if not frame.luma.size:
            self._skip()
            return
        # Shared first: whoever starts the next process learns from it which picture was fatal.
        frame = self._pictures.write(frame)
        decodes = self._attend(frame)
        begun_s = self._monotonic_s()
        codes = self._decode(frame.luma) if decodes else ()
        ended_s = self._monotonic_s()
        self._frames += 1
        self._decodes += decodes
        self._decode_s += ended_s - begun_s
        if codes:
            self._decoded += 1
            height_px, width_px = frame.luma.shape
            self._tell(
                Sightings(
                    frame=self._frames,
                    captured_at_s=frame.captured_at_s,
                    decode_ms=(ended_s - begun_s) * 1000,
                    width_px=width_px,
                    height_px=height_px,
                    codes=codes,
                )
            )
            for event in self._attention.read():
                self._tell(event)
        self._watch_light(frame, ended_s)

    def _attend(self, frame: Frame) -> bool:
        """Tell of motion and of what would help; say whether to look for codes."""
        notice = Notice(decodes=True)
        with self._boundaries.guard("attention"):
            notice = self._attention.see(frame.luma, frame.captured_at_s)
        for event in notice.events:
            self._tell(event)
        return notice.decodes

    def _decode(self, luma: Luma) -> tuple[Sighting, ...]:
        """Read codes; a decoder that raises has read nothing."""
        with self._boundaries.guard("decoder"):
            return self._decoder.decode_frame(luma, resting=not self._attention.moving)
        return ()

    def _skip(self) -> None:
        """Pass over a frame without pixels; a camera that gives no others counts as stalled."""
        self._empty += 1
        if self._empty & (self._empty - 1) == 0:
            log.warning("the camera gave a frame without pixels, time %d", self._empty)

    def _watch_light(self, frame: Frame, now_s: float) -> None:
        sample = np.ascontiguousarray(frame.luma[::16, ::16])
        brightness = float(sample.mean())
        if frame.live and BLACK_BELOW <= brightness <= GLARE_ABOVE:
            self._watch_picture(frame.luma, zlib.crc32(sample.data), now_s)
        else:
            # What may well be the same each time tells nothing.
            self._moved_at_s = now_s
        if self._frames == 1:
            self._begun_at_s = now_s
        if brightness >= BLACK_BELOW or self._frames == 1:
            self._light_at_s = now_s
        black = now_s - self._light_at_s >= BLACK_AFTER_S
        if black and self._up is not False:
            self._up = False
            self._tell(CameraDown("camera.black", f"mean brightness {brightness:.1f} of 255"))
        elif not black and not self._up and brightness >= BLACK_BELOW and self._is_tried:
            self._up = True
            self._tell(CameraUp())
        if now_s - self._told_at_s >= HEALTH_EVERY_S:
            self._tell_health(frame, brightness, now_s)

    @property
    def _is_tried(self) -> bool:
        return self._moved_at_s - self._begun_at_s >= self._trial_s

    def _watch_picture(self, luma: Luma, sample: int, now_s: float) -> None:
        """Compare a frame with the one before; all its pixels only where a sample is the same."""
        picture = zlib.crc32(np.ascontiguousarray(luma).data) if sample == self._sample else None
        is_same = picture is not None and picture == self._picture
        self._sample, self._picture = sample, picture
        if not is_same:
            self._moved_at_s = now_s
        elif now_s - self._moved_at_s >= FROZEN_AFTER_S:
            raise CameraError("camera.frozen", seconds=round(now_s - self._moved_at_s, 1))

    def _tell_health(self, frame: Frame, brightness: float, now_s: float) -> None:
        since_s = now_s - self._told_at_s
        fps = (self._frames - self._told_frames) / since_s if self._told_frames else 0.0
        decode_ms = self._decode_s / self._decodes * 1000 if self._decodes else 0.0
        self._told_at_s = now_s
        self._told_frames = self._frames
        self._decodes = 0
        self._decode_s = 0.0
        self._tell(
            CameraHealth(
                frames=self._frames,
                decoded=self._decoded,
                fps=fps,
                brightness=brightness,
                sharpness=sharpness(frame.luma),
                decode_ms=decode_ms,
                focus=frame.focus,
            )
        )
