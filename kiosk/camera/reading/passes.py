"""The passes that the decoder makes over a picture: what is done to it, and who reads it then.

`LOOK` and `REST` find nearly all that is easy. The others are for what they miss, as data: each
with what it costs and what it gains, measured once on the photographs of the benchmark. What all of
them read together is what `make bench-decode` says. Which comes next is left to
`kiosk.camera.reading.decoder`.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from zxingcpp import Binarizer

from kiosk.camera.reading.bars.reader import BARS, blurred_bars
from kiosk.camera.reading.enhance import (
    Enhance,
    as_it_is,
    blurred,
    busiest,
    equalised,
    evenly_lit,
    gamma,
    one_after_other,
    resized,
    sharpened,
    thresholded,
)
from kiosk.camera.reading.qr.evidence import Evidence
from kiosk.camera.reading.qr.reader import GRID, bent
from kiosk.camera.reading.symbologies import LARGE_QR, LINEAR, OTHERS, QR_ONLY
from kiosk.camera.reading.zbar import ZBAR, zbar, zbar_bars
from kiosk.camera.reading.zxing import ZXING, Decode, zxing

BUSY_PX = 350_000
"""Of a larger picture zbar and the local threshold, which are slow, see the busiest part."""
ENLARGED_PX = 200_000
"""Of a larger picture the busiest part is enlarged."""


class Family(StrEnum):
    """What kind of code a pass reads."""

    MATRIX = "matrix"
    LINEAR = "linear"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """One way to look at a picture.

    Attributes:
        decoder: what `decode` calls itself in `Sighting.decoder`.
        ms_per_megapixel: what it costs on the machine of the benchmarks; elsewhere only how passes
            compare counts.
        gain: what is due to it of the photographs, held by a hand, of which `LOOK` and `REST` read
            no frame: each that is read at all counts one, shared among its passes by how often each
            reads it; so what only one pass reads counts most. One in five shows bars. Only how
            gains compare counts.
    """

    name: str
    family: Family
    enhance: Enhance = as_it_is
    decode: Decode
    decoder: str
    ms_per_megapixel: float
    gain: float


LOOK = Pass(
    name="QR",
    family=Family.MATRIX,
    decode=zxing(QR_ONLY),
    decoder=ZXING,
    ms_per_megapixel=2.7,
    gain=1.0,
)
"""For each frame."""
REST = Pass(
    name="Data Matrix and bars",
    family=Family.BOTH,
    decode=zxing(OTHERS, turned=False),
    decoder=ZXING,
    ms_per_megapixel=5.0,
    gain=1.0,
)
"""For some frames; bars that lie flat are left to the hard passes."""
SECOND = Pass(
    name="second opinion",
    family=Family.LINEAR,
    decode=zbar_bars,
    decoder=ZBAR,
    ms_per_megapixel=12,
    gain=0,
)
"""For still pictures with bars that were read once; what it alone reads doesn't count."""


def hard_passes(evidence: Evidence | None = None) -> tuple[Pass, ...]:
    """Give the passes for what `LOOK` and `REST` miss, as a still picture gets them.

    Args:
        evidence: adds up what the frames of a stream say of one code.
    """
    frames = evidence.add if evidence is not None else None
    qr, bars = (ZXING, zxing(LARGE_QR)), (ZXING, zxing(LINEAR, turned=False))
    coarse = (ZXING, zxing(LARGE_QR, binarizer=Binarizer.GlobalHistogram))
    second = (ZBAR, zbar)
    wide, narrow = (GRID, bent(1 / 8, 2, frames)), (GRID, bent(1 / 20, together=frames))
    part = busiest(BUSY_PX)
    twice = one_after_other(busiest(ENLARGED_PX), resized(2))
    two_tones = one_after_other(part, thresholded(25, 5))
    return (
        _matrix("one threshold for all", as_it_is, coarse, 1.7, 0.01),
        _linear("bars, half size", resized(0.5), bars, 2, 0.003),
        _matrix("dark tones spread", gamma(0.5), qr, 4, 0.025),
        _matrix("light tones spread", gamma(3.5), qr, 3.5, 0.035),
        _linear("bars, evenly lit", evenly_lit(20), bars, 9, 0.035),
        _matrix("bent", as_it_is, wide, 11, 0.1),
        _matrix("seen from the side", resized(1.2, 0.7), qr, 3, 0.03),
        _linear("bars out of focus", as_it_is, (BARS, blurred_bars), 35, 0.17),
        _matrix("smoothed", blurred(1), qr, 4, 0.01),
        _matrix("zbar, half size", resized(0.5), second, 11, 0.1),
        _matrix("zbar, local threshold", two_tones, second, 16, 0.085),
        _matrix("bent, twice as large", twice, wide, 15, 0.1),
        _matrix("twice as large", twice, qr, 4.5, 0.02),
        _matrix("bent, uneven light", as_it_is, narrow, 30, 0.15),
        _matrix("sharpened", sharpened(2, 3), qr, 9, 0.08),
        _matrix("local contrast", equalised(4, 8), qr, 11, 0.055),
        _matrix("zbar, smoothed", one_after_other(part, blurred(2)), second, 14, 0.05),
        _matrix("local threshold", one_after_other(part, thresholded(51, 7)), qr, 7, 0.02),
        _linear("bars, turned", as_it_is, (ZXING, zxing(LINEAR)), 9, 0.005),
    )


def _matrix(
    name: str, enhance: Enhance, reader: tuple[str, Decode], ms: float, gain: float
) -> Pass:
    decoder, decode = reader
    return Pass(
        name=name,
        family=Family.MATRIX,
        enhance=enhance,
        decode=decode,
        decoder=decoder,
        ms_per_megapixel=ms,
        gain=gain,
    )


def _linear(
    name: str, enhance: Enhance, reader: tuple[str, Decode], ms: float, gain: float
) -> Pass:
    return replace(_matrix(name, enhance, reader, ms, gain), family=Family.LINEAR)
