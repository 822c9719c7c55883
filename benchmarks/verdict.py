"""From a frame to the drawn verdict of goods whose dossier is cached: the whole chain, then stages.

The chain is the station's own: decoder, pipe, tracker, flow table, the look-up thread with a
gateway that can't be reached and the cache file, the verdict, the outbox's commit with FULL
synchronisation, the window at 1920x1080 on SDL's dummy driver. Stages are then timed one by one,
without threads; what they don't add up to is the waking of threads and the turns of the loop.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from benchmarks import goods, scenes
from benchmarks.chain import SCREEN, FramePipe, cache_of, open_station
from benchmarks.plan import Plan
from benchmarks.report import Goal, Row, Section, row_of
from benchmarks.sampling import milliseconds, percentile, spread
from benchmarks.scenes import Luma
from kiosk.camera.reading.decoder import Decoder
from kiosk.camera.sighting import Sightings
from kiosk.clock import SystemClock, boot_id
from kiosk.lookup.cache import CacheLookup
from kiosk.outbox.store import Outbox
from kiosk.station import tracker
from kiosk.station.content import Content
from kiosk.station.flow import Answered, CodeSeen, Moment, State
from kiosk.station.moves import attract, judge
from kiosk.station.notices import Notices
from kiosk.station.recorder import Recorder
from kiosk.station.table import step
from kiosk.station.tracker import Tracks
from kiosk.station.views import to_view
from kiosk.ui.window import PygameWindow
from provenance.answer import Found

R = TypeVar("R")

WITHIN_MS = 1000.0
"""A shopper holds a product to the camera, and within a second the screen says what it proves."""
_APART_S = tracker.IN_VIEW_S + 0.05
"""A code that comes sooner after another is one beside it, not a new scan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """How long one scan took, and how long of that its frame was decoded."""

    total_ms: float
    decode_ms: float

    @property
    def share_beside(self) -> float:
        """Give the share that isn't decoding, in percent."""
        return (1 - self.decode_ms / self.total_ms) * 100


def measure(plan: Plan) -> Section:
    """Measure scans one after the other, each of another unit."""
    frames = [scenes.with_qr(number) for number in range(plan.size(120, 4))]
    scans = _chain(plan.folder / "chain", frames)
    stages = _stages(plan.folder / "stages", frames)
    totals = [scan.total_ms for scan in scans]
    beside = statistics.median(scan.share_beside for scan in scans)
    rows = (
        *_chain_rows(scans, stages),
        *(row_of(name, "ms", spread(values), group="Stages") for name, values in stages.items()),
    )
    return Section(
        title="From frame to drawn verdict, dossier in the cache",
        rows=rows,
        goals=(
            Goal(name="median", value=statistics.median(totals), unit="ms"),
            Goal(name="95th percentile", value=percentile(totals, 95), unit="ms", bound=WITHIN_MS),
            Goal(name="share that isn't decoding, median", value=beside, unit="%"),
        ),
        notes=(
            "Frames are 1280x960 with a QR code that holds a GS1 Digital Link, each another unit.",
            "The gateway can't be reached and rests, as in a market without network.",
            "A real camera adds at most one frame's exposure and read-out before the clock starts.",
            "`waking and turns` is the chain's median without the sum of the stages' medians.",
        ),
    )


def _chain_rows(scans: list[Scan], stages: dict[str, list[float]]) -> list[Row]:
    group = "The whole chain"
    total = spread([scan.total_ms for scan in scans])
    alone = sum(statistics.median(values) for values in stages.values())
    return [
        row_of("frame to drawn verdict", "ms", total, group=group),
        row_of("of which decoding", "ms", spread([s.decode_ms for s in scans]), group=group),
        row_of("the rest", "ms", spread([s.total_ms - s.decode_ms for s in scans]), group=group),
        row_of("share of the rest", "%", spread([s.share_beside for s in scans]), group=group),
        Row(name="waking and turns", value=total.median - alone, unit="ms", group=group),
    ]


def _fill_cache(path: Path, count: int) -> CacheLookup:
    cache = CacheLookup(path, clock=SystemClock(trust=True))
    for number in range(count):
        cache.keep(goods.unit(number), goods.found(number))
    return cache


