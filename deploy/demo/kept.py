"""The demonstration's material, drawn once a day and kept below .cache.

The material depends on the day and on its own sources only, so both make the folder's name. A
folder is drawn under another name and renamed when it is whole.
"""

import hashlib
import os
import shutil
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from deploy.demo.material.build import make

OLD_AFTER_S = 24 * 3600
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
        _clear_away(kept)
        unfinished = kept / f"unfinished-{os.getpid()}"
        draw(unfinished, today=today)
        try:
            unfinished.rename(folder)
        except OSError:
            # Another run was faster; what it drew is the same.
            if not folder.is_dir():
                raise
            shutil.rmtree(unfinished)
    return Kept(folder)


def _clear_away(kept: Path) -> None:
    """Remove what is too old to be in use by another run."""
    before_s = time.time() - OLD_AFTER_S
    for folder in kept.glob("*"):
        if folder.stat().st_mtime < before_s:
            shutil.rmtree(folder, ignore_errors=True)


def _digest() -> str:
    digest = hashlib.sha256()
    for path in sorted(SOURCES.rglob("*")):
        if path.suffix in {".py", ".toml"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
