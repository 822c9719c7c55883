"""How soon a code is read that a hand holds before the camera, from the first frame on.

Each photograph is shown as half a second of frames (`benchmarks.stream`). Beside the stream stands
what the still cascade, with all of its passes, reads of one frame of it and of the picture itself.
"""

import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from benchmarks import stream
from benchmarks.report import Goal, Row, Sense
from benchmarks.sampling import percentile, timed
from benchmarks.truth import Photograph
from kiosk.camera.reading.decoder import Decoder
from kiosk.camera.sighting import Sighting

SHARE, GAIN = 90.0, 5.0
"""Per cent read within half a second; points more than of one frame."""
MIDDLE = stream.FRAMES // 2
Seen = Sequence[tuple[Sighting, ...]]


@dataclass(slots=True)
class _Tally:
    """What became of the photographs; times in milliseconds."""

    read: int = 0
    confirmed: int = 0
    one_frame: int = 0
    as_it_came: int = 0
    frame_ms: list[float] = field(default_factory=list)
    frames_until: list[int] = field(default_factory=list)


def measure(photographs: Sequence[Photograph]) -> tuple[list[Row], list[Goal]]:
    """Hold every picture before the camera for half a second."""
    tally, still = _Tally(), Decoder()
    for seed, one in enumerate(photographs):
        frames = list(stream.frames(one.luma, seed))
        decoder = Decoder()
        seen: list[tuple[Sighting, ...]] = []
        for frame in frames:
            codes, ms = timed(partial(decoder.decode_frame, frame))
            seen.append(codes)
            tally.frame_ms.append(ms)
        first = _first(one, seen)
        if first is not None:
            tally.read += 1
            tally.frames_until.append(first + 1)
        tally.confirmed += _is_confirmed(one, seen)
        tally.one_frame += one.is_read(code.text for code in still.decode_still(frames[MIDDLE]))
        tally.as_it_came += one.is_read(code.text for code in still.decode_still(one.luma))
    return _rows(tally, len(photographs)), _goals(tally, len(photographs))


def _first(one: Photograph, seen: Seen) -> int | None:
    for number, codes in enumerate(seen):
        if one.is_read(code.text for code in codes):
            return number
    return None


def _is_confirmed(one: Photograph, seen: Seen) -> bool:
    """Say whether a text was confirmed: by the decoder, or by two frames."""
    frames: dict[str, int] = defaultdict(int)
    for codes in seen:
        for code in codes:
            if one.is_read([code.text]):
                frames[code.text] += 2 if code.confirmed else 1
    return max(frames.values(), default=0) >= 2


def _rows(tally: _Tally, count: int) -> list[Row]:
    group = f"Half a second of each photograph, held by a hand ({count})"
    shares = {
        "stream: read within 500 ms": tally.read,
        "stream: confirmed within 500 ms": tally.confirmed,
        "still cascade: read of the middle frame": tally.one_frame,
        "still cascade: read of the picture as it came": tally.as_it_came,
    }
    rows = [
        Row(name=name, value=100 * value / count, unit="%", samples=count, group=group)
        for name, value in shares.items()
    ]
    mean_ms, high_ms = statistics.fmean(tally.frame_ms), percentile(tally.frame_ms, 95)
    until = statistics.fmean(tally.frames_until)
    return [
        *rows,
        Row(name="mean of a frame", value=mean_ms, unit="ms", group=group),
        Row(name="95th percentile of a frame", value=high_ms, unit="ms", group=group),
        Row(name="mean frames until read", value=until, unit="", group=group),
    ]


def _goals(tally: _Tally, count: int) -> list[Goal]:
    gained = 100 * (tally.read - tally.one_frame) / count
    return [
        Goal(
            name="Stream: read within 500 ms",
            value=100 * tally.read / count,
            unit="%",
            bound=SHARE,
            sense=Sense.AT_LEAST,
        ),
        Goal(
            name="Stream: points more than the still cascade reads of one frame",
            value=gained,
            unit="",
            bound=GAIN,
            sense=Sense.AT_LEAST,
        ),
    ]
