"""Slides: added with a picture and texts, shown everywhere or on some stations, retired."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contract.desired import Artifact, SlideText
from contract.names import StationId
from contract.pictures import Picture
from fleet.accounts import audit
from fleet.content.desired import Desk, slides_of
from fleet.content.models import DesiredState, DesiredStatus, Slide, SlideStation
from fleet.content.rules import Language
from fleet.errors import BadInput, Conflict, NotThere
from fleet.stations.models import Station

MAX_SLIDES = 50
"""So many fit into a `contract.desired.ContentManifest`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSlide:
    """A slide that was checked.

    Attributes:
        stations: where it shows; None means everywhere.
    """

    picture: Picture
    artifact: Artifact
    texts: Mapping[Language, SlideText]
    stations: frozenset[StationId] | None


def add_slide(session: Session, desk: Desk, new: NewSlide, *, by: str, now: datetime) -> Slide:
    """Add a slide, and give a new desired state to every station that shows it.

    Raises:
        BadInput: `slide.stations` where none is named.
        NotThere: `station.unknown`.
        Conflict: `slide.too_many` with the station that can't take another.
    """
    slide = _row(new, by, now)
    targets = _stations(session, new.stations)
    session.add(slide)
    session.flush()
    if new.stations is not None:
        session.add_all(SlideStation(slide_id=slide.id, station_id=station) for station in targets)
        session.flush()
    for station in targets:
        if len(slides_of(session, station)) > MAX_SLIDES:
            raise Conflict("slide.too_many", station=station, limit=MAX_SLIDES)
        desk.renew(session, station, by=by, now=now)
    audit.record(
        session,
        at=now,
        who=by,
        what="slide.add",
        subject=slide.id,
        title=new.texts["vi"].title,
        picture=new.artifact.sha256,
        stations=None if new.stations is None else sorted(new.stations),
    )
    return slide


def retire_slide(session: Session, desk: Desk, slide_id: str, *, by: str, now: datetime) -> None:
    """Take a slide away; one that is retired already stays so.

    Raises:
        NotThere: `slide.unknown`.
    """
    slide = get_slide(session, slide_id)
    if slide.retired_at is not None:
        return
    slide.retired_at, slide.retired_by = now, by
    session.flush()
    assigned = None if slide.everywhere else frozenset(assigned_to(session, [slide_id])[slide_id])
    for station in _stations(session, assigned):
        desk.renew(session, station, by=by, now=now)
    audit.record(session, at=now, who=by, what="slide.retire", subject=slide_id)


def get_slide(session: Session, slide_id: str) -> Slide:
    """Find a slide, retired ones too.

    Raises:
        NotThere: `slide.unknown`.
    """
    slide = session.get(Slide, slide_id)
    if slide is None:
        raise NotThere("slide.unknown", slide=slide_id[:64])
    return slide


def list_slides(session: Session) -> Sequence[Slide]:
    """Read the slides that aren't retired, in their order."""
    return session.scalars(
        select(Slide).where(Slide.retired_at.is_(None)).order_by(Slide.created_at, Slide.id)
    ).all()


def assigned_to(session: Session, slides: Sequence[str]) -> dict[str, list[StationId]]:
    """Read on which stations slides show that don't show everywhere."""
    assigned: dict[str, list[StationId]] = {slide: [] for slide in slides}
    rows = session.execute(
        select(SlideStation.slide_id, SlideStation.station_id)
        .where(SlideStation.slide_id.in_(slides))
        .order_by(SlideStation.station_id)
    )
    for slide, station in rows:
        assigned[slide].append(StationId(station))
    return assigned


def not_in_force(session: Session, slides: Sequence[str]) -> dict[str, int]:
    """Count the stations whose newest state names a slide, but isn't in force."""
    latest = (
        select(DesiredState.station_id, func.max(DesiredState.number).label("number"))
        .group_by(DesiredState.station_id)
        .subquery()
    )
    rows = session.scalars(
        select(DesiredState.slides)
        .join(
            latest,
            (latest.c.station_id == DesiredState.station_id)
            & (latest.c.number == DesiredState.number),
        )
        .where(DesiredState.status != DesiredStatus.IN_FORCE)
    )
    counts = dict.fromkeys(slides, 0)
    for shown in rows:
        for slide in shown:
            if slide in counts:
                counts[slide] += 1
    return counts


def _row(new: NewSlide, by: str, now: datetime) -> Slide:
    return Slide(
        id=str(uuid4()),
        picture_sha256=new.artifact.sha256,
        picture_size=new.artifact.size,
        media_type=new.picture.media_type,
        width_px=new.picture.width_px,
        height_px=new.picture.height_px,
        texts={language: text.model_dump() for language, text in new.texts.items()},
        everywhere=new.stations is None,
        created_at=now,
        created_by=by,
    )


def _stations(session: Session, wanted: frozenset[StationId] | None) -> list[StationId]:
    statement = select(Station.id).where(Station.revoked_at.is_(None)).order_by(Station.id)
    if wanted is not None:
        statement = select(Station.id).where(Station.id.in_(wanted)).order_by(Station.id)
    found = [StationId(station) for station in session.scalars(statement)]
    if wanted is not None:
        if not wanted:
            raise BadInput("slide.stations", detail="no station is named")
        if missing := wanted - set(found):
            raise NotThere("station.unknown", station=min(missing))
    return found
