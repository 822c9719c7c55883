"""Pure decisions about alerts: what is known of a station, and which alerts there should be."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from fleet.alerts.models import Cause
from fleet.stations.presence import PresenceStatus

CAMERA_SETTLED = timedelta(minutes=2)
"""A camera that stalls again and again gives pictures for some seconds after each restart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What alerts depend on, of one station.

    Attributes:
        status: as it was written, after the second look at its goodbye.
        status_at: when it became so.
        camera: whether the probe `camera` is healthy; None where it says nothing.
        camera_at: since when it says so.
        open: causes of its alerts that are open.
    """

    revoked: bool
    status: PresenceStatus
    status_at: datetime | None
    camera: bool | None
    camera_at: datetime | None
    open: frozenset[Cause] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is to be done about the alerts of one station."""

    opened: frozenset[Cause]
    closed: frozenset[Cause]


def wanted(facts: Facts, now: datetime, offline_after: timedelta) -> frozenset[Cause]:
    """Tell for which causes a station should have an alert.

    What its camera did before a station went away stays true until it is back and says otherwise,
    for long enough to be believed.

    Args:
        offline_after: how long it must have been gone.
    """
    if facts.revoked or facts.status is PresenceStatus.NEVER:
        return frozenset()
    causes = set()
    if facts.status is PresenceStatus.OFFLINE:
        long_enough = facts.status_at is None or facts.status_at <= now - offline_after
        if long_enough or Cause.OFFLINE in facts.open:
            causes.add(Cause.OFFLINE)
        if Cause.CAMERA in facts.open:
            causes.add(Cause.CAMERA)
    elif facts.camera is False or (Cause.CAMERA in facts.open and not _settled(facts, now)):
        causes.add(Cause.CAMERA)
    return frozenset(causes)


def changes(facts: Facts, now: datetime, offline_after: timedelta) -> Changes:
    """Tell which alerts of a station begin and which end."""
    causes = wanted(facts, now, offline_after)
    return Changes(opened=causes - facts.open, closed=facts.open - causes)


def _settled(facts: Facts, now: datetime) -> bool:
    """Tell whether a camera has been well for so long that its trouble is over."""
    long_enough = facts.camera_at is None or facts.camera_at <= now - CAMERA_SETTLED
    return facts.camera is True and long_enough
