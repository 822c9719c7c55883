"""Slows down guessing: after some failures the next attempt must wait, longer each time.

The count stands in the database, so that all processes share it. An attempt is counted before its
secret is looked at, and forgotten when that was right: attempts made at once count each. Nobody is
locked out for good, since then anybody could lock out anybody.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from fleet.accounts.models import Attempts
from fleet.clock import Clock
from fleet.db.engine import Database
from fleet.db.upsert import dialect_insert
from fleet.errors import TooMany

LONGEST_WAIT_S = 300
FORGOTTEN_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """How many failures of one key are free.

    Attributes:
        kind: what is attempted, e.g. `sign_in`.
    """

    kind: str
    free: int


def address_key(address: str) -> str:
    """Name the network that an address belongs to: itself, or the /64 of an IPv6 address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(IPv6Address(int(parsed) >> 64 << 64))
    return address


class Throttle:
    """Counts attempts by key."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def enter(self, *keys: tuple[Limit, str]) -> None:
        """Count one attempt under all keys, before it is made.

        Raises:
            TooMany: `{kind}.too_many`, with `wait_s`; then nothing is counted.
        """
        now = self._clock.now()
        with self._database.write() as session:
            session.execute(delete(Attempts).where(Attempts.last_at < now - FORGOTTEN_AFTER))
            rows = [_row(session, limit, key, now) for limit, key in keys]
            for (limit, _), row in zip(keys, rows, strict=True):
                if (wait_s := _wait_s(row, limit, now)) > 0:
                    raise TooMany(f"{limit.kind}.too_many", wait_s=wait_s)
            for row in rows:
                row.failures += 1
                row.last_at = now

    def forgive(self, limit: Limit, key: str) -> None:
        """Take back one attempt of a key that others share: its secret was right."""
        mine = Attempts.key == _digest(limit, key)
        fewer = update(Attempts).where(mine, Attempts.failures > 0)
        with self._database.write() as session:
            session.execute(fewer.values(failures=Attempts.failures - 1))

    def clear(self, limit: Limit, key: str) -> None:
        """Forget the failures of a key: its secret was right."""
        with self._database.write() as session:
            session.execute(delete(Attempts).where(Attempts.key == _digest(limit, key)))


def _digest(limit: Limit, key: str) -> bytes:
    return hashlib.sha256(f"{limit.kind}:{key}".encode()).digest()


def _row(session: Session, limit: Limit, key: str, now: datetime) -> Attempts:
    digest = _digest(limit, key)
    insert = dialect_insert(session, Attempts)
    # Of two first attempts at once both may find no row, so it is made before it is locked.
    new = insert.values(key=digest, failures=0, last_at=now).on_conflict_do_nothing()
    session.execute(new)
    return session.get_one(Attempts, digest, with_for_update=True)


def _wait_s(row: Attempts, limit: Limit, now: datetime) -> int:
    if row.failures < limit.free:
        return 0
    # The exponent is capped before the power is taken: a counter may have grown large.
    wait_s: int = min(2 ** min(row.failures - limit.free, 16), LONGEST_WAIT_S)
    passed_s = (now - row.last_at).total_seconds()
    return max(0, int(wait_s - passed_s + 0.999))
