"""Has the station's own program draw its window, as a process of its own.

`fleet` never imports `kiosk`; it runs `kiosk render`, which is there where the extra `kiosk` is
installed in the same environment. Facts: the limits are set by `prlimit` (util-linux), and the
kernel holds them, whatever the program does; SIGXFSZ ends a process whose output grows too long.
Input and output are files in memory (`memfd_create`): no pipe that could fill, nothing on a disk.
"""

import logging
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from contract.window import MISSING_STATUS
from fleet.errors import TooMany, Unavailable

KIOSK = (sys.executable, "-I", "-m", "kiosk", "render", "-")
TIMEOUT_S = 15.0
"""Drawing takes 1.3 s where nothing else runs, most of it for loading the program."""
CPU_S = 20
MEMORY_BYTES = 512 * 1024 * 1024
"""Of addresses; it was seen to do with 200 MB."""
MAX_PICTURE_BYTES = 8 * 1024 * 1024
MOST_WAITING = 4
PNG = b"\x89PNG\r\n\x1a\n"

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Windows:
    """Draws windows one at a time; few may wait, whoever comes then is sent away.

    Args:
        command: reads an order (`contract.window`) and writes a PNG.
    """

    command: Sequence[str] = KIOSK
    timeout_s: float = TIMEOUT_S
    memory_bytes: int = MEMORY_BYTES
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _places: threading.Semaphore = field(
        default_factory=lambda: threading.Semaphore(1 + MOST_WAITING)
    )

    def draw(self, order: bytes) -> bytes:
        """Draw an order as PNG; blocks for seconds.

        Raises:
            Unavailable: `window.not_installed`, `window.slow`, `window.failed`.
            TooMany: `window.busy`.
        """
        with self._place():
            return self._drawn(order)

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise TooMany("window.busy", wait_s=int(self.timeout_s))
        try:
            with self._turn:
                yield
        finally:
            self._places.release()

    def _drawn(self, order: bytes) -> bytes:
        with _memory("order") as given, _memory("picture") as taken, _memory("words") as said:
            given.write(order)
            given.seek(0)
            status = self._run(given, taken, said)
            if status == 0:
                picture = _content(taken, MAX_PICTURE_BYTES)
                if picture.startswith(PNG):
                    return picture
            if status == MISSING_STATUS:
                raise Unavailable("window.not_installed")
            words = _content(said, 2000).decode(errors="replace").strip()[-500:]
            raise Unavailable("window.failed", status=status, said=words)

    def _run(self, given: BinaryIO, taken: BinaryIO, said: BinaryIO) -> int:
        try:
            process = subprocess.Popen(
                [*self._limits(), *self.command],
                stdin=given,
                stdout=taken,
                stderr=said,
                # No secret of ours is told; without a home nothing of an account's is read.
                env={"PATH": os.defpath, "LANG": "C.UTF-8"},
                cwd="/",
                start_new_session=True,
            )
        except OSError as error:
            raise Unavailable("window.failed", detail=str(error)) from error
        try:
            return process.wait(self.timeout_s)
        except subprocess.TimeoutExpired as error:
            raise Unavailable("window.slow", timeout_s=self.timeout_s) from error
        finally:
            process.kill()
            process.wait()

    def _limits(self) -> Sequence[str]:
        prlimit = shutil.which("prlimit", path=os.defpath)
        if prlimit is None:
            raise Unavailable("window.no_prlimit")
        return (
            prlimit,
            f"--as={self.memory_bytes}",
            f"--cpu={CPU_S}",
            f"--fsize={MAX_PICTURE_BYTES}",
            "--core=0",
            "--",
        )


@contextmanager
def _memory(name: str) -> Iterator[BinaryIO]:
    with os.fdopen(os.memfd_create(name), "w+b", buffering=0) as stream:
        yield stream


def _content(stream: BinaryIO, most: int) -> bytes:
    stream.seek(0)
    return stream.read(most)
