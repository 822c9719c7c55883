"""One process for each task that two would spoil for each other.

A second `fleet serve` on a data directory would write the same broker's files and certificates, and
the broker throws out whichever of two of one name came first. The kernel drops a lock (flock(2))
with the process that holds it, so that none is left behind.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from fleet.errors import Unavailable
from fleet.settings import Settings


@contextmanager
def only_owner(settings: Settings) -> Iterator[None]:
    """Be the only process that does everything on a data directory.

    Raises:
        Unavailable: `data_dir.in_use` where another one does; `data_dir.unusable`.
    """
    with _held(settings, "serve.lock", "data_dir.in_use"):
        yield


@contextmanager
def only_bearer(settings: Settings, role: str) -> Iterator[None]:
    """Be the only process of a role that bears its name.

    Raises:
        Unavailable: `worker.in_use` where another one bears it; `data_dir.unusable`.
    """
    with _held(settings, f"{settings.worker}.{role}.lock", "worker.in_use"):
        yield


@contextmanager
def _held(settings: Settings, name: str, taken: str) -> Iterator[None]:
    folder = settings.data_dir
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise Unavailable("data_dir.unusable", path=str(folder), detail=str(error)) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Unavailable(taken, path=str(folder), worker=settings.worker) from error
        yield
    finally:
        os.close(descriptor)
