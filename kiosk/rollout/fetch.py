"""Getting what a desired state names: two documents, then the pictures of its slides.

Everything is asked for by its SHA-256 on a fixed path of the station's own fleet, so no message can
name another host. A download is cut off at the announced size. What is already there by content is
used again, after its hash was counted anew: a card may have forgotten bits.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from contract.desired import Artifact, ContentManifest, StationConfiguration
from contract.gateway import ARTIFACT
from daemon.durable import Disk, replace_file
from kiosk.errors import DesiredRefused, GatewayError
from kiosk.rollout import pictures, store
from kiosk.rollout.table import Target
from kiosk.rollout.verify import check_artifact, read_configuration, read_manifest

TIMEOUT_S = 300.0


class Source(Protocol):
    """Where artifacts come from; `kiosk.identity.gateway.Gateway` is one."""

    def download(
        self, path: str, sink: Callable[[bytes], object], *, limit_bytes: int, timeout_s: float
    ) -> None:
        """Get a body in pieces; raises `GatewayError`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """The two documents of a desired state, as they came and as they were read."""

    configuration_json: bytes
    content_json: bytes
    configuration: StationConfiguration
    content: ContentManifest


class Fetcher:
    """Keeps artifacts by their content in `blobs/`.

    Args:
        folder: `DataPaths.desired`.
    """

    def __init__(self, folder: Path, source: Source, disk: Disk) -> None:
        self._blobs = folder / store.BLOBS
        self._source = source
        self._disk = disk

    def fetch(self, target: Target) -> None:
        """Get everything that a target names; blocks.

        Raises:
            DesiredRefused: what came isn't what was announced, or can't be read.
            GatewayError: the fleet can't be asked now.
        """
        self._disk.make_folder(self._blobs)
        for artifact in (target.desired.configuration, target.desired.content):
            self._get(artifact, "document")
        for slide in self.documents(target).content.slides:
            self._get(slide.picture, "picture")

    def documents(self, target: Target) -> Documents:
        """Read the documents of a target that were fetched.

        Raises:
            DesiredRefused: `settings.invalid`, `content.invalid`, `picture.too_large`.
        """
        configuration = self.path(target.desired.configuration).read_bytes()
        content = self.path(target.desired.content).read_bytes()
        return Documents(
            configuration_json=configuration,
            content_json=content,
            configuration=read_configuration(configuration),
            content=read_manifest(content),
        )

    def verify(self, target: Target, decode: Callable[[Path], None]) -> None:
        """Check documents and pictures of a target that were fetched; blocks.

        Args:
            decode: raises `BadPicture` for a file that can't be decoded.

        Raises:
            DesiredRefused: the first thing that is wrong.
            BadPicture: as `decode` does.
        """
        for slide in self.documents(target).content.slides:
            path = self.path(slide.picture)
            pictures.check_header(path.read_bytes(), slide)
            decode(path)

    def path(self, artifact: Artifact) -> Path:
        """Say where an artifact lies, or would."""
        return self._blobs / artifact.sha256

    def _get(self, artifact: Artifact, what: str) -> None:
        path = self.path(artifact)
        if path.exists():
            try:
                check_artifact(path.read_bytes(), artifact, what)
            except DesiredRefused:
                self._disk.remove(path)
            else:
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
        replace_file(self._disk, path, bytes(received))
