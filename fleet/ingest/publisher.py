"""Carries what waits in the database for stations to the broker.

A message is claimed, published, and settled when the broker confirms it; what was under way on a
connection that ended is released at once. Asked again after `POLL_S`, or as soon as somebody wakes
the ingest.
"""

import math
from datetime import datetime, timedelta
from uuid import UUID

from contract.topics import Down, down
from fleet.clock import Clock
from fleet.commands import service as commands
from fleet.db.engine import Database
from fleet.downlink import service as downlink
from fleet.downlink.service import Claimed
from fleet.ingest.port import BrokerPort, Delivered, Outgoing, Ticket
from fleet.processes import service as processes
from fleet.processes.service import Role

POLL_S = 0.5
AT_ONCE = 100
CLEAR_EVERY = timedelta(hours=1)


class Publisher:
    """Belongs to the ingest's thread.

    Args:
        name: of this process, under which others see that it hears the stations.
    """

    def __init__(self, database: Database, port: BrokerPort, clock: Clock, name: str) -> None:
        self._database = database
        self._port = port
        self._clock = clock
        self._name = name
        self._under_way: dict[Ticket, Claimed] = {}
        self._confirmed: list[Claimed] = []
        self._lost: list[Claimed] = []
        self._due_s = -math.inf
        self._clear_at: datetime | None = None
        self._heard_since: datetime | None = None
        self._marked_at: datetime | None = None
        self._marked_since: datetime | None = None

    def poke(self) -> None:
        """Look at the next turn, however short ago the last look was."""
        self._due_s = -math.inf

    def note(self, delivered: Delivered) -> None:
        """Take in a confirmation, of an acknowledgement too."""
        claimed = self._under_way.pop(delivered.ticket, None)
        if claimed is None:
            return
        if delivered.refused:
            # It comes back when its claim is over; the connection has logged why.
            return
        self._confirmed.append(claimed)

    def disconnected(self) -> None:
        """Give back what the broker did not confirm."""
        self._lost += self._under_way.values()
        self._under_way.clear()
        self.poke()

    def turn(self, *, connected: bool) -> None:
        """Settle what was confirmed, and publish what waits if it is time.

        Raises:
            Unavailable: `database.unavailable`; nothing is forgotten.
        """
        now = self._clock.now()
        self._mark(now, connected=connected)
        if self._confirmed or self._lost:
            self._settle(now)
        if not connected or self._clock.monotonic_s() < self._due_s:
            return
        self._due_s = self._clock.monotonic_s() + POLL_S
        self._clear_away(now)
        with self._database.read() as session:
            if not downlink.waiting(session, now):
                return
        with self._database.write() as session:
            claimed = downlink.claim(session, now, AT_ONCE)
        for one in claimed:
            self._publish(one, now)
        if len(claimed) == AT_ONCE:
            self.poke()

    def _mark(self, now: datetime, *, connected: bool) -> None:
        """Let the worker know since when stations are heard here without a break.

        What stations say isn't stored while the database is away, nor while this machine sleeps,
        so either is a break too.
        """
        if not connected:
            self._heard_since = None
        elif self._heard_since is None or self._slept(now):
            self._heard_since = now
        due = self._marked_at is None or now - self._marked_at >= processes.EVERY
        if due or self._heard_since != self._marked_since:
            with self._database.write() as session:
                processes.mark(session, self._name, Role.INGEST, now=now, since=self._heard_since)
            self._marked_at, self._marked_since = now, self._heard_since

    def _slept(self, now: datetime) -> bool:
        return self._marked_at is not None and now - self._marked_at > processes.STALE

    def _publish(self, claimed: Claimed, now: datetime) -> None:
        expiry_s = None
        if claimed.expires_at is not None:
            # Rounded down: the broker hands out nothing that is over.
            expiry_s = max(1, int((claimed.expires_at - now).total_seconds()))
        ticket = self._port.publish(
            Outgoing(
                topic=down(claimed.station, claimed.leaf),
                payload=claimed.payload,
                retained=claimed.retained,
                expiry_s=expiry_s,
            )
        )
        if ticket is None:
            self._lost.append(claimed)
        else:
            self._under_way[ticket] = claimed

    def _settle(self, now: datetime) -> None:
        with self._database.write() as session:
            for one in self._confirmed:
                downlink.settle(session, one, now)
                if one.leaf is Down.COMMAND:
                    commands.mark_sent(session, UUID(one.slot), now)
            for one in self._lost:
                downlink.release(session, one)
        self._confirmed.clear()
        self._lost.clear()

    def _clear_away(self, now: datetime) -> None:
        if self._clear_at is None or now >= self._clear_at:
            self._clear_at = now + CLEAR_EVERY
            with self._database.write() as session:
                downlink.clear_away(session, now)
