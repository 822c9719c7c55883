"""What was told of stamps since holds against answers from the cache and the bundle.

The gateway's own word is newer than anything that lies here. What was sold, voided or replaced
stays so; otherwise the newer word counts, by the moments at which the fleet said both (those in the
records are an issuer's, and may lie in the future). A stamp that was
good in an answer from before the station had heard all may have been voided since: that answer is
none, whatever its age is shown to be.
"""

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from contract.bundle import StampPart
from kiosk.bundle.news import StampNews
from kiosk.errors import StorageError
from kiosk.lookup.port import Lookup
from provenance.answer import AnyAnswer, Found, Unavailable, Via
from provenance.keys import ItemKey, LookupKey
from provenance.records import Dossier, StampState
from provenance.stamps.states import ENDED

_log = logging.getLogger(__name__)
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_OVERLAP = timedelta(minutes=5)
"""An answer may be that much newer than a change and not hold it yet."""


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
            dossier = amended(answer.dossier, answer.fetched_at, told)
            answer = replace(answer, dossier=dossier)
        heard_at = max(answer.fetched_at, (told and told.changed_at) or _NEVER)
        if complete_since is not None and heard_at < complete_since and _is_good(answer.dossier):
            return Unavailable(reason="news.missed")
        return answer

    def close(self) -> None:
        """Close what is asked."""
        self._answers.close()
        self._news.close()


def amended(dossier: Dossier, fetched_at: datetime, told: StampPart) -> Dossier:
    """Give the records with the state of their stamp that holds.

    Args:
        fetched_at: when the fleet gave the records.
    """
    is_newer = fetched_at < (told.changed_at or _NEVER) + _OVERLAP
    if dossier.stamp is None:
        holds = True
    elif dossier.stamp.state in ENDED:
        holds = told.stamp.state in ENDED and is_newer
    else:
        holds = told.stamp.state in ENDED or is_newer
    return replace(dossier, stamp=told.stamp) if holds else dossier


def _is_good(dossier: Dossier) -> bool:
    return dossier.stamp is not None and dossier.stamp.state is StampState.ACTIVE
