"""Does what the rollout's table says: fetches, verifies, installs, remembers, reports.

The slow steps run as jobs on the agent's worker, one at a time; all else on the agent's own thread.
Telling the station process and the fleet is left to whoever takes its wishes.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar, assert_never

from contract.gateway import PublisherKey
from contract.messages import Desired, Refusal
from contract.names import StationId
from daemon.boundary import Boundaries
from daemon.durable import Disk
from kiosk.clock import Clock
from kiosk.errors import BadPicture, DesiredRefused, KioskError, StorageError
from kiosk.rollout import table, verify
from kiosk.rollout.blobs import Source
from kiosk.rollout.fetch import Fetcher
from kiosk.rollout.install import Installer
from kiosk.rollout.store import InForce, born_with, load_current
from kiosk.rollout.table import Denial, Event, Phase, State, Target

RETRY_FIRST_S = 5.0
RETRY_MOST_S = 300.0

T = TypeVar("T")
Wish = table.Reload | table.Report

_log = logging.getLogger(__name__)


class Runner(Protocol):
    """Runs slow work elsewhere; `kiosk.agent.jobs.Jobs` is one."""

    def submit(self, name: str, work: Callable[[], T], then: Callable[[T], None]) -> bool:
        """Run `work`, and call `then` with its result on the agent's own thread.

        Returns:
            False where too much waits.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the rollout needs from the agent.

    Attributes:
        keys: gives the publisher's keys, which a renewal of the identity may change.
        decode: raises `BadPicture` for a file that can't be decoded; runs on the worker.
    """

    station: StationId
    keys: Callable[[], tuple[PublisherKey, ...]]
    source: Source
    runner: Runner
    decode: Callable[[Path], None]


class Rollout:
    """The desired state of this station, from its announcement to its report.

    Args:
        folder: `DataPaths.desired`.
    """

    def __init__(
        self, folder: Path, clock: Clock, around: Surroundings, disk: Disk | None = None
    ) -> None:
        disk = disk or Disk()
        self._folder = folder
        self._clock = clock
        self._around = around
        self._fetcher = Fetcher(folder, around.source, disk)
        self._installer = Installer(folder, disk)
        self._installer.clean()
        self.in_force: InForce = self._load()
        self._state = State(in_force=self.in_force.number, denial=self._installer.remembered())
        self._retry_at_s: float | None = None
        self._wishes: list[Wish] = []
        self._boundaries = Boundaries(_log)

    @property
    def phase(self) -> Phase:
        """How far the newest state is."""
        return self._state.phase

    @property
    def refusal(self) -> Refusal | None:
        """Why the newest state was refused."""
        return None if self._state.denial is None else self._state.denial.refusal

    def announce(self, message: Desired) -> None:
        """Take in what the fleet wants."""
        around = self._around
        try:
            target = verify.check_announcement(message, around.station, around.keys())
        except DesiredRefused as error:
            number = verify.guess_number(message.body)
            digest = verify.digest_of(message.model_dump_json().encode())
            self._handle(table.Denied(_denial(error, number, digest)))
        else:
            self._handle(table.Announced(target))

    def turn(self) -> None:
        """Try again what was put off, when it is time; call often."""
        if self._retry_at_s is not None and self._clock.monotonic_s() >= self._retry_at_s:
            self._retry_at_s = None
            self._handle(table.RetryDue())

    def wishes(self) -> list[Wish]:
        """Give what others are to be told since the last call, oldest first."""
        wishes, self._wishes = self._wishes, []
        return wishes

    def _handle(self, event: Event) -> None:
        before = self._state.phase
        self._state, effects = table.step(self._state, event)
        if self._state.phase is not before:
            _log.info("rollout: %s -> %s", before, self._state.phase)
        for effect in effects:
            with self._boundaries.guard("rollout.effect"):
                self._apply(effect)

    def _apply(self, effect: table.Effect) -> None:
        match effect:
            case table.Fetch(target):
                self._submit(target, self._fetch)
            case table.Verify(target):
                self._submit(target, self._verify)
            case table.Install(target):
                self._submit(target, self._install)
            case table.Remember(denial):
                self._remember(denial)
            case table.Adopt():
                self.in_force = self._load()
            case table.Forget():
                self._installer.forget()
            case table.Reload() | table.Report():
                self._wishes.append(effect)
            case table.RetryLater(failures):
                wait_s = min(RETRY_MOST_S, RETRY_FIRST_S * 2.0 ** min(failures - 1, 10))
                self._retry_at_s = self._clock.monotonic_s() + wait_s
            case _:
                assert_never(effect)

    def _submit(self, target: Target, work: Callable[[Target], Event]) -> None:
        name = f"rollout.{self._state.phase}"
        if not self._around.runner.submit(name, lambda: self._attempt(target, work), self._handle):
            self._handle(table.Delayed())

    def _attempt(self, target: Target, work: Callable[[Target], Event]) -> Event:
        """Run one slow step on the worker: every way in which it can end is an event."""
        number = target.desired.number
        with self._boundaries.guard("rollout.job"):
            try:
                return work(target)
            except (DesiredRefused, BadPicture) as error:
                return table.Broken(_denial(error, number, target.digest))
            except OSError as error:
                # No network (GatewayError), no space.
                _log.warning("desired state %d is put off: %s", number, error)
        return table.Delayed()

    def _fetch(self, target: Target) -> Event:
        self._fetcher.fetch(target)
        return table.Fetched()

    def _verify(self, target: Target) -> Event:
        self._fetcher.verify(target, self._around.decode)
        return table.Verified()

    def _install(self, target: Target) -> Event:
        self._installer.install(target, self._fetcher.documents(target))
        # It is in force now, whatever becomes of the old ones.
        with self._boundaries.guard("rollout.prune"):
            self._installer.prune()
        return table.Installed()

    def _remember(self, denial: Denial) -> None:
        _log.error(
            "desired state %d is refused: %s (%s)",
            denial.refusal.number,
            denial.refusal.code,
            denial.refusal.detail,
        )
        self._installer.remember(denial)
        if self._state.phase is Phase.IDLE:
            # The content of a state on its way is named by no kept state yet.
            self._installer.prune()

    def _load(self) -> InForce:
        try:
            return load_current(self._folder)
        except StorageError as error:
            # The fleet's newest state is retained at the broker and will be installed anew.
            _log.error("the desired state in force can't be read: %s", error)
            return born_with()


def _denial(error: KioskError, number: int, digest: str) -> Denial:
    detail = str(error.params.get("detail", error))[:500]
    return Denial(refusal=Refusal(number=number, code=error.code, detail=detail), digest=digest)
