"""From sightings, many a second, to scans: the same code held before the camera is one scan.

Pure: `see` takes what is known and one frame, and gives what is known then and what the frame
means. A code that was away for `ABSENT_S` and returns is a new scan. A weak code (1D) counts when
two different frames agree, or two decoders (of which the camera process tells). What is read in one
place of the picture is one code: of weak reads that say different things there the one that was
read more often counts, and none while they are tied; one that was scanned and is outdone later
makes room for the other. Of several codes in view the one that says most about the item is scanned
(`provenance.codes.choose`), the others are offered; a code that comes later takes over only if it
says more, or once the scanned one has left the view.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.camera.sighting import Sighting, Sightings
from kiosk.station.code import Code, CodeId, code_id
from provenance.codes.choose import in_order, rank
from provenance.codes.host_rules import HostRule
from provenance.codes.known_hosts import KNOWN_HOSTS
from provenance.codes.read import read
from provenance.codes.reading import Reading

ABSENT_S = 1.0
IN_VIEW_S = 0.4
"""1D codes are looked for in every third frame, the hard pass runs in every fifth (15 fps)."""
FRAMES_THAT_AGREE = 2
APART_S = 0.045
"""Frames that follow each other sooner, as at 30 a second, show the same smear and the same glare,
and lead a decoder to the same wrong digits; they count as one."""
MAX_CODES = 16
"""More codes in one view are no pack of goods, and must not cost the loop its pace. Which are
followed is a matter of what they say, not of where in the picture a decoder finds them first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the picture a code is: its middle, and half its diagonal, all in pixels."""

    x: float
    y: float
    reach: float

    def shared(self, other: "Place") -> bool:
        """Say whether a code here and one there must be the same piece of print."""
        return math.hypot(self.x - other.x, self.y - other.y) < max(self.reach, other.reach)


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One code while it is present; its content, which may be personal, isn't kept.

    Attributes:
        counted_s: when it was last read in a frame that counts as a different one.
        frames: different frames that it was read in.
        sure: whether one read was enough.
        confirmed: whether it counts, for that or because enough frames agree and none disagree.
        settled: whether it was scanned, or offered beside the one that was.
    """

    code_id: CodeId
    reading: Reading
    symbology: str
    first_s: float
    last_s: float
    counted_s: float
    place: Place
    frames: int
    sure: bool
    confirmed: bool
    settled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracks:
    """What is before the camera.

    Attributes:
        scanned: the code that was scanned last; it may have left.
        passed_over: codes of the newest frame that say less than the `MAX_CODES` that are followed;
            to read them again in every frame would cost as much as all else.
    """

    tracks: tuple[Track, ...] = ()
    scanned: CodeId | None = None
    passed_over: frozenset[CodeId] = frozenset()


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


def see(
    tracks: Tracks, frame: Sightings, rules: Sequence[HostRule] = KNOWN_HOSTS
) -> tuple[Tracks, Sight]:
    """Follow the codes into one more frame.

    Args:
        rules: as of `provenance.codes.read`.
    """
    now_s = frame.captured_at_s
    tracks = _update(tracks, frame, rules)
    present = tracks.tracks
    in_view = [track for track in present if now_s - track.last_s < IN_VIEW_S and track.confirmed]
    scanned = next((t for t in in_view if t.code_id == tracks.scanned and t.settled), None)
    new = _best([track for track in in_view if not track.settled])
    if new is None:
        sight = Sight(glimpsed=bool(frame.codes))
        return tracks, sight
    if scanned is None or rank(new.reading) < rank(scanned.reading):
        present = _settle(present, {track.code_id for track in in_view})
        sight = Sight(glimpsed=True, scan=_code(new, frame), others=_others(in_view, new, frame))
        return replace(tracks, tracks=present, scanned=new.code_id), sight
    # Only what was in one frame with the scanned code is offered beside it for good: what came just
    # after it had left is about to be scanned itself.
    together = {t.code_id for t in in_view if t.last_s == scanned.last_s == now_s}
    offered = together - {track.code_id for track in in_view if track.settled}
    others = _others(in_view, scanned, frame) if offered else None
    return (
        replace(tracks, tracks=_settle(present, together)),
        Sight(glimpsed=bool(frame.codes), others=others),
    )


def _update(tracks: Tracks, frame: Sightings, rules: Sequence[HostRule]) -> Tracks:
    now_s = frame.captured_at_s
    known = {one.code_id: one for one in tracks.tracks if now_s - one.last_s < ABSENT_S}
    is_full = len(known) >= MAX_CODES
    names = [code_id(sighting) for sighting in frame.codes]
    for name, sighting in zip(names, frame.codes, strict=True):
        if name in known:
            known[name] = _again(known[name], sighting, now_s)
        elif not is_full or name not in tracks.passed_over:
            known[name] = _begin(name, sighting, now_s, rules)
    present = _cut(tuple(known.values()))
    followed = {track.code_id for track in present}
    return replace(
        tracks,
        tracks=tuple(replace(track, confirmed=_counts(track, present)) for track in present),
        passed_over=frozenset(names) - followed,
    )


def _cut(tracks: tuple[Track, ...]) -> tuple[Track, ...]:
    """Leave the codes that say most; of equals those that were there before."""
    if len(tracks) <= MAX_CODES:
        return tracks
    best = in_order([track.reading for track in tracks])[:MAX_CODES]
    return tuple(tracks[index] for index in sorted(best))


def _again(before: Track, sighting: Sighting, now_s: float) -> Track:
    """Follow a code into a frame, or note one more read of it in that frame."""
    if now_s <= before.last_s:
        return replace(before, sure=before.sure or sighting.confirmed)
    counts = now_s - before.counted_s >= APART_S
    return replace(
        before,
        last_s=now_s,
        counted_s=now_s if counts else before.counted_s,
        place=_place(sighting),
        frames=before.frames + counts,
        sure=before.sure or sighting.confirmed,
    )


def _begin(name: CodeId, sighting: Sighting, now_s: float, rules: Sequence[HostRule]) -> Track:
    return Track(
        code_id=name,
        # Its bytes don't say which encoding the symbol named; the decoder's text is in it.
        reading=read(sighting.text, sighting.symbology, rules=rules),
        symbology=sighting.symbology,
        first_s=now_s,
        last_s=now_s,
        counted_s=now_s,
        place=_place(sighting),
        frames=1,
        sure=sighting.confirmed,
        confirmed=sighting.confirmed,
    )


def _counts(track: Track, present: tuple[Track, ...]) -> bool:
    """Say whether a code is sure, or read often enough and more often than what disagrees."""
    if track.sure:
        return True
    rivals = [other for other in present if _disagree(track, other)]
    if any(other.sure for other in rivals):
        return False
    most = max((other.frames for other in rivals), default=0)
    return track.frames >= FRAMES_THAT_AGREE and track.frames > most


def _disagree(one: Track, other: Track) -> bool:
    """Say whether two codes can't both be there; a QR code beside or in a bar code can."""
    if one.code_id == other.code_id or one.symbology[:2] != other.symbology[:2]:
        return False
    return one.place.shared(other.place)


def _place(sighting: Sighting) -> Place:
    x = sum(corner[0] for corner in sighting.corners) / 4
    y = sum(corner[1] for corner in sighting.corners) / 4
    return Place(x=x, y=y, reach=max(math.dist(corner, (x, y)) for corner in sighting.corners))


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
