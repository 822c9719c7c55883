"""Looks every other second whether stations have to be told of recalls, keys, rules or stamps.

Reading and writing down all of them takes long where there are many; so it is done where something
has changed, and once a minute in any case.
"""

from datetime import datetime, timedelta

from fleet.bundles.news import StampNews
from fleet.bundles.notices import Digests, last_changes
from fleet.bundles.sending import behind
from fleet.bundles.service import Press
from fleet.db.engine import Database

WHOLE_EVERY = timedelta(minutes=1)


class Teller:
    """Tells the stations that have others; belongs to one thread.

    What it remembers only saves work: another process begins with a look at the whole.
    """

    def __init__(self, press: Press) -> None:
        self._press = press
        self._news = StampNews(press.assets)
        self._changes: tuple[object, ...] = ()
        self._told: Digests | None = None
        self._whole_at: datetime | None = None

    def turn(self, database: Database, now: datetime) -> int:
        """Send what all are to know to every station that has something else; give how many."""
        news = self._news.look(database, now)
        with database.read() as session:
            changes = (news, *last_changes(session))
            same = changes == self._changes and not self._is_due(now)
            if same and self._told and not behind(session, self._told, most=1):
                return 0
        told, digests = self._press.tell_notices(database, now, news)
        self._changes, self._told, self._whole_at = changes, digests, now
        return told

    def _is_due(self, now: datetime) -> bool:
        return self._whole_at is None or not timedelta() <= now - self._whole_at < WHOLE_EVERY
