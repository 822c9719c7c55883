"""Faults that cameras really have, for a simulator to show.

`FaultyCamera` stands between the camera process and any camera and lets one of them happen from a
given frame on.
"""

import ctypes
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from types import TracebackType
from typing import Self

import numpy as np

from kiosk.camera.port import Camera, Frame
from kiosk.errors import CameraError


class FaultKind(StrEnum):
    """What goes wrong."""

    REFUSE = "refuse"
    """It can't be opened."""
    STALL = "stall"
    """Reading never comes back, in spite of its time limit (as libcamera does)."""
    SILENT = "silent"
    """Every read ends with its time limit."""
    UNPLUG = "unplug"
    """Reading fails at once."""
    BLACK = "black"
    CRASH = "crash"
    """The process dies of a segmentation fault."""
    SLOW = "slow"
    """Each frame takes half a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault from one frame on.

    Attributes:
        at_frame: number of the first frame that it hits, counted from 0.
        frames: how many frames it lasts; None for ever.
    """

    kind: FaultKind
    at_frame: int = 0
    frames: int | None = None


class FaultyCamera:
    """A camera with a fault.

    Args:
        camera: the camera behind it.
        sleep: waits some seconds.
    """

    def __init__(
        self, camera: Camera, fault: Fault, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._camera = camera
        self._fault = fault
        self._sleep = sleep
        self._frame = -1

    def __enter__(self) -> Self:
        if self._fault.kind is FaultKind.REFUSE:
            raise CameraError("camera.refused", detail="the simulator was told to")
        self._camera.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._camera.__exit__(kind, error, traceback)

    def read(self, timeout_s: float) -> Frame:
        """Read a frame, or show the fault.

        Raises:
            CameraError: what the camera raises; `camera.timeout`, `camera.unplugged`.
        """
        self._frame += 1
        frame = self._camera.read(timeout_s)
        last = self._fault.at_frame + (self._fault.frames or 2**62)
        return self._show(frame, timeout_s) if self._fault.at_frame <= self._frame < last else frame

    def _show(self, frame: Frame, timeout_s: float) -> Frame:
        match self._fault.kind:
            case FaultKind.STALL:
                while True:
                    self._sleep(3600)
            case FaultKind.SILENT:
                self._sleep(timeout_s)
                raise CameraError("camera.timeout", timeout_s=timeout_s)
            case FaultKind.UNPLUG:
                raise CameraError("camera.unplugged")
            case FaultKind.BLACK:
                return replace(
                    frame, luma=np.zeros_like(frame.luma), preview=np.zeros_like(frame.preview)
                )
            case FaultKind.CRASH:
                ctypes.string_at(0)
            case FaultKind.SLOW:
                self._sleep(0.5)
            case FaultKind.REFUSE:
                pass
        return frame
