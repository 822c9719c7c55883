"""What the camera process tells the station: codes that it saw, and how it is."""

from dataclasses import dataclass
from enum import StrEnum

Corner = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One code in one frame.

    Attributes:
        text: the content, decoded as the symbol says (ECI), else as UTF-8, or as UTF-16 where
            it begins with its mark, else as a guess.
        payload: the content's bytes.
        format: name of the symbology as people know it: `QR Code`, `EAN-13`, `Data Matrix`, ...
        symbology: ISO/IEC 15424 identifier such as `]Q1`; empty where the decoder gives none.
        corners: top left, top right, bottom right, bottom left, in pixels of the frame.
        confirmed: false for one read of a 1D code, whose check is weak.
        decoder: which decoder read it.
    """

    text: str
    payload: bytes
    format: str
    symbology: str
    corners: tuple[Corner, Corner, Corner, Corner]
    confirmed: bool
    decoder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sightings:
    """All codes of one frame.

    Attributes:
        frame: running number of the frame since the camera process began.
        captured_at_s: monotonic time of the exposure.
        decode_ms: how long decoding took.
        width_px, height_px: size of the frame that `corners` refer to.
    """

    frame: int
    captured_at_s: float
    decode_ms: float
    width_px: int
    height_px: int
    codes: tuple[Sighting, ...]


class Focus(StrEnum):
    """What the lens is doing, as far as the camera tells."""

    FIXED = "fixed"
    SEARCHING = "searching"
    FOCUSED = "focused"
    FAILED = "failed"


class Hint(StrEnum):
    """What keeps a code from being read, as measured in the picture; worst first."""

    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    """The picture is washed out as a whole."""
    GLARE = "glare"
    """A lamp is mirrored on what is held up."""
    MOVING = "moving"
    TOO_FAR = "too_far"
    TOO_NEAR = "too_near"


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraHealth:
    """How the camera is, twice a second.

    Attributes:
        frames: frames seen since the station process began.
        decoded: frames in which at least one code was read.
        fps: frames per second, lately.
        brightness: mean of the last frame's luma, 0 to 255.
        sharpness: mean difference of neighbouring pixels in the middle of the last frame, 0 to 255;
            a lens that is smeared or out of focus gives less than the same one did before.
        decode_ms: mean time of decoding a frame, lately; 0 where none was decoded.
        focus: None where the camera tells nothing of it.
    """

    frames: int
    decoded: int
    fps: float
    brightness: float
    sharpness: float | None = None
    decode_ms: float = 0.0
    focus: Focus | None = None


@dataclass(frozen=True, slots=True)
class Guidance:
    """What would help to read what is held up, told when it changes.

    Attributes:
        hint: None where nothing is held up, or nothing is wrong.
    """

    hint: Hint | None


@dataclass(frozen=True, slots=True)
class Motion:
    """Something before the camera moved, or nothing does any more; told when it changes."""

    moving: bool


@dataclass(frozen=True, slots=True)
class CameraUp:
    """Frames are coming."""


@dataclass(frozen=True, slots=True)
class CameraDown:
    """No frames: the process is being restarted, unless the picture is black.

    Attributes:
        code: stable name such as `camera.stalled`, `camera.died`, `camera.no_photos`.
        detail: for a technician.
        ends: whether the camera process ends with it.
    """

    code: str
    detail: str = ""
    ends: bool = False


CameraEvent = Sightings | CameraHealth | Guidance | Motion | CameraUp | CameraDown
