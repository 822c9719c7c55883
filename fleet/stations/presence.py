"""Pure decisions about whether a station is there.

Several processes share what stations say, so it may come in any order: a station numbers its
connections, and the number decides. A broker that dies sends no last wills, so a station that is
silent for three of its health messages counts as gone; that is worked out when it is read, never
written down.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from contract.messages import Birth, Presence

TIMEOUT = timedelta(seconds=180)
"""Three health messages, one of which comes each minute."""


class PresenceStatus(StrEnum):
    """How a station stands towards the fleet."""

    ONLINE = "online"
    OFFLINE = "offline"
    NEVER = "never"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """What is stored of a station's newest connection.

    Attributes:
        session: its number; 0 before the first.
    """

    online: bool
    session: int


def status(
    *, revoked_at: datetime | None, online: bool, last_seen: datetime | None, now: datetime
) -> PresenceStatus:
    """Tell how a station stands."""
    if revoked_at is not None:
        return PresenceStatus.REVOKED
    if last_seen is None:
        return PresenceStatus.NEVER
    alive = online and last_seen > now - TIMEOUT
    return PresenceStatus.ONLINE if alive else PresenceStatus.OFFLINE


def after_presence(stored: Connection, presence: Presence) -> Connection:
    """Take in a presence message; a connection that ended doesn't begin again."""
    if presence.session > stored.session:
        return Connection(online=presence.online, session=presence.session)
    if presence.session == stored.session and not presence.online:
        return Connection(online=False, session=stored.session)
    return stored


def after_birth(stored: Connection, before: Birth | None, birth: Birth) -> Connection | None:
    """Take in a birth.

    A new outbox means a new memory card: its connections are counted from 1 again.

    Args:
        before: the last birth that was taken in.

    Returns:
        The connection, or None for a birth that is older than the one before.
    """
    if before is None or before.outbox_id != birth.outbox_id or birth.session > before.session:
        ended = stored.session == birth.session and not stored.online
        return Connection(online=not ended, session=birth.session)
    return None
