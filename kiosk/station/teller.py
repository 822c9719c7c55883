"""Tells the service manager that the window's loop turns, and how the station is.

The station is ready once its first picture is on the screen. A camera that is away is a thing to
say, here and on the screen, and no reason to be restarted.
"""

from daemon.watchdog import Supervisor

LIMIT_S = 20.0
"""The longest turn: a worn SD card was seen to hold up a commit for seconds."""


class Teller:
    """Belongs to the loop's thread."""

    def __init__(self, supervisor: Supervisor) -> None:
        self._supervisor = supervisor
        self._pulse = supervisor.pulse("window", limit_s=LIMIT_S)

    def turned(self, *, is_drawn: bool, camera: str, outbox: str) -> None:
        """Note a turn.

        Args:
            is_drawn: whether a picture has ever been drawn.
            camera: `up`, `starting` or why there is none.
            outbox: `ok` or why scans aren't stored.
        """
        self._pulse.beat()
        if is_drawn:
            status = f"window open, camera {camera}, outbox {outbox}"
            self._supervisor.ready(status)
            self._supervisor.status(status)

    def ending(self) -> None:
        """Note that no turn follows."""
        self._pulse.end()
        self._supervisor.stopping()
