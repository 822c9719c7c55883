"""Gathers what goes into the station's health: the machine, the outbox, the station process."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.agent.renewal import Renewal
from kiosk.agent.watch import StationWatch
from kiosk.clock import Clock
from kiosk.errors import StorageError
from kiosk.health.probes import MachineProbes
from kiosk.health.rules import Measured, StationSide
from kiosk.local.protocol import StatusReply
from kiosk.outbox.store import Outbox
from kiosk.rollout.service import Rollout


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauges:
    """Where the figures come from."""

    probes: MachineProbes
    outbox: Outbox
    watch: StationWatch
    rollout: Rollout
    renewal: Renewal
    clock: Clock


def measurer(gauges: Gauges) -> Callable[[], Measured]:
    """Give a function that measures everything."""

    def measure() -> Measured:
        depth, trouble = _outbox(gauges.outbox)
        return Measured(
            machine=gauges.probes.measure(),
            clock_trusted=gauges.clock.trusted(),
            outbox_depth=depth,
            outbox=trouble,
            station=_station(gauges.watch.status),
            in_force=gauges.rollout.in_force.number,
            rollout=gauges.rollout.phase,
            certificate_days=gauges.renewal.days_left(),
        )

    return measure


def _outbox(outbox: Outbox) -> tuple[int | None, str]:
    try:
        return outbox.depth, ""
    except StorageError as error:
        return None, error.code


def _station(status: StatusReply | None) -> StationSide | None:
    if status is None:
        return None
    return StationSide(
        camera=status.camera,
        screen=status.screen,
        shown=status.number,
        fps=status.fps,
        brightness=status.brightness,
        frames_seen=status.frames_seen,
        not_stored=status.not_stored,
    )
