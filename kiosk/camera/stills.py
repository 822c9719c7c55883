"""Pictures from files, read exactly as the station reads a camera's."""

import time
from dataclasses import dataclass
from pathlib import Path

from kiosk.camera.decode import Decoder
from kiosk.camera.pictures import load_luma
from kiosk.camera.sighting import Sighting

__all__ = ["Still", "decode_file", "load_luma"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Still:
    """One picture and what it holds.

    Attributes:
        ms: how long decoding took, without reading the file.
    """

    path: Path
    codes: tuple[Sighting, ...]
    ms: float


def decode_file(path: Path) -> Still:
    """Read all codes of one picture file.

    Raises:
        BadPicture: the file can't be read as a picture, or is too large.
    """
    luma = load_luma(path)
    decoder = Decoder()
    begun_s = time.perf_counter()
    codes = decoder.decode_still(luma)
    return Still(path=path, codes=codes, ms=(time.perf_counter() - begun_s) * 1000)
