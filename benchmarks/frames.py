"""Decoding of one frame: the station's order of decoders against bare zxing-cpp and bare pyzbar.

The bare libraries get the same arrays and the same symbologies, once with QR codes only and once
with all that a station reads. The station's stream looks for QR codes in each frame, for all in
every third, and lets zbar look as well in every fifth frame without a code: its median is that of
the cheap look, its mean is what a second of camera costs.
"""

import statistics
from collections.abc import Callable, Mapping, Sequence

import zxingcpp
from pyzbar import pyzbar

from benchmarks import scenes
from benchmarks.plan import Plan
from benchmarks.report import Goal, Row, Section, row_of
from benchmarks.sampling import milliseconds, spread
from benchmarks.scenes import Luma
from kiosk.camera.reading.decoder import Decoder
from kiosk.camera.reading.symbologies import ALL, QR_ONLY

Read = Callable[[Luma], int]
"""Looks at one frame; gives how many codes it read."""

STREAM = "station, stream"
STILL = "station, still picture"
ZXING_QR = "bare zxing-cpp, QR"
ZXING_ALL = "bare zxing-cpp, all"
PYZBAR_QR = "bare pyzbar, QR"
PYZBAR_ALL = "bare pyzbar, QR and EAN"
WITH_QR = "A QR code in view"
WITHOUT_CODE = "No code in view"
PHOTOGRAPHS = "Photographs of QR codes and EAN-13"
READ = ": frames read"
_QR = [pyzbar.ZBarSymbol.QRCODE]
_QR_AND_EAN = [*_QR, pyzbar.ZBarSymbol.EAN13, pyzbar.ZBarSymbol.EAN8, pyzbar.ZBarSymbol.UPCA]


def measure(plan: Plan) -> Section:
    """Measure all decoders on frames made here, and on photographs where they are there."""
    count = plan.size(30, 2)
    seeds = range(count)
    groups: dict[str, list[Luma]] = {
        WITH_QR: [scenes.with_qr(seed) for seed in seeds],
        "An EAN-13 in view": [scenes.with_ean(seed) for seed in seeds],
        WITHOUT_CODE: [scenes.without_code(seed) for seed in seeds],
    }
    if plan.photographs:
        found = scenes.photographs(plan.photographs)
        groups[PHOTOGRAPHS] = found[: plan.size(len(found), 3)]
    rows: list[Row] = []
    goals: list[Goal] = []
    for group, frames in groups.items():
        # Photographs differ so much that more of them say more than more rounds.
        timed = _timed(frames, rounds=plan.size(2 if group == PHOTOGRAPHS else 6, 1))
        rows += _rows(group, timed, len(frames))
        goals += _ratios(group, timed)
    return Section(
        title="Decoding, per frame",
        rows=tuple(rows),
        goals=tuple(goals),
        notes=(
            "Frames are 1280x960 luma, photographs at most that; the same arrays for everybody.",
            "Decoders take turns frame by frame, on one thread.",
            "A frame counts as read when a decoder gave at least one code, whichever it is.",
        ),
    )


class _Timed:
    """Times of one decoder over all frames, and in how many it read something."""

    def __init__(self) -> None:
        self.ms: list[float] = []
        self.read = 0

    @property
    def mean_ms(self) -> float:
        return statistics.fmean(self.ms)


def _readers() -> Mapping[str, Read]:
    stream, still = Decoder(), Decoder()
    return {
        STREAM: lambda luma: len(stream.decode_frame(luma)),
        STILL: lambda luma: len(still.decode_still(luma)),
        ZXING_QR: lambda luma: len(zxingcpp.read_barcodes(luma, formats=QR_ONLY)),
        ZXING_ALL: lambda luma: len(zxingcpp.read_barcodes(luma, formats=ALL)),
        PYZBAR_QR: lambda luma: len(pyzbar.decode(luma, symbols=_QR)),
        PYZBAR_ALL: lambda luma: len(pyzbar.decode(luma, symbols=_QR_AND_EAN)),
    }


def _timed(frames: Sequence[Luma], *, rounds: int) -> dict[str, _Timed]:
    readers = _readers()
    names = list(readers)
    for read in readers.values():
        read(frames[0])
    timed = {name: _Timed() for name in names}
    for number in range(rounds):
        for place, frame in enumerate(frames):
            first = (number + place) % len(names)
            for name in names[first:] + names[:first]:
                _time_one(timed[name], readers[name], frame)
    return timed


def _time_one(timed: _Timed, read: Read, frame: Luma) -> None:
    found: list[int] = []
    timed.ms.append(milliseconds(lambda: found.append(read(frame))))
    timed.read += found[0] > 0


def _rows(group: str, timed: Mapping[str, _Timed], frames: int) -> list[Row]:
    rows = [row_of(name, "ms", spread(one.ms), group=group) for name, one in timed.items()]
    for name, one in timed.items():
        samples, mean = len(one.ms), f"{name}, mean"
        rows.append(Row(name=mean, value=one.mean_ms, unit="ms", samples=samples, group=group))
    for name, one in timed.items():
        share = one.read / len(one.ms) * 100
        rows.append(Row(name=name, value=share, unit="%", samples=frames, group=group + READ))
    return rows


def _ratios(group: str, timed: Mapping[str, _Timed]) -> list[Goal]:
    """Hold the station against the bare libraries with the same symbologies."""
    medians = {name: statistics.median(one.ms) for name, one in timed.items()}
    means = {name: one.mean_ms for name, one in timed.items()}
    pairs = [
        ("mean", means, STREAM, ZXING_ALL),
        ("mean", means, STREAM, PYZBAR_ALL),
        ("mean", means, STILL, ZXING_ALL),
    ]
    if group in {WITH_QR, WITHOUT_CODE}:
        # Elsewhere most frames get more than the look for QR codes, as they should.
        pairs.insert(0, ("median", medians, STREAM, ZXING_QR))
    return [
        Goal(name=f"{group}: {what} of {ours} / {bare}", value=of[ours] / of[bare], unit="x")
        for what, of, ours, bare in pairs
    ]
