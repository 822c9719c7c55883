"""The palette and the sizes: everything that says how the window looks, in one place.

Facts: a capital H is to subtend 0.7 degree at the viewing distance (EN 301 549, 5.1.4), no text is
below 4.8 mm capital height (ADA 707), targets are 20 mm with 5 mm between them, contrast is 7:1 for
text (WCAG 2.2, 1.4.6). Sizes are kept in millimetres and become pixels here alone.

Green is used for one thing only, a valid stamp, so no button and no ornament is green.
"""

import math
from dataclasses import dataclass

from kiosk.settings import Profile, ScreenSettings
from kiosk.ui.scene import Box, Face, Rgb, Type
from provenance.verdict.verdict import Colour

MIN_CAP_MM = 4.8
CAP_DEGREES = 0.7
TARGET_MM = 20.0
TARGET_GAP_MM = 5.0
BODY_CONTRAST = 7.0
LARGE_CONTRAST = 4.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours, named for what they do."""

    paper: Rgb = (250, 247, 240)
    card: Rgb = (255, 255, 255)
    sand: Rgb = (240, 232, 216)
    ink: Rgb = (22, 32, 42)
    quiet: Rgb = (72, 80, 86)
    night: Rgb = (18, 42, 58)
    on_night: Rgb = (255, 252, 245)
    glow: Rgb = (255, 205, 110)
    line: Rgb = (221, 213, 198)
    alarm: Rgb = (150, 20, 20)

    def verdict(self, colour: Colour) -> tuple[Rgb, Rgb]:
        """Give the area and the text upon it of a verdict's colour."""
        match colour:
            case Colour.RED:
                return (158, 22, 22), (255, 255, 255)
            case Colour.ORANGE:
                return (255, 176, 32), (28, 22, 8)
            case Colour.BLUE:
                return (16, 72, 140), (255, 255, 255)
            case Colour.GREEN:
                return (10, 92, 52), (255, 255, 255)
            case Colour.GREY:
                return (72, 78, 84), (255, 255, 255)


def luminance(colour: Rgb) -> float:
    """Compute the relative luminance, 0 to 1 (WCAG 2.2)."""
    parts = [value / 255 for value in colour]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Rgb, other: Rgb) -> float:
    """Compute the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """The measures of one screen, in pixels.

    Attributes:
        fine_cap, task_cap: capital heights of the smallest text and of what a shopper needs.
        margin: space around groups; `space` that between lines of one group.
    """

    screen: Box
    compact: bool
    mm_per_px: float
    fine_cap: int
    task_cap: int
    target: int
    target_gap: int
    margin: int
    space: int
    radius: int

    @property
    def portrait(self) -> bool:
        """Whether the screen is higher than wide."""
        return self.screen.h > self.screen.w

    def px(self, mm: float) -> int:
        """Turn millimetres into pixels, rounded up so that no minimum is missed."""
        return math.ceil(mm / self.mm_per_px)

    def fine(self, face: Face = Face.BODY) -> Type:
        """Set what is good to know."""
        return Type(face=face, cap_px=self.fine_cap, task=False)

    def task(self, face: Face = Face.BODY, factor: float = 1.0) -> Type:
        """Set what a shopper needs, `factor` times the size that the distance asks for."""
        return Type(face=face, cap_px=math.ceil(self.task_cap * max(factor, 1.0)))


def task_cap_mm(distance_mm: float) -> float:
    """Compute the capital height that a viewing distance asks for."""
    return max(MIN_CAP_MM, distance_mm * math.tan(math.radians(CAP_DEGREES)))


def sizes(settings: ScreenSettings) -> Sizes:
    """Work out the measures of a screen."""
    compact = settings.profile is Profile.COMPACT

    def px(mm: float) -> int:
        return math.ceil(mm / settings.mm_per_px)

    return Sizes(
        screen=Box(0, 0, settings.width_px, settings.height_px),
        compact=compact,
        mm_per_px=settings.mm_per_px,
        fine_cap=px(MIN_CAP_MM),
        task_cap=px(task_cap_mm(settings.distance_mm)),
        target=px(TARGET_MM),
        target_gap=px(TARGET_GAP_MM),
        margin=px(3 if compact else 8),
        space=px(1.5 if compact else 3),
        radius=px(2 if compact else 3.5),
    )
