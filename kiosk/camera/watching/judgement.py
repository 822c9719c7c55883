"""What was measured of something held up, and which hint follows: pure, with every limit named.

The limits come from real photographs laid into the camera's frame as they are, darkened,
brightened, blurred, and made smaller; docs/stations.md says how often each hint was right.
"""

from dataclasses import dataclass

from kiosk.camera.sighting import Hint

DARK_BELOW = 32.0
"""Luma of the brightest tenth of what is held up. Of 366 photographs darkened to a fifth, with the
noise that a sensor then has, zxing-cpp reads half (their median is 40), of those at an eighth three
in ten (27)."""
SCENE_DARK_BELOW = 50.0
"""Luma that a quarter of the whole frame exceeds; above it there is light, and a black jacket."""
WASHED_OUT_SHARE = 0.3
"""This share of what is held up is saturated, ..."""
WASHED_OUT_ABOVE = 100.0
"""... and its darkest tenth is this bright: the dark modules are no longer dark."""
SATURATED_FROM = 250
GLARE_SHARE = 0.008
"""Saturated share of what is held up; half of the photographs of glare and lamps that can't be read
have more."""
GLARE_SHARE_BELOW = 0.1
"""More than this is white paper in full light, not the mirror of a lamp."""
GLARE_PAPER_BELOW = 215.0
"""Luma of the brightest tenth without what is saturated: beside paper that is nearly white itself
nothing stands out."""
FAST_PX_S = 250.0
"""For a frame 1280 wide. Exposed for 10 ms that smears 2.5 px, more than one module of a code that
can just be read; what a hand holds still moves by 40 to 120."""
FAR_MODULE_PX = 1.75
"""zxing-cpp reads hardly any code below 1.8 px a module."""
FAR_COVER = 0.03
"""A label of 10 cm at 60 cm covers this share of the frame."""
NEAR_MODULE_PX = 26.0
"""A code of 25 modules is then 650 px wide and hangs out of most frames."""
NEAR_COVER = 0.3
"""What covers less isn't near enough to be out of focus for that."""
SOFT_BELOW = 0.09
"""Sharpest edges a pixel, as share of the contrast: an edge that takes more than eleven pixels,
which is six modules of a code that could just be read if it were sharp."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one look at something held up gave.

    Attributes:
        cover: share of the frame that it covers.
        dark, light: luma of its darkest and brightest tenth; `light` without what is saturated.
        saturated: share of it that is.
        scene: luma that a quarter of the whole frame exceeds.
        speed_px_s: how fast it moves, in pixels of a frame 1280 wide; None where that isn't known.
        softness: its sharpest edges, as share of its contrast a pixel; None without contrast.
        module_px: modules of the largest finder pattern in it, None where there is none.
    """

    cover: float
    dark: float
    light: float
    saturated: float
    scene: float
    speed_px_s: float | None = None
    softness: float | None = None
    module_px: float | None = None


def hint_of(seen: Measured) -> Hint | None:
    """Say what would help most, None where nothing is wrong; what hides the rest comes first."""
    checks = (
        (Hint.TOO_DARK, _is_dark(seen)),
        (Hint.TOO_BRIGHT, _is_washed_out(seen)),
        (Hint.GLARE, _is_glaring(seen)),
        (Hint.MOVING, seen.speed_px_s is not None and seen.speed_px_s > FAST_PX_S),
        (Hint.TOO_FAR, _is_far(seen)),
        (Hint.TOO_NEAR, _is_near(seen)),
    )
    return next((hint for hint, holds in checks if holds), None)


def _is_dark(seen: Measured) -> bool:
    return seen.light < DARK_BELOW and seen.scene < SCENE_DARK_BELOW


def _is_glaring(seen: Measured) -> bool:
    is_spot = GLARE_SHARE <= seen.saturated < GLARE_SHARE_BELOW
    return is_spot and seen.light < GLARE_PAPER_BELOW


def _is_washed_out(seen: Measured) -> bool:
    return seen.saturated >= WASHED_OUT_SHARE and seen.dark >= WASHED_OUT_ABOVE


def _is_far(seen: Measured) -> bool:
    if seen.module_px is None:
        return seen.cover < FAR_COVER
    return seen.module_px < FAR_MODULE_PX


def _is_near(seen: Measured) -> bool:
    if seen.module_px is not None:
        return seen.module_px > NEAR_MODULE_PX
    return seen.cover > NEAR_COVER and seen.softness is not None and seen.softness < SOFT_BELOW
