"""Looks at frames and pictures: the cheap passes first, then the hard ones as far as time allows.

In a stream each frame is looked at for QR codes, every third for all else (1.2 and 5 ms at
1280x720 on a desktop core without a code). A frame in which nothing certain was read gets hard
passes, chosen by `kiosk.camera.reading.schedule`, for what is left of `FRAME_MS`; one that costs
more takes the time of the next frames in advance. A still picture gets them all, one after the
other, until it is read.

What is weak (bars, see `symbologies`) or was repaired (`kiosk.camera.reading.qr`) is confirmed by a
second decoder that reads the same, or by the station when a second frame says the same
(`kiosk.station.tracker`).
"""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

import cv2
import numpy as np

from daemon.boundary import Boundaries
from kiosk.camera.port import Luma
from kiosk.camera.reading.enhance import Enhanced, within
from kiosk.camera.reading.leaning import share_of_bars
from kiosk.camera.reading.passes import LOOK, REST, SECOND, Family, Pass, hard_passes
from kiosk.camera.reading.qr.evidence import Evidence
from kiosk.camera.reading.schedule import Schedule, likely
from kiosk.camera.reading.symbologies import is_weak
from kiosk.camera.sighting import Corner, Sighting

log = logging.getLogger(__name__)

REST_EVERY = 3
FRAME_MS = 28.0
"""For all that is looked for in a frame; 30 frames a second leave 33."""
LEAST_HARD_MS = 5.0
"""For hard passes, where the cheap ones alone take a frame's time: then a frame takes more."""
LEAST_WORTH = 0.0004
"""Of a pass over a still picture, in gain for each millisecond of a megapixel."""
MOST_HARD_PX = 12_000_000
"""Of a still picture; hard passes get a larger one made smaller, as codes in it are large too."""
SECOND_LOOKS = 3
"""Frames after one weak read in which all symbologies are looked for."""


