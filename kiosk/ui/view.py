"""What the window shows, as plain data: the station's flow makes a `View`, the window draws it.

A view holds no pixel and no translated word; the window knows the languages, the fonts and the
sizes. Two equal views give the same picture, so an equal view needs no drawing.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from kiosk.camera.sighting import Hint
from provenance.codes.reading import Reading
from provenance.verdict.verdict import Verdict

LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideView:
    """One slide of the attract loop.

    Attributes:
        picture: a file that was verified; a broken one is skipped, never shown as black.
        title, body: per language code.
    """

    picture: Path
    title: tuple[tuple[str, str], ...]
    body: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attract:
    """Nobody is here: a slide, and how to scan; without slides the built-in one."""

    slide: SlideView | None = None
    index: int = 0
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanning:
    """Something is before the camera: its picture, and how to hold the code.

    Attributes:
        hint: what would help right now, None where the usual words do.
    """

    hint: Hint | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """A code was read and is being looked up."""

    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the code proves.

    Attributes:
        others: further codes that were in view and can be chosen instead.
        countdown_s: whole seconds until the attract screen, None until the warning begins.
    """

    verdict: Verdict
    others: tuple[Reading, ...] = ()
    countdown_s: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """The camera gives no pictures; says what still works and whom to ask.

    Attributes:
        code: stable name such as `camera.stalled`, shown small for a technician.
    """

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identify:
    """This is the station that somebody looks for: its id and name, large.

    Attributes:
        name: as people know it; empty where nobody said.
        lit: changes each half second, so that it is seen from afar.
    """

    station: str
    name: str = ""
    lit: bool = True


Screen = Attract | Scanning | Checking | Result | Fault | Identify


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Everything that decides the picture, but the camera's preview.

    Attributes:
        language: one of `LANGUAGES`.
        online: whether the fleet can be reached now.
        offline_since: since when it can't, None while it can or if that isn't known.
        clock: the time to show, None without a trusted clock.
        station_name: as the operator named it, empty before that.
    """

    screen: Screen
    language: str = "vi"
    online: bool = True
    offline_since: datetime | None = None
    clock: datetime | None = None
    station_name: str = ""


class Action(StrEnum):
    """What a shopper can do with a finger, a button or a key."""

    LANGUAGE = "language"
    """The next language of the list."""
    MORE_TIME = "more_time"
    DONE = "done"
    OTHER_CODE = "other_code"
    """Choose the next of the other codes in view."""
