"""The camera adapter `picamera2`: cameras on a Raspberry Pi's ribbon cable, by libcamera.

One stream is for the decoder (YUV420, whose first rows are the luma), a smaller one for the
preview. A frame's luma is the camera's own memory, so that whoever shares it makes the one copy;
its request is held until the next frame is asked for, one of four, since the camera stops when all
are held. libcamera may fall silent for ever and may never come back from a call: each wait has its
limit here, opening and closing run on threads of their own that can be left behind, and whatever
still hangs then is ended with the process by `kiosk.camera.link`.
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from kiosk.camera.bounded import within
from kiosk.camera.grabber import EARLY
from kiosk.camera.pi import library as pi_library
from kiosk.camera.pi import picture as pi_picture
from kiosk.camera.pi.controls import Choice, choose, focus_of
from kiosk.camera.pi.picture import FORMAT, Layout
from kiosk.camera.pi.port import LoadLibrary, PiDevice, PiLibrary, PiRequest
from kiosk.camera.pi.time import ExposureTimes
from kiosk.camera.port import Frame
from kiosk.errors import CameraError
from kiosk.settings import CameraSettings

BUFFERS = 4
RETRY_S = 0.05
"""A library that fails at once is asked again after this: no reason to spin."""
FAILURES = (RuntimeError, OSError, LookupError, TypeError, ValueError, AssertionError)
"""What picamera2 and libcamera raise; their own error class is RuntimeError."""
_REASONS = (
    ("no camera number", "camera.not_found"),
    ("not found", "camera.not_found"),
    # picamera2 before 0.3.32 takes the camera's number out of a list without looking.
    ("list index out of range", "camera.not_found"),
    ("busy", "camera.busy"),
    ("permission denied", "camera.no_permission"),
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long libcamera may take.

    Attributes:
        open_s: below what `kiosk.camera.link` allows a camera that is opened.
        close_s: for closing, and for forgetting what waits for a frame.
    """

    open_s: float = 10.0
    close_s: float = 5.0


LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """A camera that runs, and what was agreed with it."""

    library: PiLibrary
    device: PiDevice
    main: Layout
    lores: Layout
    choice: Choice


