"""Whether a service manager starts this process again when it ends.

systemd gives its own services NOTIFY_SOCKET where they are of type notify, and SYSTEMD_EXEC_PID
with the process that it started (systemd.exec(5), since 248). INVOCATION_ID says nothing: the
terminals of a desktop inherit it.
"""

from collections.abc import Mapping

from daemon.notify import NOTIFY_SOCKET

EXEC_PID = "SYSTEMD_EXEC_PID"


def is_managed(environment: Mapping[str, str], *, pid: int) -> bool:
    """Say whether this process is a service; ask before `Notifier.take` empties the environment.

    Args:
        pid: of this process.
    """
    return bool(environment.get(NOTIFY_SOCKET)) or environment.get(EXEC_PID) == str(pid)
