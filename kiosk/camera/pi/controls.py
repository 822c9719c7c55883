"""Which controls a Pi camera is given, and what its lens tells.

Facts, of libcamera's controls (their enumerations are plain numbers here, so that the library isn't
needed to name them):

- the Raspberry Pi's exposure control knows only AeFlickerMode Off and Manual, and rounds an
  exposure down to whole periods only where it is longer than one: bright stalls may still show
  bands;
- AeExposureMode Short trades noise for less blur; FrameDurationLimits of two equal times fix the
  frame rate, so that exposure can't stretch it;
- LensPosition is in dioptres (1 / metres), in force only in AfMode Manual, in which AfState is
  always Idle; AfRange Macro of the Camera Module 3 reaches from 33 to 7 cm;
- AfWindows are in pixels of ScalerCropMaximum.

Cameras without a motor advertise none of the Af controls.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.camera.pi.port import Rectangle
from kiosk.camera.sighting import Focus
from kiosk.settings import PI_FPS, CameraFocus, CameraSettings

FRAME_US = 1_000_000 // PI_FPS
FLICKER_US = 10_000
"""Lamps on 50 Hz are brightest a hundred times a second."""
_FLICKER_MANUAL = 1
_EXPOSURE_SHORT = 1
_AF_MANUAL, _AF_CONTINUOUS = 0, 2
_AF_MACRO = 1
_AF_FAST = 1
_AF_WINDOWS = 1
_AF_STATES = {1: Focus.SEARCHING, 2: Focus.FOCUSED, 3: Focus.FAILED}

Advertised = Mapping[str, tuple[object, object, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What to set, and what can't be.

    Attributes:
        values: controls that the camera advertises.
        missing: names of those that were wanted and aren't advertised.
        lens_position: what was made of a lens position beyond the camera's range, else None.
    """

    values: Mapping[str, object]
    missing: tuple[str, ...]
    lens_position: float | None = None


def choose(settings: CameraSettings, advertised: Advertised, sensor: Rectangle | None) -> Choice:
    """Choose the controls of a camera.

    Args:
        advertised: least, greatest and default value of each control that the camera has.
        sensor: the camera's ScalerCropMaximum, None where it tells none.
    """
    wanted: dict[str, object] = {
        "FrameDurationLimits": (FRAME_US, FRAME_US),
        "AeExposureMode": _EXPOSURE_SHORT,
        "AeFlickerMode": _FLICKER_MANUAL,
        "AeFlickerPeriod": FLICKER_US,
    }
    wanted |= _focus(settings, sensor)
    values = {name: value for name, value in wanted.items() if name in advertised}
    missing = tuple(name for name in wanted if name not in advertised)
    if "LensPosition" not in values:
        return Choice(values=values, missing=missing)
    asked = settings.lens_position
    least, greatest, _ = advertised["LensPosition"]
    can = _clamped(asked, least, greatest)
    values["LensPosition"] = can
    return Choice(values=values, missing=missing, lens_position=None if can == asked else can)


def _focus(settings: CameraSettings, sensor: Rectangle | None) -> dict[str, object]:
    if settings.focus is CameraFocus.FIXED:
        return {"AfMode": _AF_MANUAL, "LensPosition": settings.lens_position}
    values: dict[str, object] = {
        "AfMode": _AF_CONTINUOUS,
        "AfRange": _AF_MACRO,
        "AfSpeed": _AF_FAST,
    }
    if sensor is not None:
        left, top, width, height = sensor
        middle = (left + width // 4, top + height // 4, width // 2, height // 2)
        values |= {"AfMetering": _AF_WINDOWS, "AfWindows": [middle]}
    return values


def _clamped(value: float, least: object, greatest: object) -> float:
    if isinstance(least, int | float) and isinstance(greatest, int | float):
        return min(max(value, float(least)), float(greatest))
    return value


def focus_of(metadata: Mapping[str, object], choice: Choice) -> Focus | None:
    """Say what the lens did for a frame; None where the camera tells nothing of it."""
    state = metadata.get("AfState")
    if not isinstance(state, int):
        return None
    if choice.values.get("AfMode") == _AF_MANUAL:
        return Focus.FIXED
    return _AF_STATES.get(state)
