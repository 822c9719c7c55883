"""What was told of stamps since holds against answers from the cache and the bundle.

The gateway's own word is newer than anything that lies here. Which of two records of a stamp is the
newer one is told by the fleet's moments in them, never by the station's clock. A stamp that was
good in an answer from before the station had heard all may have been voided since: that answer is
none, whatever its age is shown to be.
"""

import logging
from dataclasses import replace
from datetime import UTC, datetime

from contract.bundle import StampPart
from kiosk.bundle.news import StampNews
from kiosk.errors import StorageError
from kiosk.lookup.port import Lookup
from provenance.answer import AnyAnswer, Found, Unavailable, Via
from provenance.keys import ItemKey, LookupKey
from provenance.records import Dossier, Stamp, StampState

_log = logging.getLogger(__name__)
_NEVER = datetime.min.replace(tzinfo=UTC)


class NewsLookup:
    """Puts the newest state of stamps into answers that don't come from the gateway."""

    def __init__(self, answers: Lookup, news: StampNews) -> None:
        self._answers = answers
        self._news = news

    def ask(self, key: LookupKey, deadline_s: float) -> AnyAnswer:
        """Ask, then see what is newer.

        A good stamp of which news may have been missed since is `Unavailable` `news.missed`.
        """
        answer = self._answers.ask(key, deadline_s)
        if not isinstance(answer, Found) or answer.via is Via.GATEWAY:
            return answer
        # Another system's code may stand for a unit of the registry.
        unit = key if isinstance(key, ItemKey) and key.serial is not None else answer.dossier.key
        try:
            told = self._news.find(unit)
            complete_since = self._news.complete_since()
        except StorageError as error:
            _log.error("news of stamps can't be read: %s", error)
            return answer
        if told is not None:
            answer = replace(answer, dossier=amended(answer.dossier, told))
        heard_at = max(answer.fetched_at, (told and told.changed_at) or _NEVER)
        if complete_since is not None and heard_at < complete_since and _is_good(answer.dossier):
            return Unavailable(reason="news.missed")
        return answer

    def close(self) -> None:
        """Close what is asked."""
        self._answers.close()
        self._news.close()


def amended(dossier: Dossier, told: StampPart) -> Dossier:
    """Give the records with the newer one of two states of their stamp."""
    changed_at = told.changed_at or _NEVER
    if dossier.stamp is not None and changed_at <= _said_at(dossier.stamp):
        return dossier
    return replace(dossier, stamp=told.stamp)


def _is_good(dossier: Dossier) -> bool:
    return dossier.stamp is not None and dossier.stamp.state is StampState.ACTIVE


def _said_at(stamp: Stamp) -> datetime:
    """Tell since when a stamp is what its record says, as far as that is known."""
    return max(filter(None, (stamp.activated_at, stamp.ended_at)), default=_NEVER)
