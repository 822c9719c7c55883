"""Between two turns the loop sleeps, and here is what wakes it.

The camera's pipe and the bell, which the threads of the station ring, wake it at once. SDL has no
descriptor to wait for: `pygame.event.wait` asks each millisecond and costs 1.7 % of a core, so
here the window is asked 25 times a second whether anything was touched, which costs 0.1 %.
"""

import contextlib
import select
import socket
from collections.abc import Callable

from kiosk.clock import Clock

TOUCH_EVERY_S = 0.04
"""A touch waits at most so long, less than what a hand notices (60 ms)."""


class Bell:
    """Wakes the loop; any thread and any signal handler may ring."""

    def __init__(self) -> None:
        self._inside, self._rope = socket.socketpair()
        self._inside.settimeout(0)
        self._rope.settimeout(0)

    def ring(self) -> None:
        """Wake the loop, or keep it from falling asleep; after `close` it does nothing."""
        # Full: it is ringing already. Closed: nobody is there to hear it.
        with contextlib.suppress(OSError):
            self._rope.send(b"!")

    def fileno(self) -> int:
        """Give the descriptor that is readable while it rings."""
        return self._inside.fileno()

    def silence(self) -> None:
        """Stop ringing."""
        with contextlib.suppress(BlockingIOError):
            self._inside.recv(4096)

    def close(self) -> None:
        """Take it down."""
        self._inside.close()
        self._rope.close()


class Pacer:
    """Waits between turns; main thread only.

    Args:
        camera: gives the descriptor that is readable when the camera has told something.
        touched: says whether the window has something for us; doesn't wait.
    """

    def __init__(
        self,
        clock: Clock,
        bell: Bell,
        camera: Callable[[], int | None],
        touched: Callable[[], bool],
    ) -> None:
        self._clock = clock
        self._bell = bell
        self._camera = camera
        self._touched = touched

    def wait(self, until_s: float) -> None:
        """Wait until something happens, at most until a monotonic time."""
        poll = select.poll()
        poll.register(self._bell, select.POLLIN)
        camera = self._camera()
        if camera is not None:
            poll.register(camera, select.POLLIN)
        while (left_s := until_s - self._clock.monotonic_s()) > 0:
            # Rounded up, so that the last slice isn't followed by empty ones of less than 1 ms.
            woken = poll.poll(min(left_s, TOUCH_EVERY_S) * 1000 + 1)
            if woken or self._touched():
                break
        self._bell.silence()
