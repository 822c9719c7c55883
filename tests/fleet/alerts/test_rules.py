"""Which alerts there should be, from what is known of a station."""

from datetime import UTC, datetime, timedelta

import pytest

from fleet.alerts.models import Cause
from fleet.alerts.rules import Facts, changes, wanted
from fleet.stations.presence import PresenceStatus

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
AFTER = timedelta(seconds=30)
NOTHING: frozenset[Cause] = frozenset()
OFFLINE = frozenset({Cause.OFFLINE})
CAMERA = frozenset({Cause.CAMERA})


def facts(
    status: PresenceStatus,
    *,
    ago_s: int = 3600,
    camera: bool | None = True,
    camera_ago_s: int = 3600,
    revoked: bool = False,
    open_ones: frozenset[Cause] = NOTHING,
) -> Facts:
    return Facts(
        revoked=revoked,
        status=status,
        status_at=NOW - timedelta(seconds=ago_s),
        camera=camera,
        camera_at=NOW - timedelta(seconds=camera_ago_s),
        open=open_ones,
    )


@pytest.mark.parametrize(
    ("known", "causes"),
    [
        (facts(PresenceStatus.ONLINE), NOTHING),
        (facts(PresenceStatus.NEVER, camera=None), NOTHING),
        (facts(PresenceStatus.OFFLINE), OFFLINE),
        (facts(PresenceStatus.OFFLINE, ago_s=29), NOTHING),
        (facts(PresenceStatus.OFFLINE, ago_s=30), OFFLINE),
        (facts(PresenceStatus.OFFLINE, revoked=True, open_ones=OFFLINE), NOTHING),
        (facts(PresenceStatus.ONLINE, camera=False), CAMERA),
        (facts(PresenceStatus.ONLINE, camera=None), NOTHING),
        (facts(PresenceStatus.ONLINE, camera=None, open_ones=CAMERA), CAMERA),
        (facts(PresenceStatus.ONLINE, camera_ago_s=119, open_ones=CAMERA), CAMERA),
        (facts(PresenceStatus.ONLINE, camera_ago_s=119), NOTHING),
        (facts(PresenceStatus.ONLINE, camera_ago_s=120, open_ones=CAMERA), NOTHING),
        (facts(PresenceStatus.OFFLINE, camera=False), OFFLINE),
        (facts(PresenceStatus.OFFLINE, ago_s=1, camera=False, open_ones=CAMERA), CAMERA),
    ],
)
def test_what_there_should_be(known: Facts, causes: frozenset[Cause]) -> None:
    assert wanted(known, NOW, AFTER) == causes


def test_an_alert_that_is_open_stays_open_when_the_setting_grows() -> None:
    known = facts(PresenceStatus.OFFLINE, ago_s=60, open_ones=OFFLINE)
    assert wanted(known, NOW, timedelta(hours=1)) == OFFLINE


def test_a_station_that_is_back_closes_its_alert() -> None:
    needed = changes(facts(PresenceStatus.ONLINE, open_ones=OFFLINE), NOW, AFTER)
    assert (needed.opened, needed.closed) == (NOTHING, OFFLINE)
