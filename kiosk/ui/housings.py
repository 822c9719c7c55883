"""The housings of the city's plan, as settings of the window: panel, profile, distance."""

from collections.abc import Mapping
from types import MappingProxyType

from contract.window import Housing
from kiosk.settings import Profile, ScreenSettings


def _screen(
    profile: Profile, size: tuple[int, int], mm_per_px: float, distance_mm: int
) -> ScreenSettings:
    return ScreenSettings(
        profile=profile,
        width_px=size[0],
        height_px=size[1],
        mm_per_px=mm_per_px,
        distance_mm=distance_mm,
        fullscreen=False,
        driver="dummy",
    )


HOUSINGS: Mapping[Housing, ScreenSettings] = MappingProxyType(
    {
        Housing.CABIN: _screen(Profile.CABIN, (1920, 1080), 0.248, 700),
        Housing.CABIN_PORTRAIT: _screen(Profile.CABIN, (1080, 1920), 0.248, 700),
        Housing.STATION: _screen(Profile.STATION, (1920, 1080), 0.180, 600),
        Housing.COMPACT_7: _screen(Profile.COMPACT, (800, 480), 0.191, 400),
        Housing.COMPACT_10: _screen(Profile.COMPACT, (1280, 800), 0.170, 400),
    }
)

SCREENS: Mapping[str, ScreenSettings] = MappingProxyType(
    {
        **{housing.value: settings for housing, settings in HOUSINGS.items()},
        "compact-7-far": _screen(Profile.COMPACT, (800, 480), 0.191, 600),
        "compact-10-far": _screen(Profile.COMPACT, (1280, 800), 0.170, 600),
    }
)
"""The housings, and small ones that a shopper looks at from farther away."""
