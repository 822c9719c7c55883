"""From rows to the bodies of the console's API."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from contract.desired import SlideText
from contract.names import StationId
from contract.probes import PROBES
from fleet.alerts.models import Alert, Cause
from fleet.api import attention_queries, schemas
from fleet.commands import service as commands
from fleet.commands.models import Command
from fleet.content.models import DesiredState, DesiredStatus, Slide
from fleet.db.rows import AnyRow
from fleet.stations import presence as rules
from fleet.stations.models import Station, StationEvent, StationLatest


def scan(row: AnyRow) -> schemas.ScanView:
    """Show a row of `fleet.scans.queries`."""
    return schemas.ScanView.model_validate(row, from_attributes=True)


def presence(
    revoked_at: datetime | None,
    stored: str | None,
    since: datetime | None,
    last_seen: datetime | None,
) -> schemas.Presence:
    """Show whether a station is there, from its columns."""
    status = rules.status(revoked_at=revoked_at, stored=stored)
    return schemas.Presence(status=status, since=since, last_seen=last_seen)


def presence_of(station: Station, latest: StationLatest | None) -> schemas.Presence:
    """Show whether a station is there."""
    if latest is None:
        return presence(station.revoked_at, None, None, None)
    return presence(station.revoked_at, latest.status, latest.online_since, latest.last_seen)


def probes(health: Mapping[str, Any] | None) -> tuple[schemas.ProbeView, ...]:
    """Show the probes of a health message: known ones in their order, then the others by name."""
    found = (health or {}).get("probes", {})
    order = {name: place for place, name in enumerate(PROBES)}
    names = sorted(found, key=lambda name: (order.get(name, len(order)), name))
    return tuple(_probe(name, found[name]) for name in names)


def _probe(name: str, said: Mapping[str, Any]) -> schemas.ProbeView:
    spec = PROBES.get(name)
    return schemas.ProbeView(
        name=name,
        value=said.get("value"),
        unit=said.get("unit") or (spec.unit if spec else ""),
        low=spec.low if spec else None,
        high=spec.high if spec else None,
        healthy_values=spec.healthy if spec else (),
        healthy=said.get("healthy"),
        group=spec.group if spec else None,
    )


def complaining(health: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Name the probes of a health message that complain."""
    found = (health or {}).get("probes", {})
    return tuple(sorted(name for name, one in found.items() if one.get("healthy") is False))


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


def event(row: StationEvent) -> schemas.EventView:
    """Show something that happened."""
    return schemas.EventView.model_validate(row)


def alert(row: Alert, station: Station) -> schemas.AlertView:
    """Show an alert."""
    return schemas.AlertView(
        id=row.id,
        station_id=row.station_id,
        station_name=station.name,
        market=station.market,
        ward=station.ward,
        cause=Cause(row.cause),
        code=row.code,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        acknowledged=acknowledged(row),
    )


def acknowledged(row: Alert) -> schemas.Acknowledged | None:
    """Show who knows of an alert."""
    if row.acknowledged_at is None or row.acknowledged_by is None:
        return None
    return schemas.Acknowledged(
        by=row.acknowledged_by, at=row.acknowledged_at, comment=row.comment or ""
    )


def attention(row: AnyRow, known: Alert | None) -> schemas.AttentionItem:
    """Show a row of `fleet.api.attention_queries`.

    Args:
        known: its alert, where it has one.
    """
    cause = schemas.AttentionCause(row.cause)
    health = row.health if cause is not schemas.AttentionCause.REFUSED else None
    return schemas.AttentionItem(
        station_id=row.station_id,
        name=row.name,
        market=row.market,
        ward=row.ward,
        cause=cause,
        since=None if row.since == attention_queries.EPOCH else row.since,
        code=row.code,
        detail=row.detail,
        probes=complaining(health),
        alert_id=row.alert_id,
        acknowledged=acknowledged(known) if known else None,
    )
