"""Pictures from files, read exactly as the station reads a camera's."""

import time
from dataclasses import dataclass
from pathlib import Path

from kiosk.camera import pictures, video
from kiosk.camera.pictures import load_luma
from kiosk.camera.reading.decoder import Decoder
from kiosk.camera.sighting import Sighting
from kiosk.errors import BadPicture

__all__ = ["Still", "decode_file", "find_pictures", "load_luma"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Still:
    """One picture and what it holds.

    Attributes:
        ms: how long decoding took, without reading the file.
    """

    path: Path
    codes: tuple[Sighting, ...]
    ms: float


def find_pictures(path: Path) -> list[Path]:
    """List the picture files of a folder and its folders by name; what is no folder is given back.

    Raises:
        BadPicture: `picture.none` where a folder has no picture.
    """
    if not path.is_dir():
        return [path]
    known = (one for one in path.rglob("*") if one.suffix.lower() in pictures.SUFFIXES)
    found = sorted(one for one in known if one.is_file())
    if not found:
        raise BadPicture("picture.none", path=str(path))
    return found


def decode_file(path: Path) -> Still:
    """Read all codes of one picture file.

    Raises:
        BadPicture: the file can't be read as a picture, or is too large; `picture.is_video`.
    """
    if path.suffix.lower() in video.SUFFIXES and path.is_file():
        raise BadPicture("picture.is_video", path=str(path))
    luma = load_luma(path)
    decoder = Decoder()
    begun_s = time.perf_counter()
    codes = decoder.decode_still(luma)
    return Still(path=path, codes=codes, ms=(time.perf_counter() - begun_s) * 1000)
