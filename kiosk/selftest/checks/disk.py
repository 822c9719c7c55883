"""Whether the data directory can be written, durably and in time, and whether the outbox opens.

The outbox is only read: the station itself moves a broken one aside, a test must not. The
time of an fsync counts, since every scan waits for one: 5 to 50 ms on an SD card, seconds on a worn
one.
"""

import errno
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from daemon.durable import Disk
from kiosk.selftest.context import Context
from kiosk.selftest.report import Finding, failed, ok

PROBE = "selftest-probe.tmp"
WRITES = 5
BLOCK_BYTES = 4096
SLOW_MS = 500.0
LEAST_FREE_MB = 64
_CODES = {
    errno.ENOSPC: "disk.full",
    errno.EDQUOT: "disk.full",
    errno.EROFS: "disk.read_only",
    errno.EACCES: "disk.no_permission",
    errno.EPERM: "disk.no_permission",
}


def check(context: Context, disk: Disk | None = None) -> Finding:
    """Write, wait until it is on the disk, and read the outbox."""
    folder = context.settings.data_dir
    if not folder.is_dir():
        return failed("disk.no_folder", path=str(folder))
    try:
        fsync_ms = time_writes(folder, disk or Disk())
    except OSError as error:
        code = _CODES.get(error.errno or 0, "disk.broken")
        return failed(code, path=str(folder), detail=error.strerror or str(error))
    status = os.statvfs(folder)
    free_mb = status.f_bavail * status.f_frsize // 2**20
    if free_mb < LEAST_FREE_MB:
        return failed("disk.nearly_full", float(free_mb), "MB", path=str(folder))
    if fsync_ms > SLOW_MS:
        return failed("disk.slow", fsync_ms, "ms", free_mb=free_mb)
    trouble = outbox_trouble(context.paths.outbox)
    if trouble:
        return failed("outbox.unreadable", path=str(context.paths.outbox), detail=trouble)
    return ok("disk.ok", fsync_ms, "ms", free_mb=free_mb)


def time_writes(folder: Path, disk: Disk) -> float:
    """Give the median time of a durable write in milliseconds.

    Raises:
        OSError: what the file system says.
    """
    probe = folder / PROBE
    took = []
    try:
        for _ in range(WRITES):
            begun_s = time.perf_counter()
            disk.write(probe, os.urandom(BLOCK_BYTES))
            took.append((time.perf_counter() - begun_s) * 1000)
    finally:
        disk.remove(probe)
    return round(sorted(took)[WRITES // 2], 2)


def outbox_trouble(path: Path) -> str:
    """Say what is wrong with the outbox; nothing, also where there is none yet."""
    if not path.exists():
        return ""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            (found,) = database.execute("PRAGMA quick_check(1)").fetchone()
            database.execute("SELECT count(*) FROM scan").fetchone()
    except sqlite3.Error as error:
        return str(error)
    return "" if found == "ok" else str(found)
