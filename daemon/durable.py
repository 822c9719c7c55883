"""Files that survive a power cut: whole and new, or whole and old.

A file's bytes are safe after fsync of the file, its name only after fsync of its folder; rename(2)
replaces a name in one step. Each method of `Disk` is one such step, so that a test can cut the
power between any two of them.
"""

import os
import shutil
from pathlib import Path

PRIVATE = 0o600
TEMPORARY = ".tmp"
"""Ending of a file that isn't finished; whatever bears it after a restart is rubbish."""


class Disk:
    """The steps of which every durable change is made."""

    def make_folder(self, path: Path, mode: int = 0o700) -> None:
        """Make a folder, with those above it, if it isn't there."""
        path.mkdir(mode=mode, parents=True, exist_ok=True)

    def write(self, path: Path, content: bytes, mode: int = PRIVATE) -> None:
        """Write a file and wait until its bytes are on the disk; its name may still be lost."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC
        with open(os.open(path, flags, mode), "wb") as file:  # noqa: PTH123 - Path.open has no mode
            os.fchmod(file.fileno(), mode)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def rename(self, source: Path, target: Path) -> None:
        """Give a file or link its final name, in one step, replacing what bore it."""
        source.replace(target)

    def link(self, link: Path, target: str) -> None:
        """Make a symbolic link; one that is there is removed first."""
        link.unlink(missing_ok=True)
        link.symlink_to(target)

    def sync_folder(self, path: Path) -> None:
        """Wait until the names in a folder are on the disk."""
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def remove(self, path: Path) -> None:
        """Remove a file, a link, or a folder with all in it; nothing there is no error."""
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def replace_file(disk: Disk, path: Path, content: bytes, mode: int = PRIVATE) -> None:
    """Replace a file's content: after a power cut it is whole and old, or whole and new."""
    temporary = path.with_name(path.name + TEMPORARY)
    disk.write(temporary, content, mode)
    disk.rename(temporary, path)
    disk.sync_folder(path.parent)


def replace_link(disk: Disk, link: Path, target: str) -> None:
    """Let a symbolic link point elsewhere, in one step."""
    temporary = link.with_name(link.name + TEMPORARY)
    disk.link(temporary, target)
    disk.rename(temporary, link)
    disk.sync_folder(link.parent)
