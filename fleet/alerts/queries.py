"""Reads alerts for people, newest first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from fleet.alerts.models import Alert
from fleet.stations.models import Station

State = Literal["open", "closed"]
OF_ONE_STATION = 20


def page(
    session: Session, *, state: State | None, before: int | None, limit: int
) -> Sequence[Row[Alert, Station]]:
    """Read alerts with their stations, below an alert's id."""
    statement = _WITH_STATION
    if state == "open":
        statement = statement.where(Alert.closed_at.is_(None))
    if state == "closed":
        statement = statement.where(Alert.closed_at.is_not(None))
    if before is not None:
        statement = statement.where(Alert.id < before)
    return session.execute(statement.order_by(Alert.id.desc()).limit(limit)).all()


def of_station(session: Session, station_id: str) -> Sequence[Row[Alert, Station]]:
    """Read the last alerts of one station, open ones first."""
    statement = _WITH_STATION.where(Alert.station_id == station_id)
    order = (Alert.closed_at.is_not(None), Alert.id.desc())
    return session.execute(statement.order_by(*order).limit(OF_ONE_STATION)).all()


def of(session: Session, alert_ids: Sequence[int]) -> dict[int, Alert]:
    """Read alerts by their ids."""
    rows = session.scalars(select(Alert).where(Alert.id.in_(alert_ids)))
    return {row.id: row for row in rows}


def changed_after(session: Session, since: datetime) -> Sequence[Row[Alert, Station]]:
    """Read the alerts that were opened, acknowledged or closed after a moment, oldest first."""
    statement = _WITH_STATION.where(Alert.changed_at > since)
    return session.execute(statement.order_by(Alert.changed_at)).all()


_WITH_STATION = select(Alert, Station).join(Station, Station.id == Alert.station_id)
