"""What a technician is told of the camera, put together from its events and pictures.

A code counts as confirmed here where the station would count it (`kiosk.station.tracker`): bars
when two different frames agree, whatever one frame says. Nothing is kept of a code that has left.
"""

from dataclasses import dataclass, replace

from contract.probes import CAMERA_STARTING, CAMERA_UP
from kiosk.camera.port import Luma
from kiosk.camera.sharpness import sharpness
from kiosk.camera.sighting import (
    CameraDown,
    CameraEvent,
    CameraHealth,
    CameraUp,
    Guidance,
    Hint,
    Motion,
    Sighting,
    Sightings,
)
from kiosk.station import tracker
from kiosk.station.code import CodeId, code_id
from kiosk.station.tracker import ABSENT_S, MAX_CODES, Tracks


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCode:
    """One code that is in view.

    Attributes:
        confirmed: whether the station would count it by now.
        reads: different frames that it was read in.
        decode_ms: what decoding its newest frame took.
        width_px, height_px: size of the frame that its corners refer to.
    """

    code: Sighting
    confirmed: bool
    reads: int
    decode_ms: float
    seen_s: float
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the camera is now.

    Attributes:
        at_s: since the watch began.
        camera: `up`, `starting`, or the code of what is wrong.
        detail: of what is wrong, for a technician.
        health: None before the first, and while there are no frames.
        sharpness: of the newest picture; None where there is none.
        best: the sharpest picture so far.
        hint: what would help to read what is held up.
        moving: None where that isn't known.
        size_px: width and height of the newest frame in full size.
        codes: first seen first.
    """

    at_s: float
    camera: str = CAMERA_STARTING
    detail: str = ""
    health: CameraHealth | None = None
    sharpness: float | None = None
    best: float | None = None
    hint: Hint | None = None
    moving: bool | None = None
    size_px: tuple[int, int] | None = None
    codes: tuple[SeenCode, ...] = ()

    @property
    def share(self) -> float | None:
        """How sharp the picture is beside the sharpest one, 0 to 1; None where nothing is known."""
        if self.sharpness is None or not self.best:
            return None
        return self.sharpness / self.best


class Watch:
    """Listens to a camera; one thread.

    Args:
        begun_s: monotonic time at which it begins.
    """

    def __init__(self, begun_s: float) -> None:
        self._begun_s = begun_s
        self._look = Look(at_s=0.0)
        self._tracks = Tracks()
        self._codes: dict[CodeId, SeenCode] = {}
        self.frames = 0
        """Frames that the camera has given."""

    def hear(self, event: CameraEvent) -> None:
        """Take one event of the camera."""
        match event:
            case Sightings():
                self._follow(event)
            case CameraHealth():
                self.frames = event.frames
                self._look = replace(self._look, health=event)
                if self._look.size_px is None:
                    # No luma is shared of a picture that is too large.
                    self._sharpen(event.sharpness)
            case Guidance(hint=hint):
                self._look = replace(self._look, hint=hint)
            case Motion(moving=moving):
                self._look = replace(self._look, moving=moving)
            case CameraUp():
                self._look = replace(self._look, camera=CAMERA_UP, detail="")
            case CameraDown(code=code, detail=detail, ends=ends):
                if ends:
                    self._begin_anew()
                self._look = replace(self._look, camera=code, detail=detail)

    def measure(self, luma: Luma) -> None:
        """Take the newest picture in full size; one of before a fault tells nothing of now."""
        if self._look.health is None:
            return
        self._look = replace(self._look, size_px=(luma.shape[1], luma.shape[0]))
        self._sharpen(sharpness(luma))

    def forget_best(self) -> None:
        """Measure the best sharpness anew, for another scene or light."""
        self._look = replace(self._look, best=self._look.sharpness)

    def look(self, now_s: float) -> Look:
        """Give what is known now."""
        self._codes = {
            name: seen for name, seen in self._codes.items() if now_s - seen.seen_s < ABSENT_S
        }
        return replace(self._look, at_s=now_s - self._begun_s, codes=self._shown())

    def _shown(self) -> tuple[SeenCode, ...]:
        """Give the codes that the station would follow, then as many more as there is room for."""
        followed = {track.code_id for track in self._tracks.tracks}
        names = sorted(self._codes, key=lambda name: name not in followed)[:MAX_CODES]
        return tuple(seen for name, seen in self._codes.items() if name in names)

    def _sharpen(self, now: float | None) -> None:
        best = self._look.best
        if now is not None:
            best = now if best is None else max(best, now)
        self._look = replace(self._look, sharpness=now, best=best)

    def _begin_anew(self) -> None:
        """Forget what was true of a camera process that has ended, but the best."""
        self._look = Look(at_s=0.0, best=self._look.best)
        self._tracks = Tracks()
        self._codes.clear()

    def _follow(self, frame: Sightings) -> None:
        self._tracks, _ = tracker.see(self._tracks, frame)
        for code in frame.codes:
            self._codes[code_id(code)] = SeenCode(
                code=code,
                confirmed=code.confirmed,
                reads=1,
                decode_ms=frame.decode_ms,
                seen_s=frame.captured_at_s,
                width_px=frame.width_px,
                height_px=frame.height_px,
            )
        # Of all, since what is read in one place may cost another code there its confirmation.
        for track in self._tracks.tracks:
            seen = self._codes.get(track.code_id)
            if seen is not None:
                self._codes[track.code_id] = replace(
                    seen, confirmed=track.confirmed, reads=track.frames
                )
