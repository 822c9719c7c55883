"""The preview picture, shared between the camera process and the window's process.

Three slots and a running number in shared memory: the writer fills the slot behind the newest one
and then raises the number. A reader copies the newest slot and looks at the number again: if two
newer pictures were begun meanwhile, its copy may be torn, and it takes the next one.
"""

from multiprocessing.shared_memory import SharedMemory

import numpy as np
import numpy.typing as npt

from kiosk.camera.port import PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, Rgb

_SHAPE = (PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, 3)
_BYTES = PREVIEW_HEIGHT_PX * PREVIEW_WIDTH_PX * 3
_HEADER = 64
_SLOTS = 3
_TRIES = 3


class SharedPreview:
    """Room for three preview pictures in shared memory.

    Args:
        name: of memory that exists; None makes new memory, whose maker must `unlink` it.
    """

    def __init__(self, name: str | None = None) -> None:
        size = _HEADER + _SLOTS * _BYTES
        self._memory = SharedMemory(name=name, create=name is None, size=size)
        self._bytes: npt.NDArray[np.uint8] = np.ndarray(size, np.uint8, self._memory.buf)

    @property
    def name(self) -> str:
        """The name under which another process finds this memory."""
        return self._memory.name

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
        self._memory.close()

    def unlink(self) -> None:
        """Let go of the memory and give it back to the system."""
        self.close()
        self._memory.unlink()

    def _slot(self, number: int) -> Rgb:
        offset = _HEADER + number % _SLOTS * _BYTES
        return self._bytes[offset : offset + _BYTES].reshape(_SHAPE)
