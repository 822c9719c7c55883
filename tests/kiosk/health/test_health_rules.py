"""What is judged, what is only told, and that none of it is lost on the wire."""

import math
from datetime import UTC, datetime

import pytest

from contract import wire
from contract.messages import Health
from contract.probes import PROBES, Kind, Value
from kiosk.health.rules import Judge, health_of

MAX_BYTES = 32 * 1024


def test_every_probe_is_in_every_message() -> None:
    probes = Judge().judge({"camera": "up"})

    assert list(probes) == list(PROBES)
    assert health_of(probes) == {"camera": True}
    assert probes["cpu_temperature"].unit == "°C"


def test_a_number_comes_back_by_its_margin_only() -> None:
    judge = Judge()
    judged = [
        judge.judge({"cpu_temperature": celsius})["cpu_temperature"].healthy
        for celsius in (80.0, 80.1, 79.0, 77.1, 77.0, 80.0, None, 79.0)
    ]
    assert judged == [True, False, False, False, True, True, None, True]


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_json_has_no_number_for_is_none(value: float) -> None:
    probe = Judge().judge({"uptime": value, "cpu_temperature": value})["cpu_temperature"]
    assert (probe.value, probe.healthy) == (None, None)


def test_the_longest_message_is_far_below_its_bound() -> None:
    longest: dict[Kind, Value] = {
        Kind.NUMBER: -1.2345678901234567e-300,
        Kind.FLAG: False,
        Kind.TEXT: "\x01" * 5000,
    }
    probes = Judge().judge({name: longest[spec.kind] for name, spec in PROBES.items()})
    message = Health(at=datetime(2026, 11, 20, tzinfo=UTC), probes=probes)

    encoded = wire.encode(message)

    assert wire.decode_as(Health, encoded) == message
    assert len(encoded) < MAX_BYTES / 2
