"""One agent a station.

Two would throw each other out at the broker for ever, since both have the station's name, and would
install desired states over each other. The kernel drops the lock (flock(2)) with the process that
holds it; it lies on the data directory itself, so that a full disk is no reason not to start.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.errors import LocalError


@contextmanager
def only_agent(data_dir: Path) -> Iterator[None]:
    """Be the only agent that works on a data directory.

    Raises:
        LocalError: `local.agent_runs` where another one does.
    """
    folder = os.open(data_dir, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LocalError("local.agent_runs", path=str(data_dir)) from error
        yield
    finally:
        os.close(folder)
