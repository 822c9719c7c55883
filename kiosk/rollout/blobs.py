"""Content by its SHA-256: fetched once, checked, and kept until nothing names it.

Everything is asked for on a fixed path of the station's own fleet, so no message can name another
host. A download is cut off at the announced size. What is already there is used again, after its
hash was counted anew: a card may have forgotten bits.
"""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Protocol

from contract.desired import Artifact
from contract.gateway import ARTIFACT
from daemon.durable import Disk, replace_file
from kiosk.errors import DesiredRefused, GatewayError
from kiosk.rollout.verify import check_artifact

TIMEOUT_S = 300.0


class Source(Protocol):
    """Where artifacts come from; `kiosk.identity.gateway.Gateway` is one."""

    def download(
        self, path: str, sink: Callable[[bytes], object], *, limit_bytes: int, timeout_s: float
    ) -> None:
        """Get a body in pieces; raises `GatewayError`."""
        ...


class Blobs:
    """One folder of content; blocks, and belongs to one thread at a time."""

    def __init__(self, folder: Path, source: Source, disk: Disk) -> None:
        self._folder = folder
        self._source = source
        self._disk = disk

    def path(self, artifact: Artifact) -> Path:
        """Say where an artifact lies, or would."""
        return self._folder / artifact.sha256

    def get(self, artifact: Artifact, what: str) -> None:
        """Make sure that an artifact is there, whole.

        Args:
            what: see `check_artifact`.

        Raises:
            DesiredRefused: what came isn't what was announced.
            GatewayError: the fleet can't be asked now.
            OSError: the disk is full or broken.
        """
        if self._is_there(artifact, what):
            return
        received = bytearray()
        try:
            self._source.download(
                ARTIFACT.format(sha256=artifact.sha256),
                received.extend,
                limit_bytes=artifact.size,
                timeout_s=TIMEOUT_S,
            )
        except GatewayError as error:
            if error.code == "gateway.too_long":
                detail = f"{artifact.sha256} has more than {artifact.size} bytes"
                raise DesiredRefused(f"{what}.size", detail=detail) from error
            raise
        check_artifact(bytes(received), artifact, what)
        self._disk.make_folder(self._folder)
        replace_file(self._disk, self.path(artifact), bytes(received))

    def prune(self, named: Collection[str]) -> None:
        """Remove what isn't named any more."""
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            if path.name not in named:
                self._disk.remove(path)

    def _is_there(self, artifact: Artifact, what: str) -> bool:
        path = self.path(artifact)
        if not path.exists():
            return False
        try:
            check_artifact(path.read_bytes(), artifact, what)
        except DesiredRefused:
            self._disk.remove(path)
            return False
        return True
