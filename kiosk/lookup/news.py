"""What was told of stamps since holds against answers from the cache and the bundle.

The gateway's own word is newer than anything that lies here. Which of two records of a stamp is the
newer one is told by the fleet's moments in them, never by the station's clock.
"""

import logging
from dataclasses import replace
from datetime import UTC, datetime

from contract.bundle import StampPart
from kiosk.bundle.news import StampNewsReader
from kiosk.errors import StorageError
from kiosk.lookup.port import Lookup
from provenance.answer import AnyAnswer, Found, Via
from provenance.keys import ItemKey, LookupKey
from provenance.records import Dossier, Stamp

_log = logging.getLogger(__name__)
_NEVER = datetime.min.replace(tzinfo=UTC)


class NewsLookup:
    """Puts the newest state of stamps into answers that don't come from the gateway."""

    def __init__(self, answers: Lookup, news: StampNewsReader) -> None:
        self._answers = answers
        self._news = news

    def ask(self, key: LookupKey, deadline_s: float) -> AnyAnswer:
        """Ask, then see what is newer."""
        answer = self._answers.ask(key, deadline_s)
        if (
            not isinstance(key, ItemKey)
            or not isinstance(answer, Found)
            or answer.via is Via.GATEWAY
        ):
            return answer
        try:
            told = self._news.find(key)
        except StorageError as error:
            _log.error("news of stamps can't be read: %s", error)
            return answer
        return answer if told is None else replace(answer, dossier=amended(answer.dossier, told))

    def close(self) -> None:
        """Close what is asked."""
        self._answers.close()


def amended(dossier: Dossier, told: StampPart) -> Dossier:
    """Give the records with the newer one of two states of their stamp."""
    changed_at = told.changed_at or _NEVER
    if dossier.stamp is not None and changed_at <= _said_at(dossier.stamp):
        return dossier
    return replace(dossier, stamp=told.stamp)


def _said_at(stamp: Stamp) -> datetime:
    """Tell since when a stamp is what its record says, as far as that is known."""
    return max(filter(None, (stamp.activated_at, stamp.ended_at)), default=_NEVER)
