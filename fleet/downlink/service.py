"""Puts messages to stations on their way, each once although several processes may carry them.

Carrying a message twice does no harm (a desired state has a number, a command an id), so a process
that dies between the broker's confirmation and `settle` costs one repetition.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, delete, or_, select, update
from sqlalchemy.orm import Session

from contract.messages import Bundle, Command, Desired
from contract.names import StationId
from contract.topics import DELIVERY, Down
from contract.wire import encode
from fleet.db.upsert import dialect_insert, table_of
from fleet.downlink.models import DownMessage

CLAIM = timedelta(seconds=15)
"""How long one process may take to have the broker confirm a message."""
KEPT = timedelta(days=1)
DESIRED_SLOT = "desired"
BUNDLE_SLOT = "bundle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A message that this process, and no other, is to publish now."""

    message_id: int
    version: int
    station: StationId
    slot: str
    leaf: Down
    payload: bytes
    retained: bool
    expires_at: datetime | None


def post_desired(session: Session, station: StationId, message: Desired, now: datetime) -> None:
    """Send a desired state; one that still waits is replaced."""
    _post(session, station, DESIRED_SLOT, Down.DESIRED, message, now, None)


def post_bundle(session: Session, station: StationId, message: Bundle, now: datetime) -> None:
    """Send a bundle; one that still waits is replaced."""
    _post(session, station, BUNDLE_SLOT, Down.BUNDLE, message, now, None)


def post_command(session: Session, station: StationId, message: Command, now: datetime) -> None:
    """Send a command; after its deadline it is no longer published."""
    slot = str(message.command_id)
    _post(session, station, slot, Down.COMMAND, message, now, message.deadline)


def repeat_desired(session: Session, station: StationId) -> None:
    """Publish a station's newest desired state once more, where the broker may have lost it."""
    _repeat(session, station, [DESIRED_SLOT])


def repeat_bundle(session: Session, station: StationId) -> None:
    """Publish a station's newest bundle once more, where the broker may have lost it."""
    _repeat(session, station, [BUNDLE_SLOT])


def repeat_commands(session: Session, station: StationId, commands: Collection[UUID]) -> None:
    """Publish commands once more, where nobody was there to hear them."""
    _repeat(session, station, [str(command) for command in commands])


def _repeat(session: Session, station: StationId, slots: Collection[str]) -> None:
    session.execute(
        update(DownMessage)
        .where(DownMessage.station_id == station, DownMessage.slot.in_(slots))
        .values(published_at=None, version=DownMessage.version + 1)
    )


def withdraw_command(session: Session, station: StationId, command: UUID) -> None:
    """Take a command back; one that the broker has is no longer repeated."""
    session.execute(
        delete(DownMessage).where(
            DownMessage.station_id == station, DownMessage.slot == str(command)
        )
    )


def waiting(session: Session, now: datetime) -> bool:
    """Tell whether there is anything to claim."""
    return session.scalar(_claimable(now).limit(1)) is not None


def claim(session: Session, now: datetime, limit: int) -> tuple[Claimed, ...]:
    """Take messages to publish; whoever else asks gets others.

    Claimed ones come back after `CLAIM` if `settle` wasn't called.
    """
    ids = session.scalars(
        _claimable(now).order_by(DownMessage.id).limit(limit).with_for_update(skip_locked=True)
    ).all()
    if not ids:
        return ()
    rows = session.scalars(
        select(DownMessage).where(DownMessage.id.in_(ids)).order_by(DownMessage.id)
    ).all()
    for row in rows:
        row.claimed_until = now + CLAIM
    return tuple(
        Claimed(
            message_id=row.id,
            version=row.version,
            station=StationId(row.station_id),
            slot=row.slot,
            leaf=Down(row.leaf),
            payload=row.payload.encode(),
            retained=row.retained,
            expires_at=row.expires_at,
        )
        for row in rows
    )


def settle(session: Session, claimed: Claimed, now: datetime) -> None:
    """Note that the broker confirmed a message; a newer one in its slot may go now."""
    mine = DownMessage.id == claimed.message_id
    session.execute(update(DownMessage).where(mine).values(claimed_until=None))
    session.execute(
        update(DownMessage)
        .where(mine, DownMessage.version == claimed.version)
        .values(published_at=now)
    )


def release(session: Session, claimed: Claimed) -> None:
    """Give a message back that could not be published."""
    session.execute(
        update(DownMessage).where(DownMessage.id == claimed.message_id).values(claimed_until=None)
    )


def clear_away(session: Session, now: datetime) -> None:
    """Delete commands that are long over; desired states stay, to be repeated."""
    session.execute(delete(DownMessage).where(DownMessage.expires_at < now - KEPT))


def _claimable(now: datetime) -> Select[int]:
    return select(DownMessage.id).where(
        DownMessage.published_at.is_(None),
        or_(DownMessage.claimed_until.is_(None), DownMessage.claimed_until <= now),
        or_(DownMessage.expires_at.is_(None), DownMessage.expires_at > now),
    )


def _post(
    session: Session,
    station: StationId,
    slot: str,
    leaf: Down,
    message: Desired | Bundle | Command,
    now: datetime,
    expires_at: datetime | None,
) -> None:
    statement = dialect_insert(session, table_of(DownMessage)).values(
        station_id=station,
        slot=slot,
        leaf=leaf,
        payload=encode(message).decode(),
        retained=DELIVERY[leaf].retained,
        created_at=now,
        expires_at=expires_at,
        version=1,
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["station_id", "slot"],
            set_={
                "payload": statement.excluded.payload,
                "created_at": statement.excluded.created_at,
                "expires_at": statement.excluded.expires_at,
                "version": table_of(DownMessage).c.version + 1,
                "published_at": None,
            },
        )
    )
