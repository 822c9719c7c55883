"""Getting what a desired state names: two documents, then the pictures of its slides."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from contract.desired import Artifact, ContentManifest, StationConfiguration
from daemon.durable import Disk
from kiosk.rollout import pictures, store
from kiosk.rollout.blobs import Blobs, Source
from kiosk.rollout.table import Target
from kiosk.rollout.verify import read_configuration, read_manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """The two documents of a desired state, as they came and as they were read."""

    configuration_json: bytes
    content_json: bytes
    configuration: StationConfiguration
    content: ContentManifest


class Fetcher:
    """Keeps what desired states name in `blobs/`.

    Args:
        folder: `DataPaths.desired`.
    """

    def __init__(self, folder: Path, source: Source, disk: Disk) -> None:
        self._blobs = Blobs(folder / store.BLOBS, source, disk)

    def fetch(self, target: Target) -> None:
        """Get everything that a target names; blocks.

        Raises:
            DesiredRefused: what came isn't what was announced, or can't be read.
            GatewayError: the fleet can't be asked now.
        """
        for artifact in (target.desired.configuration, target.desired.content):
            self._blobs.get(artifact, "document")
        for slide in self.documents(target).content.slides:
            self._blobs.get(slide.picture, "picture")

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
        return self._blobs.path(artifact)
