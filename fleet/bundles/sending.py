"""The newest bundles of stations as a transaction holds them, and their numbers.

Stations are written to in portions, so that who else writes waits for a part of a second at most;
SQLite has one lock for all. A number only ever rises: a station leaves alone what is under the one
that it has.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contract.desired import Artifact
from contract.messages import LARGEST_NUMBER
from contract.names import StationId
from fleet.bundles.models import StationBundle
from fleet.bundles.notices import Digests
from fleet.downlink import service as downlink
from fleet.stations.models import Station

PORTION = 100
"""Stations that are written to in one transaction."""
PAUSE_S = 0.05
"""Between portions: SQLite lets those who wait for the lock look for it every now and then only."""
AHEAD = 1000
"""Above a number that a station reports, since it may have heard of higher ones already."""
MOST_BELIEVED = LARGEST_NUMBER // 2
"""A higher number than this isn't taken over: one station's word would else use the numbers up."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """What all stations get; without news each keeps those that it has.

    Attributes:
        as_of: the mark of `last_changes` before they were read.
    """

    as_of: tuple[object, ...]
    digests: Digests
    recalls: Artifact
    keys: Artifact
    rules: Artifact
    news: tuple[Artifact, ...] | None


def portions(stations: Sequence[str]) -> Iterator[Sequence[str]]:
    """Cut a list of stations."""
    for start in range(0, len(stations), PORTION):
        yield stations[start : start + PORTION]


def behind(session: Session, digests: Digests, *, after: str = "", most: int) -> Sequence[str]:
    """Name stations that have other documents than these, or none, in order from `after`."""
    return session.scalars(
        select(Station.id)
        .outerjoin(StationBundle, StationBundle.station_id == Station.id)
        .where(
            Station.revoked_at.is_(None),
            Station.id > after,
            StationBundle.station_id.is_(None)
            | (StationBundle.recalls_sha256 != digests.recalls)
            | (StationBundle.keys_sha256 != digests.keys)
            | (StationBundle.rules_sha256 != digests.rules)
            | (StationBundle.news_sha256 != digests.news),
        )
        .order_by(Station.id)
        .limit(most)
    ).all()


def held(session: Session, stations: Sequence[str]) -> dict[str, StationBundle]:
    """Read the bundles of stations, and keep others from writing them until the end.

    A station that has none yet is kept too.
    """
    session.execute(
        select(Station.id)
        .where(Station.id.in_(stations))
        .order_by(Station.id)
        .with_for_update(key_share=True)
    )
    rows = session.scalars(
        select(StationBundle)
        .where(StationBundle.station_id.in_(stations))
        .order_by(StationBundle.station_id)
        .with_for_update()
    )
    return {row.station_id: row for row in rows}


def note_report(session: Session, station: StationId, reported: int) -> None:
    """Compare the bundle that a station has in force with its newest.

    An older one: the newest is published again. One that was never sent, as it seems here: the
    database was put back from an older copy, and whatever is sent now must have a higher number.
    """
    row = session.get(StationBundle, station)
    if row is not None and row.number > reported and row.news_sha256:
        # The one that is still to be sent anew has nothing to repeat: it would only be refused.
        downlink.repeat_bundle(session, station)
    if row is None or row.number >= reported:
        return
    if reported > MOST_BELIEVED:
        _log.error("%s reports bundle %d, which no fleet has sent", station, reported)
        return
    # Compared once more, since another process may write it; what has no news is sent anew.
    raised = session.execute(
        update(StationBundle)
        .where(StationBundle.station_id == station, StationBundle.number < reported)
        .values(number=reported + AHEAD, news_sha256="")
        .execution_options(synchronize_session=False)
        .returning(StationBundle.number)
    ).all()
    if raised:
        _log.warning(
            "%s has bundle %d and %d is the newest here, as if the database had been put back from"
            " an older copy; it is sent anew under a higher number",
            station,
            reported,
            row.number,
        )
