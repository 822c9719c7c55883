"""The desired state in force, as it lies on the disk.

```
desired/
  000007/           one numbered state: state.json, configuration.json, content.json, and COMPLETE,
                    which is written last
  blobs/<sha256>    pictures by their content, shared by the states that show them
  current           link to the state in force, replaced in one step
  refused.json      why the newest state was refused, until a newer one comes
```
`install.py` writes it, the station's processes read it.
"""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from contract.desired import ContentManifest, Slide, StationConfiguration
from kiosk.errors import StorageError

CURRENT = "current"
BLOBS = "blobs"
COMPLETE = "COMPLETE"
STATE = "state.json"
CONFIGURATION = "configuration.json"
CONTENT = "content.json"
REFUSED = "refused.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledSlide:
    """A slide and the file of its picture, which was checked before it was installed."""

    slide: Slide
    picture: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """What a station shows and how it behaves.

    Attributes:
        number: of the desired state; 0 for what a station is born with.
    """

    number: int
    configuration: StationConfiguration
    slides: tuple[InstalledSlide, ...]


def born_with() -> InForce:
    """Give what a station has before its first desired state."""
    return InForce(number=0, configuration=StationConfiguration(), slides=())


def folder_name(number: int) -> str:
    """Name the folder of a numbered state."""
    return f"{number:06d}"


def load_current(folder: Path) -> InForce:
    """Read the desired state in force; what a station is born with where there is none.

    Args:
        folder: `DataPaths.desired`.

    Raises:
        StorageError: `desired.unreadable`: there is one, and it can't be read.
    """
    link = folder / CURRENT
    if not link.is_symlink():
        return born_with()
    try:
        state = link.resolve(strict=True)
        (state / COMPLETE).stat()
        configuration = StationConfiguration.model_validate_json(
            (state / CONFIGURATION).read_bytes()
        )
        content = ContentManifest.model_validate_json((state / CONTENT).read_bytes())
        number = int(state.name)
    except (OSError, ValidationError, ValueError) as error:
        raise StorageError("desired.unreadable", path=str(link), detail=str(error)[:300]) from error
    slides = tuple(
        InstalledSlide(slide=slide, picture=folder / BLOBS / slide.picture.sha256)
        for slide in content.slides
    )
    return InForce(number=number, configuration=configuration, slides=slides)
