"""Run inside of a unit's sandbox: tries what an intruder would, and prints what came of it as JSON.

Needs nothing but Python's standard library. Each attempt gives `done` or the name of the error.
"""

import ctypes
import errno
import json
import mmap
import os
import socket
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
AF_VSOCK = 40

LIBC = ctypes.CDLL(None, use_errno=True)


def write(folder: str) -> Callable[[], object]:
    """Give an attempt to make a file in a folder."""
    return lambda: Path(folder, "intruder").write_text("was here", encoding="utf-8")


def call(name: str, *arguments: int | bytes | None) -> Callable[[], object]:
    """Give an attempt to call a function of the C library that gives -1 where it failed."""

    def attempt() -> None:
        if getattr(LIBC, name)(*arguments) == -1:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))

    return attempt


def suid_file(home: str) -> Callable[[], object]:
    """Give an attempt to leave a program behind that runs as its owner."""

    def attempt() -> None:
        path = Path(home, "suid")
        path.touch()
        path.chmod(0o4755)
        if not path.stat().st_mode & stat.S_ISUID:
            raise PermissionError(errno.EPERM, "the bit was dropped")

    return attempt


def read(path: str) -> Callable[[], object]:
    """Give an attempt to read a file."""
    return lambda: Path(path).read_bytes()


def open_socket(family: int, kind: int = socket.SOCK_DGRAM) -> Callable[[], object]:
    """Give an attempt to open a socket."""
    return lambda: socket.socket(family, kind).close()


def attempts(home: str) -> dict[str, Callable[[], object]]:
    """Give what to try, by name.

    Args:
        home: the folder that the unit may write to.
    """
    return {
        "write /etc": write("/etc"),
        "write /usr": write("/usr/local"),
        "write /opt": write("/opt"),
        "write /var/lib": write("/var/lib"),
        "write settings": write("/etc/tramquet"),
        "write own data": write(home),
        "read /root": lambda: list(Path("/root").iterdir()),
        "read shadow": read("/etc/shadow"),
        "see process 1": read("/proc/1/comm"),
        "read memory": read("/proc/meminfo"),
        "new user namespace": call("unshare", CLONE_NEWUSER),
        "new network namespace": call("unshare", CLONE_NEWNET),
        "mount": call("mount", b"none", b"/mnt", b"tmpfs", 0, None),
        "device node": lambda: os.mknod(f"{home}/null", stat.S_IFCHR | 0o600, os.makedev(1, 3)),
        "host name": call("sethostname", b"mine", 4),
        "clock": lambda: time.clock_settime(time.CLOCK_REALTIME, time.time()),
        "suid file": suid_file(home),
        "packet socket": open_socket(socket.AF_PACKET),
        "netlink socket": open_socket(socket.AF_NETLINK, socket.SOCK_RAW),
        "vsock socket": open_socket(AF_VSOCK, socket.SOCK_STREAM),
        "internet socket": open_socket(socket.AF_INET),
        "other user": lambda: os.setuid(0),
        "writable code": lambda: mmap.mmap(
            -1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC
        ),
    }


def main() -> None:
    """Try everything."""
    found = {}
    for name, attempt in attempts(sys.argv[1]).items():
        try:
            attempt()
        except OSError as error:
            found[name] = errno.errorcode.get(error.errno or 0, "OSError")
        else:
            found[name] = "done"
    print(json.dumps(found))  # noqa: T201 - the test reads it


if __name__ == "__main__":
    main()
