"""The circuit breaker's table."""

from datetime import UTC, datetime, timedelta

import pytest

from fleet.connectors import breaker
from fleet.connectors.breaker import Health, State
from fleet.connectors.port import CONTENT, Reason

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)


def after(times: int, *, chance: float = 0.5, wants_s: float | None = None) -> Health:
    health = Health()
    for _ in range(times):
        health = breaker.failed(health, NOW, Reason.TIMEOUT, wants_s=wants_s, chance=chance)
    return health


@pytest.mark.parametrize(
    ("failures", "wait_s"),
    [(1, None), (2, None), (3, 10), (4, 20), (5, 40), (8, 320), (9, 600), (2000, 600)],
)
def test_waits_double_up_to_ten_minutes(failures: int, wait_s: int | None) -> None:
    expected = None if wait_s is None else NOW + timedelta(seconds=wait_s)
    assert after(failures).retry_at == expected


def test_waits_differ_by_chance() -> None:
    assert after(3, chance=0).retry_at == NOW + timedelta(seconds=8)
    assert after(3, chance=1).retry_at == NOW + timedelta(seconds=12)


def test_who_asks_to_be_left_alone_is() -> None:
    assert after(1, wants_s=120).retry_at == NOW + timedelta(seconds=120)
    assert after(9, wants_s=1).retry_at == NOW + timedelta(seconds=600)


def test_states_follow_the_clock() -> None:
    health = after(3)
    assert health.retry_at is not None
    assert breaker.state_of(Health(), NOW) is State.CLOSED
    assert breaker.state_of(after(2), NOW) is State.CLOSED
    assert breaker.state_of(health, NOW) is State.OPEN
    assert breaker.state_of(health, health.retry_at) is State.HALF_OPEN
    assert breaker.state_of(breaker.answered(health, NOW), NOW) is State.CLOSED


@pytest.mark.parametrize("reason", sorted(CONTENT))
def test_a_fault_of_one_answer_closes_nothing(reason: Reason) -> None:
    health = breaker.failed(after(2), NOW, reason, wants_s=None, chance=0.5)
    assert (health.failures, health.retry_at, health.reason) == (0, None, reason)
