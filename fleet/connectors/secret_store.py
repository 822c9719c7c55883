"""Secrets of connectors, by name: files below `data_dir/secrets`, else the environment.

The database and its backups hold the names only. A file is read each time, so that a new secret
needs no restart.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fleet.connectors.port import Reason, SourceFailed

FOLDER = "secrets"
PREFIX = "TRAMQUET_SECRET_"
LONGEST = 4096
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_PRINTABLE = re.compile(r"[\x20-\x7e]+")


@dataclass(frozen=True, slots=True)
class Secrets:
    """Finds secrets.

    Attributes:
        folder: a file for each, with the secret as its only line.
        environ: else `TRAMQUET_SECRET_` and the name in capitals with `_` for `-`.
    """

    folder: Path
    environ: Mapping[str, str]

    def find(self, name: str) -> str:
        """Give a secret.

        Raises:
            SourceFailed: `connector.credential`.
        """
        if not _NAME.fullmatch(name):
            raise SourceFailed(Reason.CREDENTIAL, name)
        found = self._of_file(name) or self.environ.get(self._variable(name), "").strip()
        # A line break would begin another header.
        if not _PRINTABLE.fullmatch(found):
            raise SourceFailed(Reason.CREDENTIAL, f"no secret {name}")
        return found

    def _of_file(self, name: str) -> str:
        try:
            with (self.folder / name).open(encoding="ascii") as file:
                return file.read(LONGEST).strip()
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            raise SourceFailed(Reason.CREDENTIAL, f"secret {name}: {error}") from error

    @staticmethod
    def _variable(name: str) -> str:
        return PREFIX + name.upper().replace("-", "_")
