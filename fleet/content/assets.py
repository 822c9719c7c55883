"""Files named by their content: pictures and documents that stations fetch.

They lie in `assets/ab/abcdef...` of the data directory. A file is there whole or not at all, and
never changes, so several processes may write the same one at the same time.
"""

import hashlib
import re
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from contract.desired import Artifact
from daemon.durable import Disk
from fleet.errors import NotThere

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """The folder of assets."""

    folder: Path

    def path(self, sha256: str) -> Path:
        """Name the file of a hash, whether or not it is there.

        Raises:
            NotThere: `asset.unknown` where the text is no hash.
        """
        if not _SHA256.fullmatch(sha256):
            raise NotThere("asset.unknown", sha256=sha256[:64])
        return self.folder / sha256[:2] / sha256

    def find(self, sha256: str) -> Path:
        """Name the file of a hash.

        Raises:
            NotThere: `asset.unknown`.
        """
        path = self.path(sha256)
        if not path.is_file():
            raise NotThere("asset.unknown", sha256=sha256[:64])
        return path

    def add(self, content: bytes) -> Artifact:
        """Keep a file; one that is there already stays as it is. Blocks for a disk flush."""
        artifact = Artifact(sha256=hashlib.sha256(content).hexdigest(), size=len(content))
        path = self.path(artifact.sha256)
        if path.is_file():
            # Used again: `forget` counts from here.
            path.touch()
        else:
            _write(path, content)
        return artifact

    def forget(self, named: Collection[str], *, older_than: datetime) -> int:
        """Remove files that aren't named and were last added long enough ago; give how many."""
        removed = 0
        for path in self.folder.glob("??/*"):
            added_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            if path.name not in named and added_at < older_than:
                path.unlink()
                removed += 1
        return removed


def find_in(folders: Iterable[Assets], sha256: str) -> Path:
    """Name the file of a hash in the first folder that has it.

    Raises:
        NotThere: `asset.unknown`.
    """
    for assets in folders:
        if assets.path(sha256).is_file():
            return assets.path(sha256)
    raise NotThere("asset.unknown", sha256=sha256[:64])


def assets_in(data_dir: Path) -> Assets:
    """Name the folder of assets in a data directory."""
    return Assets(folder=data_dir / "assets")


def bundle_assets_in(data_dir: Path) -> Assets:
    """Name the folder of what bundles are made of, which is forgotten again."""
    return Assets(folder=data_dir / "bundles")


def _write(path: Path, content: bytes) -> None:
    disk = Disk()
    disk.make_folder(path.parent, 0o755)
    # Another process may write the same file at the same moment, so each has a name of its own.
    partial = path.with_name(f".part-{secrets.token_hex(8)}")
    try:
        disk.write(partial, content)
        disk.rename(partial, path)
    finally:
        disk.remove(partial)
    disk.sync_folder(path.parent)
