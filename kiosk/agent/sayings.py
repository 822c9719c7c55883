"""What the agent says about the station: who it is, and which desired state is in force."""

import platform
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from contract.messages import Birth, Reported
from kiosk.clock import Clock
from kiosk.outbox.store import Outbox
from kiosk.rollout.bundles import BundleKeeper
from kiosk.rollout.service import Rollout

DISTRIBUTION = "tramquet"
MODEL = Path("/proc/device-tree/model")
CAPABILITIES = ("screenshot", "identify", "restart")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a station is made of, found once at the start."""

    software: str
    hardware: str
    boot_id: str


def about(boot_id: str, model: Path = MODEL) -> About:
    """Find out what this station is made of.

    Args:
        model: the device tree's name of the board (a string that ends with NUL).
    """
    try:
        hardware = model.read_text(errors="replace").strip("\0\n ")
    except OSError:
        hardware = ""
    return About(
        software=f"{DISTRIBUTION} {version(DISTRIBUTION)}",
        hardware=(hardware or f"{platform.system()} {platform.machine()}")[:100],
        boot_id=boot_id,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The rooms of which births and reports tell."""

    outbox: Outbox
    rollout: Rollout
    bundles: BundleKeeper


class Sayings:
    """Makes births and reports.

    Args:
        publish: hands a report to the connection; gives False where it was not taken.
    """

    def __init__(
        self,
        about_us: About,
        told: Told,
        publish: Callable[[Reported], bool],
        clock: Clock,
    ) -> None:
        self._about = about_us
        self._told = told
        self._publish = publish
        self._clock = clock
        self._report_due = False

    def birth(self, session: int) -> Birth:
        """Make a birth for a connection.

        Raises:
            StorageError: the outbox can't be read.
        """
        return Birth(
            at=self._clock.now(),
            boot_id=self._about.boot_id,
            session=session,
            software=self._about.software,
            hardware=self._about.hardware,
            outbox_id=self._told.outbox.outbox_id,
            stored=self._told.outbox.stored,
            capabilities=CAPABILITIES,
        )

    def report(self) -> None:
        """Report what is in force as soon as the connection takes it."""
        self._report_due = True
        self.turn()

    def turn(self) -> None:
        """Send the report that waits; call often while connected."""
        if self._report_due and self._publish(self._reported()):
            self._report_due = False

    def _reported(self) -> Reported:
        in_force = self._told.rollout.in_force
        return Reported(
            at=self._clock.now(),
            number=in_force.number,
            software=self._about.software,
            settings=in_force.configuration.model_dump(mode="json"),
            slides=tuple(installed.slide.slide_id for installed in in_force.slides),
            bundle=self._told.bundles.number,
            refused=self._told.rollout.refusal,
        )