class Decoder:
    """Reads codes from frames; one for each stream, used by one thread.

    Args:
        look, rest: the cheap passes.
        hard: the others; None for those of the station.
        frame_ms: what a frame may cost, hard passes included; see `LEAST_HARD_MS`.
        now_s: a clock for what passes cost.
    """

    def __init__(
        self,
        look: Pass = LOOK,
        rest: Pass = REST,
        hard: tuple[Pass, ...] | None = None,
        frame_ms: float = FRAME_MS,
        now_s: Callable[[], float] = time.perf_counter,
    ) -> None:
        # More threads than the station's cores would only take turns.
        cv2.setNumThreads(1)
        self._boundaries = Boundaries(log)
        self._evidence = Evidence()
        self._look = look
        self._rest = rest
        self._hard = hard_passes(self._evidence) if hard is None else hard
        self._schedule = Schedule(self._hard)
        self._frame_ms = frame_ms
        self._now_s = now_s
        self._credit_ms = 0.0
        self._leaning_ms = 0.0
        self._frame = 0
        self._second_look = 0

    @property
    def failures(self) -> Mapping[str, int]:
        """How often each pass raised, by its name."""
        return self._boundaries.counts

    def decode_frame(self, luma: Luma, *, resting: bool = False) -> tuple[Sighting, ...]:
        """Read the codes of the next frame of a stream within its budget.

        Args:
            luma: (height, width) uint8, any stride.
            resting: make the cheap passes only; nothing moves before the camera.
        """
        if luma.ndim != 2 or not luma.size:
            return ()
        begun_s = self._now_s()
        self._frame += 1
        luma = np.ascontiguousarray(luma)
        codes = self._run(self._look, luma)
        if self._second_look or self._frame % REST_EVERY == 0:
            self._second_look = max(0, self._second_look - 1)
            codes = together(codes, self._run(self._rest, luma))
        if any(code.confirmed for code in codes):
            self._evidence.clear()
        elif not resting:
            cheap_ms = (self._now_s() - begun_s) * 1000
            budget_ms = max(self._frame_ms - cheap_ms, LEAST_HARD_MS)
            codes = self._try_hard(luma, codes, budget_ms)
        if any(not code.confirmed for code in codes):
            self._second_look = SECOND_LOOKS
        return tuple(codes)

    def decode_still(self, luma: Luma) -> tuple[Sighting, ...]:
        """Read the codes of one picture with everything there is.

        Args:
            luma: (height, width) uint8, any stride.
        """
        if luma.ndim != 2 or not luma.size:
            return ()
        luma = np.ascontiguousarray(luma)
        codes = together(self._run(self._look, luma), self._run(self._rest, luma))
        if any(is_doubtful(code) for code in codes):
            codes = together(codes, self._run(SECOND, luma))[: len(codes)]
        if codes and not any(is_doubtful(code) for code in codes):
            return tuple(codes)
        bars = share_of_bars(luma)
        small = within(MOST_HARD_PX)(luma)
        for one in self._hard:
            if one.gain * likely(one.family, bars) < LEAST_WORTH * one.ms_per_megapixel:
                continue
            doubtful = {code.decoder for code in codes if is_doubtful(code)}
            if codes and not doubtful:
                break
            # What is weak is confirmed by another decoder only.
            if not codes or (one.family is Family.LINEAR and one.decoder not in doubtful):
                found = self._run(one, small.luma)
                codes = together(codes, [_placed(code, small) for code in found])
        self._evidence.clear()
        return tuple(codes)

    def _try_hard(self, luma: Luma, codes: list[Sighting], budget_ms: float) -> list[Sighting]:
        """Make hard passes for as long as this frame has time."""
        megapixels = luma.size / 1e6
        self._credit_ms = min(self._credit_ms + budget_ms, budget_ms)
        # What costs more than a frame has may only be begun by one that owes nothing.
        is_whole = self._credit_ms == budget_ms
        if not self._hard or (not is_whole and self._credit_ms <= self._leaning_ms):
            return codes
        begun_s = self._now_s()
        bars = share_of_bars(luma)
        self._leaning_ms = (self._now_s() - begun_s) * 1000
        self._credit_ms -= self._leaning_ms
        # Where that look alone takes all the time there is, a pass is made and paid for later.
        while is_whole or self._credit_ms > 0:
            credit_ms = None if is_whole else self._credit_ms
            one = self._schedule.choose(self._frame, megapixels, credit_ms, bars)
            if one is None:
                break
            begun_s = self._now_s()
            found = self._run(one, luma)
            ms = (self._now_s() - begun_s) * 1000
            self._schedule.made(one, self._frame, megapixels, ms, read=bool(found))
            self._credit_ms -= ms
            is_whole = False
            if found:
                return together(codes, found)
        return codes

    def _run(self, one: Pass, luma: Luma) -> list[Sighting]:
        """Make one pass; what it raises counts as "nothing read"."""
        with self._boundaries.guard(one.name):
            enhanced = one.enhance(luma)
            return [_placed(code, enhanced) for code in one.decode(enhanced.luma)]
        return []


def is_doubtful(code: Sighting) -> bool:
    """Say whether a code is weak and was read once; a QR code that was repaired is not weak."""
    return not code.confirmed and is_weak(code.format)


def together(codes: list[Sighting], more: list[Sighting]) -> list[Sighting]:
    """Join what two passes read; what two decoders agree on is confirmed."""
    joined = list(codes)
    for code in more:
        for index, known in enumerate(joined):
            # A UPC-E code is told as what it stands for, an EAN-13, by one and by name by another.
            is_same = known.format == code.format or (
                is_weak(known.format) and is_weak(code.format)
            )
            if is_same and known.payload == code.payload:
                agreed = known.confirmed or code.confirmed or known.decoder != code.decoder
                joined[index] = replace(known, confirmed=agreed)
                break
        else:
            joined.append(code)
    return joined


def _placed(code: Sighting, enhanced: Enhanced) -> Sighting:
    """Give a code its corners in the picture as it came."""

    def back(corner: Corner) -> Corner:
        x, y = corner
        return (
            x / enhanced.scale[0] + enhanced.origin[0],
            y / enhanced.scale[1] + enhanced.origin[1],
        )

    if enhanced.scale == (1.0, 1.0) and enhanced.origin == (0.0, 0.0):
        return code
    first, second, third, fourth = code.corners
    return replace(code, corners=(back(first), back(second), back(third), back(fourth)))
