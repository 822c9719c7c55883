"""Reads EAN-13 codes whose bars run into each other: out of focus, smeared, dark, under glare.

Other decoders look for edges, and where bars are narrower than the lens is sharp there are none.
Here a whole symbol is drawn as that lens would show it, digit by digit, until it looks like what is
seen. One digit alone may look like another, but few of all symbols have right parities and a right
check digit; the next best of them must look clearly worse.
"""

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np
from cv2.typing import MatLike

from kiosk.camera.port import Luma
from kiosk.camera.reading.bars import ean, fit
from kiosk.camera.reading.bars.ean import Rows
from kiosk.camera.reading.bars.fit import Fit
from kiosk.camera.reading.bars.line import Choice, Line, Read
from kiosk.camera.reading.bars.region import Region, find
from kiosk.camera.sighting import Corner, Sighting

BARS = "bars"
BANDS = 5
SEARCHED = (1, 2, 3)
BAND_PX = 8
MODULE_PX = 2.5
"""Lines are sampled as if modules were so wide, up to three times as fine as the picture is."""
MARGIN = 0.14
"""Of a region's width, on either side."""
LEAST_PX = 60
ALIKE = 0.08
"""Lines whose fit costs so much more than that of the best don't count."""
LEAST_ASPECT = 0.8
"""Width of a region's bars by their height: of a symbol about 1.6, of a single edge far less."""
UNLIKE = 0.3
"""A line that costs more, each digit taken alone, shows no symbol."""
HOPELESS = 0.22
"""So does one that costs more when its digits are taken together."""
MOST_COST = 0.1
"""Mean square distance from what the symbol should look like, in units of its own contrast."""
LEAST_MARGIN = 0.75
"""By so large a share of the cost the next best symbol costs more. Of what looked most like a
symbol in 383 photographs, wrong ones had 0.1 and less, right ones 0.57 and more; under a finger
wrong ones may have 0.66, and where one frame shows two symbols over each other even more."""


@dataclass(frozen=True, slots=True)
class _Band:
    """One line across the bars, the mean of some rows, and where the symbol lies on it."""

    at: int
    profile: fit.Profile
    fit: Fit


@dataclass(frozen=True, slots=True)
class Reading:
    """A symbol that is seen somewhere."""

    read: Read
    corners: tuple[Corner, Corner, Corner, Corner]


def blurred_bars(luma: Luma) -> list[Sighting]:
    """Read EAN-13 codes that are out of focus.

    Args:
        luma: (height, width) uint8, not empty.
    """
    for region in find(luma):
        seen = reading(luma, region)
        if seen is not None and is_sure(seen.read):
            return [_sighting(seen)]
    return []


def is_sure(read: Read) -> bool:
    """Say whether a symbol looks as it should, and no other nearly as much."""
    return read.cost <= MOST_COST and read.margin >= LEAST_MARGIN * read.cost


def reading(luma: Luma, region: Region) -> Reading | None:
    """Give the symbol that a region most looks like: by its plainest line, else by all."""
    strip = _strip(luma, region)
    if strip is None:
        return None
    plainest = _plainest(strip)
    if plainest is None:
        return None
    fits = [plainest]
    side = _likelier(fits)
    if side.cost > HOPELESS:
        return None
    read = side.read()
    if read is None or not is_sure(read):
        fits = _others(strip, plainest)
        side = _likelier(fits)
        read = side.read()
    return None if read is None else Reading(read, _corners(region, strip, fits))


@dataclass(frozen=True, slots=True)
class _Side:
    """The lines over a symbol added up and looked at from one side, and what they look like."""

    line: Line
    radius: float
    choice: Choice
    cost: float

    def read(self) -> Read | None:
        """Give the symbol that the line shows; None where it shows none, or none for certain."""
        if self.cost > MOST_COST or self.radius == ean.TOO_BLURRED:
            return None
        return self.line.read(self.choice, self.radius)


def _likelier(fits: list[_Band]) -> _Side:
    return min((_side(fits, turned=turned) for turned in (False, True)), key=lambda one: one.cost)


def _side(fits: list[_Band], *, turned: bool) -> _Side:
    line = Line(*_together(fits, turned=turned))
    radius = min(fits, key=lambda one: one.fit.cost).fit.radius
    choice = line.likeliest(line.guess(radius), radius)
    return _Side(line, radius, choice, line.cost(choice, radius))


