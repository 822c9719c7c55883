"""The ports of this room: a camera that gives frames, and the camera as the station's loop sees it.

`Camera` is what an adapter implements, inside the camera process. `CameraLink` is what the window's
process holds: it never blocks, survives the death of the camera process, and starts it again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

import numpy as np
import numpy.typing as npt

from kiosk.camera.sighting import CameraEvent, Focus, Sighting
from kiosk.settings import CameraSettings

Luma = npt.NDArray[np.uint8]
"""(height, width) uint8 luma; may be a strided view."""
Rgb = npt.NDArray[np.uint8]
"""(height, width, 3) uint8 in the order red, green, blue."""

PREVIEW_WIDTH_PX = 640
PREVIEW_HEIGHT_PX = 480


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a frame stands in a replay.

    Attributes:
        item: number of the picture or video in a round, from 0.
        frame: number of the frame in a video, from 0; None stands for the whole item.
    """

    item: int
    frame: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One picture of the camera.

    The arrays may lie in the driver's memory or in slots of shared memory, and hold until the next
    frame is read: whoever needs one for longer copies it.

    Attributes:
        luma: (height, width) uint8, for decoding.
        preview: (480, 640, 3) uint8 red-green-blue, letterboxed, not mirrored.
        captured_at_s: monotonic time of the exposure.
        live: whether it comes from a sensor, whose noise makes no two frames alike.
        focus: what the lens was doing; None where the camera tells nothing of it.
        place: None where there is nothing to play.
    """

    luma: Luma
    preview: Rgb
    captured_at_s: float
    live: bool = False
    focus: Focus | None = None
    place: Place | None = None


class Camera(Protocol):
    """A source of frames, used as a context manager that opens and closes it.

    Entering raises `CameraError` when it can't start.
    """

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

    def read(self, timeout_s: float) -> Frame:
        """Wait for the next frame.

        Raises:
            CameraError: `camera.timeout` after `timeout_s`, or what broke.
        """
        ...


OpenCamera = Callable[[], Camera]
"""Makes a camera inside the camera process, so it must survive pickling."""


class FrameDecoder(Protocol):
    """Reads codes from the frames of one stream."""

    def decode_frame(self, luma: Luma, *, resting: bool = False) -> tuple[Sighting, ...]:
        """Read the codes of the next frame within its budget.

        Args:
            resting: nothing moves, so that what was hard to read stays so.
        """
        ...


MakeDecoder = Callable[[], FrameDecoder]
"""Makes a decoder inside the camera process, so it must survive pickling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a camera process is started with; survives pickling.

    Attributes:
        settings: name the camera.
        open_camera: opens another one in its place.
        make_decoder: makes another decoder than the station's.
        after: where a replay goes on, behind what was shown when the last process ended.
        trial_s: above 0 where it froze or stalled again; see `kiosk.camera.process.Watcher`.
    """

    settings: CameraSettings
    open_camera: OpenCamera | None = None
    make_decoder: MakeDecoder | None = None
    after: Place | None = None
    trial_s: float = 0.0


class CameraLink(Protocol):
    """The camera process, seen from the window's process; no call of it blocks."""

    def start(self) -> None:
        """Start the camera process."""
        ...

    def poll(self) -> list[CameraEvent]:
        """Give what came since the last call, oldest first; restart the process if it stalls."""
        ...

    def fileno(self) -> int | None:
        """Give a descriptor that is readable when there is something to poll, if there is one."""
        ...

    def preview(self) -> Rgb | None:
        """Give the newest preview picture as a copy, None where there is no new one."""
        ...

    def luma(self) -> Luma | None:
        """Give the newest luma as a copy, None where there is no new one or it is too large."""
        ...

    def stop(self) -> None:
        """End the camera process, by force if it must be."""
        ...
