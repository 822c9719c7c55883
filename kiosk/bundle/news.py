"""Stamps whose state changed lately, as the agent laid them down; newer than any bundle."""

from pathlib import Path

from contract import bundle
from contract.bundle import Family, StampPart
from contract.desired import Artifact
from contract.errors import BadDocument
from kiosk.bundle import store
from kiosk.errors import StorageError
from provenance.keys import ItemKey


class StampNewsReader:
    """Reads the news in force; others are seen at the next question.

    Args:
        folder: `DataPaths.bundle`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._version: tuple[int, int, int] | None = None
        self._chunks: tuple[Artifact, ...] = ()

    def find(self, key: ItemKey) -> StampPart | None:
        """Give what was told last of a stamp, None where nothing was.

        Raises:
            StorageError: `bundle.unreadable`.
        """
        if key.serial is None:
            return None
        name = bundle.record_key(key, Family.STAMPS)
        for artifact in reversed(self._in_force()):
            path = store.blob(self._folder, artifact)
            try:
                body = bundle.find(path.read_bytes(), name)
                if body is not None:
                    return bundle.parse(bundle.STAMP, body)
            except (OSError, BadDocument) as error:
                raise StorageError(
                    "bundle.unreadable", path=str(path), detail=str(error)[:300]
                ) from error
        return None

    def _in_force(self) -> tuple[Artifact, ...]:
        path = self._folder / store.NEWS
        version = store.version_of(path)
        if version != self._version:
            state = store.state_in(path)
            self._chunks = state.news if state else ()
            self._version = version
        return self._chunks
