"""The table of probes: names that the wire can hold, ranges that make sense, one way to judge."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from contract.messages import Name, Probe
from contract.probes import PROBES, Kind, ProbeSpec, judge

SPECS = list(PROBES.values())


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_a_spec_makes_sense(spec: ProbeSpec) -> None:
    assert PROBES[spec.name] is spec
    assert TypeAdapter(Name).validate_python(spec.name) == spec.name
    assert spec.name == spec.name.lower()
    assert Probe(unit=spec.unit).unit == spec.unit
    assert spec.source
    bounds = [bound for bound in (spec.low, spec.high) if bound is not None]
    if spec.kind is not Kind.NUMBER:
        assert (bounds, spec.unit, spec.margin) == ([], "", 0)
    assert spec.kind is not Kind.NUMBER or not spec.healthy
    wanted = bool if spec.kind is Kind.FLAG else str
    assert all(isinstance(value, wanted) for value in spec.healthy)
    if spec.low is not None and spec.high is not None:
        assert spec.low + spec.margin < spec.high - spec.margin


def test_no_name_stands_twice_and_groups_stay_together() -> None:
    groups = [spec.group for spec in SPECS]
    assert groups == sorted(groups, key=list(type(groups[0])).index)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_bounds_are_inside(spec: ProbeSpec) -> None:
    for bound, outwards in ((spec.low, -1), (spec.high, 1)):
        if bound is not None:
            assert judge(spec, bound) is True
            assert judge(spec, bound + outwards * 0.001) is False


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
@pytest.mark.parametrize("value", [None, math.nan, math.inf])
def test_what_was_not_measured_is_not_judged(spec: ProbeSpec, value: float | None) -> None:
    assert judge(spec, value) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("cpu_temperature", True), ("cpu_temperature", "90"), ("station", 0.0), ("camera", False)],
)
def test_a_value_of_another_kind_is_not_judged(name: str, value: float | str) -> None:
    assert judge(PROBES[name], value) is None


def test_a_flag_and_a_text_have_healthy_values() -> None:
    assert judge(PROBES["station"], value=True) is True
    assert judge(PROBES["under_voltage"], value=True) is False
    assert judge(PROBES["camera"], "camera.stalled") is False
    assert judge(PROBES["screen"], "attract") is None


@given(st.lists(st.floats(min_value=77.5, max_value=80.5), max_size=50))
def test_a_value_that_swings_around_its_bound_turns_bad_once(values: list[float]) -> None:
    spec = PROBES["cpu_temperature"]
    before: bool | None = None
    flips = 0
    for value in values:
        now = judge(spec, value, before=before)
        flips += before is not None and now != before
        before = now
    assert flips <= 1
