"""Faults that cameras really have, for a simulator to show.

`FaultyCamera` stands between the camera process and any camera and lets them happen at the frames
that a `Script` names. A process that is killed for a fault would begin the script again; with a
file for its `progress`, the next process goes on with it where the last one was, and whoever writes
into that file moves the script.
"""

import ctypes
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self, assert_never

import numpy as np

from kiosk.camera.port import Camera, Frame
from kiosk.errors import CameraError

_COUNT_BYTES = 8


class FaultKind(StrEnum):
    """What goes wrong."""

    REFUSE = "refuse"
    """It can't be opened; each try counts as a frame."""
    STALL = "stall"
    """Reading never comes back, in spite of its time limit (as libcamera does)."""
    SILENT = "silent"
    """Every read ends with its time limit."""
    UNPLUG = "unplug"
    """Reading fails at once, and so does opening, each try of which counts as a frame."""
    BLACK = "black"
    FROZEN = "frozen"
    """The sensor gives the frame before it again and again."""
    TORN = "torn"
    """The lower half of a frame is still that of the frame before it."""
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

    def hits(self, frame: int) -> bool:
        """Say whether it shows at a frame."""
        since = frame - self.at_frame
        return since >= 0 and (self.frames is None or since < self.frames)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What goes wrong and when; survives pickling.

    Attributes:
        faults: where two hit the same frame, the first of them shows.
        progress: file that keeps the number of the next frame; None counts from 0.
    """

    faults: tuple[Fault, ...]
    progress: Path | None = None

    def at(self, frame: int) -> FaultKind | None:
        """Give what is wrong at a frame."""
        return next((fault.kind for fault in self.faults if fault.hits(frame)), None)


class FaultyCamera:
    """A camera with faults.

    Args:
        camera: the camera behind it.
        sleep: waits some seconds.
    """

    def __init__(
        self, camera: Camera, script: Script, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._camera = camera
        self._script = script
        self._sleep = sleep
        self._frame = read_progress(script.progress) if script.progress else 0
        kinds = {fault.kind for fault in script.faults}
        self._looks_back = bool(kinds & {FaultKind.FROZEN, FaultKind.TORN})
        self._before: Frame | None = None

    def __enter__(self) -> Self:
        match self._script.at(self._frame):
            case FaultKind.REFUSE:
                self._count()
                raise CameraError("camera.refused", detail="the simulator was told to")
            case FaultKind.UNPLUG:
                self._count()
                raise CameraError("camera.not_found", detail="the simulator was told to")
            case _:
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
        frame = self._camera.read(timeout_s)
        if self._script.progress is not None:
            self._frame = read_progress(self._script.progress)
        fault = self._script.at(self._frame)
        self._count()
        shown = self._show(fault, frame, timeout_s) if fault else frame
        if self._looks_back:
            self._remember(shown if fault is FaultKind.FROZEN else frame)
        return shown

    def _show(self, fault: FaultKind, frame: Frame, timeout_s: float) -> Frame:
        match fault:
            case FaultKind.STALL | FaultKind.SILENT | FaultKind.UNPLUG | FaultKind.CRASH:
                self._fail(fault, timeout_s)
            case FaultKind.BLACK:
                return replace(
                    frame, luma=np.zeros_like(frame.luma), preview=np.zeros_like(frame.preview)
                )
            case FaultKind.FROZEN:
                # Only of a sensor is it known that it never gives the same picture twice.
                last = self._before or frame
                return replace(frame, luma=last.luma, preview=last.preview, live=True)
            case FaultKind.TORN:
                return torn(frame, self._before or frame)
            case FaultKind.SLOW:
                self._sleep(0.5)
            case FaultKind.REFUSE:
                pass
            case _:
                assert_never(fault)
        return frame

    def _fail(self, fault: FaultKind, timeout_s: float) -> None:
        """Give no frame."""
        if fault is FaultKind.CRASH:
            ctypes.string_at(0)
        while fault is FaultKind.STALL:
            self._sleep(3600)
        if fault is FaultKind.SILENT:
            self._sleep(timeout_s)
            raise CameraError("camera.timeout", timeout_s=timeout_s)
        raise CameraError("camera.unplugged")

    def _remember(self, frame: Frame) -> None:
        if self._before is None or frame.luma is not self._before.luma:
            self._before = replace(frame, luma=frame.luma.copy(), preview=frame.preview.copy())

    def _count(self) -> None:
        self._frame += 1
        if self._script.progress is not None:
            write_progress(self._script.progress, self._frame)


def torn(frame: Frame, before: Frame) -> Frame:
    """Put the lower half of one frame under the upper half of another of the same size."""
    luma, preview = frame.luma.copy(), frame.preview.copy()
    if before.luma.shape == luma.shape:
        luma[luma.shape[0] // 2 :] = before.luma[luma.shape[0] // 2 :]
    preview[preview.shape[0] // 2 :] = before.preview[preview.shape[0] // 2 :]
    return replace(frame, luma=luma, preview=preview)


def write_progress(file: Path, frames: int) -> None:
    """Keep how many frames were shown, in one write, since a kill may come at any time."""
    opened = os.open(file, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.write(opened, frames.to_bytes(_COUNT_BYTES, "little"))
    finally:
        os.close(opened)


def read_progress(file: Path) -> int:
    """Read how many frames were shown so far; 0 where there was none."""
    if not file.exists():
        return 0
    return int.from_bytes(file.read_bytes()[:_COUNT_BYTES], "little")
