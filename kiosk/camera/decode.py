"""The order in which a frame is looked at, and what counts as read.

Costs at 1280x720 without a code, on a desktop core (ratios hold on a Pi): QR alone 1.2 ms, with
Data Matrix and 1D codes 10 ms, zbar 22 ms. So each frame of a stream gets the first, every third
the second, and every fifth frame in which nothing was found zbar as well. A still picture gets
everything at once. What one decoder reads of a 1D code is confirmed by the other, or by the station
when a second frame says the same (`kiosk.station.tracker`).
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace

import cv2
import numpy as np
from zxingcpp import BarcodeFormats

from daemon.boundary import Boundaries
from kiosk.camera.port import Luma
from kiosk.camera.sighting import Sighting
from kiosk.camera.symbologies import ALL, QR_ONLY
from kiosk.camera.zbar import zbar
from kiosk.camera.zxing import Decode, zxing

log = logging.getLogger(__name__)

ALL_EVERY = 3
ZBAR_EVERY = 5


class Decoder:
    """Reads codes from frames; one for each stream, used by one thread.

    Args:
        first: makes the decoder that reads some symbologies.
        second: the decoder that looks where the first found nothing, or what it found is weak.
    """

    def __init__(
        self, first: Callable[[BarcodeFormats], Decode] = zxing, second: Decode = zbar
    ) -> None:
        # More threads than the station's cores would only take turns.
        cv2.setNumThreads(1)
        self._boundaries = Boundaries(log)
        self._qr = first(QR_ONLY)
        self._all = first(ALL)
        self._zbar = second
        self._frame = 0
        self._without_code = 0
        self._second_look = 0

    @property
    def failures(self) -> Mapping[str, int]:
        """How often each decoder raised, by its name."""
        return self._boundaries.counts

    def decode_frame(self, luma: Luma) -> tuple[Sighting, ...]:
        """Read the codes of the next frame of a stream within its budget.

        Args:
            luma: (height, width) uint8, any stride.
        """
        self._frame += 1
        if self._second_look or self._frame % ALL_EVERY == 0:
            self._second_look = max(0, self._second_look - 1)
            codes = self._run("zxing-cpp", self._all, luma)
        else:
            codes = self._run("zxing-cpp", self._qr, luma)
        self._without_code = 0 if codes else self._without_code + 1
        if not codes and self._without_code % ZBAR_EVERY == 0:
            codes = self._run("zbar", self._zbar, luma)
        if any(not code.confirmed for code in codes):
            self._second_look = ALL_EVERY
        return tuple(codes)

    def decode_still(self, luma: Luma) -> tuple[Sighting, ...]:
        """Read the codes of one picture with everything there is.

        Args:
            luma: (height, width) uint8, any stride.
        """
        codes = self._run("zxing-cpp", self._all, luma)
        if codes and all(code.confirmed for code in codes):
            return tuple(codes)
        second = self._run("zbar", self._zbar, luma)
        return tuple(confirm(codes, second) if codes else second)

    def _run(self, name: str, decode: Decode, luma: Luma) -> list[Sighting]:
        """Run one decoder; what it raises counts as "nothing read"."""
        codes: list[Sighting] = []
        if luma.ndim == 2 and luma.size:
            with self._boundaries.guard(name):
                codes = decode(np.ascontiguousarray(luma))
        return codes


def confirm(codes: list[Sighting], second: list[Sighting]) -> list[Sighting]:
    """Mark as confirmed what a second decoder read as well."""
    agreed = {code.payload for code in second}
    return [replace(code, confirmed=code.confirmed or code.payload in agreed) for code in codes]
