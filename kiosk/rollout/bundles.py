"""Keeps the station's bundle: recalls, keys and rules first, then news of stamps, then chunks.

A newer announcement takes the place of one that is under way, so that a recall never waits for the
chunks before it. Chunks are fetched a few at a time, each time as one job of the agent's worker,
which has other work as well. Whatever goes wrong, what was in force stays in force.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from contract.bundle import (
    MAX_BYTES,
    MAX_CHUNK_BYTES,
    MAX_INDEX_BYTES,
    MAX_KEYS_BYTES,
    MAX_RECALLS_BYTES,
    MAX_RULES_BYTES,
    BundleIndex,
    BundleState,
    RecallList,
)
from contract.desired import Artifact
from contract.errors import BadDocument, NotAuthentic
from contract.messages import Bundle
from contract.signing import BUNDLE_DOMAIN, check_signature
from daemon.boundary import Boundaries
from daemon.durable import Disk, replace_file
from kiosk.bundle import store
from kiosk.bundle.news import StampNews
from kiosk.clock import Clock
from kiosk.errors import DesiredRefused, KioskError, StorageError
from kiosk.rollout.blobs import Blobs
from kiosk.rollout.service import RETRY_FIRST_S, RETRY_MOST_S, Surroundings

STEP_S = 2.0
"""So long chunks are fetched in one job, or one chunk's time."""

M = TypeVar("M", bound=BaseModel)

_log = logging.getLogger(__name__)


class Phase(StrEnum):
    """How far the newest bundle is."""

    IDLE = "idle"
    NOTICES = "notices"
    NEWS = "news"
    CHUNKS = "chunks"
    WAITING = "waiting"
    """It couldn't be fetched or written just now; tried again later."""


class _Outcome(StrEnum):
    NOTICES_IN_FORCE = "notices"
    MORE_NEWS = "more_news"
    NEWS_IN_FORCE = "news"
    MORE = "more"
    IN_FORCE = "in_force"
    DELAYED = "delayed"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class _Target:
    state: BundleState
    body: str


