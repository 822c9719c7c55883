"""What the technician's window shows of the camera, as plain data in words that are ready."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.camera.sighting import Corner


class Wish(StrEnum):
    """What a technician asks of the window."""

    END = "end"
    ANEW = "anew"
    """Measure the best sharpness anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRow:
    """One code in view.

    Attributes:
        number: shown at its frame and before its words, from 1 on.
        sure: frame and number tell it without colour: solid and plain, or broken with a `?`.
        corners: in fractions of the picture's width and height.
        symbology: its name alone, for where `what` has no room.
        what: symbology, decoder, time.
        text: the content, fit to be shown.
    """

    number: int
    sure: bool
    corners: tuple[Corner, Corner, Corner, Corner]
    symbology: str
    what: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharpness:
    """The focus measure.

    Attributes:
        now: the figure, empty where there is none.
        best: the best one, in words.
        share: of the best one, 0 to 1.
    """

    label: str
    now: str = ""
    best: str = ""
    share: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraView:
    """Everything that decides the picture, but the camera's own pictures.

    Attributes:
        status: how the camera is.
        alarm: whether that is a fault.
        live: whether the camera's newest picture is one of now.
        hint: what would help to read what is held up, empty where nothing would.
        figures: label and value.
        no_code: stands where codes would.
        more: words for 1, 2, ... codes that have no room.
        loupe_title: over the middle of the picture.
        keys: what can be pressed.
    """

    status: str
    alarm: bool
    live: bool
    hint: str
    sharpness: Sharpness
    figures: tuple[tuple[str, str], ...]
    codes: tuple[CodeRow, ...]
    no_code: str
    more: tuple[str, ...]
    loupe_title: str
    keys: str
