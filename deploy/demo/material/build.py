"""Making all the demo's material in one folder.

```
OUT_DIR/
├── registry.json          what the registry knows (see `records`)
├── photos/                what the camera sees
│   └── manifest.csv       what each picture says (see `photos`)
└── slides/
    ├── slides.json        the texts of the attract loop
    └── *.png              their pictures
```
The same day and seed give the same records, codes and pictures.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from deploy.demo.material.catalogue import Catalogue, read_catalogue
from deploy.demo.material.photos import Photo, draw, photo_of, write_manifest, write_photo
from deploy.demo.material.records import records_of, to_json
from deploy.demo.material.shots import Shot, read_shots
from deploy.demo.material.slides import write_slides

SEED = 20260


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Where the material lies, and what its pictures say."""

    registry: Path
    photos_dir: Path
    manifest: Path
    slides: Path
    photos: tuple[Photo, ...]


def make(out_dir: Path, *, today: date, seed: int = SEED) -> Material:
    """Make the material; files of an earlier run are written over.

    Args:
        today: the day in Vietnam for which lots are fresh or expired.

    Raises:
        OSError: the folder or a file in it can't be written.
    """
    catalogue = read_catalogue()
    shots = read_shots()
    photos_dir, slides_dir = out_dir / "photos", out_dir / "slides"
    for folder in (photos_dir, slides_dir):
        folder.mkdir(parents=True, exist_ok=True)
    registry = out_dir / "registry.json"
    registry.write_text(to_json(records_of(catalogue, today)), encoding="utf-8")

    def one(shot: Shot) -> Photo:
        return _make_photo(photos_dir, shot, catalogue, today, seed)

    # OpenCV and NumPy let go of the interpreter while they draw.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        photos = tuple(pool.map(one, shots))
    manifest = photos_dir / "manifest.csv"
    write_manifest(manifest, list(photos))
    return Material(
        registry=registry,
        photos_dir=photos_dir,
        manifest=manifest,
        slides=write_slides(slides_dir, seed),
        photos=photos,
    )


def _make_photo(folder: Path, shot: Shot, catalogue: Catalogue, today: date, seed: int) -> Photo:
    photo = photo_of(shot, catalogue, today)
    write_photo(folder, photo, draw(photo, catalogue, today, seed))
    return photo
