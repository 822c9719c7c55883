"""One answer from three sources: the fleet's gateway, else what the station kept or was given.

The gateway's word is the newer one: what it finds is kept, what it doesn't know (any more) is
dropped from the cache, so that the station never contradicts it later when the network is down. Of
what was kept and what the bundle holds the newer one is given. After the gateway failed it rests
for some seconds, in which what is here is given at once instead of after one more deadline; what
isn't here is still asked for.
"""

import logging
from datetime import datetime

from kiosk.clock import Clock
from kiosk.errors import StorageError
from kiosk.lookup.cache import CacheLookup
from kiosk.lookup.port import Lookup
from provenance.answer import AnyAnswer, Found, FoundEstablishment, NotFound, Unavailable
from provenance.keys import LookupKey

REST_S = 10.0
REMEMBERED = 1000
"""Keys that the gateway did not know: an older bundle doesn't bring them back."""

_log = logging.getLogger(__name__)


class ChainLookup:
    """Asks the gateway, then the cache and the bundle."""

    def __init__(self, gateway: Lookup, cache: CacheLookup, bundle: Lookup, clock: Clock) -> None:
        self._gateway = gateway
        self._cache = cache
        self._bundle = bundle
        self._clock = clock
        self._rests_until_s = float("-inf")
        self._reason = ""
        self._unknown: dict[LookupKey, datetime] = {}

    def ask(self, key: LookupKey, deadline_s: float) -> AnyAnswer:
        """Ask the gateway for at most `deadline_s`, then give what is here.

        Where none knows, the gateway's reason is given.
        """
        if self._clock.monotonic_s() < self._rests_until_s:
            here = self._here(key, deadline_s)
            if here is not None:
                return here
        answer = self._gateway.ask(key, deadline_s)
        self._note(answer)
        match answer:
            case Found() | FoundEstablishment():
                self._keep(key, answer)
                return answer
            case NotFound():
                self._forget(key)
                self._unknown.pop(key, None)
                self._unknown[key] = self._clock.now()
                if len(self._unknown) > REMEMBERED:
                    self._unknown.pop(next(iter(self._unknown)))
                return answer
            case Unavailable():
                return self._here(key, deadline_s) or answer

    def close(self) -> None:
        """Close all sources; the next question opens them again."""
        self._gateway.close()
        self._cache.close()
        self._bundle.close()

    def _here(self, key: LookupKey, deadline_s: float) -> Found | FoundEstablishment | None:
        answers = (source.ask(key, deadline_s) for source in (self._cache, self._bundle))
        since = self._unknown.get(key)
        found = [
            answer
            for answer in answers
            if isinstance(answer, Found | FoundEstablishment)
            and (since is None or answer.fetched_at > since)
        ]
        return max(found, key=lambda answer: answer.fetched_at, default=None)

    def _note(self, answer: AnyAnswer) -> None:
        reason = answer.reason if isinstance(answer, Unavailable) else ""
        if reason:
            self._rests_until_s = self._clock.monotonic_s() + REST_S
        if reason != self._reason:
            _log.info("gateway: %s", reason or "answers")
            self._reason = reason

    def _keep(self, key: LookupKey, found: Found | FoundEstablishment) -> None:
        try:
            self._cache.keep(key, found)
        except StorageError as error:
            _log.warning("an answer isn't kept: %s", error)

    def _forget(self, key: LookupKey) -> None:
        try:
            self._cache.forget(key)
        except StorageError as error:
            _log.warning("an answer isn't dropped: %s", error)
