"""The preview picture, shared between the camera process and the window's process.

Three slots and a running number in shared memory: the writer fills the slot behind the newest one
and then raises the number. A reader copies the newest slot and looks at the number again: if two
newer pictures were begun meanwhile, its copy may be torn, and it takes the next one. On a core that
reorders stores (ARM) the number may overtake the last bytes of its slot by well under a
microsecond; the reader comes to those bytes a hundred microseconds after it has seen the number.

The memory has no name (memfd_create(2)): it is handed to the camera process as a file descriptor
and is gone with the last process that holds it, however that process ends. Its pages are taken when
it is made, so that a lack of memory is an error there and no SIGBUS at the first write.
"""

import mmap
import os

import numpy as np
import numpy.typing as npt

from kiosk.camera.port import PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, Rgb

_SHAPE = (PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, 3)
_BYTES = PREVIEW_HEIGHT_PX * PREVIEW_WIDTH_PX * 3
_HEADER = 64
_SLOTS = 3
_SIZE = _HEADER + _SLOTS * _BYTES
_TRIES = 3


class SharedPreview:
    """Room for three preview pictures in shared memory; a child process inherits its descriptor.

    Args:
        file: descriptor of memory that exists, owned from now on; None makes new memory.
    """

    def __init__(self, file: int | None = None) -> None:
        if file is None:
            file = os.memfd_create("camera-preview", os.MFD_CLOEXEC)
        self._file = file
        try:
            os.posix_fallocate(file, 0, _SIZE)
            self._memory = mmap.mmap(file, _SIZE)
        except OSError:
            os.close(file)
            raise
        self._bytes: npt.NDArray[np.uint8] = np.frombuffer(self._memory, np.uint8)

    def fileno(self) -> int:
        """Give the descriptor of the memory."""
        return self._file

    @property
    def number(self) -> int:
        """How many pictures were written; 0 before the first."""
        return int(self._bytes[:8].view(np.uint64)[0])

    def write(self, picture: Rgb) -> None:
        """Share a (480, 640, 3) uint8 picture; one writer only."""
        number = self.number + 1
        self._slot(number)[...] = picture
        self._bytes[:8].view(np.uint64)[0] = number

    def read(self) -> tuple[int, Rgb] | None:
        """Copy the newest picture, with its number; None before the first or while all are torn."""
        for _ in range(_TRIES):
            before = self.number
            if before == 0:
                return None
            picture = self._slot(before).copy()
            if self.number - before < _SLOTS - 1:
                return before, picture
        return None

    def close(self) -> None:
        """Let go of the memory."""
        self._bytes = np.empty(0, np.uint8)
        if not self._memory.closed:
            self._memory.close()
            os.close(self._file)

    def _slot(self, number: int) -> Rgb:
        offset = _HEADER + number % _SLOTS * _BYTES
        return self._bytes[offset : offset + _BYTES].reshape(_SHAPE)
