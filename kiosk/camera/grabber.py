"""Asks a capture for pictures on a thread of its own, since any call of it may block for ever.

A picture is only taken when one is wanted, so that none is unpacked in vain; frames that come
faster than wanted are grabbed and dropped. A thread that hangs in the driver is left behind: it
can't be ended, and a device may not be closed under it.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.camera.capture import Bgr, Capture

STOP_S = 1.0
EARLY = 0.8
"""A frame this share of the period after the last one counts as due: drivers aren't punctual."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """What came of one demand.

    Attributes:
        picture: None where the driver gave none, or a damaged one.
        taken_at_s: monotonic time of the exposure, 0 where the driver tells none.
        detail: for a technician, where there is no picture.
    """

    picture: Bgr | None = None
    taken_at_s: float = 0.0
    detail: str = ""


class Grabber:
    """The thread that holds a capture.

    Args:
        period_s: least time between two pictures.
    """

    def __init__(
        self,
        capture: Capture,
        period_s: float,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._capture = capture
        self._period_s = period_s
        self._monotonic_s = monotonic_s
        self._changed = threading.Condition()
        self._wanted = False
        self._stopping = False
        self._shot: Shot | None = None
        self._last_s = float("-inf")
        self._thread = threading.Thread(target=self._run, name="grabber", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def next(self, timeout_s: float) -> Shot:
        """Wait for a picture; after a time-out the next call waits for the same one.

        Raises:
            TimeoutError: none came within `timeout_s`.
        """
        with self._changed:
            self._wanted = True
            self._changed.notify_all()
            if not self._changed.wait_for(lambda: self._shot is not None, timeout_s):
                raise TimeoutError
            shot, self._shot = self._shot, None
        return shot or Shot()

    def stop(self) -> None:
        """End the thread and close the device, or leave both behind where the driver hangs."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self._thread.join(STOP_S)
        if self._thread.is_alive():
            _log.error("the video driver hangs; its device is left open until the process ends")
        else:
            self._capture.release()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._wanted or self._stopping)
                if self._stopping:
                    return
                self._wanted = False
            shot = self._take()
            with self._changed:
                self._shot = shot
                self._changed.notify_all()

    def _take(self) -> Shot:
        while not self._stopping:
            taken_at_s = self._capture.grab()
            if taken_at_s is None:
                return Shot(detail="the driver gave no frame")
            now_s = self._monotonic_s()
            if now_s - self._last_s >= self._period_s * EARLY:
                self._last_s = now_s
                picture = self._capture.retrieve()
                detail = "a damaged frame" if picture is None else ""
                return Shot(picture=picture, taken_at_s=taken_at_s, detail=detail)
        return Shot(detail="stopped")
