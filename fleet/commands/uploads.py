"""The folder of the files that stations sent for commands."""

import re
from dataclasses import dataclass
from pathlib import Path

from daemon.durable import Disk, replace_file
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
        replace_file(disk, path, content)

    def remove(self, name: str) -> None:
        """Remove a file; one that isn't there is no error."""
        self.path(name).unlink(missing_ok=True)


def uploads_in(data_dir: Path) -> Uploads:
    """Name the folder of uploads in a data directory."""
    return Uploads(folder=data_dir / "screenshots")