@dataclass(frozen=True, slots=True)
class _Strip:
    """A region with its bars upright: the profiles of its lines, and the way back."""

    profiles: list[fit.Profile]
    scale: float
    left: float


def _strip(luma: Luma, region: Region) -> _Strip | None:
    (begin, end), (top, bottom) = region.across, region.along
    wide, high = end - begin, bottom - top
    if wide < LEAST_PX or high < 4 or wide < LEAST_ASPECT * high:
        return None
    scale = min(max(MODULE_PX * ean.MODULES / wide, 0.4), 3.0)
    left = begin - MARGIN * wide - 6
    wide_px, high_px = round((wide * (1 + 2 * MARGIN) + 12) * scale), max(4, round(high))
    band = max(2, min(BAND_PX, high_px // BANDS))
    profiles = []
    for at in np.linspace(0, high_px - band, BANDS).astype(int).tolist():
        corner = _laid(region.angle, left, top + at)
        laid = _warped(luma, corner, region.angle, scale, (wide_px, band))
        profiles.append(np.asarray(255 - laid.mean(axis=0), np.float32))
    return _Strip(profiles, scale, left)


def _warped(
    luma: Luma, corner: Corner, angle: float, scale: float, size: tuple[int, int]
) -> MatLike:
    """Lay a part of the picture flat, its bars upright, `scale` times as wide."""
    cos, sin = math.cos(angle), math.sin(angle)
    back = np.array([[cos / scale, -sin, corner[0]], [sin / scale, cos, corner[1]]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return cv2.warpAffine(luma, back, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)


def _laid(angle: float, across: float, along: float) -> Corner:
    """Give the place in the picture of one that is told across and along the bars of a region."""
    cos, sin = math.cos(angle), math.sin(angle)
    return across * cos - along * sin, across * sin + along * cos


def _plainest(strip: _Strip) -> _Band | None:
    """Fit the line that looks most like a symbol; None where none does."""
    starts = [
        _Band(at, strip.profiles[at], found)
        for at in SEARCHED
        if (found := fit.search(strip.profiles[at])) is not None
    ]
    if not starts:
        return None
    best = min(starts, key=lambda band: band.fit.cost)
    best = replace(best, fit=fit.refine(best.profile, best.fit))
    return best if best.fit.cost <= UNLIKE else None


def _others(strip: _Strip, plainest: _Band) -> list[_Band]:
    """Fit all lines, each from its neighbour on; leave out those that look much worse."""
    bands = {plainest.at: plainest}
    for step in (1, -1):
        at = plainest.at + step
        while 0 <= at < BANDS:
            profile = strip.profiles[at]
            bands[at] = _Band(at, profile, fit.refine(profile, bands[at - step].fit))
            at += step
    best = min(band.fit.cost for band in bands.values())
    return [bands[at] for at in sorted(bands) if bands[at].fit.cost <= best + ALIKE]


def _together(fits: list[_Band], *, turned: bool) -> tuple[Rows, Rows]:
    """Add up lines module by module; where one has little contrast it counts little."""
    rows = np.concatenate([fit.rows(one.profile, one.fit) for one in fits])
    level, spread = ean.levelled(rows)
    cost = np.array([one.fit.cost for one in fits])[:, None]
    weight = spread**2 / (spread**2).mean() / (cost + 0.02)
    total = weight.sum(axis=0, keepdims=True)
    line = (level * weight).sum(axis=0, keepdims=True) / total
    if turned:
        line, total = _turned(line), _turned(total)
    return np.asarray(line, np.float32), np.asarray(np.sqrt(total), np.float32)


def _turned(row: Rows) -> Rows:
    return np.ascontiguousarray(row[:, ::-1])


def _corners(
    region: Region, strip: _Strip, fits: list[_Band]
) -> tuple[Corner, Corner, Corner, Corner]:
    def at(x: float, along: float) -> Corner:
        return _laid(region.angle, strip.left + x / strip.scale, along)

    first, last = fits[0].fit, fits[-1].fit
    top, bottom = region.along
    return at(first.start, top), at(first.end, top), at(last.end, bottom), at(last.start, bottom)


def _sighting(one: Reading) -> Sighting:
    return Sighting(
        text=one.read.text,
        payload=one.read.text.encode(),
        format="EAN-13",
        symbology="]E0",
        corners=one.corners,
        confirmed=False,
        decoder=BARS,
    )
