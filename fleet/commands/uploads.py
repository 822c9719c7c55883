"""The folder of the files that stations sent for commands."""

import re
import secrets
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from daemon.durable import Disk
from fleet.errors import NotThere

_NAME = re.compile(r"[0-9a-f-]{36}\.png")


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploads:
    """The folder."""

    folder: Path

    def path(self, name: str) -> Path:
        """Name a file in it.

        Raises:
            NotThere: `upload.unknown`.
        """
        if not _NAME.fullmatch(name):
            raise NotThere("upload.unknown", name=name[:100])
        return self.folder / name

    def write(self, name: str, content: bytes) -> None:
        """Write a file so that it is there whole or not at all; blocks for a disk flush."""
        path = self.path(name)
        disk = Disk()
        disk.make_folder(self.folder)
        # A station that sends a picture again may do so before the first is written.
        part = self.folder / f".part-{secrets.token_hex(8)}"
        try:
            disk.write(part, content)
            disk.rename(part, path)
        except OSError:
            disk.remove(part)
            raise
        disk.sync_folder(self.folder)

    def remove(self, name: str) -> None:
        """Remove a file; one that isn't there is no error."""
        self.path(name).unlink(missing_ok=True)

    def sweep(self, kept: AbstractSet[str], before: datetime) -> int:
        """Remove what a process left that died, and give how many files.

        Args:
            kept: names of files that stay.
            before: when a file must have been written; a younger one may not be noted yet.
        """
        if not self.folder.is_dir():
            return 0
        removed = 0
        for path in self.folder.iterdir():
            # Another process may remove it at this moment.
            with suppress(FileNotFoundError):
                if path.name not in kept and path.stat().st_mtime < before.timestamp():
                    path.unlink()
                    removed += 1
        return removed


def uploads_in(data_dir: Path) -> Uploads:
    """Name the folder of uploads in a data directory."""
    return Uploads(folder=data_dir / "screenshots")
