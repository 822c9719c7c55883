"""The camera's newest pictures, shared between the camera process and the window's process.

Preview and luma each have three slots and a running number in shared memory: the writer fills the
slot behind the newest one and then raises the number. A reader copies the newest slot and looks at
the number again: if two newer pictures were begun meanwhile, its copy may be torn, and it takes the
next one. On a core that reorders stores (ARM) the number may overtake the last bytes of its slot by
well under a microsecond; the reader comes to those bytes some microseconds after it has seen the
number, since it has asked for memory for its copy in between.

Writing into its slot is the one copy that is made of a picture: the camera process itself goes on
with the slot, which stays as it is until two more frames were written. A luma of more than
`LUMA_MAX_PX` isn't shared; whoever asks for one is told that there is none.

The memory has no name (memfd_create(2)): it is handed to the camera process as a file descriptor
and is gone with the last process that holds it, however that process ends. Its pages are taken when
it is made, so that a lack of memory is an error there and no SIGBUS at the first write.
"""

import mmap
import os
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from kiosk.camera.port import PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, Frame, Luma, Place, Rgb

LUMA_MAX_PX = 1920 * 1440
"""A picture of 1920x1080 with the bars that give it the preview's shape."""

Picture = npt.NDArray[np.uint8]

_SLOTS = 3
_TRIES = 3
_HEAD = 64
_PREVIEW_BYTES = PREVIEW_HEIGHT_PX * PREVIEW_WIDTH_PX * 3
_PREVIEW_AT = 3 * _HEAD
_LUMA_AT = _PREVIEW_AT + _SLOTS * _PREVIEW_BYTES
_SIZE = _LUMA_AT + _SLOTS * LUMA_MAX_PX
_WHOLE = 2**32 - 1
_NOWHERE = Place(item=-1)


class Ring:
    """Three slots for pictures of one kind, and how many were written.

    Args:
        head: 64 bytes for the number and the size of each slot's picture.
        slots: room for three pictures.
        channels: third axis of a picture; 0 where it has none.
    """

    def __init__(self, head: Picture, slots: Picture, channels: int) -> None:
        self._number = head[:8].view(np.uint64)
        # Height and width in one number, so that no reader sees those of two pictures.
        self._sizes = head[8 : 8 + 8 * _SLOTS].view(np.uint64)
        self._slots = slots.reshape(_SLOTS, -1)
        self._channels = channels

    @property
    def number(self) -> int:
        """How many pictures were written; 0 before the first."""
        return int(self._number[0])

    def write(self, picture: Picture) -> Picture:
        """Share a picture and give it as it lies in its slot; one writer only."""
        number = self.number + 1
        height_px, width_px = picture.shape[:2]
        self._sizes[number % _SLOTS] = height_px << 32 | width_px
        slot = self._slot(number)
        slot[...] = picture
        self._number[0] = number
        return slot

    def read(self, seen: int) -> tuple[int, Picture] | None:
        """Copy the newest picture, with its number; None where it was seen, or while all are torn.

        Args:
            seen: number of the newest picture that the reader has; 0 for none.
        """
        for _ in range(_TRIES):
            before = self.number
            if before in {0, seen}:
                return None
            picture = self._slot(before).copy()
            if self.number - before < _SLOTS - 1:
                return before, picture
        return None

    def _slot(self, number: int) -> Picture:
        height_px, width_px = divmod(int(self._sizes[number % _SLOTS]), 1 << 32)
        shape = (height_px, width_px, self._channels) if self._channels else (height_px, width_px)
        return self._slots[number % _SLOTS, : int(np.prod(shape))].reshape(shape)


class SharedPictures:
    """Room for three previews and three lumas; a child process inherits its descriptor.

    Args:
        file: descriptor of memory that exists, owned from now on; None makes new memory.
    """

    def __init__(self, file: int | None = None) -> None:
        if file is None:
            file = os.memfd_create("camera-pictures", os.MFD_CLOEXEC)
        self._file: int | None = file
        try:
            os.posix_fallocate(file, 0, _SIZE)
            memory = np.frombuffer(mmap.mmap(file, _SIZE), np.uint8)
        except OSError:
            os.close(file)
            raise
        self._place = memory[:8].view(np.uint32)
        self._preview = Ring(memory[_HEAD : 2 * _HEAD], memory[_PREVIEW_AT:_LUMA_AT], 3)
        self._luma = Ring(memory[2 * _HEAD : 3 * _HEAD], memory[_LUMA_AT:], 0)

    def fileno(self) -> int:
        """Give the descriptor of the memory.

        Raises:
            ValueError: it was closed.
        """
        if self._file is None:
            raise ValueError("the shared memory is closed")
        return self._file

    @property
    def frames(self) -> int:
        """How many frames were written, by all camera processes."""
        return self._preview.number

    @property
    def place(self) -> Place | None:
        """Where in a replay the newest frame stands."""
        item, frame = map(int, self._place)
        return Place(item=item - 1, frame=None if frame == _WHOLE else frame) if item else None

    def write(self, frame: Frame) -> Frame:
        """Share a frame's pictures; one writer only.

        Returns:
            The frame with its shared pictures in the place of its own, its luma then contiguous;
            they hold until two more frames are written.
        """
        place = frame.place or _NOWHERE
        self._place[:] = (place.item + 1, _WHOLE if place.frame is None else place.frame)
        luma = frame.luma
        if luma.size <= LUMA_MAX_PX:
            luma = self._luma.write(luma)
        return replace(frame, luma=luma, preview=self._preview.write(frame.preview))

    def preview(self, seen: int) -> tuple[int, Rgb] | None:
        """Copy the newest preview; see `Ring.read`."""
        return self._preview.read(seen)

    def luma(self, seen: int) -> tuple[int, Luma] | None:
        """Copy the newest luma; see `Ring.read`."""
        return self._luma.read(seen)

    def close(self) -> None:
        """Let go of the memory, which goes once nobody looks at its pictures any more."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
            nothing = np.zeros(_HEAD, np.uint8)
            self._preview = self._luma = Ring(nothing, np.empty(0, np.uint8), 0)
            self._place = nothing[:8].view(np.uint32)
