"""Whatever is killed when, no scan is lost and none is counted twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.system import Prepared, System, until

pytestmark = [pytest.mark.system, pytest.mark.loopback, pytest.mark.timeout(600)]

ROUNDS = 5
SCAN_WITHIN_S = 90.0
DELIVERED_WITHIN_S = 90.0


@pytest.fixture
def system(tmp_path: Path, prepared: Prepared) -> Iterator[System]:
    """Start everything, and end it."""
    whole = System(tmp_path, prepared=prepared)
    yield whole
    whole.close()


def scan_on(system: System, count: int) -> None:
    goal = system.stored() + count
    until("scanning", lambda: system.stored() >= goal, SCAN_WITHIN_S)


def test_nothing_is_lost_or_doubled_when_every_process_is_killed(system: System) -> None:
    scan_on(system, 2)
    for round_number in range(ROUNDS):
        for kill in (
            system.restart_station,
            system.restart_agent,
            system.restart_broker,
            system.restart_fleet,
        ):
            scan_on(system, 1 + round_number % 2)
            kill()
    scan_on(system, 2)
    system.stage.forget(system.station)
    system.station.end()
    until("delivery", lambda: system.waiting() == 0, DELIVERED_WITHIN_S)
    rows = system.fleet_rows()
    stored = system.stored()
    assert stored > ROUNDS * 4
    assert rows.seqs == tuple(range(1, stored + 1))
    assert rows.counted == stored
