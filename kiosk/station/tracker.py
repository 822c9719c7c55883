"""From sightings, many a second, to scans: the same code held before the camera is one scan.

Pure: `see` takes what is known and one frame, and gives what is known then and what the frame
means. A code that was away for `ABSENT_S` and returns is a new scan. A weak code (1D) counts when
two different frames agree. Of several codes in view the one that says most about the item is
scanned (`provenance.codes.choose`), the others are offered; a code that comes later takes over only
if it says more, or once the scanned one has left the view.
"""

from dataclasses import dataclass, replace

from kiosk.camera.sighting import Sightings
from kiosk.station.code import Code, CodeId, code_id
from provenance.codes.choose import in_order, rank
from provenance.codes.read import read
from provenance.codes.reading import Reading

ABSENT_S = 1.0
IN_VIEW_S = 0.4
"""1D codes are looked for in every third frame, the hard pass runs in every fifth (15 fps)."""
FRAMES_THAT_AGREE = 2
MAX_CODES = 16
"""More codes in one view are no pack of goods, and must not cost the loop its pace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One code while it is present; its content, which may be personal, isn't kept.

    Attributes:
        frames: different frames that it was read in.
        settled: whether it was scanned, or offered beside the one that was.
    """

    code_id: CodeId
    reading: Reading
    symbology: str
    first_s: float
    last_s: float
    frames: int
    confirmed: bool
    settled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracks:
    """What is before the camera.

    Attributes:
        scanned: the code that was scanned last; it may have left.
    """

    tracks: tuple[Track, ...] = ()
    scanned: CodeId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What one frame means.

    Attributes:
        glimpsed: a code is there, perhaps not yet sure.
        scan: a new scan.
        others: the further codes in view, told when there is a scan or one of them is new.
    """

    glimpsed: bool
    scan: Code | None = None
    others: tuple[Code, ...] | None = None


def see(tracks: Tracks, frame: Sightings) -> tuple[Tracks, Sight]:
    """Follow the codes into one more frame."""
    now_s = frame.captured_at_s
    present = _update(tracks.tracks, frame)
    in_view = [track for track in present if now_s - track.last_s < IN_VIEW_S and track.confirmed]
    scanned = next((t for t in in_view if t.code_id == tracks.scanned and t.settled), None)
    new = _best([track for track in in_view if not track.settled])
    if new is None:
        sight = Sight(glimpsed=bool(frame.codes))
        return replace(tracks, tracks=present), sight
    if scanned is None or rank(new.reading) < rank(scanned.reading):
        present = _settle(present, {track.code_id for track in in_view})
        sight = Sight(glimpsed=True, scan=_code(new, frame), others=_others(in_view, new, frame))
        return Tracks(tracks=present, scanned=new.code_id), sight
    # Only what was in one frame with the scanned code is offered beside it for good: what came just
    # after it had left is about to be scanned itself.
    together = {t.code_id for t in in_view if t.last_s == scanned.last_s == now_s}
    offered = together - {track.code_id for track in in_view if track.settled}
    others = _others(in_view, scanned, frame) if offered else None
    return (
        replace(tracks, tracks=_settle(present, together)),
        Sight(glimpsed=bool(frame.codes), others=others),
    )


def _update(tracks: tuple[Track, ...], frame: Sightings) -> tuple[Track, ...]:
    now_s = frame.captured_at_s
    known = {track.code_id: track for track in tracks if now_s - track.last_s < ABSENT_S}
    for sighting in frame.codes[:MAX_CODES]:
        name = code_id(sighting)
        before = known.get(name)
        if before is None:
            known[name] = Track(
                code_id=name,
                reading=read(sighting.payload, sighting.symbology),
                symbology=sighting.symbology,
                first_s=now_s,
                last_s=now_s,
                frames=1,
                confirmed=sighting.confirmed,
            )
        elif now_s > before.last_s:
            frames = before.frames + 1
            sure = before.confirmed or sighting.confirmed or frames >= FRAMES_THAT_AGREE
            known[name] = replace(before, last_s=now_s, frames=frames, confirmed=sure)
    return tuple(known.values())


def _best(tracks: list[Track]) -> Track | None:
    order = in_order([track.reading for track in tracks])
    return tracks[order[0]] if order else None


def _settle(tracks: tuple[Track, ...], names: set[CodeId]) -> tuple[Track, ...]:
    return tuple(
        replace(track, settled=True) if track.code_id in names else track for track in tracks
    )


def _others(in_view: list[Track], chosen: Track, frame: Sightings) -> tuple[Code, ...]:
    """Give the further codes, best first; one that names the same goods is no other code."""
    rest = [track for track in in_view if track.code_id != chosen.code_id]
    ordered = [rest[index] for index in in_order([track.reading for track in rest])]
    named = {chosen.reading.item} - {None}
    others = []
    for track in ordered:
        if track.reading.item is None or track.reading.item not in named:
            others.append(_code(track, frame))
            named.add(track.reading.item)
    return tuple(others)


def _code(track: Track, frame: Sightings) -> Code:
    return Code(
        code_id=track.code_id,
        reading=track.reading,
        symbology=track.symbology,
        decode_ms=frame.decode_ms,
        captured_at_s=frame.captured_at_s,
    )
