"""Pure decisions about whether a station is there.

Several processes share what stations say, so it may come in any order: a station numbers its
connections, and the number decides. A goodbye (last will) is looked at again after `GRACE`, since
most stations are back by then. A broker that dies sends no last wills, so a station that is silent
for three of its health messages counts as gone too, but only where somebody was listening for so
long. The status is written when it changes, never worked out by whoever reads it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from contract.messages import Birth, Presence

TIMEOUT = timedelta(seconds=180)
"""Three health messages, one of which comes each minute."""
GRACE = timedelta(seconds=5)
"""How long after its goodbye a station is still taken for there."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutoffs:
    """Who among the stations that are online is gone.

    Attributes:
        gone_before: those that said goodbye no later than this.
        silent_since: those that were last seen no later than this; None where nobody listened
            for long enough to tell.
    """

    gone_before: datetime
    silent_since: datetime | None


def status(*, revoked_at: datetime | None, stored: str | None) -> PresenceStatus:
    """Tell how a station stands.

    Args:
        stored: the status of its latest row; None without one.
    """
    if revoked_at is not None:
        return PresenceStatus.REVOKED
    return PresenceStatus(stored) if stored else PresenceStatus.NEVER


def cutoffs(now: datetime, listening_since: datetime | None) -> Cutoffs:
    """Tell which stations are gone.

    Args:
        listening_since: since when the fleet has heard its stations without a break; None while
            nobody does.
    """
    silent = None
    if listening_since is not None and listening_since <= now - TIMEOUT:
        silent = now - TIMEOUT
    return Cutoffs(gone_before=now - GRACE, silent_since=silent)


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
