"""The circuit breaker of a source, as a pure table.

Closed: it is asked. After `MOST_FAILURES` in a row it opens: for ten seconds nobody asks, then one
question is let through (half-open); if that fails too, the wait doubles, up to ten minutes. Waits
differ by chance, so that several sources behind one line don't all come back at the same moment.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from fleet.connectors.port import CONTENT, Reason

MOST_FAILURES = 3
FIRST_WAIT_S = 10.0
LONGEST_WAIT_S = 600.0
JITTER = 0.2
TRIAL = timedelta(seconds=15)
"""A question that is on trial keeps others away for as long."""


class State(StrEnum):
    """Whether a source is asked."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What is remembered of a source; see `fleet.connectors.models.ConnectorHealth`."""

    failures: int = 0
    retry_at: datetime | None = None
    answered_at: datetime | None = None
    failed_at: datetime | None = None
    reason: str = ""


def state_of(health: Health, now: datetime) -> State:
    """Tell whether a source is asked."""
    if health.retry_at is None:
        return State.CLOSED
    return State.OPEN if now < health.retry_at else State.HALF_OPEN


def answered(health: Health, now: datetime) -> Health:
    """Note that a source answered, whatever it said."""
    return replace(health, failures=0, retry_at=None, answered_at=now)


def failed(
    health: Health, now: datetime, reason: Reason, *, wants_s: float | None, chance: float
) -> Health:
    """Note that a source could not be asked.

    A fault of one answer counts neither way, unless the source was on trial: then it answers again.

    Args:
        wants_s: for how long it asked to be left alone.
        chance: 0 to 1, for the jitter.
    """
    if reason in CONTENT:
        return replace(health, failures=0, retry_at=None, failed_at=now, reason=reason)
    failures = health.failures + 1
    retry_at = None
    if failures >= MOST_FAILURES or wants_s:
        doubled = FIRST_WAIT_S * 2 ** min(max(failures - MOST_FAILURES, 0), 10)
        jitter = 1 - JITTER + 2 * JITTER * chance
        wait_s = max(min(doubled, LONGEST_WAIT_S) * jitter, wants_s or 0)
        retry_at = now + timedelta(seconds=wait_s)
    return replace(health, failures=failures, retry_at=retry_at, failed_at=now, reason=reason)
