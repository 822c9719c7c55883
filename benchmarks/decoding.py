"""What is read of real photographs, of half a second of a held code, and of what holds no code.

Beside zxing-cpp alone, pyzbar alone, OpenCV's own detectors and the best cascade of plain passes,
over the same pictures in the same run. The pictures are outside ones and not in the repository; the
section says so where they are not there.
"""

import resource
import statistics
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np
import zxingcpp

from benchmarks import decoders, each_pass, empty, held, scenes, truth
from benchmarks.plan import Plan
from benchmarks.report import Goal, Row, Section, Sense
from benchmarks.sampling import milliseconds, percentile, timed
from benchmarks.scenes import Luma
from benchmarks.truth import Kind, Photograph
from kiosk.camera.reading.decoder import REST_EVERY, Decoder
from kiosk.camera.reading.passes import LOOK
from kiosk.camera.reading.symbologies import QR_ONLY
from kiosk.camera.sighting import Sighting

PARTS = ("dev", "dev-boofcv")
GOALS = {("dev", Kind.QR): 99, ("dev-boofcv", Kind.QR): 183, ("dev", Kind.EAN): 54}
"""Photographs that must be read."""
MEAN_MS = 25.0
CHEAP = 1.05
EMPTY_FRAMES = 2000
ENDLESS_FRAMES = 100_000


@dataclass(slots=True)
class _Tally:
    """What one decoder did with the pictures of one group."""

    pictures: int = 0
    read: int = 0
    wrong: int = 0
    ms: list[float] = field(default_factory=list)


def measure(plan: Plan) -> Section:
    """Measure all of it."""
    rows: list[Row] = []
    goals: list[Goal] = []
    notes = ["One thread, one core; decoders take turns picture by picture."]
    photographs = _photographs(plan)
    if photographs:
        still_rows, still_goals, wrong = _stills(photographs)
        stream_rows, stream_goals = held.measure(photographs)
        rows += still_rows + stream_rows + each_pass.measure(photographs)
        goals += still_goals + stream_goals
        notes.append(
            "A picture counts as read when one of its known texts is found, and where none is"
            " known, when anything is; what isn't printable ASCII isn't compared."
        )
        notes += explain(wrong)
    else:
        notes.append("The outside photographs are not there: only made frames were measured.")
    cheap_rows, cheap_goals = _cheap(plan)
    empty_rows, empty_goals = _empty(plan)
    rows += cheap_rows + empty_rows + _endless(plan)
    goals += cheap_goals + empty_goals
    return Section(title="Decoding", rows=tuple(rows), goals=tuple(goals), notes=tuple(notes))


def _photographs(plan: Plan) -> list[Photograph]:
    if plan.photographs is None:
        return []
    folders = [plan.photographs.parent / part for part in PARTS]
    found = [
        photograph
        for folder in folders
        if (folder / "manifest.csv").is_file()
        for photograph in truth.load(folder)
    ]
    return found[:: plan.size(1, 40)]


def explain(wrong: Sequence[Photograph]) -> list[str]:
    """Name the pictures whose content was confirmed and isn't the one given, with what is known."""
    return [
        f"Confirmed and not as given: {one.part}, {one.name}: "
        f"{truth.DISPUTED.get(one.name, 'nothing speaks against the truth as given')}."
        for one in wrong
    ]


def _stills(
    photographs: Sequence[Photograph],
) -> tuple[list[Row], list[Goal], list[Photograph]]:
    """Let every decoder read every picture once; give those confirmed wrong as well."""
    tallies: dict[str, dict[str, _Tally]] = defaultdict(lambda: defaultdict(_Tally))
    wrong: list[Photograph] = []
    readers = decoders.readers()
    station = Decoder()
    for number, one in enumerate(photographs):
        names = list(readers)
        for name in names[number % len(names) :] + names[: number % len(names)]:
            found, ms = timed(partial(readers[name], one.luma, one.kind))
            for group in (f"{one.part}, {one.kind}", "all"):
                _count(tallies[group][name], one, found, ms)
        codes = station.decode_still(one.luma)
        if one.is_wrong(code.text for code in codes if code.confirmed):
            wrong.append(one)
    goals = [
        Goal(
            name=f"{part}, {kind}: read of {tallies[f'{part}, {kind}'][decoders.STATION].pictures}",
            value=tallies[f"{part}, {kind}"][decoders.STATION].read,
            unit="",
            bound=bound,
            sense=Sense.AT_LEAST,
        )
        for (part, kind), bound in GOALS.items()
    ]
    mean_ms = statistics.fmean(tallies["all"][decoders.STATION].ms)
    goals += [
        Goal(name="Mean time of a picture", value=mean_ms, unit="ms", bound=MEAN_MS),
        Goal(
            name="Pictures with a wrong content that is called confirmed",
            value=len(wrong),
            unit="",
            bound=0,
        ),
    ]
    return _still_rows(tallies), goals, wrong


