"""Events that are made for the benchmark are right ones; a small document of them is captured."""

import json
from pathlib import Path

import pytest

from benchmarks import captures, goods_events
from benchmarks.plan import Plan
from provenance.epcis import parse


def test_made_documents_hold_to_the_standard() -> None:
    parsed = parse(b"".join(goods_events.document(500, first=7)))
    assert parsed.faults == ()
    assert len({event.hash_id for event in parsed.events}) == 500
    assert {event.type.value for event in parsed.events} == {
        "ObjectEvent",
        "AggregationEvent",
        "TransformationEvent",
    }
    assert json.loads(b"".join(goods_events.document(1)))["epcisBody"]["eventList"]


@pytest.mark.loopback
@pytest.mark.postgres
@pytest.mark.system
@pytest.mark.timeout(300)
def test_captures(tmp_path: Path) -> None:
    section = captures.measure(Plan(quick=True, folder=tmp_path))

    assert all(row.value > 0 for row in section.rows)
    stored = [row for row in section.rows if row.name == "judged and stored"]
    assert len(stored) == len(section.goals)
    assert {row.name for row in section.rows if row.unit == "ms"} == {
        *captures._QUERIES,  # noqa: SLF001 - the page promises a row for each of them
        *captures._CHAINS,  # noqa: SLF001
    }
