"""Where a station keeps what, below its data directory."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DataPaths:
    """The files and folders of one station.

    Attributes:
        root: the data directory; everything else lies in it.
    """

    root: Path

    @property
    def identity(self) -> Path:
        """Folder of the key, the certificate and the fleet's addresses."""
        return self.root / "identity"

    @property
    def outbox(self) -> Path:
        """Database of the scans that the fleet hasn't acknowledged."""
        return self.root / "outbox.sqlite3"

    @property
    def cache(self) -> Path:
        """Database of dossiers that were looked up."""
        return self.root / "cache.sqlite3"

    @property
    def agent(self) -> Path:
        """Database of the agent's sessions and of the commands that it took."""
        return self.root / "agent.sqlite3"

    @property
    def desired(self) -> Path:
        """Folder of numbered desired states and the link `current` to the one in force."""
        return self.root / "desired"

    @property
    def bundle(self) -> Path:
        """Folder of what is known without the network: recalls, keys, records."""
        return self.root / "bundle"

    @property
    def starts(self) -> Path:
        """Folder of the notes of when processes and the camera were started again."""
        return self.root / "starts"

    @property
    def socket(self) -> Path:
        """Unix socket on which the station process answers the agent."""
        return self.root / "station.sock"
