"""The socket's address, also below a data directory whose path is long.

The kernel takes at most 107 bytes as the path of a Unix socket (unix(7)); through /proc/self/fd the
folder's descriptor stands for its path.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def short_address(path: Path) -> Iterator[str]:
    """Give an address of `path` that is short enough, valid inside the block only."""
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


def listen(path: Path, backlog: int) -> socket.socket:
    """Open a listening socket that only this user may connect to; what bore the name goes."""
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        # Linux takes the mode of the name from the socket's own, less the umask.
        os.fchmod(listener.fileno(), 0o600)
        with short_address(path) as address:
            listener.bind(address)
        listener.listen(backlog)
        listener.settimeout(0)
    except OSError:
        listener.close()
        raise
    return listener
