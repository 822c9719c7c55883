"""What is stored of each message; everything of one call is one transaction of its caller's.

Several processes do this at the same time, so rows are locked in a fixed order, and nothing depends
on the order in which messages come.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import assert_never
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from contract.messages import Birth, Health, Presence, Reply, Reported
from contract.names import StationId
from fleet.bundles import sending as bundles
from fleet.commands import service as commands
from fleet.content import desired
from fleet.content.desired import Desk
from fleet.db.upsert import dialect_insert, table_of
from fleet.errors import NotThere
from fleet.health import service as history
from fleet.health.service import Sample
from fleet.ingest import latest
from fleet.ingest.port import Received
from fleet.ingest.reading import Heard, Refusal, read, refusal, station_of
from fleet.scans import service as scans
from fleet.scans.models import RefusedMessage
from fleet.scans.rules import Batch
from fleet.stations import timeline
from fleet.stations.models import Station, StationLatest
from fleet.stations.timeline import Event

SEEN_EVERY = timedelta(seconds=30)
"""How stale `last_seen` may be while scans come, so that they don't cost a second write."""


@dataclass(slots=True)
class Outcome:
    """What is to be said and counted once the transaction is committed.

    Attributes:
        acks: number up to which everything of an outbox is stored.
    """

    acks: dict[tuple[StationId, UUID], int] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Found:
    """What the states of a batch bring beside the rows that they change."""

    refusals: list[Refusal] = field(default_factory=list)
    happened: list[Event] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)


def apply(session: Session, messages: Sequence[Received], desk: Desk, now: datetime) -> Outcome:
    """Store what messages say."""
    known = _known(session, messages)
    results = [read(message, known) for message in messages]
    refusals = [one for one in results if isinstance(one, Refusal)]
    heard = [one for one in results if isinstance(one, Heard)]
    outcome = Outcome()
    refusals += _store_scans(session, heard, now, outcome)
    found = _Found()
    rows = _lock_latest(session, heard, now, found)
    _store_states(session, heard, rows, desk, now, outcome, found)
    timeline.note(session, found.happened)
    history.record(session, found.samples, now)
    refusals += found.refusals
    _store_refusals(session, refusals, now)
    outcome.counts["refused"] += sum(one.count for one in refusals)
    outcome.counts["messages"] += len(messages)
    return outcome


def refuse(session: Session, message: Received, detail: str, now: datetime) -> Outcome:
    """Count a message that could not be stored at all."""
    _store_refusals(session, [refusal(message, "message.unstorable", detail)], now)
    return Outcome(counts=Counter(refused=1, messages=1))


def _known(session: Session, messages: Sequence[Received]) -> dict[StationId, bool]:
    named = {station for message in messages if (station := station_of(message))}
    rows = session.execute(select(Station.id, Station.revoked_at).where(Station.id.in_(named)))
    return {StationId(station): revoked_at is None for station, revoked_at in rows}


def _store_scans(
    session: Session, heard: Iterable[Heard], now: datetime, outcome: Outcome
) -> list[Refusal]:
    batches = [one.said for one in heard if isinstance(one.said, Batch)]
    if not batches:
        return []
    for result in scans.store(session, batches, now):
        outcome.acks[result.station, result.outbox_id] = result.through
        outcome.counts["scans"] += result.new
        outcome.counts["duplicates"] += result.duplicates
        outcome.counts["events_refused"] += result.refused
    return [
        Refusal(
            station=batch.station,
            leaf="scans",
            code="event.no_seq",
            detail=str(batch.outbox_id),
            count=batch.unnumbered,
        )
        for batch in batches
        if batch.unnumbered
    ]


def _lock_latest(
    session: Session, heard: Sequence[Heard], now: datetime, found: _Found
) -> dict[StationId, StationLatest]:
    """Lock the rows that a batch changes, all at once: two rounds could meet crosswise."""
    stale = _long_unseen(session, heard, now)
    others = {one.station for one in heard if not isinstance(one.said, Batch)}
    rows = latest.lock(session, stale | others)
    for station in stale:
        found.happened += latest.seen(rows[station], now)
    return rows


def _store_states(
    session: Session,
    heard: Sequence[Heard],
    rows: Mapping[StationId, StationLatest],
    desk: Desk,
    now: datetime,
    outcome: Outcome,
    found: _Found,
) -> None:
    for one in heard:
        if isinstance(one.said, Batch):
            continue
        row = rows[one.station]
        match one.said:
            case Birth():
                found.happened += latest.take_birth(row, one.said, now)
                key = (one.station, one.said.outbox_id)
                outcome.acks.setdefault(key, scans.acknowledged(session, *key))
                _bring_up_to_date(session, row, desk, now)
            case Presence():
                found.happened += latest.take_presence(row, one.said, now)
            case Health():
                _take_health(row, one.said, now, found)
            case Reported():
                if latest.take_reported(row, one.said):
                    found.happened += latest.seen(row, now)
                    desired.note_report(session, one.station, one.said, now)
                    bundles.note_report(session, one.station, one.said.bundle)
            case Reply():
                try:
                    commands.note_reply(session, one.station, one.said, now)
                except NotThere as error:
                    detail = str(one.said.command_id)
                    found.refusals.append(
                        Refusal(station=one.station, leaf="reply", code=error.code, detail=detail)
                    )
            case _:
                assert_never(one.said)


def _take_health(row: StationLatest, health: Health, now: datetime, found: _Found) -> None:
    before = row.health_at
    found.happened += latest.take_health(row, health, now)
    is_news = row.health_at == now and before != now
    if is_news and (row.recorded_at is None or now - row.recorded_at >= history.NOT_WITHIN):
        row.recorded_at = now
        found.samples.append(Sample(station=row.station_id, health=health))


def _long_unseen(session: Session, heard: Iterable[Heard], now: datetime) -> set[StationId]:
    """Find the stations whose scans are the first sign of life for a while."""
    scanning = {one.station for one in heard if isinstance(one.said, Batch)}
    if not scanning:
        return set()
    found = session.scalars(
        select(StationLatest.station_id).where(
            StationLatest.station_id.in_(scanning), StationLatest.last_seen < now - SEEN_EVERY
        )
    )
    return {StationId(station) for station in found}


def _bring_up_to_date(session: Session, row: StationLatest, desk: Desk, now: datetime) -> None:
    """Send a station that was just born the state that it lacks, and what it didn't hear."""
    station = StationId(row.station_id)
    commands.repeat_unanswered(session, station, now)
    desired.repeat_if_older(session, station, row.reported_number)
    if desired.newest(session, station) is None:
        desk.renew(session, station, by=desired.SYSTEM, now=now)


def _store_refusals(session: Session, refusals: Sequence[Refusal], now: datetime) -> None:
    grouped: dict[tuple[str, str, str], Refusal] = {}
    counts: Counter[tuple[str, str, str]] = Counter()
    for one in refusals:
        key = (one.station, one.leaf, one.code)
        grouped[key] = one
        counts[key] += one.count
    if not grouped:
        return
    statement = dialect_insert(session, table_of(RefusedMessage))
    table = table_of(RefusedMessage)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["station_id", "leaf", "code"],
            set_={
                "count": table.c.count + statement.excluded.count,
                "last_at": statement.excluded.last_at,
                "detail": statement.excluded.detail,
                "payload": statement.excluded.payload,
            },
        ),
        [
            {
                "station_id": one.station,
                "leaf": one.leaf,
                "code": one.code,
                "first_at": now,
                "last_at": now,
                "count": counts[key],
                "detail": one.detail,
                "payload": one.payload,
            }
            for key, one in sorted(grouped.items())
        ],
    )
