"""What a process tells the service manager that started it: sd_notify(3), without its library.

systemd names a datagram socket in NOTIFY_SOCKET, and in WATCHDOG_USEC how often it wants to hear
that all is well, for the process in WATCHDOG_PID (sd_watchdog_enabled(3)). `WATCHDOG=trigger` has
it act at once (systemd 243). Without such a socket, as on a laptop, nothing is said. When to say
what is decided by `daemon.watchdog`.
"""

import logging
import socket
from collections.abc import MutableMapping

NOTIFY_SOCKET = "NOTIFY_SOCKET"
WATCHDOG_USEC = "WATCHDOG_USEC"
WATCHDOG_PID = "WATCHDOG_PID"
SEND_TIMEOUT_S = 0.5
"""A service manager that doesn't read must not stop the window."""

_log = logging.getLogger(__name__)


class Notifier:
    """Speaks to the service manager; may be used from any thread.

    Args:
        address: a path, or @ and a name in the abstract namespace (unix(7)); None says nothing.
        watchdog_s: how often `alive` has to be said at least; None where nobody waits for it.
    """

    def __init__(self, address: str | None, *, watchdog_s: float | None = None) -> None:
        self._address = address
        self._heard = True
        self.watchdog_s = watchdog_s if address else None

    @classmethod
    def take(cls, environment: MutableMapping[str, str], *, pid: int) -> "Notifier":
        """Read the environment, and take out of it what our children must not answer.

        Mosquitto, for one, says READY on its own behalf where it finds a NOTIFY_SOCKET.

        Args:
            pid: of this process; a watchdog that waits for another isn't ours.
        """
        address = environment.pop(NOTIFY_SOCKET, None)
        microseconds = environment.pop(WATCHDOG_USEC, "")
        waited_for = environment.pop(WATCHDOG_PID, str(pid))
        if not microseconds or waited_for != str(pid):
            return cls(address)
        if not (microseconds.isdecimal() and int(microseconds) > 0):
            _log.error("no watchdog: %s=%r is no count of us", WATCHDOG_USEC, microseconds[:40])
            return cls(address)
        return cls(address, watchdog_s=int(microseconds) / 1e6)

    def ready(self, status: str) -> None:
        """Say that the process is up."""
        self._send("READY=1", _status(status))

    def status(self, status: str) -> None:
        """Say in a line how the process is."""
        self._send(_status(status))

    def alive(self) -> None:
        """Say that all is well; to be said within each `watchdog_s`."""
        self._send("WATCHDOG=1")

    def hung(self, status: str) -> None:
        """Ask to be killed and started again at once."""
        self._send("WATCHDOG=trigger", _status(status))

    def stopping(self) -> None:
        """Say that the process is ending."""
        self._send("STOPPING=1", _status("ending"))

    def _send(self, *lines: str) -> None:
        if self._address is None:
            return
        address = self._address
        if address.startswith("@"):
            address = "\0" + address[1:]
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sender:
                sender.settimeout(SEND_TIMEOUT_S)
                sender.sendto("\n".join(lines).encode(), address)
        except OSError as error:
            if self._heard:
                _log.warning("the service manager at %s can't be told: %s", self._address, error)
            self._heard = False
        else:
            self._heard = True


def _status(text: str) -> str:
    return "STATUS=" + " ".join(text.split())
