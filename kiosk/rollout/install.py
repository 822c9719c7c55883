"""Putting a desired state in force: whenever the power goes, the old one or the new one is.

Order: all files of the numbered folder with fsync, the folder, `COMPLETE`, the folder again, then
the link by rename and its folder. The two states before the one in force are kept for whoever has
to find out what happened; older ones go, and content that no kept state names goes with them.
"""

from pathlib import Path

from pydantic import ValidationError

from contract.desired import ContentManifest, DesiredState
from daemon.durable import TEMPORARY, Disk, replace_file, replace_link
from kiosk.rollout import store
from kiosk.rollout.fetch import Documents
from kiosk.rollout.table import Denial, Target

KEEP_BEFORE = 2


class Installer:
    """Writes below `DataPaths.desired`; one process only.

    Args:
        folder: `DataPaths.desired`.
    """

    def __init__(self, folder: Path, disk: Disk) -> None:
        self._folder = folder
        self._disk = disk

    def clean(self) -> None:
        """Remove what an interrupted run has left; call once at the start."""
        blobs = self._folder / store.BLOBS
        self._disk.make_folder(self._folder)
        self._disk.make_folder(blobs)
        for folder in (self._folder, blobs):
            for path in folder.glob(f"*{TEMPORARY}"):
                self._disk.remove(path)
        in_force = self._in_force()
        for state in self._states():
            unfinished = not (state / store.COMPLETE).exists() or int(state.name) > in_force
            if int(state.name) != in_force and unfinished:
                self._disk.remove(state)

    def install(self, target: Target, documents: Documents) -> None:
        """Put a target in force, durably.

        Raises:
            OSError: the disk is full or broken; what was in force still is.
        """
        state = self._folder / store.folder_name(target.desired.number)
        # Of the same number only an unreadable one or an unfinished one can be there.
        self._disk.remove(state)
        self._disk.make_folder(state)
        self._disk.write(state / store.STATE, target.body.encode())
        self._disk.write(state / store.CONFIGURATION, documents.configuration_json)
        self._disk.write(state / store.CONTENT, documents.content_json)
        self._disk.sync_folder(state)
        self._disk.write(state / store.COMPLETE, b"")
        self._disk.sync_folder(state)
        self._disk.sync_folder(self._folder)
        replace_link(self._disk, self._folder / store.CURRENT, state.name)

    def prune(self) -> None:
        """Remove states and content that aren't kept any more."""
        in_force = self._in_force()
        states = [state for state in self._states() if int(state.name) <= in_force]
        kept = states[-1 - KEEP_BEFORE :]
        for state in states[: -len(kept)] if kept else []:
            # Half a folder must not look like a whole one.
            self._disk.remove(state / store.COMPLETE)
            self._disk.remove(state)
        named = {sha256 for state in kept for sha256 in _named(state)}
        for blob in (self._folder / store.BLOBS).iterdir():
            if blob.name not in named:
                self._disk.remove(blob)

    def remember(self, denial: Denial) -> None:
        """Keep a refusal, so that it is reported again after a restart."""
        path = self._folder / store.REFUSED
        replace_file(self._disk, path, denial.model_dump_json(indent=2).encode())

    def forget(self) -> None:
        """Remove the refusal that was kept, if there is one."""
        path = self._folder / store.REFUSED
        if path.exists():
            self._disk.remove(path)
            self._disk.sync_folder(self._folder)

    def remembered(self) -> Denial | None:
        """Give the refusal that was kept; one that can't be read counts as none."""
        try:
            return Denial.model_validate_json((self._folder / store.REFUSED).read_bytes())
        except (OSError, ValidationError):
            return None

    def _states(self) -> list[Path]:
        names = (path for path in self._folder.iterdir() if path.name.isdigit())
        return sorted(names, key=lambda path: int(path.name))

    def _in_force(self) -> int:
        link = self._folder / store.CURRENT
        return int(link.readlink().name) if link.is_symlink() else 0


def _named(state: Path) -> set[str]:
    """Give the content that a state names: both documents and the pictures of its slides."""
    try:
        desired = DesiredState.model_validate_json((state / store.STATE).read_bytes())
        manifest = ContentManifest.model_validate_json((state / store.CONTENT).read_bytes())
    except (OSError, ValidationError):
        return set()
    pictures = {slide.picture.sha256 for slide in manifest.slides}
    return {desired.configuration.sha256, desired.content.sha256} | pictures
