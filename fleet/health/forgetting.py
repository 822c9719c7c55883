"""Deletes what is too old of the health history, some stations of one hour or block at a time.

An hour of 10,000 stations is 600,000 rows, and a block of theirs 7.2 million: one transaction of
that size would hold up the ingest, and the end of this process. What isn't folded yet stays however
old, since it would be lost; `fleet doctor` tells of folding that is behind.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from fleet.health.models import StationHealth, StationHealthHour
from fleet.health.service import (
    BLOCK_HOURS,
    HOURS_KEPT,
    RAW_KEPT,
    hour_of,
    unfolded_since,
)

STATIONS_OF_HOUR = 200
"""12,000 rows, with a message a minute."""
STATIONS_OF_BLOCK = 20
"""14,400 rows."""


def forget_step(session: Session, now: datetime) -> bool:
    """Delete a part of what is too old; tell whether there may be more."""
    return _forget_messages(session, now) or _forget_hours(session, now)


def _forget_messages(session: Session, now: datetime) -> bool:
    oldest = session.scalar(select(func.min(StationHealth.hour)))
    if oldest is None or oldest >= hour_of(now - RAW_KEPT):
        return False
    if oldest >= unfolded_since(session, now):
        return False
    _delete(session, StationHealth, StationHealth.hour == oldest, STATIONS_OF_HOUR)
    return True


def _forget_hours(session: Session, now: datetime) -> bool:
    oldest = session.scalar(select(func.min(StationHealthHour.block)))
    if oldest is None or oldest >= hour_of(now - HOURS_KEPT) // BLOCK_HOURS:
        return False
    _delete(session, StationHealthHour, StationHealthHour.block == oldest, STATIONS_OF_BLOCK)
    return True


def _delete(
    session: Session,
    model: type[StationHealth | StationHealthHour],
    among: ColumnElement[bool],
    most_stations: int,
) -> None:
    station: Any = model.station_id
    last = session.scalar(
        select(station)
        .where(among)
        .group_by(station)
        .order_by(station)
        .offset(most_stations - 1)
        .limit(1)
    )
    upto = [] if last is None else [station <= last]
    session.execute(delete(model).where(among, *upto).execution_options(synchronize_session=False))
