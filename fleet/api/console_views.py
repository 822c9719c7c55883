"""From rows to the bodies of the console's API."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from contract.desired import SlideText
from contract.names import StationId
from fleet.api import console_schemas as schemas
from fleet.commands import service as commands
from fleet.commands.models import Command
from fleet.content.models import DesiredState, DesiredStatus, Slide
from fleet.scans import queries
from fleet.scans.rules import vietnam_day
from fleet.stations import presence as rules
from fleet.stations.models import Station, StationLatest
from fleet.stations.presence import PresenceStatus


def scan(row: Row[Any]) -> schemas.ScanView:
    """Show a row of `fleet.scans.queries`."""
    return schemas.ScanView.model_validate(row, from_attributes=True)


def presence(
    revoked_at: datetime | None,
    online: bool | None,  # noqa: FBT001 - a column's value beside others
    since: datetime | None,
    last_seen: datetime | None,
    now: datetime,
) -> schemas.Presence:
    """Show whether a station is there, from its columns."""
    status = rules.status(revoked_at=revoked_at, online=bool(online), last_seen=last_seen, now=now)
    return schemas.Presence(status=status, since=since, last_seen=last_seen)


def presence_of(station: Station, latest: StationLatest | None, now: datetime) -> schemas.Presence:
    """Show whether a station is there."""
    if latest is None:
        return presence(station.revoked_at, None, None, None, now)
    return presence(station.revoked_at, latest.online, latest.online_since, latest.last_seen, now)


def all_presence(session: Session, now: datetime) -> Iterator[tuple[str, schemas.Presence]]:
    """Read which stations are there."""
    rows = session.execute(
        select(
            Station.id,
            Station.revoked_at,
            StationLatest.online,
            StationLatest.online_since,
            StationLatest.last_seen,
        ).outerjoin(StationLatest, StationLatest.station_id == Station.id)
    )
    for station, revoked_at, online, since, last_seen in rows:
        yield station, presence(revoked_at, online, since, last_seen, now)


def summary(session: Session, now: datetime) -> schemas.Summary:
    """Count stations and today's scans."""
    states = [one.status for _, one in all_presence(session, now)]
    counts = queries.today(session, vietnam_day(now), now)
    return schemas.Summary(
        at=now,
        stations=schemas.StationCounts(
            total=sum(one != PresenceStatus.REVOKED for one in states),
            online=states.count(PresenceStatus.ONLINE),
            offline=states.count(PresenceStatus.OFFLINE),
            never=states.count(PresenceStatus.NEVER),
        ),
        scans=schemas.ScanCounts.model_validate(counts),
    )


def healthy(health: Mapping[str, Any] | None) -> bool | None:
    """Tell whether no probe of a health message complains; None without one."""
    if not health:
        return None
    return all(probe.get("healthy") is not False for probe in health["probes"].values())


def desired(row: DesiredState) -> schemas.DesiredRow:
    """Show a desired state."""
    return schemas.DesiredRow.model_validate(row)


def desired_event(row: DesiredState) -> schemas.DesiredEvent:
    """Show what became of a desired state."""
    return schemas.DesiredEvent(
        station_id=row.station_id,
        number=row.number,
        status=DesiredStatus(row.status),
        code=row.code,
        detail=row.detail,
    )


def command(row: Command, now: datetime) -> schemas.CommandView:
    """Show a command."""
    ended = (row.reply or {}).get("state", {})
    return schemas.CommandView(
        command_id=row.id,
        station_id=row.station_id,
        name=row.name,
        state=commands.state(row, now),
        created_at=row.created_at,
        created_by=row.created_by,
        deadline=row.deadline,
        changed_at=row.changed_at,
        code=ended.get("code", ""),
        detail=ended.get("detail", ""),
        has_picture=row.upload is not None,
    )


def slide(row: Slide, stations: Sequence[StationId] | None, not_in_force: int) -> schemas.SlideView:
    """Show a slide.

    Args:
        stations: where it shows; None means everywhere.
    """
    return schemas.SlideView(
        slide_id=row.id,
        media_type=row.media_type,
        width_px=row.width_px,
        height_px=row.height_px,
        picture_size=row.picture_size,
        texts={key: SlideText.model_validate(row.texts[key]) for key in ("vi", "en")},
        stations=None if stations is None else tuple(stations),
        pending=not_in_force,
        created_at=row.created_at,
        created_by=row.created_by,
        retired_at=row.retired_at,
    )
