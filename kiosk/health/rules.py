"""Turns what was measured into the probes of a health message, judged by `contract.probes`.

Every probe of the table is in every message, so that what can't be measured is seen as that. The
judge remembers how each probe was judged last, since an unhealthy number has to come back inside
its bounds by a margin.
"""

import math
from collections.abc import Mapping

from contract.messages import Probe
from contract.probes import PROBES, Value, judge

MAX_CHARS = 100
"""Of a text; the whole message stays far below the 32 KiB that it may have."""


class Judge:
    """Judges one station's probes, measurement after measurement."""

    def __init__(self) -> None:
        self._before: dict[str, bool] = {}

    def judge(self, values: Mapping[str, Value]) -> dict[str, Probe]:
        """Give all probes by name, those without a value as None."""
        probes = {}
        for name, spec in PROBES.items():
            value = _sendable(values.get(name))
            healthy = judge(spec, value, before=self._before.get(name))
            if healthy is None:
                self._before.pop(name, None)
            else:
                self._before[name] = healthy
            probes[name] = Probe(value=value, unit=spec.unit, healthy=healthy)
        return probes


def health_of(probes: Mapping[str, Probe]) -> dict[str, bool]:
    """Give what was judged; when this changes, it is told at once."""
    return {name: probe.healthy for name, probe in probes.items() if probe.healthy is not None}


def _sendable(value: Value) -> Value:
    if isinstance(value, str):
        return value[:MAX_CHARS]
    # JSON has no number for what isn't finite.
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
