"""The process behind `kiosk camera`: the station's camera process, watched by a technician.

The camera runs as it does for the station, in a process of its own with the same settings and the
same passes (`kiosk.camera.link`); its frames stay in memory. Main thread only.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from kiosk.camera.link import ProcessCameraLink
from kiosk.camera.port import CameraLink
from kiosk.clock import Clock
from kiosk.errors import CameraError
from kiosk.selftest.context import Context
from kiosk.settings import CameraAdapter, Settings
from kiosk.station.pacer import Bell, Pacer
from kiosk.technician.faces import Face, Shown
from kiosk.technician.texts import camera_words
from kiosk.technician.watch import Look, Watch
from kiosk.ui.camera_view import Wish

SHOWN_EVERY_S = 0.08
"""Twelve pictures a second: a hand at the lens sees at once what it does."""


class Viewer:
    """Watches a camera and shows it, until it is stopped or asked to end.

    Args:
        seconds: how long; None for ever.
        wait: waits until something happens, at most until a monotonic time.
    """

    def __init__(
        self,
        camera: CameraLink,
        face: Face,
        clock: Clock,
        wait: Callable[[float], None],
        seconds: float | None = None,
    ) -> None:
        self._camera = camera
        self._face = face
        self._clock = clock
        self._wait = wait
        self._seconds = seconds
        self._stopped = False

    def stop(self) -> None:
        """Let `run` end; may be called from a signal handler."""
        self._stopped = True

    def run(self) -> None:
        """Show the camera.

        Raises:
            CameraError: `camera.no_picture` where the time is over and there never was one.
            DisplayError: no screen can be opened.
        """
        with ExitStack() as running:
            running.callback(self._face.close)
            self._face.open()
            running.callback(self._camera.stop)
            self._camera.start()
            self._watch(Watch(self._clock.monotonic_s()))

    def _watch(self, watch: Watch) -> None:
        now_s = due_s = self._clock.monotonic_s()
        end_s = now_s + (self._seconds or float("inf"))
        while not self._stopped and now_s < end_s:
            for event in self._camera.poll():
                watch.hear(event)
            if now_s >= due_s:
                due_s = now_s + SHOWN_EVERY_S
                self._show(watch)
            self._answer(watch)
            if not self._stopped:
                self._wait(min(end_s, due_s))
            now_s = self._clock.monotonic_s()
        if not self._stopped and watch.frames == 0:
            raise _no_picture(watch.look(now_s))

    def _show(self, watch: Watch) -> None:
        preview, luma = self._camera.preview(), self._camera.luma()
        if luma is not None:
            watch.measure(luma)
        look = watch.look(self._clock.monotonic_s())
        self._face.show(Shown(look=look, preview=preview, luma=luma))

    def _answer(self, watch: Watch) -> None:
        for wish in self._face.wishes():
            match wish:
                case Wish.END:
                    self.stop()
                case Wish.ANEW:
                    watch.forget_best()


def _no_picture(look: Look) -> CameraError:
    reason = camera_words(look.camera, look.detail, 0.0, "en")
    return CameraError("camera.no_picture", reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraViewing:
    """The process, built but not started."""

    viewer: Viewer
    bell: Bell

    def run(self) -> None:
        """Run it; see `Viewer.run`."""
        try:
            self.viewer.run()
        finally:
            self.bell.close()

    def stop(self) -> None:
        """Let `run` end; may be called from a signal handler."""
        self.viewer.stop()
        self.bell.ring()


def build(
    settings: Settings, clock: Clock, face: Face, *, seconds: float | None = None
) -> CameraViewing:
    """Build the process; nothing is opened yet.

    Raises:
        CameraError: `camera.station_runs` where the station process has the camera.
    """
    if (
        settings.camera.adapter is not CameraAdapter.REPLAY
        and Context(settings=settings, clock=clock).station() is not None
    ):
        raise CameraError("camera.station_runs")
    camera, bell = ProcessCameraLink(settings.camera, clock), Bell()
    wait = Pacer(clock, bell, camera.fileno, face.touched).wait
    return CameraViewing(viewer=Viewer(camera, face, clock, wait, seconds), bell=bell)
