"""What each hard pass costs and reads of frames of which the cheap passes read nothing.

The table of the station (`kiosk.camera.reading.passes`) says what is expected of them; here is what
it was measured by. A pass that reads much may still be worth little, where another reads the same
for less.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import cv2

from benchmarks import stream
from benchmarks.report import Row
from benchmarks.sampling import timed
from benchmarks.scenes import Luma
from benchmarks.truth import Photograph
from kiosk.camera.reading.passes import LOOK, REST, Pass, hard_passes

SHOWN = (2, 7, 12)
"""These frames of the half second of each photograph."""


@dataclass(slots=True)
class _Tally:
    """What one pass did: frames read, frames that no other read, milliseconds, megapixels."""

    read: int = 0
    alone: int = 0
    ms: float = 0.0
    megapixels: float = 0.0


def measure(photographs: Sequence[Photograph]) -> list[Row]:
    """Make every hard pass over every frame that is left to them."""
    cv2.setNumThreads(1)
    passes = hard_passes()
    tallies = {one.name: _Tally() for one in passes}
    frames = 0
    for photograph, frame in _left(photographs):
        frames += 1
        read = []
        for one in passes:
            tally = tallies[one.name]
            found, ms = timed(partial(_texts, one, frame))
            tally.ms += ms
            tally.megapixels += frame.size / 1e6
            if photograph.is_read(found):
                read.append(tally)
        for tally in read:
            tally.read += 1
            tally.alone += len(read) == 1
    return _rows(tallies, frames) if frames else []


def _left(photographs: Sequence[Photograph]) -> Iterator[tuple[Photograph, Luma]]:
    for seed, one in enumerate(photographs):
        shown = list(stream.frames(one.luma, seed))
        for number in SHOWN:
            frame = shown[number]
            if not one.is_read([*_texts(LOOK, frame), *_texts(REST, frame)]):
                yield one, frame


def _texts(one: Pass, frame: Luma) -> list[str]:
    return [code.text for code in one.decode(one.enhance(frame).luma)]


def _rows(tallies: dict[str, _Tally], frames: int) -> list[Row]:
    group = f"Hard passes, each over the {frames} frames of which the cheap ones read nothing"
    rows = []
    for name, tally in tallies.items():
        for what, value, unit in (
            ("read", 100 * tally.read / frames, "%"),
            ("read by no other", 100 * tally.alone / frames, "%"),
            ("a megapixel", tally.ms / tally.megapixels, "ms"),
        ):
            rows.append(
                Row(name=f"{name}: {what}", value=value, unit=unit, samples=frames, group=group)
            )
    return rows
