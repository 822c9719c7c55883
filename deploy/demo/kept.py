"""The demonstration's material, drawn once a day and kept below .cache.

The material depends on the day and on its own sources only, so both make the folder's name. A
folder is drawn under another name and renamed when it is whole.
"""

import hashlib
import os
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from deploy.demo.material.build import make

SOURCES = Path(__file__).parent / "material"
KEPT = Path(__file__).parents[2] / ".cache" / "demo-material"


class Draw(Protocol):
    """Draws the material of a day into a folder."""

    def __call__(self, out_dir: Path, *, today: date) -> object:
        """Draw it."""
        ...


@dataclass(frozen=True, slots=True)
class Kept:
    """A folder of material; its parts are described in `deploy.demo.material.build`."""

    folder: Path

    @property
    def registry(self) -> Path:
        """What the registry knows."""
        return self.folder / "registry.json"

    @property
    def photos(self) -> Path:
        """What the camera sees."""
        return self.folder / "photos"

    @property
    def slides(self) -> Path:
        """The texts of the attract loop, beside their pictures."""
        return self.folder / "slides" / "slides.json"


def material(today: date, kept: Path = KEPT, draw: Draw = make) -> Kept:
    """Give the material of a day, drawn if it isn't there yet."""
    folder = kept / f"{today}-{_digest()}"
    if not folder.is_dir():
        shutil.rmtree(kept, ignore_errors=True)
        unfinished = kept / f"unfinished-{os.getpid()}"
        draw(unfinished, today=today)
        unfinished.rename(folder)
    return Kept(folder)


def _digest() -> str:
    digest = hashlib.sha256()
    for path in sorted(SOURCES.rglob("*")):
        if path.suffix in {".py", ".toml"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