def _seen(decoder: Decoder, frame: Luma, number: int) -> Sightings:
    captured_at_s = time.monotonic()
    codes = decoder.decode_frame(frame)
    return Sightings(
        frame=number,
        captured_at_s=captured_at_s,
        decode_ms=(time.monotonic() - captured_at_s) * 1000,
        width_px=frame.shape[1],
        height_px=frame.shape[0],
        codes=codes,
    )


def _chain(data_dir: Path, frames: list[Luma]) -> list[Scan]:
    _fill_cache(cache_of(data_dir), len(frames)).close()
    decoder = Decoder()
    scans: list[Scan] = []
    with open_station(data_dir) as station:
        for number, frame in enumerate(frames):
            begun_s = time.monotonic()
            seen = _seen(decoder, frame, number)
            if seen.codes:
                station.show_verdict(seen)
                total_ms = (time.monotonic() - begun_s) * 1000
                scans.append(Scan(total_ms=total_ms, decode_ms=seen.decode_ms))
                station.rest()
                time.sleep(_APART_S)
    # The first opens files and typefaces and waits for the gateway's refusal.
    return scans[1:]


def _stages(data_dir: Path, frames: list[Luma]) -> dict[str, list[float]]:
    stages = _Stages(data_dir, len(frames))
    try:
        for number, frame in enumerate(frames):
            stages.run(number, frame)
    finally:
        stages.close()
    return {name: values[1:] for name, values in stages.took_ms.items()}


class _Stages:
    """Every stage of a scan by itself, each fed with what the one before it gave."""

    def __init__(self, data_dir: Path, count: int) -> None:
        clock = SystemClock(trust=True)
        self.took_ms: dict[str, list[float]] = {}
        self._decoder = Decoder()
        self._pipe = FramePipe()
        self._cache = _fill_cache(cache_of(data_dir), count)
        outbox = Outbox(data_dir / "outbox.sqlite3", clock=clock, max_mb=64)
        self._recorder = Recorder(outbox, clock, boot_id())
        self._window = PygameWindow(SCREEN)
        self._window.open()

    def run(self, number: int, frame: Luma) -> None:
        """Time the stages of one scan; a frame that the quick look doesn't read is left out."""
        codes = self._timed("decode", lambda: _seen(self._decoder, frame, number))
        if not codes.codes:
            self.took_ms["decode"].pop()
            return
        (seen,) = self._timed("pipe between the processes", lambda: self._through_pipe(codes))
        _, sight = self._timed("tracker and reading", lambda: tracker.see(Tracks(), seen))
        code = sight.scan
        if code is None:
            raise ValueError(f"frame {number} is no scan")
        now = Moment(s=time.monotonic(), today=date(2026, 11, 22))
        content = Content()
        start = State(screen=attract(content, now), language="vi", content=content)
        asked = self._timed("table: to be asked", lambda: step(start, CodeSeen(code=code), now))
        key = goods.unit(number)
        answer = self._timed("cache", lambda: self._cache.ask(key, 1.0))
        if not isinstance(answer, Found):
            raise TypeError(f"the cache says {answer}")
        verdict = judge(code, answer, now, Notices(), rescanned=False)
        ticket = asked.state.waiting[0].ticket
        shown = self._timed(
            "table and verdict",
            lambda: step(asked.state, Answered(ticket=ticket, answer=answer), now),
        )
        self._timed("outbox, commit", lambda: self._recorder.record(code, verdict))
        self._draw(start, shown.state, now)

    def close(self) -> None:
        """Close files and window."""
        self._recorder.close()
        self._cache.close()
        self._pipe.stop()
        self._window.close()

    def _draw(self, start: State, shown: State, now: Moment) -> None:
        self._window.draw(to_view(start, now, None, "Chợ Hôm"), None, ())
        view = to_view(shown, now, None, "Chợ Hôm")
        self._timed("window", lambda: self._window.draw(view, None, ()))

    def _through_pipe(self, seen: Sightings) -> list[Sightings]:
        self._pipe.send(seen)
        return [event for event in self._pipe.poll() if isinstance(event, Sightings)]

    def _timed(self, name: str, work: Callable[[], R]) -> R:
        given: list[R] = []
        took_ms = milliseconds(lambda: given.append(work()))
        self.took_ms.setdefault(name, []).append(took_ms)
        return given[0]
