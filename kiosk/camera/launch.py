"""One camera process as its parent holds it: started, given its order, listened to, killed.

It waits for its order with everything loaded, which is most of the work until its first picture:
0.66 s of 0.79 s on a desktop core, so that a Pi would need some seconds. One in reserve takes 29 MB
of memory that it shares with no other process. The process is the program `child.py`, so that its
parent loads neither OpenCV nor a decoder.
"""

import logging
import os
import pickle
import select
import subprocess
import sys
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe

from kiosk.camera.port import Order
from kiosk.camera.shared import SharedPictures
from kiosk.camera.sighting import CameraEvent
from kiosk.settings import CameraAdapter

log = logging.getLogger(__name__)

PROGRAM = "kiosk.camera.child"
ENVIRONMENT = {
    # Whole seconds that OpenCV waits for a device's next frame; ten by itself.
    "OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT": "1",
    "OPENCV_LOG_LEVEL": "ERROR",
    # FFmpeg is quiet about what the camera process tells itself, and opens no address.
    "OPENCV_FFMPEG_LOGLEVEL": "-8",
    "OPENCV_FFMPEG_CAPTURE_OPTIONS": "protocol_whitelist;file"
    "|format_whitelist;mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi",
}


class CameraProcess:
    """A camera process; the thread that starts it must live as long as it does.

    The kernel ends the process with that thread. No call blocks but `wait`.

    Args:
        adapter: the camera whose library it loads.
        pictures: what it shares its pictures in.

    Raises:
        OSError: it can't be started.
    """

    def __init__(self, adapter: CameraAdapter, pictures: SharedPictures) -> None:
        ours, theirs = Pipe()
        inherited = (theirs.fileno(), pictures.fileno())
        level = logging.getLevelName(logging.getLogger().getEffectiveLevel())
        arguments = (*map(str, inherited), str(os.getpid()), level, adapter.value)
        try:
            self._child = subprocess.Popen(
                [sys.executable, "-m", PROGRAM, *arguments],
                stdin=subprocess.DEVNULL,
                env=os.environ | ENVIRONMENT,
                pass_fds=inherited,
            )
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
        self._pipe: Connection | None = ours

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._child.pid

    def status(self) -> int | None:
        """Give the status that it ended with, None while it runs."""
        return self._child.poll()

    def fileno(self) -> int | None:
        """Give a descriptor that is readable when it has told something."""
        return self._pipe.fileno() if self._pipe is not None else None

    def begin(self, order: Order) -> None:
        """Let it run a camera."""
        # Its pipe is empty, so this doesn't wait; one that is gone already is seen in `status`.
        if self._pipe is not None:
            with suppress(OSError):
                self._pipe.send(order)

    def has_told(self) -> bool:
        """Say whether the pipe holds more."""
        if self._pipe is None:
            return False
        # Connection.poll makes a selector each time, which is most of what a turn at rest costs.
        poll = select.poll()
        poll.register(self._pipe, select.POLLIN)
        return bool(poll.poll(0))

    def listen(self, most: int) -> list[CameraEvent]:
        """Give what it has told, oldest first, `most` events at once."""
        events: list[CameraEvent] = []
        while self._pipe is not None and len(events) < most and self.has_told():
            try:
                events.append(self._pipe.recv())
            except (EOFError, OSError, pickle.UnpicklingError) as error:
                log.debug("the pipe of the camera process ended: %r", error)
                self._close_pipe()
        return events

    def kill(self) -> None:
        """End it by force; whether that has come about, `status` says."""
        self._child.kill()
        self._close_pipe()

    def wait(self, timeout_s: float) -> bool:
        """Wait until it has ended; False after `timeout_s`."""
        with suppress(subprocess.TimeoutExpired):
            self._child.wait(timeout_s)
        return self._child.returncode is not None

    def _close_pipe(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