def _count(tally: _Tally, one: Photograph, texts: Sequence[str], ms: float) -> None:
    tally.pictures += 1
    tally.read += one.is_read(texts)
    tally.wrong += one.is_wrong(texts)
    tally.ms.append(ms)


def _still_rows(tallies: Mapping[str, Mapping[str, _Tally]]) -> list[Row]:
    rows = []
    for group, by_name in tallies.items():
        for name, tally in by_name.items():
            title = f"Photographs, {group} ({tally.pictures})"
            count = tally.pictures
            share = 100 * tally.read / count
            rows += [
                Row(name=f"{name}: read", value=tally.read, unit="", samples=count, group=title),
                Row(name=f"{name}: read", value=share, unit="%", samples=count, group=title),
                Row(name=f"{name}: wrong", value=tally.wrong, unit="", samples=count, group=title),
                Row(
                    name=f"{name}: mean",
                    value=statistics.fmean(tally.ms),
                    unit="ms",
                    samples=count,
                    group=title,
                ),
            ]
    return rows


def _cheap(plan: Plan) -> tuple[list[Row], list[Goal]]:
    """Hold the pass that every frame gets against bare zxing-cpp with the same formats."""
    frames = [scenes.without_code(seed) for seed in range(plan.size(40, 2))]
    # Two frames of three get the cheap pass alone; here the third gets nothing else either.
    decoder = Decoder(hard=(), rest=replace(LOOK, decode=lambda _: []))
    ours: list[float] = []
    bare: list[float] = []
    for turn in range(plan.size(10, 1) * REST_EVERY):
        for frame in frames:
            pair: list[tuple[list[float], Callable[[], object]]] = [
                (ours, partial(decoder.decode_frame, frame, resting=True)),
                (bare, partial(zxingcpp.read_barcodes, frame, formats=QR_ONLY)),
            ]
            for times, work in pair if turn % 2 else pair[::-1]:
                times.append(milliseconds(work))
    group = "The cheap pass on a frame without a code, 1280x960"
    rows = [
        Row(name="station", value=statistics.median(ours), unit="ms", group=group),
        Row(name="bare zxing-cpp", value=statistics.median(bare), unit="ms", group=group),
    ]
    ratio = statistics.median(ours) / statistics.median(bare)
    return rows, [Goal(name="Cheap pass / bare zxing-cpp", value=ratio, unit="x", bound=CHEAP)]


def _empty(plan: Plan) -> tuple[list[Row], list[Goal]]:
    """Look for codes where there is none, as a stream and with every pass."""
    photos = empty.photographs(plan.free_photographs)
    decoder = Decoder()
    count = plan.size(EMPTY_FRAMES, 12)
    found: list[Sighting] = []
    ms: list[float] = []
    for number, frame in enumerate(empty.frames(count, photos)):
        codes, frame_ms = timed(partial(decoder.decode_frame, frame))
        found += codes
        ms.append(frame_ms)
        if number % 10 == 0:
            found += decoder.decode_still(frame)
    kinds = f"parts of {len(photos)} photographs and patterns" if photos else "patterns only"
    group = f"Frames without a code ({count}, {kinds})"
    rows = [
        Row(name="codes read", value=len(found), unit="", samples=count, group=group),
        Row(name="mean of a frame", value=statistics.fmean(ms), unit="ms", group=group),
        Row(name="95th percentile of a frame", value=percentile(ms, 95), unit="ms", group=group),
    ]
    return rows, [Goal(name="Codes read where there is none", value=len(found), unit="", bound=0)]


def _endless(plan: Plan) -> list[Row]:
    """Report the memory of a decoder that saw very many frames."""
    decoder = Decoder()
    # One frame in fifty can't be read, and gets as many hard passes as it has time for.
    views = [_small(scenes.with_qr(seed)) for seed in range(49)]
    views.append(_small(scenes.without_code(0)))
    count = plan.size(ENDLESS_FRAMES, 30)
    for frame in views * plan.size(20, 1):
        decoder.decode_frame(frame)
    before = _rss_mib()
    for number in range(count):
        decoder.decode_frame(views[number % len(views)])
    group = f"Memory over {count} frames"
    return [
        Row(name="resident before", value=before, unit="MiB", group=group),
        Row(name="resident after", value=_rss_mib(), unit="MiB", group=group),
    ]


def _small(luma: Luma) -> Luma:
    return np.ascontiguousarray(luma[::2, ::2])


def _rss_mib() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20
