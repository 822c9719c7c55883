"""Asks every source that may know goods, at once, and remembers what they said.

Each source is asked on a thread of its own, at most `MOST_AT_ONCE` in all, against its own
deadline; who asks here waits for its own deadline only. An answer that comes later is kept for the
next one who asks. While a source can't be asked, what it said before stands in, with its age; "not
known" never does.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import timedelta

from pydantic import ValidationError
from sqlalchemy import select

from daemon.boundary import Boundaries
from fleet.clock import Clock
from fleet.connectors import breaker, store
from fleet.connectors.breaker import State
from fleet.connectors.config import CONFIG, Config, EpcisQuery, Gs1Resolver, JsonAdaptor
from fleet.connectors.epcis import EpcisSource
from fleet.connectors.fetch import Fetcher
from fleet.connectors.gs1 import Gs1Source
from fleet.connectors.json_adaptor import JsonSource
from fleet.connectors.models import ConnectorHealth, ConnectorRow
from fleet.connectors.port import (
    Connector,
    Known,
    NotKnown,
    Outcome,
    Question,
    Reason,
    SourceFailed,
)
from fleet.connectors.store import Remembered
from fleet.db.engine import Database
from fleet.errors import NotThere
from provenance.answer import Unavailable

MOST_AT_ONCE = 16
MOST_CONNECTORS = 100
ANSWERED_EVERY = timedelta(seconds=60)
"""How often it is noted that a source does well."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one source said.

    Attributes:
        remembered: whether it said so earlier.
    """

    name: str
    title: str
    outcome: Outcome
    remembered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    row: ConnectorRow
    config: Config
    connector: Connector
    remembered: Remembered


class Connectors:
    """The sources of a process; may be shared by threads.

    Args:
        chance: gives 0 to 1, for the jitter of waits.
    """

    def __init__(
        self, database: Database, clock: Clock, fetcher: Fetcher, chance: Callable[[], float]
    ) -> None:
        self._database = database
        self._clock = clock
        self._fetcher = fetcher
        self._chance = chance
        self._boundaries = Boundaries(_log)
        self._threads = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="connector")

    def close(self) -> None:
        """Ask no more, and wait for what is under way, which ends with its deadline."""
        self._threads.shutdown(cancel_futures=True)

    def ask(self, question: Question, deadline_s: float) -> tuple[Asked, ...]:
        """Ask every enabled source that may know; blocks for `deadline_s` at most.

        Returns:
            What each said, in the order in which they are believed.
        """
        sources, unusable = self._matching(question)
        answers: dict[str, Asked] = {}
        waiting: dict[str, Future[Outcome]] = {}
        for source in sources:
            known = self._without_asking(source)
            if known is not None:
                answers[source.row.name] = known
            else:
                waiting[source.row.name] = self._threads.submit(self._ask, source, question)
        wait(waiting.values(), timeout=deadline_s)
        for late in waiting.values():
            # What nobody waits for any more isn't begun.
            late.cancel()
        for source in sources:
            future = waiting.get(source.row.name)
            if future is not None:
                is_there = future.done() and not future.cancelled()
                outcome = future.result() if is_there else Unavailable(reason=Reason.LATE)
                answers[source.row.name] = self._or_earlier(source, outcome)
        return (*(answers[source.row.name] for source in sources), *unusable)

    def check(self, name: str, question: Question) -> Outcome:
        """Ask one source now, whether enabled or not, whatever is remembered of it.

        Raises:
            NotThere: `connector.unknown`.
        """
        with self._database.read() as session:
            row = session.get(ConnectorRow, name)
            if row is None:
                raise NotThere("connector.unknown", connector=name)
            config = _config(row)
            if config is None:
                return Unavailable(reason=Reason.CONFIGURATION)
            connector = self._connector(row, config)
            if not connector.match(question):
                raise NotThere("connector.no_match", connector=name)
            known = store.remembered(session, row, question)
        source = _Source(row=row, config=config, connector=connector, remembered=known)
        return self._ask(source, question)

    def _matching(self, question: Question) -> tuple[list[_Source], list[Asked]]:
        """Give who may know, and who might but has a description that can't be read."""
        found, unusable = [], []
        with self._database.read() as session:
            rows = session.scalars(
                select(ConnectorRow)
                .where(ConnectorRow.enabled)
                .order_by(ConnectorRow.place, ConnectorRow.name)
                .limit(MOST_CONNECTORS)
            )
            for row in rows.all():
                config = _config(row)
                if config is None:
                    silent = Unavailable(reason=Reason.CONFIGURATION)
                    unusable.append(Asked(name=row.name, title=row.title, outcome=silent))
                    continue
                connector = self._connector(row, config)
                if not connector.match(question):
                    continue
                known = store.remembered(session, row, question)
                found.append(_Source(row=row, config=config, connector=connector, remembered=known))
        return found, unusable

    def _connector(self, row: ConnectorRow, config: Config) -> Connector:
        match config:
            case JsonAdaptor():
                return JsonSource(row.title, config, self._fetcher, self._clock)
            case Gs1Resolver():
                return Gs1Source(row.name, row.title, config, self._fetcher, self._clock)
            case EpcisQuery():
                return EpcisSource(row.title, config, self._fetcher, self._clock)

    def _without_asking(self, source: _Source) -> Asked | None:
        """Answer from what is remembered, None where the source is to be asked."""
        now = self._clock.now()
        answer = source.remembered.answer
        fresh_s = source.config.fresh_s if isinstance(answer, Known) else source.config.not_found_s
        if answer is not None and now - answer.fetched_at < timedelta(seconds=fresh_s):
            return self._asked(source, answer, remembered=True)
        health = source.remembered.health
        match breaker.state_of(health, now):
            case State.CLOSED:
                return None
            case State.HALF_OPEN:
                with self._database.write() as session:
                    if store.take_trial(session, source.row.name, health.retry_at, now):
                        return None
            case State.OPEN:
                pass
        return self._or_earlier(source, Unavailable(reason=Reason.OPEN))

    def _or_earlier(self, source: _Source, outcome: Outcome) -> Asked:
        earlier = source.remembered.answer
        if isinstance(outcome, Unavailable) and isinstance(earlier, Known):
            age = self._clock.now() - earlier.fetched_at
            if age < timedelta(seconds=source.config.keep_s):
                return self._asked(source, earlier, remembered=True)
        return self._asked(source, outcome)

    @staticmethod
    def _asked(source: _Source, outcome: Outcome, *, remembered: bool = False) -> Asked:
        row = source.row
        return Asked(name=row.name, title=row.title, outcome=outcome, remembered=remembered)

    def _ask(self, source: _Source, question: Question) -> Outcome:
        outcome: Outcome = Unavailable(reason=Reason.FAILED)
        failure: SourceFailed | None = SourceFailed(Reason.FAILED)
        with self._boundaries.guard(f"connector.{source.row.name}"):
            try:
                end_s = self._clock.monotonic_s() + source.config.timeout_s
                dossier = source.connector.lookup(question, end_s)
            except SourceFailed as error:
                _log.info("connector %s: %s", source.row.name, error)
                outcome, failure = Unavailable(reason=error.code), error
            else:
                now = self._clock.now()
                failure = None
                outcome = (
                    NotKnown(fetched_at=now)
                    if dossier is None
                    else Known(dossier=dossier, fetched_at=now)
                )
        with self._boundaries.guard("connector.remember"):
            self._remember(source, question, outcome, failure)
        return outcome

    def _remember(
        self, source: _Source, question: Question, outcome: Outcome, failure: SourceFailed | None
    ) -> None:
        now, name = self._clock.now(), source.row.name
        with self._database.write() as session:
            before = store.to_health(session.get(ConnectorHealth, name))
            if failure is None:
                after = breaker.answered(before, now)
                noted = before.answered_at
                if before.failures or noted is None or now - noted >= ANSWERED_EVERY:
                    store.save_health(session, name, after)
            else:
                after = breaker.failed(
                    before,
                    now,
                    failure.reason,
                    wants_s=failure.retry_after_s,
                    chance=self._chance(),
                )
                store.save_health(session, name, after)
            if not isinstance(outcome, Unavailable):
                store.save_answer(session, name, source.row.revision, question, outcome)
        if before.failures < breaker.MOST_FAILURES <= after.failures:
            _log.warning("connector %s is left alone: %s", name, after.reason)


def _config(row: ConnectorRow) -> Config | None:
    try:
        return CONFIG.validate_python(row.document)
    except ValidationError as error:
        _log.warning("connector %s can't be used: %s", row.name, error)
        return None
