"""Gathers what goes into the station's health: the machine, the outbox, the station process."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from contract.probes import CAMERA_UP, Value
from kiosk.agent.renewal import Renewal
from kiosk.agent.watch import StationWatch
from kiosk.clock import Clock
from kiosk.errors import StorageError
from kiosk.health.probes import MachineProbes
from kiosk.health.starts import Starts
from kiosk.identity.token import Tokens
from kiosk.local.protocol import StatusReply
from kiosk.outbox.store import Outbox
from kiosk.rollout.service import Rollout

KEPT = frozenset({"ok", "replaced"})
"""States of the station's outbox in which scans are stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauges:
    """Where the figures come from.

    Attributes:
        restarts: by name of the probe.
    """

    probes: MachineProbes
    outbox: Outbox
    watch: StationWatch
    rollout: Rollout
    renewal: Renewal
    tokens: Tokens
    restarts: Mapping[str, Starts]
    clock: Clock


def measurer(gauges: Gauges) -> Callable[[], dict[str, Value]]:
    """Give a function that measures everything, by name of the probe."""

    def measure() -> dict[str, Value]:
        return {
            **gauges.probes.measure(),
            **_agent(gauges),
            **_outbox(gauges.outbox, gauges.watch.status),
            **_station(gauges.watch.status),
        }

    return measure


def _agent(gauges: Gauges) -> dict[str, Value]:
    return {
        "clock_trusted": gauges.clock.trusted(),
        "clock_offset": _offset_s(gauges.tokens, gauges.clock),
        "certificate": gauges.renewal.days_left(),
        "desired": gauges.rollout.in_force.number,
        "rollout": gauges.rollout.phase.value,
        **{name: starts.count() for name, starts in gauges.restarts.items()},
    }


def _offset_s(tokens: Tokens, clock: Clock) -> float | None:
    if not tokens.heard:
        return None
    return round((clock.now() - tokens.now()).total_seconds(), 1)


def _outbox(outbox: Outbox, status: StatusReply | None) -> dict[str, Value]:
    try:
        depth = outbox.depth
    except StorageError as error:
        return {"outbox": error.code, "outbox_depth": None}
    told = status.outbox if status and status.outbox not in KEPT else "ok"
    return {"outbox": told, "outbox_depth": depth}


def _station(status: StatusReply | None) -> dict[str, Value]:
    if status is None:
        return {"station": False}
    is_up = status.camera == CAMERA_UP
    return {
        "station": True,
        "camera": status.camera,
        # What a camera gave before it failed says nothing about it now.
        "camera_fps": status.fps if is_up else None,
        "camera_brightness": status.brightness if is_up else None,
        "camera_sharpness": status.sharpness if is_up else None,
        "camera_frames": status.frames_seen,
        "decode_ms": status.decode_ms.median,
        "decode_ms_p95": status.decode_ms.p95,
        "frame_ms": status.frame_ms.median,
        "frame_ms_p95": status.frame_ms.p95,
        "frame_to_verdict_ms": status.frame_to_verdict_ms.median,
        "frame_to_verdict_ms_p95": status.frame_to_verdict_ms.p95,
        "screen": status.screen,
        "shown": status.number,
        "not_stored": status.not_stored,
    }