class PiCamera:
    """A camera of a Raspberry Pi.

    Args:
        settings: `number`, `focus`, `lens_position`, `width_px`, `height_px` and `fps`.
        load: finds the library.
        sleep: waits some seconds.
        boottime_s: the kernel's clock that goes on while the machine sleeps.
    """

    def __init__(
        self,
        settings: CameraSettings,
        load: LoadLibrary = pi_library.load,
        sleep: Callable[[float], None] = time.sleep,
        monotonic_s: Callable[[], float] = time.monotonic,
        boottime_s: Callable[[], float] = lambda: time.clock_gettime(time.CLOCK_BOOTTIME),
        limits: Limits = LIMITS,
    ) -> None:
        self._settings = settings
        self._load = load
        self._sleep = sleep
        self._monotonic_s = monotonic_s
        self._times = ExposureTimes(monotonic_s, boottime_s)
        self._limits = limits
        self._opened: _Opened | None = None
        self._held = ExitStack()
        self._last_s: float | None = None

    def __enter__(self) -> Self:
        library = self._load()
        self._last_s = None
        limit_s = self._limits.open_s
        try:
            self._opened = within(limit_s, lambda: self._open(library), "picamera2-open")
        except TimeoutError as error:
            raise self._refused("libcamera doesn't answer", code="camera.unusable") from error
        except FAILURES as error:
            raise self._refused(_all_reasons(error)) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        opened, self._opened = self._opened, None
        if opened is None:
            return
        held, self._held = self._held, ExitStack()
        try:
            within(self._limits.close_s, lambda: _close(opened.device, held), "picamera2-close")
        except TimeoutError:
            opened.library.abandon(opened.device)
            _log.warning("libcamera hangs; its camera is left open until the process ends")
        except FAILURES as failure:
            _log.warning("the camera can't be closed: %s", _all_reasons(failure))

    def read(self, timeout_s: float) -> Frame:
        """Wait for the next frame; the one before is the camera's again.

        Raises:
            CameraError: `camera.no_frames` where none came since the camera was opened,
                `camera.timeout` where no more come.
        """
        opened = self._opened
        if opened is None:
            raise CameraError("camera.closed")
        end_s = self._monotonic_s() + timeout_s
        detail = "libcamera gives no frame"
        while (left_s := end_s - self._monotonic_s()) > 0:
            try:
                self._held.close()
                with ExitStack() as held:
                    request = held.enter_context(opened.device.captured_request(wait=left_s))
                    frame = self._take(opened, request, held)
                    if frame is not None:
                        self._held = held.pop_all()
            except (TimeoutError, CancelledError):
                break
            except FAILURES as error:
                detail = _all_reasons(error)
                self._sleep(RETRY_S)
            else:
                if frame is not None:
                    return frame
        self._forget_waiting(opened.device)
        code = "camera.no_frames" if self._last_s is None else "camera.timeout"
        number = self._settings.number
        raise CameraError(code, number=number, timeout_s=timeout_s, detail=detail)

    def _open(self, library: PiLibrary) -> _Opened:
        device = library.open(self._settings.number)
        with ExitStack() as undo:
            undo.callback(device.close)
            size = (self._settings.width_px, self._settings.height_px)
            device.configure(
                device.create_preview_configuration(
                    main={"format": FORMAT, "size": size},
                    lores={"format": FORMAT, "size": pi_picture.lores_size(*size)},
                    buffer_count=BUFFERS,
                    queue=False,
                )
            )
            given = device.camera_configuration()
            main, lores = Layout.of(given["main"]), Layout.of(given["lores"])
            choice = self._set_controls(device)
            device.start()
            undo.pop_all()
        _log.info(
            "camera %d gives %dx%d, rows of %d bytes, preview %dx%d",
            *(self._settings.number, main.width_px, main.height_px, main.stride),
            *(lores.width_px, lores.height_px),
        )
        return _Opened(library=library, device=device, main=main, lores=lores, choice=choice)

    def _set_controls(self, device: PiDevice) -> Choice:
        sensor = device.camera_properties.get("ScalerCropMaximum")
        choice = choose(self._settings, device.camera_controls, sensor)
        for name in choice.missing:
            _log.warning("camera %d has no control %s", self._settings.number, name)
        if choice.lens_position is not None:
            asked = self._settings.lens_position
            _log.warning("the lens goes to %g dioptres, not to %g", choice.lens_position, asked)
        device.set_controls(choice.values)
        return choice

    def _take(self, opened: _Opened, request: PiRequest, held: ExitStack) -> Frame | None:
        """Make a frame of a request; None for one that comes before the next is due.

        Args:
            held: takes what must stay mapped as long as the frame holds.
        """
        metadata = request.get_metadata()
        captured_at_s = self._times.convert(metadata.get("SensorTimestamp"))
        least_s = EARLY / self._settings.fps
        if self._last_s is not None and captured_at_s - self._last_s < least_s:
            return None
        main = held.enter_context(opened.library.mapped(request, "main")).array
        with opened.library.mapped(request, "lores") as mapped:
            if main is None or mapped.array is None:
                raise ValueError("a request without a buffer")
            luma = pi_picture.luma_of(main, opened.main)
            preview = pi_picture.preview_of(mapped.array, opened.lores)
        self._last_s = captured_at_s
        return Frame(
            luma=luma,
            preview=preview,
            captured_at_s=captured_at_s,
            live=True,
            focus=focus_of(metadata, opened.choice),
        )

    def _forget_waiting(self, device: PiDevice) -> None:
        # The job of a wait that timed out would keep the next frame, and hold up stop for ever.
        try:
            within(self._limits.close_s, device.cancel_all_and_flush, "picamera2-cancel")
        except FAILURES as error:
            _log.warning("what waits for a frame can't be cancelled: %s", _all_reasons(error))

    def _refused(self, detail: str, *, code: str | None = None) -> CameraError:
        reasons = (known for token, known in _REASONS if token in detail.lower())
        return CameraError(
            code or next(reasons, "camera.unusable"), number=self._settings.number, detail=detail
        )


def _close(device: PiDevice, held: ExitStack) -> None:
    with ExitStack() as steps:
        # Called in the reverse order, each though the one before it failed.
        steps.callback(device.close)
        steps.callback(device.stop)
        steps.callback(device.cancel_all_and_flush)
        steps.callback(held.close)


def _all_reasons(error: BaseException) -> str:
    """Say what failed and why, innermost last: picamera2 wraps libcamera's reason in its own."""
    reasons = []
    cause: BaseException | None = error
    while cause is not None:
        reasons.append(str(cause) or type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    return ": ".join(reasons)
