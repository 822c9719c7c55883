"""Outside photographs of codes with what is known to be in them.

Each folder holds a `manifest.csv` (its README describes it). A picture counts as read when one of
its known texts is found, and where none is known, when anything is. What isn't printable ASCII is
left out of the comparison, since the truth of some pictures was written down in another encoding.
"""

import csv
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

import cv2
import numpy as np

from benchmarks.scenes import Luma
from kiosk.camera.pictures import load_luma

MOST_PX = 1280
DISPUTED = MappingProxyType(
    {
        "zxing_qrcode-2/13.webp": "the manifest says `photograph`, but zxing-cpp (light tones"
        " spread), zbar (smoothed) and the grid of our own each read `photography`, so that"
        " the truth as given is disputed; it counts all the same",
    }
)
"""Pictures whose given truth can hardly be what their code says, and why."""
_UNCOMPARED = re.compile(r"[^\x21-\x7e]")


class Kind(StrEnum):
    """What a photograph shows."""

    QR = "QR"
    EAN = "EAN-13"


@dataclass(frozen=True, slots=True, kw_only=True)
class Photograph:
    """One picture and its truth.

    Attributes:
        texts: what its codes say; empty where nobody knows.
        is_given: whether somebody wrote the truth down, rather than decoders agreeing on it.
        luma: (height, width) uint8, at most `MOST_PX` on the longer side.
    """

    name: str
    part: str
    kind: Kind
    texts: tuple[str, ...]
    is_given: bool
    luma: Luma

    def is_read(self, texts: Iterable[str]) -> bool:
        """Say whether what a decoder found holds one of the known texts."""
        found = {_compared(text) for text in texts if text}
        return bool(found & {_compared(text) for text in self.texts} if self.texts else found)

    def is_wrong(self, texts: Iterable[str]) -> bool:
        """Say whether a decoder found what isn't there, as far as that is known for sure."""
        found = {_compared(text) for text in texts if text}
        known = {_compared(text) for text in self.texts}
        return self.is_given and bool(known) and bool(found - known)


def load(folder: Path) -> list[Photograph]:
    """Load the photographs of a folder, in the order of its manifest."""
    with (folder / "manifest.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [_photograph(folder, row) for row in rows]


def _photograph(folder: Path, row: dict[str, str]) -> Photograph:
    return Photograph(
        name=row["file"],
        part=folder.name,
        kind=Kind.QR if row["format"] == "QR" else Kind.EAN,
        texts=tuple(text for text in json.loads(row["expected_all"] or "[]") if text),
        is_given=row["truth"] == "given",
        luma=_fitted(load_luma(folder / row["file"])),
    )


def _fitted(luma: Luma) -> Luma:
    share = MOST_PX / max(luma.shape)
    if share >= 1:
        return luma
    size = (round(luma.shape[1] * share), round(luma.shape[0] * share))
    return np.asarray(cv2.resize(luma, size, interpolation=cv2.INTER_AREA), np.uint8)


def _compared(text: str) -> str:
    plain = _UNCOMPARED.sub("", text)
    # UPC-A is EAN-13 with a zero before it.
    return plain.lstrip("0") if plain.isdigit() else plain
