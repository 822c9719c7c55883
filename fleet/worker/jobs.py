"""What the elected worker does each turn, each job in a transaction of its own.

Every job finds its work in the database and leaves nothing in memory, so that another process goes
on where this one died, and one that is done twice finds nothing the second time.
"""

from datetime import datetime, timedelta

from fleet.alerts import service as alerts
from fleet.bundles.service import Press
from fleet.bundles.telling import Teller
from fleet.clock import Clock
from fleet.db.engine import Database
from fleet.health import service as history
from fleet.health.forgetting import forget_step
from fleet.processes import service as processes
from fleet.processes.service import Role
from fleet.stamps import forgetting, issuing, sightings, steps
from fleet.stations import timeline, watching
from provenance.stamps.suspicion import Parameters

FORGET_EVERY = timedelta(minutes=1)
FOLD_EVERY = timedelta(minutes=1)
FOLLOW_EVERY = timedelta(seconds=10)
"""How long nothing is looked for where nothing was left."""
SIGHTINGS_KEPT = timedelta(days=730)
PORTIONS = 5
"""Of scans, in one turn."""


class Jobs:
    """The jobs; belongs to the worker's thread.

    Args:
        offline_after: how long a station must be gone before that is an alert.
        suspicion: when scans of a stamp speak for copies of it.
        sightings_kept: how long it is known where each stamp was seen.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        name: str,
        *,
        press: Press,
        offline_after: timedelta,
        suspicion: Parameters | None = None,
        sightings_kept: timedelta = SIGHTINGS_KEPT,
    ) -> None:
        self._database = database
        self._clock = clock
        self._name = name
        self._teller = Teller(press)
        self._offline_after = offline_after
        self._forget_at: datetime | None = None
        self._fold_at: datetime | None = None
        self._suspicion = suspicion or Parameters()
        self._follow_at: datetime | None = None
        self._sightings_kept = sightings_kept

    def sign(self, since: datetime) -> None:
        """Tell the other processes that the work is done, and since when."""
        with self._database.write() as session:
            now = self._clock.now()
            processes.mark(session, self._name, Role.WORKER, now=now, since=since)

    def watch(self) -> int:
        """Look at who is gone, then at the alerts; give how many are gone."""
        now = self._clock.now()
        gone = 0
        with self._database.read() as session:
            # Mostly there is nothing to write, and then the ingest isn't held up by the look.
            listening_since = processes.at_work(session, Role.INGEST, now)
            anybody = watching.is_anybody_gone(session, now, listening_since)
        if anybody:
            with self._database.write() as session:
                gone = watching.note_gone(session, now, listening_since)
        with self._database.read() as session:
            anything = alerts.decide(session, now, self._offline_after)
        if anything:
            with self._database.write() as session:
                alerts.look(session, now, self._offline_after)
        return gone

    def tell_notices(self) -> int:
        """Send recalls and keys to the stations that have others; give how many there were."""
        return self._teller.turn(self._database, self._clock.now())

    def fold(self) -> bool:
        """Fold a part of the health history into hours; tell whether there is more to fold."""
        now = self._clock.now()
        if self._fold_at is not None and now < self._fold_at:
            return False
        with self._database.write() as session:
            more = history.fold_step(session, now)
        self._fold_at = None if more else now + FOLD_EVERY
        return more

    def follow_stamps(self) -> bool:
        """Judge stamps by a part of the new scans; tell whether there are more."""
        now = self._clock.now()
        if self._follow_at is not None and now < self._follow_at:
            return False
        for _ in range(PORTIONS):
            if not sightings.follow(self._database, now, self._suspicion):
                self._follow_at = now + FOLLOW_EVERY
                return False
        return True

    def finish_batches(self) -> bool:
        """Go on with a batch of stamps that its process didn't end; tell whether there was one."""
        return steps.take_up(self._database, self._clock.now(), issuing.make_up)

    def forget(self) -> bool:
        """Delete a part of what is too old; tell whether there may be more."""
        now = self._clock.now()
        if self._forget_at is not None and now < self._forget_at:
            return False
        self._forget_at = now + FORGET_EVERY
        with self._database.write() as session:
            more = forget_step(session, now)
        with self._database.write() as session:
            timeline.forget(session, now)
        with self._database.read() as session:
            due = forgetting.is_due(session, now, self._sightings_kept)
        if due:
            with self._database.write() as session:
                more |= forgetting.forget_step(session, now, self._sightings_kept)
        if more:
            self._forget_at = None
        return more