class BundleKeeper:
    """The bundle of this station; everything but the jobs runs on the agent's own thread.

    Args:
        folder: `DataPaths.bundle`.
    """

    def __init__(
        self, folder: Path, clock: Clock, around: Surroundings, disk: Disk | None = None
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._around = around
        self._disk = disk or Disk()
        self._news = StampNews(folder, clock=clock)
        self._blobs = Blobs(folder / store.BLOBS, around.source, self._disk)
        self._target: _Target | None = None
        self._phase = Phase.IDLE
        self._retry_at_s: float | None = None
        self._failures = 0
        # Content whose hash this process has counted: a card may have forgotten bits before.
        self._whole: set[str] = set()
        self._report_due = False
        self._boundaries = Boundaries(_log)
        self._disk.make_folder(folder)
        self.number = self._number(store.STATE)
        self._notices = self._number(store.NOTICES)

    @property
    def phase(self) -> Phase:
        """How far the newest bundle is."""
        return self._phase

    def announce(self, message: Bundle) -> None:
        """Take in what the fleet has laid down for us; what isn't ours or is old is only logged."""
        try:
            target = self._checked(message)
        except KioskError as error:
            _log.error("a bundle is refused: %s", error)
            return
        number = target.state.number
        newest = max(self.number, self._notices, self._target.state.number if self._target else 0)
        if number < newest:
            _log.warning("bundle %d is left alone: %d is newer", number, newest)
            # A fleet that was put back from an older copy can't know otherwise.
            self._report_due = self._report_due or number < self.number
            return
        if self._target is not None and number == newest:
            return
        self._failures = 0
        self._begin(target)

    def wants_report(self) -> bool:
        """Say whether the fleet is to hear since the last call which bundle is in force."""
        due, self._report_due = self._report_due, False
        return due

    def turn(self) -> None:
        """Try again what was put off, when it is time; call often."""
        if self._retry_at_s is None or self._clock.monotonic_s() < self._retry_at_s:
            return
        self._retry_at_s = None
        if self._target is not None:
            self._begin(self._target)

    def _begin(self, target: _Target) -> None:
        self._target = target
        self._retry_at_s = None
        self._submit(Phase.NOTICES, self._get_notices)

    def _submit(self, phase: Phase, work: Callable[[_Target], _Outcome]) -> None:
        target = self._target
        if target is None:
            return
        self._phase = phase

        def done(outcome: _Outcome) -> None:
            self._done(target, outcome)

        name = f"bundle.{phase}"
        if not self._around.runner.submit(name, lambda: self._attempt(target, work), done):
            self._delay()

    def _attempt(self, target: _Target, work: Callable[[_Target], _Outcome]) -> _Outcome:
        with self._boundaries.guard("bundle.job"):
            try:
                return work(target)
            except DesiredRefused as error:
                _log.error("bundle %d can't be used: %s", target.state.number, error)
                return _Outcome.BROKEN
            except OSError as error:
                # No network (GatewayError), no space.
                _log.warning("bundle %d is put off: %s", target.state.number, error)
        return _Outcome.DELAYED

    def _done(self, target: _Target, outcome: _Outcome) -> None:
        if outcome is _Outcome.NOTICES_IN_FORCE:
            self._notices = max(self._notices, target.state.number)
        elif outcome is _Outcome.IN_FORCE and target.state.number != self.number:
            self.number = target.state.number
            self._report_due = True
            _log.info("bundle %d is in force", self.number)
        if target is not self._target:
            # A newer one came meanwhile, and has its own job.
            return
        match outcome:
            case _Outcome.NOTICES_IN_FORCE | _Outcome.MORE_NEWS:
                self._submit(Phase.NEWS, self._get_news)
            case _Outcome.NEWS_IN_FORCE | _Outcome.MORE:
                self._submit(Phase.CHUNKS, self._get_chunks)
            case _Outcome.IN_FORCE | _Outcome.BROKEN:
                self._target, self._phase, self._failures = None, Phase.IDLE, 0
            case _Outcome.DELAYED:
                self._delay()

    def _delay(self) -> None:
        self._failures += 1
        self._phase = Phase.WAITING
        wait_s = min(RETRY_MOST_S, RETRY_FIRST_S * 2.0 ** min(self._failures - 1, 10))
        self._retry_at_s = self._clock.monotonic_s() + wait_s

    # --- on the worker ---

    def _get_notices(self, target: _Target) -> _Outcome:
        state = target.state
        self._get(state.recalls)
        self._get(state.keys)
        self._parsed(RecallList, state.recalls)
        if state.rules is not None:
            self._get(state.rules)
        if self._number(store.NOTICES) <= state.number:
            replace_file(self._disk, self._folder / store.NOTICES, target.body.encode())
        return _Outcome.NOTICES_IN_FORCE

    def _get_news(self, target: _Target) -> _Outcome:
        end_s = self._clock.monotonic_s() + STEP_S
        for artifact in target.state.news:
            if self._news.has(artifact):
                continue
            self._get(artifact)
            self._take(artifact)
            if self._clock.monotonic_s() >= end_s:
                return _Outcome.MORE_NEWS
        self._news.heard_all(target.state)
        return _Outcome.NEWS_IN_FORCE

    def _take(self, artifact: Artifact) -> None:
        try:
            self._news.take(artifact, self._blobs.path(artifact).read_bytes())
        except BadDocument as error:
            raise DesiredRefused("bundle.invalid", detail=str(error)[:300]) from error

    def _get_chunks(self, target: _Target) -> _Outcome:
        end_s = self._clock.monotonic_s() + STEP_S
        self._get(target.state.index)
        index = self._parsed(BundleIndex, target.state.index)
        _check_sizes(index)
        for artifact in index.artifacts:
            if artifact.sha256 in self._whole:
                continue
            self._get(artifact)
            if self._clock.monotonic_s() >= end_s:
                return _Outcome.MORE
        replace_file(self._disk, self._folder / store.STATE, target.body.encode())
        with self._boundaries.guard("bundle.prune"):
            self._prune()
        return _Outcome.IN_FORCE

    def _get(self, artifact: Artifact) -> None:
        if artifact.sha256 not in self._whole:
            self._blobs.get(artifact, "bundle")
            self._whole.add(artifact.sha256)

    def _parsed(self, model: type[M], artifact: Artifact) -> M:
        try:
            return model.model_validate_json(self._blobs.path(artifact).read_bytes())
        except ValidationError as error:
            raise DesiredRefused("bundle.invalid", detail=str(error)[:300]) from error

    def _prune(self) -> None:
        """Remove what nothing in force names."""
        named: set[str] = set()
        for name in (store.STATE, store.NOTICES):
            state = store.state_in(self._folder / name)
            if state is not None:
                named |= {state.index.sha256, state.recalls.sha256, state.keys.sha256}
                named |= {state.rules.sha256} if state.rules else set()
            if state is not None and name == store.STATE:
                chunks = store.index_of(self._folder, state).artifacts
                named |= {artifact.sha256 for artifact in chunks}
        self._blobs.prune(named)
        self._whole &= named

    def _number(self, name: str) -> int:
        try:
            state = store.state_in(self._folder / name)
        except StorageError as error:
            # The fleet's newest bundle is retained at the broker and will be fetched anew.
            _log.error("the bundle in force can't be read: %s", error)
            return 0
        return state.number if state else 0

    def _checked(self, message: Bundle) -> _Target:
        try:
            check_signature(message, BUNDLE_DOMAIN, self._around.keys())
            state = BundleState.model_validate_json(message.body)
        except NotAuthentic as error:
            raise DesiredRefused(f"bundle.{error.code}", **error.params) from error
        except ValidationError as error:
            raise DesiredRefused("bundle.invalid", detail=str(error)[:300]) from error
        if state.station != self._around.station:
            raise DesiredRefused("bundle.station", detail=f"it is for {state.station[:60]}")
        for artifact, most in (
            (state.index, MAX_INDEX_BYTES),
            (state.recalls, MAX_RECALLS_BYTES),
            (state.keys, MAX_KEYS_BYTES),
            (state.rules, MAX_RULES_BYTES),
        ):
            if artifact is not None:
                _check_size(artifact, most)
        for artifact in state.news:
            _check_size(artifact, MAX_CHUNK_BYTES)
        return _Target(state=state, body=message.body)


def _check_sizes(index: BundleIndex) -> None:
    for artifact in index.artifacts:
        _check_size(artifact, MAX_CHUNK_BYTES)
    if sum(artifact.size for artifact in index.artifacts) > MAX_BYTES:
        raise DesiredRefused("bundle.too_large", detail=f"more than {MAX_BYTES} bytes")


def _check_size(artifact: Artifact, most: int) -> None:
    if artifact.size > most:
        detail = f"{artifact.sha256} has {artifact.size} bytes, {most} at most"
        raise DesiredRefused("bundle.too_large", detail=detail)
