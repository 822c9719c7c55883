"""A disk whose power goes at a chosen step."""

from pathlib import Path

from daemon.durable import PRIVATE, Disk


class PowerCut(BaseException):
    """The power went; nothing that catches errors may go on."""


class DyingDisk(Disk):
    """Loses power at the n-th step, which is done by half if it writes; no later one is done.

    Args:
        steps: how many steps are still done whole.
    """

    def __init__(self, steps: int) -> None:
        self.left = steps

    def _step(self) -> None:
        if self.left == 0:
            raise PowerCut
        self.left -= 1

    def make_folder(self, path: Path, mode: int = 0o700) -> None:
        """Make a folder, unless the power goes."""
        self._step()
        super().make_folder(path, mode)

    def write(self, path: Path, content: bytes, mode: int = PRIVATE) -> None:
        """Write a file, half of it if the power goes now."""
        if self.left == 0:
            super().write(path, content[: len(content) // 2], mode)
        self._step()
        super().write(path, content, mode)

    def rename(self, source: Path, target: Path) -> None:
        """Rename, unless the power goes."""
        self._step()
        super().rename(source, target)

    def link(self, link: Path, target: str) -> None:
        """Make a link, unless the power goes."""
        self._step()
        super().link(link, target)

    def sync_folder(self, path: Path) -> None:
        """Wait for a folder, unless the power goes."""
        self._step()
        super().sync_folder(path)

    def remove(self, path: Path) -> None:
        """Remove, but one file of a folder only if the power goes now."""
        if self.left == 0 and path.is_dir() and not path.is_symlink():
            for inside in sorted(path.iterdir())[:1]:
                super().remove(inside)
        self._step()
        super().remove(path)
