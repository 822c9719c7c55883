"""One answer from two sources: the fleet's gateway first, what the station kept when that fails.

The gateway's word is the newer one: what it finds is kept, what it doesn't know (any more) is
dropped from the cache, so that the station never contradicts it later when the network is down.
After the gateway failed it rests for some seconds, in which a kept dossier is given at once instead
of after one more deadline; goods that aren't kept are still asked for.
"""

import logging

from kiosk.clock import Clock
from kiosk.errors import StorageError
from kiosk.lookup.cache import CacheLookup
from kiosk.lookup.port import Lookup
from provenance.answer import Answer, Found, NotFound, Unavailable
from provenance.keys import ItemKey

REST_S = 10.0

_log = logging.getLogger(__name__)


class ChainLookup:
    """Asks the gateway, then the cache."""

    def __init__(self, gateway: Lookup, cache: CacheLookup, clock: Clock) -> None:
        self._gateway = gateway
        self._cache = cache
        self._clock = clock
        self._rests_until_s = float("-inf")
        self._reason = ""

    def ask(self, key: ItemKey, deadline_s: float) -> Answer:
        """Ask the gateway for at most `deadline_s`, then give what was kept.

        Where neither knows, the gateway's reason is given.
        """
        if self._clock.monotonic_s() < self._rests_until_s:
            kept = self._cache.ask(key, deadline_s)
            if isinstance(kept, Found):
                return kept
        answer = self._gateway.ask(key, deadline_s)
        self._note(answer)
        match answer:
            case Found():
                self._keep(key, answer)
                return answer
            case NotFound():
                self._forget(key)
                return answer
            case Unavailable():
                kept = self._cache.ask(key, deadline_s)
                return kept if isinstance(kept, Found) else answer

    def close(self) -> None:
        """Close both sources; the next question opens them again."""
        self._gateway.close()
        self._cache.close()

    def _note(self, answer: Answer) -> None:
        reason = answer.reason if isinstance(answer, Unavailable) else ""
        if reason:
            self._rests_until_s = self._clock.monotonic_s() + REST_S
        if reason != self._reason:
            _log.info("gateway: %s", reason or "answers")
            self._reason = reason

    def _keep(self, key: ItemKey, found: Found) -> None:
        try:
            self._cache.keep(key, found)
        except StorageError as error:
            _log.warning("a dossier isn't kept: %s", error)

    def _forget(self, key: ItemKey) -> None:
        try:
            self._cache.forget(key)
        except StorageError as error:
            _log.warning("a dossier isn't dropped: %s", error)
